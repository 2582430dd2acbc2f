//! The web form and the inbox understand each other: the script that visitors run writes a block, the parser reads the
//! same answers from it. The script is the shipped one, run by Node, which the build needs anyway.

#![allow(clippy::unwrap_used)] // a test that cannot run the script has failed

use domain::{
    collect::{Asked, Collect, Collected, FormLang, Question, Wanted},
    lead::Draft,
};
use interchange::random::Random;
use serde_json::{Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Answers each case, a list of values, with the block of the form that stands in the HTML.
const HARNESS: &str = r#"
const vm = require('node:vm');
const { html, cases } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const unescaped = text => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const attribute = name => unescaped(html.match(new RegExp(`data-${name}="([^"]*)"`))[1]);
const labels = [...html.matchAll(/data-label="([^"]*)"/g)].map(found => unescaped(found[1]));
const dataset = { start: attribute('start'), end: attribute('end'), colon: attribute('colon') };
const deaf = { addEventListener() {}, dataset };
const page = vm.createContext({ document: { forms: [deaf], getElementById: () => deaf } });
vm.runInContext(html.match(/<script>([\s\S]*)<\/script>/)[1], page);
const source = [attribute('source-label'), attribute('source')];
const blocks = cases.map(values => page.block([...labels.map((label, at) => [label, page.plain(values[at] ?? '')]), source]));
process.stdout.write(JSON.stringify({ labels, blocks }));
"#;

fn run(html: &str, cases: &[Vec<String>]) -> (Vec<String>, Vec<String>) {
    let mut node = Command::new("node")
        .args(["-e", HARNESS])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node, which the build needs too");
    let given = json!({ "html": html, "cases": cases }).to_string();
    node.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = |name: &str| serde_json::from_value(answer[name].clone()).unwrap();
    (list("labels"), list("blocks"))
}

fn form(lang: FormLang, questions: &[&str]) -> String {
    let questions = questions.iter().map(|text| Question { text: (*text).to_owned(), required: false });
    let collect = Collect {
        lang: Some(lang),
        heading: "Shop: \"contact\" </script>".to_owned(),
        company: Asked::Optional,
        questions: questions.collect(),
        mail: "owner@example.com".to_owned(),
        ..Collect::default()
    };
    match interchange::collect::make(Wanted::Form(Box::new(collect))) {
        Collected::Sheet(sheet) => sheet.html,
        other => panic!("{other:?}"),
    }
}

/// What the form keeps of a typed text.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    let kept = |c: &char| {
        *c == '\n'
            || !c.is_control()
                && !matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(kept).collect::<String>().trim().to_owned()
}

fn read(block: &str) -> Draft {
    let mut found = interchange::lead::read(block);
    assert_eq!(found.len(), 1, "{block}");
    found.remove(0)
}

/// Parts that could be taken for something else.
const PARTS: &[&str] = &[
    "Ada",
    "\n",
    "\r\n",
    ": ",
    "：",
    "• Name: x",
    "=== New enquiry ===",
    "=== 新的咨询 ===",
    "=== End ===",
    "\\",
    "\\• ",
    "> ",
    ">>",
    "<b>&amp;</b>",
    "</script>",
    "\"'",
    "👨\u{200d}👩\u{200d}👧",
    "🎂",
    "张三",
    "姓名：李四",
    "BEGIN:VCARD",
    " ",
    "\t",
    "\u{0}",
    "\u{7}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{a0}",
    "%0A",
    "--",
    "a@b.example",
    "+49 30 901820",
    "Email: x@y.example",
    "  \u{2022}",
];

fn text(random: &mut Random, parts: usize) -> String {
    (0..random.below(parts)).map(|_| *random.pick(PARTS)).collect()
}

#[test]
fn what_visitors_type_arrives_as_it_is() {
    for (lang, colon) in [(FormLang::English, ": "), (FormLang::Chinese, "：")] {
        let html = form(lang, &["Which size: S or M?", "<b>\"Colour\"</b>："]);
        let mut random = Random::new(7);
        let mut cases: Vec<Vec<String>> = (0..600)
            .map(|_| {
                // Lines of a form have no line breaks: the browser takes them out.
                let mut line = || plain(&text(&mut random, 6)).replace('\n', " ");
                let (name, company, size, colour) = (line(), line(), line(), line());
                let message = text(&mut random, 40);
                vec![name, "ada@example.com".into(), "+49 30 901820".into(), company, size, colour, message]
            })
            .collect();
        cases.push(vec![
            "x".into(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            "🎂a\n".repeat(1_666),
        ]);
        let (labels, blocks) = run(&html, &cases);
        assert_eq!(labels[4..6], ["Which size \u{2013} S or M?", "<b>\"Colour\"</b>"]);
        for (values, block) in cases.iter().zip(&blocks) {
            let values: Vec<String> = values.iter().map(|value| plain(value)).collect();
            let draft = read(block);
            assert_eq!(draft.name, values[0], "{block}");
            assert_eq!(draft.company, values[3], "{block}");
            assert_eq!(draft.source, "Shop: \"contact\" </script>");
            let mails = [values[1].clone()].into_iter().filter(|mail| !mail.is_empty()).collect::<Vec<_>>();
            assert_eq!(draft.emails, mails);
            let more = labels[4..6].iter().zip(&values[4..6]).filter(|(_, value)| !value.is_empty());
            let more: Vec<String> = more.map(|(label, value)| format!("{label}{colon}{value}")).collect();
            let parts = [values[6].clone(), more.join("\n")];
            let message = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
            assert_eq!(draft.message, message, "{block}");
            // Mail ends lines in its own way, and an answer quotes.
            assert_eq!(
                Draft { text: String::new(), ..read(&block.replace('\n', "\r\n")) },
                Draft { text: String::new(), ..draft.clone() }
            );
            let quoted: String = block.lines().map(|line| format!("> {line}\n")).collect();
            assert_eq!(read(&quoted).message, message);
        }
    }
}
