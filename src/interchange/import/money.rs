//! What orders come to: items that are told apart, refunds, what is no sale; and files that tell of the same orders.

use super::tests::{Done, import_into};
use crate::sources::tests::fixture;
use domain::{Book, Key, Kind, Record, Value, import::Reason, keys};

#[track_caller]
fn read(book: Book, text: &str, source: &str) -> Done {
    import_into(book, text.as_bytes(), |plan| assert_eq!(plan.source, source))
}

fn orders(book: &Book) -> Vec<&Record> {
    book.iter(Kind::Order).collect()
}

fn total(order: &Record) -> i64 {
    order.money(keys::TOTAL).unwrap().minor
}

fn lines(order: &Record) -> Vec<(&str, f64, i64)> {
    match order.get(keys::LINES) {
        Some(Value::Lines(lines)) => {
            lines.iter().map(|line| (line.product.as_str(), line.quantity, line.price_minor)).collect()
        }
        _ => Vec::new(),
    }
}

const ITEMS: &str = "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,买家应付货款,买家实际支付金额,退款状态,退款金额,订单创建时间,订单付款时间\n\
    9001,9000,明前龙井,80.00,1,,,,,交易成功,LJ1,,72.00,72.00,,,2026-05-01 10:00:00,\n\
    9002,9000,铁观音,80.00,1,,,,,交易成功,TG1,,72.00,72.00,,,2026-05-01 10:00:00,\n";
const WHOLE: &str = "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址,联系手机,订单创建时间,宝贝标题,宝贝种类,宝贝总数量,订单备注,店铺名称\n\
    9000,wang88,,144.00,10.00,154.00,154.00,交易成功,,王小明,杭州,13800138000,2026-05-01 10:00:00,\"明前龙井,铁观音\",2,2,,青山茶业\n";

#[test]
fn items_of_one_amount_add_up() {
    let done = read(Book::new(), ITEMS, "taobao.items");
    assert_eq!(orders(&done.book).iter().map(|order| total(order)).collect::<Vec<_>>(), [14_400]);
    let refunded = ITEMS.replacen("交易成功,LJ1,,72.00,72.00,,,", "交易成功,LJ1,,72.00,72.00,退款成功,20.00,", 1);
    let done = read(Book::new(), &refunded, "taobao.items");
    assert_eq!(total(orders(&done.book)[0]), 12_400);
    let rows = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,商品金额,订单应付金额,订单提交时间,订单状态,达人ID,达人昵称\n\
        6900,6901,茶,,1,,80,72.00,2026-05-01 10:00:00,已完成,,\n6900,6902,杯,,1,,80,72.00,2026-05-01 10:00:00,已完成,,\n";
    let done = read(Book::new(), rows, "douyin.orders");
    assert_eq!(total(orders(&done.book)[0]), 14_400);
}

#[test]
fn a_file_of_orders_and_one_of_items_make_one_order() {
    let shown = |book: &Book| {
        let order = orders(book)[0];
        let own = domain::import::custom_fields(book);
        let mut fields: Vec<(String, Value)> = order
            .values()
            .iter()
            .filter(|(key, _)| ![keys::SOURCE_IDS, keys::NOTES, keys::CREATED_AT, keys::CONTACT].contains(key))
            .map(|(key, value)| {
                let own = own.iter().find(|field| Key::custom(field.id) == *key);
                (own.map_or_else(|| key.to_string(), |field| field.label.clone()), value.clone())
            })
            .collect();
        fields.sort_by(|a, b| a.0.cmp(&b.0));
        fields
    };
    let kinds = [("taobao.orders", WHOLE), ("taobao.items", ITEMS)];
    let books = [[0, 1], [1, 0]].map(|order| {
        let mut book = order.iter().fold(Book::new(), |book, at| read(book, kinds[*at].1, kinds[*at].0).book);
        assert_eq!(orders(&book).len(), 1);
        assert_eq!(total(orders(&book)[0]), 15_400, "with the postage, {order:?}");
        assert_eq!(lines(orders(&book)[0]), [("明前龙井", 1.0, 8_000), ("铁观音", 1.0, 8_000)], "{order:?}");
        for at in [0, 1, 1, 0] {
            let again = read(book, kinds[at].1, kinds[at].0);
            let report = &again.report;
            assert_eq!((report.created, report.updated, report.related), (0, 0, 0), "{order:?}: {:?}", report.changes);
            book = again.book;
        }
        shown(&book)
    });
    assert_eq!(books[0], books[1]);
}

