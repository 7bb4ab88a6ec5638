//! A page as Markdown (CommonMark with GitHub's tables). Nothing that somebody typed can begin anything in it, so the
//! same page has the same structure whatever its texts are.

use super::{Address, Block, Line, Page, Table};
use crate::document::escaped;

/// The page as Markdown.
pub(in super::super) fn markdown(page: &Page) -> String {
    let mut text = format!("# {}\n", escaped(&page.title));
    for block in &page.blocks {
        text.push('\n');
        match block {
            Block::Heading(words) => text.push_str(&format!("## {}\n", escaped(words))),
            Block::Text(words) => text.push_str(&format!("{}\n", line(words))),
            Block::List(lines) => {
                lines.iter().for_each(|words| text.push_str(&format!("- {}\n", line(words))))
            }
            Block::Steps(lines) => {
                for (words, number) in lines.iter().zip(1_u32..) {
                    text.push_str(&format!("{number}. {}\n", line(words)));
                }
            }
            Block::Table(table) => write_table(&mut text, table),
            Block::Code(code) => text.push_str(&format!("```markdown\n{code}```\n")),
        }
    }
    text
}

fn write_table(text: &mut String, table: &Table) {
    let mut row = |cells: Vec<String>| {
        text.push_str("| ");
        text.push_str(&cells.join(" | "));
        text.push_str(" |\n");
    };
    row(table.columns.iter().map(|name| escaped(name)).collect());
    row(table.columns.iter().map(|_| ":--".to_owned()).collect());
    table.rows.iter().for_each(|cells| row(cells.iter().map(line).collect()));
}

fn line(line: &Line) -> String {
    match line {
        Line::Text(text) => escaped(text),
        Line::Named(name, text) => format!("**{}:** {}", escaped(name), escaped(text)),
        Line::Open(mark, question) => format!("**{}:** {}", escaped(mark), escaped(question)),
        Line::Link(words, to, about) => {
            let to = match to {
                Address::Page(file) => (*file).to_owned(),
                Address::File(path) | Address::Web(path) => encoded(path),
            };
            let about = if about.is_empty() { String::new() } else { format!(": {}", escaped(about)) };
            format!("[{}]({to}){about}", escaped(words))
        }
    }
}

/// An address as a link's destination (CommonMark 6.3): what could end it, or is not seen, is percent-encoded.
fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for char in address.chars() {
        match char {
            '&' => encoded.push_str("&amp;"),
            char if char.is_whitespace()
                || char == '('
                || char == ')'
                || !(char.is_ascii() || char.is_alphanumeric()) =>
            {
                let mut buffer = [0; 4];
                for byte in char.encode_utf8(&mut buffer).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            }
            char => encoded.push(char),
        }
    }
    encoded
}
