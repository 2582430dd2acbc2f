//! Orders: rows of the same number fold into one order with several lines, wherever they stand in the file.

use super::{
    Import, REJECTED_BYTES,
    amounts::Amounts,
    contacts::text,
    customer::address_line,
    draft::{Customer, Draft, Layout},
    identity::{Hash, Related},
    refunds::tell_refunded,
    writer::{kept_line, with_lines},
};
use crate::sources::Source;
use ::csv::StringRecord;
use domain::{
    Address, Id, Key, Kind, Labelled, Line, Money, Value,
    import::{OnKnown, Reason, RowDone},
    keys,
};
use rustc_hash::FxHashMap;

#[derive(Default)]
pub(super) struct Orders {
    list: Vec<Order>,
    by_key: FxHashMap<String, usize>,
    next: usize,
    /// Bytes of cells that are kept.
    kept: usize,
}

#[derive(Default)]
struct Order {
    rows: Vec<OrderRow>,
    values: Vec<(Key, Value)>,
    source_id: String,
    related: Vec<Related>,
    hash: Hash,
    amounts: Amounts,
    customer: Customer,
    company: String,
    notes: String,
    address: Address,
    kept: Vec<String>,
    bad_date: Option<(usize, Reason)>,
}

struct OrderRow {
    number: u64,
    /// What the report says of it should the order be rejected: until that is out of the question.
    cells: Option<Box<str>>,
}

/// No text of a file has it.
const BETWEEN: &str = "\0";

impl Orders {
    pub fn add(&mut self, mut draft: Draft, cells: &StringRecord, layout: &Layout, headers: &[String]) {
        let own = layout.is_own();
        if !own && text(&draft.values, keys::NUMBER).is_empty() && !draft.source_id.is_empty() {
            draft.values.push((keys::NUMBER, Value::text(draft.source_id.clone())));
            // Of no column: rows of one order have the same.
            draft.columns.push(usize::MAX);
        }
        let number = text(&draft.values, keys::NUMBER);
        let number = if number.is_empty() { text(&draft.values, keys::EXTERNAL_ID) } else { number };
        // A row of ours is an order, whatever its number.
        let number = if own { draft.source_id.as_str() } else { number };
        let dated = draft.values.iter().any(|(key, _)| *key == keys::ORDERED_ON) || draft.bad_date.is_some();
        let at = if !number.is_empty() {
            let next = self.list.len();
            *self.by_key.entry(number.to_lowercase()).or_insert(next)
        } else if !dated
            && !draft.line.product.is_empty()
            && !self.list.is_empty()
            && layout.column_of(keys::NUMBER).is_some()
        {
            // One more line of the order above, whose other cells were left out.
            self.list.len() - 1
        } else {
            self.list.len()
        };
        if at == self.list.len() {
            self.list.push(Order::default());
        }
        let Some(order) = self.list.get_mut(at) else {
            return;
        };
        let total = draft.values.iter().position(|(key, _)| *key == keys::TOTAL);
        if let Some(at) = total {
            draft.columns.remove(at);
            if let (_, Value::Money(money)) = draft.values.remove(at) {
                order.amounts.totals.push(money);
            }
        }
        let was_sure = order.is_sure();
        order.fold(draft, cells, headers);
        if was_sure {
            return;
        }
        if order.is_sure() {
            self.kept -=
                order.rows.iter_mut().filter_map(|row| row.cells.take()).map(|cells| cells.len()).sum::<usize>();
        } else if self.kept < REJECTED_BYTES
            && let Some(row) = order.rows.last_mut()
        {
            let cells = cells.iter().collect::<Vec<_>>().join(BETWEEN);
            self.kept += cells.len();
            row.cells = Some(cells.into_boxed_str());
        }
    }
}

