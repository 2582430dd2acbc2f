//! Names of fields, choices and record kinds.

use domain::{Key, Kind, keys};

words! {
    chance(model: &str): "Chance: {model}", "概率：{model}";
    name: "Name", "姓名";
    name_of_thing: "Name", "名称";
    title: "Title", "名称";
    first_name: "First name", "名";
    last_name: "Last name", "姓";
    email: "Email", "邮箱";
    phone: "Phone", "电话";
    company: "Company", "公司";
    job_title: "Job title", "职位";
    lifecycle: "Lifecycle", "客户阶段";
    source: "Source", "来源";
    tags: "Tags", "标签";
    birthday: "Birthday", "生日";
    address: "Address", "地址";
    street: "Street", "街道";
    city: "City", "城市";
    region: "Region", "省/州";
    postal_code: "Postal code", "邮编";
    country: "Country", "国家/地区";
    website: "Website", "网址";
    language: "Language", "语言";
    notes: "Notes", "备注";
    domain: "Domain", "域名";
    industry: "Industry", "行业";
    size: "Size", "规模";
    tax_id: "Tax ID", "税号";
    number: "Number", "编号";
    ordered_on: "Date", "日期";
    contact: "Contact", "联系人";
    total: "Total", "总额";
    lines: "Items", "商品";
    product: "Product", "商品名称";
    sku: "SKU", "商品编码";
    quantity: "Quantity", "数量";
    price: "Price", "单价";
    status: "Status", "状态";
    channel: "Channel", "渠道";
    discount_code: "Discount code", "优惠码";
    kind_of_activity: "Type", "类型";
    text: "Text", "内容";
    happened_at: "When", "时间";
    direction: "Direction", "方向";
    received: "Received", "收到";
    sent: "Sent", "发出";
    due_on: "Due", "截止日期";
    priority: "Priority", "优先级";
    done_at: "Done", "完成时间";
    external_id: "External ID", "外部编号";
    created_at: "Created", "创建时间";
    changed_at: "Changed", "修改时间";
    order_count: "Orders", "订单数";
    order_sum: "Revenue", "消费总额";
    order_average: "Average order", "平均订单额";
    first_order_on: "First order", "首次下单";
    last_order_on: "Last order", "最近下单";
    days_to_close: "Days to close", "成交用时（天）";
    won: "Won", "赢单";
    contact_count: "Contacts", "联系人数";
    open_tasks: "Open tasks", "未完成任务";
    deal: "Deal", "商机";
    pipeline: "Pipeline", "销售流程";
    stage: "Stage", "阶段";
    value: "Value", "金额";
    expected_close: "Expected close", "预计成交日期";
    closed_on: "Closed on", "实际关闭日期";
    probability: "Probability", "成交概率";
    lost_reason: "Lost reason", "丢单原因";
    currency: "Currency", "币种";
    business_kind: "Kind of business", "业务类型";
    label: "Name", "名称";
    choices: "Choices", "选项";
    trained_at: "Trained", "训练时间";

    lead: "Lead", "线索";
    qualified: "Qualified", "已确认";
    customer: "Customer", "客户";
    former: "Former", "已流失";
    open: "Open", "待处理";
    paid: "Paid", "已付款";
    shipped: "Shipped", "已发货";
    completed: "Completed", "已完成";
    cancelled: "Cancelled", "已取消";
    refunded: "Refunded", "已退款";
    note: "Note", "备注";
    call: "Call", "电话";
    meeting: "Meeting", "会议";
    message: "Message", "消息";
    visit: "Visit", "拜访";
    low: "Low", "低";
    normal: "Normal", "中";
    high: "High", "高";

    text_type: "Text", "文本";
    long_text_type: "Long text", "长文本";
    number_type: "Number", "数字";
    money_type: "Money", "金额";
    date_type: "Date", "日期";
    yes_no_type: "Yes or no", "是/否";
    choice_type: "One choice", "单选";
    choices_type: "Several choices", "多选";
    link_type: "Link", "链接";

    group_main: "Details", "基本信息";
    group_reach: "Reach", "联系方式";
    group_about: "About", "背景";
    group_orders: "Orders", "订单";
    group_custom: "Your fields", "自定义字段";
    group_scores: "Predictions", "预测";
    group_system: "Record", "记录";
}

