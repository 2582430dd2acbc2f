//! Every word the user reads, in both languages side by side.
//!
//! A key is a function, so a missing key, argument or translation does not compile. Changing the language
//! mounts the app anew, hence texts are plain strings. Not here: numbers, dates and money (`format`).

use serde::{Deserialize, Serialize};
use std::cell::Cell;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    #[serde(rename = "en")]
    En,
    #[serde(rename = "zh-CN")]
    Zh,
}

impl Lang {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }
}

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::En) };
}

pub fn lang() -> Lang {
    LANG.get()
}

/// For `prefs` alone, which mounts the app anew afterwards.
pub(crate) fn set_lang(lang: Lang) {
    LANG.set(lang);
}

/// `key: "English", "中文";`, `key(n: usize): "{n} …", "{n} …";` and, where English counts,
/// `key(n: usize): one(n) "1 …" | "{n} …", "{n} …";` (the counted number is formatted).
macro_rules! words {
    () => {};
    ($name:ident : $en:literal, $zh:literal; $($rest:tt)*) => {
        pub fn $name() -> &'static str {
            match $crate::words::lang() {
                $crate::words::Lang::En => $en,
                $crate::words::Lang::Zh => $zh,
            }
        }
        $crate::words::words! { $($rest)* }
    };
    ($name:ident ($($arg:ident : $type_:ty),*) : one($n:ident) $one:literal | $many:literal, $zh:literal; $($rest:tt)*) => {
        pub fn $name($($arg: $type_),*) -> String {
            let only_one = $n == 1;
            let $n = $crate::format::count($n as f64);
            let _ = &$n;
            match $crate::words::lang() {
                $crate::words::Lang::En if only_one => format!($one),
                $crate::words::Lang::En => format!($many),
                $crate::words::Lang::Zh => format!($zh),
            }
        }
        $crate::words::words! { $($rest)* }
    };
    ($name:ident ($($arg:ident : $type_:ty),*) : $en:literal, $zh:literal; $($rest:tt)*) => {
        pub fn $name($($arg: $type_),*) -> String {
            match $crate::words::lang() {
                $crate::words::Lang::En => format!($en),
                $crate::words::Lang::Zh => format!($zh),
            }
        }
        $crate::words::words! { $($rest)* }
    };
}
pub(crate) use words;

pub mod backup;
pub mod board;
pub mod collect;
pub mod common;
pub mod dated;
pub mod duplicates;
pub mod fields;
pub mod folder;
pub mod glossary;
pub mod history;
pub mod import;
pub mod import_many;
pub mod inbox;
pub mod insights;
pub mod judged;
pub mod lab;
pub mod list;
pub mod out;
pub mod overview;
pub mod record;
pub mod restore;
pub mod settings;
pub mod shell;
pub mod snapshots;
pub mod start;
pub mod staying;
pub mod ui;
