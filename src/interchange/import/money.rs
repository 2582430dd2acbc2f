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
        2025-05-14,10:15:00,GMT+8,,一般货币兑换,已完成,USD,12.50,0.00,12.50,,3AB,1\n";
    for (text, amount, left_out) in [(english, 123_450, 5), (chinese, 1_250, 2)] {
        let done = read(Book::new(), text, "paypal.activity");
        assert_eq!(orders(&done.book).iter().map(|order| total(order)).collect::<Vec<_>>(), [amount]);
        assert_eq!(orders(&done.book)[0].text(keys::STATUS), "completed");
        assert_eq!(done.report.rejected.len(), left_out);
        assert!(done.report.rejected.iter().all(|row| row.reason == Reason::LeftOut), "{:?}", done.report.rejected);
    }
}
