//! Duplicates: what looks alike, why, and what became of it.

use domain::insight::{Aspect, Evidence, Likeness};

words! {
    title: "Duplicates", "重复记录";
    find: "Find duplicates", "查找重复记录";
    looking: "Comparing records…", "正在比较记录…";
    none: "No duplicates found.", "没有发现重复记录。";
    none_text: "Every record looks like somebody of their own.", "每条记录看起来都是独立的。";
    found(n: usize): one(n) "1 pair may be the same" | "{n} pairs may be the same", "{n} 对记录可能重复";
    sure(share: &str): "{share} sure", "{share} 的把握";
    merge: "Merge", "合并";
    apart: "Not the same", "不是同一个";
    merged(name: &str): "Merged into {name}", "已合并到{name}";
    undo_merge: "Undo merge", "撤销合并";
    merge_undone(name: &str): "Merge undone: {name} stands alone again", "已撤销合并：{name}恢复为单独的记录";
    merge_undone_partly(name: &str, n: usize): one(n) "Merge undone: {name} stands alone again. 1 field was changed since and stays." | "Merge undone: {name} stands alone again. {n} fields were changed since and stay.", "已撤销合并：{name}恢复为单独的记录。有 {n} 个字段之后又被修改，保持不变。";
    merged_from: "Merged into this record", "已合并到此记录";
    merged_when(when: &str): "Merged {when}", "{when}合并";
    another: "another record", "另一条记录";
    merges_kept: "A merge can be undone for as long as the merged record stays here.", "只要被合并的记录还在这里，合并就可以撤销。";
    purged_merges(what: &str, n: usize): one(n) "{what} deleted for ever. The merge can no longer be undone without it." | "{what} deleted for ever. {n} merges can no longer be undone without them.", "已永久删除{what}，其中 {n} 次合并将无法再撤销。";
    kept_apart: "Kept apart; this pair will not be shown again", "已标记为不同，不再显示这一对";
    failed: "The records have changed. Look again.", "记录已更改，请重新查找。";
    field: "Field", "字段";
    older: "Stays", "保留";
    newer: "Goes to the trash", "移入回收站";
    keep_of(field: &str): "{field}: which value stays", "{field}：保留哪个值";
    both: "Both", "两者";
    attached(n: usize): one(n) "1 attached record follows" | "{n} attached records follow", "{n} 条关联记录将一并转移";
    more(n: usize): one(n) "1 more pair, less sure" | "{n} more pairs, less sure", "还有 {n} 对把握较小的记录";
    given_name: "first name", "名";
    family_name: "last name", "姓";
    email: "email", "邮箱";
    phone: "phone", "电话";
    company: "company", "公司";
    street: "street", "街道";
    place: "place", "地点";
    birthday: "birthday", "生日";
    related: "may be related", "可能是亲属或同事";
    same(what: &str): "same {what}", "{what}相同";
    sounds(what: &str): "{what} sounds the same", "{what}读音相同";
    close(what: &str): "{what} a slip apart", "{what}仅差笔误";
    part(what: &str): "{what} partly the same", "{what}部分相同";
    different(what: &str): "different {what}", "{what}不同";
}

pub fn reason(evidence: &Evidence) -> String {
    let what = match evidence.aspect {
        Aspect::GivenName => given_name(),
        Aspect::FamilyName => family_name(),
        Aspect::Email => email(),
        Aspect::Phone => phone(),
        Aspect::Company => company(),
        Aspect::Street => street(),
        Aspect::Place => place(),
        Aspect::Birthday => birthday(),
        Aspect::Related => return related().to_owned(),
    };
    match evidence.likeness {
        Likeness::Same => same(what),
        Likeness::Sounds => sounds(what),
        Likeness::Close => close(what),
        Likeness::Part => part(what),
        Likeness::Different => different(what),
    }
}
