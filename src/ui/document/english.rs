//! The English words, where there is no browser.

use super::words::Words;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The English words of `_locales`, read from its file.
pub(crate) struct English {
    messages: BTreeMap<String, String>,
    direction: &'static str,
}

impl English {
    /// The words, as they are read in this direction.
    pub(crate) fn read(direction: &'static str) -> Self {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../extension/_locales/en/messages.json");
        let text = std::fs::read_to_string(file).unwrap();
        let all: BTreeMap<String, BTreeMap<String, serde_json::Value>> = serde_json::from_str(&text).unwrap();
        let messages = all
            .into_iter()
            .filter_map(|(name, entry)| Some((name, entry.get("message")?.as_str()?.to_owned())))
            .collect();
        Self { messages, direction }
    }
}

impl Words for English {
    fn message(&self, name: &str, parts: &[&str]) -> String {
        let text = self.messages.get(name).unwrap_or_else(|| panic!("no message is called {name}"));
        // All at once, so that what is put in is not looked at again.
        let mut said = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('$') {
            said.push_str(before);
            let digit = after.chars().next().and_then(|digit| digit.to_digit(10)).unwrap();
            said.push_str(parts[digit as usize - 1]);
            rest = &after[1..];
        }
        said + rest
    }

    fn plural(&self, name: &str, count: f64) -> String {
        let text = self.message(name, &[&self.number(count, 1)]);
        crate::words::form(&text, if count == 1.0 { "one" } else { "other" }).to_owned()
    }

    fn number(&self, value: f64, digits: u8) -> String {
        let scale = 10_f64.powi(i32::from(digits));
        format!("{}", (value * scale).round() / scale)
    }

    fn weekday(&self, day: u8) -> String {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][usize::from(day) - 1]
            .to_owned()
    }

    fn time(&self, minutes: u32) -> String {
        format!("{}:{:02}", minutes / 60, minutes % 60)
    }

    fn date(&self, date: Date) -> String {
        date.strftime("%-d %B %Y").to_string()
    }

    fn day(&self, milliseconds: f64) -> Option<Date> {
        let days = (milliseconds / 86_400_000.0).floor() as i64;
        date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).ok()
    }

    fn language(&self) -> String {
        "en".to_owned()
    }

    fn direction(&self) -> String {
        self.direction.to_owned()
    }
}
