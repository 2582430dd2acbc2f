//! The words of analysis, explained in both languages, and the tour of `/insights`.

use super::{Lang, lang};

words! {
    title: "Words explained", "术语解释";
    find: "Find a word", "查找术语";
    nothing(text: &str): "No word like “{text}” here", "没有与“{text}”匹配的术语";
    formula: "Formula", "公式";
    found(n: usize): one(n) "1 word" | "{n} words", "{n} 个术语";

    tour: "Two-minute tour", "两分钟导览";
    tour_offer: "New here? See in two minutes how to read these cards and what to do with them.", "第一次使用？用两分钟了解如何阅读这些卡片，以及如何据此行动。";
    tour_start: "Take the tour", "开始导览";
    tour_step(at: &str, all: &str): "Step {at} of {all}", "第 {at} 步，共 {all} 步";
    tour_back: "Back", "上一步";
    tour_next: "Next", "下一步";
    tour_end: "Done", "完成";
    tour_skip: "Skip the tour", "跳过导览";

    tour_card: "Each card answers one question", "每张卡片回答一个问题";
    tour_card_text: "Its title is the finding, in your figures. It is reckoned anew from your own orders whenever they change, on this device.", "标题就是用您的数据得出的结论。订单变化后会在本机自动重新计算。";
    tour_how: "Nothing is a secret", "一切有据可查";
    tour_how_text: "Open “How this was found” for the method, how it did on data it had not seen, and what a plain rule would have said.", "展开“得出方法”，了解所用方法、在未见过的数据上的表现，以及简单规则的结果。";
    tour_numbers: "The figures behind it", "背后的数据";
    tour_numbers_text: "Every chart has its numbers as a table. The card's menu saves them as CSV, the chart as a picture, and moves or hides the card.", "每张图都有对应的数据表。卡片菜单可将其存为 CSV 或图片，也可移动或隐藏卡片。";
    tour_act: "From finding to doing", "从结论到行动";
    tour_act_text: "One press makes a list of exactly these people. Select them there and make tasks, tag or export them. Undo takes it all back.", "一键生成相应客户的列表，再选择他们以创建任务、添加标签或导出。所有操作均可撤销。";
    tour_lab: "Ask your own question", "提出您自己的问题";
    tour_lab_text: "In the lab you choose what to predict. It tells you honestly whether the answer is worth using, and what is missing if not.", "在实验室中选择要预测的内容。它会如实告诉您结果是否可用，若不可用还缺什么。";
    tour_words: "A word you do not know?", "遇到不懂的术语？";
    tour_words_text: "All of them are explained here in plain words, with their formulas. The tour is here too, should you want it again.", "这里用通俗的语言解释了所有术语并附有公式。需要时也可在此重新查看导览。";
}

/// What a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Customers,
    Future,
    Groups,
    Baskets,
    Models,
    Trust,
}

impl Topic {
    pub const ALL: [Topic; 6] =
        [Topic::Customers, Topic::Future, Topic::Groups, Topic::Baskets, Topic::Models, Topic::Trust];

    /// In addresses.
    pub fn code(self) -> &'static str {
        match self {
            Topic::Customers => "customers",
            Topic::Future => "forecast",
            Topic::Groups => "groups",
            Topic::Baskets => "products",
            Topic::Models => "models",
            Topic::Trust => "trust",
        }
    }

    pub fn name(self) -> &'static str {
        pick(match self {
            Topic::Customers => ["Customers and their value", "客户及其价值"],
            Topic::Future => ["Forecasts", "预测"],
            Topic::Groups => ["Groups", "分组"],
            Topic::Baskets => ["Products and coming back", "商品与回购"],
            Topic::Models => ["Models", "模型"],
            Topic::Trust => ["How good is it?", "效果如何？"],
        })
    }
}

/// A word and what it means, each in both languages. A formula is the same in both.
pub struct Term {
    pub topic: Topic,
    name: [&'static str; 2],
    text: [&'static str; 2],
    pub formula: &'static str,
}

impl Term {
    pub fn name(&self) -> &'static str {
        pick(self.name)
    }
    pub fn text(&self) -> &'static str {
        pick(self.text)
    }
}

