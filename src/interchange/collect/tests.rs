//! The owner's words stay text, whatever they are; a code says what it was made of.

use super::*;
use domain::{
    Labelled,
    collect::{Asked, Code, Question, Sheet},
    keys,
};

const HOSTILE: &str = "</script><script>alert(1)</script>\" onload='x' <b>&amp; </textarea>{{}}";

fn hostile() -> Collect {
    let text = HOSTILE.to_owned();
    Collect {
        heading: text.clone(),
        intro: text.clone(),
        greeting: text.clone(),
        questions: vec![Question { text: text.clone(), required: true }],
        mail: format!("a\"><script>@b.example?bcc=x{text}"),
        whatsapp: "+49 151 23456789".to_owned(),
        wechat: text,
        company: Asked::Required,
        ..Collect::default()
    }
}

fn sheet(wanted: fn(Box<Collect>) -> Wanted, collect: Collect) -> Sheet {
    match make(wanted(Box::new(collect))) {
        Collected::Sheet(sheet) => sheet,
        other => panic!("{other:?}"),
    }
}

fn code(text: &str) -> Code {
    match make(Wanted::Link(text.to_owned())) {
        Collected::Code(code) => code,
        other => panic!("{other:?}"),
    }
}

/// Tags with what stands in them, quotes respected.
fn tags(html: &str) -> Vec<String> {
    let (mut found, mut open, mut quoted) = (Vec::new(), None, false);
    for (at, c) in html.char_indices() {
        match (c, open) {
            ('<', None) => open = Some(at),
            ('"', Some(_)) => quoted = !quoted,
            ('>', Some(from)) if !quoted => {
                found.push(html[from..=at].to_owned());
                open = None;
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "a tag is not closed");
    found
}

#[test]
fn what_the_owner_typed_is_text() {
    for (wanted, body) in [(Wanted::Form as fn(_) -> _, "main"), (Wanted::Button, "div")] {
        let (tame, wild) = (sheet(wanted, Collect { intro: "i".into(), ..tame() }), sheet(wanted, hostile()));
        // The same tags in the same order: nothing of the text became one.
        let name = |tag: &String| tag.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default().to_owned();
        assert_eq!(
            tags(&wild.body).iter().map(name).collect::<Vec<_>>(),
            tags(&tame.body).iter().map(name).collect::<Vec<_>>()
        );
        assert!(wild.body.starts_with(&format!("<{body}")));
        assert!(!wild.body.contains("<script") && !wild.body.contains("onload='") && !wild.body.contains("<b>&amp; "));
        assert_eq!(wild.html.matches("</script>").count(), usize::from(body == "main"));
        // A mail address has no more recipients than it says.
        assert!(
            wild.html.split("mailto:").skip(1).all(|link| !link.split('"').next().unwrap_or_default().contains("?bcc"))
        );
    }
}

fn tame() -> Collect {
    let plain = |text: &str| text.to_owned();
    Collect {
        heading: plain("h"),
        greeting: plain("g"),
        questions: vec![Question { text: plain("q"), required: true }],
        mail: plain("a@b.example"),
        wechat: plain("w"),
        ..hostile()
    }
}

#[test]
fn the_form_asks_nobody_for_anything() {
    let form = sheet(Wanted::Form, tame());
    for foreign in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest", "<link", "<img", "sendBeacon", "eval("] {
        assert!(!form.html.contains(foreign), "{foreign}");
    }
    assert!(form.html.contains("default-src 'none'"));
    assert!(form.html.len() < 20_000, "{}", form.html.len());
    // Every input has its label.
    for tag in tags(&form.body).iter().filter(|tag| tag.starts_with("<input") || tag.starts_with("<textarea")) {
        let id = tag.split("id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(form.body.contains(&format!("<label for=\"{id}\"")), "{tag}");
    }
}

