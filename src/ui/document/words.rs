//! Words, numbers and dates, as a document says them. They come through [`Words`], so that what is said can be
//! composed, and tested, where there is no browser.

use converel_browser::{clock, i18n, intl};
use jiff::civil::Date;

/// Words, numbers and dates in the user's language.
pub(crate) trait Words {
    /// The message of this name with `$1`, `$2`, … put in.
    fn message(&self, name: &str, parts: &[&str]) -> String;
    /// The form of a message that fits `count`, which is its `$1`.
    fn plural(&self, name: &str, count: f64) -> String;
    /// A number with at most so many digits after the point.
    fn number(&self, value: f64, digits: u8) -> String;
    /// The name of a day of the week, 1 (Monday) to 7.
    fn weekday(&self, day: u8) -> String;
    /// A time of day, minutes after midnight.
    fn time(&self, minutes: u32) -> String;
    /// A day.
    fn date(&self, date: Date) -> String;
    /// The day of an instant, milliseconds since the Unix epoch, in the user's own zone; `None`: it is none.
    fn day(&self, milliseconds: f64) -> Option<Date>;
    /// The language as a BCP 47 tag.
    fn language(&self) -> String;
    /// The direction of reading: `ltr` or `rtl`.
    fn direction(&self) -> String;

    /// The message of this name.
    fn text(&self, name: &str) -> String {
        self.message(name, &[])
    }
}

/// The words on screen.
pub(crate) struct Screen;

impl Words for Screen {
    fn message(&self, name: &str, parts: &[&str]) -> String {
        crate::words::message(name, parts)
    }

    fn plural(&self, name: &str, count: f64) -> String {
        crate::words::plural(name, count)
    }

    fn number(&self, value: f64, digits: u8) -> String {
        crate::words::number(value, digits)
    }

    fn weekday(&self, day: u8) -> String {
        intl::weekday(&self.language(), i8::try_from(day).unwrap_or(1))
    }

    fn time(&self, minutes: u32) -> String {
        intl::clock_time(&self.language(), minutes)
    }

    fn date(&self, date: Date) -> String {
        intl::date_range(&self.language(), date, date)
    }

    fn day(&self, milliseconds: f64) -> Option<Date> {
        clock::civil(milliseconds).map(|civil| civil.date())
    }

    fn language(&self) -> String {
        crate::words::language()
    }

    fn direction(&self) -> String {
        i18n::direction()
    }
}

/// A day as it is stored, `YYYY-MM-DD`, for people; as it stands where it is none.
pub(crate) fn date(words: &dyn Words, stored: &str) -> String {
    stored.parse().map_or_else(|_| stored.to_owned(), |date| words.date(date))
}

/// The day of an instant, for people; empty where it is none.
pub(crate) fn moment(words: &dyn Words, milliseconds: f64) -> String {
    words.day(milliseconds).map(|date| words.date(date)).unwrap_or_default()
}
