//! EspoCRM: contacts, accounts and opportunities, by the labels or the names of fields.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, Target::*},
    keys,
};

const DELETED: &[(&str, &str)] = &[("Deleted", "true|1")];

pub const EXPORTS: &[Export] = &[
    Export {
        system: "espocrm",
        name: "contacts",
        marks: "First Name, Do Not Call, Address Street, Address City, Account ID, Assigned User ID, Title, Salutation Name|Salutation",
        others: "ID, Name, Last Name, Deleted, Description, Email Address|Email, Phone Number|Phone, Address State, Address Country, \
                 Address Postal Code, Account|Account Name, Accounts IDs, Account Role, Assigned User|Assigned User Name, \
                 Created At, Modified At, Created By, Created By ID, Modified By, Modified By ID, Teams, Teams IDs, Campaign, \
                 Campaign ID, Portal User",
        columns: &[
            (Skip, "Deleted"),
            (SourceId, "ID"),
            (Related(Some(Kind::Company)), "Account ID"),
            (Field(keys::COMPANY), "Account|Account Name"),
            (Field(keys::JOB_TITLE), "Title"),
            (FullName, "Name"),
            (AddressPart(Street), "Address Street"),
            (AddressPart(City), "Address City"),
            (AddressPart(Region), "Address State"),
            (AddressPart(PostalCode), "Address Postal Code"),
            (AddressPart(Country), "Address Country"),
        ],
        left_out: DELETED,
        ..Export::PLAIN
    },
    Export {
        system: "espocrm",
        name: "accounts",
        kind: Kind::Company,
        marks: "Name, SIC Code, Billing Address Street, Billing Address City, Shipping Address Street, Assigned User ID, Type",
        others: "ID, Deleted, Website, Email Address|Email, Phone Number|Phone, Industry, Billing Address State, \
                 Billing Address Country, Billing Address Postal Code, Shipping Address City, Shipping Address State, \
                 Shipping Address Country, Shipping Address Postal Code, Description, Campaign, Campaign ID, Created At, \
                 Modified At, Created By, Created By ID, Modified By, Modified By ID, Assigned User, Teams, Teams IDs",
        columns: &[
            (Skip, "Deleted"),
            (SourceId, "ID"),
            (AddressPart(Street), "Billing Address Street"),
            (AddressPart(City), "Billing Address City"),
            (AddressPart(Region), "Billing Address State"),
            (AddressPart(PostalCode), "Billing Address Postal Code"),
            (AddressPart(Country), "Billing Address Country"),
        ],
        left_out: DELETED,
        ..Export::PLAIN
    },
    Export {
        system: "espocrm",
        name: "opportunities",
        kind: Kind::Deal,
        marks: "Name, Amount Currency, Close Date, Last Stage, Probability, Account ID, Assigned User ID",
        others: "ID, Deleted, Amount, Amount Weighted Converted, Stage, Lead Source, Description, Account, Contact, Contact ID, \
                 Contacts, Contacts IDs, Campaign, Campaign ID, Created At, Modified At, Created By, Created By ID, \
                 Modified By, Modified By ID, Assigned User, Teams, Teams IDs, Original Lead",
        columns: &[
            (Skip, "Deleted"),
            (SourceId, "ID"),
            (Field(keys::TITLE), "Name"),
            (Field(keys::VALUE), "Amount"),
            (Currency, "Amount Currency"),
            (Field(keys::STAGE), "Stage"),
            (Field(keys::EXPECTED_CLOSE), "Close Date"),
            (Field(keys::COMPANY), "Account"),
            (Related(Some(Kind::Company)), "Account ID"),
            (Customer(keys::NAME), "Contact"),
            (Related(Some(Kind::Contact)), "Contact ID|Contacts IDs"),
        ],
        left_out: DELETED,
        ..Export::PLAIN
    },
];
