//! Which field a column belongs to, by its header in English or Chinese and by what its cells look like.
//!
//! The aliases are the column names of real exports (HubSpot, Salesforce, Zoho, Google, Outlook, Stripe, Shopify,
//! WooCommerce, 淘宝, 抖店, 拼多多, 京东, 微信小店, 有赞). Compared in [`normal`] form. A column that fits nothing
//! becomes a custom field; it is never dropped unless it is empty.

mod company;
mod contact;
mod deal;
mod order;

use crate::{infer::Inferred, sources::Source};
use domain::{
    FieldType, Key, Kind,
    import::{CustomField, Target},
    keys,
};
use std::{collections::HashSet, sync::LazyLock};

/// A target and the headers that mean it, in [`normal`] form, set apart by spaces.
type Aliases = &'static [(Target, &'static str)];

/// The kinds a file can be about.
pub const KINDS: [Kind; 4] = [Kind::Contact, Kind::Company, Kind::Deal, Kind::Order];

fn aliases(kind: Kind) -> Aliases {
    match kind {
        Kind::Company => company::ALIASES,
        Kind::Deal => deal::ALIASES,
        Kind::Order => order::ALIASES,
        // Notes come from sources that say themselves what each column is.
        Kind::Activity => &[],
        _ => contact::ALIASES,
    }
}

/// Traditional letters of headers, each before the simplified one.
const TRADITIONAL: &str = "電电話话備备註注郵邮訂订單单號号購购買买會会員员標标籤签職职稱称聯联絡络國国縣县區区編编碼码價价數数總总額额狀状態态時时間间幣币優优機机戶户類类別别產产貨货運运費费實实際际點点網网稅税師师業业銷销擔担當当銀银帳帐發发開开關关閱阅讀读歲岁齡龄";

fn simplified(c: char) -> char {
    let at = (c >= '\u{4e00}').then(|| TRADITIONAL.chars().step_by(2).position(|known| known == c)).flatten();
    at.and_then(|at| TRADITIONAL.chars().nth(at * 2 + 1)).unwrap_or(c)
}

/// A header as it is compared: folded, without what stands in brackets, without spaces and marks.
pub fn normal(header: &str) -> String {
    let folded = domain::text::fold(header);
    let mut normal = String::with_capacity(folded.len());
    let mut depth = 0;
    for c in folded.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth -= 1,
            _ if depth <= 0 && c.is_alphanumeric() => normal.push(simplified(c)),
            _ => {}
        }
    }
    if normal.is_empty() { folded.chars().filter(|c| c.is_alphanumeric()).collect() } else { normal }
}

static KNOWN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| KINDS.into_iter().flat_map(aliases).flat_map(|(_, names)| names.split_whitespace()).collect());

/// Whether a cell is a column name that some export uses.
pub fn known(header: &str) -> bool {
    let name = normal(header);
    KNOWN.contains(name.as_str()) || crate::sources::known(&name)
}

fn exact(kind: Kind, name: &str) -> Option<Target> {
    aliases(kind)
        .iter()
        .find(|(_, names)| names.split_whitespace().any(|known| known == name))
        .map(|(target, _)| target.clone())
}

/// Records that name somebody else: emails and phones in the row are those of the customer.
fn sells(kind: Kind) -> bool {
    matches!(kind, Kind::Order | Kind::Deal)
}

/// By parts of the name, where no alias is the whole of it.
fn by_parts(kind: Kind, name: &str, inferred: &Inferred) -> Option<Target> {
    if hints::about(name) {
        return None;
    }
    if name.ends_with("label") || name.ends_with("type") {
        let list =
            [("email", keys::EMAILS), ("phone", keys::PHONES)].into_iter().find(|(start, _)| name.starts_with(start));
        return list.filter(|_| !sells(kind)).map(|(_, key)| Target::LabelOf(key));
    }
    let people = |key: Key| {
        if sells(kind) { Target::Customer(key) } else { Target::Field(key) }
    };
    if (hints::email(name) && inferred.type_ == FieldType::Emails)
        || (name.starts_with("email") && name.ends_with("value"))
    {
        return Some(people(keys::EMAILS));
    }
    if hints::phone(name) && matches!(inferred.type_, FieldType::Phones | FieldType::Number | FieldType::Text) {
        return Some(people(keys::PHONES));
    }
    None
}

/// Whether the cells can be what the field wants.
fn fits(kind: Kind, target: &Target, inferred: &Inferred) -> bool {
    let Target::Field(key) = target else {
        return true;
    };
    let wanted = domain::FieldSpec::built_in(kind).into_iter().find(|spec| spec.key == *key).map(|spec| spec.type_);
    match wanted {
        Some(FieldType::Date) => inferred.type_ == FieldType::Date || inferred.type_ == FieldType::Text,
        Some(FieldType::Number) => inferred.type_ == FieldType::Number,
        Some(FieldType::Money) => {
            matches!(inferred.type_, FieldType::Number | FieldType::Money | FieldType::YesNo | FieldType::Text)
        }
        Some(FieldType::Phones) => !matches!(inferred.type_, FieldType::Emails | FieldType::Date | FieldType::YesNo),
        _ => true,
    }
}

