//! Large changes in slices: an import of 100,000 rows must not stop the page, and is still one transaction.
//!
//! What the user changes between two slices stands after the whole in the journal. So a later slice leaves
//! alone what was changed meanwhile, and memory stays what the journal folds to.

use super::{Book, Receipt, pending::Pending};
use crate::{Edit, Id, Instant, Key, Kind, Transaction};
use rustc_hash::FxHashSet;
use std::rc::Rc;

impl Book {
    /// Applies a part of a large transaction and returns what it changed. Until [`Book::finish_slices`]
    /// nothing is sealed, and the caller takes nothing in.
    pub fn apply_slice(&mut self, mut edits: Vec<Edit>, at: Instant) -> Vec<Edit> {
        let began = *self.slicing.get_or_insert(self.pending.len());
        edits.iter_mut().for_each(|edit| Self::stamp(edit, at));
        let meanwhile = self.changed_since(began);
        edits.retain_mut(|edit| {
            if !meanwhile.is_empty() {
                let free = |key| !meanwhile.contains(&(edit.kind, edit.id, key));
                edit.fields.retain(|field| free(None) && free(Some(field.key)));
            }
            self.perform_edit(edit)
        });
        self.refresh_search();
        edits
    }

    /// Queues the whole transaction, whose edits are those that the slices returned, in their order.
    pub fn finish_slices(&mut self, transaction: Transaction) -> Option<Receipt> {
        let began = self.slicing.take();
        self.queue(transaction, began)
    }

    /// Whether a large change is under way.
    pub fn slicing(&self) -> bool {
        self.slicing.is_some()
    }

    /// Fields changed, and records created (no key), by what was queued from this position on.
    fn changed_since(&self, began: usize) -> FxHashSet<(Kind, Id, Option<Key>)> {
        let edits = self.pending[began..].iter().flat_map(|pending| &pending.transaction.edits);
        edits
            .flat_map(|edit| {
                let created = edit.creates().then_some((edit.kind, edit.id, None));
                created.into_iter().chain(edit.fields.iter().map(|field| (edit.kind, edit.id, Some(field.key))))
            })
            .collect()
    }

    /// Queues a transaction for storage, last or at a position.
    pub(super) fn queue(&mut self, transaction: Transaction, position: Option<usize>) -> Option<Receipt> {
        if transaction.is_empty() {
            return None;
        }
        let receipt = Receipt::default();
        let pending = Pending { transaction: Rc::new(transaction), receipt: receipt.clone() };
        self.pending.insert(position.unwrap_or(self.pending.len()), pending);
        Some(receipt)
    }
}
