//! Headers of order lists.

use super::Aliases;
use domain::{
    import::{AddressPart::*, LinePart::*, Target::*},
    keys,
};

pub const ALIASES: Aliases = &[
    (
        Field(keys::NUMBER),
        "number order orderid ordernumber orderno invoiceno invoicenumber invoice
         receiptnumber reference transactionid opportunityid 订单号 订单编号 主订单编号 单号 订单id 交易单号 销售单号",
    ),
    (
        Field(keys::ORDERED_ON),
        "date orderdate orderedon orderedat createdat created createddate invoicedate
         purchasedate transactiondate closedate dateofpurchase saledate ordertime 下单时间 下单日期
         订单日期 订单时间 日期 订单创建时间 订单提交时间 订单成交时间 订单下单时间 交易时间 购买日期 购买时间 成交时间 创建时间 销售日期",
    ),
    (
        Field(keys::TOTAL),
        "total amount totalamount ordertotal grandtotal totalprice ordervalue ordersum
         revenue nrevenue netsales gross sales closevalue totalspend paidamount 金额 总金额 订单金额
         实付金额 订单总额 总价 总额 合计 支付金额 买家实际支付金额 用户实付金额 订单应付金额 订单实付金额 订单实际支付金额 应付金额 实收金额 成交金额 消费金额
         销售额 买家应付货款 结算金额",
    ),
    (
        Customer(keys::NAME),
        "name customer customername buyer buyername client clientname contact contactname
         billingname account 客户 客户姓名 客户名称 姓名 买家 买家姓名 收货人 收货人姓名 收件人 收件人姓名 顾客 会员姓名 收货人提货人 交易对方
         买家会员名",
    ),
    (
        Customer(keys::EMAILS),
        "email emailaddress customeremail buyeremail contactemail fromemailaddress 邮箱 客户邮箱
         电子邮箱 买家邮箱",
    ),
    (
        Customer(keys::PHONES),
        "phone phonenumber mobile customerphone billingphone shippingphone contactphonenumber
         手机 手机号 手机号码 电话 联系电话 联系手机 客户手机 客户电话 收件人手机号 收件人手机 收货人手机号 收货人手机号提货人手机号 买家手机号",
    ),
    (
        Customer(keys::EXTERNAL_ID),
        "customerid clientid customernumber customerno userid memberid buyerid 客户编号 客户id 会员编号
         会员号 会员id 用户id 买家id 下单帐号",
    ),
    (
        Field(keys::COMPANY),
        "company companyname billingcompany accountname organization 公司 公司名称 单位",
    ),
    (
        Field(keys::STATUS),
        "status orderstatus financialstatus paymentstatus dealstage state 订单状态 状态 交易状态 付款状态
         支付状态 当前状态",
    ),
    (
        LinePart(Product),
        "product products productname item items itemname itemtitle lineitemname productdescription
         description article 商品 商品名称 商品标题 宝贝标题 产品 产品名称 选购商品 货品 标题 全部商品名称 品名 商品说明",
    ),
    (
        LinePart(Sku),
        "sku stockcode lineitemsku productcode itemcode itemid productid 商品编码 商家编码 货号 商品id
         商品编号 规格编码 sku编码",
    ),
    (
        LinePart(Quantity),
        "quantity qty lineitemquantity units itemssold itemquantity 数量 商品数量 购买数量 件数 宝贝总数量
         订购数量 商品件数 订单商品总件数",
    ),
    (LinePart(Price), "price unitprice lineitemprice itemprice 单价 价格 商品单价 商品价格 京东价 售价"),
    (Refunded, "refundedamount amountrefunded refundamount totalrefunded 退款金额 已退款金额 商品已退款金额 退款总额"),
    (Currency, "currency currencycode 币种 货币"),
    (
        Field(keys::CHANNEL),
        "channel source saleschannel attribution 渠道 订单渠道 销售渠道 订单来源 来源 店铺名称",
    ),
    (
        Field(keys::DISCOUNT_CODE),
        "discountcode coupon couponcode coupons promocode voucher 优惠码 优惠券 优惠券码 优惠券码名称 折扣码",
    ),
    (
        Field(keys::NOTES),
        "notes note comments comment remarks memo customernote 备注 订单备注 买家留言 买家备注 商家备注 留言 说明",
    ),
    (Field(keys::EXTERNAL_ID), "id recordid externalid dealid"),
    (
        AddressPart(Street),
        "address street shippingaddress1 shippingstreet shippingaddress billingaddress1
         addressline1 地址 收货地址 详细地址 收件人地址 客户地址 详细收货地址提货地址",
    ),
    (AddressPart(City), "city shippingcity towncity 城市 市 收货人城市"),
    (AddressPart(Region), "region province shippingprovince 省 省份 收货人省份"),
    (
        AddressPart(PostalCode),
        "zip postalcode postcode shippingzip zippostalcode 邮编 邮政编码",
    ),
    (AddressPart(Country), "country shippingcountry countryregion 国家 国家地区"),
];

/// What was truly paid, the surest first.
const PAID: &[&str] = &[
    "买家实际支付金额",
    "用户实付金额",
    "订单实付金额",
    "订单实际支付金额",
    "实付金额",
    "支付金额",
    "ordertotal",
    "grandtotal",
    "total",
    "totalamount",
    "paidamount",
    "订单应付金额",
    "应付金额",
    "订单金额",
    "总金额",
];

/// Whether another column says better what was paid.
pub fn lesser_total(name: &str, all: &[String]) -> bool {
    let own = PAID.iter().position(|paid| *paid == name).unwrap_or(PAID.len());
    PAID[..own].iter().any(|paid| all.iter().any(|other| other == paid))
}
