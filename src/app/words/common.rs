words! {
    how: "How this was found", "这是如何得出的";
    count: "Count", "人数";
    product: "Solo CRM", "Solo CRM";
    save: "Save", "保存";
    cancel: "Cancel", "取消";
    delete: "Delete", "删除";
    undo: "Undo", "撤销";
    close: "Close", "关闭";
    apply: "Apply", "应用";
    back: "Back", "返回";
    edit: "Edit", "编辑";
    add: "Add", "添加";
    remove: "Remove", "移除";
    more: "More", "更多";
    yes: "Yes", "是";
    no: "No", "否";
    none: "None", "无";
    all: "All", "全部";
    search: "Search", "搜索";
    import: "Import", "导入";
    export: "Export", "导出";
    loading: "Loading…", "正在加载…";
    reload: "Reload", "重新加载";
    download_my_data: "Download my data", "下载我的数据";
    retry: "Try again", "重试";

    contact: "contact", "联系人";
    contacts: "Contacts", "联系人";
    company: "company", "公司";
    companies: "Companies", "公司";
    order: "order", "订单";
    orders: "Orders", "订单";
    task: "task", "任务";
    tasks: "Tasks", "任务";
    activity: "activity", "动态";
    activities: "Activities", "动态";
    tag: "tag", "标签";
    tags: "Tags", "标签";
    field: "field", "字段";
    fields: "Fields", "字段";
    saved_view: "view", "视图";
    saved_views: "Views", "视图";
    model: "model", "模型";
    models: "Models", "模型";
    profile: "business profile", "企业资料";
    deletion: "deletion", "删除记录";
    deletions: "deletions", "删除记录";

    insights: "Insights", "洞察";
    history: "History", "历史";
    trash: "Trash", "回收站";
    settings: "Settings", "设置";

    counted(n: &str, one: &str, many: &str): "{n} {many}", "{n} 个{one}";
    not_saved_undo(skipped: usize): one(skipped) "Undone, except 1 field that was changed since" | "Undone, except {skipped} fields that were changed since", "已撤销，但有 {skipped} 个字段之后又被修改，未还原";
    undone: "Undone", "已撤销";
    nothing_to_undo: "Nothing left to undo: everything was changed since", "没有可撤销的内容：之后都已被修改";
}
