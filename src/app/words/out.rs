//! Words of data that leaves: exports, everything, a person's file, erasing.

words! {
    excel: "Excel (XLSX)", "Excel (XLSX)";
    csv: "CSV", "CSV";
    cards: "Contact cards (vCard)", "名片 (vCard)";
    todos: "Calendar: to-dos (iCalendar)", "日历：待办 (iCalendar)";
    events: "Calendar: all-day events (iCalendar)", "日历：全天日程 (iCalendar)";
    shown_only: "Only the columns shown", "仅导出显示的列";
    exporting(what: &str): "Exporting {what}…", "正在导出 {what}…";
    cut(n: usize): one(n) "1 text was longer than a cell of a workbook can be and was cut. CSV keeps it whole." | "{n} texts were longer than a cell of a workbook can be and were cut. CSV keeps them whole.", "有 {n} 处文本超出工作簿单元格上限，已被截断。CSV 可完整保留。";

    everything_title: "Take everything out", "导出全部数据";
    everything_hint: "One ZIP of open formats: JSON Lines with every record, the trash included, tables for any spreadsheet, and a description of both. It can be brought in again here.", "一个开放格式的 ZIP：包含所有记录（含回收站）的 JSON Lines、可用任何电子表格打开的表格，以及格式说明。也可重新导入此应用。";
    everything: "Download everything", "下载全部数据";
    preparing: "Preparing the file…", "正在准备文件…";
    everything_file(day: &str): "solo-crm-everything-{day}.zip", "solo-crm-全部数据-{day}.zip";
    person_file(name: &str, day: &str): "{name}-{day}.zip", "{name}-{day}.zip";

    about_person: "Everything about this person", "此人的全部资料";
    erase_menu: "Erase for good…", "彻底抹除…";
    erase_title(name: &str): "Erase {name} for good?", "彻底抹除“{name}”？";
    erase_what(what: &str): "This goes: {what}.", "将被抹除：{what}。";
    erase_history: "It also goes from History, the Trash and the snapshots on this device. What you wrote about this person elsewhere, such as in another contact's notes or on a deal, stays.", "历史、回收站和本设备的快照中的内容也会一并抹除。您在其他地方写下的相关内容（例如其他联系人的备注或商机中的内容）会保留。";
    erase_orders(what: &str): "{what} stay for your books and lose the link to this person.", "{what}将为账目保留，但不再关联此人。";
    erase_backups: "The snapshots in this browser stay, rewritten without this person. Backups and exports that you downloaded are out of reach: delete those yourself.", "此浏览器中的快照会保留，但会重写并去除此人。您下载的备份和导出文件无法触及，请自行删除。";
    erase_folder(folder: &str): "The backups in your folder “{folder}” are rewritten too; the browser may ask you to allow it.", "您的文件夹“{folder}”中的备份也会重写，浏览器可能会请求授权。";
    erase_folder_closed(folder: &str): "The backups in the folder “{folder}” could not be reached and still hold this person. Delete them yourself, then back up anew.", "无法访问文件夹“{folder}”，其中的备份仍包含此人。请自行删除这些备份，然后重新备份。";
    erase_folder_left(folder: &str, names: &str): "These backups in the folder “{folder}” could not be rewritten. Delete them yourself: {names}", "文件夹“{folder}”中的以下备份无法重写，请自行删除：{names}";
    erase_no_undo: "There is no Undo.", "此操作无法撤销。";
    erase: "Erase for good", "彻底抹除";
    erasing: "Erasing…", "正在抹除…";
    erased: "Erased for good", "已彻底抹除";
    erased_but(n: usize): one(n) "Erased for good. 1 snapshot could not be rewritten and was removed." | "Erased for good. {n} snapshots could not be rewritten and were removed.", "已彻底抹除。有 {n} 份快照无法重写，已移除。";
    erase_failed(reason: &str): "Not everything was erased: {reason} Try again.", "未能全部抹除：{reason} 请重试。";
    not_open: "The data are not open yet.", "数据尚未打开。";
}
