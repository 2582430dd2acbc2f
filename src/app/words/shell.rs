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
    ready_offline: "Ready offline", "可离线使用";

    update_ready: "A new version is ready", "新版本已就绪";
    update_now: "Update", "更新";
    update_after_saving: "Not updated: some changes are not saved yet", "尚未更新：有更改还没有保存";

    go_to(page: &str): "Go to {page}", "前往{page}";
    go_to_lab: "Train a prediction", "训练预测模型";
    new_record(kind: &str): "New {kind}", "新建{kind}";
    undo_last: "Undo the last change", "撤销上一次更改";
    shortcuts: "Keyboard shortcuts", "键盘快捷键";

    not_found: "Page not found", "找不到页面";
    not_found_text: "There is nothing at this address.", "此地址没有内容。";
    to_contacts: "To your contacts", "前往联系人";

    crashed: "Something broke", "出了点问题";
    crashed_text: "The page ran into an error and stopped. Everything shown as saved is safe in this browser. Reload to go on; if it happens again, download your data first.", "页面遇到错误并已停止。所有显示为已保存的内容都安全保存在此浏览器中。请重新加载以继续；如果再次发生，请先下载您的数据。";
    cannot_open: "Your data could not be opened.", "无法打开您的数据。";
}

/// What went wrong with storage and what to do, in the user's words.
pub fn storage_error(error: &StorageError) -> String {
    error.to_string()
}
