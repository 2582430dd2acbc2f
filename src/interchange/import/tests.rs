//! Whole imports, read the way worker and page do together.

use super::*;
use crate::{csv::decode, preview};
use domain::{
    Act, Currency, Date, Instant, Label, Record, Transaction, Value,
    import::{OnKnown, PreviewOptions, custom_fields},
    keys,
};

pub(crate) struct Done {
    pub book: Book,
    pub report: Report,
    pub plan: Plan,
    pub receipt: Option<domain::book::Receipt>,
}

/// Reads a file the way the worker and the page do together.
#[track_caller]
pub(crate) fn import_into(mut book: Book, bytes: &[u8], change: impl FnOnce(&mut Plan)) -> Done {
    let file = decode(bytes.to_vec(), None).unwrap();
    let options = PreviewOptions { custom: custom_fields(&book), ..PreviewOptions::default() };
    let found = preview(&file, &options).unwrap();
    let mut plan = Plan::suggested(
        &found,
        "file.csv",
        Currency::CNY,
        Instant(1_790_000_000_000),
        Date(20_000),
        book.clock() + 1 + Kind::ALL.iter().map(|kind| book.count(*kind) as u64).sum::<u64>(),
    );
    change(&mut plan);
    let mut rows = Rows::new(&file.text, plan.delimiter);
    let mut import = Import::new(&book, &mut rows, plan.clone()).unwrap();
    let mut transaction = Transaction::new(Label::new(Act::Imported, plan.kind, 0, "file.csv"), plan.at);
    loop {
        let more = import.step(&mut rows, 3);
        transaction.edits.extend(import.take_edits());
        if !more {
            break;
        }
    }
    let report = import.report();
    let receipt = book.apply(transaction);
    Done { book, report, plan, receipt }
}

#[track_caller]
fn import(text: &str) -> Done {
    import_into(Book::new(), text.as_bytes(), |_| {})
}

fn all(book: &Book, kind: Kind) -> Vec<&Record> {
    book.iter(kind).collect()
}

fn own(book: &Book, kind: Kind, label: &str) -> domain::Key {
    let fields = custom_fields(book);
    domain::Key::custom(fields.iter().find(|field| field.kind == kind && field.label == label).unwrap().id)
}

#[test]
fn people_with_known_and_own_fields() {
    let done = import(
        "姓名,手机,邮箱,公司,标签,生日,备注,会员,年龄\n王小明,13800138000,wang@a.cn,大山茶业,VIP、老客户,1990-05-01,常客,是,36\n李 伟,138****8001,,大山茶业,,31/02/1990,,否,abc\n,,,,,,,,\n赵六,13900139000,not-an-email,,,,,,41\n",
    );
    let people = all(&done.book, Kind::Contact);
    assert_eq!(people.len(), 3);
    assert_eq!((people[0].text(keys::LAST_NAME), people[0].text(keys::FIRST_NAME)), ("王", "小明"));
    assert_eq!((people[1].text(keys::LAST_NAME), people[1].text(keys::FIRST_NAME)), ("李", "伟"));
    assert_eq!(people[0].choices(keys::TAGS), ["VIP", "老客户"]);
    assert_eq!(people[0].get(own(&done.book, Kind::Contact, "会员")), Some(&Value::Bool(true)));
    assert_eq!(people[1].text(keys::NOTES), "生日: 31/02/1990");
    let masked = domain::Labelled { label: "masked".to_owned(), value: "138****8001".to_owned() };
    assert_eq!(people[1].get(keys::PHONES), Some(&Value::Labelled(vec![masked])));
    assert_eq!(people[1].text(own(&done.book, Kind::Contact, "年龄")), "abc", "a column with words is not a number");
    assert_eq!(people[2].text(keys::NOTES), "邮箱: not-an-email");
    assert_eq!(all(&done.book, Kind::Company).len(), 1);
    assert_eq!(people[0].reference(keys::COMPANY), people[1].reference(keys::COMPANY));
    let reasons: Vec<_> = done
        .report
        .warnings
        .iter()
        .map(|warning| (warning.row, warning.column.as_str(), warning.reason.clone()))
        .collect();
    assert_eq!(reasons, [(3, "生日", Reason::NotADate), (5, "邮箱", Reason::NotAnEmail)]);
    assert_eq!((done.report.rows, done.report.created, done.report.related, done.report.fields), (3, 3, 1, 2));
}

