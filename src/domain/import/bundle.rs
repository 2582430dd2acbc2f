//! Several small files sent as one: a head that names them, then their bytes one after the other.

/// What several files begin with that are sent as one.
pub const BUNDLE: &str = "solo-crm files 1\n";

/// What stands before the bytes of files, given by name and size, that follow one another.
pub fn bundle_head<'f>(files: impl Iterator<Item = (&'f str, u64)>) -> String {
    let lines = files.map(|(name, bytes)| format!("{bytes} {}\n", name.replace('\n', " ")));
    format!("{BUNDLE}{}\n", lines.collect::<String>())
}

/// The names and bytes of files that were sent as one.
pub fn unbundled(bytes: &[u8]) -> Option<Vec<(String, &[u8])>> {
    let mut rest = bytes.strip_prefix(BUNDLE.as_bytes())?;
    let mut named = Vec::new();
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        rest = &rest[end + 1..];
        if line.is_empty() {
            break;
        }
        let (size, name) = line.split_once(' ')?;
        named.push((size.parse::<usize>().ok()?, name.to_owned()));
    }
    let each = named.into_iter().map(|(size, name)| {
        let (own, others) = rest.split_at_checked(size)?;
        rest = others;
        Some((name, own))
    });
    each.collect()
}