#[test]
fn a_single_item_keeps_its_stated_price_and_a_new_total_is_taken() {
    let items = ITEMS.lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    let whole = WHOLE.replace("\"明前龙井,铁观音\",2,2", "明前龙井,1,1");
    let mut book = read(Book::new(), &items, "taobao.items").book;
    for (text, source, updated) in
        [(&whole, "taobao.orders", 1), (&items, "taobao.items", 0), (&whole, "taobao.orders", 0)]
    {
        let done = read(book, text, source);
        assert_eq!(done.report.updated, updated, "{source}: {:?}", done.report.changes);
        assert_eq!(lines(orders(&done.book)[0]), [("明前龙井", 1.0, 8_000)]);
        book = done.book;
    }
    // A shop with one file only: what one item costs follows its order's total.
    let sales = |amount: &str| format!("Order,Date,Total,Product,Quantity\n1,2026-01-02,{amount},Tea,2\n");
    let first = read(Book::new(), &sales("9"), "");
    let done = read(first.book, &sales("11"), "");
    assert_eq!(lines(orders(&done.book)[0]), [("Tea", 2.0, 550)]);
}

#[test]
fn what_was_paid_back_is_no_revenue() {
    let head = String::from_utf8(fixture("stripe/payments")).unwrap().lines().next().unwrap().to_owned();
    let text = format!(
        "{head}\n\
        ch_1,2025-05-01 10:15:00,24.00,10.00,usd,true,24.00,10.00,,,,1.00,,,card,Partially Refunded,,cus_A1,,,,,\n\
        ch_2,2025-05-01 10:15:00,24.00,24.00,usd,true,24.00,,,,,1.00,,,card,Refunded,,cus_A1,,,,,\n\
        ch_3,2025-05-01 10:15:00,24.00,0.00,usd,true,24.00,,,,,1.00,,,card,Paid,,cus_A1,,,,,\n"
    );
    let done = read(Book::new(), &text, "stripe.payments");
    let found: Vec<_> =
        orders(&done.book).iter().map(|order| (total(order), order.text(keys::STATUS).to_owned())).collect();
    let expect = [(1_400, "paid"), (0, "refunded"), (2_400, "paid")].map(|(minor, code)| (minor, code.to_owned()));
    assert_eq!(found, expect);
    assert_eq!(orders(&done.book)[0].text(keys::NOTES), "Amount Refunded: 10.00", "what was paid can be told again");

    let shop = String::from_utf8(fixture("shopify/orders")).unwrap();
    let paid_back = shop.lines().next().unwrap().split(',').position(|header| header == "Refunded Amount").unwrap();
    let mut first = true;
    let changed: Vec<String> = shop
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if cells[0] == "#1001" && std::mem::take(&mut first) {
                cells[paid_back] = "5.00";
                cells[2] = "partially_refunded";
            }
            cells.join(",")
        })
        .collect();
    let done = read(Book::new(), &changed.join("\n"), "shopify.orders");
    let order = orders(&done.book)[0];
    assert_eq!((total(order), order.text(keys::STATUS)), (2_500, "paid"));
    let done = read(Book::new(), "Order,Date,Total,Refund amount,Status\n1,2026-01-02,9,2,Partially refunded\n", "");
    assert_eq!((total(orders(&done.book)[0]), orders(&done.book)[0].text(keys::STATUS)), (700, "paid"));
}

