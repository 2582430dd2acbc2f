//! The tables our own readers of vCards, calendars and mail make.

use super::Export;
use crate::formats::{calendar, mail, vcard};
use domain::{
    Kind,
    import::{AddressPart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "vcard",
        name: "contacts",
        marks: vcard::HEADERS,
        columns: &[
            (SourceId, "vCard UID"),
            (FullName, "vCard Name"),
            (Field(keys::FIRST_NAME), "vCard Given"),
            (Field(keys::LAST_NAME), "vCard Family"),
            (Field(keys::COMPANY), "vCard Organization"),
            (Field(keys::JOB_TITLE), "vCard Title"),
            (Field(keys::BIRTHDAY), "vCard Birthday"),
            (Field(keys::WEBSITE), "vCard Link"),
            (Field(keys::LANGUAGE), "vCard Language"),
            (Field(keys::TAGS), "vCard Categories"),
            (Field(keys::NOTES), "vCard Note|vCard Other"),
            (AddressPart(Street), "vCard Street"),
            (AddressPart(City), "vCard City"),
            (AddressPart(Region), "vCard Region"),
            (AddressPart(PostalCode), "vCard Postal Code"),
            (AddressPart(Country), "vCard Country"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "calendar",
        name: "tasks",
        kind: Kind::Task,
        marks: calendar::HEADERS,
        columns: &[
            (SourceId, "Calendar UID"),
            (Field(keys::TITLE), "Calendar Title"),
            (Field(keys::DUE_ON), "Calendar Day"),
            (Field(keys::PRIORITY), "Calendar Priority"),
            (Field(keys::DONE_AT), "Calendar Completed"),
            (Customer(keys::NAME), "Calendar Person"),
            (Field(keys::NOTES), "Calendar Text"),
            (Skip, calendar::ENDED),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "mail",
        name: "messages",
        kind: Kind::Activity,
        marks: mail::HEADERS,
        columns: &[
            (SourceId, "Message ID"),
            (Field(keys::HAPPENED_AT), "Message Date"),
            (Customer(keys::NAME), "Sender"),
            (Customer(keys::EMAILS), "Sender Address"),
            (Skip, mail::RECIPIENT),
            (Skip, mail::RECIPIENT_ADDRESS),
            (Field(keys::TYPE), "Message Type"),
            (Field(keys::TEXT), "Message"),
        ],
        ..Export::PLAIN
    },
];
