use storage::StorageError;

/// Languages are named in themselves.
pub const ENGLISH: &str = "English";
pub const CHINESE: &str = "简体中文";

words! {
    skip_to_content: "Skip to content", "跳到内容";
    main_navigation: "Main", "主导航";
    toggle_sidebar: "Collapse sidebar", "收起侧栏";
    find_or_do: "Find or do…", "查找或执行…";
    sell: "Sell", "销售";
    understand: "Understand", "分析";
    data: "Your data", "数据";
    language: "Language", "语言";
    theme_light: "Light theme", "浅色主题";
    theme_dark: "Dark theme", "深色主题";
    theme_system: "Theme as system", "主题跟随系统";

    saved: "Saved", "已保存";
    saving: "Saving…", "正在保存…";
    not_saved: "Not saved", "未保存";
    not_saved_text: "Your latest changes are not saved yet. They are kept in this tab and tried again.", "最近的更改尚未保存。它们保留在此标签页中，并会自动重试。";
    not_loaded_text: "Part of your data could not be read. Until it can, changes are kept in this tab only.", "部分数据无法读取。在恢复之前，更改只保留在此标签页中。";
    ready_offline: "Ready offline", "可离线使用";

    update_ready: "A new version is ready", "新版本已就绪";
    update_now: "Update", "更新";
    update_after_saving: "Not updated: some changes are not saved yet", "尚未更新：有更改还没有保存";

    go_to(page: &str): "Go to {page}", "前往{page}";
    go_to_lab: "Train a prediction", "训练预测模型";
    go_to_glossary: "Words of analysis explained", "分析术语解释";
    new_record(kind: &str): "New {kind}", "新建{kind}";
    undo_last: "Undo the last change", "撤销上一次更改";
    shortcuts: "Keyboard shortcuts", "键盘快捷键";

    not_found: "Page not found", "找不到页面";
    not_found_text: "There is nothing at this address.", "此地址没有内容。";
    to_contacts: "To your contacts", "前往联系人";

    crashed: "Something broke", "出了点问题";
    crashed_text: "The page ran into an error and stopped. Everything shown as saved is safe in this browser. Reload to go on; if it happens again, download your data first.", "页面遇到错误并已停止。所有显示为已保存的内容都安全保存在此浏览器中。请重新加载以继续；如果再次发生，请先下载您的数据。";
    part_missing: "This page could not be loaded. Check the connection and try again.", "此页面无法加载。请检查网络连接后重试。";
    cannot_open: "Your data could not be opened.", "无法打开您的数据。";

    storage_unsupported: "This browser offers no storage here. Leave private mode or use another browser.", "此浏览器在这里不提供存储。请退出无痕模式或换用其他浏览器。";
    storage_blocked: "The data is busy in another tab. Close other tabs of this page.", "数据正被另一标签页占用。请关闭本页面的其他标签页。";
    storage_newer: "The data was written by a newer version. Reload the page.", "数据由更新的版本写入。请重新加载页面。";
    storage_full: "The device is full. Free some space.", "设备空间已满。请清理一些空间。";
    storage_refused: "The browser refused the write.", "浏览器拒绝了写入。";
    storage_lost: "The connection to the data was lost. Reload the page.", "与数据的连接已断开。请重新加载页面。";
    storage_damaged(what: &str): "Stored data is damaged ({what}). Download what can be read.", "存储的数据已损坏（{what}）。请下载仍可读取的内容。";
    storage_loading: "The data is still loading. Try again in a moment.", "数据仍在加载，请稍后再试。";
    storage_replaced: "Everything was replaced in another tab. Download what is not saved, then reload the page.", "全部数据已在另一标签页中被替换。请先下载未保存的内容，然后重新加载页面。";
    storage_no_entry: "This entry is no longer in the history.", "历史中已没有此条目。";
    storage_other(reason: &str): "Storage failed: {reason}", "存储失败：{reason}";
}

/// What went wrong with storage and what to do, in the user's words.
pub fn storage_error(error: &StorageError) -> String {
    let word = match error {
        StorageError::Unsupported => storage_unsupported(),
        StorageError::Blocked => storage_blocked(),
        StorageError::Newer => storage_newer(),
        StorageError::Quota => storage_full(),
        StorageError::Aborted(_) => storage_refused(),
        StorageError::ConnectionLost => storage_lost(),
        StorageError::Damaged { what } => return storage_damaged(what),
        StorageError::StillLoading => storage_loading(),
        StorageError::Replaced => storage_replaced(),
        StorageError::NoSuchEntry => storage_no_entry(),
        StorageError::Other(reason) => return storage_other(reason),
    };
    word.to_owned()
}
