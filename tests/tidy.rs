//! The house rules of ARCHITECTURE.md as tests, so that nobody has to remember them.
//!
//! Each test lists every place that breaks its rule. What the compiler or clippy already refuses is not repeated here.

#![allow(clippy::unwrap_used)] // a test that cannot read its files has failed

#[path = "tidy/source.rs"]
mod source;

use source::{dependencies, none, rust, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Which of our crates each crate may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("analytics", &["domain"]),
    ("interchange", &["domain"]),
    ("charts", &["domain"]),
    ("protocol", &["domain"]),
    ("storage", &["domain"]),
    ("worker", &["domain", "analytics", "interchange", "protocol", "storage"]),
    ("app", &["domain", "charts", "protocol", "storage"]),
];

/// Names and the crates that may use them.
const OWNERS: &[(&[&str], &[&str])] = &[
    (&["rexie", "indexed_db", "IdbDatabase", "IdbFactory"], &["storage"]),
    // Storage tells other tabs over a BroadcastChannel; the worker boundary is none of its business.
    (&["post_message"], &["app", "worker", "storage"]),
    (&["DedicatedWorkerGlobalScope"], &["worker"]),
    (&["WorkerOptions", "MessagePort"], &["app", "worker"]),
    (&["leptos"], &["app"]),
    (&["smartcore"], &["analytics"]),
];

/// The crates that know nothing of a browser.
const PURE: &[&str] = &["domain", "analytics", "interchange", "charts"];

fn manifests() -> BTreeMap<&'static str, Vec<(String, String)>> {
    let read = |name: &str| fs::read_to_string(tests::root().join("src").join(name).join("Cargo.toml")).unwrap();
    ARROWS.iter().map(|(name, _)| (*name, dependencies(&read(name)))).collect()
}

#[test]
fn crates_depend_only_along_the_arrows() {
    let ours = |name: &str| ARROWS.iter().any(|(known, _)| *known == name);
    let mut broken = Vec::new();
    for (name, allowed) in ARROWS {
        for (section, dependency) in &manifests()[name] {
            // Example tools of analytics read files.
            let example = *name == "analytics" && dependency == "interchange" && section == "dev-dependencies";
            if ours(dependency) && !allowed.contains(&dependency.as_str()) && !example {
                broken.push(format!("{name} → {dependency}"));
            }
        }
    }
    none("crates may only depend along the arrows of ARCHITECTURE.md", broken);
}

