//! Words of a text, made comparable: lower case, without accents, full-width forms made plain. What a
//! word means is not known here; that stands in the lexicons.

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// The word made comparable.
    pub(crate) folded: String,
    /// The word as written.
    pub(crate) written: &'a str,
    /// Where it starts in the text, in bytes.
    pub(crate) start: usize,
    /// Where it ends in the text, in bytes.
    pub(crate) end: usize,
}

/// Makes a text comparable.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        for lower in character.to_lowercase() {
            fold_letter(lower, &mut folded);
        }
    }
    folded
}

/// Latin letters lose their accents, because titles are often typed without them; combining marks of
/// decomposed Latin text go the same way. Other scripts stay as they are.
fn fold_letter(letter: char, folded: &mut String) {
    let plain = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' | 'ş' => 's',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ß' => {
            folded.push_str("ss");
            return;
        }
        'œ' => {
            folded.push_str("oe");
            return;
        }
        'æ' => {
            folded.push_str("ae");
            return;
        }
        '\u{300}'..='\u{36f}' => return,
        '’' | 'ʼ' | '‘' => '\'',
        '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter).to_ascii_lowercase()
        }
        other => other,
    };
    folded.push(plain);
}

/// Splits a text into words: runs of letters and digits. An apostrophe inside a word and a colon or a
/// point between digits (`1:1`, `9:30`, `2.5`) belong to it.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut previous = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let next = rest.peek().map_or(' ', |&(_, next)| next);
        let inside = is_word(character)
            || (start.is_some()
                && (is_apostrophe(character) && previous.is_alphabetic() && next.is_alphabetic()
                    || matches!(character, ':' | '.' | ',')
                        && previous.is_ascii_digit()
                        && next.is_ascii_digit()));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(text, from, at, &mut found);
                start = None;
            }
            _ => {}
        }
        previous = character;
    }
    if let Some(from) = start {
        push(text, from, text.len(), &mut found);
    }
    found
}

fn push<'a>(text: &'a str, start: usize, end: usize, found: &mut Vec<Word<'a>>) {
    if let Some(written) = text.get(start..end) {
        found.push(Word { folded: fold(written), written, start, end });
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&character) || is_mark(character)
}

/// Vowel signs of Indic scripts and marks of Arabic and Thai are not letters to `is_alphanumeric` in
/// every case, and words must not break at them.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{64b}'..='\u{65f}' | '\u{e31}'..='\u{e4e}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Chinese and Japanese characters: text without spaces between words.
pub(crate) fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '々' | '〆')
}

/// Collapses white space to single spaces and trims.
pub(crate) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(part);
    }
    collapsed
}

/// The first `limit` characters.
pub(crate) fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    text.char_indices().nth(limit).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_comparable() {
        for (text, expected) in [
            ("Weekly STATUS", "weekly|status"),
            ("Réunião de équipe", "reuniao|de|equipe"),
            ("Straße – Übergabe", "strasse|ubergabe"),
            ("1:1 at 9:30, let’s go/no-go", "1:1|at|9:30|let's|go|no|go"),
            ("e\u{301}quipe", "equipe"),
            ("Ｗｅｅｋｌｙ　定例", "weekly|定例"),
            ("'quoted' 3.5h 4,", "quoted|3.5h|4"),
            ("", ""),
        ] {
            let found: Vec<_> = words(text).into_iter().map(|word| word.folded).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn cutting_keeps_characters_whole() {
        assert_eq!(cut("äöü", 2), "äö");
        assert_eq!(cut("ä", 2), "ä");
    }
}
