//! A document as one HTML page that stands alone: its own style, drawings as SVG, no script, no address of anything
//! outside; printed on A4 it keeps its tables whole.

use super::plain::plain;
use super::{Cell, Document, Part, Table};

/// The page's style. Colours are those of the extension; in print everything is ink on paper.
const STYLE: &str = include_str!("page.css");

/// The document as a page.
pub(crate) fn page(document: &Document) -> String {
    let mut body = format!("<h1>{}</h1>\n", escaped(&document.title));
    let mut open = false;
    for part in &document.parts {
        match part {
            Part::Heading(words) => {
                if open {
                    body.push_str("</section>\n");
                }
                open = true;
                body.push_str(&format!("<section>\n<h2>{}</h2>\n", escaped(words)));
            }
            Part::Subheading(words) => body.push_str(&format!("<h3>{}</h3>\n", escaped(words))),
            Part::Text(words) => body.push_str(&format!("<p>{}</p>\n", escaped(words))),
            Part::Facts(facts) => {
                body.push_str("<dl>\n");
                for (name, value) in facts {
                    body.push_str(&format!(
                        "<div><dt>{}</dt><dd>{}</dd></div>\n",
                        escaped(name),
                        escaped(value)
                    ));
                }
                body.push_str("</dl>\n");
            }
            Part::List(items) => {
                body.push_str("<ul>\n");
                for item in items {
                    body.push_str(&format!("<li>{}</li>\n", cell(item)));
                }
                body.push_str("</ul>\n");
            }
            Part::Table(table) => write_table(&mut body, table),
        }
    }
    if open {
        body.push_str("</section>\n");
    }
    let direction = if document.direction == "rtl" { "rtl" } else { "ltr" };
    // The page takes nothing from anywhere, and says so to whoever opens it.
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        language = escaped(&document.language),
        title = escaped(&document.title),
    )
}

fn write_table(body: &mut String, table: &Table) {
    let drawn = !table.bars.is_empty();
    let class = if table.shades.is_empty() { "" } else { " class=\"heat\"" };
    body.push_str(&format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table{class}>\n\
         <caption>{caption}</caption>\n<thead><tr>",
        caption = escaped(&table.caption)
    ));
    for (name, figure) in &table.columns {
        let class = if *figure { " class=\"figure\"" } else { "" };
        body.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escaped(name)));
    }
    if drawn {
        body.push_str("<td class=\"bar\"></td>");
    }
    body.push_str("</tr></thead>\n<tbody>\n");
    for (index, row) in table.rows.iter().enumerate() {
        body.push_str("<tr>");
        for (column, content) in row.iter().enumerate() {
            if column == 0 {
                body.push_str(&format!("<th scope=\"row\">{}</th>", cell(content)));
                continue;
            }
            let shade = table.shades.get(index).and_then(|row| row.get(column - 1));
            let figure = table.columns.get(column).is_some_and(|(_, figure)| *figure);
            let class = match (figure, shade) {
                (_, Some(shade)) => format!(" class=\"figure shade-{shade}\""),
                (true, None) => " class=\"figure\"".to_owned(),
                (false, None) => String::new(),
            };
            body.push_str(&format!("<td{class}>{}</td>", cell(content)));
        }
        if drawn {
            body.push_str(&bar(table.bars.get(index).copied().unwrap_or_default()));
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody>\n</table>\n</div>\n");
}

/// A bar, for eyes alone: its figure stands in the row.
fn bar(share: f64) -> String {
    format!(
        "<td class=\"bar\" aria-hidden=\"true\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\">\
         <rect width=\"{:.1}\" height=\"8\"/></svg></td>",
        share * 100.0
    )
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Own(text) => escaped(text),
        Cell::Foreign(text) => format!("<bdi>{}</bdi>", escaped(text)),
        Cell::About(own, foreign) => {
            format!("{} <small><bdi>{}</bdi></small>", escaped(own), escaped(foreign))
        }
    }
}

/// A text that is nothing but text in an element, and in an attribute between quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in plain(text).chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            char => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("Weekly status", "Weekly status"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x'", "&quot; onload=&#39;x&#39;"),
            ("a & b &amp; c", "a &amp; b &amp;amp; c"),
            ("--> ]]>", "--&gt; ]]&gt;"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }
}
