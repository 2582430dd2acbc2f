//! The cards of `/insights`.

use domain::insight::{BuyingModel, Method, Segment};

words! {
    no_orders: "Bring in your orders to see who buys, who comes back and who is slipping away", "导入订单，了解谁在购买、谁会回来、谁正在流失";
    basis(orders: &str, customers: &str, revenue: &str): "{orders} orders of {customers} customers, {revenue} in all.", "{customers} 位客户的 {orders} 个订单，合计 {revenue}。";
    left_out(n: usize): one(n) "1 order is left out: cancelled, undated, in the future or in another currency." | "{n} orders are left out: cancelled, undated, in the future or in another currency.", "{n} 个订单未计入：已取消、无日期、日期在未来或为其他货币。";
    customers(n: usize): one(n) "1 customer" | "{n} customers", "{n} 位客户";
    see_list(name: &str): "See the list: {name}", "查看列表：{name}";
    see: "See the list", "查看列表";
    too_few(have: usize, need: &str): one(have) "One customer has ordered so far. From {need} on, this compares them." | "{have} customers have ordered so far. From {need} on, this compares them.", "目前有 {have} 位客户下过单，达到 {need} 位后即可进行比较。";

    segments_title(people: &str, share: &str): "{people} at risk brought {share} of your revenue", "{people}存在流失风险，他们贡献了 {share} 的收入";
    segments_fine: "None of your better customers is at risk right now", "目前没有优质客户存在流失风险";
    segments_text: "Every customer gets a score from 1 to 5 for how lately, how often and for how much they bought, by fifths; equal customers score equally. The segments follow from the three scores.", "按最近一次购买、购买次数和金额将客户各分为五档（1 至 5 分，数值相同则分数相同），再由三项得分划分客群。";
    segment: "Segment", "客群";
    revenue: "Revenue", "收入";
    last_order: "Last order", "最近下单";
    days_ago(n: usize): one(n) "1 day ago" | "{n} days ago", "{n} 天前";
    mean_orders: "Orders each", "人均订单";
    segment_view(segment: &str): "Segment: {segment}", "客群：{segment}";
    at_risk_high_value: "At risk, high value", "有流失风险的高价值客户";

    champions: "Champions", "冠军客户";
    loyal: "Loyal", "忠诚客户";
    potential_loyalist: "Potential loyalists", "潜在忠诚客户";
    new_customers: "New", "新客户";
    promising: "Promising", "有潜力";
    need_attention: "Need attention", "需要关注";
    about_to_sleep: "About to sleep", "即将沉睡";
    at_risk: "At risk", "有流失风险";
    cannot_lose: "Cannot lose them", "不能失去";
    hibernating: "Hibernating", "休眠";
    lost: "Lost", "已流失";

    outlook_title(total: &str, low: &str, high: &str): "The next three months should bring {total} ({low} to {high})", "未来三个月预计收入 {total}（{low} 至 {high}）";
    outlook_text(method: &str, smape: &str, naive: &str, coverage: &str, origins: &str): "{method}, chosen by how it did on {origins} past points in time: it was off by {smape} on average, repeating the past by {naive}. The band is meant to hold 80 times out of 100; it held {coverage}.", "方法：{method}，依据其在过去 {origins} 个时点的表现选出：平均误差 {smape}，简单重复过去为 {naive}。区间应有 80% 的概率成立，实际为 {coverage}。";
    outlook_no_better: "No method did better than repeating the past, so that is what you see.", "没有方法优于简单重复过去，因此这里采用简单重复。";
    outlook_none: "A forecast needs eight whole months with orders.", "预测至少需要八个完整月份的订单。";
    outlook_why: "Months without any order count as zero; the running month is left out until it is over.", "没有订单的月份按零计算；当月结束前不计入。";
    method_naive: "The same month of last year", "去年同月";
    method_mean: "The mean of the past", "历史均值";
    method_theta: "Theta", "Theta 方法";
    method_holt_winters: "Holt-Winters", "Holt-Winters 方法";
    method_growth: "Exponential smoothing with steady growth", "稳定增长的指数平滑";
    method_damped: "Holt-Winters with a fading trend", "趋势衰减的 Holt-Winters 方法";
    method_middle: "The middle of several methods", "多种方法的中位数";
    month: "Month", "月份";
    expected: "Expected", "预期";
    band: "80% band", "80% 区间";
    by_month: "Revenue by month", "各月收入";
    revenue_in(currency: &str): "Revenue ({currency})", "收入（{currency}）";

    cohorts_title(share: &str): "{share} of new customers order again within three months", "{share} 的新客户在三个月内再次下单";
    cohorts_none: "Retention needs customers from at least four whole months.", "留存分析至少需要四个完整月份的客户。";
    cohorts_text: "Customers by the month of their first order: the share that ordered again in each later month.", "按首次下单月份分组：此后各月再次下单的比例。";
    first_order: "First order", "首次下单";
    month_after(n: usize): "+{n}", "+{n}";

    pairs_title(first: &str, second: &str): "{first} sells with {second}", "{first}常与{second}一起购买";
    pairs_text: "Products bought in one order more often than by chance, told from the rarer one.", "在同一订单中出现频率高于偶然的商品组合，以较少见的商品为基准。";
    together: "Together", "同单次数";
    confidence: "Of those, also the other", "同时购买比例";
    lift: "Times chance", "提升度";
    pair(first: &str, second: &str): "{first} + {second}", "{first} + {second}";

    value_title(orders: &str, value: &str): "In twelve months your customers should place {orders} orders worth {value}", "未来十二个月客户预计下单 {orders} 次，金额 {value}";
    value_check(foreseen: &str, came: &str, naive: &str): "Checked on your newest months, unseen by the model: {foreseen} orders foreseen, {came} came; repeating the past foresees {naive}.", "用模型未见过的最近数月检验：预测 {foreseen} 次，实际 {came} 次；简单重复过去则为 {naive} 次。";
    value_auc(auc: &str, low: &str, high: &str): "Of a customer who came back and one who did not, it ranks the right one higher {auc} of the time ({low} to {high}).", "随机取一位回购客户与一位未回购客户，有 {auc} 的概率排序正确（{low} 至 {high}）。";
    value_text(model: &str): "A customer buys at a rhythm of their own and one day stops without a word: from the dates alone, {model} tells how many orders are still to come, and Gamma-Gamma what each will be worth. Of three such models the one that foresaw the newest months best is used. The chance shown is that of at least one order in the time named.", "客户按各自的节奏购买，某天会悄然离开。{model} 仅凭日期估计今后的订单数，Gamma-Gamma 估计每单金额；在三种模型中采用对最近几个月预测最好的一种。所示概率为该期间内至少下单一次的概率。";
    value_fitted(numbers: &str): " Fitted to your orders, in weeks: {numbers}.", " 由您的订单拟合得到（以周为单位）：{numbers}。";
    order_soon: "Order within 3 months", "三个月内下单概率";
    value_soon: "Value of the next 12 months", "未来十二个月价值";
    silence: "Unusual silence", "异常沉默";
    valuable_view: "Most valuable next", "未来最有价值";
    value_none: "Lifetime value needs more customers who came back", "计算客户终身价值需要更多回购客户";
    refused_repeats(have: usize, need: &str): one(have) "1 customer came back; {need} are needed." | "{have} customers came back; {need} are needed.", "目前有 {have} 位回购客户，需要 {need} 位。";
    refused_months(have: usize, need: &str): one(have) "Your orders span 1 month; {need} are needed." | "Your orders span {have} months; {need} are needed.", "订单跨度为 {have} 个月，需要 {need} 个月。";
    refused_no_better: "On your newest months it did no better than the plain rule, so it is not used.", "在最近数月的检验中不优于简单规则，因此不予采用。";
    refused_not_settled: "The fit did not settle, so it is not used.", "拟合未收敛，因此不予采用。";

    silent_title(people: &str): "{people} silent for longer than is usual for them", "{people}的沉默时间超出其一贯习惯";
    silent_none: "Nobody is silent for longer than is usual for them", "没有客户的沉默时间超出其一贯习惯";
    silent_text: "Measured against each customer's own pauses: four orders or more, and a silence longer than 95 of 100 of their pauses would be.", "以每位客户自身的下单间隔为准：至少四次下单，且沉默时间超过其 95% 的间隔。";
    silent_view: "Unusually silent", "异常沉默的客户";
}

/// A buying model by its name in the literature.
pub fn buying_model(model: BuyingModel) -> &'static str {
    match model {
        BuyingModel::BgNbd => "BG/NBD",
        BuyingModel::MbgNbd => "MBG/NBD",
        BuyingModel::ParetoNbd => "Pareto/NBD",
    }
}

pub fn segment_name(segment: Segment) -> &'static str {
    match segment {
        Segment::Champions => champions(),
        Segment::Loyal => loyal(),
        Segment::PotentialLoyalist => potential_loyalist(),
        Segment::New => new_customers(),
        Segment::Promising => promising(),
        Segment::NeedAttention => need_attention(),
        Segment::AboutToSleep => about_to_sleep(),
        Segment::AtRisk => at_risk(),
        Segment::CannotLose => cannot_lose(),
        Segment::Hibernating => hibernating(),
        Segment::Lost => lost(),
    }
}

pub fn method(method: Method) -> &'static str {
    match method {
        Method::Naive => method_naive(),
        Method::Mean => method_mean(),
        Method::Theta => method_theta(),
        Method::HoltWinters => method_holt_winters(),
        Method::Growth => method_growth(),
        Method::Damped => method_damped(),
        Method::Middle => method_middle(),
    }
}
