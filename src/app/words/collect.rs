//! The web form, the contact button and the codes, for the owner. What visitors read is in `interchange::collect`.

words! {
    title: "Collect leads", "收集线索";
    intro: "Without a server: answers reach you through your visitor's own mail or chat. Paste them into the inbox, and they are read exactly.", "无需服务器：访客用自己的邮件或聊天把内容发给您，粘贴到收件箱即可准确识别。";
    ways_to_collect: "Ways to collect", "收集方式";
    form: "Web form", "网页表单";
    button: "Contact button", "联系按钮";
    codes: "QR codes", "二维码";

    asked: "What visitors are asked", "向访客询问什么";
    required: "Required", "必填";
    optional: "Optional", "选填";
    not_asked: "Not asked", "不询问";
    message: "Message", "留言";
    questions: "Your own questions", "自定义问题";
    question(n: usize): "Question {n}", "问题 {n}";
    answer_required: "An answer is required", "必须回答";
    add_question: "Add a question", "添加问题";
    remove_question(n: usize): "Remove question {n}", "删除问题 {n}";
    most_questions(n: usize): "A form holds up to {n} questions of your own.", "表单最多可有 {n} 个自定义问题。";

    looks: "How it looks", "外观";
    language: "Language of your visitors", "访客的语言";
    english: "English", "English";
    chinese: "简体中文", "简体中文";
    heading: "Heading", "标题";
    text_below: "Text below the heading", "标题下的文字";
    colour: "Colour", "颜色";

    ways: "Where the answers go", "发送到哪里";
    ways_hint: "Your visitor chooses among those you fill in.", "访客可从您填写的方式中选择。";
    mail: "Email address", "邮箱地址";
    whatsapp: "WhatsApp number with country code", "WhatsApp 号码（含国家代码）";
    wechat: "WeChat ID", "微信号";
    wrong_number: "Start with the country code, for example +49 or +86", "请以国家代码开头，例如 +86";
    no_way: "Fill in at least one way to reach you, then this is ready.", "请至少填写一种联系方式。";
    greeting: "The message begins with", "消息的开头";
    picture: "WeChat QR code", "微信二维码";
    picture_hint: "The picture that WeChat shows under Me › My QR code.", "微信「我 › 我的二维码」中保存的图片。";
    choose_picture: "Choose a picture", "选择图片";
    remove_picture: "Remove the picture", "移除图片";
    picture_broke: "This picture cannot be read or is too large.", "无法读取这张图片，或图片太大。";

    saved: "Settings for collecting leads saved", "已保存收集线索的设置";
    preview: "Preview", "预览";
    preview_form: "Preview of the web form", "网页表单预览";
    preview_button: "Preview of the contact button", "联系按钮预览";
    download_form: "Download the form", "下载表单";
    downloaded_form: "The form was saved as contact.html", "表单已保存为 contact.html";
    form_hint: "One file that works on any web host and as an attachment of a mail. It loads nothing from elsewhere.", "一个文件，可放到任何网站，也可作为邮件附件；不从别处加载任何内容。";
    copy_button: "Copy the code", "复制代码";
    button_copied: "Copied. Paste it into the HTML of your site.", "已复制，请粘贴到您网站的 HTML 中。";
    copy_refused: "The browser does not let this be copied. Select the code and copy it.", "浏览器不允许复制，请选中代码后手动复制。";
    code: "HTML for your site", "网站用 HTML";
    button_hint: "Links without a script. Paste the code where the button is to stand.", "纯链接，无需脚本。把代码粘贴到按钮所在的位置。";

    card: "My business card", "我的名片";
    card_hint: "Who scans it can save you as a contact.", "扫码即可把您存为联系人。";
    card_alt: "QR code of my business card", "我的名片二维码";
    card_of: "It says", "内容";
    no_card: "Your business needs a name first.", "请先填写企业名称。";
    edit_profile: "Edit the business profile", "编辑企业资料";
    too_much: "This is more than a QR code can hold.", "内容太多，二维码装不下。";
    form_code: "My form", "我的表单";
    form_code_hint: "Put the form on the web, then enter its address.", "先把表单放到网上，再填写它的网址。";
    form_address: "Web address of the form", "表单的网址";
    form_code_alt: "QR code of my form", "我的表单二维码";
    not_web: "A web address begins with https://", "网址以 https:// 开头";
    as_png: "Picture (PNG)", "图片（PNG）";
    as_svg: "For print (SVG)", "印刷用（SVG）";
    card_file: "business card", "名片";
    form_file: "form", "表单";
}
