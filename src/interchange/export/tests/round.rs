//! Our own tables, whatever is in the records: read into the data they came from they change nothing, and read into an
//! empty book they make the same again.

use super::*;
use crate::{export::xlsx::xlsx, formats, import};
use domain::{
    Address, FieldSpec, Label, Labelled, Line, Transaction,
    import::{AddressPart, Plan, PreviewOptions, Report, custom_fields, own_target},
};

const KINDS: [Kind; 4] = [Kind::Company, Kind::Contact, Kind::Deal, Kind::Order];

/// What a language calls the fields and choices.
pub(super) struct Tongue {
    field: fn(Key) -> &'static str,
    address: [&'static str; 5],
    yes_no: [&'static str; 2],
    choices: &'static [(&'static str, &'static str)],
}

fn english(key: Key) -> &'static str {
    match key {
        keys::EMAILS => "Email",
        keys::ORDERED_ON => "Date",
        keys::LINES => "Items",
        keys::EXTERNAL_ID => "External ID",
        _ => key.as_str(),
    }
}

fn chinese(key: Key) -> &'static str {
    match key {
        keys::NAME => "姓名",
        keys::FIRST_NAME => "名",
        keys::LAST_NAME => "姓",
        keys::TITLE => "名称",
        keys::COMPANY => "公司",
        keys::CONTACT => "联系人",
        keys::EMAILS => "邮箱",
        keys::PHONES => "电话",
        keys::NUMBER => "编号",
        keys::ORDERED_ON => "日期",
        keys::TOTAL => "总额",
        keys::LINES => "商品",
        keys::STATUS => "状态",
        keys::LIFECYCLE => "客户阶段",
        keys::VALUE => "金额",
        keys::PROBABILITY => "成交概率",
        keys::NOTES => "备注",
        keys::EXTERNAL_ID => "外部编号",
        _ => key.as_str(),
    }
}

pub(super) const ENGLISH: Tongue = Tongue {
    field: english,
    address: ["Street", "City", "Region", "Postal code", "Country"],
    yes_no: ["Yes", "No"],
    choices: &[
        ("lead", "Lead"),
        ("qualified", "Qualified"),
        ("open", "Open"),
        ("paid", "Paid"),
        ("refunded", "Refunded"),
    ],
};
const CHINESE: Tongue = Tongue {
    field: chinese,
    address: ["街道", "城市", "省/州", "邮编", "国家/地区"],
    yes_no: ["是", "否"],
    choices: &[
        ("lead", "线索"),
        ("qualified", "已确认"),
        ("open", "待处理"),
        ("paid", "已付款"),
        ("refunded", "已退款"),
    ],
};

fn specs(book: &Book, kind: Kind) -> Vec<FieldSpec> {
    let technical = [keys::CREATED_AT, keys::CHANGED_AT];
    book.fields(kind).into_iter().filter(|spec| spec.listed() && !technical.contains(&spec.key)).collect()
}

fn name(tongue: &Tongue, spec: &FieldSpec) -> String {
    match &spec.name {
        domain::FieldName::Own(label) => label.clone(),
        _ => (tongue.field)(spec.key).to_owned(),
    }
}

pub(super) fn out(book: &Book, kind: Kind, tongue: &Tongue, ids: bool, sheet: bool) -> Vec<u8> {
    let specs = specs(book, kind);
    let columns: Vec<(Key, String)> = specs.iter().map(|spec| (spec.key, name(tongue, spec))).collect();
    let choices = tongue.choices.iter().map(|(code, word)| ((*code).to_owned(), (*word).to_owned())).collect();
    let address = tongue.address.map(str::to_owned);
    let [yes, no] = tongue.yes_no;
    let words = Words { yes, no, choices: &choices, address: &address, ids };
    let all: Vec<Id> = book.iter(kind).map(|record| record.id).collect();
    match sheet {
        true => xlsx(book, kind, &all, &columns, &words, "Sheet", Instant(1)).unwrap().bytes,
        false => csv(book, kind, &all, &columns, &words),
    }
}