fn pick([english, chinese]: [&'static str; 2]) -> &'static str {
    match lang() {
        Lang::En => english,
        Lang::Zh => chinese,
    }
}

macro_rules! terms {
    ($($topic:ident { $($en:literal, $zh:literal: $en_text:literal, $zh_text:literal $(, $formula:literal)?;)+ })+) => {
        pub const TERMS: &[Term] = &[$($(
            Term { topic: Topic::$topic, name: [$en, $zh], text: [$en_text, $zh_text], formula: concat!($($formula)?) },
        )+)+];
    };
}

terms! {
    Customers {
        "RFM", "RFM": "Recency, frequency, monetary value: how lately, how often and for how much a customer bought. Each gets a score from 1 to 5, and the three scores give the segment.", "最近一次购买、购买次数、购买金额。三者各得 1 至 5 分，合起来决定客群。";
        "Recency", "最近购买": "Days since the last order. Who bought lately answers best.", "距上次下单的天数。最近购买过的客户最容易再次响应。";
        "Frequency", "购买频次": "How many orders there were. In buying models only the repeats count, the first order does not.", "下单次数。在购买模型中只计重复购买，不含首单。";
        "Monetary value", "消费金额": "What a customer spent in all, or per order where that is said.", "客户的累计消费；注明时为每单金额。";
        "Quintile", "五分位": "A fifth of all customers in order: the best fifth scores 5. Customers with the same figure get the same score.", "将客户排序后分为五等份，最好的一份得 5 分；数值相同则分数相同。";
        "Segment", "客群": "A named mix of the three RFM scores, such as Champions (lately, often, much) or At risk (used to buy often, not lately).", "按 RFM 三项得分划分的类别，例如冠军客户（近期、频繁、高额）或有流失风险（曾频繁购买但近期没有）。";
        "Churn", "流失": "A customer leaves. Without a contract nobody says so; here it is the chance that no order comes within the months named.", "客户离开。没有合同时客户不会告知，因此这里指在所述月份内不再下单的概率。", "churn = 1 − P(order within t)";
        "P(alive)", "活跃概率": "The chance that a customer has not stopped for good. One-time buyers cannot be judged by it, so the chance of an order is shown instead.", "客户尚未永久离开的概率。它无法判断只买过一次的客户，因此改为显示下单概率。";
        "BG/NBD, MBG/NBD, Pareto/NBD", "BG/NBD、MBG/NBD、Pareto/NBD": "Three models of buying at a rhythm of one's own and stopping one day unseen. They need only the dates of orders. The one that foresaw your newest months best is used.", "三种购买模型：客户按自己的节奏购买，某天悄然停止。只需订单日期。采用对最近几个月预测最准的一种。", "λ ~ Gamma(r, α), p ~ Beta(a, b)";
        "Gamma-Gamma", "Gamma-Gamma": "What the next order will be worth: between the customer's own mean and everybody's, nearer to their own the more they have ordered.", "估计下一单的金额：介于客户自身均值与总体均值之间，下单越多越接近自身均值。", "E[M] = (q − 1)/(p·x + q − 1) · γ·p/(q − 1) + p·x/(p·x + q − 1) · z̄";
        "Customer lifetime value (CLV)", "客户终身价值（CLV）": "What a customer should still bring in within the time named: orders expected times the worth of each. Later money counts for less where it says discounted.", "在所述时间内客户预计带来的收入：预期订单数乘以每单价值。注明“折现”时，越晚的收入权重越低。", "CLV = Σ E[orders in month t] · E[value] / (1 + d)^t";
        "Unusual silence", "异常沉默": "A pause longer than 95 of 100 of this customer's own pauses would be. Someone who buys once a year is not silent after two months.", "间隔超过该客户自身 95% 的间隔。每年买一次的人，两个月没买不算沉默。";
    }
    Future {
        "Band", "区间": "Where the outcome should fall: in 80 (or 95) of 100 cases. Its width is corrected by how often it really held in the past.", "结果应落入的范围：100 次中有 80（或 95）次。宽度按过去的实际命中率修正。";
        "Coverage", "覆盖率": "How often the band held the truth in the past. An 80% band should hold about 80 times of 100.", "过去真实值落入区间的比例。80% 区间应约有 80% 的命中率。";
        "Rolling origin", "滚动起点": "The test of a forecast: go back to many past months, forecast from there with what was known then, compare with what came.", "检验预测的方法：回到过去的多个月份，仅用当时已知的数据预测，再与实际比较。";
        "Seasonal naive", "季节朴素法": "The plain rule: this month will be like the same month of last year. A method that does no better is not used.", "简单规则：本月与去年同月相同。不优于它的方法不予采用。", "ŷ(t) = y(t − 12)";
        "Theta, Holt-Winters", "Theta、Holt-Winters": "Ways of going on with level, trend and season, newer months counting more.", "延续水平、趋势与季节性的方法，越新的月份权重越大。", "ŷ(t + h) = (level + h · trend) · season";
        "sMAPE", "sMAPE": "How far off a forecast was, as a share of what was forecast and what came.", "预测误差占预测值与实际值的比例。", "sMAPE = mean( 2·|y − ŷ| / (|y| + |ŷ|) )";
        "MASE", "MASE": "How far off a forecast was, measured by the plain rule's own errors. Below 1 it is better than the plain rule.", "以简单规则的误差为单位衡量预测误差。小于 1 表示优于简单规则。", "MASE = mean|y − ŷ| / mean|y(t) − y(t − 12)|";
        "Forecast diary", "预测日记": "Forecasts you kept, scored once their month is over: the honest record of how much to believe them.", "您保存的预测，月份结束后打分：如实记录预测的可信程度。";
    }
    Groups {
        "k-means", "k 均值": "Finds k groups so that everyone is as near as possible to the middle of their own group. It is started 20 times and the best result kept.", "将客户分为 k 组，使每人尽可能靠近所在组的中心。从 20 个起点运行并保留最好的结果。", "J = (1/N) · Σ |x − c(x)|²";
        "Inertia", "惯性": "The sum of all squared distances from the middle of one's group. It always falls with more groups; where the fall slows down is the elbow.", "各点到所在组中心距离的平方和。组数越多越小；下降变缓处即为“肘部”。";
        "Silhouette", "轮廓系数": "How clearly groups are apart, from −1 to 1: near 0 they run into each other, above 0.5 they are clear.", "各组的分离程度，−1 至 1：接近 0 表示相互混杂，高于 0.5 表示界限清楚。", "s = (b − a) / max(a, b)";
        "Stability", "稳定性": "Whether half of the customers would give the same groups. 1 means the same every time.", "只用一半客户是否得到相同的分组。1 表示每次都相同。";
        "Standardised", "标准化": "Each figure less its mean, divided by its spread, so that euros and days count alike.", "每个数值减去均值再除以标准差，使金额与天数具有同等分量。", "z = (x − mean) / sd";
    }
    Baskets {
        "Support", "支持度": "How many orders hold both products.", "同时包含两种商品的订单数。";
        "Confidence", "置信度": "Of the orders with the one product, the share that also has the other.", "购买其中一种商品的订单中，同时购买另一种的比例。", "confidence(A → B) = orders with A and B / orders with A";
        "Lift", "提升度": "How many times more often than by chance two products are bought together. 1 is chance.", "两种商品一起购买的频率是随机情况的多少倍。1 表示纯属偶然。", "lift = confidence(A → B) / share of orders with B";
        "Cohort", "同期群": "Customers whose first order was in the same month. Following them shows how many come back.", "首单在同一个月的客户。跟踪他们即可看出有多少人回来。";
        "Retention", "留存": "The share of a cohort that ordered again in a later month.", "同期群中在之后某月再次下单的比例。";
    }
    Models {
        "Feature", "特征": "A fact the model may learn from, such as age, city or days since the last order.", "模型可以学习的信息，例如年龄、城市或距上次下单的天数。";
        "Logistic regression", "逻辑回归": "Adds up points for each feature and turns the sum into a chance between 0 and 1. The simplest model, and the one to read.", "为每个特征计分，再将总分转换为 0 到 1 之间的概率。最简单、最易解读的模型。", "P = 1 / (1 + e^−(b₀ + b₁x₁ + … ))";
        "Odds ratio", "优势比": "By how much the odds are multiplied when a feature grows by one step. 1 means no effect.", "特征增加一个单位时，优势（odds）变为原来的多少倍。1 表示没有影响。", "OR = e^b";
        "Linear regression", "线性回归": "Foretells a number as a sum of features, each times its weight. The error says how far off it usually is.", "将各特征乘以权重后相加来预测数值。误差表示通常的偏差。", "Y = b₀ + b₁x₁ + … ± error";
        "Ridge", "岭回归": "Keeps weights small so that few rows cannot lead to wild claims. How strongly is chosen by cross-validation.", "限制权重大小，避免少量数据得出夸张的结论。强度由交叉验证决定。", "min Σ(y − ŷ)² + α·Σb²";
        "Random forest", "随机森林": "Many trees of questions, each grown on another draw of the rows; the mean of their answers counts.", "由许多决策树组成，每棵树用不同的抽样数据生成，取其平均结果。";
        "Gradient boosting", "梯度提升": "Small trees one after another, each correcting what those before left wrong.", "依次生成小树，每棵树纠正前面的错误。";
        "Outlier", "异常值": "A value far outside the usual: more than one and a half times the middle half's width beyond it.", "远离常态的数值：超出中间一半数据范围的 1.5 倍。", "x < Q1 − 1.5·IQR or x > Q3 + 1.5·IQR";
        "Leakage", "信息泄露": "A feature that is only known after the answer, such as a refund date when predicting purchases. It makes a model look perfect and be useless, so it is left out.", "事后才知道的特征，例如预测购买时的退款日期。它让模型看似完美却毫无用处，因此会被排除。";
    }
    Trust {
        "Unseen data", "未见数据": "Rows that were kept away from the model while it learned. Only how it does there counts.", "学习时未提供给模型的数据。只有在这些数据上的表现才算数。";
        "Cross-validation", "交叉验证": "The rows in five parts; each part is judged by a model that learned from the other four. So every row is once unseen.", "将数据分为五份，每份由其余四份训练的模型来评判，使每行都作为一次未见数据。";
        "Naive rule", "简单规则": "What one would say without a model: always the more frequent answer, or the past once more. A model has to beat it.", "没有模型时的判断：总选更常见的答案，或重复过去。模型必须优于它。";
        "Interval", "置信区间": "The range in which the true figure lies in 95 of 100 cases. With few rows it is wide.", "真实值有 95% 的可能落入的范围。数据越少范围越宽。";
        "Accuracy", "准确率": "The share of right answers. With rare answers a naive rule has a high one too, so look at both.", "判断正确的比例。当某个答案很少见时，简单规则的准确率也会很高，需对照来看。";
        "AUC", "AUC": "Of one yes and one no, how often the yes gets the higher chance. 0.5 is a coin, 1 is perfect.", "随机取一个“是”和一个“否”，前者概率更高的比例。0.5 等于抛硬币，1 为完美。", "AUC = P(score of a yes > score of a no)";
        "ROC curve", "ROC 曲线": "For each threshold: of the yes answers how many are found, against how many of the no answers are wrongly taken for one.", "在每个阈值下：找出的“是”的比例，对比误判的“否”的比例。";
        "Brier score", "Brier 分数": "The mean squared distance between chance and outcome. Smaller is better; 0.25 is what always saying one half gets.", "概率与结果之差的平方均值。越小越好；总说 50% 时为 0.25。", "Brier = mean( (P − y)² )";
        "Log-loss", "对数损失": "Punishes being sure and wrong. The models are compared by it.", "对自信却错误的判断给予惩罚。模型之间以此比较。", "−mean( y·ln P + (1 − y)·ln(1 − P) )";
        "Calibration", "校准": "Whether a chance of 30% comes true 30 times of 100.", "说 30% 时是否真的有 30% 发生。";
        "Confusion matrix", "混淆矩阵": "Right and wrong answers counted by what was said and what was true, at the threshold you choose.", "在所选阈值下，按预测与实际分类统计正确与错误的数量。";
        "Importance", "重要性": "How much worse the model gets when one feature is shuffled. Nothing lost means it was not needed.", "打乱某个特征后模型变差的程度。没有变差说明不需要它。";
        "Contribution", "贡献": "How far a feature moves this one customer's chance from the usual. For forests it is sampled, and its error is told.", "某个特征使该客户的概率偏离平均水平的幅度。对森林模型采用抽样估计，并给出误差。";
        "Drift", "漂移": "Customers or circumstances change, and a model that was good stops being so. Train it again.", "客户或环境变化后，原本有效的模型不再有效，需要重新训练。";
        "Seed", "随机种子": "The number from which all chance here is drawn. The same data and seed give the same answer on every device.", "所有随机数的起点。相同的数据与种子在任何设备上得到相同结果。";
    }
}
