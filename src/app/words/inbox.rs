//! What came from outside: pasted, shared, or sent by a web form.

words! {
    title: "Inbox", "收件箱";
    one: "inbox item", "收件";
    many: "inbox items", "收件";
    intro: "What came from outside waits here until you decide. Nothing becomes a contact by itself.", "外来的内容在这里等您处理，不会自动成为联系人。";
    paste: "Paste a signature, a chat or an order", "粘贴签名、聊天记录或订单文字";
    paste_hint: "Names, emails, phones and addresses are read from it on this device.", "姓名、邮箱、电话和地址会在本设备上识别。";
    read: "Read it", "识别";
    reading: "Reading…", "正在识别…";
    nothing_found: "There is no email, phone or labelled name in this text.", "这段文字里没有邮箱、电话或标明的姓名。";
    keep_anyway: "Keep it as it is", "仍然保留";
    empty: "Nothing to review. Paste something above, or share a text to this app.", "没有待处理的内容。请在上方粘贴，或把文字分享到本应用。";
    waiting(n: usize): one(n) "1 waits for review" | "{n} wait for review", "{n} 条待处理";
    added(n: usize): one(n) "1 added to the inbox" | "{n} added to the inbox", "已加入收件箱 {n} 条";
    came_text: "The text it came from", "原文";
    add: "Add as contact", "添加为联系人";
    add_named(name: &str): "Add as contact: {name}", "添加为联系人：{name}";
    with_task: "Remind me to answer tomorrow", "明天提醒我回复";
    answer(name: &str): "Answer {name}", "回复{name}";
    contact_added(name: &str): "{name} is a contact now", "已添加联系人{name}";
    to_existing: "Add to an existing contact", "添加到已有联系人";
    existing: "Contact", "联系人";
    choose_contact: "There is no contact of this name", "没有这个名字的联系人";
    added_to(name: &str): "Added to {name}", "已添加到{name}";
    may_be: "May be the same as", "可能与此重复：";
    add_to(name: &str): "Add to {name}", "添加到{name}";
    discard: "Discard", "丢弃";
    discard_named(name: &str): "Discard: {name}", "丢弃：{name}";
    discarded: "Discarded", "已丢弃";
    edit: "Edit", "编辑";
    edit_named(name: &str): "Edit: {name}", "编辑：{name}";
    too_little: "A contact needs a name, an email or a phone. Edit it first.", "联系人需要姓名、邮箱或电话，请先编辑。";
    pasted: "Pasted", "粘贴";
    shared: "Shared", "分享";
    more(n: usize): one(n) "1 more below these" | "{n} more below these", "还有 {n} 条";
}