#[test]
fn money_that_moves_is_no_sale() {
    let english = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Balance\n\
        13/05/2025,10:15:00,Europe/Oslo,Ada Holm,Express Checkout Payment,Completed,EUR,\"1.234,50\",\"-40,00\",\"1.194,50\",ada@holm.example,1AB,1\n\
        14/05/2025,10:15:00,Europe/Oslo,,General Withdrawal,Completed,EUR,\"-500,00\",\"0,00\",\"-500,00\",,2AB,1\n\
        14/05/2025,10:15:00,Europe/Oslo,,General Currency Conversion,Completed,EUR,\"500,00\",\"0,00\",\"500,00\",,3AB,1\n\
        15/05/2025,10:15:00,Europe/Oslo,Ada Holm,Payment Refund,Completed,EUR,\"-10,00\",\"0,00\",\"-10,00\",ada@holm.example,4AB,1\n\
        16/05/2025,10:15:00,Europe/Oslo,,Reversal of General Account Hold,Completed,EUR,\"10,00\",\"0,00\",\"10,00\",,5AB,1\n\
        17/05/2025,10:15:00,Europe/Oslo,Bo Lind,Donation Payment,Completed,EUR,\"0,00\",\"0,00\",\"0,00\",,6AB,1\n";
    let chinese = "日期,时间,时区,名称,类型,状态,币种,总额,费用,净额,发件人邮箱地址,交易号,余额\n\
        2025-05-13,10:15:00,GMT+8,Ada Holm,快速结账付款,已完成,USD,12.50,-0.70,11.80,ada@holm.example,1AB,1\n\
        2025-05-14,10:15:00,GMT+8,,一般提现,已完成,USD,-12.50,0.00,-12.50,,2AB,1\n\
        2025-05-14,10:15:00,GMT+8,,一般货币兑换,已完成,USD,12.50,0.00,12.50,,3AB,1\n\
        2025-05-14,10:15:00,GMT+8,,取消冻结以解决争议,已完成,USD,12.50,0.00,12.50,,4AB,1\n\
        2025-05-14,10:15:00,GMT+8,,付款审查放款,已完成,USD,12.50,0.00,12.50,,5AB,1\n";
    for (text, amount, left_out) in [(english, 123_450, 5), (chinese, 1_250, 4)] {
        let done = read(Book::new(), text, "paypal.activity");
        assert_eq!(orders(&done.book).iter().map(|order| total(order)).collect::<Vec<_>>(), [amount]);
        assert_eq!(orders(&done.book)[0].text(keys::STATUS), "completed");
        assert_eq!(done.report.rejected.len(), left_out);
        assert!(done.report.rejected.iter().all(|row| row.reason == Reason::LeftOut), "{:?}", done.report.rejected);
    }
}

const PAYPAL: &str = "Date,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Reference Txn ID,Balance,Balance Impact\n";

fn paypal(rows: &[&str]) -> String {
    format!("{PAYPAL}{}\n", rows.join("\n"))
}

const SALE: &str =
    "2025-05-13,UTC,Ada Holm,Website Payment,Completed,EUR,100.00,-3.00,97.00,ada@holm.example,1AB,,1,Credit";
const SMALL: &str =
    "2025-05-13,UTC,Bo Lind,Website Payment,Completed,EUR,10.00,-1.00,9.00,bo@lind.example,2AB,,1,Credit";
const BACK: &str =
    "2025-06-01,UTC,Ada Holm,Payment Refund,Completed,EUR,-25.00,1.00,-24.00,me@shop.example,3AB,1AB,1,Debit";
const MORE: &str =
    "2025-06-02,UTC,Ada Holm,Payment Refund,Completed,EUR,-25.00,1.00,-24.00,me@shop.example,4AB,1AB,1,Debit";
const WHOLLY: &str =
    "2025-06-03,UTC,Bo Lind,Payment Reversal,Completed,EUR,-10.00,1.00,-9.00,me@shop.example,5AB,2AB,1,Debit";

