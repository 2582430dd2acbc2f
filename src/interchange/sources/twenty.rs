//! Twenty: people, companies and opportunities; parts of a field follow a slash.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[
    Export {
        system: "twenty",
        name: "people",
        marks: "Name / First Name, Name / Last Name, Emails / Primary Email, Emails / Additional Emails, \
                Phones / Primary Phone Number|Phones / Primary Phone Country Code",
        others: "Id, Job Title, City, Creation date, Last update, Deleted at, Company / Id|Company Id, Company / Name|Company, \
                 Phones / Primary Phone Calling Code, Phones / Additional Phones, Linkedin / Link URL, Linkedin / Link Label, \
                 X / Link URL, Avatar, Created by / Source, Created by / Name, Position",
        columns: &[
            (SourceId, "Id"),
            (Field(keys::PHONES), "Phones / Primary Phone Number"),
            (Field(keys::WEBSITE), "Linkedin / Link URL"),
            (Related(Some(Kind::Company)), "Company / Id|Company Id"),
            (Field(keys::COMPANY), "Company / Name|Company"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "twenty",
        name: "companies",
        kind: Kind::Company,
        marks: "Name, Domain Name / Link URL|Domain / Link URL, Employees, ICP|Ideal Customer Profile, ARR / Amount|Annual Recurring Revenue / Amount, \
                Address / Address 1|Address / Street 1",
        others: "Id, Creation date, Last update, Deleted at, Linkedin / Link URL, X / Link URL, Address / City, \
                 Address / State, Address / Post Code, Address / Country, Domain Name / Link Label, ARR / Currency, \
                 Address / Address 2, Account Owner, Created by / Source, Created by / Name, Position",
        columns: &[
            (SourceId, "Id"),
            (Field(keys::DOMAIN), "Domain Name / Link URL|Domain / Link URL"),
            (Field(keys::SIZE), "Employees"),
            (AddressPart(Street), "Address / Address 1|Address / Street 1"),
            (AddressPart(City), "Address / City"),
            (AddressPart(Region), "Address / State"),
            (AddressPart(PostalCode), "Address / Post Code"),
            (AddressPart(Country), "Address / Country"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "twenty",
        name: "opportunities",
        kind: Kind::Deal,
        marks: "Name, Amount / Amount, Amount / Currency, Close date, Stage, Point of Contact / Id|Point of Contact Id",
        others: "Id, Creation date, Last update, Deleted at, Company / Id|Company Id, Company / Name|Company, \
                 Point of Contact, Created by / Source, Created by / Name, Position, Owner",
        columns: &[
            (SourceId, "Id"),
            (Field(keys::TITLE), "Name"),
            (Field(keys::VALUE), "Amount / Amount"),
            (Currency, "Amount / Currency"),
            (Field(keys::EXPECTED_CLOSE), "Close date"),
            (Field(keys::STAGE), "Stage"),
            (Related(Some(Kind::Company)), "Company / Id|Company Id"),
            (Field(keys::COMPANY), "Company / Name|Company"),
            (Related(Some(Kind::Contact)), "Point of Contact / Id|Point of Contact Id"),
            (Customer(keys::NAME), "Point of Contact"),
        ],
        words: &[(
            keys::STAGE,
            &[("New", "NEW"), ("Screening", "SCREENING"), ("Meeting", "MEETING"), ("Proposal", "PROPOSAL")],
        )],
        ..Export::PLAIN
    },
];