pub(super) fn into(book: &mut Book, file: Vec<u8>, tongue: &Tongue, seed: u64) -> (Report, usize) {
    let opened = formats::open(file, None).unwrap();
    let parts =
        [AddressPart::Street, AddressPart::City, AddressPart::Region, AddressPart::PostalCode, AddressPart::Country];
    let labels = KINDS.into_iter().flat_map(|kind| {
        let fields =
            specs(book, kind).into_iter().map(move |spec| (kind, name(tongue, &spec), own_target(kind, &spec)));
        let parts = parts.into_iter().zip(tongue.address);
        fields
            .chain(parts.map(move |(part, name)| (kind, name.to_owned(), Target::AddressPart(part))))
            .collect::<Vec<_>>()
    });
    let options = PreviewOptions { custom: custom_fields(book), labels: labels.collect(), ..Default::default() };
    let found = opened.preview(&options).unwrap();
    let plan = Plan::suggested(&found, "file", book.currency(), Instant(7), Date(20_000), seed);
    let (edits, report) = import::whole(book, &opened.part("").unwrap().table.text, plan.clone()).unwrap();
    let count = edits.len();
    let label = Label::new(domain::Act::Imported, plan.kind, count, "");
    book.apply(Transaction { edits, ..Transaction::new(label, Instant(7)) });
    (report, count)
}

pub(super) fn with_currency(mut book: Book) -> Book {
    let label = Label::new(domain::Act::Settings, Kind::Profile, 1, "");
    book.apply(Transaction::new(label, Instant(1)).create(
        Kind::Profile,
        profile::ID,
        [(keys::CURRENCY, Value::text("EUR"))],
    ));
    book
}

#[derive(Clone, Debug)]
struct Made {
    words: Vec<String>,
    day: i32,
    amount: i64,
    pick: u8,
}

fn made() -> impl Strategy<Value = Made> {
    let word = "[a-zA-Z=+'@\"\n,;|\\\\ é中-]{0,10}|-|N/A|007|13800138000";
    (prop::collection::vec(word, 8), 10_000..25_000i32, -90_000..9_000_000i64, any::<u8>()).prop_map(
        |(words, day, amount, pick)| Made {
            words: words.iter().map(|word| word.trim().to_owned()).collect(),
            day,
            amount,
            pick,
        },
    )
}

fn labelled(items: &[&String]) -> Value {
    let mut list: Vec<Labelled> = Vec::new();
    for item in items.iter().filter(|item| !item.is_empty()) {
        let item = item.replace('\n', " ");
        if !list.iter().any(|known| known.value.eq_ignore_ascii_case(&item)) {
            list.push(Labelled { label: String::new(), value: item });
        }
    }
    Value::Labelled(list)
}

fn choices(items: &[&String]) -> Value {
    let mut list: Vec<String> = Vec::new();
    for item in items.iter().filter(|item| !item.is_empty()) {
        if !list.contains(item) {
            list.push((*item).clone());
        }
    }
    Value::Choices(list)
}