#[test]
fn a_table_of_figures_becomes_people() {
    let done = import("Age,EstimatedSalary,Purchased\n19,19000,0\n35,20000,1\n26,43000,0\n");
    let people = all(&done.book, Kind::Contact);
    assert_eq!(people.iter().map(|record| record.text(keys::FIRST_NAME)).collect::<Vec<_>>(), ["#1", "#2", "#3"]);
    assert_eq!(people[1].get(own(&done.book, Kind::Contact, "Purchased")), Some(&Value::Bool(true)));
    assert_eq!(people[1].number(own(&done.book, Kind::Contact, "EstimatedSalary")), Some(20_000.0));
}

#[test]
fn known_people_are_updated_skipped_or_made_again() {
    let first = "Name,Email,Phone,Tags,City,Score\nAnn Berg,ann@x.co,+1 555 010 9999,vip,Oslo,3\n";
    let second =
        "Name,Email,Phone,Tags,City,Score\nAnn Berg,ANN@x.co,555 010 8888,new,,5\nBob Vik,ann@x.co;bob@x.co,,,,1\n";
    let base = || import(first).book;
    let done = import_into(base(), second.as_bytes(), |_| {});
    assert_eq!((done.report.created, done.report.updated, done.report.unchanged), (0, 2, 0));
    let ann = all(&done.book, Kind::Contact)[0];
    assert_eq!(ann.choices(keys::TAGS), ["vip", "new"]);
    let Some(Value::Labelled(phones)) = ann.get(keys::PHONES) else { panic!() };
    assert_eq!(phones.len(), 2);
    let Some(Value::Address(address)) = ann.get(keys::ADDRESS) else { panic!() };
    assert_eq!(address.city, "Oslo", "a blank cell overwrites nothing");
    assert_eq!(custom_fields(&done.book).len(), 1, "the own field is met again");

    let again = import_into(base(), first.as_bytes(), |_| {});
    assert_eq!((again.report.unchanged, again.book.count(Kind::Contact)), (1, 1));
    let skipped = import_into(base(), second.as_bytes(), |plan| plan.on_known = OnKnown::Skip);
    assert_eq!((skipped.report.skipped, skipped.report.created), (2, 0));
    let made = import_into(base(), second.as_bytes(), |plan| plan.on_known = OnKnown::Create);
    assert_eq!((made.report.created, made.book.count(Kind::Contact)), (2, 3));
    let repeated = import_into(Book::new(), b"Name,Email\nA B,a@x.co\nC D,c@x.co\nA B,a@x.co\n", |plan| {
        plan.on_known = OnKnown::Skip
    });
    assert_eq!(repeated.report.rejected[0].reason, Reason::RepeatedInFile { row: 2 });
}

#[test]
fn notes_grow_and_are_never_replaced() {
    let first = import("Name,Email,Birthday,Notes\nAnn Berg,ann@x.co,31/02/1990,Call me later\n").book;
    let later = b"Name,Email,Notes\nAnn Berg,ann@x.co,Call\n";
    let done = import_into(first, later, |_| {});
    let ann = all(&done.book, Kind::Contact)[0];
    assert_eq!(ann.text(keys::NOTES), "Call me later\nBirthday: 31/02/1990\nCall");
    let again = import_into(done.book, later, |_| {});
    assert_eq!((again.report.updated, again.report.unchanged), (0, 1));
}

#[test]
fn a_shared_phone_joins_nobody() {
    let done = import("Name,Phone\nAnn Berg,555 010 9999\nBob Vik,555 010 9999\nAnn B. Berg,555 010 9999\n");
    assert_eq!(done.book.count(Kind::Contact), 2);
}

