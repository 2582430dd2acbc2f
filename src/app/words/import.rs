//! Importing, exporting and the workers that do it.

use domain::{
    FieldType,
    import::{ImportError, Reason},
};

words! {
    cancelled: "Cancelled. Nothing was changed.", "已取消，没有任何更改。";
    other_version: "A new version was installed meanwhile. Reload the page and try again.", "期间已安装新版本。请重新加载页面后再试。";
    cannot_read_stored(reason: &str): "The stored data could not be read: {reason}", "无法读取已存储的数据：{reason}";
    job_broke: "That did not work: something broke in the background. Nothing was changed; try again.", "操作失败：后台出现问题。没有任何更改，请重试。";

    files: "Files", "文件";
    choose_files: "Choose files", "选择文件";
    drop_here: "Drop customer or order files here", "将客户或订单文件拖到这里";
    what_it_reads: "Spreadsheets, CSV, contact cards (vCard), calendars, mail or a ZIP of these: from Excel, a shop or another CRM, in any language. Nothing leaves this device.", "支持 Excel、网店或其他 CRM 导出的电子表格、CSV、名片 (vCard)、日历、邮件或其 ZIP 压缩包，任何语言均可。数据不会离开本设备。";
    reading: "Reading the file…", "正在读取文件…";
    found_rows(rows: usize): one(rows) "1 row" | "{rows} rows", "{rows} 行";
    other_file: "Choose another file", "选择其他文件";

    match_columns: "Match", "匹配";
    table: "Table", "表格";
    rows_are: "The rows are", "每行代表";
    encoding: "Encoding", "编码";
    delimiter: "Separator", "分隔符";
    comma: "Comma", "逗号";
    semicolon: "Semicolon", "分号";
    tab: "Tab", "制表符";
    pipe: "Vertical bar", "竖线";
    other_delimiter: "Other", "其他";
    delimiter_sign: "Separator character", "分隔字符";
    on_known: "Rows known already", "已存在的记录";
    update_known: "Update the record", "更新";
    skip_known: "Skip the row", "跳过该行";
    create_known: "Create another", "仍然新建";
    fill_known: "Only fill what is empty", "仅填充空白字段";
    column: "Column", "列";
    goes_to: "Goes to", "导入到";
    examples: "Examples", "示例";
    target_of(column: &str): "Where {column} goes", "{column} 导入到";
    skip_column: "Leave out", "不导入";
    new_field(name: &str): "New field: {name}", "新字段：{name}";
    new_field_type(column: &str): "Type of {column}", "{column} 的类型";
    header_row: "Column names", "列名";
    header_in_row(row: u64): "In row {row}", "在第 {row} 行";
    no_header_row: "There are none", "没有列名";
    customer: "Customer", "客户";
    address_parts: "Address", "地址";
    items: "Items", "商品";
    amounts: "Amounts", "金额";
    refunded_amount: "Paid back", "退款金额";
    full_name: "Full name", "全名";
    source_id: "ID where it comes from", "来源系统编号";
    related_id(of: &str): "ID of its {of}", "关联的{of}编号";
    any_record: "record", "记录";
    label_of(field: &str): "{field}: kind", "{field}：类型";
    customer_name: "Customer: name", "客户：姓名";
    customer_email: "Customer: email", "客户：邮箱";
    customer_phone: "Customer: phone", "客户：电话";
    customer_tags: "Customer: tags", "客户：标签";
    customer_id: "Customer: external ID", "客户：外部编号";
    item(part: &str): "Item: {part}", "商品：{part}";
    date_order(column: &str): "How {column} writes dates", "{column} 的日期写法";
    day_first: "Day, month, year", "日/月/年";
    month_first: "Month, day, year", "月/日/年";
    say_date_order: "Please choose", "请选择";
    dates_unclear: "Some dates could be read two ways. Say which is right.", "有些日期有两种读法，请选择正确的一种。";

    check: "Check", "检查";
    import_button(what: &str): "Import {what}", "导入 {what}";
    import_rows(rows: usize): one(rows) "Import 1 row of orders" | "Import {rows} rows of orders", "导入 {rows} 行订单";
    order_needs: "An order needs a date and a total (or items with a price). Say above which columns have them.", "订单需要日期和总额（或带单价的商品）。请在上表中指定相应的列。";
    importing: "Importing…", "正在导入…";
    stopping: "Stopping…", "正在停止…";
    applying: "Adding to your data…", "正在写入数据…";
    remaining(seconds: usize): one(seconds) "about 1 second left" | "about {seconds} seconds left", "约剩 {seconds} 秒";
    not_saved_yet: "Some changes are not saved yet. Try again when they are.", "有更改尚未保存，请稍后再试。";

    done: "Done", "完成";
    taken_back: "Taken back", "已撤销";
    created(n: usize): one(n) "1 created" | "{n} created", "新建 {n} 条";
    updated(n: usize): one(n) "1 updated" | "{n} updated", "更新 {n} 条";
    unchanged(n: usize): one(n) "1 unchanged" | "{n} unchanged", "未变化 {n} 条";
    skipped(n: usize): one(n) "1 skipped" | "{n} skipped", "跳过 {n} 条";
    rejected(n: usize): one(n) "1 row not taken" | "{n} rows not taken", "{n} 行未导入";
    related(n: usize): one(n) "1 related record made" | "{n} related records made", "新建关联记录 {n} 条";
    new_fields(n: usize): one(n) "1 new field" | "{n} new fields", "新增字段 {n} 个";
    warnings(n: usize): one(n) "1 cell kept in the notes" | "{n} cells kept in the notes", "{n} 个单元格保存在备注中";
    and_more(n: usize): one(n) "and 1 more" | "and {n} more", "另有 {n} 条";
    row: "Row", "行";
    why: "Why", "原因";
    in_the_file: "In the file", "文件内容";
    rejected_file(name: &str): "not-taken-{name}", "未导入-{name}";
    download_rejected: "Download rows not taken", "下载未导入的行";
    rejected_kept(n: usize): "The download has the first {n} of them.", "下载的文件包含其中前 {n} 行。";
    see(what: &str): "See {what}", "查看{what}";
    import_another: "Import another file", "导入其他文件";
    imported_toast(n: usize, file: &str): one(n) "Imported 1 record from {file}" | "Imported {n} records from {file}", "已从 {file} 导入 {n} 条记录";
    not_kept(file: &str): "{file} could not be kept: there is no room left on this device. Choose it here instead.", "无法保存 {file}：设备空间不足。请在这里直接选择文件。";
    exported(file: &str): "Exported to {file}", "已导出到 {file}";

    unreadable: "The file could not be read. Check that it is still there and try again.", "无法读取文件。请确认文件仍然存在后重试。";
    empty_file: "The file is empty.", "文件是空的。";
    no_header: "No row with column names was found. The first row should name the columns.", "没有找到列名行。第一行应为列名。";
    too_large(size: &str, limit: &str): "The file has {size}; up to {limit} can be imported. Split it and import the parts.", "文件大小为 {size}，最多可导入 {limit}。请拆分后分别导入。";
    too_many_columns(columns: u64, limit: u64): "The file has {columns} columns; up to {limit} can be imported.", "文件有 {columns} 列，最多可导入 {limit} 列。";
    too_many_files(files: u64, limit: u64): "It holds {files} files; only the first {limit} were looked at.", "其中有 {files} 个文件，只查看了前 {limit} 个。";
    row_too_long(row: u64, limit: &str): "Row {row} is longer than {limit}. Check the separator, or whether this is a table.", "第 {row} 行超过 {limit}。请检查分隔符，或确认这是表格。";
    not_text: "This is not a table, contact card or message. Save it as CSV or XLSX and choose that file.", "这不是表格、名片或邮件。请另存为 CSV 或 XLSX 后再选择。";

    damaged: "The file is damaged or was not downloaded in full.", "文件已损坏或未完整下载。";
    locked: "The file is locked with a password. Remove it and choose the file again.", "文件受密码保护。请移除密码后重新选择。";
    unpacks_too_large(limit: &str): "Unpacked, the file is larger than {limit}.", "文件解压后超过 {limit}。";

    reason_empty: "the row is empty", "该行为空";
    reason_no_name: "no name, email, phone or company: there is nobody to create", "没有姓名、邮箱、电话或公司，无法新建";
    reason_not_a_number: "not a number", "不是数字";
    reason_not_a_date: "not a date", "不是日期";
    reason_ambiguous_date: "the date can be read two ways", "日期有两种读法";
    reason_time_left_out: "the time of day was left out", "未保留具体时间";
    reason_not_money: "not an amount of money", "不是金额";
    reason_not_yes_no: "neither yes nor no", "既非是也非否";
    reason_not_an_email: "not an email address", "不是邮箱地址";
    reason_not_a_phone: "not a phone number", "不是电话号码";
    reason_masked: "masked by the source", "来源已隐藏内容";
    reason_unknown_choice: "not one of the choices", "不在选项中";
    reason_too_long: "longer than 100,000 characters", "超过 100,000 个字符";
    reason_no_date: "an order needs a date", "订单需要日期";
    reason_no_amount: "an order needs a total or priced items", "订单需要总额或带单价的商品";
    reason_left_out: "deleted, failed or not a sale where it comes from", "在来源系统中已删除、失败或不是销售";
    reason_cut_off: "a spreadsheet has cut off this number: export the file again and import it without opening it there", "编号已被电子表格截断：请重新导出，不要用表格软件打开保存，直接导入";
    reason_remark: "a sum or a remark, not a record", "合计或说明，不是记录";
    reason_gives_back: "gives back a payment that is not here: import the file with it first, then this one again", "退回了一笔此处没有的付款：请先导入包含该付款的文件，再重新导入此文件";
    reason_header_again: "the header once more", "重复出现的表头";
    reason_garbled: "some characters could not be read (�): see that the encoding is right", "部分字符无法识别（�），请检查编码是否正确";
    reason_series: "repeats: the first time was taken, the rule is in the notes", "重复日程：仅导入首次，规则保留在备注中";
    reason_extra_cells: "more cells than there are columns", "单元格多于列数";
    reason_repeated(row: u64): "stands already in row {row}", "与第 {row} 行重复";

    rescue: "Take your data out", "取出您的数据";
    rescue_text: "This page does not open your data in the app; it only writes everything that is stored here into one file that you can keep.", "此页面不会在应用中打开数据，只会把此处存储的全部内容写入一个文件供您保存。";
    rescue_done: "The file is in your downloads.", "文件已保存到下载目录。";
    rescue_in_part: "The file is in your downloads. Some of the stored data is damaged and could not be read; the rest is in the file.", "文件已保存到下载目录。部分存储的数据已损坏，无法读取，其余数据都在文件中。";
    back_to_app: "Back to the app", "返回应用";
}

