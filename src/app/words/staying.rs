//! The card of who stays from year to year.

words! {
    title(first: &str, years: &str, left: &str): "{first} of new customers order again in a later year; after {years} years {left} are left", "{first} 的新客户在之后的年份再次下单；{years} 年后剩余 {left}";
    chart_title(years: usize, left: &str): one(years) "After 1 year {left} should still be there" | "After {years} years {left} should still be there", "{years} 年后预计仍有 {left} 的客户";
    text(from: &str, to: &str, customers: &str): "Customers by the year of their first order, whole years from {from} to {to}, {customers} customers. Whoever orders in a later year has stayed until then; whoever was not seen in the newest year counts as gone. Carried on by the shifted beta-geometric model (Fader and Hardie, How to Project Customer Retention, 2007): each customer leaves at the end of a year with a chance of their own, those who leave easily go first, so retention rises with the years.", "按首次下单年份统计 {from} 至 {to} 的完整年份，共 {customers} 位客户。在后续年份下过单即视为留存至该年；最近一年未出现则视为流失。由移位贝塔几何模型外推（Fader 与 Hardie，2007）：每位客户每年末以各自的概率离开，易流失者先走，因此留存率逐年上升。";
    tried(foreseen: &str, came: &str, naive: &str): "Checked on the newest year, unseen by the model: {foreseen} customers foreseen to stay, {came} stayed; the plain share of the years before says {naive}.", "用模型未见过的最近一年检验：预测留存 {foreseen} 位，实际 {came} 位；按以往的简单比例则为 {naive} 位。";
    year: "Year", "年份";
    after_years(n: usize): one(n) "After 1 year" | "After {n} years", "{n} 年后";
    could: "Could stay", "应续";
    did: "Stayed", "留存";
    retention: "Of those who came this far", "当年留存率";
    left: "Left of all", "累计留存";
    model: "By the model", "模型估计";
    axis: "Still there (%)", "仍在的比例（%）";
    letters(likelihood: &str): "r(k): the share that stays through the k-th year of those who came this far; S(n): the share left after n years. Log-likelihood {likelihood}.", "r(k)：到达第 k 年者中留存的比例；S(n)：n 年后的累计留存。对数似然 {likelihood}。";
}
