//! Salesforce: field names of the data export, upper case from Data Loader, or the labels of reports.

use super::Export;
use domain::{
    Kind,
    import::{AddressPart::*, Target::*},
    keys,
};

const DELETED: &[(&str, &str)] = &[("IsDeleted", "true|1"), ("Deleted", "true|1")];

pub const EXPORTS: &[Export] = &[
    Export {
        system: "salesforce",
        name: "contacts",
        marks: "Id|Contact ID|联系人 ID, LastName|姓, FirstName|名, AccountId|Account ID|客户 ID, MailingStreet|邮寄街道|Mailing Address, \
                MailingCity|邮寄城市, ReportsToId|Reports To ID, AssistantName|Assistant, HasOptedOutOfEmail|Email Opt Out",
        others: "IsDeleted|Deleted, MasterRecordId, Salutation, Name|Full Name, OtherStreet, OtherCity, OtherState|Other State/Province, \
                 OtherPostalCode|Other Zip/Postal Code, OtherCountry, OtherLatitude, OtherLongitude, OtherGeocodeAccuracy, \
                 MailingState|Mailing State/Province, MailingPostalCode|Mailing Zip/Postal Code, MailingCountry, MailingLatitude, \
                 MailingLongitude, MailingGeocodeAccuracy, Phone|Business Phone, Fax, MobilePhone|Mobile, HomePhone, OtherPhone, \
                 AssistantPhone, Email, Title, Department, LeadSource, Birthdate, Description, OwnerId, HasOptedOutOfFax, \
                 DoNotCall, CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp, LastActivityDate, \
                 LastCURequestDate, LastCUUpdateDate, EmailBouncedReason, EmailBouncedDate, Jigsaw, JigsawContactId, Account Name|客户名",
        columns: &[
            (Skip, "IsDeleted|Deleted"),
            (SourceId, "Id|Contact ID|联系人 ID"),
            (Related(Some(Kind::Company)), "AccountId|Account ID|客户 ID"),
            (Field(keys::COMPANY), "Account Name|客户名"),
            (Field(keys::JOB_TITLE), "Title"),
            (FullName, "Name|Full Name"),
            (AddressPart(Street), "MailingStreet|邮寄街道|Mailing Address"),
            (AddressPart(Region), "MailingState|Mailing State/Province"),
            (AddressPart(PostalCode), "MailingPostalCode|Mailing Zip/Postal Code"),
        ],
        left_out: DELETED,
        ..Export::PLAIN
    },
    Export {
        system: "salesforce",
        name: "leads",
        marks: "Id|Lead ID, LastName, Company|Company / Account, Status|Lead Status, LeadSource|Lead Source, IsConverted|Converted, \
                Rating, ConvertedContactId|Converted Contact ID, ConvertedAccountId|Converted Account ID, AnnualRevenue",
        others: "IsDeleted|Deleted, MasterRecordId, FirstName, Salutation, Name, Title, Street, City, State|State/Province, \
                 PostalCode|Zip/Postal Code, Country, Latitude, Longitude, Address, Phone, MobilePhone, Fax, Email, Website, \
                 PhotoUrl, Description, Industry, NumberOfEmployees, OwnerId, ConvertedDate, ConvertedOpportunityId, \
                 IsUnreadByOwner, CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp, \
                 LastActivityDate, LastViewedDate, LastReferencedDate, Jigsaw, JigsawContactId, CleanStatus, \
                 CompanyDunsNumber, DandbCompanyId, EmailBouncedReason, EmailBouncedDate",
        columns: &[
            (Skip, "IsDeleted|Deleted"),
            (SourceId, "Id|Lead ID"),
            (Skip, "IsConverted|Converted"),
            (OtherId, "ConvertedContactId|Converted Contact ID"),
            (Related(Some(Kind::Company)), "ConvertedAccountId|Converted Account ID"),
            (Field(keys::COMPANY), "Company|Company / Account"),
            (Field(keys::LIFECYCLE), "Status|Lead Status"),
            (Field(keys::JOB_TITLE), "Title"),
            (FullName, "Name|Full Name"),
            (Field(keys::SOURCE), "LeadSource|Lead Source"),
        ],
        words: &[(
            keys::LIFECYCLE,
            &[
                ("lead", "Open - Not Contacted|Unqualified|Closed - Not Converted|New"),
                ("qualified", "Working - Contacted|Qualified|Nurturing"),
                ("customer", "Closed - Converted"),
            ],
        )],
        left_out: DELETED,
        converted: "IsConverted|Converted",
        ..Export::PLAIN
    },
    Export {
        system: "salesforce",
        name: "accounts",
        kind: Kind::Company,
        marks: "Id|Account ID|客户 ID, Name|Account Name|客户名, BillingStreet|Billing Address, BillingCity, \
                BillingPostalCode|Billing Zip/Postal Code, ParentId|Parent Account ID, Ownership, Sic|SIC Code, \
                TickerSymbol, AccountNumber",
        others: "IsDeleted|Deleted, MasterRecordId, Type, BillingState|Billing State/Province, BillingCountry, BillingLatitude, \
                 BillingLongitude, BillingGeocodeAccuracy, BillingAddress, ShippingStreet, ShippingCity, \
                 ShippingState|Shipping State/Province, ShippingPostalCode|Shipping Zip/Postal Code, ShippingCountry, \
                 ShippingLatitude, ShippingLongitude, ShippingGeocodeAccuracy, ShippingAddress, Phone, Fax, Website, PhotoUrl, \
                 Industry, AnnualRevenue, NumberOfEmployees|Employees, Description, Rating, Site, OwnerId, CreatedDate, \
                 CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp, LastActivityDate, LastViewedDate, \
                 LastReferencedDate, Jigsaw, JigsawCompanyId, CleanStatus, AccountSource, DunsNumber, Tradestyle, NaicsCode, \
                 NaicsDesc, YearStarted, SicDesc, DandbCompanyId",
        columns: &[
            (Skip, "IsDeleted|Deleted"),
            (SourceId, "Id|Account ID|客户 ID"),
            (Field(keys::NAME), "Name|Account Name|客户名"),
            (AddressPart(Street), "BillingStreet|Billing Address"),
            (Field(keys::TAGS), "Type"),
        ],
        left_out: DELETED,
        ..Export::PLAIN
    },
    Export {
        system: "salesforce",
        name: "opportunities",
        kind: Kind::Deal,
        marks: "Id|Opportunity ID|业务机会 ID, Name|Opportunity Name|业务机会名|业务机会名称, StageName|Stage|阶段, CloseDate|结束日期, \
                IsClosed|Closed, IsWon|Won, ForecastCategory, FiscalQuarter|Fiscal Period, AccountId|Account ID|客户 ID, \
                ExpectedRevenue",
        others: "IsDeleted|Deleted, IsPrivate, Description, Amount|金额, Probability|Probability (%), TotalOpportunityQuantity, Type, \
                 NextStep, LeadSource, ForecastCategoryName, CampaignId, HasOpportunityLineItem, Pricebook2Id, OwnerId, \
                 CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp, LastActivityDate, FiscalYear, \
                 Fiscal, LastViewedDate, LastReferencedDate, ContactId|Contact ID, Account Name|客户名, Loss Reason",
        columns: &[
            (Skip, "IsDeleted|Deleted"),
            (SourceId, "Id|Opportunity ID|业务机会 ID"),
            (Field(keys::TITLE), "Name|Opportunity Name|业务机会名|业务机会名称"),
            (Field(keys::STAGE), "StageName|Stage|阶段"),
            (Field(keys::EXPECTED_CLOSE), "CloseDate|结束日期"),
            (Field(keys::VALUE), "Amount|金额"),
            (Field(keys::LOST_REASON), "Loss Reason"),
            (Field(keys::COMPANY), "Account Name|客户名"),
            (Related(Some(Kind::Company)), "AccountId|Account ID|客户 ID"),
            (Related(Some(Kind::Contact)), "ContactId|Contact ID"),
        ],
        left_out: DELETED,
        ..Export::PLAIN
    },
];
