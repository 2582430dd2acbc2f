//! Outlook, classic and new, English and Chinese.

use super::Export;
use domain::{
    import::{AddressPart::*, Target::*},
    keys,
};

pub const EXPORTS: &[Export] = &[Export {
    system: "outlook",
    name: "contacts",
    marks: "First Name|名, E-mail Address|电子邮件地址, Business Street|商务地址 街道, Home Street|住宅地址 街道, Business Phone|商务电话, \
            Web Page|网页, Job Title|职务, Business City|商务地址 市/县, Categories|类别",
    others: "Middle Name|中间名, Last Name|姓, Title|称谓, Suffix|后缀, Nickname, Initials, Gender, Birthday|生日, Anniversary|纪念日, \
             Location, Language, Internet Free Busy, Notes|附注, E-mail 2 Address|电子邮件 2 地址, E-mail 3 Address|电子邮件 3 地址, \
             Primary Phone|主要电话, Home Phone|住宅电话, Home Phone 2, Mobile Phone|移动电话, Pager|寻呼机, Home Fax|住宅传真, Home Address, \
             Home Street 2, Home Street 3, Home Address PO Box, Home City|住宅地址 市/县, Home State, Home Postal Code, \
             Home Country|Home Country/Region, Spouse|配偶, Children|子女, Manager's Name|经理姓名, Assistant's Name|助理姓名, Referred By, \
             Company Main Phone|单位主要电话, Business Phone 2, Business Fax|商务传真, Assistant's Phone|助理的电话, Company|单位, \
             Department|部门, Office Location|办公地点, Organizational ID Number, Profession|职业, Account|帐户, Business Address, \
             Business Street 2, Business Street 3, Business Address PO Box, Business State|商务地址 省/市/自治区, \
             Business Postal Code|商务地址 邮政编码, Business Country|Business Country/Region|商务地址 国家/地区, Other Phone|其他电话, \
             Other Fax, Other Address, Other Street, Other Street 2, Other Street 3, Other Address PO Box, Other City, \
             Other State, Other Postal Code, Other Country, Callback, Car Phone, ISDN, Radio Phone, TTY/TDD Phone, Telex, \
             User 1, User 2, User 3, User 4, Keywords, Mileage, Hobby, Billing Information, Directory Server, \
             Sensitivity|敏感度, Priority|优先级, Private|私有",
    columns: &[
        (Field(keys::EMAILS), "E-mail Address|电子邮件地址|电子邮件 2 地址|电子邮件 3 地址"),
        (Field(keys::PHONES), "Business Phone|商务电话|住宅电话|移动电话|其他电话|主要电话"),
        (Field(keys::COMPANY), "Company|单位"),
        (Field(keys::JOB_TITLE), "Job Title|职务"),
        (Field(keys::TAGS), "Categories|类别"),
        (Field(keys::NOTES), "Notes|附注"),
        (AddressPart(Street), "Business Street|商务地址 街道"),
        (AddressPart(City), "Business City|商务地址 市/县"),
        (AddressPart(Region), "Business State|商务地址 省/市/自治区"),
        (AddressPart(PostalCode), "Business Postal Code|商务地址 邮政编码"),
        (AddressPart(Country), "Business Country|Business Country/Region|商务地址 国家/地区"),
    ],
    ..Export::PLAIN
}];
