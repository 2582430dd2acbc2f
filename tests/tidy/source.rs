//! The files that the house rules are about.

use std::fs;
use std::path::PathBuf;

pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// `src/app/words/lab.rs` belongs to `app`.
    pub fn crate_name(&self) -> &str {
        self.path.strip_prefix("src/").and_then(|rest| rest.split('/').next()).unwrap_or("tests")
    }

    /// Lines with their numbers, without comments.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.map(|(number, line)| {
            (number, line.find("//").filter(|at| !line[..*at].ends_with(':')).map_or(line, |at| &line[..at]))
        })
    }

    pub fn find<'a>(&'a self, wanted: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = String> + 'a {
        self.code()
            .filter(move |(_, line)| wanted(line))
            .map(|(number, line)| format!("{}:{number}: {}", self.path, line.trim()))
    }
}

pub fn sources(folder: &str, ending: &str) -> Vec<Source> {
    let root = tests::root();
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                files.push(Source {
                    path: path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
                    text,
                });
            }
        }
    }
    assert!(!files.is_empty(), "no {ending} below {folder}");
    files
}

pub fn rust() -> Vec<Source> {
    let mut files = sources("src", ".rs");
    files.extend(sources("tests", ".rs"));
    files
}

pub fn none(rule: &str, broken: impl IntoIterator<Item = String>) {
    let broken: Vec<_> = broken.into_iter().collect();
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}

/// The dependencies that a manifest names, by section.
pub fn dependencies(manifest: &str) -> Vec<(String, String)> {
    let mut section = String::new();
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_owned();
            // `[dependencies.web-sys]`
            if let Some((section, name)) = name.rsplit_once("dependencies.") {
                found.push((format!("{section}dependencies"), name.to_owned()));
            }
        } else if section.ends_with("dependencies") && !line.starts_with('#') {
            let name: String = line.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
            found.push((section.clone(), name));
        }
    }
    found.retain(|(_, name)| !name.is_empty());
    found
}
