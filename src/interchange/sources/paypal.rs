//! PayPal: the activity report. Money that went out and mere notes of the ledger are no sales.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[Export {
    system: "paypal",
    name: "activity",
    kind: Kind::Order,
    marks: "Date, TimeZone|Time Zone, Type|Description, Gross, Fee, Net, Transaction ID, Balance, From Email Address",
    others: "Time, Name, Status, Currency, To Email Address, Shipping Address, Address Status, Item Title, Item ID, \
             Shipping and Handling Amount, Insurance Amount, Sales Tax, Option 1 Name, Option 1 Value, Option 2 Name, \
             Option 2 Value, Reference Txn ID, Invoice Number, Custom Number, Quantity, Receipt ID, Address Line 1, \
             Address Line 2/District/Neighborhood, Town/City, \
             State/Province/Region/County/Territory/Prefecture/Republic, Zip/Postal Code, Country, Contact Phone Number, \
             Subject, Note, Country Code, Balance Impact, Bank Name, Bank Account",
    columns: &[
        (SourceId, "Transaction ID"),
        (Field(keys::ORDERED_ON), "Date"),
        (Field(keys::TOTAL), "Gross"),
        (Field(keys::CHANNEL), "Type|Description"),
        (Customer(keys::NAME), "Name"),
        (Customer(keys::EMAILS), "From Email Address"),
        (LinePart(Product), "Item Title"),
        (AddressPart(Street), "Address Line 1"),
    ],
    words: &[(
        keys::STATUS,
        &[
            ("completed", "Completed"),
            ("open", "Pending|On Hold|Placed|Held"),
            ("refunded", "Refunded|Partially Refunded|Reversed"),
            ("cancelled", "Denied|Canceled|Removed|Expired|Failed"),
        ],
    )],
    left_out: &[("Balance Impact", "Memo|Debit")],
}];
