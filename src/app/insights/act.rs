//! From an insight to a list to work through: scores onto contacts and a saved view, one transaction with Undo.

use super::lists::{self, List};
use crate::{
    clock,
    data::Data,
    ui::Toasts,
    words::{board as bw, insights as iw, overview as w},
};
use domain::{
    Act, Book, Date, Edit, FieldType, Id, Key, Kind, Label, Money, Rule, Value, custom,
    insight::{Overview, Person, Segment},
    keys, model,
    rule::Test,
};
use leptos::task::spawn_local;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::{rc::Rc, sync::Arc};

/// The people a card is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Selection {
    Segment(Segment),
    /// At risk or not to be lost, and above the middle in money.
    AtRisk,
    /// Silent for longer than is usual for them.
    Silent,
    /// By what they should bring.
    Valuable,
}

/// From here on a silence is unusual.
pub const UNUSUAL: f64 = 0.95;

pub type Navigate = Rc<dyn Fn(&str, NavigateOptions)>;

pub fn navigate() -> Navigate {
    let navigate = use_navigate();
    Rc::new(move |path, options| navigate(path, options))
}

/// A score that a ready-made analysis gives to every customer.
#[derive(Clone, Copy, PartialEq)]
enum Score {
    Segment,
    /// Within 3 months, then within 1, 6 and 12.
    Chance,
    Chance1,
    Chance6,
    Chance12,
    Next,
    Value,
    ValueLow,
    ValueHigh,
    Silence,
}

/// As many as there are.
const SCORES: usize = 10;

impl Score {
    const ALL: [Score; SCORES] = [
        Score::Segment,
        Score::Chance,
        Score::Chance1,
        Score::Chance6,
        Score::Chance12,
        Score::Next,
        Score::Value,
        Score::ValueLow,
        Score::ValueHigh,
        Score::Silence,
    ];

    fn code(self) -> &'static str {
        match self {
            Score::Segment => "segment",
            Score::Chance => "order_within_3_months",
            Score::Chance1 => "order_within_1_month",
            Score::Chance6 => "order_within_6_months",
            Score::Chance12 => "order_within_12_months",
            Score::Next => "next_order_on",
            Score::Value => model::VALUE,
            Score::ValueLow => model::VALUE_LOW,
            Score::ValueHigh => model::VALUE_HIGH,
            Score::Silence => "silence",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Score::Segment => w::segment(),
            Score::Chance => w::order_soon(),
            Score::Chance1 => w::order_in_1(),
            Score::Chance6 => w::order_in_6(),
            Score::Chance12 => w::order_in_12(),
            Score::Next => w::next_order(),
            Score::Value => w::value_soon(),
            Score::ValueLow => w::value_low(),
            Score::ValueHigh => w::value_high(),
            Score::Silence => w::silence(),
        }
    }

    /// Nothing from a model of buying that is not to be used.
    fn of(self, person: &Person, overview: &Overview) -> Option<Value> {
        let usable = can_apply(overview);
        let chance = |at: usize| person.chances.filter(|_| usable).map(|chances| Value::Number(chances[at]));
        let money = |major: Option<f64>| {
            major.filter(|_| usable).map(|major| Value::Money(Money::from_major(major, overview.currency)))
        };
        match self {
            Score::Segment => Some(Value::Choice(person.segment.code().to_owned())),
            Score::Chance => chance(1),
            Score::Chance1 => chance(0),
            Score::Chance6 => chance(2),
            Score::Chance12 => chance(3),
            Score::Next => next_on(person, overview).filter(|_| usable).map(Value::Date),
            Score::Value => money(person.value),
            Score::ValueLow => money(person.likely_value.map(|[low, _]| low)),
            Score::ValueHigh => money(person.likely_value.map(|[_, high]| high)),
            Score::Silence => person.silence.map(Value::Number),
        }
    }

    /// What makes its field: none of it for a chance, which is what scores are where nothing is said.
    fn type_(self) -> Vec<(Key, Value)> {
        let choice = |code: &FieldType| (keys::TYPE, Value::Choice(custom::type_code(code).to_owned()));
        match self {
            Score::Segment => {
                let codes = Segment::ALL.map(|segment| segment.code().to_owned()).to_vec();
                vec![choice(&FieldType::Choice(Vec::new())), (keys::CHOICES, Value::Choices(codes))]
            }
            Score::Value | Score::ValueLow | Score::ValueHigh => vec![choice(&FieldType::Money)],
            Score::Next => vec![choice(&FieldType::Date)],
            Score::Chance | Score::Chance1 | Score::Chance6 | Score::Chance12 | Score::Silence => Vec::new(),
        }
    }
}

