//! Settings and Trash.

use crate::fields::Misfit;

words! {
    business: "Business", "企业";
    fields: "Fields", "字段";
    preferences: "Preferences", "偏好";
    backup: "Backup", "备份";
    privacy: "Privacy", "隐私";
    sections: "Settings sections", "设置分类";
    saved(name: &str): "{name} saved", "“{name}”已保存";

    about_business: "Your business", "您的企业";
    about_business_hint: "Used on exports and to read amounts. Kept on this device only.", "用于导出和识别金额，仅保存在此设备上。";
    business_name: "Business name", "企业名称";

    apply_kind: "Apply its fields and pages", "应用其字段和页面";
    kind_applied(name: &str): "Fields and pages applied: {name}", "已应用字段和页面：{name}";
    kind_applied_already(name: &str): "Nothing to change: {name}", "无需更改：{name}";

    pages: "Pages", "页面";
    pages_hint: "Pages you leave out are hidden from the navigation. Nothing is deleted, and Settings always stays.", "未勾选的页面会从导航中隐藏，数据不会删除；设置页始终显示。";
    page_shown(name: &str): "{name} is shown", "已显示“{name}”";
    page_hidden(name: &str): "{name} is hidden", "已隐藏“{name}”";

    names: "Words", "用词";
    names_hint: "Call your records what you call them: client, guest, project.", "用您习惯的叫法称呼记录：客户、客人、项目。";
    one_of(word: &str): "One {word}", "单数（{word}）";
    many_of(word: &str): "Several {word}", "复数（{word}）";
    reset: "Reset", "恢复默认";
    reset_name(word: &str): "Reset {word}", "恢复默认：{word}";
    names_saved: "Words saved", "用词已保存";

    sample: "Sample business", "示例生意";
    sample_present: "You are looking at a sample business. Removing it leaves your own records as they are.", "当前包含示例生意的数据。移除它不会影响您自己的记录。";
    sample_absent: "An online shop with 500 buyers and 2,000 orders to look around with. It can be removed in one act.", "一家拥有 500 位顾客和 2,000 份订单的网店，供您试用，可一键移除。";
    sample_leaves(what: &str): "Your own records on it stay: {what}.", "您添加在其上的记录会保留：{what}。";
    removing_sample: "Removing the sample business…", "正在移除示例生意…";
    add_sample: "Add the sample business", "添加示例生意";
    remove_sample: "Remove the sample business", "移除示例生意";

    fields_hint: "Fields you add appear in forms, columns, filters, imports and predictions. Move them with their arrows, or with Alt and the arrow keys.", "您添加的字段会出现在表单、列、筛选、导入和预测中。可用箭头按钮或 Alt 加方向键调整顺序。";
    your_fields_of(kind: &str): "Your fields: {kind}", "自定义字段：{kind}";
    no_own_fields: "No fields of your own yet.", "还没有自定义字段。";
    field_name: "Name", "名称";
    field_type: "Type", "类型";
    choices: "Choices", "选项";
    choices_of(field: &str): "Choices of {field}", "“{field}”的选项";
    choices_hint: "Separate choices with commas. Records keep a choice you take away.", "用逗号分隔选项。删除选项后，记录中已有的值会保留。";
    choices_missing: "Name at least one choice.", "请至少填写一个选项。";
    name_of_field(field: &str): "Name of {field}", "“{field}”的名称";
    name_missing: "Give the field a name.", "请填写字段名称。";
    name_taken: "There is a field of this name already.", "已有同名字段。";
    add_field: "Add field", "添加字段";
    field_added(name: &str): "Field {name} added", "已添加字段“{name}”";
    field_renamed(name: &str): "Field renamed to {name}", "字段已改名为“{name}”";
    field_moved(name: &str): "{name} moved", "已移动“{name}”";
    field_retired(name: &str): "{name} retired; its values are kept", "已停用“{name}”，其值会保留";
    field_back(name: &str): "{name} is back", "已恢复“{name}”";
    move_up(name: &str): "Move {name} up", "上移“{name}”";
    move_down(name: &str): "Move {name} down", "下移“{name}”";
    retire: "Retire", "停用";
    retire_name(name: &str): "Retire {name}", "停用“{name}”";
    bring_back: "Bring back", "恢复使用";
    bring_back_name(name: &str): "Bring back {name}", "恢复使用“{name}”";
    retired: "Retired fields", "已停用的字段";
    retired_hint: "Not shown any more, but their values are kept and return with them.", "不再显示，但值会保留，恢复使用后即可看到。";
    values_kept(n: usize): one(n) "1 value kept" | "{n} values kept", "保留了 {n} 个值";
    built_in_fields(n: usize): one(n) "1 built-in field" | "{n} built-in fields", "{n} 个内置字段";
    computed: "Computed", "自动计算";

    language: "Language", "语言";
    language_auto: "As the browser", "跟随浏览器";
    theme: "Theme", "主题";
    light: "Light", "浅色";
    dark: "Dark", "深色";
    system: "As the system", "跟随系统";

    where_title: "Where your data is", "数据保存在哪里";
    where_text: "Everything you enter stays in this browser on this device. Nothing is sent anywhere: there is no account and no server, and the page cannot reach other sites.", "您输入的所有内容都保存在此设备的这个浏览器中，不会发送到任何地方：没有账户，没有服务器，页面也无法访问其他网站。";
    usage(used: &str, quota: &str): "{used} used of {quota} this browser offers", "已使用 {used}，浏览器可提供 {quota}";
    usage_unknown: "This browser does not tell how much space is used.", "此浏览器不提供空间使用情况。";
    usage_title: "Storage used", "存储用量";
    safe_title: "Keep my data safe", "保护我的数据";
    safe_hint: "A browser short of space may clear pages it does not know to be important.", "浏览器在空间不足时，可能会清除它认为不重要的页面数据。";
    keep_safe: "Keep my data safe", "保护我的数据";
    persisted: "The browser has promised to keep your data.", "浏览器已承诺保留您的数据。";
    not_persisted: "The browser has not promised yet to keep your data. Installing the app or bookmarking this page helps; then ask again. Download your data now and then.", "浏览器尚未承诺保留您的数据。安装应用或将此页加入书签会有帮助，之后再试一次。也请定期下载数据。";
    persist_unknown: "This browser cannot promise to keep data. Download your data now and then.", "此浏览器无法承诺保留数据，请定期下载数据。";
    offline_title: "Without a network", "离线使用";
    offline_not_ready: "Not ready offline yet: the page is still fetching its files, or this browser does not allow it.", "尚不能离线使用：页面仍在获取文件，或浏览器不允许。";
    install: "Install app", "安装应用";
    install_hint: "Adds Solo CRM to your home screen or desktop.", "将 Solo CRM 添加到主屏幕或桌面。";
    history_title: "How far back History reaches", "历史记录保留多久";
    history_text(days: i64, size: &str): "Every change can be undone for {days} days, as long as History stays below {size}. The oldest changes leave first; your records stay.", "每次更改在 {days} 天内都可以撤销，历史记录上限为 {size}。超出后最早的更改先移除，您的记录不受影响。";
    open_history: "Open History", "打开历史";
    open_trash: "Open Trash", "打开回收站";
    download_title: "Take everything with you", "带走所有数据";
    download_hint: "One file with every record, readable without this app.", "一个包含所有记录的文件，无需本应用也能读取。";
    downloading: "Preparing the file…", "正在准备文件…";
    download_refused: "The browser did not take the file.", "浏览器没有接收该文件。";
    download_failed(reason: &str): "The file could not be made: {reason}", "无法生成文件：{reason}";

    trash_empty: "Trash is empty.", "回收站是空的。";
    trash_hint(days: i64): "Records stay here until you delete them. Deleted records can still be brought back from History for {days} days.", "记录会保留在这里，直到您将其删除。删除后 {days} 天内仍可从历史中找回。";
    restore: "Restore", "恢复";
    delete_for_ever: "Delete for ever", "永久删除";
    empty_trash: "Empty trash", "清空回收站";
    select_all_of(kind: &str): "Select all: {kind}", "全选：{kind}";
    selected(n: usize): one(n) "1 selected" | "{n} selected", "已选择 {n} 项";
    unnamed: "No name", "未命名";
    trashed_when(when: &str): "Moved here {when}", "{when}移入";
    restored(what: &str): "{what} restored", "已恢复{what}";
    purged(what: &str): "{what} deleted for ever", "已永久删除{what}";

    purged_but(what: &str, left: &str): "{what} deleted for ever. What belonged to it stays: {left}", "已永久删除{what}。其所属记录仍保留：{left}";

    not_a_number: "This is not a number.", "这不是数字。";
    not_a_date: "This is not a date.", "这不是日期。";
    not_an_email: "This is not an email address.", "这不是邮箱地址。";
    not_a_link: "This is not a web address.", "这不是网址。";
}

pub fn misfit(misfit: Misfit) -> &'static str {
    match misfit {
        Misfit::Number => not_a_number(),
        Misfit::Date => not_a_date(),
        Misfit::Email => not_an_email(),
        Misfit::Link => not_a_link(),
    }
}
