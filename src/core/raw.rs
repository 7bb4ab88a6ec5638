//! What a calendar's editor holds, as the page script read it: strings, not yet meaning.

/// The text format of a description field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextFormat {
    /// Plain text with `\n` or `\r\n`.
    #[default]
    Plain,
    /// The HTML of a rich-text field.
    Html,
}

/// What the page itself says about one row of the guest list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawGuestKind {
    /// One person, or nothing said.
    #[default]
    Person,
    /// A list of people whose number the page does not say.
    Group,
    /// A room or another resource.
    Room,
}

/// One row of the guest list, or an address that was typed and not yet made a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawGuest {
    /// The mail address, where the page shows one.
    pub email: String,
    /// The name as shown; may be empty, may be an address.
    pub name: String,
    /// What the page says it is.
    pub kind: RawGuestKind,
    /// Attendance is marked optional.
    pub optional: bool,
    /// The row is marked as the organizer (RFC 5545 `ORGANIZER`).
    pub organizer: bool,
}

/// One end of the event's time: machine-readable parts where the page has them, and the text shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawTime {
    /// `YYYYMMDD` or `YYYY-MM-DD`; empty where the page has none.
    pub date: String,
    /// `THHMMSS`, `HHMMSS` or `HH:MM`; empty where the page has none.
    pub time: String,
    /// The date as shown, in the page's language.
    pub date_text: String,
    /// The time of day as shown, in the page's language.
    pub time_text: String,
}

/// How the event repeats, as far as the page says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRecurrence {
    /// An RFC 5545 `RRULE` value, with or without the `RRULE:` prefix; empty if not known.
    pub rule: String,
    /// A frequency word of the page's own (`daily`, `weekly`, `monthly`, `yearly`, `never`); empty if not known.
    pub frequency: String,
    /// The text shown, in the page's language.
    pub text: String,
}

/// One snapshot of an editor at the moment of the gesture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawInvite {
    /// The title field's value.
    pub title: String,
    /// The description field's value, in `format`.
    pub description: String,
    /// The format of `description`.
    pub format: TextFormat,
    /// Rows of the guest list.
    pub guests: Vec<RawGuest>,
    /// What stands in the guest box and is not yet a row; often empty.
    pub typed_guest: String,
    /// The user's own addresses, from the page and from the settings.
    pub own: Vec<String>,
    /// Start of the event.
    pub start: RawTime,
    /// End of the event.
    pub end: RawTime,
    /// The all-day box is ticked.
    pub all_day: bool,
    /// How it repeats.
    pub recurrence: RawRecurrence,
    /// The page's language as a BCP 47 tag, e.g. `en` or `pt-BR`; may be empty.
    pub language: String,
}
