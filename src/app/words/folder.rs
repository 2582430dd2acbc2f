//! Backups in a folder.

use storage::FolderError;

words! {
    title: "Keep a backup in a folder", "在文件夹中保留备份";
    hint: "A backup is written into a folder of your choice by itself: after changes, at most once an hour while this app is open. Each is read back and compared. Kept are those of each hour for a day and of each day for two weeks; no other file is touched. They are not encrypted. Erasing a person for good rewrites them too.", "备份会自动写入您选择的文件夹：有更改后，在本应用打开期间最多每小时一次，写入后会重新读取并比对。保留一天内每小时和两周内每天的备份，不会改动其他文件。这些文件未加密；彻底抹除某人时也会重写它们。";
    not_here: "This browser gives web pages no folder. Chrome and Edge on a computer do.", "此浏览器不允许网页使用文件夹，电脑版 Chrome 和 Edge 可以。";
    choose: "Choose a folder", "选择文件夹";
    choose_another: "Choose another folder", "选择其他文件夹";
    now: "Back up into it now", "立即备份到文件夹";
    stop: "Stop", "停止";
    stopped: "No backups are written into the folder any longer. Its files stay.", "不再向该文件夹写入备份，已有文件会保留。";
    never(name: &str): "Folder “{name}”: no backup yet", "文件夹“{name}”：尚无备份";
    last(ago: &str, name: &str): "Last: {ago} in “{name}”", "上次备份：{ago}，位于“{name}”";
    needs_permission: "The browser wants you to allow the folder again.", "浏览器需要您再次授权此文件夹。";
    allow: "Allow", "允许";
    refused: "The browser did not allow the folder", "浏览器未允许使用该文件夹";
    gone: "The folder is gone. Choose another one, or plug its disk in again.", "文件夹不存在。请选择其他文件夹，或重新连接磁盘。";
    full: "The disk is full", "磁盘空间已满";
    not_verified: "The file that was read back was not the one that was written. Is the disk all right?", "读回的文件与写入的不一致，请检查磁盘。";
    other(reason: &str): "The folder could not be written: {reason}", "无法写入文件夹：{reason}";
    writing: "Writing and checking…", "正在写入并校验…";
    written(name: &str): "Backup written and checked: {name}", "备份已写入并通过校验：{name}";
}

pub fn error(error: &FolderError) -> String {
    match error {
        FolderError::NotAllowed => needs_permission().to_owned(),
        FolderError::Gone => gone().to_owned(),
        FolderError::Full => full().to_owned(),
        FolderError::NotVerified => not_verified().to_owned(),
        FolderError::Other(reason) => other(reason),
    }
}
