//! Insights: the lab and its honesty.

use domain::insight::{Level, Missing, ModelKind, Outliers};

words! {
    show_table: "Show the numbers", "显示数据表";
    hide_table: "Hide the numbers", "隐藏数据表";
    first_rows(shown: &str, all: &str): "The first {shown} of {all} rows; the file has all of them.", "显示前 {shown} 行，共 {all} 行；文件中包含全部。";
    lab: "Lab", "实验室";
    lab_card: "Predict something about your customers", "预测客户行为";
    lab_card_text: "Who will buy, order again or leave? Train a model on what you know and see how good it is.", "谁会购买、再次下单或流失？用您已有的数据训练模型，并了解其准确程度。";
    open_lab: "Open the lab", "打开实验室";
    no_models: "No models yet.", "还没有模型。";
    kept_models: "Your models", "您的模型";
    train_again: "Train again", "重新训练";
    trained_on(when: &str): "Trained {when}", "训练于{when}";
    before_now(before: &str, now: &str): "Accuracy before {before}, now {now}", "此前准确率 {before}，现在 {now}";

    step_data: "Data", "数据";
    step_prepare: "Prepare", "预处理";
    step_features: "Features", "特征";
    step_train: "Train", "训练";
    step_apply: "Apply", "应用";
    predict: "Predict", "预测";
    predict_option(name: &str, yes: &str, no: &str, unknown: &str): "{name} ({yes} yes, {no} no, {unknown} unknown)", "{name}（是 {yes}，否 {no}，未知 {unknown}）";
    no_answer_field: "A prediction needs a yes/no field with answers you know, such as Purchased or Newsletter. Add one under Settings, or import a file that has one.", "预测需要一个已有答案的是/否字段，例如“已购买”或“订阅资讯”。请在设置中添加，或导入包含该字段的文件。";
    add_field: "Add a field", "添加字段";
    features_text: "What the model may learn from. Leave out what is only known afterwards.", "模型可以学习的内容。请排除事后才知道的信息。";
    chosen(n: usize): one(n) "1 chosen" | "{n} chosen", "已选 {n} 项";
    missing_values(feature: &str): "{feature}: missing values", "{feature}：缺失值";
    outlier_values(feature: &str): "{feature}: outliers", "{feature}：异常值";
    missing_head: "Missing", "缺失值";
    outliers_head: "Outliers", "异常值";
    mean: "Mean", "均值";
    median: "Median", "中位数";
    most_frequent: "Most frequent", "众数";
    drop_row: "Drop the row", "删除该行";
    keep: "Keep", "保留";
    clip: "Clip", "截断";
    seed: "Seed", "随机种子";
    seed_text: "The same seed and data give the same answer.", "相同的种子和数据得到相同的结果。";
    train: "Train", "训练";
    training: "Training…", "正在训练…";
    apply_text: "Writes each chance to its contact and makes a view of those whose answer is unknown, most likely first.", "将概率写入每位联系人，并为答案未知者生成按概率排序的视图。";
    apply_not_yet: "Train a model first.", "请先训练模型。";
    apply_refused: "This model is not good enough to be applied.", "该模型尚不足以应用。";
    applying: "Applying…", "正在应用…";
    applied(n: usize): one(n) "1 contact scored" | "{n} contacts scored", "已为 {n} 位联系人评分";
    see_list: "See the list", "查看列表";
    most_likely(target: &str): "Most likely to: {target}", "最可能：{target}";
    not_saved_yet: "Some changes are not saved yet. Try again when they are.", "有更改尚未保存，请稍后再试。";

    waiting_title: "Choose what to predict, then press Train", "选择预测目标，然后点击训练";
    verdict_use: "Use it", "可以使用";
    verdict_care: "Use with care", "谨慎使用";
    verdict_no: "Do not use yet", "暂不可用";
    beats_naive(gain: &str, low: &str, high: &str): "It is right {gain} more often than always giving the commoner answer (95% interval {low} to {high}).", "比总猜多数答案的正确率高 {gain}（95% 区间 {low} 至 {high}）。";
    accuracy: "Accuracy", "准确率";
    accuracy_text(naive: &str): "always the commoner answer: {naive}", "总猜多数答案：{naive}";
    auc: "ROC AUC", "ROC AUC";
    auc_text: "0.5 is a coin, 1 is perfect", "0.5 等于抛硬币，1 为完美";
    brier: "Brier score", "Brier 分数";
    brier_text(naive: &str): "smaller is better; plain share: {naive}", "越小越好；只用比例：{naive}";
    rows_used: "Rows used", "使用行数";
    rows_text(yes: &str, no: &str): "{yes} yes, {no} no", "是 {yes}，否 {no}";
    interval(low: &str, high: &str): "{low} to {high}", "{low} 至 {high}";
    unseen: "All figures are on rows the model has not seen: folds, each judged by a model that did not learn from it.", "所有指标均来自模型未见过的行：交叉验证，每一折由未学习过它的模型评判。";
    test_part(kept: &str, correct: &str, rows: &str, share: &str): "On the {kept} kept aside once: {correct} of {rows} right ({share}).", "在单独留出的 {kept} 上：{rows} 行中答对 {correct} 行（{share}）。";

    tab_scatter: "Scatter", "散点图";
    tab_importance: "What matters", "重要特征";
    better_model: "Is there a better model?", "有更好的模型吗？";
    compare: "Compare models", "比较模型";
    compare_text: "Trains a random forest and gradient boosting on the same folds. With many rows this takes a while.", "用相同的分折训练随机森林和梯度提升。行数较多时需要一些时间。";
    comparing: "Comparing models…", "正在比较模型…";
    simple_kept: "The logistic regression stays: no other model beats it clearly.", "保留逻辑回归：没有其他模型明显优于它。";
    clearly_better(model: &str): "{model} is clearly better on rows it has not seen.", "在未见过的行上，{model}明显更好。";
    in_use: "In use", "使用中";
    use_this: "Use this", "使用";
    use_model(model: &str): "Use this: {model}", "使用：{model}";
    naive_rule: "Plain share", "只用总体比例";
    model: "Model", "模型";
    log_loss: "Log-loss", "对数损失";
    compare_how: "Smaller log-loss is better. All models are judged on the same rows, none of which they learned from; the simple one stays unless another one's advantage is beyond chance (95%).", "对数损失越小越好。所有模型都在相同且未学习过的行上评判；除非优势超出偶然（95%），否则保留简单模型。";
    logistic: "Logistic regression", "逻辑回归";
    forest: "Random forest", "随机森林";
    boosting: "Gradient boosting", "梯度提升";
    importance_title(feature: &str): "{feature} matters most", "“{feature}”最重要";
    importance_axis: "Log-loss added when shuffled", "打乱后增加的对数损失";
    importance_text: "Each feature is shuffled among rows the model has not seen. The worse its answers get, the more the model leans on it.", "在模型未见过的行中逐一打乱各特征。结果变差越多，模型越依赖该特征。";
    tab_roc: "ROC", "ROC";
    tab_calibration: "Calibration", "校准";
    tab_coefficients: "Coefficients", "系数";
    tab_confusion: "Confusion", "混淆矩阵";
    tab_equation: "Equation", "方程";
    tab_report: "Preparation", "预处理报告";
    across: "Across", "横轴";
    up: "Up", "纵轴";
    scatter_title(target: &str, x: &str, y: &str, right: &str): "{target} by {x} and {y}: {right} called right, the line is where the chance is one half", "{target}：按“{x}”与“{y}”，{right} 判断正确，线上概率为一半";
    scatter_plain(target: &str, x: &str, y: &str, right: &str): "{target} by {x} and {y}: {right} called right", "{target}：按“{x}”与“{y}”，{right} 判断正确";
    predicted_yes: "Predicted yes", "预测为是";
    predicted_no: "Predicted no", "预测为否";
    point(chance: &str, x: &str, y: &str): "{chance} · {x} · {y}", "{chance} · {x} · {y}";
    known_yes: "known: yes", "已知：是";
    known_no: "known: no", "已知：否";
    unknown: "unknown", "未知";
    roc_title(auc: &str): "Of a yes and a no, it ranks the yes higher {auc} of the time", "随机取一个“是”和一个“否”，有 {auc} 的概率将“是”排在前面";
    false_alarms: "False alarms", "误报率";
    found: "Found", "查全率";
    calibration_title(slope: &str): "How far chances mean what they say (slope {slope}, 1 is right)", "概率是否名副其实（斜率 {slope}，1 为准确）";
    promised: "Chance given", "给出的概率";
    observed: "Came true", "实际比例";
    people(n: usize): one(n) "1 row" | "{n} rows", "{n} 行";
    coefficients_title: "What moves the chance, per usual step (one standard deviation)", "各特征每变化一个标准差对概率的影响";
    log_odds: "Log-odds", "对数几率";
    feature: "Feature", "特征";
    effect(feature: &str, step: &str, factor: &str, low: &str, high: &str): "{step} more {feature} multiplies the odds by {factor} ({low} to {high})", "{feature} 每增加 {step}，几率乘以 {factor}（{low} 至 {high}）";
    level_effect(feature: &str, level: &str, factor: &str, low: &str, high: &str): "{feature} = {level} multiplies the odds by {factor} ({low} to {high})", "{feature} 为“{level}”时，几率乘以 {factor}（{low} 至 {high}）";
    odds_ratio: "Odds ratio", "几率比";
    rare_levels: "rare ones", "少见项";
    threshold: "Threshold", "阈值";
    called_yes: "Called yes", "判为是";
    called_no: "Called no", "判为否";
    truly_yes: "Truly yes", "实际为是";
    truly_no: "Truly no", "实际为否";
    at_threshold(accuracy: &str, precision: &str, recall: &str): "Accuracy {accuracy}; of those called yes {precision} are; {recall} of the yes are found.", "准确率 {accuracy}；判为是者中 {precision} 正确；找出了 {recall} 的“是”。";
    equation_text: "The chance is P. Each number is multiplied by its factor, all are added up, and the curve turns the sum into a chance between 0 and 1.", "P 为概率。每个数值乘以系数后相加，曲线再将其和转换为 0 到 1 之间的概率。";
    equation_caution: "Factors fit the units they were learned in. With unscaled inputs, made-up factors mislead: 2.5 + 0.1 × 35 + 0.05 × 50,000 is 2,506, so P is 1.000 for practically everybody.", "系数只适用于训练时的单位。若随意给未缩放的输入配系数会误导：2.5 + 0.1 × 35 + 0.05 × 50,000 = 2,506，几乎所有人的 P 都是 1.000。";
    column: "Column", "列";
    filled_with: "Filled with", "填充为";
    limits: "Usual range", "正常范围";
    used: "Use", "用途";
    use_used: "used", "已使用";
    use_all_missing: "left out: all missing", "未使用：全部缺失";
    use_constant: "left out: always the same", "未使用：取值相同";
    use_duplicate(of: &str): "left out: same as {of}", "未使用：与 {of} 相同";
    use_identifier: "left out: identifies rows", "未使用：属于标识";
    rows_dropped: "rows dropped", "删除行";

    reason_no_answers: "No answer is known yet: a model learns from rows whose answer is known.", "还没有任何已知答案：模型需要从答案已知的行中学习。";
    reason_one_answer: "Every known answer is the same: there is nothing to tell apart.", "所有已知答案都相同，无从区分。";
    reason_too_few(have: usize, need: &str): one(have) "Only 1 of the rarer answer is known; {need} are needed." | "Only {have} of the rarer answer are known; {need} are needed.", "较少的那类答案只有 {have} 个，至少需要 {need} 个。";
    reason_no_columns: "No feature is left to learn from.", "没有可供学习的特征。";
    reason_gain_zero: "It may do no better than always giving the commoner answer.", "可能并不比总猜多数答案更好。";
    reason_no_better: "It orders rows no better than a coin.", "排序效果不比抛硬币好。";
    reason_worse_share: "Its chances are further from the truth than the plain share.", "其概率比直接用总体比例更不准确。";
    reason_separable: "The features tell the answers apart without one error. That is rare in life: one of them may be the answer in disguise.", "特征毫无差错地区分了答案，这很少见：其中可能有变相的答案。";
    leaks: "Known before the answer?", "这些信息在结果之前就知道吗？";
    left_out_feature(name: &str, why: &str): "{name} was left out: {why}", "已排除“{name}”：{why}";
    suspect_feature(name: &str, why: &str): "Look at {name}: {why}", "请检查“{name}”：{why}";
    leak_later(known: &str, unknown: &str): "it is filled for {known} of those whose answer is known and for {unknown} of those to be foreseen, so it comes after the answer.", "结果已知者中 {known} 有值，待预测者中仅 {unknown} 有值，说明它在结果之后才产生。";
    leak_by_answer(yes: &str, no: &str): "it is filled for {yes} of the yes and {no} of the no answers: whether there is a value gives the answer away.", "答案为“是”者中 {yes} 有值，为“否”者中 {no} 有值：有无此值本身就泄露了答案。";
    leak_telltale(auc: &str): "it alone almost tells the answer (AUC {auc}), which is rare for anything known beforehand.", "仅凭它几乎就能判断答案（AUC {auc}），事前已知的信息很少如此。";
    leak_identifier: "it numbers rows; nothing can be learned from it about others.", "它只是编号，无法从中了解其他人。";
    leak_late: "its name sounds like something that is written down when the outcome is known. Leave it out if so.", "从名称看，它似乎在结果已知后才记录。如果是，请将其排除。";
    reason_telltale(feature: &str): "{feature} alone almost gives the answer away. Is it known beforehand?", "仅凭“{feature}”几乎就能得出答案，它是事前就知道的吗？";
    reason_miscalibrated: "Its chances are too extreme or too timid.", "给出的概率过于极端或过于保守。";
    reason_many_columns: "There are many features for so few answers.", "相对于答案数量，特征过多。";
    reason_mostly_missing(feature: &str): "{feature} is mostly missing.", "“{feature}”大多缺失。";
    reason_all_missing(feature: &str): "{feature} is empty.", "“{feature}”为空。";
    reason_constant(feature: &str): "{feature} is always the same.", "“{feature}”取值始终相同。";
    reason_duplicate(feature: &str): "{feature} says the same as another feature.", "“{feature}”与其他特征重复。";
    reason_identifier(feature: &str): "{feature} identifies rows; nothing can be learned from it.", "“{feature}”是标识，无法从中学习。";
    reason_not_converged: "The fit did not settle; its figures are approximate.", "拟合未完全收敛，结果为近似值。";
}

pub fn verdict(level: Level) -> &'static str {
    match level {
        Level::Use => verdict_use(),
        Level::Care => verdict_care(),
        Level::No => verdict_no(),
    }
}

pub fn model_kind(model: ModelKind) -> &'static str {
    match model {
        ModelKind::Logistic => logistic(),
        ModelKind::Forest => forest(),
        ModelKind::Boosting => boosting(),
    }
}

pub fn missing(choice: Missing) -> &'static str {
    match choice {
        Missing::Mean => mean(),
        Missing::Median => median(),
        Missing::MostFrequent => most_frequent(),
        Missing::Drop => drop_row(),
    }
}

pub fn outliers(choice: Outliers) -> &'static str {
    match choice {
        Outliers::Keep => keep(),
        Outliers::Clip => clip(),
        Outliers::Drop => drop_row(),
    }
}
