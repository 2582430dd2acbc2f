//! What was done, in words: for History, toasts and the timeline.

use super::{Lang, lang};
use crate::{fields, words as all};
use domain::{Act, Book, Key, Kind, Label, keys};

words! {
    empty: "Nothing has been changed yet. Everything you do will be listed here and can be undone.", "还没有任何更改。您的每一步操作都会列在这里，并且可以撤销。";
    bounds(days: i64, size: &str): "Every change of the last {days} days, up to {size}, can be undone.", "最近 {days} 天内（最多 {size}）的每次更改都可以撤销。";
    failed: "History could not be read.", "无法读取历史记录。";
    show_more: "Show more", "显示更多";
    show_changes: "Show changes", "查看更改";
    hide_changes: "Hide changes", "收起更改";
    more_changes(n: usize): one(n) "and 1 more change" | "and {n} more changes", "另有 {n} 处更改";
    changes_unread: "The changes could not be read.", "无法读取更改内容。";
    no_details: "Nothing to show.", "没有可显示的内容。";
    redo: "Redo", "重做";
    undone: "Undone", "已撤销";
    redone: "Redone", "已重做";
    partly_title: "Some of this was changed since", "其中一些内容之后又被修改";
    nothing_title: "All of this was changed since", "这些内容之后都被修改过";
    partly(n: usize): one(n) "1 field was changed since and stays as it is now:" | "{n} fields were changed since and stay as they are now:", "有 {n} 个字段之后又被修改，将保持现状：";
    rest(n: usize): one(n) "1 record can still be taken back." | "{n} records can still be taken back.", "仍可还原 {n} 条记录。";
    undo_the_rest: "Undo the rest", "撤销其余部分";
    nothing_left: "Nothing of this change can be taken back any more.", "此更改已无法撤销。";
    left_title: "Something belongs to this", "有记录与此相关";
    left_behind(what: &str): "Added since and not part of this change: {what}. They stay, but what they belong to goes.", "之后添加、不属于此更改的记录：{what}。它们会保留，但所属的记录会消失。";
    and_more(n: usize): "and {n} more", "以及另外 {n} 项";
    empty_value: "empty", "空";
    settings_value: "new settings", "新设置";
    deleted_field: "Deleted field", "已删除的字段";
    field_of(record: &str, field: &str): "{record}: {field}", "{record}：{field}";

    quoted(name: &str): "{name}", "“{name}”";
    typed_name(kind: &str, name: &str): "{kind} {name}", "{kind}“{name}”";
    created(what: &str): "Added {what}", "添加了{what}";
    edited(what: &str): "Edited {what}", "编辑了{what}";
    field_edited(what: &str, field: &str): "Changed {field} of {what}", "更改了{what}的“{field}”";
    trashed(what: &str): "Moved {what} to Trash", "将{what}移到回收站";
    restored(what: &str): "Restored {what} from Trash", "从回收站恢复了{what}";
    purged(what: &str): "Deleted {what} for ever", "永久删除了{what}";
    tagged(what: &str): "Tagged {what}", "为{what}添加了标签";
    tagged_as(what: &str, tag: &str): "Tagged {what} as {tag}", "为{what}添加了标签“{tag}”";
    untagged(what: &str): "Removed a tag from {what}", "移除了{what}的标签";
    untagged_as(what: &str, tag: &str): "Removed the tag {tag} from {what}", "移除了{what}的标签“{tag}”";
    imported(what: &str): "Imported {what}", "导入了{what}";
    imported_from(what: &str, file: &str): "Imported {what} from {file}", "从“{file}”导入了{what}";
    went_back(name: &str): "Went back to the backup {name}", "恢复到备份 {name}";
    merged(what: &str): "Merged {what} from another device", "合并了另一设备上的{what}";
    unmerged(what: &str): "Took back merging {what}", "撤销了对{what}的合并";
    took_back(what: &str): "Took back a change to {what}", "撤销了对{what}的更改";
    undid(sentence: &str): "Undid: {sentence}", "撤销：{sentence}";
    redid(sentence: &str): "Redid: {sentence}", "重做：{sentence}";
    sample_added: "Added the sample business", "添加了示例生意";
    sample_removed: "Removed the sample business", "移除了示例生意";
    noted(text: &str): "Noted: {text}", "记录：{text}";
    forecast_kept: "Kept the forecast", "保留了预测";
    noted_on(what: &str): "Added a note to {what}", "为{what}添加了备注";
    completed(what: &str): "Completed {what}", "完成了{what}";
    reopened(what: &str): "Reopened {what}", "重新打开了{what}";
    merged_records(what: &str): "Merged a duplicate into {what}", "将重复记录合并到{what}";
    kept_apart(what: &str): "Kept {what} apart from a look-alike", "确认{what}与相似记录不是同一个";
    merged_into: "Merged into", "合并到";
    merge_undo: "How to undo the merge", "撤销合并所需";
    distinct_from: "Not the same as", "不是同一个";
    trained(what: &str): "Trained {what}", "训练了{what}";
    scored(what: &str): "Wrote predictions for {what}", "为{what}写入了预测";
    scored_by(what: &str, model: &str): "Wrote predictions of {model} for {what}", "用“{model}”为{what}写入了预测";
    settings_changed: "Changed the settings", "更改了设置";
    setting_changed(name: &str): "Changed the setting {name}", "更改了设置“{name}”";
    changed(what: &str): "Changed {what}", "更改了{what}";

    trashed_at: "In Trash since", "移入回收站时间";
    pages_hidden: "Hidden pages", "隐藏的页面";
    record_names: "Words for records", "记录名称";
    position: "Position", "顺序";
    retired_at: "Retired", "停用时间";
    on_kind: "Belongs to", "所属";
    filter: "Filter", "筛选";
    columns: "Columns", "列";
    sorting: "Sorting", "排序";
    model_settings: "Model settings", "模型设置";
    model_result: "Model result", "模型结果";
    colour: "Colour", "颜色";
    imported_by: "Imported by", "导入自";
    sample: "Sample", "示例";
}