/// Several columns may go there; any other target takes one.
fn takes_many(target: &Target) -> bool {
    matches!(
        target,
        Target::Skip
            | Target::NewField(..)
            | Target::LabelOf(_)
            | Target::OtherId
            | Target::Related(_)
            | Target::Field(keys::EMAILS | keys::PHONES | keys::TAGS | keys::NOTES | keys::TEXT)
            | Target::Customer(keys::PHONES)
    )
}

/// A target for each column: as the source it was recognised as says, else by its name, else by its looks.
pub fn suggest(
    kind: Kind,
    columns: &[(String, Inferred, u64)],
    custom: &[CustomField],
    source: Option<&Source>,
    labels: &[(Kind, String, Target)],
) -> Vec<Target> {
    let is_own = source.is_some_and(Source::is_own);
    let names: Vec<String> = columns.iter().map(|(header, ..)| normal(header)).collect();
    // An empty column leaves its place to others.
    let there: Vec<String> =
        columns.iter().zip(&names).filter(|(column, _)| column.2 > 0).map(|(_, name)| name.clone()).collect();
    let mut targets: Vec<Option<Target>> = columns
        .iter()
        .zip(&names)
        .map(|((header, inferred, filled), name)| {
            if *filled == 0 {
                return Some(Target::Skip);
            }
            let own = custom
                .iter()
                .find(|field| field.kind == kind && field.label.trim().eq_ignore_ascii_case(header.trim()));
            let told = source.and_then(|source| source.target(name));
            let labelled = || labels.iter().find(|(of, label, _)| *of == kind && label == header);
            let told = told.or_else(|| labelled().filter(|_| is_own).map(|(.., target)| target.clone()));
            let found = own.map(|field| Target::Field(Key::custom(field.id))).or(told.clone());
            // What the source says of a column is not asked again of its cells.
            if found.is_some() {
                return found;
            }
            let found = adjusted(kind, name, &names)
                .filter(|target| takes_many(target) || source.is_none_or(|source| !source.fills(target, &there)));
            found.or_else(|| by_parts(kind, name, inferred)).filter(|target| fits(kind, target, inferred))
        })
        .collect();
    // Our own tables have a person's whole name beside its parts.
    let part = |target: &Target| matches!(target, Target::Field(keys::FIRST_NAME | keys::LAST_NAME));
    if is_own && targets.iter().flatten().any(part) {
        let whole = targets.iter_mut().filter(|target| **target == Some(Target::FullName));
        whole.for_each(|target| *target = Some(Target::Skip));
    }
    if !is_own {
        by_looks(kind, columns, &mut targets);
    }
    let mut taken: Vec<Target> = Vec::new();
    targets
        .into_iter()
        .zip(columns)
        .map(|(target, (header, inferred, _))| match target {
            Some(target) if takes_many(&target) || !taken.contains(&target) => {
                taken.push(target.clone());
                target
            }
            // A note has no fields of the owner's own.
            _ if kind == Kind::Activity => Target::Skip,
            _ => Target::NewField(header.clone(), stored(&inferred.type_)),
        })
        .collect()
}

/// Names that mean one thing or another by the company they keep.
fn adjusted(kind: Kind, name: &str, all: &[String]) -> Option<Target> {
    let has = |other: &str| all.iter().any(|name| name == other);
    match (kind, name) {
        (Kind::Order, "name") if has("lineitemname") => Some(Target::Field(keys::NUMBER)),
        (Kind::Order, "description") if !has("stockcode") && !has("sku") && !has("quantity") => None,
        // Beside one amount that was paid, others are details.
        (Kind::Order, _) if exact(kind, name) == Some(Target::Field(keys::TOTAL)) && order::lesser_total(name, all) => {
            None
        }
        (Kind::Contact, "title") if has("jobtitle") => None,
        (Kind::Deal, "title" | "name" | "subject") if all.iter().any(|name| deal::SURE.contains(&name.as_str())) => {
            None
        }
        (Kind::Contact | Kind::Company, "name") if has("firstname") && has("lastname") => None,
        _ => exact(kind, name),
    }
}

