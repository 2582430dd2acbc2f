//! Shopify: customers old and new, and orders with one row for each item, whose other rows leave the order's cells out.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, LinePart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "shopify",
        name: "customers",
        marks: "First Name, Accepts Email Marketing, Total Spent, Total Orders, Tax Exempt, Accepts SMS Marketing",
        others: "Customer ID, Last Name, Email, Default Address Company, Default Address Address1, Default Address Address2, \
                 Default Address City, Default Address Province Code, Default Address Country Code, Default Address Zip, \
                 Default Address Phone, Phone, Note, Tags, Accepts WhatsApp Marketing, Company, Address1, Address2, City, \
                 Province, Province Code, Country, Country Code, Zip",
        columns: &[
            (SourceId, "Customer ID"),
            (AddressPart(Region), "Province"),
            (AddressPart(Country), "Country"),
            (Field(keys::COMPANY), "Company|Default Address Company"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "shopify",
        name: "orders",
        kind: Kind::Order,
        marks: "Name, Financial Status, Fulfillment Status, Lineitem name, Lineitem quantity, Lineitem price, Paid at, Created at",
        others: "Email, Fulfilled at, Accepts Marketing, Currency, Subtotal, Shipping, Taxes, Total, Discount Code, \
                 Discount Amount, Shipping Method, Lineitem compare at price, Lineitem sku, Lineitem requires shipping, \
                 Lineitem taxable, Lineitem fulfillment status, Billing Name, Billing Street, Billing Address1, \
                 Billing Address2, Billing Company, Billing City, Billing Zip, Billing Province, Billing Country, \
                 Billing Phone, Shipping Name, Shipping Street, Shipping Address1, Shipping Address2, Shipping Company, \
                 Shipping City, Shipping Zip, Shipping Province, Shipping Country, Shipping Phone, Notes, Note Attributes, \
                 Cancelled at, Payment Method, Payment Reference, Refunded Amount, Vendor, Outstanding Balance, Employee, \
                 Location, Device ID, Id, Tags, Risk Level, Source, Lineitem discount, Tax 1 Name, Tax 1 Value, Tax 2 Name, \
                 Tax 2 Value, Tax 3 Name, Tax 3 Value, Tax 4 Name, Tax 4 Value, Tax 5 Name, Tax 5 Value, Phone, \
                 Receipt Number, Duties, Billing Province Name, Shipping Province Name, Payment ID, Payment Terms Name, \
                 Next Payment Due At, Payment References",
        columns: &[
            (SourceId, "Id"),
            (Field(keys::NUMBER), "Name"),
            (Field(keys::ORDERED_ON), "Created at"),
            (Field(keys::TOTAL), "Total"),
            (Refunded, "Refunded Amount"),
            (Field(keys::STATUS), "Financial Status"),
            (Field(keys::CHANNEL), "Source"),
            (Customer(keys::NAME), "Billing Name"),
            (LinePart(Product), "Lineitem name"),
            (AddressPart(Street), "Shipping Street"),
        ],
        words: &[(keys::STATUS, &[("open", "pending|authorized|partially_paid"), ("paid", "partially_refunded")])],
        ..Export::PLAIN
    },
];
