//! Which entries still stand: an entry may be taken back, and its taking back too.

use domain::{EntryId, Label, journal::Head};
use std::collections::{HashMap, HashSet};

/// Where an entry stands among those that take each other back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// 0 for a change, 1 for an undo, 2 for the undo of an undo and so on.
    pub depth: u32,
    /// Not taken back by a later entry that stands.
    pub stands: bool,
}

impl Place {
    pub fn is_undo(self) -> bool {
        self.depth % 2 == 1
    }
}

/// The place of each entry and the label of the change it goes back to. `heads` come newest first.
pub fn places(heads: &[&Head]) -> Vec<(Place, Option<Label>)> {
    let by_id: HashMap<EntryId, &Head> = heads.iter().map(|head| (head.id, *head)).collect();
    let mut taken_back = HashSet::new();
    heads
        .iter()
        .map(|head| {
            let stands = !taken_back.contains(&head.id);
            if stands {
                taken_back.extend(head.undoes);
            }
            let mut depth = 0;
            let mut root = Some(*head);
            while let Some(undoes) = root.and_then(|root| root.undoes) {
                depth += 1;
                root = by_id.get(&undoes).copied();
            }
            (Place { depth, stands }, root.filter(|_| depth > 0).map(|root| root.label.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Act, Instant, Kind};

    fn head(clock: u64, undoes: Option<u64>) -> Head {
        let id = |clock| EntryId { clock, device: 1 };
        let label =
            Label::new(if undoes.is_some() { Act::Undone } else { Act::Edited }, Kind::Contact, 1, clock.to_string());
        Head {
            id: id(clock),
            label,
            at: Instant(0),
            undoes: undoes.map(id),
            edits: 1,
            parts: 1,
            bytes: 1,
            chunks: Vec::new(),
        }
    }

    #[test]
    fn an_undo_can_itself_be_taken_back() {
        let heads = [head(4, Some(3)), head(3, Some(1)), head(2, None), head(1, None)];
        let heads: Vec<_> = heads.iter().collect();
        let found = places(&heads);
        let stands: Vec<_> = found.iter().map(|(place, _)| (place.depth, place.stands)).collect();
        assert_eq!(stands, [(2, true), (1, false), (0, true), (0, true)]);
        assert_eq!(found[0].1.as_ref().map(|label| label.name.as_str()), Some("1"));
        let undone = places(&heads[1..]);
        assert!(!undone[2].0.stands);
    }

    #[test]
    fn an_undo_of_something_not_read_yet_has_no_root() {
        let found = places(&[&head(9, Some(2))]);
        assert_eq!((found[0].0.depth, found[0].1.is_none()), (1, true));
    }
}