#[test]
fn what_paypal_gives_back_comes_off_its_payment() {
    let denied = MORE.replace("Completed", "Denied").replace("4AB", "6AB");
    let all = paypal(&[BACK, SALE, SMALL, MORE, WHOLLY, &denied]);
    let first = read(Book::new(), &all, "paypal.activity");
    let found = |book: &Book| {
        let order = |order: &&Record| (total(order), order.text(keys::STATUS).to_owned());
        orders(book).iter().map(order).collect::<Vec<_>>()
    };
    let expect = [(5_000, "completed".to_owned()), (0, "refunded".to_owned())];
    assert_eq!(found(&first.book), expect);
    let told: Vec<_> = first.report.rejected.iter().map(|row| (row.row, row.reason.clone())).collect();
    assert_eq!(told, [(7, Reason::LeftOut)], "what was denied is still ours");
    assert_eq!(
        orders(&first.book)[0].text(keys::NOTES),
        "Payment Refund 3AB, 2025-06-01: -25.00\nPayment Refund 4AB, 2025-06-02: -25.00"
    );
    let again = read(first.book, &all, "paypal.activity");
    assert_eq!((again.report.created, again.report.updated), (0, 0), "{:?}", again.report.changes);
    assert_eq!(found(&again.book), expect);
}

#[test]
fn what_is_given_back_in_another_file_counts_once() {
    let mut book = read(Book::new(), &paypal(&[SALE, SMALL]), "paypal.activity").book;
    let sales = paypal(&[SALE, SMALL]);
    let back = paypal(&[BACK, WHOLLY]);
    let both = paypal(&[SALE, BACK]);
    for (text, updated) in [(&back, 2), (&back, 0), (&sales, 0), (&both, 0), (&back, 0)] {
        let done = read(book, text, "paypal.activity");
        assert_eq!((done.report.created, done.report.updated), (0, updated), "{text}");
        book = done.book;
        assert_eq!(orders(&book).iter().map(|order| total(order)).collect::<Vec<_>>(), [7_500, 0], "{text}");
    }
    let alone = read(Book::new(), &back, "paypal.activity");
    let told: Vec<_> = alone.report.rejected.iter().map(|row| (row.row, row.reason.clone())).collect();
    assert_eq!(told, [(2, Reason::GivesBack), (3, Reason::GivesBack)]);
    assert_eq!(alone.book.count(Kind::Order), 0);
}

#[test]
fn what_douyin_has_given_back_is_no_revenue() {
    let rows = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,订单提交时间,订单状态,售后状态,达人ID,达人昵称\n\
        6900,6901,茶,,1,,72.00,2026-05-01 10:00:00,已完成,退款成功,,\n6900,6902,杯,,1,,72.00,2026-05-01 10:00:00,已完成,-,,\n\
        6910,6910,茶,,1,,30.00,2026-05-01 10:00:00,已完成,退款成功,,\n";
    let done = read(Book::new(), rows, "douyin.orders");
    let found: Vec<_> = orders(&done.book).iter().map(|order| (total(order), order.text(keys::STATUS))).collect();
    assert_eq!(found, [(7_200, "completed"), (0, "refunded")]);
}

#[test]
fn only_what_came_in_is_a_sale_of_a_bill() {
    let head = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n";
    let text = format!(
        "{head}2026-01-05 10:11:12,二维码收款,王小明,龙井,收入,¥168.00,/,已存入零钱,4200001,1001,/\n\
        2026-01-06 10:11:12,商户消费,李伟,龙井,收入,¥30.00,/,已退款(￥5.00),4200002,1002,/\n\
        2026-01-07 10:11:12,零钱提现,招商银行,/,/,¥100.00,招商银行,提现已到账,4200003,/,服务费¥0.10\n\
        2026-01-08 10:12:12,某店-退款,某店,退款,收入,¥18.00,零钱,已全额退款,4200005,1005,/\n"
    );
    let done = read(Book::new(), &text, "weixin_pay.bill");
    assert_eq!(orders(&done.book).iter().map(|order| total(order)).collect::<Vec<_>>(), [16_800, 2_500]);
    assert_eq!(orders(&done.book)[1].text(keys::STATUS), "paid", "five of thirty went back");
    assert_eq!((done.book.count(Kind::Contact), done.report.rejected.len()), (2, 2));
    assert_eq!(orders(&done.book)[0].text(keys::NOTES), "", "a stroke is no remark");
}

