//! The HTML of a description as lines of text, read with a real tokenizer: block elements, line breaks,
//! lists and tables end a line, entities are resolved, scripts and styles are not text. Nothing here
//! builds HTML.

mod tokens;

use crate::lines::{LINE_LIMIT, Line, Setting, push, row};
use crate::words::collapse;
use std::cell::Cell;
use tokens::Token;

/// Reads HTML into lines; blank lines are kept, one between two paragraphs.
pub fn lines(html: &str) -> Vec<Line> {
    let mut reader = Reader::default();
    let enough = Cell::new(false);
    tokens::read(html, &enough, |token| {
        reader.token(token);
        enough.set(reader.lines.len() >= LINE_LIMIT);
    });
    reader.finish()
}

#[derive(Default)]
struct Reader {
    lines: Vec<Line>,
    text: String,
    links: Vec<String>,
    /// Cells of the row being read; `None` outside a row.
    cells: Option<Vec<String>>,
    setting: Setting,
    /// The element whose content is not text.
    skipped: Option<&'static str>,
    anchor: bool,
    /// What the attribute is whose value comes next.
    attribute: Attribute,
    preformatted: usize,
    /// Lists around the text.
    lists: usize,
    /// Depth that the style of the paragraph gives.
    level: usize,
    /// A paragraph began and its attributes are not read yet: a blank line is due.
    due: bool,
    /// Outlook's paragraphs stand close, as lines do.
    close: bool,
    /// As many lines there were when the paragraph began.
    began: usize,
}

/// The attributes that are read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Attribute {
    #[default]
    Other,
    Href,
    Class,
    Style,
}

impl Reader {
    fn token(&mut self, token: Token<'_>) {
        if self.due && !matches!(token, Token::Attribute(_) | Token::Value(_)) {
            self.due = false;
            if !self.close {
                self.blank();
            }
        }
        match token {
            Token::Open(name) => self.open(name.as_bytes()),
            Token::Close(name) => self.close(name.as_bytes()),
            Token::Attribute(name) => {
                self.attribute = match name {
                    "href" if self.anchor => Attribute::Href,
                    "class" if self.due => Attribute::Class,
                    "style" if self.due => Attribute::Style,
                    _ => Attribute::Other,
                }
            }
            Token::Value(value) if self.attribute == Attribute::Class => {
                self.close |= value.trim_start_matches("x_").starts_with("Mso");
            }
            Token::Value(value) if self.attribute == Attribute::Style => self.style(value),
            Token::Value(value) if self.attribute == Attribute::Href && self.skipped.is_none() => {
                let address = value.trim();
                if address.starts_with("http") && self.links.last().is_none_or(|last| last != address) {
                    self.links.push(address.to_owned());
                }
            }
            Token::Text(text) if self.skipped.is_none() => {
                if text.trim().is_empty() && self.preformatted == 0 {
                    self.space();
                } else if self.preformatted > 0 {
                    let mut parts = text.split('\n');
                    self.text.push_str(parts.next().unwrap_or_default());
                    for part in parts {
                        self.end_line();
                        self.text.push_str(part);
                    }
                } else {
                    self.text.push_str(text);
                }
            }
            Token::Value(_) | Token::Text(_) => {}
        }
    }

    fn open(&mut self, name: &[u8]) {
        self.anchor = name == b"a";
        self.attribute = Attribute::Other;
        if self.skipped.is_some() {
            return;
        }
        self.skipped = unread(name);
        match name {
            b"br" => self.break_line(),
            b"hr" => {
                self.end_line();
                push(&mut self.lines, Line::default());
            }
            b"li" | b"dt" | b"dd" => self.begin(Setting::Entry),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                self.begin(Setting::Heading);
                self.blank();
            }
            b"tr" => {
                // A table inside a cell: what stands before it is a row of its own.
                match self.cells.take() {
                    Some(cells) => self.end_row(cells),
                    None => self.end_line(),
                }
                self.cells = Some(Vec::new());
            }
            b"td" | b"th" => self.space(),
            b"p" => {
                self.begin_block();
                (self.due, self.close, self.level) = (true, false, 0);
                self.began = self.lines.len();
            }
            b"ul" | b"ol" | b"table" | b"blockquote" => {
                self.begin_block();
                self.blank();
                self.lists += usize::from(matches!(name, b"ul" | b"ol"));
            }
            b"pre" => {
                self.begin(Setting::Text);
                self.preformatted += 1;
            }
            _ if is_block(name) => self.begin_block(),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        self.anchor = false;
        if let Some(skipped) = self.skipped {
            if skipped.as_bytes() == name {
                self.skipped = None;
            }
            return;
        }
        match name {
            b"td" | b"th" => {
                if let Some(cells) = &mut self.cells {
                    cells.push(collapse(&self.text));
                    self.text.clear();
                }
            }
            b"tr" => {
                self.end_line();
                if let Some(cells) = self.cells.take() {
                    self.end_row(cells);
                }
            }
            b"pre" => {
                self.begin(Setting::Text);
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            b"p" => {
                self.begin(Setting::Text);
                if !self.close || self.began == self.lines.len() {
                    self.blank();
                }
                self.level = 0;
            }
            b"ul" | b"ol" | b"table" | b"blockquote" => {
                self.begin(Setting::Text);
                self.blank();
                self.lists = self.lists.saturating_sub(usize::from(matches!(name, b"ul" | b"ol")));
            }
            b"li" | b"dt" | b"dd" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                self.begin(Setting::Text)
            }
            _ if is_block(name) => self.begin_block(),
            _ => {}
        }
    }

