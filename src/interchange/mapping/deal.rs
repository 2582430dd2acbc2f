//! Headers of lists of deals.

use super::Aliases;
use domain::{
    import::Target::{self, *},
    keys,
};

/// Names that only a list of deals has.
pub const SURE: &[&str] =
    &["dealname", "dealtitle", "opportunityname", "opportunity", "商机名称", "交易名称", "业务机会名", "业务机会名称"];

/// Beside a title, what tells a list of deals from others.
pub const TELLING: &[Target] = &[
    Field(keys::STAGE),
    Field(keys::PIPELINE),
    Field(keys::EXPECTED_CLOSE),
    Field(keys::PROBABILITY),
    Field(keys::LOST_REASON),
];

pub const ALIASES: Aliases = &[
    (
        Field(keys::TITLE),
        "dealname dealtitle opportunityname opportunity title name subject 商机名称 商机 交易名称 业务机会名 业务机会名称 名称 标题",
    ),
    (
        Customer(keys::NAME),
        "contactname contact customer customername client clientname person 联系人 联系人姓名 客户 客户姓名 姓名",
    ),
    (Customer(keys::EMAILS), "email contactemail emailaddress 邮箱 客户邮箱 联系人邮箱"),
    (Customer(keys::PHONES), "phone contactphone mobile 手机 电话 联系电话 客户手机"),
    (
        Field(keys::COMPANY),
        "company companyname account accountname organization organisation associatedcompany 公司 公司名称 客户名 客户名称 企业",
    ),
    (Field(keys::PIPELINE), "pipeline subpipeline salespipeline pipelinename 管道 销售流程 销售管道"),
    (Field(keys::STAGE), "stage dealstage stagename salesstage 阶段 交易阶段 商机阶段 销售阶段"),
    (
        Field(keys::VALUE),
        "amount value dealvalue dealamount total amountmicros closevalue 金额 商机金额 交易金额 预计金额",
    ),
    (
        Field(keys::EXPECTED_CLOSE),
        "closedate closingdate expectedclosedate expectedclosingdate expectedclose 结束日期 预计成交日期 预计结束日期 预计关闭日期 关闭日期",
    ),
    (Field(keys::CLOSED_ON), "closedon actualclosedate actualclose wontime closedat 实际成交日期 成交日期"),
    (Field(keys::PROBABILITY), "probability dealprobability winprobability 可能性 成交概率 概率 赢率"),
    (Field(keys::LOST_REASON), "lostreason reasonforloss closedlostreason lossreason 丢单原因 输单原因 失败原因"),
    (Field(keys::SOURCE), "source leadsource originalsource 来源 线索来源 潜在客户来源 商机来源"),
    (Field(keys::TAGS), "tags tag labels category 标签 分类"),
    (Field(keys::NOTES), "description notes note comments remarks 描述 备注 说明"),
    (Currency, "currency currencycode dealcurrency amountcurrencycode 币种 货币"),
    (Field(keys::EXTERNAL_ID), "id recordid dealid opportunityid externalid 编号 商机编号"),
];
