//! Words of the lists: views, filters, columns, selection and the form of a new record.
//!
//! Not here: names of fields and choices (`fields`), words of many pages (`common`).

use crate::fields::Misfit;
use domain::Kind;

words! {
    new_contact: "New contact", "新建联系人";
    new_company: "New company", "新建公司";
    new_deal: "New deal", "新建商机";
    new_order: "New order", "新建订单";
    new_task: "New task", "新建任务";
    search_contacts: "Name, company, email…", "姓名、公司、邮箱…";
    sort: "Sort", "排序";
    sort_hint: "Sort by this column", "按此列排序";
    newest_first: "Newest first", "最新优先";
    select(name: &str): "Select {name}", "选择 {name}";
    select_all: "Select all", "全选";
    selected(count: usize): one(count) "1 selected" | "{count} selected", "已选 {count} 项";
    selection: "Selection", "所选记录";
    clear_selection: "Clear selection", "取消选择";
    nameless: "No name", "未命名";
    overdue(date: &str): "Overdue {date}", "已逾期 {date}";
    complete(name: &str): "Mark “{name}” as done", "将“{name}”标记为完成";
    reopen(name: &str): "Open “{name}” again", "重新打开“{name}”";
    completed(name: &str): "Done: {name}", "已完成：{name}";
    reopened(name: &str): "Open again: {name}", "已重新打开：{name}";

    columns: "Columns", "列";
    reset_columns: "Default columns", "恢复默认列";
    move_up(name: &str): "Move {name} up", "上移 {name}";
    move_down(name: &str): "Move {name} down", "下移 {name}";

    filter: "Filter", "筛选";
    filters(count: usize): one(count) "1 filter" | "{count} filters", "{count} 个筛选条件";
    add_condition: "Add condition", "添加条件";
    remove_condition: "Remove condition", "移除条件";
    condition: "Condition", "条件";
    field: "Field", "字段";
    test: "Comparison", "比较方式";
    value: "Value", "值";
    clear: "Clear", "清除";
    or: "or", "或";
    records_match: "Match", "符合";
    all_of: "all conditions", "全部条件";
    any_of: "any condition", "任一条件";
    remove_filter(text: &str): "Remove filter: {text}", "移除筛选：{text}";
    custom_rule: "Custom rule", "自定义规则";
    gone_field: "A field that is gone", "已不存在的字段";
    days: "days", "天";
    so_many_days(count: &str): "{count} days", "{count} 天";
    test_is: "is", "是";
    test_is_not: "is not", "不是";
    test_has: "has", "包含";
    test_has_not: "does not have", "不包含";
    test_contains: "contains", "包含";
    test_not_contains: "does not contain", "不包含";
    test_starts_with: "starts with", "开头为";
    test_at_least: "is at least", "至少为";
    test_at_most: "is at most", "至多为";
    test_before: "is before", "早于";
    test_after: "is after", "晚于";
    test_in_last_days: "in the last", "在最近";
    test_not_in_last_days: "not in the last", "不在最近";
    test_empty: "is empty", "为空";
    test_not_empty: "is not empty", "不为空";

    all_of_kind(many: &str): "All {many}", "全部{many}";
    changed_view(name: &str): "{name} (changed)", "{name}（已修改）";
    save_view: "Save view…", "保存视图…";
    update_view: "Update view", "更新视图";
    rename_view: "Rename view…", "重命名视图…";
    delete_view: "Delete view", "删除视图";
    view_name: "View name", "视图名称";
    name_needed: "Give it a name", "请输入名称";
    view_saved(name: &str): "View “{name}” saved", "已保存视图“{name}”";
    view_updated(name: &str): "View “{name}” updated", "已更新视图“{name}”";
    view_renamed(name: &str): "View renamed to “{name}”", "视图已重命名为“{name}”";
    view_deleted(name: &str): "View “{name}” deleted", "已删除视图“{name}”";

    make_tasks: "Make tasks", "创建任务";
    tasks_for(n: usize): one(n) "A task for 1 selected" | "A task for each of {n} selected", "为所选 {n} 项各创建一个任务";
    tasks_made(n: usize): one(n) "1 task made" | "{n} tasks made", "已创建 {n} 个任务";
    get_in_touch: "Get in touch", "联系";
    task_about(what: &str, name: &str): "{what}: {name}", "{what}：{name}";
    task_what: "What is to be done", "要做什么";
    task_hint: "The name is added to each task.", "每个任务会附上对应的姓名。";
    task_due: "Due", "截止日期";
    tag: "Tag", "标签";
    tag_name: "Tag name", "标签名称";
    tagged(what: &str, tag: &str): "{what} tagged “{tag}”", "已为 {what}添加标签“{tag}”";
    untagged(what: &str, tag: &str): "“{tag}” removed from {what}", "已从 {what}移除标签“{tag}”";
    edit_selected(count: usize): one(count) "Edit 1 record" | "Edit {count} records", "编辑 {count} 条记录";
    empty_clears: "An empty value clears the field.", "留空将清除该字段。";
    field_set(what: &str, field: &str): "{field} set on {what}", "已为 {what}设置{field}";
    moved_to_trash(what: &str): "{what} moved to Trash", "{what}已移至回收站";
    unknown_name(name: &str): "Nobody is called “{name}”", "没有名为“{name}”的记录";

    no_contacts: "The people you sell to, work for and hear from stand here. Bring them in a file or add the first one.", "这里是您的客户和联系人。可导入文件，或添加第一位联系人。";
    no_companies: "The companies your contacts work for stand here.", "这里是您的联系人所在的公司。";
    no_deals: "What you hope to sell stands here: to whom, for how much, by when. Import your deals or add the first one.", "这里是您正在争取的商机：客户、金额和预计日期。可导入商机，或添加第一个。";
    no_orders: "What your customers buy stands here. Import your orders or add the first one.", "这里是客户的订单。可导入订单，或添加第一笔。";
    no_tasks: "Nothing to do. Add what you want to be reminded of.", "暂无任务。添加您想记住的事项。";
    import_file: "Import a file", "导入文件";
    use_sample: "Use sample data", "使用示例数据";
    nothing_found: "Nothing matches.", "没有符合的记录。";
    clear_all: "Clear search and filters", "清除搜索和筛选";

    more_fields: "More fields", "更多字段";
    created(name: &str): "{name} added", "已添加 {name}";
    duplicate_of: "Already here with the same email or phone:", "已有相同邮箱或电话的记录：";
    looks_like: "Looks like:", "看起来像：";
    see_marked_fields: "Some fields need another look.", "部分字段需要修改。";
    contact_needs: "Enter a name, an email or a phone.", "请输入姓名、邮箱或电话。";
    company_needs: "Enter a name.", "请输入名称。";
    deal_needs: "Enter a title.", "请输入名称。";
    order_needs: "Enter a number or a total.", "请输入编号或总额。";
    task_needs: "Enter what is to be done.", "请输入任务名称。";
    unknown_contact: "Nobody has this name. Choose one from the list.", "没有此姓名，请从列表中选择。";
    not_a_number: "Enter a number", "请输入数字";
    not_a_date: "Enter a date", "请输入日期";
    not_an_email: "Enter an email address", "请输入邮箱地址";
    not_a_link: "Enter a web address", "请输入网址";
}

/// The button and dialog that make a new record.
pub fn new_record(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => new_company(),
        Kind::Deal => new_deal(),
        Kind::Order => new_order(),
        Kind::Task => new_task(),
        _ => new_contact(),
    }
}

/// What the search box looks through.
pub fn search_hint(kind: Kind) -> &'static str {
    match kind {
        Kind::Contact => search_contacts(),
        _ => super::common::search(),
    }
}

pub fn no_records(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => no_companies(),
        Kind::Deal => no_deals(),
        Kind::Order => no_orders(),
        Kind::Task => no_tasks(),
        _ => no_contacts(),
    }
}

pub fn too_little(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => company_needs(),
        Kind::Deal => deal_needs(),
        Kind::Order => order_needs(),
        Kind::Task => task_needs(),
        _ => contact_needs(),
    }
}

pub fn misfit(misfit: Misfit) -> &'static str {
    match misfit {
        Misfit::Number => not_a_number(),
        Misfit::Date => not_a_date(),
        Misfit::Email => not_an_email(),
        Misfit::Link => not_a_link(),
    }
}
