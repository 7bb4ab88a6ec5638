//! Names of files that are safe wherever they come to stand: none leads out of its folder, none is reserved by Windows or
//! hides, and no two are the same where upper and lower case are.

use std::collections::{BTreeMap, BTreeSet};

/// Most bytes of a name; a system takes 255, and a number may be added.
const MOST_BYTES: usize = 180;
/// The longest ending that is kept when a name is cut.
const LONGEST_ENDING: usize = 12;

/// These paths made safe, in their order.
pub(super) fn safe<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let paths: Vec<Vec<String>> = paths.map(parts).collect();
    // No file may have the name of a folder.
    let mut taken: BTreeSet<String> = paths.iter().flat_map(|path| folders(path)).collect();
    // Where to go on counting, so that many of one name are not counted through again and again.
    let mut next: BTreeMap<String, u32> = BTreeMap::new();
    let mut found = Vec::with_capacity(paths.len());
    for path in paths {
        let path = path.join("/");
        let number = next.entry(folded(&path)).or_insert(1);
        let mut name = numbered(&path, *number);
        while taken.contains(&folded(&name)) {
            *number = number.saturating_add(1);
            name = numbered(&path, *number);
        }
        taken.insert(folded(&name));
        found.push(name);
    }
    found
}

/// The folders that a path stands in, folded.
fn folders(path: &[String]) -> Vec<String> {
    (1..path.len())
        .map(|depth| folded(&path.iter().take(depth).cloned().collect::<Vec<_>>().join("/")))
        .collect()
}

/// What a system that knows no case compares.
fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// The path with a number before its ending; the first has none.
fn numbered(path: &str, number: u32) -> String {
    if number == 1 {
        return path.to_owned();
    }
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let (stem, ending) = divided(name);
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}{stem}-{number}{ending}")
}

/// A name's stem and its ending with the dot; a name that begins with its only dot has no ending.
fn divided(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 => name.split_at(at),
        _ => (name, ""),
    }
}

fn parts(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = path.split(['/', '\\']).filter_map(part).collect();
    if parts.is_empty() {
        parts.push("file".to_owned());
    }
    parts
}

/// One name of a path; `None`: it is empty, or stays where it is, or leads up.
fn part(name: &str) -> Option<String> {
    let kept: String = name.chars().filter_map(kept).collect();
    // Windows drops dots and spaces at the end; at the beginning a dot hides.
    let kept = kept.trim_matches(|char: char| char == '.' || char.is_whitespace());
    let (stem, ending) = divided(kept);
    let ending = if ending.len() > LONGEST_ENDING { "" } else { ending };
    let stem = if ending.is_empty() { kept } else { stem };
    let cut = cut(stem, MOST_BYTES - ending.len());
    let name = format!("{}{ending}", cut.trim_end_matches(|char: char| char == '.' || char.is_whitespace()));
    if name.is_empty() {
        return None;
    }
    Some(if is_reserved(&name) { format!("_{name}") } else { name })
}

/// What becomes of a character: those that mean something to Windows become a dash, those that nobody sees or that turn
/// what follows go.
fn kept(char: char) -> Option<char> {
    match char {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => Some('-'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        '\u{e0000}'..='\u{e007f}' => None,
        char if char.is_whitespace() => Some(' '),
        char if char.is_control() => None,
        char => Some(char),
    }
}

/// As much of a text as fits into so many bytes.
fn cut(text: &str, most: usize) -> &str {
    let end =
        text.char_indices().map(|(at, char)| at + char.len_utf8()).take_while(|end| *end <= most).last();
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// Names of devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces").
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    port.is_some_and(|number| matches!(number, "¹" | "²" | "³") || matches!(number.as_bytes(), [b'0'..=b'9']))
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_path_is_safe() {
        let long = "x".repeat(300);
        for (path, expected) in [
            ("README.md", "README.md"),
            ("decisions/0001-use-postgres.md", "decisions/0001-use-postgres.md"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\Windows\\x.md", "C-/Windows/x.md"),
            ("a//./b.md", "a/b.md"),
            ("a/... /b", "a/b"),
            (".hidden", "hidden"),
            ("con.md", "_con.md"),
            ("Aux", "_Aux"),
            ("lpt1.tar.gz", "_lpt1.tar.gz"),
            ("com\u{b9}.md", "_com\u{b9}.md"),
            ("common.md", "common.md"),
            ("what?*<>|\".md", "what------.md"),
            ("name. . ", "name"),
            ("a\u{202e}b\u{0}c\n d.md", "abc  d.md"),
            ("", "file"),
            ("..", "file"),
            (&format!("{long}.md"), &format!("{}.md", "x".repeat(177))),
            (&format!("a.{long}"), &format!("a.{}", "x".repeat(178))),
            ("entscheidung-äöü.md", "entscheidung-äöü.md"),
        ] {
            assert_eq!(safe([path].into_iter()), [expected], "{path:?}");
        }
    }

    #[test]
    fn no_two_are_the_same() {
        let paths = ["a.md", "A.md", "a-2.md", "a.md", "b/c.md", "b", "x/../a.md", "x"];
        let expected = ["a.md", "A-2.md", "a-2-2.md", "a-3.md", "b/c.md", "b-2", "x/a.md", "x-2"];
        assert_eq!(safe(paths.into_iter()), expected);
    }
}