/// Where the scores are kept: the models there are, or new ones.
struct Models([Id; SCORES]);

impl Models {
    fn of(book: &Book) -> (Self, [bool; SCORES]) {
        let known = Score::ALL.map(|score| model::find_ready_made(book, score.code()));
        (Self(known.map(|id| id.unwrap_or_else(clock::new_id))), known.map(|id| id.is_some()))
    }

    fn key(&self, score: Score) -> Key {
        Key::score(self.0[score as usize])
    }
}

/// Whether what the model of buying foresees may be written.
pub fn can_apply(overview: &Overview) -> bool {
    overview.lifetime.as_ref().is_ok_and(|found| found.judged.can_apply())
}

/// The day by which half of those like this customer have ordered who do within twelve months.
pub fn next_on(person: &Person, overview: &Overview) -> Option<Date> {
    person.next.map(|days| overview.today.plus_days(days.round() as i32))
}

/// The people of a selection, those who spent or should bring the most first.
pub fn people(overview: &Overview, selection: Selection) -> Vec<Id> {
    let high = high_value(overview);
    let mut found: Vec<&Person> = overview.people.iter().filter(|person| belongs(selection, person, high)).collect();
    let worth =
        |person: &Person| if selection == Selection::Valuable { person.value.unwrap_or(0.0) } else { person.spent };
    found.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    found.into_iter().map(|person| person.id).collect()
}

/// What the list of a selection is called.
pub fn title(selection: Selection) -> String {
    match selection {
        Selection::Segment(segment) => w::segment_view(w::segment_name(segment)),
        Selection::AtRisk => w::at_risk_high_value().to_owned(),
        Selection::Silent => w::silent_view().to_owned(),
        Selection::Valuable => w::valuable_view().to_owned(),
    }
}

/// The middle of what customers spent: above it lies high value.
pub fn high_value(overview: &Overview) -> f64 {
    let mut spent: Vec<f64> = overview.people.iter().map(|person| person.spent).collect();
    spent.sort_by(f64::total_cmp);
    spent.get(spent.len() / 2).copied().unwrap_or(0.0)
}

pub fn belongs(selection: Selection, person: &Person, high_value: f64) -> bool {
    match selection {
        Selection::Segment(segment) => person.segment == segment,
        Selection::AtRisk => {
            matches!(person.segment, Segment::AtRisk | Segment::CannotLose) && person.spent >= high_value
        }
        Selection::Silent => person.silence.is_some_and(|share| share >= UNUSUAL),
        Selection::Valuable => person.value.is_some(),
    }
}

fn rule(selection: Selection, models: &Models, high_value: Money) -> Rule {
    let segment = |one: Segment| Rule::is(models.key(Score::Segment), Test::Is, one.code());
    match selection {
        Selection::Segment(one) => segment(one),
        Selection::AtRisk => Rule::All(vec![
            Rule::Any(vec![segment(Segment::AtRisk), segment(Segment::CannotLose)]),
            // With as many decimals as the currency has: a rounded one would leave out whoever spent just that.
            Rule::is(keys::ORDER_SUM, Test::AtLeast, high_value.major().to_string()),
        ]),
        Selection::Silent => Rule::is(models.key(Score::Silence), Test::AtLeast, UNUSUAL.to_string()),
        Selection::Valuable => Rule::is(models.key(Score::Value), Test::NotEmpty, ""),
    }
}

/// Writes the scores of this overview, makes or renews the list of a selection and shows it.
pub fn show_list(data: Data, toasts: Toasts, navigate: Navigate, overview: Arc<Overview>, selection: Selection) {
    spawn_local(async move {
        let (view, edits) = data.read(|book| edits(book, &overview, selection));
        let label = Label::new(Act::Scored, Kind::Contact, overview.people.len(), title(selection));
        let receipt = data.commit_large(label, edits).await;
        navigate(&format!("/contacts?view={view}"), NavigateOptions::default());
        toasts.changed(data, iw::applied(overview.people.len()), receipt);
    });
}

