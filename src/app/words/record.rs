words! {
    open_record: "Open record", "打开的记录";
    not_found: "Not found", "未找到";
    unknown_record: "There is nothing at this address. It may have been deleted for good.", "此地址没有记录，可能已被永久删除。";
    in_trash: "This record is in the Trash.", "此记录在回收站中。";
    restore: "Restore", "恢复";
    back_to_list: "Back to list", "返回列表";
    full_page: "Open full page", "打开整页";
    mark_done: "Mark as done", "标记为完成";
    is_done: "Done", "已完成";
    empty: "Empty", "空";
    follow(what: &str): "Open {what}", "打开 {what}";
    field_changed_duplicate(field: &str, names: &str): "{field} changed. {names} has the same", "已修改{field}，与 {names} 相同";
    field_changed(field: &str): "{field} changed", "已修改{field}";

    add_tag: "Add tag", "添加标签";
    remove_tag(tag: &str): "Remove tag {tag}", "移除标签 {tag}";
    tag_added(tag: &str, name: &str): "{name} tagged “{tag}”", "已为 {name} 添加标签“{tag}”";
    tag_removed(tag: &str, name: &str): "“{tag}” removed from {name}", "已从 {name} 移除标签“{tag}”";

    timeline: "Timeline", "时间线";
    note: "Note", "备注";
    note_hint: "Write down what happened…", "记录发生的事情…";
    activity_type: "Type", "类型";
    save_keys: "⌘ Enter or Ctrl Enter", "⌘ Enter 或 Ctrl Enter";
    noted(name: &str): "Added to {name}", "已添加到 {name}";
    notes: "Notes", "备注";
    changes: "Changes", "修改";
    edit_entry: "Edit entry", "编辑条目";
    delete_entry: "Delete entry", "删除条目";
    entry_deleted: "Entry moved to Trash", "条目已移至回收站";
    entry_changed: "Entry changed", "条目已修改";
    nothing_happened: "Nothing here yet.", "暂无内容。";
    show_more: "Show more", "显示更多";
    order_number(number: &str): "Order {number}", "订单 {number}";

    raises(field: &str, value: &str, from: &str, to: &str): "{field} {value} raises it from {from} to {to}", "{field}为 {value}，使其从 {from} 升至 {to}";
    lowers(field: &str, value: &str, from: &str, to: &str): "{field} {value} lowers it from {from} to {to}", "{field}为 {value}，使其从 {from} 降至 {to}";
    with_interval(value: &str, low: &str, high: &str): "{value} ({low} to {high})", "{value}（{low} 至 {high}）";
    range(low: &str, high: &str): "95 of 100 times between {low} and {high}", "100 次中有 95 次介于 {low} 与 {high} 之间";
    sampled(margin: &str): " (± {margin}, sampled)", "（抽样估计，± {margin}）";

    task_title: "Task", "任务";
    add_task: "Add task", "添加任务";
    no_people: "Nobody yet. Set this company on a contact.", "暂无联系人。可在联系人中设置此公司。";
    no_lines: "No items.", "没有商品。";
    edit_lines: "Edit items", "编辑商品";
    add_line: "Add item", "添加商品";
    remove_line(number: usize): "Remove item {number}", "移除第 {number} 项商品";
    line_field(field: &str, number: usize): "{field}, item {number}", "第 {number} 项{field}";
    line_unnamed(number: usize): "Item {number} needs a name.", "第 {number} 项商品需要名称。";
    line_number(field: &str, number: usize): "{field} of item {number} must be a number.", "第 {number} 项的{field}必须是数字。";
    lines_changed: "Items changed", "已修改商品";
    total_becomes(total: &str): "The order's total becomes {total}.", "订单总额将变为 {total}。";

    created: "Created", "创建于";
    changed: "Changed", "修改于";
    all_history: "All changes in History", "在历史中查看全部修改";
    was_created: "Created", "已创建";
    was_trashed: "Moved to Trash", "已移至回收站";
    was_restored: "Restored", "已恢复";
    show_older: "Show older changes", "显示更早的修改";
    undo_change(what: &str): "Undo: {what}", "撤销：{what}";
    undone_change(what: &str): "Undone: {what}", "已撤销：{what}";
}
