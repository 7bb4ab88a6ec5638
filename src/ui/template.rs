//! Addresses of the user's tools: the check that one is an `https` address with placeholders that we
//! know, and its filling, percent-encoded, with a meeting's words.

/// What a template can be filled with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words<'a> {
    /// For `{title}`.
    pub title: &'a str,
    /// For `{body}`.
    pub body: &'a str,
    /// For `{purpose}`.
    pub purpose: &'a str,
}

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not begin with `https://`.
    NotHttps,
    /// The host is missing, or not a host's name.
    NoHost,
    /// It has blanks or other characters that no address has.
    Characters,
    /// A placeholder in braces that means nothing.
    Placeholder(String),
}

const PLACEHOLDERS: [&str; 3] = ["title", "body", "purpose"];

/// Checks an address without placeholders.
///
/// # Errors
/// The first [`Fault`] found.
pub fn check_address(address: &str) -> Result<(), Fault> {
    let Some(rest) = address.strip_prefix("https://") else { return Err(Fault::NotHttps) };
    if address.chars().any(|char| char.is_whitespace() || char.is_control() || "<>\"\\^`|{}".contains(char)) {
        return Err(Fault::Characters);
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "443"));
    // A name before an @ makes an address look like another host's.
    let is_name = !name.is_empty()
        && !name.starts_with(['.', '-'])
        && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '.' | '-'));
    if is_name && port.parse::<u16>().is_ok() { Ok(()) } else { Err(Fault::NoHost) }
}

/// Checks an address with placeholders; they may stand anywhere but in the host.
///
/// # Errors
/// The first [`Fault`] found.
pub fn check_template(template: &str) -> Result<(), Fault> {
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { return Err(Fault::Characters) };
        if !PLACEHOLDERS.contains(&name) {
            return Err(Fault::Placeholder(name.to_owned()));
        }
        rest = after;
    }
    let host = template.strip_prefix("https://").unwrap_or_default().split(['/', '?', '#']).next();
    if host.is_some_and(|host| host.contains('{')) {
        return Err(Fault::NoHost);
    }
    check_address(&fill(template, Words::default()))
}

/// The address with its placeholders filled; in one pass, so that a title that says `{body}` stays a title.
pub fn fill(template: &str, words: Words<'_>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| match name {
            "title" => Some((words.title, after)),
            "body" => Some((words.body, after)),
            "purpose" => Some((words.purpose, after)),
            _ => None,
        });
        match found {
            Some((word, after)) => {
                percent_encode(word, &mut filled);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// RFC 3986: everything but the unreserved characters is encoded, so a word fits any part of an address.
fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let rows = [
            ("https://wiki.example.org/new", Ok(())),
            ("https://wiki.example.org:8443", Ok(())),
            ("https://bücher.example/?q=1#x", Ok(())),
            ("http://wiki.example.org/", Err(Fault::NotHttps)),
            ("javascript:alert(1)", Err(Fault::NotHttps)),
            ("wiki.example.org", Err(Fault::NotHttps)),
            ("", Err(Fault::NotHttps)),
            ("https://", Err(Fault::NoHost)),
            ("https:///path", Err(Fault::NoHost)),
            ("https://user@evil.example/", Err(Fault::NoHost)),
            ("https://wiki.example.org@evil.example/", Err(Fault::NoHost)),
            ("https://wiki.example.org:port/", Err(Fault::NoHost)),
            ("https://wiki example.org/", Err(Fault::Characters)),
            ("https://wiki.example.org/a b", Err(Fault::Characters)),
            ("https://wiki.example.org/\u{0}", Err(Fault::Characters)),
        ];
        for (address, expected) in rows {
            assert_eq!(check_address(address), expected, "{address}");
        }
    }

    #[test]
    fn templates() {
        let rows = [
            ("https://w.example/?t={title}&b={body}&p={purpose}", Ok(())),
            ("https://w.example/{title}", Ok(())),
            ("https://w.example/new", Ok(())),
            ("https://w.example/{titel}", Err(Fault::Placeholder("titel".into()))),
            ("https://w.example/{}", Err(Fault::Placeholder(String::new()))),
            ("https://w.example/{title", Err(Fault::Characters)),
            ("https://w.example/title}", Err(Fault::Characters)),
            ("https://{title}.example/", Err(Fault::NoHost)),
            ("{title}", Err(Fault::NotHttps)),
        ];
        for (template, expected) in rows {
            assert_eq!(check_template(template), expected, "{template}");
        }
    }

    #[test]
    fn filling() {
        let words = Words { title: "Q&A: 1/2 {body}", body: "é\n#", purpose: "" };
        assert_eq!(
            fill("https://w.example/?t={title}&b={body}&p={purpose}&x={other}", words),
            "https://w.example/?t=Q%26A%3A%201%2F2%20%7Bbody%7D&b=%C3%A9%0A%23&p=&x={other}"
        );
    }
}
