//! The cards of `/insights`.

use domain::insight::{BuyingModel, Method, Segment};

words! {
    no_orders: "Bring in your orders to see who buys, who comes back and who is slipping away", "导入订单，了解谁在购买、谁会回来、谁正在流失";
    basis(orders: &str, customers: &str, revenue: &str): "{orders} orders of {customers} customers, {revenue} in all.", "{customers} 位客户的 {orders} 个订单，合计 {revenue}。";
    left_out(n: usize): one(n) "1 order is left out: cancelled, refunded, undated, in the future or in another currency." | "{n} orders are left out: cancelled, refunded, undated, in the future or in another currency.", "{n} 个订单未计入：已取消、已退款、无日期、日期在未来或为其他货币。";
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
    outlook_text(method: &str, smape: &str, naive: &str, coverage: &str, wide: &str, origins: &str): "{method}, chosen by how it did on {origins} past points in time: it was off by {smape} on average, repeating the past by {naive}. Of what came, the 80% band held {coverage} and the 95% band {wide}.", "方法：{method}，依据其在过去 {origins} 个时点的表现选出：平均误差 {smape}，简单重复过去为 {naive}。实际值落入 80% 区间的比例为 {coverage}，落入 95% 区间的为 {wide}。";
    outlook_not_usable: "Revenue swings too much to be foreseen yet", "收入波动过大，目前还无法预测";
    next_month_title(figure: &str, value: &str, low: &str, high: &str): "{figure} next month: {value} ({low} to {high})", "下月{figure}：{value}（{low} 至 {high}）";
    foreseen_figure: "Figure foreseen", "预测指标";
    method_letters: "ℓ: the level now; b: the drift or trend of a month; α, β, γ: how fast level, trend and season follow; φ: how the trend fades; s: what the month of the year adds (∘: times or plus); n: months known.", "ℓ：当前水平；b：每月的漂移或趋势；α、β、γ：水平、趋势和季节的更新速度；φ：趋势的衰减；s：月份的季节影响（∘：相乘或相加）；n：已知月数。";
    band_cut: "The 95% band goes beyond the picture; the numbers behind it have its ends.", "95% 区间超出图表范围，其上下限见图表背后的数据。";
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
    wide_band: "95% band", "95% 区间";
    revenue_in(currency: &str): "Revenue ({currency})", "收入（{currency}）";

    cohorts_title(share: &str): "{share} of new customers order again within three months", "{share} 的新客户在三个月内再次下单";
    cohorts_none: "Retention needs customers from at least four whole months.", "留存分析至少需要四个完整月份的客户。";
    cohorts_text: "Customers by the month of their first order: the share that ordered again in each later month.", "按首次下单月份分组：此后各月再次下单的比例。";
    first_order: "First order", "首次下单";
    month_after(n: usize): "+{n}", "+{n}";

    months_after: "Months after the first order", "首次下单后的月数";
    by_first_month: "Ordered again, by the month of the first order", "按首次下单月份的再次下单比例";
    best_month(month: &str, share: &str): "Who came in {month} came back most: {share} in the month after", "{month}首次下单的客户回购最多：次月 {share}";
    ordered_again: "Ordered again", "再次下单";
    first_order_view(month: &str): "First order: {month}", "首次下单：{month}";
    not_back(name: &str): "{name}, not back yet", "{name}，尚未回购";
    lacking: "Lack the other", "缺另一件";
    lacking_field: "Lacks the other", "缺另一件";
    lacks_view(first: &str, second: &str): "{first}, not yet {second}", "有{first}，还没有{second}";

    pairs_title(first: &str, second: &str): "{first} sells with {second}", "{first}常与{second}一起购买";
    pairs_text: "Products bought in one order more often than by chance, told from the rarer one.", "在同一订单中出现频率高于偶然的商品组合，以较少见的商品为基准。";
    together: "Together", "同单次数";
    confidence: "Of those, also the other", "同时购买比例";
    lift: "Times chance", "提升度";
    pair(first: &str, second: &str): "{first} + {second}", "{first} + {second}";

    value_title(orders: &str, value: &str): "In twelve months your customers should place {orders} orders worth {value}", "未来十二个月客户预计下单 {orders} 次，金额 {value}";
    value_check(foreseen: &str, came: &str, naive: &str): "Checked on your newest months, unseen by the model: {foreseen} orders foreseen, {came} came; repeating the past foresees {naive}.", "用模型未见过的最近数月检验：预测 {foreseen} 次，实际 {came} 次；简单重复过去则为 {naive} 次。";
    value_auc(auc: &str, low: &str, high: &str): "Of a customer who came back and one who did not, it ranks the right one higher {auc} of the time ({low} to {high}).", "随机取一位回购客户与一位未回购客户，有 {auc} 的概率排序正确（{low} 至 {high}）。";
    value_not_usable: "What customers will bring cannot be foreseen well enough yet", "目前还无法可靠地预测客户将带来的收入";
    value_gain(gain: &str, low: &str, high: &str): "Customer by customer its squared error is {gain} below that of repeating the past ({low} to {high}).", "逐个客户来看，其平方误差比简单重复过去低 {gain}（{low} 至 {high}）。";
    value_interval: " 80 of 100 customers like this one lie within the interval: exact for the number of orders, drawn with a fixed seed for money.", "100 位类似客户中有 80 位落在区间内：订单数为精确计算，金额为固定种子的模拟。";
    value_letters: "x: orders after the first one; t_x: weeks from the first to the last order; T: weeks since the first order; t: weeks ahead; m: the mean of those orders. Customers with one order only count as still there in BG/NBD, so the chance of an order is shown instead of P(alive).", "x：首单之后的订单数；t_x：首单至末单的周数；T：首单至今的周数；t：未来的周数；m：这些订单的均额。BG/NBD 视只下过一单的客户为仍然活跃，因此显示的是下单概率而非 P(alive)。";
    discounted(value: &str): "Worth today, if money is worth one percent less with each month of waiting: {value}.", "若资金每晚一个月贬值百分之一，折合今天的价值为 {value}。";
    top_title(count: &str, share: &str): "The {count} most valuable customers should bring {share} of that", "最有价值的 {count} 位客户预计贡献其中的 {share}";
    value_axis(currency: &str): "Value of the next 12 months ({currency})", "未来十二个月价值（{currency}）";
    customer: "Customer", "客户";
    orders_expected: "Orders expected", "预期订单";
    value_head: "Value", "价值";
    within_months(n: usize): one(n) "1 month" | "{n} months", "{n} 个月";
    which_model: "Which model, and why", "采用哪种模型及原因";
    models_text(model: &str, orders: &str, came: &str): "Each model learned from everything but the newest months and then foresaw those. {model} is used: of the models whose log-loss on who came back is as good as the best one's, it came nearest to all orders ({orders} foreseen, {came} came). A smaller log-loss and error are better, a greater log-likelihood fits the past better.", "各模型均在不含最近几个月的数据上学习，再预测这几个月。采用 {model}：在对“谁会回来”的对数损失与最佳者相当的模型中，它的订单总数最接近实际（预测 {orders}，实际 {came}）。对数损失和误差越小越好，对数似然越大越贴合过去。";
    log_likelihood: "Log-likelihood", "对数似然";
    error_each: "Error for each customer", "每位客户的误差";
    orders_foreseen: "Orders foreseen", "预测订单";
    value_text(model: &str): "A customer buys at a rhythm of their own and one day stops without a word: from the dates alone, {model} tells how many orders are still to come, and Gamma-Gamma what each will be worth. Of three such models the one that foresaw the newest months best is used. The chance shown is that of at least one order in the time named.", "客户按各自的节奏购买，某天会悄然离开。{model} 仅凭日期估计今后的订单数，Gamma-Gamma 估计每单金额；在三种模型中采用对最近几个月预测最好的一种。所示概率为该期间内至少下单一次的概率。";
    value_fitted(numbers: &str): " Fitted to your orders, in weeks: {numbers}.", "由您的订单拟合得到（以周为单位）：{numbers}。";
    order_soon: "Order within 3 months", "三个月内下单概率";
    order_in_1: "Order within 1 month", "一个月内下单概率";
    order_in_6: "Order within 6 months", "六个月内下单概率";
    order_in_12: "Order within 12 months", "十二个月内下单概率";
    next_order: "Next order", "下次下单";
    value_low: "Value of the next 12 months, at least", "未来十二个月价值下限";
    value_high: "Value of the next 12 months, at most", "未来十二个月价值上限";
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

/// How a method comes to its figures, in letters: ŷ(h) is the figure h months ahead.
pub fn method_formula(method: Method, in_proportion: bool) -> &'static str {
    match method {
        Method::Naive => "ŷ(h) = yₙ₊ₕ₋₁₂",
        Method::Mean => "ŷ(h) = (y₁ + … + yₙ) / n",
        Method::Theta | Method::Growth if in_proportion => "ln ŷ(h) = ℓ + b · (h − 1 + (1 − (1 − α)ⁿ) / α) + sₕ",
        Method::Theta | Method::Growth => "ŷ(h) = ℓ + b · (h − 1 + (1 − (1 − α)ⁿ) / α) + sₕ",
        Method::HoltWinters | Method::Damped => "ŷ(h) = (ℓ + (φ + φ² + … + φʰ) · b) ∘ sₕ",
        Method::Middle => "ŷ(h) = median(θₕ, wₕ, gₕ)",
    }
}
