//! What an order comes to: the amounts and lines of its rows.

use super::draft::LineDraft;
use domain::{Currency, Line, Money};

#[derive(Default)]
pub(super) struct Amounts {
    pub totals: Vec<Money>,
    /// What was paid back, of each row that says so.
    pub refunds: Vec<Money>,
    pub lines: Vec<Line>,
    /// Whether each line's price was stated.
    pub priced: bool,
    /// Of the prices.
    currency: Option<Currency>,
}

impl Amounts {
    pub fn add_line(&mut self, line: LineDraft) {
        if !line.whole.is_empty() {
            self.priced |= self.lines.is_empty();
            self.currency = self.currency.or(line.whole.first().map(|(_, currency)| *currency));
            self.lines.extend(line.whole.into_iter().map(|(line, _)| line));
            return;
        }
        if !line.product.is_empty() || !line.sku.is_empty() || line.price.is_some() {
            self.priced = line.price.is_some() && (self.priced || self.lines.is_empty());
            self.currency = self.currency.or(line.price.map(|price| price.currency));
            self.lines.extend(lines(&line.product, line.sku, line.quantity, line.price));
        }
    }

    /// The stated total, else the sum of the lines. Where each row states an amount of its own, their sum; `of_rows` says
    /// so for sure, else the rows are asked.
    pub fn total(&self, own: Currency, of_rows: bool) -> Option<Money> {
        let sum = self.priced.then(|| self.lines.iter().map(Line::amount_minor).sum::<i64>());
        let Some(first) = self.totals.first() else {
            let currency = self.currency.unwrap_or(own);
            return sum.map(|minor| Money { minor, currency });
        };
        let added = self.totals.iter().map(|total| total.minor).sum::<i64>();
        let lines_say_sum = self.totals.len() > 1
            && sum.is_some_and(|sum| {
                (sum - added).abs() * 100 <= added.abs() && (sum - first.minor).abs() * 100 > first.minor.abs()
            });
        let repeated = !of_rows && same(&self.totals) && !lines_say_sum;
        Some(Money { minor: if repeated { first.minor } else { added }, currency: first.currency })
    }

    /// What is left of a total.
    pub fn after_refunds(&self, total: Money, of_rows: bool) -> Money {
        let added = self.refunds.iter().map(|refund| refund.minor).sum::<i64>();
        let refunded = match self.refunds.first() {
            Some(first) if !of_rows && same(&self.refunds) => first.minor,
            _ => added,
        };
        Money { minor: total.minor.saturating_sub(refunded).max(total.minor.min(0)), ..total }
    }
}

fn same(amounts: &[Money]) -> bool {
    amounts.windows(2).all(|pair| pair[0] == pair[1])
}

/// The parts between these places, of so many bytes each, if all can be read.
fn cut<T>(
    text: &str,
    places: impl Iterator<Item = usize>,
    bytes: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    let mut from = 0;
    let mut parts = Vec::new();
    for at in places.chain([text.len()]) {
        parts.push(read(&text[from..at])?);
        from = at + bytes;
    }
    Some(parts)
}

/// The lines of a row; `2× Tea, 1× Cup` (WooCommerce) is two, as is `Tea(100 g)(1\u{4ef6});Cup(2\u{4ef6})` (Youzan).
fn lines(product: &str, sku: String, quantity: Option<f64>, price: Option<Money>) -> Vec<Line> {
    let counted = |part: &str| {
        let (count, name) = part.trim().split_once('×')?;
        Some((count.trim().parse::<f64>().ok()?, name.trim().to_owned()))
    };
    let piece = |part: &str| {
        let (name, count) = part.trim().strip_suffix("\u{4ef6})")?.rsplit_once('(')?;
        Some((count.parse::<f64>().ok()?, name.to_owned()))
    };
    // What sets the lines apart may stand in a name, too.
    let several = || {
        let starts = product.match_indices(", ").map(|(at, _)| at).filter(|at| counted(&product[at + 2..]).is_some());
        let ends = product.match_indices("\u{4ef6});").map(|(at, mark)| at + mark.len() - 1);
        cut(product, starts, 2, counted).or_else(|| cut(product, ends, 1, piece))
    };
    if price.is_none()
        && let Some(several) = several()
    {
        return several
            .into_iter()
            .map(|(quantity, product)| Line { product, sku: sku.clone(), quantity, price_minor: 0 })
            .collect();
    }
    vec![Line {
        product: product.to_owned(),
        sku,
        quantity: quantity.unwrap_or(1.0),
        price_minor: price.map_or(0, |price| price.minor),
    }]
}
