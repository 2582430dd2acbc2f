//! Importing several tables, what an import would do, and the systems that files come from.

words! {
    tables: "What was found", "找到的内容";
    waiting: "Waiting", "等待中";
    columns: "Columns", "列设置";
    import_tables(n: usize): one(n) "Import 1 table" | "Import {n} tables", "导入 {n} 个表格";
    imported_all(n: usize): one(n) "Imported 1 record" | "Imported {n} records", "已导入 {n} 条记录";
    undo_all(n: usize): one(n) "Undo the import" | "Undo all {n} imports", "撤销全部 {n} 次导入";
    stopped(n: usize, all: usize): "Stopped. {n} of {all} tables were imported; the others are as they were.", "已停止。{all} 个表格中已导入 {n} 个，其余未作更改。";
    dates_two_ways: "Dates could be read two ways", "日期有两种读法";
    dates_first: "Say first how the dates are written.", "请先说明日期的写法。";
    details: "Details", "详情";
    of_file(what: &str, file: &str): "{what}: {file}", "{what}：{file}";
    each_row(n: usize): one(n) "What became of the row" | "What became of each of the {n} rows", "{n} 行的处理结果";
    all_rows: "All rows", "全部行";
    what_became: "Result", "结果";
    record: "Record", "记录";
    fields_changed: "Changed", "更改的字段";
    row_created: "new", "新建";
    row_updated: "changed", "已更改";
    row_skipped: "passed over", "已跳过";
    row_unchanged: "unchanged", "未变化";
    too_many(limit: usize): "Only {limit} tables are taken at once. Import this one by itself.", "一次最多处理 {limit} 个表格，请单独导入此表格。";
    messages_joined(n: usize): "{n} messages", "{n} 封邮件";
    cards_joined(n: usize): "{n} contact card files", "{n} 个名片文件";
    or_paste: "or paste a table (Ctrl V)", "或粘贴表格（Ctrl V）";
    pasted_file: "pasted.txt", "粘贴内容.txt";
    found_source(name: &str): "This looks like: {name}", "识别为：{name}";

    looking_ahead: "Working out what will change…", "正在计算将发生的更改…";
    not_looked_ahead: "What will change was not worked out.", "未计算将发生的更改。";
    look_ahead: "Work it out", "计算更改";
    will_be: "This import:", "此次导入：";
    to_create(n: usize): one(n) "1 new" | "{n} new", "新建 {n} 条";
    to_update(n: usize): one(n) "1 changes" | "{n} change", "更改 {n} 条";
    to_skip(n: usize): one(n) "1 passed over" | "{n} passed over", "跳过 {n} 条";
    to_reject(n: usize): one(n) "1 row not taken" | "{n} rows not taken", "{n} 行不导入";
    to_relate(n: usize): one(n) "1 related record" | "{n} related records", "关联记录 {n} 条";
    changed_fields(list: &str): "Fields that change: {list}", "将更改的字段：{list}";
    field_count(field: &str, n: &str): "{field} ({n})", "{field}（{n}）";
    what_changes: "What changes", "具体更改";
    first_changes(n: usize): "What changes, of the first {n} records", "具体更改（前 {n} 条记录）";
    alike(n: usize): one(n) "1 new record looks like one you have. You can look at it under Duplicates afterwards." | "{n} new records look like others, yours or of this file. You can look at them under Duplicates afterwards.", "{n} 条新记录与已有记录或文件中的其他记录相似，导入后可在“重复记录”中查看。";
    review_alike: "Look for duplicates", "查找重复记录";

    own_title: "Solo CRM’s own records", "Solo CRM 自己的数据";
    own_text: "This file holds records of a Solo CRM, or all of them, in its own format.", "此文件以自有格式保存了 Solo CRM 的部分或全部数据。";
    own_settings: "Look at it in Settings first", "先在设置中查看";
    own_alone: "This file is Solo CRM’s own. Choose it by itself to bring it in.", "这是 Solo CRM 自己的文件，请单独选择它进行导入。";

    photos_left_out: "Photos in contact cards are left out.", "名片中的照片不会导入。";
    attachments_left_out: "Attachments are left out.", "附件不会导入。";
    source(system: &str, what: &str): "{system} {what}", "{system} {what}";
    contacts: "contacts", "联系人";
    companies: "companies", "公司";
    deals: "deals", "商机";
    orders: "orders", "订单";
    items: "items", "商品明细";
    customers: "customers", "客户";
    leads: "leads", "线索";
    notes: "notes", "备注";
    payments: "payments", "付款";
    bill: "bill", "账单";
    messages: "messages", "邮件";
    connections: "connections", "人脉";
    audience: "audience", "受众";
    activity: "activity", "交易记录";
    calendar_tasks: "tasks", "任务";

    taobao: "Taobao/Tmall", "淘宝/天猫";
    douyin: "Douyin Shop", "抖店";
    pinduoduo: "Pinduoduo", "拼多多";
    jd: "JD.com", "京东";
    weixin_shop: "Weixin Shop", "微信小店";
    weixin_pay: "WeChat Pay", "微信支付";
    alipay: "Alipay", "支付宝";
    youzan: "Youzan", "有赞";
    vcard: "vCard", "名片 (vCard)";
    mail: "Mail", "邮箱";
    calendar: "Calendar", "日历";
}

/// Between the parts of a list in a sentence.
pub fn list_mark() -> &'static str {
    match super::lang() {
        super::Lang::En => ", ",
        super::Lang::Zh => "、",
    }
}

/// What a system's export holds.
pub fn export_name(code: &str) -> Option<&'static str> {
    Some(match code {
        "contacts" | "contacts-old" | "people" => contacts(),
        "companies" | "accounts" => companies(),
        "deals" | "opportunities" => deals(),
        "orders" => orders(),
        "items" => items(),
        "customers" => customers(),
        "leads" => leads(),
        "notes" => notes(),
        "payments" => payments(),
        "bill" => bill(),
        "messages" => messages(),
        "connections" => connections(),
        "audience" => audience(),
        "activity" => activity(),
        "tasks" => calendar_tasks(),
        _ => return None,
    })
}

/// What a system is called.
pub fn system_name(code: &str) -> Option<&'static str> {
    Some(match code {
        "hubspot" => "HubSpot",
        "salesforce" => "Salesforce",
        "zoho" => "Zoho",
        "bigin" => "Bigin",
        "solo" => "Solo CRM",
        "google" => "Google",
        "outlook" => "Outlook",
        "linkedin" => "LinkedIn",
        "mailchimp" => "Mailchimp",
        "stripe" => "Stripe",
        "shopify" => "Shopify",
        "woocommerce" => "WooCommerce",
        "paypal" => "PayPal",
        "atomic" => "Atomic CRM",
        "twenty" => "Twenty",
        "espocrm" => "EspoCRM",
        "taobao" => taobao(),
        "douyin" => douyin(),
        "pinduoduo" => pinduoduo(),
        "jd" => jd(),
        "weixin_shop" => weixin_shop(),
        "weixin_pay" => weixin_pay(),
        "alipay" => alipay(),
        "youzan" => youzan(),
        "vcard" => vcard(),
        "mail" => mail(),
        "calendar" => calendar(),
        _ => return None,
    })
}
