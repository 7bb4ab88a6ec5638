//! What chat, mail and wiki do to a plain text on its way.

/// Breaks every line after so many characters, as a mail program does; where it stands in a word does not matter.
pub fn wrapped(text: &str, width: usize) -> String {
    let lines = text.lines().flat_map(|line| {
        let characters: Vec<char> = line.chars().collect();
        let pieces: Vec<String> =
            characters.chunks(width.max(1)).map(|piece| piece.iter().collect()).collect();
        if pieces.is_empty() { vec![String::new()] } else { pieces }
    });
    lines.map(|line| line + "\n").collect()
}

/// Quotes every line, as a reply does.
pub fn quoted(text: &str, sign: &str) -> String {
    text.lines().map(|line| format!("{sign}{line}\n")).collect()
}

/// As quoted-printable (RFC 2045, 6.7) with lines of at most 76 characters, every space and quote sign escaped.
pub fn quoted_printable(text: &str) -> String {
    let mut coded = String::new();
    for line in text.lines() {
        let mut width = 0;
        for byte in line.bytes() {
            let piece = if byte.is_ascii_graphic() && byte != b'=' && byte != b'>' {
                char::from(byte).to_string()
            } else {
                format!("={byte:02X}")
            };
            if width + piece.len() > 75 {
                coded.push_str("=\r\n");
                width = 0;
            }
            width += piece.len();
            coded.push_str(&piece);
        }
        coded.push_str("\r\n");
    }
    coded
}

/// As the source of an HTML page.
pub fn html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace(' ', "&nbsp;");
    text.lines().map(|line| format!("<div dir=\"auto\">{line}<br></div>\n")).collect()
}