/// What was done, as one line: `Moved 3 contacts to Trash`.
pub fn sentence(book: &Book, label: &Label) -> String {
    let name = label.name.as_str();
    // A tag's or a model's name is not the record's.
    let tells_record = !matches!(label.act, Act::Tagged | Act::Untagged | Act::Imported | Act::Scored);
    let what = match label.kind {
        _ if name.is_empty() || label.count != 1 || !tells_record => {
            apart(fields::counted(book, label.kind, label.count as usize))
        }
        Kind::Contact | Kind::Company => apart(quoted(name)),
        kind => typed_name(&fields::kind_one(book, kind), name),
    };
    sentence_about(label, &what)
}

/// What was done to `what`, which already says who or how many.
pub fn sentence_about(label: &Label, what: &str) -> String {
    let name = label.name.as_str();
    let named = !name.is_empty();
    match label.act {
        Act::Created => created(what),
        // Of several records the name is the field's.
        Act::Edited if named && label.count != 1 => field_edited(what, name),
        Act::Edited => edited(what),
        Act::Trashed => trashed(what),
        Act::Restored => restored(what),
        Act::Purged => purged(what),
        Act::Tagged if named => tagged_as(what, name),
        Act::Tagged => tagged(what),
        Act::Untagged if named => untagged_as(what, name),
        Act::Untagged => untagged(what),
        Act::Imported if named => imported_from(what, name),
        Act::Imported => imported(what),
        Act::Undone => took_back(what),
        Act::SampleAdded => sample_added().to_owned(),
        Act::SampleRemoved => sample_removed().to_owned(),
        Act::Noted if label.kind == Kind::Activity && named => noted(name),
        // Of what was learned, only the diary is written to.
        Act::Noted if label.kind == Kind::Model => forecast_kept().to_owned(),
        Act::Noted => noted_on(what),
        Act::Completed => completed(what),
        Act::Reopened => reopened(what),
        Act::Merged => merged(what),
        Act::KeptApart => kept_apart(what),
        Act::Trained => trained(what),
        Act::Scored if named => scored_by(what, name),
        Act::Scored => scored(what),
        Act::MergedRecords => merged_records(what),
        Act::Unmerged => unmerged(what),
        Act::WentBack => went_back(name),
        Act::Settings if named => setting_changed(&setting(name)),
        Act::Settings => settings_changed().to_owned(),
        Act::Other => changed(what),
    }
}

/// Chinese sets a number or Latin word apart from the characters before it.
pub fn apart(what: String) -> String {
    let latin = what.starts_with(|first: char| first.is_ascii_alphanumeric());
    if lang() == Lang::Zh && latin { format!(" {what}") } else { what }
}

/// A setting's label carries its field key; other texts stay as they are.
fn setting(code: &str) -> String {
    if keys::ALL.contains(&code) { field(Kind::Profile, Key::new(code)).to_owned() } else { code.to_owned() }
}

/// A built-in field's name, also of those that only History shows.
pub fn field(kind: Kind, key: Key) -> &'static str {
    match (kind, key) {
        (Kind::Profile, keys::NAME) => all::settings::business_name(),
        (_, keys::TRASHED_AT) => trashed_at(),
        (_, keys::HIDDEN_PAGES) => pages_hidden(),
        (_, keys::LEADS) => all::inbox::many(),
        (_, keys::COLLECT) => all::collect::title(),
        (_, keys::RENAMED) => record_names(),
        (_, keys::POSITION) => position(),
        (_, keys::RETIRED_AT) => retired_at(),
        (_, keys::ON_KIND) => on_kind(),
        (_, keys::RULE) => filter(),
        (_, keys::COLUMNS) => columns(),
        (_, keys::SORT) => sorting(),
        (_, keys::SPEC) => model_settings(),
        (_, keys::RESULT) => model_result(),
        (_, keys::COLOUR) => colour(),
        (_, keys::IMPORTED_BY) => imported_by(),
        (_, keys::SAMPLE) => sample(),
        (_, keys::MERGED_INTO) => merged_into(),
        (_, keys::MERGE_UNDO) => merge_undo(),
        (_, keys::DISTINCT_FROM) => distinct_from(),
        _ => all::fields::built_in(key),
    }
}
