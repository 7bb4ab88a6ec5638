//! Somebody else's words, made into one harmless line: what both writers of a document, and any other that may come,
//! do first.

/// The text in one line, without control characters and without characters that turn the direction of what follows
/// (Unicode's embeddings, overrides and isolates; UAX #9). A text in a script that is written from the right stands
/// in an isolate of its own, so that it cannot rearrange its neighbours.
pub(super) fn plain(text: &str) -> String {
    let kept = text.chars().filter_map(|char| match char {
        char if char.is_whitespace() => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        // Zero width, and the tags that spell words nobody sees.
        '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => None,
        char if char.is_control() => None,
        char => Some(char),
    });
    let line: String =
        kept.collect::<String>().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().any(from_the_right) { format!("\u{2068}{line}\u{2069}") } else { line }
}

/// Letters of the scripts that are written from right to left, and the marks that say so.
fn from_the_right(char: char) -> bool {
    matches!(char,
        '\u{0590}'..='\u{08ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn one_harmless_line() {
        for (text, expected) in [
            ("Weekly status", "Weekly status"),
            ("  two\r\n\n lines\t", "two lines"),
            ("\u{202e}evil\u{202c} \u{2067}x\u{2069}", "evil x"),
            ("a\u{0}\u{1b}[31mb", "a[31mb"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("שלום", "\u{2068}שלום\u{2069}"),
            ("a\u{200f}b", "\u{2068}a\u{200f}b\u{2069}"),
            ("line\u{2028}separator", "line separator"),
            ("", ""),
        ] {
            assert_eq!(plain(text), expected, "{text:?}");
        }
    }
}
