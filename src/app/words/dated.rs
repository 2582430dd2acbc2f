//! The lab's questions of a file with dates: how a series goes on, and what customers will bring.

use domain::insight::Period;

words! {
    task_series: "A series", "时间序列";
    task_worth: "Customers", "客户";
    ask_series: "Forecast a series", "预测时间序列";
    ask_worth: "Lifetime value of customers", "客户终身价值";
    save_series: "The button at the chart saves its picture or all numbers.", "可通过图表旁的按钮保存图片或全部数据。";

    date: "Date", "日期";
    number: "Number to forecast", "要预测的数值";
    count_rows: "Count the rows", "统计行数";
    rows: "Rows", "行数";
    customer: "Customer", "客户";
    order_date: "Date of the order", "下单日期";
    amount: "Amount", "金额";
    no_amount: "Count the orders only", "仅统计订单数";
    step: "By", "时间单位";
    by_itself: "As the dates suggest", "根据日期自动判断";
    horizon: "How many ahead", "向前预测期数";
    horizon_hint: "As many of the newest are held back to judge it.", "同样期数的最新数据会留出用于检验。";
    season: "Season", "季节周期";
    season_hint: "After how many it comes round again: 12 for months, 7 for days, 1 for none.", "每隔多少期重复一次：按月为 12，按日为 7，无季节为 1。";
    period_day: "Day", "日";
    period_workday: "Working day", "工作日";
    period_week: "Week", "周";
    period_month: "Month", "月";
    period_quarter: "Quarter", "季度";
    period_year: "Year", "年";
    period_row: "Row", "行";
    quarter(year: &str, n: &str): "Q{n} {year}", "{year} 年第 {n} 季度";
    prepared_series: "Rows without a date or a number are left out. Several rows of one period are added up; a few missing periods get a value between their neighbours.", "缺少日期或数值的行会被排除。同一期的多行会相加；少量缺失的期取相邻值之间的值。";
    prepared_worth: "Rows without a customer or a date, and amounts below zero, are left out. Orders of one day count as one.", "缺少客户或日期的行以及负金额会被排除。同一天的订单合并为一单。";

    gain(periods: usize, share: &str, low: &str, high: &str): "On the newest {periods}, which it had not seen, it was {share} nearer to the truth than repeating the past (95% interval {low} to {high}).", "在未见过的最新 {periods} 期上，误差比简单重复过去减少 {share}（95% 区间 {low} 至 {high}）。";
    only_the_past: "No method was clearly better than repeating the past.", "没有方法明显优于简单重复过去。";
    worse_than_the_past: "On the newest part it was further off than repeating the past.", "在最新部分上，误差比简单重复过去更大。";
    unsure: "It may be no better than repeating the past.", "可能并不优于简单重复过去。";
    summed(period: &str): "Rows of one period were added up ({period}).", "同一期的多行已相加（{period}）。";
    filled(n: usize): one(n) "1 missing period got a value between its neighbours." | "{n} missing periods got a value between their neighbours.", "{n} 个缺失的期取了相邻值之间的值。";
    left_out(n: usize): one(n) "1 row is left out: incomplete, below zero or out of range." | "{n} rows are left out: incomplete, below zero or out of range.", "排除 {n} 行：不完整、为负或超出范围。";
    too_few_periods(have: usize, need: &str): one(have) "There is only 1 value; {need} are needed to learn from some and judge by the others." | "There are only {have} values; {need} are needed to learn from some and judge by the others.", "只有 {have} 个值，至少需要 {need} 个：一部分用于学习，其余用于检验。";
    error: "Error (sMAPE)", "误差（sMAPE）";
    mean_error: "Mean error (MAE)", "平均误差（MAE）";
    of_the_past(value: &str): "repeating the past: {value}", "简单重复过去：{value}";
    in_band: "In the band of 80%", "落在 80% 区间内";
    in_band_text(share: &str, origins: &str): "{share} over {origins} earlier starts", "此前 {origins} 个起点为 {share}";
    held_back(n: usize): one(n) "Judged on the newest value, which was held back." | "Judged on the newest {n} values, which were held back.", "以留出的最新 {n} 个值检验。";
    how(method: &str, error: &str, naive: &str, origins: &str): "Method: {method}, the best of several over {origins} earlier starts: off by {error}, repeating the past by {naive}.", "方法：{method}，在此前 {origins} 个起点中表现最好：误差 {error}，简单重复过去为 {naive}。";
    title(name: &str, period: &str, value: &str, low: &str, high: &str): "{name} in {period}: about {value}, most likely {low} to {high}", "{period} 的 {name} 约为 {value}，很可能在 {low} 至 {high} 之间";
    foreseen: "Foreseen", "预测值";

    customers: "Customers", "客户数";
    came_back(n: &str): "{n} came back", "{n} 位回购";
    orders: "Orders", "订单数";
    spent: "Spent", "消费金额";
    orders_ahead: "Orders of the next 12 months", "未来十二个月订单数";
    so_far(n: &str): "{n} so far", "至今 {n} 次";
    as_of_today(value: &str): "as of today {value}", "折现后 {value}";
    worth_gain(share: &str, low: &str, high: &str): "On the newest months it takes away {share} of the squared error of repeating each customer's past (95% interval {low} to {high}).", "在最近数月上，与简单重复每位客户的过去相比，平方误差减少 {share}（95% 区间 {low} 至 {high}）。";
    top_title(n: usize, share: &str): one(n) "The most valuable customer should bring {share} of the next twelve months" | "The {n} most valuable customers should bring {share} of the next twelve months", "最有价值的 {n} 位客户预计贡献未来十二个月的 {share}";
}

pub fn period(period: Period) -> &'static str {
    match period {
        Period::Day => period_day(),
        Period::Workday => period_workday(),
        Period::Week => period_week(),
        Period::Month => period_month(),
        Period::Quarter => period_quarter(),
        Period::Year => period_year(),
        Period::Row => period_row(),
    }
}
