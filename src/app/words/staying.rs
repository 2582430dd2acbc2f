//! Who stays from year to year: the card, and the lab on a file that counts them.

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
    task: "Who stays", "留存";
    ask: "Who stays, by yearly counts", "按年度人数预测留存";
    counts: "Customers left (count or %)", "剩余客户（人数或百分比）";
    years: "Year", "年份";
    in_order: "The rows are in order", "按行的顺序";
    prepared: "Customers of one beginning, one row a year: all who began, then those left after each year. Rows are put in the order of their years.", "同一批开始的客户，每年一行：先是全部人数，然后是每年之后剩余的人数。各行按年份排列。";
    counted_title(first: &str, years: usize, left: &str): one(years) "{first} stayed the first year; after 1 year {left} are left" | "{first} stayed the first year; after {years} years {left} are left", "第一年留存 {first}；{years} 年后剩余 {left}";
    alpha: "The larger, the more leave at first", "越大，起初离开的越多";
    beta: "The larger, the more stay at first", "越大，起初留下的越多";
    in_first_year(share: &str): "{share} in the first year", "第一年为 {share}";
    begun(n: &str): "{n} began", "起始 {n} 位";
    of_a_hundred: "The file has shares, not customers: how sure it is goes by a hundred customers.", "文件中是比例而非人数：可信程度按一百位客户计算。";
    how: "Shifted beta-geometric model (Fader and Hardie, How to Project Customer Retention, 2007): each customer leaves at the end of a year with a chance of their own, those who leave easily go first, so retention rises with the years.", "移位贝塔几何模型（Fader 与 Hardie，2007）：每位客户每年末以各自的概率离开，易流失者先走，因此留存率逐年上升。";
    too_few_years(have: usize, need: &str): one(have) "There is only 1 yearly count; {need} are needed, 4 to judge by the newest." | "There are only {have} yearly counts; {need} are needed, 4 to judge by the newest.", "只有 {have} 个年度数值，至少需要 {need} 个；要用最近一年检验则需要 4 个。";
    too_few_customers(have: usize, need: &str): one(have) "Only 1 customer began; {need} are needed." | "Only {have} customers began; {need} are needed.", "起始客户只有 {have} 位，至少需要 {need} 位。";
    no_count(row: &str): "Row {row} below the header has no count of customers. Fill it in, or take the row out.", "标题下第 {row} 行没有客户人数。请补全或删除该行。";
    not_the_next_year(row: &str): "Row {row} below the header is not of the year after the one before. Each year must be there once, none between them missing.", "标题下第 {row} 行不是上一行的下一年。每年应有且仅有一行，中间不能缺年。";
    more_than_before(row: &str): "Row {row} below the header counts more customers than the year before. Those who began together can only become fewer: leave out who came later.", "标题下第 {row} 行的客户比上一年多。同一批客户只会减少：请排除后来加入的客户。";
    nobody_left: "Nobody left in these years, so nothing can be told of leaving.", "这些年没有客户离开，因此无法预测流失。";
    letters(likelihood: &str): "r(k): the share that stays through the k-th year of those who came this far; S(n): the share left after n years. Log-likelihood {likelihood}.", "r(k)：到达第 k 年者中留存的比例；S(n)：n 年后的累计留存。对数似然 {likelihood}。";
}