/// A record of each kind from the same draw; people and firms may have nothing but a name that others have too.
fn fill(book: &mut Book, at: usize, made: &Made) {
    let id = |kind: Kind| Id::v7(1_700_000_000_000 + at as u64, kind.index() as u128 * 1_000 + at as u128);
    let word = |place: usize| made.words[place].clone();
    let text = |place: usize| Value::text(word(place));
    let named = |name: &str| Value::text(format!("{name} {}", made.pick % 3));
    let euro = Currency::new("EUR").unwrap();
    let currency = [euro, Currency::USD, Currency::new("JPY").unwrap()][usize::from(made.pick % 3)];
    let day = Value::Date(Date(made.day));
    let address = Address { street: word(0), city: word(1), region: word(2), postal_code: word(3), country: word(4) };
    let line = |place: usize| Line {
        product: word(place),
        sku: word(place + 1),
        quantity: f64::from(made.pick) / 4.0,
        price_minor: made.amount / 3,
    };
    let all: Vec<(Kind, Vec<(Key, Value)>)> = vec![
        (
            Kind::Company,
            vec![
                (keys::NAME, named("Firm")),
                (keys::PHONES, labelled(&[&made.words[5]])),
                (keys::TAX_ID, text(6)),
                (keys::NOTES, text(7)),
            ],
        ),
        (
            Kind::Contact,
            vec![
                (keys::FIRST_NAME, named("Ann")),
                (keys::LAST_NAME, text(0)),
                (keys::COMPANY, Value::Ref(id(Kind::Company))),
                (keys::JOB_TITLE, text(1)),
                (keys::EMAILS, labelled(&[&made.words[2], &made.words[3]])),
                (keys::PHONES, labelled(&[&made.words[4]])),
                (keys::TAGS, choices(&[&made.words[5], &made.words[6]])),
                (keys::LIFECYCLE, Value::Choice(["lead", "qualified"][usize::from(made.pick % 2)].to_owned())),
                (keys::BIRTHDAY, day.clone()),
                (keys::ADDRESS, Value::Address(address.into())),
                (keys::NOTES, text(7)),
            ],
        ),
        (
            Kind::Deal,
            vec![
                (keys::TITLE, named("Deal")),
                (keys::STAGE, Value::text(["Won", "Proposal", "Lost"][usize::from(made.pick % 3)])),
                (keys::CONTACT, Value::Ref(id(Kind::Contact))),
                (keys::COMPANY, Value::Ref(id(Kind::Company))),
                (keys::VALUE, Value::Money(Money { minor: made.amount, currency })),
                (keys::PROBABILITY, Value::Number(f64::from(made.pick % 101) / 100.0)),
                (keys::EXPECTED_CLOSE, day.clone()),
                (keys::TAGS, choices(&[&made.words[1]])),
                (keys::NOTES, text(2)),
            ],
        ),
        (
            Kind::Order,
            vec![
                (keys::NUMBER, Value::text(["", "A1", "77"][usize::from(made.pick % 3)])),
                (keys::ORDERED_ON, day),
                (keys::CONTACT, Value::Ref(id(Kind::Contact))),
                (keys::TOTAL, Value::Money(Money { minor: made.amount, currency })),
                (keys::STATUS, Value::Choice(["open", "paid", "refunded"][usize::from(made.pick % 3)].to_owned())),
                (
                    keys::LINES,
                    Value::Lines(if made.pick.is_multiple_of(4) { Vec::new() } else { vec![line(0), line(3)] }),
                ),
                (keys::NOTES, text(5)),
            ],
        ),
    ];
    let label = Label::new(domain::Act::Created, Kind::Contact, 4, "");
    let filled =
        |values: Vec<(Key, Value)>| values.into_iter().filter(|(_, value)| !value.is_blank()).collect::<Vec<_>>();
    let transaction = all.into_iter().fold(Transaction::new(label, Instant(1)), |transaction, (kind, values)| {
        transaction.create(kind, id(kind), filled(values))
    });
    book.apply(transaction);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_goes_out_comes_back(all in prop::collection::vec(made(), 1..6), sheet in any::<bool>(), english in any::<bool>()) {
        let tongue = if english { &ENGLISH } else { &CHINESE };
        let mut book = with_currency(Book::new());
        all.iter().enumerate().for_each(|(at, made)| fill(&mut book, at, made));
        let files = KINDS.map(|kind| out(&book, kind, tongue, true, sheet));
        let mut again = with_currency(Book::new());
        for (at, file) in files.iter().enumerate() {
            let (report, edits) = into(&mut book, file.clone(), tongue, 5);
            prop_assert_eq!((report.created, report.updated, report.related, report.fields, edits), (0, 0, 0, 0, 0), "{:?}", report);
            prop_assert_eq!(report.unchanged as usize, all.len(), "{:?}", report);
            let (report, _) = into(&mut again, file.clone(), tongue, 40 + at as u64);
            prop_assert_eq!((report.created as usize, report.related, report.warnings.len()), (all.len(), 0, 0), "{:?}", report);
        }
        for kind in KINDS {
            let told = |book: &Book| String::from_utf8(out(book, kind, tongue, false, false)).unwrap();
            prop_assert_eq!(told(&again), told(&book));
        }
        // The same files once more: each record is known by the id it had.
        for file in files {
            let (report, _) = into(&mut again, file, tongue, 90);
            prop_assert_eq!((report.created, report.updated, report.unchanged as usize), (0, 0, all.len()), "{:?}", report);
        }
    }
}

/// A person without email and phone, in a contact card.
#[test]
fn a_card_of_ours_is_known_again() {
    let mut book = with_currency(Book::new());
    let label = Label::new(domain::Act::Created, Kind::Contact, 1, "");
    book.apply(Transaction::new(label, Instant(1)).create(
        Kind::Contact,
        Id::v7(1, 2),
        [(keys::FIRST_NAME, Value::text("Ann")), (keys::NOTES, Value::text("Own"))],
    ));
    let file = crate::export::vcard(&book, &[Id::v7(1, 2)]);
    for _ in 0..2 {
        let (report, edits) = into(&mut book, file.clone(), &ENGLISH, 3);
        assert_eq!((report.created, report.updated, edits), (0, 0, 0), "{report:?}");
    }
    let mut other = with_currency(Book::new());
    into(&mut other, file.clone(), &ENGLISH, 3);
    let (report, _) = into(&mut other, file, &ENGLISH, 4);
    assert_eq!((report.created, report.unchanged), (0, 1));
}
