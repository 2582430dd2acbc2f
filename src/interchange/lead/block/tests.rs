//! Blocks as mail programs and chats hand them on. That the form writes what is read here, `tests/forms.rs` proves.

use super::*;

fn one(text: &str) -> Draft {
    let found = crate::lead::read(text);
    assert_eq!(found.len(), 1, "{text:?}: {found:?}");
    found.into_iter().next().unwrap_or_default()
}

const BLOCK: &str = "=== New enquiry ===\n• Name: Ada: the first\n• Email: ada@example.com\n• Phone: 555\n• Size: S\n• Message: Two.\n\n\\• Name: not me\n\\=== End ===\n\\\\done\n• Source: Shop\n=== End ===";

fn check(draft: &Draft) {
    assert_eq!(draft.name, "Ada: the first");
    assert_eq!(
        (draft.emails.as_slice(), draft.phones.as_slice()),
        (&["ada@example.com".to_owned()][..], &["555".to_owned()][..])
    );
    assert_eq!(draft.source, "Shop");
    assert_eq!(draft.message, "Two.\n\n• Name: not me\n=== End ===\n\\done\n\nSize: S");
}

#[test]
fn a_block_is_read_however_it_came() {
    let quoted = |mark: &str| BLOCK.lines().map(|line| format!("{mark}{line}")).collect::<Vec<_>>().join("\n");
    for text in [
        BLOCK.to_owned(),
        BLOCK.replace('\n', "\r\n"),
        format!("Hello,\n\n{BLOCK}\n\nSent from my phone\nBob Stone\nbob@stone.example"),
        format!("[10:22, 24/11/2026] +49 151 23456789: {BLOCK}"),
        quoted("> "),
        quoted(">"),
        quoted("> > "),
    ] {
        check(&one(&text));
    }
}

#[test]
fn chinese_blocks_are_read_too() {
    let found = one(
        "=== 新的咨询 ===\n• 姓名：张三\n• 电话：13800000000\n• 公司：星河\n• 尺寸：大\n• 留言：你好：请回电\n• 来源：联系我们\n=== 结束 ===",
    );
    assert_eq!((found.name.as_str(), found.company.as_str(), found.source.as_str()), ("张三", "星河", "联系我们"));
    assert_eq!((found.phones, found.message.as_str()), (vec!["13800000000".to_owned()], "你好：请回电\n\n尺寸：大"));
}

#[test]
fn several_blocks_are_several_people_and_a_block_cut_off_is_read_as_far_as_it_goes() {
    let names = |text: &str| crate::lead::read(text).into_iter().map(|draft| draft.name).collect::<Vec<_>>();
    let two = BLOCK.replace("Ada: the first", "Bob");
    assert_eq!(names(&format!("{BLOCK}\n\n{two}")), ["Ada: the first", "Bob"]);
    assert_eq!(names("=== New enquiry ===\n• Name: Ada\n• Mess"), ["Ada"]);
    assert_eq!(names("=== New enquiry ===\n• Name: Ada\n=== New enquiry ===\n• Name: Bob"), ["Ada", "Bob"]);
    // Nobody has said anything.
    assert_eq!(names("=== New enquiry ===\n• Name:\n=== End ==="), Vec::<String>::new());
}

#[test]
fn hostile_blocks_are_bounded() {
    let many = "=== New enquiry ===\n• Name: A\n".repeat(5_000);
    assert_eq!(crate::lead::read(&many).len(), MOST_DRAFTS);
    let long = format!("=== New enquiry ===\n• Name: {}\n", "x".repeat(500_000));
    let found = crate::lead::read(&long);
    assert!(found.iter().all(|draft| draft.name.len() + draft.message.len() < 30_000));
    let answers = format!("=== New enquiry ===\n{}", "• a: b\n".repeat(50_000));
    assert_eq!(crate::lead::read(&answers).len(), 1);
    for text in ["=== New enquiry ===", ">>>=== New enquiry ===\n>>>>", "=== New enquiry ===\n•\n•:\n\\"] {
        assert_eq!(crate::lead::read(text), Vec::new(), "{text:?}");
    }
}
