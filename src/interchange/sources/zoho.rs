//! Zoho CRM and Bigin: each look-up is a pair of columns, `Account Name.id` and `Account Name`; ids begin with `zcrm_`. Bigin, the
//! small one, says `Company Name` for it and names its ids after what they are of.

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
        marks: "Record Id, Contact Owner.id, Account Name.id, Created By.id, Modified By.id, \
                First Name, Modified Time, Contact Name",
        others: "Contact Owner, Lead Source, Last Name, Account Name, Vendor Name.id, Vendor Name, Email, Title, \
                 Department, Phone, Home Phone, Other Phone, Fax, Mobile, Date of Birth, Created By, Modified By, Created Time, \
                 Mailing Street, Mailing City, Mailing State, Mailing Zip, Mailing Country, Other Street, Other City, \
                 Other State, Other Zip, Other Country, Description, Email Opt Out, Salutation, Secondary Email, Currency, \
                 Exchange Rate, Last Activity Time, Tag, Reporting To.id, Reporting To, Unsubscribed Mode, Unsubscribed Time, \
                 Change Log Time, Data Processing Basis Details.id, Data Processing Basis, Data Source, First Visit, \
                 Most Recent Visit, First Page Visited, Referrer, Visitor Score, Days Visited, Number Of Chats, \
                 Average Time Spent (Minutes), Locked, Last Enriched Time, Enrich Status",
        columns: &[
            (SourceId, "Record Id"),
            (FullName, "Contact Name"),
            (Related(Some(Kind::Company)), "Account Name.id"),
            (Field(keys::COMPANY), "Account Name"),
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
            (Skip, "Is Converted"),
            (OtherId, "Converted Contact.id"),
            (Related(Some(Kind::Company)), "Converted Account.id"),
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
        converted: "Is Converted",
        ..Export::PLAIN
    },
    Export {
        system: "zoho",
        name: "deals",
        kind: Kind::Deal,
        marks: "Record Id, Deal Owner.id, Deal Name, Closing Date, Stage, Account Name.id, \
                Contact Name.id, Created By.id",
        others: "Deal Owner, Amount, Account Name, Contact Name, Probability (%), Next Step, Lead Source, Type, \
                 Description, Created By, Modified By.id, Modified By, Created Time, Modified Time, Last Activity Time, \
                 Currency, Pipeline.id, Pipeline, Reason For Loss, Tag",
        columns: &[
            (SourceId, "Record Id"),
            (Field(keys::TITLE), "Deal Name"),
            (Field(keys::EXPECTED_CLOSE), "Closing Date"),
            (Field(keys::PIPELINE), "Pipeline"),
            (Field(keys::LOST_REASON), "Reason For Loss"),
            (Field(keys::COMPANY), "Account Name"),
            (Customer(keys::NAME), "Contact Name"),
            (Related(Some(Kind::Company)), "Account Name.id"),
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
    Export {
        system: "zoho",
        name: "bigin-contacts",
        marks: "Contact Id, Contact Owner.id, Company Name.id, Created By.id, Modified By.id, First Name, Modified Time",
        others: "Contact Owner, Last Name, Contact Name, Company Name, Email, Title, Phone, Home Phone, Mobile, Date of Birth, \
                 Created By, Modified By, Created Time, Last Activity Time, Mailing Street, Mailing City, Mailing State, \
                 Mailing Zip, Mailing Country, Description, Email Opt Out, Tag",
        columns: &[
            (SourceId, "Contact Id"),
            (FullName, "Contact Name"),
            (Related(Some(Kind::Company)), "Company Name.id"),
            (Field(keys::COMPANY), "Company Name"),
            (Field(keys::JOB_TITLE), "Title"),
            (AddressPart(PostalCode), "Mailing Zip"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "zoho",
        name: "bigin-deals",
        kind: Kind::Deal,
        marks: "Deal Id, Deal Owner.id, Deal Name, Closing Date, Stage, Company Name.id, Contact Name.id, Sub-Pipeline",
        others: "Deal Owner, Amount, Company Name, Contact Name, Description, Created By.id, Created By, Modified By.id, \
                 Modified By, Created Time, Modified Time, Last Activity Time, Pipeline.id, Pipeline, Tag",
        columns: &[
            (SourceId, "Deal Id"),
            (Field(keys::TITLE), "Deal Name"),
            (Field(keys::EXPECTED_CLOSE), "Closing Date"),
            (Field(keys::PIPELINE), "Pipeline"),
            (Field(keys::COMPANY), "Company Name"),
            (Customer(keys::NAME), "Contact Name"),
            (Related(Some(Kind::Company)), "Company Name.id"),
            (Related(Some(Kind::Contact)), "Contact Name.id"),
        ],
        ..Export::PLAIN
    },
];
