//! Bytes that once broke a parser, and seeds for the next search, through every target.

mod parsers;

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The files below a folder.
fn below(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => below(&path, found)?,
            false => found.push(path),
        }
    }
    Ok(())
}

#[test]
fn no_bytes_known_break_a_parser() -> io::Result<()> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, target, fixtures) in parsers::TARGETS {
        let mut paths = Vec::new();
        for folder in fixtures {
            below(&tests.join("fixtures").join(folder), &mut paths)?;
        }
        assert!(!paths.is_empty(), "{name} has fixtures to begin with");
        let found = tests.join("fuzz/corpus").join(name);
        if found.is_dir() {
            below(&found, &mut paths)?;
        }
        for path in paths {
            println!("{name}: {}", path.display());
            target(&fs::read(&path)?);
        }
    }
    Ok(())
}
