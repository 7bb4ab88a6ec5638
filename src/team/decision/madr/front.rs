//! The front matter: of YAML what people write there. Strings in any of its three quotings, lists in both forms, blocks
//! of text; what is not of that kind is given back as it stands.

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    One(String),
    Many(Vec<String>),
}

impl Value {
    /// As one text.
    pub(super) fn one(self) -> String {
        match self {
            Self::One(text) => text,
            Self::Many(list) => list.join(", "),
        }
    }

    /// As a list; of a text without quotation marks each part between commas.
    pub(super) fn many(self) -> Vec<String> {
        match self {
            Self::Many(list) => list,
            Self::One(text) => {
                text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
            }
        }
    }
}

/// An entry, with the lines it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    /// `None`: it is of no kind that is read here.
    pub(super) value: Option<Value>,
    pub(super) raw: String,
}

/// Parts the front matter from what follows it. A text without any has no entries.
pub(super) fn split(text: &str) -> (Vec<Entry>, &str) {
    let whole = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rest = whole;
    let mut next = || {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let ended = rest.is_empty();
        rest = after;
        (!ended).then_some((line.trim_end(), after))
    };
    if next().is_none_or(|(line, _)| line != "---") {
        return (Vec::new(), whole);
    }
    let mut lines = Vec::new();
    loop {
        match next() {
            None => return (Vec::new(), whole),
            Some(("---" | "...", after)) => return (entries(&lines), after),
            Some((line, _)) => lines.push(line),
        }
    }
}

/// Each entry: a line that begins at the edge, and those that belong to it.
fn entries(lines: &[&str]) -> Vec<Entry> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for line in lines {
        let belongs = line.is_empty() || line.starts_with([' ', '\t', '-', '#']);
        match groups.last_mut() {
            Some(group) if belongs => group.push(line),
            _ if line.is_empty() || line.starts_with('#') => {}
            _ => groups.push(vec![line]),
        }
    }
    groups.iter().filter_map(|group| entry(group)).collect()
}

fn entry(lines: &[&str]) -> Option<Entry> {
    let (first, more) = lines.split_first()?;
    let raw = lines.join("\n").trim_end().to_owned();
    let Some((key, rest)) =
        first.split_once(':').filter(|(_, rest)| rest.is_empty() || rest.starts_with([' ', '\t']))
    else {
        return Some(Entry { key: (*first).to_owned(), value: None, raw });
    };
    let said = more.iter().filter(|line| !line.is_empty() && !line.trim_start().starts_with('#'));
    let said: Vec<&str> = said.copied().collect();
    let rest = rest.trim();
    let value = if rest.starts_with(['|', '>']) {
        Some(Value::One(block(more)))
    } else if without_comment(rest).is_empty() && said.iter().all(|line| item(line).is_some()) {
        let items = said.iter().filter_map(|line| item(line)).map(scalar).collect::<Option<_>>();
        if said.is_empty() { Some(Value::One(String::new())) } else { items.map(Value::Many) }
    } else {
        // A plain text and a list may go on in the next lines.
        let joined = [&[rest], said.as_slice()].concat().iter().map(|line| line.trim()).collect::<Vec<_>>();
        let joined = joined.join(" ");
        if joined.starts_with('[') { flow(&joined).map(Value::Many) } else { scalar(&joined).map(Value::One) }
    };
    Some(Entry { key: scalar(key.trim()).unwrap_or_default(), value, raw })
}

fn item(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('-')?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim())
}

/// A block of text (`|`, `>`), without its indentation. Lines stay lines.
fn block(lines: &[&str]) -> String {
    let indent = |line: &&&str| line.len() - line.trim_start().len();
    let least =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(&line)).min().unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|line| line.get(least..).unwrap_or_default()).collect();
    lines.join("\n").trim_end().to_owned()
}

/// A value on one line; `None` where it is neither text nor number.
fn scalar(text: &str) -> Option<String> {
    if text.starts_with(['"', '\'']) {
        let (value, rest) = quoted(text)?;
        return without_comment(rest.trim()).is_empty().then_some(value);
    }
    let plain = without_comment(text);
    if plain.starts_with(['{', '[', '&', '*', '!']) {
        return None;
    }
    Some(if matches!(plain, "~" | "null") { String::new() } else { plain.to_owned() })
}

fn without_comment(text: &str) -> &str {
    if text.starts_with('#') {
        return "";
    }
    text.split_once(" #").map_or(text, |(before, _)| before).trim_end()
}

/// A text in quotation marks of either kind, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mark = text.chars().next()?;
    let mut plain = String::new();
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == mark {
            if mark == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') {
                letters.next();
                plain.push('\'');
                continue;
            }
            return Some((plain, text.get(at + 1..).unwrap_or_default()));
        }
        if letter != '\\' || mark == '\'' {
            plain.push(letter);
            continue;
        }
        let (at, escape) = letters.next()?;
        let digits = match escape {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        plain.push(match escape {
            _ if digits > 0 => {
                let code = text.get(at + 1..at + 1 + digits)?;
                letters.by_ref().take(digits).for_each(drop);
                char::from_u32(u32::from_str_radix(code, 16).ok()?)?
            }
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            other => other,
        });
    }
    None
}

/// A list in brackets.
fn flow(text: &str) -> Option<Vec<String>> {
    let mut list = Vec::new();
    let mut rest = text.strip_prefix('[')?.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            return without_comment(after.trim()).is_empty().then_some(list);
        }
        if rest.starts_with(['"', '\'']) {
            let (value, after) = quoted(rest)?;
            list.push(value);
            rest = after.trim_start();
        } else {
            let end = rest.find([',', ']'])?;
            let (value, after) = rest.split_at(end);
            list.push(scalar(value.trim())?);
            rest = after;
        }
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None if rest.starts_with(']') => {}
            None => return None,
        }
    }
}

/// A text in double quotation marks, as every reader of YAML takes it.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                escape(letter, &mut quoted)
            }
            letter if letter.is_control() => escape(letter, &mut quoted),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

fn escape(letter: char, quoted: &mut String) {
    quoted.push_str(&format!("\\u{:04x}", u32::from(letter)));
}

/// A list in brackets, each in quotation marks.
pub(super) fn quote_all<'a>(list: impl IntoIterator<Item = &'a String>) -> String {
    let quoted: Vec<String> = list.into_iter().map(|text| quote(text)).collect();
    format!("[{}]", quoted.join(", "))
}
