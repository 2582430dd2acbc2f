//! Headers of company lists.

use super::Aliases;
use domain::{
    import::{AddressPart::*, Target::*},
    keys,
};

/// Names that only a list of companies has.
pub const SURE: &[&str] = &[
    "companyname",
    "accountname",
    "organizationname",
    "公司名称",
    "企业名称",
    "单位名称",
    "companydomainname",
    "annualrevenue",
    "sector",
    "行业",
    "numberofemployees",
    "税号",
];

pub const ALIASES: Aliases = &[
    (
        Field(keys::NAME),
        "name companyname company accountname account organization organisation
         organizationname 公司 公司名称 公司名 企业名称 企业 单位 单位名称 客户名称 名称",
    ),
    (Field(keys::INDUSTRY), "industry sector 行业 所属行业"),
    (
        Field(keys::SIZE),
        "size employees numberofemployees headcount employeecount companysize 人数 员工数 公司规模 规模
         员工人数",
    ),
    (Field(keys::TAGS), "tags tag labels categories category 标签 分类 类别 type 类型"),
    (Field(keys::DOMAIN), "domain companydomainname companydomain 域名"),
    (Field(keys::WEBSITE), "website websiteurl url webpage homepage 网站 网址 官网 主页"),
    (Field(keys::EMAILS), "email emailaddress emails companyemail 邮箱 电子邮箱 电子邮件 公司邮箱"),
    (
        Field(keys::PHONES),
        "phone phonenumber telephone tel companyphone phones 电话 电话号码 联系电话 公司电话 手机 座机",
    ),
    (
        AddressPart(Street),
        "street address address1 streetaddress billingstreet billingaddress address1street
         addressline1 officelocation 地址 公司地址 详细地址 注册地址 办公地址",
    ),
    (AddressPart(City), "city town billingcity 城市 市 所在城市"),
    (AddressPart(Region), "state province region stateregion billingstate billingstateprovince 省 省份 州"),
    (
        AddressPart(PostalCode),
        "zip zipcode postalcode postcode billingpostalcode billingzip billingzippostalcode 邮编
         邮政编码",
    ),
    (AddressPart(Country), "country countryregion billingcountry 国家 国家地区"),
    (Field(keys::TAX_ID), "taxid vatnumber vatid vat taxnumber 税号 纳税人识别号 统一社会信用代码"),
    (Field(keys::NOTES), "notes note comments description remarks 备注 说明 描述 简介"),
    (Field(keys::EXTERNAL_ID), "id recordid companyid accountid accountnumber externalid 编号 公司编号 客户编号"),
];