fn edits(book: &Book, overview: &Overview, selection: Selection) -> (Id, Vec<Edit>) {
    let (models, known) = Models::of(book);
    let now = Value::Instant(clock::now());
    let mut edits = Vec::with_capacity(overview.people.len() + Score::ALL.len() + 1);
    for (score, known) in Score::ALL.into_iter().zip(known) {
        if !overview.people.iter().any(|person| score.of(person, overview).is_some()) {
            continue;
        }
        let mut edit = Edit::new(Kind::Model, models.0[score as usize]).with(keys::TRAINED_AT, Some(now.clone()));
        if !known {
            let made = [
                (keys::NAME, Value::text(score.name())),
                (keys::ON_KIND, Value::text(Kind::Contact.code())),
                (keys::SPEC, Value::Json(model::ready_made(score.code()))),
                (keys::CREATED_AT, now.clone()),
            ];
            edit = made.into_iter().chain(score.type_()).fold(edit, |edit, (key, value)| edit.with(key, Some(value)));
        }
        edits.push(edit);
    }
    edits.extend(overview.people.iter().filter(|person| book.get(Kind::Contact, person.id).is_some()).map(|person| {
        Score::ALL.into_iter().fold(Edit::new(Kind::Contact, person.id), |edit, score| {
            edit.with(models.key(score), score.of(person, overview))
        })
    }));

    let (sort, second) = match selection {
        Selection::Valuable => (models.key(Score::Value), models.key(Score::Chance)),
        Selection::Silent => (models.key(Score::Silence), keys::LAST_ORDER_ON),
        _ => (keys::ORDER_SUM, models.key(Score::Segment)),
    };
    let list = List {
        name: title(selection),
        kind: Kind::Contact,
        rule: rule(selection, &models, Money::from_major(high_value(overview), overview.currency)),
        columns: people_columns(&[sort, second]),
        sort,
    };
    let (id, edit) = lists::edit(book, &list, None);
    edits.push(edit);
    (id, edits)
}

/// The columns of a list of customers: these after the name.
pub fn people_columns(first: &[Key]) -> Vec<Key> {
    let usual = [keys::ORDER_SUM, keys::ORDER_COUNT, keys::LAST_ORDER_ON, keys::EMAILS, keys::PHONES];
    let mut columns = vec![keys::NAME];
    for key in first.iter().chain(&usual) {
        if !columns.contains(key) {
            columns.push(*key);
        }
    }
    columns
}

/// An amount of this overview.
pub fn money(overview: &Overview, major: f64) -> String {
    crate::format::whole_money(Money::from_major(major, overview.currency))
}

/// Saves a list in one transaction and shows it.
pub fn save_list(data: Data, toasts: Toasts, navigate: Navigate, list: List) {
    spawn_local(async move {
        let (view, edit) = data.read(|book| lists::edit(book, &list, None));
        let page = if list.kind == Kind::Deal { "deals" } else { "contacts" };
        let receipt = data.commit_large(Label::new(Act::Edited, Kind::View, 1, list.name), vec![edit]).await;
        navigate(&format!("/{page}?view={view}"), NavigateOptions::default());
        toasts.changed(data, bw::groups_saved(1), receipt);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Currency, Instant, Transaction};

    /// Whoever spent just the middle is of high value, whatever decimals the currency has.
    #[test]
    fn a_list_of_high_value_holds_whoever_spent_just_that() {
        for (code, spent) in [("KWD", 33.335), ("USD", 33.34), ("JPY", 33.0)] {
            let currency = Currency::new(code).unwrap();
            let (mut book, models) = (Book::new(), Models(std::array::from_fn(|at| Id(100 + at as u128))));
            let label = |kind| Label::new(Act::Created, kind, 1, "");
            let segment = (models.key(Score::Segment), Value::Choice(Segment::AtRisk.code().to_owned()));
            let contact = Transaction::new(label(Kind::Contact), Instant(0));
            book.apply(contact.create(Kind::Contact, Id(1), vec![segment]));
            let money = Value::Money(Money::from_major(spent, currency));
            let order = vec![
                (keys::CONTACT, Value::Ref(Id(1))),
                (keys::TOTAL, money),
                (keys::ORDERED_ON, Value::Date(Date(9))),
            ];
            book.apply(Transaction::new(label(Kind::Order), Instant(0)).create(Kind::Order, Id(2), order));
            let rule = rule(Selection::AtRisk, &models, Money::from_major(spent, currency));
            let contact = book.get(Kind::Contact, Id(1)).unwrap();
            assert!(rule.matches(&book, contact, Date(10)), "{code}");
        }
    }

    #[test]
    fn every_score_has_its_place() {
        assert!(Score::ALL.into_iter().enumerate().all(|(at, score)| score as usize == at));
        assert!(model::QUIET.iter().all(|code| Score::ALL.iter().any(|score| score.code() == *code)));
    }
}
