//! Large changes in slices: an import of 100,000 rows must not stop the page, and is still one transaction.

use super::{Book, Receipt, pending::Pending};
use crate::{Edit, Instant, Transaction};
use std::rc::Rc;

impl Book {
    /// Applies a part of a large transaction and returns what it changed. Until [`Book::finish_slices`] the
    /// caller holds off sealing and taking in.
    pub fn apply_slice(&mut self, mut edits: Vec<Edit>, at: Instant) -> Vec<Edit> {
        edits.iter_mut().for_each(|edit| Self::stamp(edit, at));
        edits.retain_mut(|edit| self.perform_edit(edit));
        self.refresh_search();
        edits
    }

    /// Queues the whole transaction, whose edits are those that the slices returned, in their order.
    pub fn finish_slices(&mut self, transaction: Transaction) -> Option<Receipt> {
        if transaction.is_empty() {
            return None;
        }
        let receipt = Receipt::default();
        self.pending.push(Pending { transaction: Rc::new(transaction), receipt: receipt.clone() });
        Some(receipt)
    }
}
