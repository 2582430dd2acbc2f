//! A tag's looks. Contacts and companies carry tags by name; a tag without a record of its own just has no
//! colour yet.
//!
//! A record's id follows from its name ([`id`]), so two devices that make a tag of one name make one record, and merging
//! them joins its fields.

use crate::{Book, Id, Kind, field::*, keys};
use std::collections::BTreeMap;

pub const FIELDS: &[Field] = &[
    row(keys::NAME, Type::Text, Group::Main, SHOWN | SEARCHED),
    row(keys::COLOUR, Type::Number, Group::Main, INTERNAL),
    CREATED_AT,
    CHANGED_AT,
    TRASHED_AT,
    VERSIONS,
    SAMPLE,
];

/// The id of the record for this name: 128-bit FNV-1a, never to be changed.
pub fn id(name: &str) -> Id {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mix = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    Id(name.trim().bytes().fold(OFFSET, mix))
}

/// Every tag in use on this kind, with how many records carry it.
pub fn in_use(book: &Book, kind: Kind) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for record in book.iter(kind) {
        for tag in record.choices(keys::TAGS) {
            *counts.entry(tag.clone()).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test vectors of the algorithm's authors (RFC 9923), so that the ids of all versions agree.
    #[test]
    fn ids_follow_from_names() {
        assert_eq!(id(""), Id(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d));
        assert_eq!(id("a"), Id(0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964));
        assert_eq!(id("foobar"), Id(0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18));
        assert_eq!(id(" VIP "), id("VIP"));
        assert_ne!(id("VIP"), id("vip"));
    }
}
