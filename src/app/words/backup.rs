use domain::backup::BackupError;

words! {
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
