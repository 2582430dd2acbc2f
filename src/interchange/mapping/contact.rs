//! Headers of lists of people.

use super::Aliases;
use domain::{
    import::{AddressPart::*, Target::*},
    keys,
};

pub const ALIASES: Aliases = &[
    (
        FullName,
        "name fullname contactname displayname customername customer clientname client 姓名 名字
         全名 联系人 联系人姓名 客户姓名 客户名称 客户 收件人 收件人姓名 收货人 收货人姓名 会员姓名 买家姓名 顾客姓名",
    ),
    (Field(keys::FIRST_NAME), "firstname givenname forename namefirstname fname first 名"),
    (Field(keys::LAST_NAME), "lastname familyname surname namelastname lname last 姓 姓氏"),
    (
        Field(keys::EMAILS),
        "email emailaddress mail emails emailsprimaryemail emailsadditionalemails
         primaryemail secondaryemail emailwork emailhome emailother workemail homeemail
         otheremail personalemail email2address email3address email1value email2value
         email3value customeremail contactemail 邮箱 电子邮箱 电子邮件 邮箱地址 邮件地址 邮件 客户邮箱",
    ),
    (
        Field(keys::PHONES),
        "phone phonenumber telephone tel mobile mobilephone mobilephonenumber cell cellphone
         homephone homephone2 businessphone businessphone2 otherphone workphone primaryphone
         phonework phonehome phoneother contactphone phones customerphone phone1value
         phone2value phone3value defaultaddressphone billingphone shippingphone contactnumber
         手机 手机号 手机号码 电话 电话号码 联系电话 联系手机 联系方式 固定电话 座机 办公电话 家庭电话 移动电话 客户手机 客户电话 收件人手机 收件人手机号
         收货人手机号 买家手机号",
    ),
    (
        Field(keys::COMPANY),
        "company companyname organization organisation organizationname organization1name
         accountname account employer associatedcompany defaultaddresscompany 公司 公司名称 公司名 单位
         单位名称 工作单位 企业 企业名称 所属公司",
    ),
    (
        Field(keys::JOB_TITLE),
        "jobtitle title position role organizationtitle organization1title occupation 职位 职务
         头衔 岗位 职称 职业",
    ),
    (
        Field(keys::LIFECYCLE),
        "lifecyclestage lifecycle leadstatus customerstatus stage 客户阶段 生命周期 客户状态 线索状态 客户类型 阶段",
    ),
    (
        Field(keys::TAGS),
        "tags tag labels categories category groups groupmembership keywords segment 标签 客户标签
         分组 分类 类别 会员标签",
    ),
    (
        AddressPart(Street),
        "street address address1 streetaddress mailingstreet homestreet
         defaultaddressaddress1 address1street address1formatted addressline1 mailingaddress
         homeaddress 地址 详细地址 住址 联系地址 家庭地址 收货地址 收件人地址 街道 通讯地址",
    ),
    (
        AddressPart(City),
        "city town mailingcity homecity defaultaddresscity address1city towncity 城市 市 所在城市
         收货人城市",
    ),
    (
        AddressPart(Region),
        "state province region stateregion mailingstate homestate defaultaddressprovincecode
         address1region stateprovince provincecode county 省 省份 州 收货人省份 所在省份",
    ),
    (
        AddressPart(PostalCode),
        "zip zipcode postalcode postcode mailingpostalcode mailingzip homepostalcode
         defaultaddresszip address1postalcode zippostalcode 邮编 邮政编码",
    ),
    (
        AddressPart(Country),
        "country countryregion mailingcountry homecountry homecountryregion
         defaultaddresscountrycode address1country countrycode 国家 国家地区",
    ),
    (
        Field(keys::WEBSITE),
        "website websiteurl url webpage homepage website1value linkedinurl linkedin 网站 网址 主页
         官网",
    ),
    (Field(keys::LANGUAGE), "language preferredlanguage 语言"),
    (
        Field(keys::SOURCE),
        "source leadsource originalsource datasource referrer acquisitionchannel 来源 客户来源 渠道
         获客渠道 线索来源",
    ),
    (Field(keys::BIRTHDAY), "birthday birthdate dateofbirth dob bday 生日 出生日期 出生年月"),
    (
        Field(keys::NOTES),
        "notes note comments comment description remarks remark background memo 备注 说明 描述 客户备注
         留言",
    ),
    (
        Field(keys::EXTERNAL_ID),
        "id recordid contactid customerid clientid userid memberid externalid leadid
         customernumber customerno 编号 客户编号 会员编号 会员号 客户id 会员id 用户id 会员卡号 id号",
    ),
];