impl Order {
    fn fold(&mut self, draft: Draft, cells: &StringRecord, headers: &[String]) {
        self.rows.push(OrderRow { number: draft.row, cells: None });
        self.hash.add_row(headers, cells);
        self.amounts.add_line(draft.line);
        self.amounts.refunds.extend(draft.refunded);
        for ((key, value), column) in draft.values.into_iter().zip(draft.columns) {
            match self.values.iter_mut().find(|(known, _)| *known == key) {
                None => self.values.push((key, value)),
                Some((_, known)) if *known == value => {}
                // What differs from line to line has no field on the order.
                Some(_) => self.keep(kept_line(
                    headers.get(column).map_or("", String::as_str),
                    cells.get(column).unwrap_or_default(),
                )),
            }
        }
        draft.kept.into_iter().for_each(|line| self.keep(line));
        self.notes = with_lines(&self.notes, &[draft.notes]);
        self.notes = self.notes.trim().to_owned();
        for (own, new) in [
            (&mut self.company, draft.company),
            (&mut self.source_id, draft.source_id),
            (&mut self.customer.name, draft.customer.name),
            (&mut self.customer.external_id, draft.customer.external_id),
        ] {
            if own.is_empty() {
                *own = new;
            }
        }
        if self.related.is_empty() {
            self.related = draft.related;
        }
        join(&mut self.customer.emails, draft.customer.emails);
        join(&mut self.customer.phones, draft.customer.phones);
        let tags = &mut self.customer.tags;
        draft.customer.tags.into_iter().for_each(|tag| {
            if !tags.contains(&tag) {
                tags.push(tag)
            }
        });
        if self.address.is_empty() {
            self.address = draft.address;
        }
        self.bad_date = self.bad_date.take().or(draft.bad_date);
    }

    fn keep(&mut self, line: String) {
        if !self.kept.contains(&line) {
            self.kept.push(line);
        }
    }

    /// Whether nothing that follows can make it one to reject.
    fn is_sure(&self) -> bool {
        !self.amounts.totals.is_empty() && self.is_dated()
    }

    fn is_dated(&self) -> bool {
        self.values.iter().any(|(key, _)| *key == keys::ORDERED_ON)
    }
}

fn join(list: &mut Vec<Labelled>, found: Vec<Labelled>) {
    list.extend(found);
    let mut seen = std::collections::HashSet::new();
    list.retain(|item| seen.insert(item.value.to_lowercase()));
}