#[test]
fn rows_without_a_person_are_rejected_with_their_cells() {
    let done = import("First Name,Last Name,Email,Connected On\nAnn,Berg,,12 Mar 2025\n,,,13 Mar 2025\n");
    assert_eq!(done.report.rejected.len(), 1);
    let rejected = &done.report.rejected[0];
    assert_eq!((rejected.row, &rejected.reason), (3, &Reason::NoName));
    assert_eq!(rejected.cells, ["", "", "", "13 Mar 2025"]);
}

#[test]
fn ragged_rows_and_unknown_words_lose_nothing() {
    let done = import(
        "Name,Email,Lifecycle Stage\nAnn Berg,ann@x.co,Evangelist,spare,more\nBob Vik\nCem Ay,cem@x.co,Opportunity\n",
    );
    let people = all(&done.book, Kind::Contact);
    assert_eq!(people[0].choices(keys::TAGS), ["Evangelist"]);
    assert_eq!(people[0].text(keys::NOTES), "spare\nmore");
    assert_eq!(people[1].text(keys::LAST_NAME), "Vik");
    assert_eq!(people[2].text(keys::LIFECYCLE), "qualified");
    assert_eq!(done.report.warnings.len(), 3);
}

#[test]
fn orders_fold_and_find_their_customers() {
    let people = import("Name,Email\nAnn Berg,ann@x.co\n").book;
    let text = "Name,Email,Financial Status,Created at,Total,Currency,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Shipping City\n\
        #1001,ann@x.co,paid,2026-05-01 10:00:00 +0200,30.00,USD,2,Tea,10.00,T1,Ann Berg,Oslo\n\
        #1001,ann@x.co,,,,,1,Cup,10.00,C1,,\n\
        #1002,new@x.co,refunded,2026-05-02 10:00:00 +0200,12.50,USD,1,Cup,12.50,C1,Cem Ay,Ankara\n\
        #1003,new@x.co,odd,,5,USD,1,Cup,5,C1,,\n";
    let done = import_into(people, text.as_bytes(), |_| {});
    assert_eq!(done.plan.kind, Kind::Order);
    let orders = all(&done.book, Kind::Order);
    assert_eq!(orders.len(), 2);
    assert_eq!(orders[0].money(keys::TOTAL).map(|money| (money.minor, money.currency)), Some((3000, Currency::USD)));
    let Some(Value::Lines(lines)) = orders[0].get(keys::LINES) else { panic!() };
    assert_eq!(
        lines.iter().map(|line| (line.product.as_str(), line.quantity, line.price_minor)).collect::<Vec<_>>(),
        [("Tea", 2.0, 1000), ("Cup", 1.0, 1000)]
    );
    assert_eq!(orders[0].text(keys::STATUS), "paid");
    assert_eq!(done.book.count(Kind::Contact), 2);
    let cem = done.book.get(Kind::Contact, orders[1].reference(keys::CONTACT).unwrap()).unwrap();
    assert_eq!((cem.text(keys::FIRST_NAME), cem.text(keys::LIFECYCLE)), ("Cem", "customer"));
    assert_eq!((done.report.created, done.report.related), (2, 1));
    assert_eq!((done.report.rejected[0].row, &done.report.rejected[0].reason), (5, &Reason::NoDate));
    assert_eq!(done.report.rejected[0].cells[0], "#1003");
    let again = import_into(done.book, text.as_bytes(), |_| {});
    assert_eq!((again.report.created, again.report.unchanged, again.report.related), (0, 2, 0));
}

