//! The raw snapshot of an editor, as a site's file in the page layer reads it.

use converel_core::raw;
use serde::{Deserialize, Serialize};

/// The text format of a description field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// The HTML of a rich-text field.
    Html,
}

/// What the page says about a row of the guest list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum GuestKind {
    /// One person, or nothing said.
    #[default]
    Person,
    /// A distribution list.
    Group,
    /// A room or resource.
    Room,
}

/// A row of the guest list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SnapshotGuest {
    /// Mail address, or empty.
    pub email: String,
    /// Name as shown, or empty.
    pub name: String,
    /// What the page says it is.
    pub kind: GuestKind,
    /// Attendance is optional.
    pub optional: bool,
    /// The row is the organizer's.
    pub organizer: bool,
}

/// One end of the event's time; every field may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SnapshotTime {
    /// `YYYYMMDD` or `YYYY-MM-DD`.
    pub date: String,
    /// `THHMMSS`, `HHMMSS` or `HH:MM`.
    pub time: String,
    /// As shown.
    pub date_text: String,
    /// As shown.
    pub time_text: String,
}

/// How the event repeats; every field may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SnapshotRecurrence {
    /// RFC 5545 `RRULE`.
    pub rule: String,
    /// `daily`, `weekly`, `monthly`, `yearly`, `never` or empty.
    pub frequency: String,
    /// As shown.
    pub text: String,
}

/// An editor at the moment of the gesture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Snapshot {
    /// The site's short name: `google`, `sogo`.
    pub site: String,
    /// Title field.
    pub title: String,
    /// Description field in `format`.
    pub description: String,
    /// Format of the description.
    pub format: Format,
    /// Rows of the guest list.
    pub guests: Vec<SnapshotGuest>,
    /// Text in the guest box that is not yet a row.
    pub typed_guest: String,
    /// The user's own addresses as the page tells them.
    pub own: Vec<String>,
    /// Start.
    pub start: SnapshotTime,
    /// End.
    pub end: SnapshotTime,
    /// The all-day box.
    pub all_day: bool,
    /// Recurrence.
    pub recurrence: SnapshotRecurrence,
    /// Language of the page, BCP 47, or empty.
    pub language: String,
}

impl From<Snapshot> for raw::RawInvite {
    fn from(snapshot: Snapshot) -> Self {
        let time = |time: SnapshotTime| raw::RawTime {
            date: time.date,
            time: time.time,
            date_text: time.date_text,
            time_text: time.time_text,
        };
        Self {
            title: snapshot.title,
            description: snapshot.description,
            format: match snapshot.format {
                Format::Plain => raw::TextFormat::Plain,
                Format::Html => raw::TextFormat::Html,
            },
            guests: snapshot
                .guests
                .into_iter()
                .map(|guest| raw::RawGuest {
                    email: guest.email,
                    name: guest.name,
                    kind: match guest.kind {
                        GuestKind::Person => raw::RawGuestKind::Person,
                        GuestKind::Group => raw::RawGuestKind::Group,
                        GuestKind::Room => raw::RawGuestKind::Room,
                    },
                    optional: guest.optional,
                    organizer: guest.organizer,
                })
                .collect(),
            typed_guest: snapshot.typed_guest,
            own: snapshot.own,
            start: time(snapshot.start),
            end: time(snapshot.end),
            all_day: snapshot.all_day,
            recurrence: raw::RawRecurrence {
                rule: snapshot.recurrence.rule,
                frequency: snapshot.recurrence.frequency,
                text: snapshot.recurrence.text,
            },
            language: snapshot.language,
        }
    }
}

impl From<raw::RawInvite> for Snapshot {
    /// A raw invite does not know its site: that stays empty.
    fn from(raw: raw::RawInvite) -> Self {
        let time = |time: raw::RawTime| SnapshotTime {
            date: time.date,
            time: time.time,
            date_text: time.date_text,
            time_text: time.time_text,
        };
        Self {
            site: String::new(),
            title: raw.title,
            description: raw.description,
            format: match raw.format {
                raw::TextFormat::Plain => Format::Plain,
                raw::TextFormat::Html => Format::Html,
            },
            guests: raw
                .guests
                .into_iter()
                .map(|guest| SnapshotGuest {
                    email: guest.email,
                    name: guest.name,
                    kind: match guest.kind {
                        raw::RawGuestKind::Person => GuestKind::Person,
                        raw::RawGuestKind::Group => GuestKind::Group,
                        raw::RawGuestKind::Room => GuestKind::Room,
                    },
                    optional: guest.optional,
                    organizer: guest.organizer,
                })
                .collect(),
            typed_guest: raw.typed_guest,
            own: raw.own,
            start: time(raw.start),
            end: time(raw.end),
            all_day: raw.all_day,
            recurrence: SnapshotRecurrence {
                rule: raw.recurrence.rule,
                frequency: raw.recurrence.frequency,
                text: raw.recurrence.text,
            },
            language: raw.language,
        }
    }
}
