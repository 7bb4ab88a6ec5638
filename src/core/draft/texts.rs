//! The texts of one language: its sections and its small words. What fills them is not known here.

use crate::language::Language;
use jiff::civil::Date;

/// The file of a language. A line `@name` begins a section; in the first, `words`, each line is a name, a
/// colon and a text.
#[derive(Clone, Copy)]
pub(super) struct Texts(&'static str);

impl Texts {
    pub(super) fn of(language: Language) -> Self {
        Self(match language {
            Language::English => include_str!("en.md"),
            Language::German => include_str!("de.md"),
            Language::French => include_str!("fr.md"),
            Language::Spanish => include_str!("es.md"),
            Language::Portuguese => include_str!("pt.md"),
            Language::Japanese => include_str!("ja.md"),
            Language::HindiEnglish => include_str!("hi-Latn.md"),
        })
    }

    /// The lines of a section; none of a name that no section has.
    pub(super) fn section(self, name: &str) -> &'static str {
        let sections = self.0.split('@');
        sections
            .filter_map(|section| section.split_once('\n'))
            .find(|(own, _)| *own == name)
            .map_or("", |found| found.1)
    }

    /// A small text with its placeholders filled.
    pub(super) fn word(self, name: &str, value: impl FnMut(&str) -> String) -> String {
        filled_in(self.raw(name), value)
    }

    /// What stands between two names; in the file it has a bar on each side, as it may end in a space.
    pub(super) fn and(self) -> &'static str {
        self.raw("and").trim_matches('|')
    }

    /// A date with its weekday, in the language's order.
    pub(super) fn date(self, date: Date) -> String {
        let day = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        self.word("date", |part| match part {
            "day" => self.raw("days").split('|').nth(day).unwrap_or_default().to_owned(),
            "year" => format!("{:04}", date.year()),
            "month" => format!("{:02}", date.month()),
            _ => format!("{:02}", date.day()),
        })
    }

    fn raw(self, name: &str) -> &'static str {
        let lines = self.section("words").lines();
        lines
            .filter_map(|line| line.split_once(": "))
            .find(|(own, _)| *own == name)
            .map_or("", |found| found.1)
    }
}

/// A text with its placeholders filled in one pass: braces in what is filled in stay as they are.
pub(super) fn filled_in(text: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        written.push_str(before);
        written.push_str(&value(name));
        rest = after;
    }
    written.push_str(rest);
    written
}
