//! Google Contacts: numbered columns, several values in a cell joined with ` ::: `, default groups starred.

use super::Export;
use domain::{
    import::{AddressPart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "google",
        name: "contacts",
        marks: "First Name, Phonetic First Name, Name Prefix, File As, Organization Name, Organization Title, Labels, \
                E-mail 1 - Label, E-mail 1 - Value",
        others: "Middle Name, Last Name, Phonetic Middle Name, Phonetic Last Name, Name Suffix, Nickname, Organization Department, \
                 Birthday, Notes, Photo, E-mail 2 - Label, E-mail 2 - Value, Phone 1 - Label, Phone 1 - Value, Phone 2 - Label, \
                 Phone 2 - Value, Address 1 - Label, Address 1 - Formatted, Address 1 - Street, Address 1 - City, \
                 Address 1 - PO Box, Address 1 - Region, Address 1 - Postal Code, Address 1 - Country, \
                 Address 1 - Extended Address, Website 1 - Label, Website 1 - Value, Event 1 - Label, Event 1 - Value, \
                 Relation 1 - Label, Relation 1 - Value, Custom Field 1 - Label, Custom Field 1 - Value",
        columns: &[(AddressPart(Street), "Address 1 - Street"), (Field(keys::JOB_TITLE), "Organization Title")],
        ..Export::PLAIN
    },
    Export {
        system: "google",
        name: "contacts-old",
        marks: "Given Name, Family Name, Yomi Name, Given Name Yomi, Group Membership, E-mail 1 - Type, E-mail 1 - Value, \
                Additional Name",
        others: "Name, Additional Name Yomi, Family Name Yomi, Name Prefix, Name Suffix, Initials, Nickname, Short Name, \
                 Maiden Name, Birthday, Gender, Location, Billing Information, Directory Server, Mileage, Occupation, Hobby, \
                 Sensitivity, Priority, Subject, Notes, Language, Photo, Phone 1 - Type, Phone 1 - Value, Phone 2 - Type, \
                 Phone 2 - Value, E-mail 2 - Type, E-mail 2 - Value, Organization 1 - Type, Organization 1 - Name, \
                 Organization 1 - Title, Organization 1 - Department, Address 1 - Type, Address 1 - Formatted, \
                 Address 1 - Street, Address 1 - City, Address 1 - Region, Address 1 - Postal Code, Address 1 - Country, \
                 Website 1 - Type, Website 1 - Value",
        columns: &[(AddressPart(Street), "Address 1 - Street"), (Field(keys::JOB_TITLE), "Organization 1 - Title")],
        ..Export::PLAIN
    },
];
