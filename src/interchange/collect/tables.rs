//! What visitors read, and the labels by which the block of a form is read again.

use crate::lead::Label;

/// The texts of a form and a button in one language.
pub struct Words {
    pub heading: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub company: &'static str,
    pub message: &'static str,
    pub source: &'static str,
    pub required: &'static str,
    pub by_mail: &'static str,
    pub by_whatsapp: &'static str,
    pub by_wechat: &'static str,
    pub how: &'static str,
    pub subject: &'static str,
    pub opened: &'static str,
    pub opened_hint: &'static str,
    pub too_long: &'static str,
    pub wechat_hint: &'static str,
    pub answers: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub without_script: &'static str,
    pub colon: &'static str,
    pub start: &'static str,
    pub end: &'static str,
    pub mail: &'static str,
    pub whatsapp: &'static str,
    pub wechat: &'static str,
    pub wechat_id: &'static str,
    pub wechat_code: &'static str,
}

impl Words {
    pub fn label(&self, text: &str) -> Option<Label> {
        let labels = [
            (self.name, Label::Name),
            (self.email, Label::Email),
            (self.phone, Label::Phone),
            (self.company, Label::Company),
            (self.message, Label::Message),
            (self.source, Label::Source),
        ];
        labels.into_iter().find(|(word, _)| *word == text).map(|(_, label)| label)
    }
}

pub const ALL: [&Words; 2] = [&ENGLISH, &CHINESE];

pub const ENGLISH: Words = Words {
    heading: "Contact us",
    name: "Name",
    email: "Email",
    phone: "Phone",
    company: "Company",
    message: "Message",
    source: "Source",
    required: "required",
    by_mail: "Send by email",
    by_whatsapp: "Send by WhatsApp",
    by_wechat: "Copy for WeChat",
    how: "Your own mail or chat opens with the text filled in. Nothing is sent until you press send there.",
    subject: "Enquiry",
    opened: "One more step: press send",
    opened_hint: "Your mail or chat has opened with this text. If it has not, copy the text and send it yourself:",
    too_long: "The text is too long to be handed over. It was copied: paste it into the message that has opened.",
    wechat_hint: "The text was copied. Open WeChat and send it to:",
    answers: "Your text",
    copy: "Copy the text",
    copied: "Copied",
    without_script: "This form needs JavaScript. Please write to:",
    colon: ": ",
    start: "=== New enquiry ===",
    end: "=== End ===",
    mail: "Email",
    whatsapp: "WhatsApp",
    wechat: "WeChat",
    wechat_id: "WeChat ID:",
    wechat_code: "WeChat QR code",
};

pub const CHINESE: Words = Words {
    heading: "联系我们",
    name: "姓名",
    email: "邮箱",
    phone: "电话",
    company: "公司",
    message: "留言",
    source: "来源",
    required: "必填",
    by_mail: "用邮件发送",
    by_whatsapp: "用 WhatsApp 发送",
    by_wechat: "复制并用微信发送",
    how: "将打开您自己的邮件或聊天应用并填好内容，在那里点发送后才会发出。",
    subject: "咨询",
    opened: "还差一步：请点发送",
    opened_hint: "邮件或聊天应用已打开并填好以下内容。如果没有打开，请复制后自行发送：",
    too_long: "内容太长，无法直接填入，已为您复制：请粘贴到打开的消息中。",
    wechat_hint: "内容已复制。请打开微信发送给：",
    answers: "您的内容",
    copy: "复制内容",
    copied: "已复制",
    without_script: "此表单需要 JavaScript。请直接联系：",
    colon: "：",
    start: "=== 新的咨询 ===",
    end: "=== 结束 ===",
    mail: "邮件",
    whatsapp: "WhatsApp",
    wechat: "微信",
    wechat_id: "微信号：",
    wechat_code: "微信二维码",
};
