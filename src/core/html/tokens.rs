//! A tokenizer of HTML for reading text: the WHATWG standard's states as far as they decide what is text,
//! what is a tag and what an attribute's value. Nothing here knows what an element means, and nothing
//! builds a tree.
//!
//! Left out of the standard, as no rich-text field writes them: the rarer named characters, names without
//! their semicolon inside a word, and the states of a script within a script's comment. A test holds it
//! against `html5gum`, a complete tokenizer, which would be a quarter of the gate's module.

use std::borrow::Cow;
use std::cell::Cell;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag, by its name in lower case.
    Open(&'a str),
    /// An attribute of the tag just opened, by its name in lower case.
    Attribute(&'a str),
    /// The value of that attribute.
    Value(&'a str),
    /// An end tag, by its name in lower case.
    Close(&'a str),
    /// Text, its character references resolved.
    Text(&'a str),
}

/// Reads HTML until there is `enough`; linear in its length, whatever it is.
pub(super) fn read(html: &str, enough: &Cell<bool>, mut token: impl FnMut(Token<'_>)) {
    let token: &mut dyn FnMut(Token<'_>) = &mut token;
    let mut rest = html;
    // Before this a `<` was looked at already, and is text.
    let mut seen = 0;
    while let Some(at) = rest.get(seen..).and_then(|rest| rest.find('<')).map(|found| found + seen) {
        if enough.get() {
            return;
        }
        let (text, markup) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        if !is_markup(markup) {
            seen = at + 1;
            continue;
        }
        spoken(text, token);
        seen = 0;
        rest = if let Some(comment) = markup.strip_prefix("!--") {
            after_comment(comment)
        } else if markup.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (name, rest) = open(markup, token);
            after_raw(&name, rest, token)
        } else if markup
            .strip_prefix('/')
            .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            close(markup.trim_start_matches('/'), token)
        } else {
            // Document types, processing instructions, `</>` and the like.
            markup.split_once('>').map_or("", |(_, rest)| rest)
        };
    }
    spoken(rest, token);
}

fn is_markup(behind: &str) -> bool {
    let mut letters = behind.chars();
    match letters.next() {
        Some('!' | '?') => true,
        Some('/') => letters.next().is_some(),
        Some(first) => first.is_ascii_alphabetic(),
        None => false,
    }
}

fn spoken(text: &str, token: &mut dyn FnMut(Token<'_>)) {
    if !text.is_empty() {
        token(Token::Text(&resolved(text, false)));
    }
}

/// What follows a comment, from behind its `<!--`.
fn after_comment(comment: &str) -> &str {
    for abrupt in [">", "->"] {
        if let Some(rest) = comment.strip_prefix(abrupt) {
            return rest;
        }
    }
    let mut from = 0;
    while let Some(dashes) = comment.get(from..).and_then(|rest| rest.find("--")).map(|found| found + from) {
        let behind = comment.get(dashes + 2..).unwrap_or_default();
        if let Some(rest) = behind.strip_prefix('>').or_else(|| behind.strip_prefix("!>")) {
            return rest;
        }
        from = dashes + 1;
    }
    ""
}

/// Reads a start tag from behind its `<`; gives its name and what follows.
fn open<'a>(tag: &'a str, token: &mut dyn FnMut(Token<'_>)) -> (String, &'a str) {
    let (name, rest) = name(tag);
    token(Token::Open(&name));
    let rest = attributes(rest, token);
    (name, rest)
}

/// Reads an end tag from behind its `</`; gives what follows.
fn close<'a>(tag: &'a str, token: &mut dyn FnMut(Token<'_>)) -> &'a str {
    let (name, rest) = name(tag);
    let (_, end) = (token(Token::Close(&name)), attributes(rest, &mut |_| ()));
    end
}

fn name(tag: &str) -> (String, &str) {
    let end = tag.find(|c: char| is_space(c) || matches!(c, '/' | '>')).unwrap_or(tag.len());
    let (name, rest) = tag.split_at_checked(end).unwrap_or((tag, ""));
    (name.to_ascii_lowercase(), rest)
}

/// Reads attributes up to the tag's `>`; gives what follows. A tag that does not end takes everything.
fn attributes<'a>(mut rest: &'a str, token: &mut dyn FnMut(Token<'_>)) -> &'a str {
    loop {
        rest = rest.trim_start_matches(|c: char| is_space(c) || c == '/');
        let Some(first) = rest.chars().next() else { return "" };
        if first == '>' {
            return rest.get(1..).unwrap_or_default();
        }
        // An `=` in the first place belongs to the name.
        let end = rest
            .char_indices()
            .find(|&(at, c)| is_space(c) || matches!(c, '/' | '>') || (c == '=' && at > 0))
            .map_or(rest.len(), |(at, _)| at);
        let (name, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        token(Token::Attribute(&name.to_ascii_lowercase()));
        rest = behind.trim_start_matches(is_space);
        if let Some(value) = rest.strip_prefix('=') {
            rest = attribute_value(value.trim_start_matches(is_space), token);
        }
    }
}

/// Reads a value from its first character; gives what follows.
fn attribute_value<'a>(rest: &'a str, token: &mut dyn FnMut(Token<'_>)) -> &'a str {
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let (value, rest) = match quote {
        Some(quote) => rest.get(1..).and_then(|rest| rest.split_once(quote)).unwrap_or(("", "")),
        None => {
            let end = rest.find(|c: char| is_space(c) || c == '>').unwrap_or(rest.len());
            rest.split_at_checked(end).unwrap_or((rest, ""))
        }
    };
    if !value.is_empty() {
        token(Token::Value(&resolved(value, true)));
    }
    rest
}

/// What follows the content of an element whose content is no markup: its end tag. Such content is not
/// text of the page either, but for `plaintext`, which has no end.
fn after_raw<'a>(name: &str, rest: &'a str, token: &mut dyn FnMut(Token<'_>)) -> &'a str {
    const RAW: [&str; 9] =
        ["script", "style", "title", "textarea", "noscript", "iframe", "noframes", "noembed", "xmp"];
    if name == "plaintext" {
        if !rest.is_empty() {
            token(Token::Text(rest));
        }
        return "";
    }
    if !RAW.contains(&name) {
        return rest;
    }
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|rest| rest.find("</")).map(|found| found + from) {
        let tag = rest.get(at + 2..).unwrap_or_default();
        let ends = tag.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
            && tag
                .get(name.len()..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|c| is_space(c) || matches!(c, '/' | '>'));
        if ends {
            return rest.get(at..).unwrap_or_default();
        }
        from = at + 2;
    }
    ""
}

fn is_space(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\u{c}' | '\r' | ' ')
}

/// Text with its character references resolved.
fn resolved(text: &str, in_attribute: bool) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        match reference(behind, in_attribute) {
            Some((character, after)) => {
                out.push(character);
                rest = after;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of a reference from behind its `&`, and what follows.
fn reference(behind: &str, in_attribute: bool) -> Option<(char, &str)> {
    if let Some(number) = behind.strip_prefix('#') {
        return numeric(number);
    }
    let end = behind.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(behind.len());
    let (name, after) = behind.split_at_checked(end)?;
    let (place, character) = named(name)?;
    match after.strip_prefix(';') {
        Some(after) => Some((character, after)),
        // Old pages leave the semicolon out; an address with `&copy=1` means no sign.
        None if place < WITHOUT_SEMICOLON && !(in_attribute && after.starts_with('=')) => {
            Some((character, after))
        }
        None => None,
    }
}

fn numeric(number: &str) -> Option<(char, &str)> {
    let (digits, base) = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => (hexadecimal, 16),
        None => (number, 10),
    };
    let end = digits.find(|c: char| !c.is_digit(base)).unwrap_or(digits.len());
    let (digits, after) = digits.split_at_checked(end).filter(|(digits, _)| !digits.is_empty())?;
    let code = digits
        .chars()
        .filter_map(|digit| digit.to_digit(base))
        .fold(0_u32, |code, digit| code.saturating_mul(base).saturating_add(digit));
    let character = match code {
        0 => char::REPLACEMENT_CHARACTER,
        // These codes mean what Windows made of them.
        0x80..=0x9f => WINDOWS.chars().nth(usize::try_from(code - 0x80).ok()?)?,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((character, after.strip_prefix(';').unwrap_or(after)))
}

/// The place in [`NAMED`] and the character of a name.
fn named(name: &str) -> Option<(usize, char)> {
    let mut words = NAMED.split_ascii_whitespace();
    let mut place = 0;
    while let (Some(known), Some(characters)) = (words.next(), words.next()) {
        if known == name {
            return characters.chars().next().map(|character| (place, character));
        }
        place += 1;
    }
    None
}

/// How many of [`NAMED`] are also known without their semicolon: those of HTML 2 and 3.2.
const WITHOUT_SEMICOLON: usize = 104;

/// Named characters: the oldest, then those of HTML 4 that are met in prose.
const NAMED: &str = "\
nbsp \u{a0} amp & lt < gt > quot \" AMP & LT < GT > QUOT \" copy © reg ® \
iexcl ¡ cent ¢ pound £ curren ¤ yen ¥ brvbar ¦ sect § uml ¨ ordf ª laquo « not ¬ shy \u{ad} macr ¯ deg ° \
plusmn ± sup2 ² sup3 ³ acute ´ micro µ para ¶ middot · cedil ¸ sup1 ¹ ordm º raquo » frac14 ¼ frac12 ½ \
frac34 ¾ iquest ¿ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É \
Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö \
times × Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ szlig ß agrave à aacute á acirc â \
atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï \
eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö divide ÷ oslash ø ugrave ù uacute ú ucirc û uuml ü \
yacute ý thorn þ yuml ÿ \
apos ' ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ hellip … bull • euro € trade ™ \
lsaquo ‹ rsaquo › dagger † Dagger ‡ permil ‰ ensp \u{2002} emsp \u{2003} thinsp \u{2009} zwnj \u{200c} \
zwj \u{200d} lrm \u{200e} rlm \u{200f} larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ minus − le ≤ ge ≥ ne ≠ \
OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ check ✓ star ☆ num # excl ! colon : comma , period . lpar ( rpar )";

/// What the codes 0x80 to 0x9F mean.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

#[cfg(test)]
mod tests {
    use super::{Token, read};
    use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
    use html5gum::{Span, Tokenizer};
    use proptest::prelude::*;
    use std::cell::Cell;
    use std::convert::Infallible;

    /// Text of one run may come in pieces.
    fn push(tokens: &mut Vec<String>, token: String) {
        match (tokens.last_mut(), token.strip_prefix("text ")) {
            (Some(last), Some(more)) if last.starts_with("text ") => last.push_str(more),
            _ => tokens.push(token),
        }
    }

    fn ours(html: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        read(html, &Cell::default(), |token| {
            push(
                &mut tokens,
                match token {
                    Token::Open(name) => format!("open {name}"),
                    Token::Attribute(name) => format!("attribute {name}"),
                    Token::Value(value) => format!("value {value}"),
                    Token::Close(name) => format!("close {name}"),
                    Token::Text(text) => format!("text {text}"),
                },
            );
        });
        tokens
    }

    fn complete(html: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        // An end tag's attributes come before it, and mean nothing.
        let mut opening = false;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                match event {
                    CallbackEvent::OpenStartTag { .. } => opening = true,
                    CallbackEvent::CloseStartTag { .. } => opening = false,
                    _ => {}
                }
                push(
                    &mut tokens,
                    match event {
                        CallbackEvent::OpenStartTag { name } => format!("open {}", text(name)),
                        CallbackEvent::AttributeName { name } if opening => {
                            format!("attribute {}", text(name))
                        }
                        CallbackEvent::AttributeValue { value } if opening => {
                            format!("value {}", text(value))
                        }
                        CallbackEvent::EndTag { name } => format!("close {}", text(name)),
                        CallbackEvent::String { value } => format!("text {}", text(value)),
                        _ => return None,
                    },
                );
                None
            });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
        tokens
    }

    #[test]
    fn named_characters_are_those_of_the_standard() {
        let mut words = super::NAMED.split_ascii_whitespace();
        let mut place = 0;
        while let (Some(name), Some(_)) = (words.next(), words.next()) {
            let html = format!("&{name};");
            assert_eq!(ours(&html), complete(&html), "{name}");
            let old = complete(&format!("&{name} ")) != [format!("text &{name} ")];
            assert_eq!(old, place < super::WITHOUT_SEMICOLON, "{name} is number {place}");
            place += 1;
        }
    }

    #[test]
    fn content_that_is_no_markup_is_left_out() {
        for (html, expected) in [
            ("a<script>if (1 < 2) '</p>'</script >b", "text a|open script|close script|text b"),
            ("<style>p{}</styl></style>", "open style|close style"),
            ("<textarea>never ends", "open textarea"),
            ("<plaintext>a</p>&amp;", "open plaintext|text a</p>&amp;"),
        ] {
            assert_eq!(ours(html).join("|"), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn it_reads_as_a_complete_tokenizer_does(
            parts in prop::collection::vec(
                prop_oneof![
                    "[a-zé定 \n]{0,6}",
                    "</?[a-zA-Z1-6]{1,4}( [a-zA-Z]{1,4}(=\"[a-z&;<> ]{0,5}\"|='[a-z\"&;<> é]{0,4}'|=[a-z]{1,3})?){0,2} ?/?>",
                    "&(amp|lt|nbsp|mdash|eacute|#[0-9]{1,6}|#x[0-9a-f]{1,5});",
                    "&(amp|copy) ",
                    "<!--[a-z>-]{0,6}(-->|--!>|->)?",
                    "<![a-z]{0,4}>|<\\?[a-z]{0,3}>|</>|</ ?[0-9]>",
                    "[<>&/=\"'!-]{1,3}",
                ],
                0..10,
            ),
        ) {
            // The end closes whatever is open: of a tag that never ends this reader still says the name.
            let html = parts.concat() + "\"'>-->.";
            prop_assume!(!html.contains('\r'));
            let expected = complete(&html);
            // Elements whose content the two treat as different kinds of nothing have their own test.
            let raw = ["xmp", "style", "title", "plaintext"];
            prop_assume!(!expected.iter().any(|token| raw.iter().any(|name| token.ends_with(name))));
            prop_assert_eq!(ours(&html), expected, "{}", html);
        }

        #[test]
        fn no_text_makes_it_panic(html in "\\PC{0,80}|(<|>|/|!|-|&|#|x|;|=|\"|'|a|script|é| ){0,40}") {
            ours(&html);
        }
    }
}
