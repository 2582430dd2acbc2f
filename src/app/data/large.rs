//! Large changes (imports, the sample, scores): applied in slices, kept as one transaction.

use super::{Data, save::pause};
use crate::clock;
use domain::{Edit, Label, Transaction, book::Receipt};
use leptos::prelude::*;
use std::time::Duration;

/// As many edits are applied in one go.
pub(super) const AT_ONCE: usize = 1_000;
const SLICE_EDITS: usize = 250;
const SLICE_MS: f64 = 10.0;

impl Data {
    /// Applies any number of edits without stopping the page, as one transaction.
    pub async fn commit_large(self, label: Label, edits: Vec<Edit>) -> Option<Receipt> {
        self.commit_sliced(Transaction { edits, ..Transaction::new(label, clock::now()) }).await
    }

    pub(super) async fn commit_sliced(self, mut whole: Transaction) -> Option<Receipt> {
        while self.slicing.get_untracked() {
            pause(Duration::from_millis(20)).await;
        }
        self.slicing.set(true);
        let mut edits = std::mem::take(&mut whole.edits).into_iter();
        loop {
            // Also before the first: the edits came with a message that took its time to read.
            pause(Duration::ZERO).await;
            let since = js_sys::Date::now();
            while js_sys::Date::now() - since < SLICE_MS {
                let slice: Vec<Edit> = edits.by_ref().take(SLICE_EDITS).collect();
                if slice.is_empty() {
                    break;
                }
                whole.edits.extend(self.inner().book.borrow_mut().apply_slice(slice, whole.at));
            }
            if edits.len() == 0 {
                break;
            }
        }
        let receipt = self.inner().book.borrow_mut().finish_slices(whole);
        self.slicing.set(false);
        self.announce();
        if receipt.is_some() {
            self.save_soon();
        }
        receipt
    }

    /// Resolves once no large change is under way.
    pub(crate) async fn slices_done(self) {
        while self.slicing.get_untracked() {
            pause(Duration::from_millis(20)).await;
        }
    }
}
