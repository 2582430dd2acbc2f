//! Snapshots and the reminder to take a backup out.

use domain::snapshot::Reason;

words! {
    title: "Snapshots in this browser", "此浏览器中的快照";
    hint: "Copies of everything that are kept by themselves: of each hour for a day, of each day for two weeks, and before an import, a merge, a restore or a new format (of merges of two records within an hour, before the first). They do not help when the device is lost: take a backup out for that.", "自动保存的完整副本：一天内每小时一份，两周内每天一份，以及导入、合并、恢复或格式更新之前各一份（一小时内逐条合并记录时，只在第一次之前）。设备丢失时快照无济于事，请另外导出备份。";
    none: "None yet. The first one is taken within an hour of your first changes.", "暂无快照。首次更改后一小时内会创建第一份。";
    take: "Take one now", "立即创建快照";
    taken: "Snapshot taken", "快照已创建";
    nothing_changed: "Nothing has changed since the last snapshot", "自上次快照以来没有更改";
    failed(reason: &str): "No snapshot could be taken: {reason}", "无法创建快照：{reason}";
    when: "When", "时间";
    why: "Why", "原因";
    records: "Records", "记录数";
    size: "Size", "大小";
    look(when: &str): "Look into the snapshot of {when}", "查看 {when} 的快照";
    look_short: "Look", "查看";
    download(when: &str): "Download the snapshot of {when}", "下载 {when} 的快照";
    gone: "This snapshot is not kept any longer", "此快照已不再保留";
    file_name(when: &str): "snapshot-{when}.solocrm", "快照-{when}.solocrm";

    hour: "Every hour", "每小时";
    asked: "You asked", "手动创建";
    before_import: "Before an import", "导入前";
    before_merge: "Before a merge", "合并前";
    before_restore: "Before going back", "恢复前";
    before_upgrade: "New version", "版本更新";

    unsaved(n: usize): one(n) "1 change since your last backup" | "{n} changes since your last backup", "上次备份后有 {n} 项更改";
    never_saved(n: usize): one(n) "1 change, no backup yet" | "{n} changes, no backup yet", "已有 {n} 项更改，尚未备份";
    back_up: "Back up", "去备份";
    later: "Later", "稍后";
}

pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Hour => hour(),
        Reason::Asked => asked(),
        Reason::Import => before_import(),
        Reason::Merge => before_merge(),
        Reason::Restore => before_restore(),
        Reason::Upgrade => before_upgrade(),
    }
}