/// The name of a built-in field.
pub fn built_in(key: Key) -> &'static str {
    match key {
        keys::NAME => name(),
        keys::FIRST_NAME => first_name(),
        keys::LAST_NAME => last_name(),
        keys::EMAILS => email(),
        keys::PHONES => phone(),
        keys::COMPANY => company(),
        keys::JOB_TITLE => job_title(),
        keys::LIFECYCLE => lifecycle(),
        keys::SOURCE => source(),
        keys::TAGS => tags(),
        keys::BIRTHDAY => birthday(),
        keys::ADDRESS => address(),
        keys::WEBSITE => website(),
        keys::LANGUAGE => language(),
        keys::NOTES => notes(),
        keys::DOMAIN => domain(),
        keys::INDUSTRY => industry(),
        keys::SIZE => size(),
        keys::TAX_ID => tax_id(),
        keys::NUMBER => number(),
        keys::ORDERED_ON => ordered_on(),
        keys::CONTACT => contact(),
        keys::TOTAL => total(),
        keys::LINES => lines(),
        keys::STATUS => status(),
        keys::CHANNEL => channel(),
        keys::DISCOUNT_CODE => discount_code(),
        keys::TYPE => kind_of_activity(),
        keys::TEXT => text(),
        keys::HAPPENED_AT => happened_at(),
        keys::DIRECTION => direction(),
        keys::TITLE => title(),
        keys::DUE_ON => due_on(),
        keys::PRIORITY => priority(),
        keys::DONE_AT => done_at(),
        keys::EXTERNAL_ID => external_id(),
        keys::CREATED_AT => created_at(),
        keys::CHANGED_AT => changed_at(),
        keys::ORDER_COUNT => order_count(),
        keys::ORDER_SUM => order_sum(),
        keys::ORDER_AVERAGE => order_average(),
        keys::FIRST_ORDER_ON => first_order_on(),
        keys::LAST_ORDER_ON => last_order_on(),
        keys::DAYS_TO_CLOSE => days_to_close(),
        keys::WON => won(),
        keys::CONTACT_COUNT => contact_count(),
        keys::OPEN_TASKS => open_tasks(),
        keys::DEAL => deal(),
        keys::PIPELINE => pipeline(),
        keys::STAGE => stage(),
        keys::VALUE => value(),
        keys::EXPECTED_CLOSE => expected_close(),
        keys::CLOSED_ON => closed_on(),
        keys::PROBABILITY => probability(),
        keys::LOST_REASON => lost_reason(),
        keys::CURRENCY => currency(),
        keys::BUSINESS_KIND => business_kind(),
        keys::LABEL => label(),
        keys::CHOICES => choices(),
        keys::TRAINED_AT => trained_at(),
        _ => key.as_str(),
    }
}

/// A built-in choice in words.
pub fn choice(key: Key, code: &str) -> Option<&'static str> {
    let word = match (key, code) {
        (keys::LIFECYCLE, "lead") => lead(),
        (keys::LIFECYCLE, "qualified") => qualified(),
        (keys::LIFECYCLE, "customer") => customer(),
        (keys::LIFECYCLE, "former") => former(),
        (keys::STATUS, "open") => open(),
        (keys::STATUS, "paid") => paid(),
        (keys::STATUS, "shipped") => shipped(),
        (keys::STATUS, "completed") => completed(),
        (keys::STATUS, "cancelled") => cancelled(),
        (keys::STATUS, "refunded") => refunded(),
        (keys::TYPE, "note") => note(),
        (keys::TYPE, "call") => call(),
        (keys::TYPE, "email") => email(),
        (keys::TYPE, "meeting") => meeting(),
        (keys::TYPE, "message") => message(),
        (keys::TYPE, "visit") => visit(),
        (keys::DIRECTION, "received") => received(),
        (keys::DIRECTION, "sent") => sent(),
        (keys::PRIORITY, "low") => low(),
        (keys::PRIORITY, "normal") => normal(),
        (keys::PRIORITY, "high") => high(),
        _ => return None,
    };
    Some(word)
}

/// The name of a custom field's type, by its code.
pub fn type_name(code: &str) -> &'static str {
    match code {
        "long_text" => long_text_type(),
        "number" => number_type(),
        "money" => money_type(),
        "date" => date_type(),
        "yes_no" => yes_no_type(),
        "choice" => choice_type(),
        "choices" => choices_type(),
        "link" => link_type(),
        "email" => email(),
        "phone" => phone(),
        _ => text_type(),
    }
}

pub fn group(group: domain::Group) -> &'static str {
    match group {
        domain::Group::Main => group_main(),
        domain::Group::Reach => group_reach(),
        domain::Group::About => group_about(),
        domain::Group::Orders => group_orders(),
        domain::Group::Custom => group_custom(),
        domain::Group::Scores => group_scores(),
        domain::Group::System => group_system(),
    }
}

pub fn kind_one(kind: Kind) -> &'static str {
    use super::common as w;
    match kind {
        Kind::Contact => w::contact(),
        Kind::Company => w::company(),
        Kind::Deal => w::deal(),
        Kind::Order => w::order(),
        Kind::Activity => w::activity(),
        Kind::Task => w::task(),
        Kind::Tag => w::tag(),
        Kind::Field => w::field(),
        Kind::View => w::saved_view(),
        Kind::Model => w::model(),
        Kind::Profile => w::profile(),
        Kind::Deletion => w::deletion(),
        Kind::Lead => super::inbox::one(),
    }
}

pub fn kind_many(kind: Kind) -> &'static str {
    use super::common as w;
    match kind {
        Kind::Contact => w::contacts(),
        Kind::Company => w::companies(),
        Kind::Deal => w::deals(),
        Kind::Order => w::orders(),
        Kind::Activity => w::activities(),
        Kind::Task => w::tasks(),
        Kind::Tag => w::tags(),
        Kind::Field => w::fields(),
        Kind::View => w::saved_views(),
        Kind::Model => w::models(),
        Kind::Profile => w::profile(),
        Kind::Deletion => w::deletions(),
        Kind::Lead => super::inbox::many(),
    }
}
