//! The dashboard of `/insights`: arranging its cards, groups of customers, sources, offers, pieces, deals, the diary.

use domain::insight::Holiday;

words! {
    card_menu(name: &str): "{name}: options", "{name}：选项";
    move_up: "Move up", "上移";
    move_down: "Move down", "下移";
    hide: "Hide", "隐藏";
    picture: "Picture (PNG)", "图片（PNG）";
    table: "Numbers (CSV)", "数据（CSV）";
    no_picture: "The picture could not be made", "无法生成图片";
    moved(name: &str, place: &str, all: &str): "{name}: place {place} of {all}", "{name}：第 {place} 位，共 {all} 位";
    card_hidden(name: &str): "Hidden: {name}", "已隐藏：{name}";
    hidden_cards: "Hidden:", "已隐藏：";
    show_card(name: &str): "Show: {name}", "显示：{name}";
    usual_order: "Arrange as at first", "恢复默认排列";

    card_segments: "Segments", "客群";
    card_groups: "Groups", "分组";
    card_outlook: "Revenue forecast", "收入预测";
    card_deals: "Open deals", "进行中的商机";
    card_demand: "Demand by product", "商品需求";
    card_lifetime: "Lifetime value", "客户终身价值";
    card_silent: "Silence", "沉默客户";
    card_sources: "Sources", "来源";
    card_offers: "Next product", "下一个商品";
    card_cohorts: "Coming back", "回购";
    card_staying: "Staying from year to year", "逐年留存";
    card_pairs: "Bought together", "一起购买";
    card_diary: "Forecast diary", "预测日记";

    reading_orders: "Reading your orders…", "正在读取订单…";
    stopped: "Stopped before it was done.", "已在完成前停止。";
    make_tasks(n: usize): one(n) "Make 1 task" | "Make {n} tasks", "创建 {n} 个任务";
    make_tasks_for(n: usize, name: &str): one(n) "Make 1 task: {name}" | "Make {n} tasks: {name}", "创建 {n} 个任务：{name}";

    groups_seeking: "Looking for groups of customers…", "正在寻找客户分组…";
    groups_title(count: &str, share: &str, name: &str, revenue: &str): "{count} kinds of customers; {share} of them, “{name}”, bring {revenue} of the revenue", "客户可分为 {count} 类；其中占 {share} 的“{name}”贡献了 {revenue} 的收入";
    groups_text(silhouette: &str, stability: &str): "Nobody names these groups beforehand: k-means puts customers together who are alike in how lately, how often, for how much and in which season they buy (J = the mean squared distance to the middle of one's group, 20 starts, the best kept). The number of groups is the one whose customers are nearest to their own group and farthest from the next (silhouette {silhouette}; 0 is no groups at all, 1 is perfect) and that stays when only half of the customers are looked at (stability {stability} of 1).", "这些分组并非事先定义：k-means 将在最近购买时间、次数、金额和季节上相似的客户归在一起（J 为到所属组中心的平均平方距离；20 次起始，取最佳）。组数的选择标准是：客户离本组最近、离他组最远（轮廓系数 {silhouette}，0 表示没有分组，1 为完美），且只看一半客户时分组依然稳定（稳定性 {stability}，满分 1）。";
    groups_formula(inertia: &str, all: &str, j: &str): " J = inertia / N = {inertia} / {all} = {j}.", "J = 惯性 / N = {inertia} / {all} = {j}。";
    groups_weak: "The groups run into each other: take them as a first look, not as a truth.", "各组之间界限不清，仅供初步参考。";
    groups_few(have: usize, need: &str): one(have) "Groups need {need} customers; one has ordered so far." | "Groups need {need} customers; {have} have ordered so far.", "分组至少需要 {need} 位客户，目前有 {have} 位。";
    groups_alike: "Your customers all buy alike: there are no groups to tell apart.", "客户的购买方式都相近，无法分组。";
    groups_none: "No groups of customers yet", "暂无客户分组";
    group: "Group", "分组";
    group_name(number: &str): "Name of group {number}", "第 {number} 组的名称";
    group_view(name: &str): "Group: {name}", "分组：{name}";
    save_groups: "Save as lists", "保存为列表";
    save_groups_again: "Bring the lists up to date", "更新列表";
    groups_saved(n: usize): one(n) "1 list saved" | "{n} lists saved", "已保存 {n} 个列表";
    group_renamed: "Group renamed", "分组已重命名";
    group_count: "Number of groups", "组数";
    elbow_title(count: &str, last: &str, next: &str): "{count} groups: the last one takes {last} off J, one more would take {next}", "{count} 组：最后一组使 J 降低 {last}，再加一组只降低 {next}";
    elbow: "J by number of groups: where the bend is, more groups bring little", "不同组数的 J：拐点之后增加组数收益不大";
    inertia: "J", "J";
    silhouette: "Silhouette", "轮廓系数";
    stability: "Stability", "稳定性";
    why_count(count: &str): "Why {count} groups", "为什么是 {count} 组";
    each_order: "Each order", "每单金额";
    in_season(first: &str, last: &str): "{first} to {last}", "{first}至{last}";
    long_ago: "not here for long", "久未光顾";
    lately: "here lately", "近期购买";
    often: "buys often", "购买频繁";
    rarely: "buys rarely", "很少购买";
    much: "spends a lot each time", "每次消费高";
    little: "spends little each time", "每次消费低";
    mostly_in(first: &str, last: &str): "mostly in {first} to {last}", "多在{first}至{last}";
    hardly_in(first: &str, last: &str): "hardly in {first} to {last}", "很少在{first}至{last}";
    comma: ", ", "，";
    like_most: "like most customers", "与多数客户相近";

    sources_title(source: &str, share: &str): "Customers from {source} come back most: {share} ordered again", "来自“{source}”的客户回购最多：{share} 再次下单";
    sources_equal: "No source clearly brings customers who come back more often", "没有哪个来源的客户明显更常回购";
    sources_text: "For each source: the contacts it brought, how many of them bought, how many of those ordered again, and what they brought in. The lines are 95% intervals: where they overlap, the difference may be chance.", "按来源统计：带来的联系人、其中购买的人数、再次下单的比例以及带来的收入。线段为 95% 区间，区间重叠时差异可能出于偶然。";
    sources_none: "Fill in where your contacts came from to compare the sources", "填写联系人的来源后即可比较";
    sources_few: "Two sources with at least ten customers each are needed.", "至少需要两个来源，且各有十位客户。";
    source: "Source", "来源";
    unknown_source: "Not known", "未知";
    bought: "Bought", "已购买";
    came_back: "Came back", "回购";
    came_back_axis: "Came back (%)", "回购率（%）";
    each: "For each contact", "人均贡献";
    not_bought(name: &str): "{name}, nothing bought yet", "{name}，尚未购买";
    source_view(source: &str): "Source: {source}", "来源：{source}";

    offers_title(people: &str, product: &str, because: &str): "Offer {product} to {people} who have {because}", "向 {people}推荐{product}：他们买过{because}";
    offers_weak: "Who bought what says little about what they buy next: the bestsellers do as well", "已购商品难以预示下一次购买：推荐畅销品效果相当";
    offers_text: "For each customer the product not bought yet that others took as a new one when they came back after the same purchase.", "对每位客户，推荐其尚未购买、而其他有同样购买经历的客户回来时新买的商品。";
    offers_judged(hits: &str, popular: &str, customers: &str): "Tried on the last orders of {customers} customers, unseen: one of three such offers was bought by {hits}, one of the three bestsellers by {popular}.", "在 {customers} 位客户未参与学习的最后一单上检验：三个推荐命中 {hits}，三个畅销品命中 {popular}。";
    offers_none: "Next products need more customers who came back for something new", "推荐下一个商品需要更多回来购买新品的客户";
    offer(because: &str, product: &str): "{because} → {product}", "{because} → {product}";
    after_head: "After → offer", "已购 → 推荐";
    to_offer: "Customers", "客户";
    took: "Took it so far", "以往购买比例";
    next_product: "Next product", "下一个商品";
    offer_view(offer: &str): "Offer: {offer}", "推荐：{offer}";

    demand_title(product: &str, count: &str, low: &str, high: &str): "About {count} of “{product}” in the next three months ({low} to {high})", "未来三个月“{product}”约需 {count} 件（{low} 至 {high}）";
    demand_text: "Whole months of the lines of your orders. Per product the method that was closest in the past (mean, season, Theta, smoothing, and Croston's for products that sell now and then); the band should hold 80 times out of 100.", "基于订单明细的整月数据。为每种商品选取过去最准确的方法（均值、季节、Theta、平滑，间歇销售的商品用 Croston 类方法）；区间应有 80% 的概率成立。";
    demand_axis: "Pieces in three months", "三个月件数";
    sold: "Last three months", "近三个月";
    expected: "Expected", "预计";
    product: "Product", "商品";
    band: "80 of 100 times", "80% 区间";
    product_shown: "Product shown", "显示的商品";
    demand_month(product: &str, count: &str, low: &str, high: &str): "{product}: {count} next month ({low} to {high})", "{product}：下月 {count} 件（{low} 至 {high}）";
    pieces: "Pieces", "件数";
    demand_error: "Off by, repeating by", "误差 / 简单重复";
    by_month: "By month", "按月";
    order_task(product: &str, count: &str): "Order {product}: about {count} for three months", "备货{product}：三个月约 {count} 件";
    make_order_task(product: &str): "Make a task: order {product}", "创建任务：备货{product}";
    order_task_made: "Task made", "任务已创建";

    deals_title(count: &str, sum: &str, low: &str, high: &str): "{count} open deals should bring {sum} ({low} to {high})", "{count} 个进行中的商机预计带来 {sum}（{low} 至 {high}）";
    deals_none: "No open deal has a value and a chance", "没有同时具备金额和概率的进行中商机";
    deals_text: "Each deal comes with its own chance or not at all; all combinations are added up exactly, none is drawn at random. The band should hold 80 times out of 100 if the chances are right and deals do not hang together.", "每个商机按其概率成交或落空；精确累加所有组合，而非随机抽样。若概率准确且商机互不影响，区间应有 80% 的概率成立。";
    deals_soon(sum: &str, low: &str, high: &str): "Due within three months: {sum} ({low} to {high}).", "三个月内到期：{sum}（{low} 至 {high}）。";
    deals_together(sum: &str, low: &str, high: &str): "With the orders' forecast: {sum} ({low} to {high}), if these deals do not become orders that the forecast counts already.", "加上订单预测：{sum}（{low} 至 {high}），前提是这些商机不会重复计入已预测的订单。";
    deals_won(won: &str, ended: &str, share: &str, low: &str, high: &str): "So far {won} of {ended} were won: {share} ({low} to {high}).", "迄今 {ended} 个中成交 {won} 个：{share}（{low} 至 {high}）。";
    deals_trained(n: usize): one(n) "1 deal has the chance that your model gave it." | "{n} deals have the chance that your model gave them.", "{n} 个商机采用您的模型给出的概率。";
    deals_assumed(n: usize): one(n) "1 deal without a chance of its own got that share." | "{n} deals without a chance of their own got that share.", "{n} 个未填概率的商机按此比例计算。";
    deals_left_out(n: usize): one(n) "1 open deal is left out: no value, no chance or another currency." | "{n} open deals are left out: no value, no chance or another currency.", "{n} 个进行中的商机未计入：无金额、无概率或为其他货币。";
    open_deals: "Open deals", "进行中的商机";
    all_open: "All open deals", "全部进行中的商机";
    due_soon: "Due within three months", "三个月内到期";
    most: "All won", "全部成交";

    diary_none: "Keep today's forecast to see later how right it was", "保留今天的预测，日后检验其准确度";
    diary_waiting(n: usize): one(n) "1 kept forecast waits for its month to end" | "{n} kept forecasts wait for their months to end", "{n} 个已保留的预测等待当月结束";
    diary_title(held: &str, judged: &str): "{held} of {judged} kept forecasts came true within their band", "{judged} 个已保留的预测中有 {held} 个落在区间内";
    diary_text(error: &str): "Off by {error} on average so far.", "目前平均误差 {error}。";
    diary_better(mase: &str): "That is {mase} times the error of repeating the past: better (MASE below 1).", "为简单重复过去误差的 {mase} 倍：更准确（MASE 小于 1）。";
    diary_worse(mase: &str): "That is {mase} times the error of repeating the past: no better (MASE of 1 or more).", "为简单重复过去误差的 {mase} 倍：并不更准确（MASE 不小于 1）。";
    diary_above(by: &str): "On average the forecasts were {by} too high.", "预测平均偏高 {by}。";
    diary_below(by: &str): "On average the forecasts were {by} too low.", "预测平均偏低 {by}。";
    diary_held(held: &str, low: &str, high: &str): "The 80% band held {held} ({low} to {high}).", "80% 区间的命中率为 {held}（{low} 至 {high}）。";
    diary_text_plain: "The first forecast of each month is kept by itself and never changed; when its month is over, what came is put beside it.", "每月的首个预测会自动保留且不再更改；当月结束后，实际结果会列在旁边。";
    keep_forecast: "Keep today's forecast", "保留今天的预测";
    forecast_kept: "Forecast kept", "预测已保留";
    kept_this_month: "This month's forecast is kept.", "本月预测已保留。";
    diary_no_forecast: "There is no forecast to keep yet.", "目前没有可保留的预测。";
    made_on: "Made on", "预测日期";
    came: "Came", "实际";
    within: "Within the band", "落在区间内";

    holidays: "Holidays", "节日";
    holidays_marked: "Holidays that move from year to year are marked; the forecast does not reckon with them yet.", "图中标出了每年日期变动的节日，预测尚未将其计算在内。";
    chinese_new_year: "Chinese New Year", "春节";
    mid_autumn: "Mid-Autumn", "中秋节";
    easter: "Easter", "复活节";
}

/// The holidays that come in other months from year to year; the others fall on the same place of every year.
pub fn moving_holiday(holiday: Holiday) -> Option<&'static str> {
    match holiday {
        Holiday::ChineseNewYear => Some(chinese_new_year()),
        Holiday::MidAutumn => Some(mid_autumn()),
        Holiday::Easter => Some(easter()),
        _ => None,
    }
}