/// Without any email or phone by name: the columns that look like it.
fn by_looks(kind: Kind, columns: &[(String, Inferred, u64)], targets: &mut [Option<Target>]) {
    for (key, type_) in [(keys::EMAILS, FieldType::Emails), (keys::PHONES, FieldType::Phones)] {
        let target = if sells(kind) { Target::Customer(key) } else { Target::Field(key) };
        if targets.iter().any(|found| found.as_ref() == Some(&target)) {
            continue;
        }
        let found = columns
            .iter()
            .zip(targets.iter_mut())
            .find(|((_, inferred, _), found)| found.is_none() && inferred.type_ == type_);
        if let Some((_, found)) = found {
            *found = Some(target);
        }
    }
}

/// The types a custom field can have.
fn stored(type_: &FieldType) -> FieldType {
    match type_ {
        FieldType::Percent => FieldType::Number,
        FieldType::Instant => FieldType::Date,
        FieldType::Tags => FieldType::Choices(Vec::new()),
        FieldType::Address | FieldType::Ref(_) | FieldType::Lines | FieldType::Json => FieldType::Text,
        other => other.clone(),
    }
}

/// What a file with these columns is about.
pub fn guess_kind(columns: &[(String, Inferred, u64)]) -> Kind {
    let names: Vec<String> = columns.iter().map(|(header, ..)| normal(header)).collect();
    let targets = |kind| -> Vec<Target> { names.iter().filter_map(|name| adjusted(kind, name, &names)).collect() };
    let deal = targets(Kind::Deal);
    if names.iter().any(|name| deal::SURE.contains(&name.as_str()))
        && deal.iter().any(|target| deal::TELLING.contains(target))
    {
        return Kind::Deal;
    }
    let order = targets(Kind::Order);
    let has = |wanted: &Target| order.contains(wanted);
    let amount = has(&Target::Field(keys::TOTAL)) || order.iter().any(|target| matches!(target, Target::LinePart(_)));
    let number_or_day = has(&Target::Field(keys::NUMBER)) || has(&Target::Field(keys::ORDERED_ON));
    if amount && number_or_day {
        return Kind::Order;
    }
    let contact = targets(Kind::Contact);
    let company = targets(Kind::Company);
    let person = contact.iter().any(|target| {
        matches!(target, Target::Field(keys::FIRST_NAME | keys::LAST_NAME | keys::BIRTHDAY | keys::JOB_TITLE))
    }) || columns.iter().any(|(_, inferred, _)| inferred.type_ == FieldType::Emails)
        && contact.contains(&Target::FullName);
    let firm = company.contains(&Target::Field(keys::NAME))
        && company
            .iter()
            .filter(|target| {
                matches!(
                    target,
                    Target::Field(keys::INDUSTRY | keys::SIZE | keys::DOMAIN | keys::TAX_ID | keys::WEBSITE)
                )
            })
            .count()
            > 0
        || names.iter().any(|name| company::SURE.contains(&name.as_str())) && !contact.contains(&Target::FullName);
    if firm && !person { Kind::Company } else { Kind::Contact }
}

/// What a part of a normal name says.
pub mod hints {
    fn any(name: &str, words: &[&str]) -> bool {
        words.iter().any(|word| name.contains(word))
    }
    pub fn email(name: &str) -> bool {
        any(name, &["email", "邮箱", "电子邮件"])
    }
    pub fn phone(name: &str) -> bool {
        any(name, &["phone", "mobile", "cellular", "telefon", "手机", "电话", "联系方式"])
            || name == "tel"
            || name == "cell"
    }
    /// About an email or phone, not one itself.
    pub fn about(name: &str) -> bool {
        any(
            name,
            &[
                "optout",
                "optin",
                "optedout",
                "bounce",
                "accept",
                "consent",
                "count",
                "sent",
                "subscri",
                "status",
                "verified",
                "opened",
                "callingcode",
                "是否",
                "次数",
                "状态",
            ],
        )
    }
    pub fn date(name: &str) -> bool {
        any(name, &["date", "day", "time", "created", "日期", "时间", "生日", "birth"])
            || name.ends_with("on")
            || name.ends_with("at")
    }
    pub fn count(name: &str) -> bool {
        any(
            name,
            &["count", "number", "quantity", "children", "orders", "visits", "数量", "次数", "件数", "人数", "个数"],
        ) || ["qty", "num"].contains(&name)
    }
    pub fn yes_no(name: &str) -> bool {
        any(name, &["是否", "purchased", "subscribed", "active", "optin", "optout", "accepts", "newsletter"])
            || name.starts_with("is")
            || name.starts_with("has")
    }
    /// A code made of digits, not a quantity.
    pub fn code(name: &str) -> bool {
        any(name, &["编号", "单号", "编码", "邮编", "账号", "卡号", "zip", "postal", "postcode", "barcode", "sku"])
            || name.ends_with("id")
            || name.ends_with("code")
            || name.ends_with("no")
            || name.ends_with('号')
    }
}

#[cfg(test)]
mod tests;
