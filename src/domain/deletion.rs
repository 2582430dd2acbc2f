//! What was deleted for ever: ids only, so that a merge with another device does not bring it back. Its values are
//! read and written in [`crate::version`].

use crate::{field::*, keys};

pub const FIELDS: &[Field] =
    &[row(keys::DELETED, Type::Text, Group::System, INTERNAL), CREATED_AT, CHANGED_AT, TRASHED_AT, VERSIONS];
