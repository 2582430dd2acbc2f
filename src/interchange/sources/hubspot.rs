//! HubSpot: columns follow the view, ids of related records are joined with `;`, stages may be internal names.

use super::Export;
use domain::{Kind, import::Target::*, keys};

const STAGES: &[(&str, &str)] = &[
    ("Appointment scheduled", "appointmentscheduled"),
    ("Qualified to buy", "qualifiedtobuy"),
    ("Presentation scheduled", "presentationscheduled"),
    ("Decision maker bought-in", "decisionmakerboughtin"),
    ("Contract sent", "contractsent"),
    ("Closed won", "closedwon"),
    ("Closed lost", "closedlost"),
];

pub const EXPORTS: &[Export] = &[
    Export {
        system: "hubspot",
        name: "contacts",
        marks: "Record ID|记录 ID|Contact ID, Lifecycle Stage|生命周期阶段, Contact owner|联系人所有者, Lead Status|潜在客户状态, \
                First Name|名字, Create Date|创建日期",
        others: "Last Name|姓氏, Email|电子邮件, Phone Number|电话号码, Mobile Phone Number, Job Title|职位, Company Name|公司名称, \
                 Associated Company, Associated Company IDs, Marketing contact status, City|城市, State/Region, Postal Code, \
                 Country/Region, Website URL, Original Source, Original Source Drill-Down 1, Original Source Drill-Down 2, \
                 First Conversion, First Page Seen, Last Page Seen, Last Activity Date|上次活动日期, Email Domain, \
                 Last Modified Date, Last Contacted, Number of Sales Activities, Became a Customer Date",
        columns: &[
            (SourceId, "Record ID|记录 ID|Contact ID"),
            (Related(Some(Kind::Company)), "Associated Company IDs"),
            (Field(keys::COMPANY), "Company Name|公司名称"),
            (Field(keys::LIFECYCLE), "Lifecycle Stage|生命周期阶段"),
        ],
        words: &[(keys::LIFECYCLE, &[("lead", "evangelist|other")])],
        ..Export::PLAIN
    },
    Export {
        system: "hubspot",
        name: "companies",
        kind: Kind::Company,
        marks: "Record ID|记录 ID|Company ID, Company name|Name|公司名称, Company Domain Name|Domain|公司域名, Company owner|公司所有者, \
                Industry|行业, Create Date|创建日期",
        others: "Website URL, City, State/Region, Postal Code, Country/Region, Phone Number, Lead Status, Last Activity Date, \
                 Number of Employees, Annual Revenue, Lifecycle Stage, Type, Description, Time Zone, LinkedIn Company Page, \
                 Associated Contact IDs, Associated Contact, Original Source Type, Last Modified Date",
        columns: &[
            (SourceId, "Record ID|记录 ID|Company ID"),
            (Field(keys::NAME), "Company name|Name|公司名称"),
            (Field(keys::DOMAIN), "Company Domain Name|Domain|公司域名"),
        ],
        ..Export::PLAIN
    },
    Export {
        system: "hubspot",
        name: "deals",
        kind: Kind::Deal,
        marks: "Record ID|Deal ID|记录 ID, Deal Name|交易名称, Deal Stage|交易阶段, Pipeline|管道, Close Date|结束日期, Deal owner|交易所有者, \
                Create Date|创建日期",
        others: "Amount|金额, Deal Type, Associated Company, Associated Company IDs, Associated Contact, Associated Contact IDs, \
                 Original Source, Original Source Type, Last Activity Date, Closed Lost Reason, Closed Won Reason, \
                 Deal probability, Currency, Amount in company currency, Last Modified Date, Next Step, Deal Description, \
                 Weighted amount, Priority",
        columns: &[
            (SourceId, "Record ID|Deal ID|记录 ID"),
            (Field(keys::TITLE), "Deal Name|交易名称"),
            (Field(keys::STAGE), "Deal Stage|交易阶段"),
            (Field(keys::PIPELINE), "Pipeline|管道"),
            (Field(keys::VALUE), "Amount|金额"),
            (Field(keys::EXPECTED_CLOSE), "Close Date|结束日期"),
            (Field(keys::PROBABILITY), "Deal probability"),
            (Field(keys::LOST_REASON), "Closed Lost Reason"),
            (Field(keys::COMPANY), "Associated Company"),
            (Customer(keys::NAME), "Associated Contact"),
            (Related(Some(Kind::Company)), "Associated Company IDs"),
            (Related(Some(Kind::Contact)), "Associated Contact IDs"),
        ],
        words: &[(keys::STAGE, STAGES)],
        ..Export::PLAIN
    },
];
