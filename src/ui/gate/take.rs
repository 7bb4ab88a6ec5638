//! Taking a text along: copy, mail, file, the user's own tool. No network request of our own: a mail or a
//! tool is a link that the browser follows in a new tab.

use crate::template::{self, Words};
use js_sys::encode_uri_component;

/// Longer addresses are refused by mail programs (Windows hands over 2,048 characters) and by servers.
const ADDRESS_LIMIT: usize = 2_000;

/// A file name that every system takes: letters, digits and dashes.
pub(crate) fn file_name(title: &str) -> String {
    let mut name = String::new();
    for character in title.to_lowercase().chars().take(60) {
        if character.is_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    format!("{}.md", if name.is_empty() { "draft" } else { name })
}

/// A link and whether the text was too long for it; then the text must go along by the clipboard.
pub(crate) struct Link {
    pub address: String,
    pub too_long: bool,
}

/// A mail to these addresses.
pub(crate) fn mail(to: &[&str], subject: &str, body: &str, paste: &str) -> Link {
    let to: Vec<String> = to.iter().map(|address| encoded(address)).collect();
    let head = format!("mailto:{}?subject={}&body=", to.join(","), encoded(subject));
    let address = format!("{head}{}", encoded(body));
    if address.len() > ADDRESS_LIMIT {
        Link { address: format!("{head}{}", encoded(paste)), too_long: true }
    } else {
        Link { address, too_long: false }
    }
}

/// The user's tool with the placeholders filled; `None` unless it is a sound `https` address.
pub(super) fn tool(url: &str, words: Words<'_>, paste: &str) -> Option<Link> {
    template::check_template(url).ok()?;
    let address = template::fill(url, words);
    Some(if address.len() > ADDRESS_LIMIT && url.contains("{body}") {
        Link { address: template::fill(url, Words { body: paste, ..words }), too_long: true }
    } else {
        Link { address, too_long: false }
    })
}

fn encoded(text: &str) -> String {
    encode_uri_component(text).into()
}