impl Import<'_> {
    /// Finishes up to this many orders. False when all are done.
    pub(super) fn finish_orders(&mut self, most: usize) -> bool {
        for _ in 0..most {
            let next = self.orders.next;
            let Some(order) = self.orders.list.get_mut(next).map(std::mem::take) else {
                return false;
            };
            self.orders.next += 1;
            self.finish_order(order);
        }
        true
    }

    fn finish_order(&mut self, order: Order) {
        let own = self.layout.is_own();
        if !own && !order.is_dated() {
            let (column, reason) = match &order.bad_date {
                Some((column, reason)) => (self.headers.get(*column).cloned(), reason.clone()),
                None => (None, Reason::NoDate),
            };
            return self.reject_order(&order, column, reason);
        }
        let paid = order.amounts.total(self.plan.currency, self.layout.row_totals);
        if paid.is_none() && !own {
            return self.reject_order(&order, None, Reason::NoAmount);
        }
        let stated = !own || !order.amounts.totals.is_empty();
        let mut total = paid.map(|paid| order.amounts.after_refunds(paid, self.layout.row_refunds)).filter(|_| stated);
        let (number, external) =
            (text(&order.values, keys::NUMBER).to_owned(), text(&order.values, keys::EXTERNAL_ID).to_owned());
        let weak = number.is_empty() && external.is_empty();
        let mut origin = self.origin(&order.source_id, weak, order.hash);
        let source = self.layout.source.filter(|_| !order.source_id.is_empty());
        let whole = source.and_then(|source| source.whole(&order.source_id));
        let exact = self.exactly(Kind::Order, &origin);
        let found = exact.or_else(|| match self.plan.on_known {
            OnKnown::Create => None,
            // Shops number alike: an order that another one sold has its own id.
            _ => self.existing.order(&number, &external).filter(|id| !self.is_elsewhere(*id, &origin)),
        });
        let row = order.rows.first().map_or(0, |row| row.number);
        let passes = match self.plan.on_known {
            OnKnown::Skip => true,
            OnKnown::Create => exact.is_some(),
            OnKnown::Update | OnKnown::FillBlanks => false,
        };
        if let Some(id) = found.filter(|_| passes) {
            return self.tell(row, RowDone::Skipped, id, Vec::new());
        }
        let Order { mut values, amounts, customer, company, notes, address, mut kept, related, source_id, .. } = order;
        // Where blanks only are filled the total stays, and so does what gives it back.
        let fills = found.is_some() && self.plan.on_known == OnKnown::FillBlanks;
        if let Some(left) = total.filter(|_| !fills).and_then(|total| self.left_of(&source_id, found, total)) {
            total = Some(left.total);
            origin.extend(left.marks);
            kept.extend(left.notes);
        }
        values.extend(total.map(|total| (keys::TOTAL, Value::Money(total))));
        if let Some(left) = total.filter(|left| paid.is_some_and(|paid| left.minor < paid.minor)) {
            tell_refunded(&mut values, left);
        }
        if let Some(lines) = self.lines_for(found, amounts, paid, whole.is_some()) {
            values.push((keys::LINES, Value::Lines(lines)));
        }
        self.name_company(&company, &related, &mut values);
        match self.customer(customer, &address, &related, Some("customer"), &mut kept) {
            Some((id, differing)) => {
                values.push((keys::CONTACT, Value::Ref(id)));
                kept.extend(differing);
            }
            None if !address.is_empty() => kept.push(address_line(&address)),
            None => {}
        }
        self.relate(&mut values, related, &mut kept);
        self.leave_whole(found, source, &mut values);
        origin.extend(whole);
        let id = self.put(Kind::Order, found, row, values, origin, notes, &kept);
        self.existing.add_order(id, &number, &external);
    }

    /// The lines to write. Lines without prices never take the place of lines with prices: the same order may be told by
    /// a file of orders and by one of items.
    fn lines_for(
        &self,
        found: Option<Id>,
        amounts: Amounts,
        paid: Option<Money>,
        has_items: bool,
    ) -> Option<Vec<Line>> {
        let Amounts { mut lines, priced, .. } = amounts;
        if let ([line], false, Some(paid)) = (&mut lines[..], priced, paid)
            && line.quantity != 0.0
        {
            line.price_minor = (paid.minor as f64 / line.quantity).round() as i64;
        }
        let there = found.and_then(|id| self.writer.current(Kind::Order, id)).and_then(|order| order.get(keys::LINES));
        let there: &[Line] = if let Some(Value::Lines(there)) = there { there } else { &[] };
        let same = |a: &Line, b: &Line| (&a.product, &a.sku, a.quantity) == (&b.product, &b.sku, b.quantity);
        let priced_anew = matches!((there, &lines[..]), ([a], [b]) if same(a, b)) && !has_items;
        let takes = priced || priced_anew || there.iter().all(|line| line.price_minor == 0);
        (takes && !lines.is_empty()).then_some(lines)
    }

    /// Where rows tell of items, what another export of the system has said of the whole order stays.
    fn leave_whole(&self, found: Option<Id>, source: Option<&Source>, values: &mut Vec<(Key, Value)>) {
        let Some(record) = found.and_then(|id| self.writer.current(Kind::Order, id)) else { return };
        let Some(source) = source.filter(|_| self.layout.row_totals) else { return };
        let told = record.choices(keys::SOURCE_IDS).iter().any(|own| source.is_whole(own));
        if told {
            values.retain(|(key, _)| *key == keys::LINES || record.get(*key).is_none());
        }
    }

    /// Whether an order is known by ids, and by none of these.
    fn is_elsewhere(&self, id: Id, origin: &[String]) -> bool {
        let known = self.writer.current(Kind::Order, id).map_or(&[][..], |record| record.choices(keys::SOURCE_IDS));
        !origin.is_empty() && !known.is_empty() && !origin.iter().any(|own| known.contains(own))
    }

    fn reject_order(&mut self, order: &Order, column: Option<String>, reason: Reason) {
        for row in &order.rows {
            match &row.cells {
                Some(cells) => {
                    self.reject_cells(row.number, column.clone(), reason.clone(), &mut cells.split(BETWEEN));
                }
                None => self.report.rejected_more += 1,
            }
        }
    }
}