pub fn import_error(error: &ImportError) -> String {
    match error {
        ImportError::Unreadable => unreadable().to_owned(),
        ImportError::Empty => empty_file().to_owned(),
        ImportError::NoHeader => no_header().to_owned(),
        ImportError::TooLarge { bytes, limit } => {
            too_large(&crate::format::bytes(*bytes as f64), &crate::format::bytes(*limit as f64))
        }
        ImportError::TooManyColumns { columns, limit } => too_many_columns(*columns, *limit),
        ImportError::RowTooLong { row, limit } => row_too_long(*row, &crate::format::bytes(*limit as f64)),
        ImportError::TooManyFiles { files, limit } => too_many_files(*files, *limit),
        ImportError::NotText => not_text().to_owned(),
        ImportError::Damaged => damaged().to_owned(),
        ImportError::Locked => locked().to_owned(),
        ImportError::UnpacksTooLarge { limit } => unpacks_too_large(&crate::format::bytes(*limit as f64)),
        ImportError::Cancelled => cancelled().to_owned(),
        ImportError::Backup => super::import_many::own_alone().to_owned(),
    }
}

pub fn reason(reason: &Reason) -> String {
    let word = match reason {
        Reason::Empty => reason_empty(),
        Reason::NoName => reason_no_name(),
        Reason::NotANumber => reason_not_a_number(),
        Reason::NotADate => reason_not_a_date(),
        Reason::AmbiguousDate => reason_ambiguous_date(),
        Reason::TimeLeftOut => reason_time_left_out(),
        Reason::NotMoney => reason_not_money(),
        Reason::NotYesNo => reason_not_yes_no(),
        Reason::NotAnEmail => reason_not_an_email(),
        Reason::NotAPhone => reason_not_a_phone(),
        Reason::Masked => reason_masked(),
        Reason::UnknownChoice => reason_unknown_choice(),
        Reason::TooLong => reason_too_long(),
        Reason::NoDate => reason_no_date(),
        Reason::NoAmount => reason_no_amount(),
        Reason::LeftOut => reason_left_out(),
        Reason::CutOff => reason_cut_off(),
        Reason::Remark => reason_remark(),
        Reason::GivesBack => reason_gives_back(),
        Reason::ExtraCells => reason_extra_cells(),
        Reason::HeaderAgain => reason_header_again(),
        Reason::Garbled => reason_garbled(),
        Reason::Series => reason_series(),
        Reason::RepeatedInFile { row } => return reason_repeated(*row),
    };
    word.to_owned()
}

pub fn type_name(type_: &FieldType) -> &'static str {
    super::fields::type_name(domain::custom::type_code(type_))
}