#[test]
fn only_what_is_asked_and_only_ways_that_lead_somewhere() {
    let form = sheet(Wanted::Form, Collect { mail: "a@b.example".into(), phone: Asked::No, ..Collect::default() });
    assert!(form.body.contains("value=\"mail\"") && !form.body.contains("value=\"whatsapp\""));
    assert!(form.body.contains("type=\"email\"") && !form.body.contains("type=\"tel\""));
    let chinese = Collect { lang: Some(FormLang::Chinese), wechat: "solo-wx".into(), ..Collect::default() };
    let form = sheet(Wanted::Form, chinese.clone());
    assert!(form.html.contains("<html lang=\"zh-CN\">") && form.body.contains("复制并用微信发送"));
    let picture = Collect { wechat_picture: "data:image/png;base64,iVBORw0KGgo=".into(), ..chinese };
    assert!(
        sheet(Wanted::Button, picture)
            .body
            .contains("<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"微信二维码\"")
    );
}

#[test]
fn words_on_a_colour_can_be_read() {
    for (colour, on) in [("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#2f5bd7", "#ffffff"), ("#ffd400", "#000000")]
    {
        assert_eq!(on_colour(colour), on, "{colour}");
    }
}

/// What a reader of codes sees, at `scale` dots a module with a white margin.
fn seen(code: &Code, scale: usize) -> String {
    let (side, margin) = (code.side as usize, 4);
    let whole = (side + 2 * margin) * scale;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(whole, whole, |x, y| {
        let inside = |at: usize| (at / scale).checked_sub(margin).filter(|at| *at < side);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) if code.dark[y * side + x] => 0,
            _ => 255,
        }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().map(|(_, text)| text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_code_says_what_it_was_made_of() {
    for text in
        ["https://example.com/form.html?x=1&y=%E4%BD%A0", "HELLO", "12345678", "你好，世界 🎂", &"long ".repeat(200)]
    {
        let code = code(text);
        assert_eq!(code.dark.len(), (code.side * code.side) as usize);
        assert_eq!(seen(&code, 4), text.trim());
    }
    assert_eq!(make(Wanted::Link(" ".into())), Collected::NoCode);
    assert_eq!(make(Wanted::Link("x".repeat(3_000))), Collected::NoCode);
}

#[test]
fn a_code_stands_a_stain() {
    let mut code = code("https://example.com/contact");
    let side = code.side as usize;
    // An eighth of the width, in the middle.
    let stain = side * 7 / 16..side * 9 / 16;
    for row in stain.clone() {
        for column in stain.clone() {
            code.dark[row * side + column] = true;
        }
    }
    assert_eq!(seen(&code, 4), "https://example.com/contact");
}

#[test]
fn the_picture_is_dark_on_white_and_holds_every_module() {
    let code = code("https://example.com");
    let dark = code.dark.iter().filter(|dark| **dark).count();
    let runs: usize =
        code.svg.split("v1h-").skip(1).filter_map(|rest| rest.split('z').next()?.parse::<usize>().ok()).sum();
    assert_eq!(runs, dark);
    assert!(code.svg.contains("fill=\"#ffffff\"") && code.svg.contains("fill=\"#000000\""));
}

#[test]
fn a_card_is_read_as_the_same_person() {
    let list = |value: &str| Value::Labelled(vec![Labelled { label: String::new(), value: value.to_owned() }]);
    let values = vec![
        (keys::NAME, Value::text("Müller & Söhne; Bau")),
        (keys::FIRST_NAME, Value::text("Ada")),
        (keys::LAST_NAME, Value::text("Lovelace")),
        (keys::JOB_TITLE, Value::text("Owner")),
        (keys::EMAILS, list("ada@example.com")),
        (keys::PHONES, list("+49 30 901820")),
        (keys::WEBSITE, Value::text("https://example.com/a,b")),
    ];
    let Collected::Code(code) = make(Wanted::Card(values)) else { panic!("no code") };
    let found = crate::lead::read(&seen(&code, 4));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name.as_str(), found[0].job_title.as_str()), ("Ada Lovelace", "Owner"));
    assert_eq!((found[0].emails.len(), found[0].phones.len()), (1, 1));
    assert_eq!(make(Wanted::Card(Vec::new())), Collected::NoCode);
}