#[test]
fn totals_come_from_the_file_or_its_lines() {
    #[track_caller]
    fn check(text: &str, expect: &[i64]) {
        let done = import(text);
        let totals: Vec<_> =
            all(&done.book, Kind::Order).iter().map(|order| order.money(keys::TOTAL).unwrap().minor).collect();
        assert_eq!(totals, expect, "{text}");
    }
    check(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n1,A,Tea,2,12/13/2010 13:04,2.95,7\n2,B,Cup,1,12/13/2010 13:05,1,8\n1,B,Cup,1,12/13/2010 13:04,1,7\n",
        &[690, 100],
    );
    check(
        "订单号,下单时间,订单金额,商品名称,订购数量\n1,2026-01-02,¥100.00,茶,1\n1,2026-01-02,¥100.00,杯,2\n",
        &[10_000],
    );
    check("订单号,下单时间,金额,商品名称,数量,单价\n1,2026-01-02,100,茶,1,100\n1,2026-01-02,100,杯,2,50\n", &[20_000]);
    check("订单号,下单时间,实付金额,商品名称\n1,2026-01-02,60,茶\n1,2026-01-02,40.5,杯\n", &[10_050]);
    check("Order,Date,Total,Product\n1,2026-01-02,9,\"2× Tea, 1× Cup\"\n", &[900]);
}

#[test]
fn companies_and_dates_to_be_decided() {
    let done =
        import("account,sector,employees,office_location\nAcme,tech,28,Oslo\nAcme,tech,30,\nBeta,,12-50,Bergen\n");
    let firms = all(&done.book, Kind::Company);
    assert_eq!(firms.len(), 2);
    assert_eq!((done.report.created, done.report.updated), (2, 1));
    let done = import("Name,Birthday\nAnn Berg,01/02/1990\nBob Vik,05/05/1991\n");
    assert_eq!(done.report.warnings[0].reason, Reason::AmbiguousDate);
    let people = all(&done.book, Kind::Contact);
    assert_eq!(people[0].text(keys::NOTES), "Birthday: 01/02/1990");
    assert!(people[1].date(keys::BIRTHDAY).is_some());
}

#[test]
fn a_header_that_comes_again_is_no_record() {
    let done = import("Name,Email\nAnn Berg,ann@a.co\nName,Email\nBob Vik,bob@b.co\n");
    assert_eq!(all(&done.book, Kind::Contact).len(), 2);
    let told: Vec<_> = done.report.rejected.iter().map(|row| (row.row, row.reason.clone())).collect();
    assert_eq!(told, [(3, Reason::HeaderAgain)]);
    // In a table of one column the word may be meant.
    assert_eq!(import("Name\nAnn\nName\n").report.rejected, []);
}

#[test]
fn what_an_encoding_does_not_have_is_told() {
    let done = import_into(Book::new(), "Name,Notes\nAnn Berg,caf\u{fffd}\nBob Vik,tea\n".as_bytes(), |_| {});
    assert_eq!(done.report.created, 2);
    let told: Vec<_> =
        done.report.warnings.iter().map(|told| (told.row, told.column.as_str(), told.reason.clone())).collect();
    assert_eq!(told, [(2, "Notes", Reason::Garbled)]);
    assert_eq!(all(&done.book, Kind::Contact)[0].text(keys::NOTES), "caf\u{fffd}");
}

#[test]
fn zeros_are_left_out_of_cells() {
    let done = import("Name,Email\nAnn\0\0 Berg,ann@a.co\0\0\n\0\0,\0\0\n");
    let people = all(&done.book, Kind::Contact);
    assert_eq!((people.len(), people[0].first_of(keys::EMAILS)), (1, "ann@a.co"));
    assert_eq!((people[0].text(keys::FIRST_NAME), people[0].text(keys::LAST_NAME)), ("Ann", "Berg"));
}

/// Of rows that fill the memory only the first are kept with their cells; the others are counted.
#[test]
fn rejected_rows_are_kept_up_to_a_limit() {
    let long = "x".repeat(csv::CELL_LIMIT);
    let people = format!("Name,Email\n{}", format!("{long}y,a@b.co\n").repeat(400));
    let orders =
        format!("Order number,Order date,Total,Note\n1,soon,5,{long}\n{}", format!("2,,7,{long}\n").repeat(399));
    for text in [people, orders] {
        let report = import(&text).report;
        let kept = report.rejected.len();
        assert!((300..340).contains(&kept), "{kept}");
        assert_eq!((kept as u64 + report.rejected_more, report.created), (400, 0));
        assert!(report.rejected.iter().all(|row| row.cells.iter().any(|cell| cell.len() >= csv::CELL_LIMIT)));
    }
}