#[test]
fn every_crate_of_the_workspace_has_its_arrows() {
    let entries =
        fs::read_dir(tests::root().join("src")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    none("crates without a line in ARROWS", entries.filter(|name| !ARROWS.iter().any(|(known, _)| known == name)));
}

#[test]
fn pure_crates_know_no_browser() {
    let foreign =
        ["web-sys", "js-sys", "wasm-bindgen", "wasm-bindgen-futures", "futures", "tokio", "getrandom", "rand"];
    let manifests = manifests();
    let broken = PURE.iter().flat_map(|name| {
        let named = manifests[name]
            .iter()
            .filter(|(section, dependency)| !section.starts_with("dev") && foreign.contains(&dependency.as_str()));
        named.map(move |(_, dependency)| format!("{name} → {dependency}"))
    });
    none("these crates are pure: no browser, no async, no hidden randomness", broken);

    let clocks = [
        "SystemTime::now",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "async fn ",
        "thread_rng",
        "RandomState::new",
    ];
    let files = sources("src", ".rs");
    let pure = files.iter().filter(|file| PURE.contains(&file.crate_name()));
    none(
        "today and the seed are arguments of pure crates",
        pure.flat_map(|file| file.find(move |line| clocks.iter().any(|clock| line.contains(clock)))),
    );
}

#[test]
fn names_stay_with_their_owners() {
    let files = sources("src", ".rs");
    for (names, owners) in OWNERS {
        let strangers = files.iter().filter(|file| !owners.contains(&file.crate_name()));
        let broken = strangers.flat_map(|file| file.find(|line| names.iter().any(|name| line.contains(name))));
        none(&format!("only {} may name {}", owners.join(" and "), names.join(", ")), broken);
    }
}

#[test]
fn nothing_writes_html() {
    let wanted =
        |line: &str| ["inner_html", "set_outer_html", "insert_adjacent_html"].iter().any(|name| line.contains(name));
    none("text is text: imported data is hostile", sources("src", ".rs").iter().flat_map(|file| file.find(wanted)));
}

#[test]
fn files_are_short() {
    let long = rust().into_iter().filter(|file| file.text.lines().count() > 400);
    none("no file over 400 lines", long.map(|file| format!("{}: {} lines", file.path, file.text.lines().count())));
}

#[test]
fn modules_are_named_files() {
    none(
        "foo.rs beside foo/, never foo/mod.rs",
        rust().into_iter().map(|file| file.path).filter(|path| path.ends_with("/mod.rs")),
    );
}

#[test]
fn crate_roots_and_long_files_say_what_they_are() {
    let root = |path: &str| {
        let name = Path::new(path).file_stem().unwrap().to_string_lossy().into_owned();
        let depth = path.split('/').count();
        (path.starts_with("src/") && depth == 3 && ["lib", "main", "analysis", "files"].contains(&name.as_str()))
            || (path.starts_with("tests/") && (depth == 2 || name == "main"))
    };
    let silent = rust()
        .into_iter()
        .filter(|file| (root(&file.path) || file.text.lines().count() > 150) && !file.text.starts_with("//!"));
    none("these open with `//!`: what, invariant, what is deliberately not here", silent.map(|file| file.path));
}

#[test]
fn words_live_in_the_catalogues() {
    let chinese = |line: &str| {
        line.chars().any(|c| matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'))
    };
    let files = sources("src/app", ".rs");
    let strangers = files.iter().filter(|file| !file.path.starts_with("src/app/words/"));
    none("words belong to src/app/words", strangers.flat_map(|file| file.find(chinese)));
}

#[test]
fn nothing_is_left_to_do() {
    // Put together here, so that this line does not find itself.
    let left = [["to", "do!("], ["unimple", "mented!("], ["dbg", "!("], ["FIX", "ME"], ["XX", "X:"]]
        .map(|parts| parts.concat());
    none(
        "finish it or leave it out",
        rust().iter().flat_map(|file| file.find(|line| left.iter().any(|word| line.contains(word.as_str())))),
    );
}

#[test]
fn colours_are_tokens() {
    let functions = ["oklch(", "oklab(", "rgb(", "rgba(", "hsl(", "hsla("];
    let hex = |line: &str| {
        line.split('#').skip(1).any(|rest| {
            let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
            let ends = !rest.chars().nth(digits).is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
            [3, 4, 6, 8].contains(&digits) && ends
        })
    };
    let styles = sources("style", ".css");
    let others = styles.iter().filter(|file| file.path != "style/tokens.css");
    none(
        "colours stand in style/tokens.css only",
        others.flat_map(|file| file.find(|line| hex(line) || functions.iter().any(|name| line.contains(name)))),
    );

    let app = sources("src/app", ".rs");
    none(
        "colours stand in style/tokens.css only",
        app.iter().flat_map(|file| file.find(|line| hex(line) && line.contains('"'))),
    );
}

#[test]
fn every_style_file_is_linked() {
    let page = fs::read_to_string(tests::root().join("public/index.html")).unwrap();
    let files = sources("style", ".css").into_iter().map(|file| file.path);
    none("style files that index.html does not link", files.filter(|path| !page.contains(&format!("../{path}"))));
    let imports = sources("style", ".css");
    none("Trunk does not follow @import", imports.iter().flat_map(|file| file.find(|line| line.contains("@import"))));
}

#[test]
fn inline_styles_are_not_used() {
    let inline = |line: &str| line.contains("style=\"") || line.contains(".set_attribute(\"style\"");
    none(
        "the security policy blocks style attributes: use a class or style:property",
        sources("src/app", ".rs").iter().flat_map(|file| file.find(inline)),
    );
}

#[test]
fn icons_are_those_that_are_used() {
    let sprite = fs::read_to_string(tests::root().join("public/icons.svg")).unwrap();
    let held: BTreeSet<&str> = quoted(&sprite, "id=\"icon-").collect();
    let app: String = sources("src/app", ".rs").into_iter().map(|file| file.text).collect();
    let views = app.split("<Icon name=").skip(1).filter_map(|view| view.split_once("/>")).map(|(name, _)| name);
    let mut used: BTreeSet<&str> = views.flat_map(|name| name.split('"').skip(1).step_by(2)).collect();
    used.extend(quoted(&app, "icon=\""));
    assert!(used.len() > 30, "only {} icons found", used.len());
    none("icons that public/icons.svg lacks", used.difference(&held).map(ToString::to_string));
    let named = |name: &&&str| app.contains(&format!("\"{name}\""));
    none("icons that nothing names", held.iter().filter(|name| !named(name)).map(ToString::to_string));
}

/// What stands between each `before` and the next quotation mark.
fn quoted<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name)
}
