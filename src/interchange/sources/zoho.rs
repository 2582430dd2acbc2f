//! Zoho CRM and Bigin: each look-up is a pair of columns, `Account Name.id` and `Account Name`; ids begin with `zcrm_`.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "zoho",
        name: "contacts",
        marks: "Record Id|Contact Id, Contact Owner.id, Account Name.id|Company Name.id, Created By.id, Modified By.id, \
                First Name, Modified Time, Contact Name",
        others: "Contact Owner, Lead Source, Last Name, Account Name|Company Name, Vendor Name.id, Vendor Name, Email, Title, \
                 Department, Phone, Home Phone, Other Phone, Fax, Mobile, Date of Birth, Created By, Modified By, Created Time, \
                 Mailing Street, Mailing City, Mailing State, Mailing Zip, Mailing Country, Other Street, Other City, \
                 Other State, Other Zip, Other Country, Description, Email Opt Out, Salutation, Secondary Email, Currency, \
                 Exchange Rate, Last Activity Time, Tag, Reporting To.id, Reporting To, Unsubscribed Mode, Unsubscribed Time, \
                 Change Log Time, Data Processing Basis Details.id, Data Processing Basis, Data Source, First Visit, \
                 Most Recent Visit, First Page Visited, Referrer, Visitor Score, Days Visited, Number Of Chats, \
                 Average Time Spent (Minutes), Locked, Last Enriched Time, Enrich Status",
        columns: &[
            (SourceId, "Record Id|Contact Id"),
            (FullName, "Contact Name"),
            (Related(Some(Kind::Company)), "Account Name.id|Company Name.id"),
            (Field(keys::COMPANY), "Account Name|Company Name"),
            (Field(keys::JOB_TITLE), "Title"),
            (AddressPart(PostalCode), "Mailing Zip"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "zoho",
        name: "leads",
        marks: "Record Id|Lead Id, Lead Owner.id, Is Converted, Lead Status, Converted Account.id, Converted Contact.id, \
                Created By.id, Company",
        others: "Lead Owner, First Name, Last Name, Email, Phone, Mobile, Lead Source, Created By, Modified By.id, Modified By, \
                 Created Time, Modified Time, Lead Name, Street, City, State, Zip Code, Country, Email Opt Out, Salutation, \
                 Last Activity Time, Converted Account, Converted Contact, Converted Deal.id, Converted Deal, Tag, \
                 Description, Website, Title, Industry, Annual Revenue, No. of Employees, Rating",
        columns: &[
            (SourceId, "Record Id|Lead Id"),
            (FullName, "Lead Name"),
            (Field(keys::LIFECYCLE), "Lead Status"),
            (Field(keys::COMPANY), "Company"),
            (Field(keys::JOB_TITLE), "Title"),
        ],
        words: &[(
            keys::LIFECYCLE,
            &[
                ("lead", "Attempted to Contact|Contact in Future|Not Contacted|None|-None-|Junk Lead"),
                ("qualified", "Contacted|Pre-Qualified"),
                ("former", "Lost Lead|Not Qualified"),
            ],
        )],
        ..Export::PLAIN
    },
    Export {
        system: "zoho",
        name: "deals",
        kind: Kind::Deal,
        marks: "Record Id|Deal Id, Deal Owner.id, Deal Name, Closing Date, Stage, Account Name.id|Company Name.id, \
                Contact Name.id, Created By.id",
        others: "Deal Owner, Amount, Account Name|Company Name, Contact Name, Probability (%), Next Step, Lead Source, Type, \
                 Description, Created By, Modified By.id, Modified By, Created Time, Modified Time, Last Activity Time, \
                 Currency, Pipeline.id, Pipeline, Sub-Pipeline, Reason For Loss, Tag",
        columns: &[
            (SourceId, "Record Id|Deal Id"),
            (Field(keys::TITLE), "Deal Name"),
            (Field(keys::EXPECTED_CLOSE), "Closing Date"),
            (Field(keys::PIPELINE), "Pipeline"),
            (Field(keys::LOST_REASON), "Reason For Loss"),
            (Field(keys::COMPANY), "Account Name|Company Name"),
            (Customer(keys::NAME), "Contact Name"),
            (Related(Some(Kind::Company)), "Account Name.id|Company Name.id"),
            (Related(Some(Kind::Contact)), "Contact Name.id"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "zoho",
        name: "notes",
        kind: Kind::Activity,
        marks: "Record Id|Note Id, Associated_Id|Parent.id|Parent Id, Note Title, Note Content, Note Owner.id",
        others: "Note Owner, Created Time, Modified Time, Created By.id, Created By, Modified By.id, Modified By, Parent Name, Parent",
        columns: &[
            (SourceId, "Record Id|Note Id"),
            (Related(None), "Associated_Id|Parent.id|Parent Id"),
            (Field(keys::TEXT), "Note Title|Note Content"),
            (Field(keys::HAPPENED_AT), "Created Time"),
        ],
        ..Export::PLAIN
    },
];
