use domain::{Id, insight::Duplicate};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Records that hang together by pairs of at least this probability, each group in the order of ids.
pub fn groups(pairs: &[Duplicate], least: f64) -> Vec<Vec<Id>> {
    let mut parents: FxHashMap<Id, Id> = FxHashMap::default();
    fn root(parents: &mut FxHashMap<Id, Id>, id: Id) -> Id {
        let mut at = id;
        loop {
            let up = *parents.entry(at).or_insert(at);
            if up == at {
                return at;
            }
            let above = *parents.entry(up).or_insert(up);
            parents.insert(at, above);
            at = above;
        }
    }
    for pair in pairs.iter().filter(|pair| pair.probability >= least) {
        let (a, b) = (root(&mut parents, pair.a), root(&mut parents, pair.b));
        parents.insert(a.max(b), a.min(b));
    }
    let mut members: Vec<Id> = parents.keys().copied().collect();
    members.sort_unstable();
    let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for id in members {
        found.entry(root(&mut parents, id)).or_default().push(id);
    }
    found.into_values().collect()
}
