//! The words other systems use for our codes, in [`normal`](crate::mapping::normal) form.

use crate::mapping::normal;
use domain::{Key, Kind, keys};

const LIFECYCLE: &[(&str, &[&str])] = &[
    (
        "lead",
        &[
            "lead",
            "leads",
            "subscriber",
            "prospect",
            "new",
            "open",
            "opennotcontacted",
            "cold",
            "线索",
            "潜在客户",
            "潜客",
            "新线索",
            "新客户",
            "未联系",
        ],
    ),
    (
        "qualified",
        &[
            "qualified",
            "marketingqualifiedlead",
            "salesqualifiedlead",
            "mql",
            "sql",
            "opportunity",
            "warm",
            "hot",
            "inprogress",
            "openworking",
            "意向客户",
            "已确认",
            "意向",
            "合格",
            "跟进中",
            "商机",
        ],
    ),
    (
        "customer",
        &[
            "customer",
            "client",
            "active",
            "won",
            "closedwon",
            "closedconverted",
            "converted",
            "repeatcustomer",
            "客户",
            "成交客户",
            "已成交",
            "老客户",
            "正式客户",
            "活跃",
        ],
    ),
    (
        "former",
        &[
            "former",
            "formercustomer",
            "churned",
            "inactive",
            "lost",
            "closedlost",
            "past",
            "流失",
            "流失客户",
            "已流失",
            "前客户",
            "沉睡",
        ],
    ),
];

const STATUS: &[(&str, &[&str])] = &[
    (
        "open",
        &[
            "open",
            "等待付款",
            "checkoutdraft",
            "pending",
            "new",
            "unpaid",
            "awaitingpayment",
            "pendingpayment",
            "onhold",
            "authorized",
            "draft",
            "partiallypaid",
            "待付款",
            "等待买家付款",
            "未付款",
            "待支付",
            "未支付",
            "新订单",
            "待处理",
        ],
    ),
    (
        "paid",
        &[
            "paid",
            "processing",
            "备货中",
            "confirmed",
            "succeeded",
            "unfulfilled",
            "partiallyrefunded",
            "部分退款",
            "已付款",
            "已支付",
            "待发货",
            "买家已付款",
            "等待卖家发货",
            "买家已付款等待卖家发货",
            "支付成功",
            "待出库",
        ],
    ),
    (
        "shipped",
        &[
            "shipped",
            "fulfilled",
            "partiallyfulfilled",
            "商家已发货",
            "部分发货",
            "等待买家确认收货",
            "sent",
            "intransit",
            "已发货",
            "待收货",
            "卖家已发货",
            "卖家已发货等待买家确认",
            "运输中",
            "等待确认收货",
        ],
    ),
    (
        "completed",
        &[
            "completed",
            "complete",
            "closed",
            "done",
            "delivered",
            "won",
            "success",
            "交易成功",
            "交易完成",
            "已完成",
            "完成",
            "已签收",
            "已收货",
            "成功",
        ],
    ),
    (
        "cancelled",
        &[
            "cancelled",
            "canceled",
            "trash",
            "voided",
            "void",
            "failed",
            "expired",
            "lost",
            "交易关闭",
            "已取消",
            "取消",
            "已关闭",
            "关闭",
            "已作废",
        ],
    ),
    (
        "refunded",
        &[
            "refunded",
            "refund",
            "chargeback",
            "returned",
            "已退款",
            "退款成功",
            "退款",
            "全额退款",
            "已全额退款",
            "已退货",
        ],
    ),
];

const WON: &[&str] = &["won", "closedwon", "win", "赢单", "成交", "已成交", "结束并赢得", "已赢单", "赢得"];
const LOST: &[&str] =
    &["lost", "closedlost", "closedlosttocompetition", "输单", "丢单", "失败", "结束但丢失", "已输单", "流失"];

/// Whether a deal in this stage is won or lost; none while it is open.
pub(super) fn closing(stage: &str) -> Option<bool> {
    let stage = normal(stage);
    match (WON.contains(&stage.as_str()), LOST.contains(&stage.as_str())) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The code of a field's choice that a cell means.
pub(super) fn code(kind: Kind, key: Key, cell: &str) -> Option<&'static str> {
    let table = match (kind, key) {
        (_, keys::LIFECYCLE) => LIFECYCLE,
        (Kind::Order, keys::STATUS) => STATUS,
        _ => return None,
    };
    let word = normal(cell);
    table.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(code, _)| *code)
}

/// What an email or phone column says about its use.
pub(super) fn label(header: &str) -> &'static str {
    let name = normal(header);
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["fax", "传真"]) {
        "fax"
    } else if has(&["mobile", "cell", "手机"]) {
        "mobile"
    } else if has(&["home", "家庭", "住宅", "personal"]) {
        "home"
    } else if has(&["work", "business", "office", "办公", "工作", "单位", "公司"]) {
        "work"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_to_one_known_code() {
        for (table, codes) in [(LIFECYCLE, domain::contact::LIFECYCLE), (STATUS, domain::order::STATUS)] {
            let mut seen = std::collections::HashSet::new();
            for (code, words) in table {
                assert!(codes.contains(code), "{code}");
                for word in *words {
                    assert!(seen.insert(word), "{word} twice");
                    assert_eq!(normal(word), *word);
                }
            }
            assert_eq!(table.len(), codes.len());
        }
        assert_eq!(code(Kind::Order, keys::STATUS, "交易成功"), Some("completed"));
        assert_eq!(code(Kind::Contact, keys::LIFECYCLE, "Sales Qualified Lead"), Some("qualified"));
        assert_eq!(label("Mobile Phone"), "mobile");
    }
}
