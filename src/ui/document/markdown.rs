//! A document as Markdown (CommonMark with GitHub's tables), for a handbook.

use super::plain::plain;
use super::{Cell, Document, Part, Table};

/// The document as Markdown.
pub(crate) fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n", escaped(&document.title));
    for part in &document.parts {
        text.push('\n');
        match part {
            Part::Heading(words) => text.push_str(&format!("## {}\n", escaped(words))),
            Part::Subheading(words) => text.push_str(&format!("### {}\n", escaped(words))),
            Part::Text(words) => text.push_str(&format!("{}\n", escaped(words))),
            Part::Facts(facts) => {
                for (name, value) in facts {
                    text.push_str(&format!("- {}: **{}**\n", escaped(name), escaped(value)));
                }
            }
            Part::List(items) => {
                for item in items {
                    text.push_str(&format!("- {}\n", cell(item)));
                }
            }
            Part::Table(table) => write_table(&mut text, table),
        }
    }
    text
}

fn write_table(text: &mut String, table: &Table) {
    let mut line = |cells: Vec<String>| {
        text.push_str("| ");
        text.push_str(&cells.join(" | "));
        text.push_str(" |\n");
    };
    line(table.columns.iter().map(|(name, _)| escaped(name)).collect());
    line(table.columns.iter().map(|(_, figure)| if *figure { "--:" } else { ":--" }.to_owned()).collect());
    for row in &table.rows {
        line(row.iter().map(cell).collect());
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Own(text) | Cell::Foreign(text) => escaped(text),
        Cell::About(own, foreign) => format!("{} ({})", escaped(own), escaped(foreign)),
    }
}

/// A text that means nothing in Markdown: every character that could begin something is escaped (CommonMark 2.4), and
/// so is what GitHub makes a link of by itself.
pub(crate) fn escaped(text: &str) -> String {
    let text = plain(text);
    let mut escaped = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        let special = match char {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$' | '@' => true,
            ':' => after.starts_with("://"),
            '.' => before.to_ascii_lowercase().ends_with("www"),
            // At the beginning of a line they would make a list, a rule or a heading.
            '-' | '+' | '=' => before.is_empty() && ends_word(after, char),
            ')' => numbers(before) && ends_word(after, char),
            _ => false,
        };
        let number = char == '.' && numbers(before) && ends_word(after, char);
        if special || number {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

/// Whether there are digits, and nothing else.
fn numbers(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|char| char.is_ascii_digit())
}

/// Whether a mark is not followed by a word of its own, as "-" in "- item" and "---", but not in "-5".
fn ends_word(from_mark: &str, mark: char) -> bool {
    from_mark.chars().nth(1).is_none_or(|next| next == ' ' || next == mark)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_title_means_anything() {
        for (text, expected) in [
            ("Weekly status (platform)", "Weekly status (platform)"),
            ("1:1 with Ana", "1:1 with Ana"),
            ("a | b", "a \\| b"),
            ("`rm -rf`", "\\`rm -rf\\`"),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("**bold** _it_ ~~no~~", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~"),
            ("[here](javascript:alert(1))", "\\[here\\](javascript:alert(1))"),
            ("![x](y)", "!\\[x\\](y)"),
            ("https://evil.example", "https\\://evil.example"),
            ("WWW.evil.example", "WWW\\.evil.example"),
            ("mail me@evil.example", "mail me\\@evil.example"),
            ("# one\n# two", "\\# one \\# two"),
            ("- item", "\\- item"),
            ("---", "\\---"),
            ("-46", "-46"),
            ("3.2", "3.2"),
            ("3. third", "3\\. third"),
            ("3) third", "3\\) third"),
            ("&lt;b&gt; \\", "\\&lt;b\\&gt; \\\\"),
            ("$x$", "\\$x\\$"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }
}
