//! The lab beyond yes or no: files, numbers, groups.

use domain::insight::FileShape;

words! {
    drift_title(name: &str): "“{name}” may be out of date", "“{name}”可能已过时";
    drift_few(rows: usize, need: &str): one(rows) "1 answer came since. From {need} on, this says whether the model still holds." | "{rows} answers came since. From {need} on, this says whether the model still holds.", "此后有 {rows} 个新答案。达到 {need} 个后即可判断模型是否仍然有效。";
    drift_holds(rows: usize, ours: &str, naive: &str): "Still good: over the {rows} answers that came since, its chances were nearer to the truth than the plain share (Brier {ours}, {naive}).", "仍然有效：在此后的 {rows} 个答案上，其概率比直接用总体比例更接近真实（Brier {ours}，{naive}）。";
    drift_unsure(rows: usize, ours: &str, naive: &str): "Over the {rows} answers that came since, it is no longer shown to be better than the plain share (Brier {ours}, {naive}). Train it again.", "在此后的 {rows} 个答案上，已无法证明它优于总体比例（Brier {ours}，{naive}）。请重新训练。";
    drift_worse(rows: usize, ours: &str, naive: &str): "Over the {rows} answers that came since, it was further from the truth than the plain share (Brier {ours}, {naive}). Do not go by it; train it again.", "在此后的 {rows} 个答案上，它比总体比例更偏离真实（Brier {ours}，{naive}）。请勿继续使用，并重新训练。";

    leak_late_telling(auc: &str): "its name sounds like something that is written down when the outcome is known, and it alone tells the answers apart well (AUC {auc}).", "从名称看，它在结果已知后才记录，而且仅凭它就能较好地区分答案（AUC {auc}）。";
    kept_feature(name: &str, why: &str): "{name} is used: {why}", "仍使用“{name}”：{why}";
    used_anyway(name: &str): "{name} is used because you chose so. If it is not known beforehand, these figures promise too much.", "按您的选择使用了“{name}”。如果事前并不知道它，这些指标会过于乐观。";
    all_left_out: "Every feature you chose may know the answer already, so nothing is left to learn from. Choose others, or say below Features which of them are known beforehand.", "所选特征都可能已经包含答案，没有可用于学习的内容。请选择其他特征，或在“特征”下方注明哪些在事前已知。";
    use_anyway(name: &str): "Use {name} anyway: it is known beforehand", "仍使用“{name}”：事前已知";

    newest(day: &str, right: &str, plain: &str, own: &str, naive: &str): "On the newest 20% (from {day}), learned from the older ones: {right} right, {plain} by always giving the commoner answer; Brier score {own}, plain share {naive}.", "在最新的 20%（自 {day} 起）上，仅用更早的数据学习：准确率 {right}，总猜多数答案为 {plain}；Brier 分数 {own}，只用比例为 {naive}。";
    newest_differs: "That is worse than on rows at random: things have changed with time.", "这比随机抽取的行更差：情况已随时间变化。";
    newest_no_gain: "On the newest rows it is not shown to be better than the plain share.", "在最新的数据上，无法证明它优于总体比例。";

    penalty_head: "Penalty", "惩罚";
    penalty(c: &str): "C = {c}", "C = {c}";
    penalty_kept(c: &str): "C = {c} stays: no other penalty is clearly better", "保留 C = {c}：没有其他惩罚明显更好";
    penalty_better(c: &str): "C = {c} is clearly better on rows it has not seen", "在未见过的行上，C = {c} 明显更好";
    penalty_text: "The smaller C, the more the factors are held back (ridge). That helps where there are many features for few answers.", "C 越小，系数受到的抑制越强（岭）。特征多而答案少时有帮助。";
    expert: "Expert", "专家设置";
    folds: "Folds", "折数";
    test_share: "Kept aside once", "单独留出";

    delete: "Delete", "删除";
    delete_model(name: &str): "Delete: {name}", "删除：{name}";
    model_deleted(name: &str): "Model “{name}” deleted", "已删除模型“{name}”";

    source: "Where the rows come from", "数据来源";
    contacts_here: "Contacts of this CRM", "本 CRM 的联系人";
    deals_here: "Deals of this CRM", "本 CRM 的商机";
    a_file: "A file", "一个文件";
    choose_file: "Choose a file or drop it here", "选择文件或拖到这里";
    file_kinds: "CSV, Excel or OpenDocument", "CSV、Excel 或 OpenDocument";
    sheet: "Table", "工作表";
    stays_here: "It is only analysed: nothing of it is stored in your records, and it does not leave this device.", "仅用于分析：不会写入您的记录，也不会离开此设备。";
    file_waiting: "Choose a CSV or Excel file to analyse it without importing it", "选择 CSV 或 Excel 文件，无需导入即可分析";
    file_text: "Choose what to predict, then press Train.", "选择预测目标，然后点击训练。";
    rows_and_columns(rows: usize, columns: &str): one(rows) "1 row, {columns} columns" | "{rows} rows, {columns} columns", "{rows} 行，{columns} 列";
    blanks(n: usize): one(n) "1 missing" | "{n} missing", "缺失 {n}";
    shape_number: "number", "数值";
    shape_day: "date", "日期";
    shape_yes_no: "yes/no", "是/否";
    shape_word: "words", "文字";
    outliers(n: usize): one(n) "1 outlier" | "{n} outliers", "异常值 {n}";
    complete: "complete", "无缺失";
    row(n: &str): "Row {n}", "第 {n} 行";

    task_yes_no: "Yes or no", "是或否";
    task_number: "A number", "数值";
    task_groups: "Groups", "分组";
    choose_question: "Choose what to predict", "选择预测目标";
    number_option(name: &str, known: &str, unknown: &str): "{name} ({known} known, {unknown} unknown)", "{name}（已知 {known}，未知 {unknown}）";
    find_groups: "Find groups of rows that are alike", "寻找相似的分组";

    save_text: "Gives you the file again with the result as more columns. Your records are not touched.", "重新生成该文件，并附上结果列。您的记录不受影响。";
    save_file: "Save the scores as CSV", "将结果保存为 CSV";
    scored: "scored", "结果";
    chance_of(target: &str): "Chance of {target}", "{target} 的概率";
    foreseen(target: &str): "{target}, foreseen", "{target}（预测）";
    at_least: "At least (95%)", "下限（95%）";
    at_most: "At most (95%)", "上限（95%）";
    group_head: "Group", "分组";
    group(n: &str): "Group {n}", "第 {n} 组";
    groups_field: "Group from the lab", "实验室分组";
    groups_text: "Writes each record's group as a field and makes a list of each group. Name the groups first if you like: names follow their groups when you group again.", "将所属分组作为字段写入每条记录，并为每组生成列表。可先为各组命名：再次分组时名称会跟随其分组。";
    groups_written(n: usize): one(n) "1 record sorted into its group" | "{n} records sorted into their groups", "已为 {n} 条记录写入分组";
    apply_number_text: "Writes the foreseen number to each record as a field, and makes a view of those whose number is unknown, highest first.", "将预测值作为字段写入每条记录，并为数值未知者生成由高到低的视图。";
    numbers_written(n: usize): one(n) "1 number foreseen" | "{n} numbers foreseen", "已预测 {n} 个数值";
    apply_deals: "Writes each chance to its deal and makes a view of the open ones, most likely first.", "将概率写入每个商机，并为未结束的商机生成按概率排序的视图。";
    orders_again: "Orders again within 90 days", "90 天内再次下单";
    orders_again_text: "Learned from customers as they were 90 days ago: orders up to then, and whether one came since. Other fields are as they are today.", "根据 90 天前的客户情况学习：截至当时的订单，以及此后是否再次下单。其他字段为当前值。";
    leaves: "Will not order within 90 days", "90 天内不会再下单";
    converts: "Lead becomes a customer", "线索成为客户";
    converts_text: "Learned from contacts who became customers and from leads that have not in 90 days. Orders are left out: they are the answer. Other fields are as they are today.", "根据已成为客户的联系人和 90 天内未成为客户的线索学习。订单本身就是答案，因此不使用。其他字段为当前值。";
    replies: "Replies within 14 days", "14 天内回复";
    replies_text: "Learned from one message to each contact: what had passed before it, and whether something came back within 14 days. It needs messages marked as sent and received: import your mail with your own addresses in Settings → Business, or say so when you note one. Other fields are as they are today.", "从每位联系人的一条已发消息学习：此前的往来，以及 14 天内是否收到回复。需要标明“发出”和“收到”的消息：在“设置 → 业务”中填写自己的邮箱后导入邮件，或在记录时注明。其他字段为当前值。";
    sent_before: "Messages sent before", "此前发出的消息";
    received_before: "Messages received before", "此前收到的消息";
    silent_before: "Days without a message from them", "未收到对方消息的天数";
    likely_to_reply: "Most likely to reply", "最可能回复";
    likely_to_leave: "Most likely to leave", "最可能流失";
    likely_to_convert: "Leads most likely to become customers", "最可能成为客户的线索";
    deals_scored(n: usize): one(n) "1 deal scored" | "{n} deals scored", "已为 {n} 个商机评分";
    likely_won: "Most likely to be won", "最可能赢单";
    highest(target: &str): "Highest expected: {target}", "预期最高：{target}";

    too_few_rows(have: usize, need: &str): one(have) "Only 1 row can be used; {need} are needed." | "Only {have} rows can be used; {need} are needed.", "只有 {have} 行可用，至少需要 {need} 行。";
    too_few_different(have: usize, need: &str): one(have) "There is only 1 kind of row: too few for {need} groups." | "There are only {have} different rows: too few for {need} groups.", "只有 {have} 种不同的行，不足以分为 {need} 组。";
    one_number: "The number is the same in every row: there is nothing to foresee.", "所有行的数值都相同，无从预测。";

    takes_away(share: &str, low: &str, high: &str): "It takes away {share} of the squared error of always giving the mean (95% interval {low} to {high}).", "与总猜平均值相比，平方误差减少 {share}（95% 区间 {low} 至 {high}）。";
    adds_error: "It is further from the truth than always giving the mean.", "比总猜平均值更不准确。";
    may_be_mean: "It may do no better than always giving the mean.", "可能并不比总猜平均值更好。";
    explains_little: "It explains little: what it foresees is hardly nearer to the truth than the mean.", "解释力很弱：预测结果几乎不比平均值更接近实际。";
    few_rows(rows: usize, need: &str): one(rows) "Only 1 row to learn from; {need} are needed to rely on it." | "Only {rows} rows to learn from; {need} are needed to rely on it.", "只有 {rows} 行可供学习，至少 {need} 行才可依赖。";
    too_good: "It is almost without error. That is rare in life: one of the features may be the answer in disguise.", "几乎没有误差，这很少见：其中可能有变相的答案。";
    closed_only: "Learned from deals that are closed: one that has been open for long may take longer than this.", "仅从已关闭的商机中学习：久未关闭的商机可能需要更长时间。";
    interval_held(share: &str): "{share} of the unseen rows were within their 95% interval.", "{share} 的未见过的行落在其 95% 预测区间内。";
    r2: "R²", "R²";
    r2_text: "share of the variance explained; 0 is the mean, 1 is perfect", "解释的方差比例；0 等于猜平均值，1 为完美";
    rmse: "Usual error (RMSE)", "典型误差（RMSE）";
    mae: "Mean error (MAE)", "平均误差（MAE）";
    of_mean(value: &str): "always the mean: {value}", "总猜平均值：{value}";
    dropped_text(n: &str): "{n} left out", "排除 {n} 行";
    line: "Linear regression", "线性回归";
    the_mean: "Always the mean", "总猜平均值";
    line_kept: "The line stays: no other model beats it clearly.", "保留线性回归：没有其他模型明显优于它。";
    compare_how: "Smaller errors are better. All models are judged on the same rows, none of which they learned from; the line stays unless another one's advantage is beyond chance (95%).", "误差越小越好。所有模型都在相同且未学习过的行上评判；除非优势超出偶然（95%），否则保留线性回归。";
    tab_fitted: "Foreseen and true", "预测与实际";
    tab_residuals: "Residuals", "残差";
    foreseen_axis: "Foreseen", "预测值";
    true_axis: "True", "实际值";
    residual_axis: "True less foreseen", "实际减预测";
    fitted_title(target: &str, error: &str): "{target} is usually off by {error}: on the line it would be exact", "{target} 的典型误差为 {error}：落在线上即为完全准确";
    residuals_even: "What the model misses is about the same for small and large values: no pattern is left", "大小数值的误差相近：没有残留规律";
    residuals_grow(times: &str): "For the larger values the model misses {times} times as much as for the smaller ones", "对较大的数值，误差是较小数值的 {times} 倍";
    residuals_shrink(times: &str): "For the smaller values the model misses {times} times as much as for the larger ones", "对较小的数值，误差是较大数值的 {times} 倍";
    band_text: "The band holds about 95% of the rows; every dot is a row the model has not seen.", "色带约包含 95% 的行；每个点都是模型未见过的行。";
    coefficients_title(target: &str): "What moves {target}, per usual step (one standard deviation)", "各特征每变化一个标准差对 {target} 的影响";
    effect(feature: &str, step: &str, target: &str, change: &str, low: &str, high: &str): "{step} more {feature}: {target} {change} ({low} to {high})", "{feature} 每增加 {step}：{target} {change}（{low} 至 {high}）";
    level_effect(feature: &str, level: &str, target: &str, change: &str, low: &str, high: &str): "{feature} = {level}: {target} {change} ({low} to {high})", "{feature} 为“{level}”：{target} {change}（{low} 至 {high}）";
    importance_axis: "Squared error added when shuffled", "打乱后增加的平方误差";
    equation_text(target: &str): "Y is {target}. Each number is multiplied by its factor and all are added up. What follows ± is the usual error on rows it has not seen.", "Y 为 {target}。每个数值乘以系数后相加。± 之后是在未见过的行上的典型误差。";
    forest_text: "Each tree asks one question after another, such as whether a number is above a limit, and answers with what was usual among the rows that answered alike. The forest takes the mean of all trees, each grown on other rows and features; a curve fitted on rows that a tree did not see turns it into a chance.", "每棵树逐个提问（例如某数值是否高于某个界限），并以回答相同的行中的通常结果作答。森林取所有树的平均，每棵树使用不同的行和特征；再用未见过的行拟合的曲线转换为概率。";
    forest_number_text: "Each tree asks one question after another, such as whether a number is above a limit, and answers with the mean of the rows that answered alike. The forest takes the mean of all trees, each grown on other rows and features.", "每棵树逐个提问（例如某数值是否高于某个界限），并以回答相同的行的平均值作答。森林取所有树的平均，每棵树使用不同的行和特征。";
    boosting_text: "Small trees one after another: each learns what those before it still get wrong, and a tenth of what it says is added. It stops when rows kept aside are foreseen no better.", "小型决策树依次学习：每棵树学习之前仍然存在的误差，并加上其结果的十分之一。当留出的行不再改善时停止。";
    drives(names: &str): "What drives it, most first: {names}. “What matters” shows how much.", "主要影响因素（由大到小）：{names}。详见“重要特征”。";
    plain_line: "Fitted by least squares: a ridge would not do better.", "采用最小二乘拟合：岭回归不会更好。";
    ridge_line(penalty: &str): "Fitted as a ridge: a penalty of {penalty} holds the factors back, because that does better on left-out rows.", "采用岭回归拟合：惩罚系数为 {penalty}，可抑制系数，因为这样在留出的行上表现更好。";

    groups_title(k: &str): "{k} groups", "分为 {k} 组";
    groups_quality(silhouette: &str, stability: &str): "Silhouette {silhouette}: how much nearer rows are to their own group than to the next (1 is best, 0 is none). Stability {stability}: how much the groups stay when half of the rows are drawn anew.", "轮廓系数 {silhouette}：行与本组比与邻组更近的程度（1 最好，0 为无）。稳定性 {stability}：重新抽取一半的行后分组保持不变的程度。";
    groups_good: "The groups stand apart.", "各组界限分明。";
    groups_weak: "The groups run into each other: take them as a rough sorting, not as kinds.", "各组相互交叠：请视为粗略划分，而非不同类型。";
    groups_none: "The rows are spread evenly: any groups are arbitrary.", "数据分布均匀：任何分组都是随意的。";
    how_many: "Number of groups", "分组数量";
    best_count(k: &str): "{k} (fits best)", "{k}（最合适）";
    share: "Share", "占比";
    rows: "Rows", "行数";
    different: "Group and what makes it different", "分组及其特点";
    higher(name: &str, mean: &str, overall: &str): "{name} higher: {mean} (all: {overall})", "{name} 较高：{mean}（总体 {overall}）";
    lower(name: &str, mean: &str, overall: &str): "{name} lower: {mean} (all: {overall})", "{name} 较低：{mean}（总体 {overall}）";
    more_often(name: &str, level: &str, mean: &str, overall: &str): "more often {name} = {level}: {mean} (all: {overall})", "{name} 更常为“{level}”：{mean}（总体 {overall}）";
    less_often(name: &str, level: &str, mean: &str, overall: &str): "less often {name} = {level}: {mean} (all: {overall})", "{name} 较少为“{level}”：{mean}（总体 {overall}）";
    like_all: "much like all rows", "与总体相近";
    joint: "; ", "；";
    elbow: "J falls with every group more: where it bends, more groups tell little", "J 随分组增多而下降：拐点之后再增加分组意义不大";
    silhouette_title: "The silhouette is highest where groups stand apart most", "轮廓系数最高处，各组最分明";
    j_text: "J is the mean squared distance of a row to the centre of its group, in standard deviations: the sum of squares (inertia) divided by the number of rows N. k-means looks for the centres with the least J.", "J 是每行到其组中心的平均平方距离（以标准差计）：平方和（inertia）除以行数 N。k-means 寻找使 J 最小的中心。";
    rows_left_out(n: usize): one(n) "1 row was left out for a missing value." | "{n} rows were left out for missing values.", "{n} 行因缺失值被排除。";
}

pub fn shape(shape: FileShape) -> &'static str {
    match shape {
        FileShape::Number => shape_number(),
        FileShape::Day => shape_day(),
        FileShape::YesNo => shape_yes_no(),
        FileShape::Word => shape_word(),
    }
}
