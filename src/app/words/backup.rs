use domain::backup::BackupError;

words! {
    make_title: "Make a backup", "创建备份";
    make_hint: "One compressed file with everything: records, fields, views, models and the trash. It is read back and checked before it counts.", "一个包含全部内容的压缩文件：记录、字段、视图、模型和回收站。写入后会重新读取并校验。";
    passphrase: "Passphrase (optional)", "密码短语（可选）";
    passphrase_hint: "With a passphrase the file is encrypted. Nobody can open it without the passphrase, you neither.", "设置后文件将被加密。没有密码短语，任何人（包括您）都无法打开。";
    make: "Back up now", "立即备份";
    making: "Making and checking the backup…", "正在创建并校验备份…";
    made(n: &str, size: &str): "Backup made and checked: {n} records, {size}", "备份已创建并通过校验：{n} 条记录，{size}";
    failed(reason: &str): "The backup could not be made: {reason}", "无法创建备份：{reason}";
    bring_title: "Bring a backup in", "导入备份";
    bring_hint: "Choose a backup of this or another of your devices. First you see what is different; nothing changes before you say so.", "选择本设备或您其他设备的备份。先查看差异，在您确认之前不会有任何更改。";
    choose: "Choose a backup", "选择备份文件";
    its_passphrase: "Passphrase of this backup", "此备份的密码短语";
    open: "Open", "打开";
    reading: "Reading the backup…", "正在读取备份…";
    about(name: &str, when: &str, n: &str): "{name}, made {when}, {n} records", "{name}，创建于 {when}，{n} 条记录";
    same: "Everything is as in this backup.", "当前数据与此备份完全相同。";
    since: "Since this backup", "自此备份以来";
    added: "Added", "新增";
    changed: "Changed", "更改";
    removed: "Removed", "删除";
    details: "What changed", "具体更改";
    added_of(kind: &str): "Added, {kind}: ", "新增的{kind}：";
    removed_of(kind: &str): "Removed, {kind}: ", "删除的{kind}：";
    changed_fields: "Changed, as in the backup → now:", "更改（备份中 → 当前）：";
    first_changed(n: usize): "Only the first {n} changed records are shown.", "仅显示前 {n} 条更改的记录。";
    merge: "Merge into what is here", "合并到当前数据";
    merge_hint: "Of each field the newer value stays; what was deleted on either device stays deleted.", "每个字段保留较新的值；任一设备上删除的内容保持删除。";
    go_back: "Go back to this backup", "恢复到此备份";
    go_back_hint: "Everything becomes what the backup holds. Undo and History take it back.", "所有数据将变为备份中的内容，可通过撤销或历史还原。";
    working: "Working…", "正在处理…";
    merged(added: &str, changed: &str, removed: &str): "Merged: {added} added, {changed} changed, {removed} removed", "已合并：新增 {added}，更改 {changed}，删除 {removed}";
    nothing_to_merge: "Nothing in this backup is newer than what is here", "此备份中没有比当前更新的内容";
    went_back(n: usize): one(n) "Back to the backup: 1 record changed" | "Back to the backup: {n} records changed", "已恢复到备份：更改了 {n} 条记录";
    changed_meanwhile: "Something changed meanwhile. Try again.", "期间数据有更改，请重试。";
    not_a_backup: "This file is not a backup", "这个文件不是备份";
    truncated: "The backup ends too early. Copy the file again.", "备份文件不完整，请重新复制。";
    damaged(part: &str): "The backup is damaged ({part}). Use another copy.", "备份已损坏（{part}），请使用其他副本。";
    needs_passphrase: "This backup is encrypted. Enter its passphrase.", "此备份已加密，请输入密码短语。";
    wrong_passphrase: "The passphrase does not open this backup", "密码短语无法打开此备份";
    newer(format: u16): "This backup was made by a newer version (format {format}). Update first.", "此备份由更新的版本创建（格式 {format}），请先更新。";
    too_large(limit: &str): "The file is larger than {limit}", "文件超过 {limit}";
    not_verified: "The backup did not pass its check. Make it again.", "备份未通过校验，请重新创建。";
    sheet_too_large: "A workbook holds 1,048,576 rows. Filter the list or use CSV.", "工作簿最多 1,048,576 行，请筛选列表或使用 CSV。";
}

pub fn error(error: &BackupError) -> String {
    match error {
        BackupError::NotABackup => not_a_backup().to_owned(),
        BackupError::Truncated => truncated().to_owned(),
        BackupError::Damaged(part) => damaged(part),
        BackupError::NeedsPassphrase => needs_passphrase().to_owned(),
        BackupError::WrongPassphrase => wrong_passphrase().to_owned(),
        BackupError::Newer { format, .. } => newer(*format),
        BackupError::TooLarge { limit } => too_large(&crate::format::bytes(*limit as f64)),
        BackupError::NotVerified => not_verified().to_owned(),
    }
}