#[test]
fn names_of_goods_may_hold_what_sets_them_apart() {
    let woo = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Attribution\n\
        2025-05-01 10:00:00,1001,€30.00,completed,Ada Holm,new,\"2× Tea, green, 1× Cup\",3,,\n";
    let done = read(Book::new(), woo, "woocommerce.orders");
    assert_eq!(lines(orders(&done.book)[0]), [("Tea, green", 2.0, 0), ("Cup", 1.0, 0)]);
    let youzan = "订单号,订单状态,订单创建时间,买家付款时间,全部商品名称,订单商品总件数,订单实付金额,收货人/提货人,会员等级,客户标签,分销员\n\
        E1,交易完成,2026-05-01 10:00:00,,明前龙井(100克;罐装)(1件);茶杯(2件),3,200.00,王小明,,,\n";
    let done = read(Book::new(), youzan, "youzan.orders");
    assert_eq!(lines(orders(&done.book)[0]), [("明前龙井(100克;罐装)", 1.0, 0), ("茶杯", 2.0, 0)]);
}

#[test]
fn amounts_are_in_the_currency_of_their_system_or_header() {
    let currency = |text: &str| {
        let dollars = |plan: &mut domain::import::Plan| plan.currency = domain::Currency::USD;
        let done = import_into(Book::new(), text.as_bytes(), dollars);
        orders(&done.book)[0].money(keys::TOTAL).unwrap().currency
    };
    assert_eq!(currency(ITEMS), domain::Currency::CNY);
    assert_eq!(currency("Order,Date,Total (CNY),Customer\n1,2026-01-02,9,Ann\n"), domain::Currency::CNY);
    assert_eq!(currency("Order,Date,Total (CNY),Currency\n1,2026-01-02,9,USD\n"), domain::Currency::USD);
    assert_eq!(currency("Order,Date,Total,Customer\n1,2026-01-02,9,Ann\n"), domain::Currency::USD);
}

#[test]
fn numbers_that_a_spreadsheet_cut_off_are_not_one() {
    let text = "Order,Date,Total,Customer,Customer ID\n1.23457E+18,2026-01-02,9,Ann Berg,1.1E+12\n1.23457E+18,2026-01-03,8,Bob Vik,1.1E+12\n";
    let done = read(Book::new(), text, "");
    assert_eq!(orders(&done.book).iter().map(|order| total(order)).collect::<Vec<_>>(), [900, 800]);
    assert_eq!(done.book.count(Kind::Contact), 2);
    assert!(orders(&done.book)[0].text(keys::NOTES).contains("Order: 1.23457E+18"));
    assert_eq!(done.report.warnings.iter().filter(|warning| warning.reason == Reason::CutOff).count(), 4);
    let again = read(done.book, text, "");
    assert_eq!((again.report.created, again.report.unchanged), (0, 2));
}

#[test]
fn an_order_that_jd_calls_deleted_is_no_sale() {
    let text = "订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单金额,余额支付,应付金额,订单状态,下单帐号,货号,付款确认时间\n\
        1,1001,茶,1,2026-05-01 10:00:00,168.00,168.00,0.00,168.00,(删除)等待出库,jd_wang,LJ1,\n\
        2,1001,茶,1,2026-05-01 10:00:00,168.00,168.00,0.00,168.00,等待出库,jd_wang,LJ1,\n";
    let done = read(Book::new(), text, "jd.orders");
    let states: Vec<_> = orders(&done.book).iter().map(|order| order.text(keys::STATUS)).collect();
    assert_eq!(states, ["cancelled", "paid"]);
}