#[test]
fn a_second_header_is_no_record() {
    let done = import(
        "姓名,手机,生日,备注\nname,mobile,birthday,notes\n王小明,13800138000,13/02/2025,x\n李伟,13900139000,01/03/2025,\n",
    );
    assert_eq!(all(&done.book, Kind::Contact).len(), 2);
    let told: Vec<_> = done.report.rejected.iter().map(|row| (row.row, row.reason.clone())).collect();
    assert_eq!(told, [(2, Reason::HeaderAgain)]);

    assert!(all(&done.book, Kind::Contact)[0].date(keys::BIRTHDAY).is_some(), "the column is still one of dates");
}

#[test]
fn sums_and_remarks_of_a_file_are_no_records() {
    let told = |done: &Done| done.report.rejected.iter().map(|row| (row.row, row.reason.clone())).collect::<Vec<_>>();
    let done = import("姓名,手机,余额\n王小明,13800138000,12.5\n合计：,,12.5\n");
    assert_eq!((done.report.created, told(&done)), (1, vec![(3, Reason::Remark)]));
    let report = "Full Name,Contact ID,Last Name,First Name,Account ID,Mailing City,Email Opt Out,Assistant,Reports To ID\n\
        Ada Holm,003AA0000000001AAA,Holm,Ada,,Oslo,0,,\n\n\nContacts of mine\nConfidential Information - Do Not Distribute\n";
    let done = import(report);
    assert_eq!(done.plan.source, "salesforce.contacts");
    assert_eq!((done.report.created, told(&done)), (1, vec![(5, Reason::Remark), (6, Reason::Remark)]));
    let short = report.replace(",Oslo,0,,\n", ",Oslo\n");
    assert_eq!(import(&short).report.created, 3, "a row that ends early may be a person's");
}

#[test]
fn a_formula_that_failed_does_not_make_a_column_of_words() {
    let done = import("Name,Score\nAnn Berg,2\nBob Vik,#DIV/0!\n");
    let people = all(&done.book, Kind::Contact);
    assert_eq!(people[0].number(own(&done.book, Kind::Contact, "Score")), Some(2.0));
    assert_eq!(people[1].text(keys::NOTES), "Score: #DIV/0!");
    assert_eq!(done.report.warnings[0].reason, Reason::NotANumber);
}

#[test]
fn wide_figures_and_letters_are_read_as_narrow_ones() {
    let done =
        import("姓名,手机,邮箱,生日,余额\n王ＡＢ,１３８００１３８０００,ａ＠ｂ．ｃｏ,２０２５－０１－０２,１２．５\n");
    let person = all(&done.book, Kind::Contact)[0];
    assert_eq!((person.first_of(keys::PHONES), person.first_of(keys::EMAILS)), ("13800138000", "a@b.co"));
    assert!(person.date(keys::BIRTHDAY).is_some());
    assert_eq!(person.number(own(&done.book, Kind::Contact, "余额")), Some(12.5));
    assert_eq!((person.text(keys::NOTES), done.report.warnings.len()), ("", 0));
}

#[test]
fn headers_in_traditional_letters_are_known() {
    let done = import("姓名,電話,備註,職稱,標籤\n陳大文,0912-345-678,常客,店長,老客戶\n");
    let person = all(&done.book, Kind::Contact)[0];
    assert_eq!((person.text(keys::NOTES), person.text(keys::JOB_TITLE)), ("常客", "店長"));
    assert_eq!((person.choices(keys::TAGS), done.report.fields), (&["老客戶".to_owned()][..], 0));
}
