//! What speaks for and against the forecasts of the cards, and what data would help.

use crate::format;
use domain::insight::Doubt;

words! {
    nothing_against: "On data it had not seen it was clearly better than its plain rule.", "在未见过的数据上，明显优于简单规则。";
    worse: "On data it had not seen it was no better than the plain rule, so nothing is written from it. More orders over more months would help.", "在未见过的数据上不优于简单规则，因此不会据此写入任何内容。积累更多月份的订单会有帮助。";
    not_tried: "There is nothing yet that it has not seen to try it on. Another whole period of data would help.", "尚无未见过的数据可供检验。再积累一个完整周期的数据会有帮助。";
    far_off(error: &str): "Forecasts like this were off by {error} on average. Steadier sales or more years would help.", "此类预测平均误差为 {error}。销售更平稳或积累更多年份会有帮助。";
    unsure: "On data it had not seen it was better than the plain rule, but that may be chance. More customers and months would tell.", "在未见过的数据上优于简单规则，但可能出于偶然。更多客户和月份才能确定。";
    plain_rule: "No method did better than repeating the past, so that is what you see.", "没有方法优于简单重复过去，因此这里采用简单重复。";
    few_repeats(have: usize, need: &str): one(have) "1 customer came back before; from {need} on it is written onto contacts." | "{have} customers came back before; from {need} on it is written onto contacts.", "此前有 {have} 位回购客户，达到 {need} 位后才会写入联系人。";
    few_tried(have: usize, need: &str): one(have) "Tried on 1 case only; from {need} on this says more." | "Tried on {have} cases only; from {need} on this says more.", "仅在 {have} 例上检验过，达到 {need} 例后更有说服力。";
    no_season(have: usize, need: &str): one(have) "1 whole month is known; from {need} on the seasons of the year are told apart." | "{have} whole months are known; from {need} on the seasons of the year are told apart.", "已有 {have} 个完整月份，达到 {need} 个后才能区分一年中的淡旺季。";
    too_many(by: &str): "On the newest months it foresaw {by} more orders than came.", "在最近几个月，预测的订单比实际多 {by}。";
    too_few(by: &str): "On the newest months it foresaw {by} fewer orders than came.", "在最近几个月，预测的订单比实际少 {by}。";
    total_farther: "The sum of all orders was nearer by repeating the past: trust who comes first more than the total.", "就订单总数而言，简单重复过去更接近实际：客户的排序比总数更可信。";
    band_missed(held: &str, promised: &str): "The band held {held} of the time instead of {promised}: think of it as wider.", "区间的实际命中率为 {held}，而非 {promised}：请将其视为更宽。";
}

pub fn doubt(doubt: &Doubt) -> String {
    let count = |count: &usize| format::count(*count as f64);
    match doubt {
        Doubt::Worse => worse().to_owned(),
        Doubt::NotTried => not_tried().to_owned(),
        Doubt::FarOff { error } => far_off(&format::percent(*error)),
        Doubt::Unsure => unsure().to_owned(),
        Doubt::PlainRule => plain_rule().to_owned(),
        Doubt::FewRepeats { have, need } => few_repeats(*have, &count(need)),
        Doubt::FewTried { have, need } => few_tried(*have, &count(need)),
        Doubt::NoSeason { have, need } => no_season(*have, &count(need)),
        Doubt::Biased { by } if *by > 0.0 => too_many(&format::percent(*by)),
        Doubt::Biased { by } => too_few(&format::percent(-by)),
        Doubt::TotalFarther => total_farther().to_owned(),
        Doubt::BandMissed { promised, held } => band_missed(&format::percent(*held), &format::percent(*promised)),
    }
}
