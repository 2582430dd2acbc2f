//! The first run and the sample business.

words! {
    welcome: "Welcome to Solo CRM", "欢迎使用 Solo CRM";
    promise: "Your customers, orders and predictions, on this device alone. No account, no server, works offline.", "您的客户、订单与预测，只存在于本设备。无需账号，无需服务器，离线可用。";
    bring: "Bring my customers", "带上我的客户";
    bring_text: "From Excel, a shop or another CRM", "来自 Excel、网店或其他 CRM";
    empty: "Start empty", "从空白开始";
    empty_text: "Add people one by one", "逐个添加联系人";
    sample: "Look around with a sample business", "用示例生意看看";
    sample_text: "An online shop with 500 buyers; removable in one act", "一家有 500 位买家的网店，可一键移除";

    what_kind: "What kind of business?", "您经营什么生意？";
    what_kind_text: "Sets fields, words and pages. All of it can be changed later in Settings.", "据此设定字段、用词和页面，之后都可在设置中更改。";
    consultant: "Consultant or freelancer", "顾问或自由职业者";
    consultant_text: "Few clients, long relations", "客户不多，长期合作";
    shop: "Online shop", "网店";
    shop_text: "Many buyers and orders", "买家和订单众多";
    electronics: "High-end electronics", "高端电子产品";
    electronics_text: "Advice, quotes, repeat buyers", "咨询、报价、回头客";
    restaurant: "Restaurant", "餐厅";
    restaurant_text: "Regulars and their habits", "熟客与他们的喜好";
    other: "Something else", "其他";
    other_text: "All pages, plain words", "全部页面，通用名称";
    continue_: "Continue", "继续";
    setting_up: "Setting up…", "正在设置…";
    making_sample: "Making the sample business…", "正在生成示例生意…";

    sample_added(n: usize): one(n) "Added 1 sample record" | "Added {n} sample records", "已添加 {n} 条示例记录";
    sample_removed(n: usize): one(n) "Removed 1 sample record" | "Removed {n} sample records", "已移除 {n} 条示例记录";

    hourly_rate: "Hourly rate", "小时费率";
    contract_until: "Contract until", "合同到期";
    preferred_channel: "Preferred channel", "偏好渠道";
    website_channel: "Website", "网站";
    social_channel: "Social media", "社交媒体";
    market_channel: "Marketplace", "电商平台";
    budget: "Budget", "预算";
    interested_in: "Interested in", "感兴趣的产品";
    audio: "Audio", "音响";
    photo: "Photo", "摄影";
    computers: "Computers", "电脑";
    home: "Smart home", "智能家居";
    favourite_table: "Favourite table", "喜欢的座位";
    allergies: "Allergies", "过敏";
    nuts: "Nuts", "坚果";
    gluten: "Gluten", "麸质";
    lactose: "Lactose", "乳糖";
    seafood: "Seafood", "海鲜";
    guest: "guest", "客人";
    guests: "Guests", "客人";
}

pub fn business(code: &str) -> (&'static str, &'static str) {
    match code {
        "consultant" => (consultant(), consultant_text()),
        "shop" => (shop(), shop_text()),
        "electronics" => (electronics(), electronics_text()),
        "restaurant" => (restaurant(), restaurant_text()),
        _ => (other(), other_text()),
    }
}
