//! One event of iCalendar text (RFC 5545) as a raw invite: what a request that saves or sends an event says of
//! it. No calendar is read here: no occurrences, no zones, no free times.
//!
//! Times are civil times. One with a `TZID` stays as it stands, because the people at the table read it so and
//! no table of zones is here; one in UTC (`Z`) is told in the user's own zone by the caller, who has a browser.
//! Whatever cannot be read is left empty: a request that only looks like an event must not become a fault.

mod content;
mod time;

use crate::raw::{RawGuest, RawGuestKind, RawInvite, TextFormat};
use content::{Lines, Property};
use jiff::civil::DateTime;

/// What the text does with its event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Action {
    /// It is made, changed or sent.
    #[default]
    Save,
    /// It is called off: `METHOD:CANCEL` or `STATUS:CANCELLED`.
    Cancel,
}

/// An event and what is done with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The event. Its organizer is a row of the guest list, marked as such.
    pub invite: RawInvite,
    /// What is done with it.
    pub action: Action,
}

/// Reads the event of a text: of several the first that is no exception of a series (`RECURRENCE-ID`), else
/// the first of all. `None`: there is no event in it. `local` tells a time in UTC in the user's own zone; where
/// it cannot, the time stays in UTC.
pub fn read(text: &str, local: impl Fn(DateTime) -> Option<DateTime>) -> Option<Event> {
    let mut method = String::new();
    let mut first: Option<Draft> = None;
    let mut open: Option<Draft> = None;
    // Components inside the event, e.g. an alarm, which has a description and attendees of its own.
    let mut inside = 0_usize;
    for line in Lines::of(text) {
        let Some(property) = Property::read(&line) else { continue };
        let begins = property.is("BEGIN");
        if begins || property.is("END") {
            let of_event = property.value.trim().eq_ignore_ascii_case("VEVENT");
            let of_calendar = property.value.trim().eq_ignore_ascii_case("VCALENDAR");
            if of_event || of_calendar {
                // An event whose end is missing ends where the next one, or the calendar, does.
                if let Some(draft) = open.take() {
                    if !draft.exception {
                        first = Some(draft);
                        break;
                    }
                    first = first.or(Some(draft));
                }
                inside = 0;
                open = (of_event && begins).then(Draft::default);
            } else if begins {
                inside = inside.saturating_add(1);
            } else {
                inside = inside.saturating_sub(1);
            }
        } else if let Some(draft) = &mut open {
            if inside == 0 {
                draft.take(&property);
            }
        } else if property.is("METHOD") && method.is_empty() {
            method = property.value.trim().to_ascii_uppercase();
        }
    }
    // Cut short within the series' own event, it is still more than its exceptions.
    let draft = match (first, open) {
        (Some(first), Some(open)) if first.exception && !open.exception => open,
        (first, open) => first.or(open)?,
    };
    Some(draft.finish(&method, local))
}

/// An event while it is read.
#[derive(Default)]
struct Draft {
    invite: RawInvite,
    html: String,
    organizer: Option<RawGuest>,
    start: Option<time::Stated>,
    end: Option<time::Stated>,
    minutes: Option<i64>,
    exception: bool,
    cancelled: bool,
}

impl Draft {
    fn take(&mut self, property: &Property<'_>) {
        let invite = &mut self.invite;
        let once = |field: &mut String, value: String| {
            if field.trim().is_empty() {
                *field = value;
            }
        };
        match property.name.to_ascii_uppercase().as_str() {
            "SUMMARY" => once(&mut invite.title, property.text()),
            "DESCRIPTION" => once(&mut invite.description, property.text()),
            "X-ALT-DESC" => once(&mut self.html, property.text()),
            "RRULE" => once(&mut invite.recurrence.rule, property.value.trim().to_owned()),
            "DTSTART" => self.start = self.start.take().or_else(|| Some(time::Stated::read(property))),
            "DTEND" => self.end = self.end.take().or_else(|| Some(time::Stated::read(property))),
            "DURATION" => self.minutes = self.minutes.or_else(|| time::minutes(property.value)),
            "ATTENDEE" => invite.guests.push(guest(property)),
            "ORGANIZER" if self.organizer.is_none() => {
                self.organizer = Some(RawGuest { organizer: true, ..guest(property) });
            }
            "RECURRENCE-ID" => self.exception = true,
            "STATUS" => self.cancelled = property.value.trim().eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    fn finish(self, method: &str, local: impl Fn(DateTime) -> Option<DateTime>) -> Event {
        let Self { mut invite, html, organizer, start, end, minutes, .. } = self;
        if invite.description.trim().is_empty() && !html.trim().is_empty() {
            invite.description = html;
            invite.format = TextFormat::Html;
        }
        // An answer to an invite goes to its organizer and invites nobody (RFC 5546, 3.2).
        if matches!(method, "REPLY" | "REFRESH" | "COUNTER" | "DECLINECOUNTER") {
            invite.guests.clear();
        }
        if let Some(organizer) = organizer {
            let same = |row: &RawGuest| {
                !organizer.email.is_empty() && row.email.eq_ignore_ascii_case(&organizer.email)
            };
            // The organizer is often among the attendees, too.
            invite.guests.retain(|row| !same(row));
            invite.guests.insert(0, organizer);
        }
        invite.all_day = start.as_ref().is_some_and(time::Stated::is_day);
        (invite.start, invite.end) = time::span(start.as_ref(), end.as_ref(), minutes, local);
        let cancelled = self.cancelled || method == "CANCEL";
        Event { invite, action: if cancelled { Action::Cancel } else { Action::Save } }
    }
}

/// A row of the guest list. Its address is that of the `EMAIL` parameter (RFC 7986) where the value is none: some
/// clients name the people of their own server by a path.
fn guest(property: &Property<'_>) -> RawGuest {
    let email = address(property.value)
        .or_else(|| property.parameter("EMAIL").and_then(|email| address(&email)))
        .unwrap_or_default();
    let name = property.parameter("CN").unwrap_or_default();
    let name = name.trim().trim_matches('"').trim().to_owned();
    // Somebody without an address and a name is still somebody.
    let name = if name.is_empty() && email.is_empty() { property.value.trim().to_owned() } else { name };
    let is = |parameter: &str, words: &[&str]| {
        let said = property.parameter(parameter).unwrap_or_default();
        words.iter().any(|word| said.trim().eq_ignore_ascii_case(word))
    };
    let kind = if is("CUTYPE", &["ROOM", "RESOURCE"]) {
        RawGuestKind::Room
    } else if is("CUTYPE", &["GROUP"]) {
        RawGuestKind::Group
    } else {
        RawGuestKind::Person
    };
    // Who is told for information only (`NON-PARTICIPANT`) need not come either.
    let optional = is("ROLE", &["OPT-PARTICIPANT", "NON-PARTICIPANT"]);
    RawGuest { email, name, kind, optional, organizer: false }
}

/// The mail address in a calendar address: behind `mailto:` in any case, or as it stands.
fn address(value: &str) -> Option<String> {
    const SCHEME: &str = "mailto:";
    let value = value.trim();
    // A name with a colon that nobody quoted leaves its end in front of the scheme.
    let at = value.to_ascii_lowercase().rfind(SCHEME).map_or(0, |at| at + SCHEME.len());
    let address = value.get(at..)?.trim();
    (address.contains('@') && !address.contains('/')).then(|| address.to_owned())
}

#[cfg(test)]
mod tests;
