//! A whole backup instead of what is here, and putting back what was there before.

words! {
    replace: "Replace everything with this backup", "用此备份替换全部数据";
    replace_hint: "The backup is written beside what is here, read back and compared, and only then takes its place. You can put back what was there before until a later start.", "备份会写入单独的位置，重新读取并逐项比对，全部一致后才会启用。在之后再次打开之前，您可以还原原有数据。";
    writing: "Writing and checking the backup beside your data…", "正在写入并校验备份，现有数据不受影响…";
    not_replaced(reason: &str): "Nothing was replaced: {reason}", "未替换任何数据：{reason}";
    partial: "This file holds some of the records, or does not say whether it holds all. They can be merged; only a whole backup can take the place of what is here.", "此文件只包含部分记录，或无法判断是否完整。可以合并，但只有完整备份才能替换现有数据。";
    title: "What was there before", "原有数据";
    replaced(label: &str, when: &str): "Everything was replaced with {label} on {when}. What was there before is kept until a later start that goes well, an hour from then at the earliest.", "全部数据已于 {when} 替换为 {label}。原有数据会保留到之后再次正常打开时，至少一小时。";
    was_put_back(when: &str): "What was there before was put back on {when}. What you had until then is kept until a later start that goes well, an hour from then at the earliest.", "原有数据已于 {when} 还原。还原前的数据会保留到之后再次正常打开时，至少一小时。";
    put_back: "Put back what was there before", "还原原有数据";
    putting_back: "Putting back…", "正在还原…";
    kept_no_longer: "What was there before is not kept any longer", "原有数据已不再保留";
}
