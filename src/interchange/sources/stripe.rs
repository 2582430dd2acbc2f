//! Stripe: customers and payments; columns of metadata follow the documented ones.

use super::Export;
use domain::{Kind, import::Target::*, keys};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "stripe",
        name: "customers",
        marks: "id, Created (UTC)|Created, Delinquent, Total Spend, Payment Count, Refunded Volume, Dispute Losses",
        others: "Description, Email, Name, Plan, Status, Card ID, Card Last4, Card Brand, Address Line1, Address City, \
                 Address Country, Currency, Business Vat ID",
        columns: &[(SourceId, "id"), (FullName, "Name"), (Field(keys::NOTES), "Description")],
        ..Export::PLAIN
    },
    Export {
        system: "stripe",
        name: "payments",
        kind: Kind::Order,
        marks: "id, Created date (UTC)|Created (UTC), Amount Refunded, Captured, Converted Amount, Fee, Customer ID, \
                Payment Source Type|Card ID, Status",
        others: "Amount, Currency, Converted Amount Refunded, Converted Currency, Decline Reason, Description, Is Link, Mode, \
                 Taxes On Fee, Customer Description, Customer Email, Invoice ID, Transfer, Seller Message, Statement Descriptor",
        columns: &[
            (SourceId, "id"),
            (Field(keys::ORDERED_ON), "Created date (UTC)|Created (UTC)"),
            (Field(keys::TOTAL), "Amount"),
            (Refunded, "Amount Refunded"),
            (Field(keys::STATUS), "Status"),
            (Field(keys::NOTES), "Description"),
            (Related(Some(Kind::Contact)), "Customer ID"),
            (Customer(keys::EMAILS), "Customer Email"),
        ],
        words: &[(
            keys::STATUS,
            &[
                ("paid", "Paid|succeeded|Partially Refunded"),
                ("refunded", "Refunded"),
                ("cancelled", "Failed|Canceled|Blocked|requires_payment_method"),
                ("open", "Pending|Uncaptured|Incomplete"),
            ],
        )],
        ..Export::PLAIN
    },
];