    /// Outlook writes a list as paragraphs: `mso-list:l0 level2 lfo1`.
    fn style(&mut self, value: &str) {
        let level = value.split_once("level").and_then(|(_, rest)| rest.chars().next()?.to_digit(10));
        self.level = level.and_then(|level| usize::try_from(level).ok()).unwrap_or_default();
        let margins: String = value.chars().filter(|c| *c != ' ').collect();
        self.close |= margins.contains("margin:0") || margins.contains("margin-bottom:0");
    }

    /// Ends a line and says how the next one is set.
    fn begin(&mut self, setting: Setting) {
        self.end_line();
        self.setting = setting;
    }

    /// A block inside an entry or a heading does not end being one until it has had text.
    fn begin_block(&mut self) {
        if !self.text.trim().is_empty() {
            self.begin(Setting::Text);
        } else {
            self.end_line();
        }
    }

    /// Paragraphs and lists are set off by space, which tells where a signature or a list ends.
    fn blank(&mut self) {
        if self.cells.is_none() && self.setting == Setting::Text {
            push(&mut self.lines, Line::default());
        }
    }

    /// A break on an empty line shows as a blank line.
    fn break_line(&mut self) {
        let blank = self.text.trim().is_empty() && self.cells.is_none();
        self.end_line();
        if blank {
            push(&mut self.lines, Line::default());
        }
    }

    /// One space at most, so that looking for text in front of it stays cheap.
    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        if self.cells.is_some() {
            // A cell is one text, whatever blocks it is made of.
            self.space();
            return;
        }
        let drawn = if self.setting == Setting::Text { row(&self.text) } else { None };
        let mut line = drawn.unwrap_or_else(|| Line::new(&self.text, self.setting));
        line.depth = self.lists + self.level;
        self.text.clear();
        line.links = std::mem::take(&mut self.links);
        if !line.text.is_empty() || !line.links.is_empty() {
            push(&mut self.lines, line);
        }
    }

    fn end_row(&mut self, mut cells: Vec<String>) {
        let open = collapse(&self.text);
        self.text.clear();
        if !open.is_empty() {
            cells.push(open);
        }
        let links = std::mem::take(&mut self.links);
        let mut line = match cells.as_slice() {
            // Tables are also used for layout.
            [only] => Line::new(only, Setting::Text),
            _ => Line::row(cells),
        };
        line.links = links;
        push(&mut self.lines, line);
    }

    fn finish(mut self) -> Vec<Line> {
        if let Some(cells) = self.cells.take() {
            self.end_row(cells);
        }
        self.end_line();
        self.lines
    }
}

/// Elements whose content is no text of the description.
fn unread(name: &[u8]) -> Option<&'static str> {
    ["script", "style", "title", "template", "noscript", "iframe", "noframes", "noembed", "xmp", "textarea"]
        .into_iter()
        .find(|unread| unread.as_bytes() == name)
}

/// The block elements of the HTML standard's style sheet, those apart that are read in their own way.
fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"body"
            | b"center"
            | b"dd"
            | b"details"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"header"
            | b"html"
            | b"legend"
            | b"main"
            | b"menu"
            | b"nav"
            | b"section"
            | b"summary"
            | b"caption"
            | b"tbody"
            | b"thead"
            | b"tfoot"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        lines(html)
            .iter()
            .map(|line| match line.setting {
                Setting::Text => line.text.clone(),
                Setting::Entry => format!("- {}", line.text),
                Setting::Heading => format!("# {}", line.text),
                Setting::Row => format!("| {}", line.text),
            })
            .collect::<Vec<_>>()
            .join("/")
    }

    #[test]
    fn blocks_make_lines() {
        for (html, expected) in [
            ("plain", "plain"),
            ("a<br>b<br><br>c", "a/b//c"),
            ("<p>a</p><p>b &amp; c&nbsp;d</p>", "a//b & c d/"),
            ("<ul><li>one</li><li><div>two</div></li><li> 3. three </li></ul>x", "- one/- two/- three//x"),
            ("<h2>Agenda</h2>a <b>bold</b> word", "# Agenda/a bold word"),
            (
                "<table><tr><th>Topic</th><th>Owner</th></tr><tr><td><p>Budget</p></td><td>Priya</td></tr></table>",
                "| Topic | Owner/| Budget | Priya/",
            ),
            ("<table><tr><td>layout</td></tr></table>", "layout/"),
            ("a<script>var x = '<p>no</p>';</script>b<style>p{}</style>", "ab"),
            ("<title>no</title>yes", "yes"),
            ("<pre>one\ntwo</pre>", "one/two"),
            ("<div>a</div><div><br></div><div>b</div>", "a//b"),
            ("</li></ul></td>stray", "stray"),
            ("<td>open", "open"),
            ("&#128512; &lt;b&gt;", "😀 <b>"),
            ("<", "<"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn links_are_kept_beside_the_text() {
        let found =
            lines("<a href=\"https://board.example/7\">the board</a> and <a href='javascript:x'>bad</a>");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "the board and bad");
        assert_eq!(found[0].links, ["https://board.example/7"]);
    }

    #[test]
    fn a_megabyte_of_nesting_is_read() {
        let mut html = "<div><ul><li><table><tr><td>".repeat(40_000);
        html.push_str("deep");
        html.push_str(&"</td></tr></table></li></ul></div>".repeat(40_000));
        assert!(html.len() > 2_000_000);
        assert!(lines(&html).iter().any(|line| line.text.contains("deep")));
        assert!(!lines(&"<li>x</li>".repeat(200_000)).is_empty());
        assert!(!lines(&"a ".repeat(600_000)).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(html in "\\PC{0,200}|(<|</|[a-z]{1,3}|>|li|td|tr|p|br|\"| |=|&amp;|&#|;|<!--|\\n){0,60}") {
            for line in lines(&html) {
                proptest::prop_assert_eq!(&line.text, &collapse(&line.text));
            }
        }
    }
}
