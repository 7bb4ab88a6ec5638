//! Invites for the examples, as a corpus has them: one JSON object per line. Nothing is judged here.

use converel_core::raw::{RawGuest, RawGuestKind, RawInvite, RawRecurrence, RawTime, TextFormat};
use serde::Deserialize;

/// An invite of a corpus.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// Its name in the corpus.
    pub(crate) id: String,
    /// The invite.
    pub(crate) raw: RawInvite,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    guests: Vec<Guest>,
    #[serde(default)]
    organizer: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
    #[serde(default)]
    recurrence: Option<String>,
}

#[derive(Deserialize)]
struct Guest {
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
}

/// Reads one line of JSON.
///
/// # Errors
/// What is wrong with the line, in words.
pub(crate) fn json(line: &str) -> Result<Named, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let guests = line
        .guests
        .into_iter()
        .map(|guest| RawGuest {
            kind: if guest.role == "resource" { RawGuestKind::Room } else { RawGuestKind::Person },
            optional: guest.role == "optional",
            organizer: guest.email.eq_ignore_ascii_case(&line.organizer),
            email: guest.email,
            name: guest.name,
        })
        .collect();
    let raw = RawInvite {
        format: format(&line.description),
        title: line.title,
        description: line.description,
        guests,
        own: vec![line.organizer],
        all_day: line.start.len() == 10,
        start: time(&line.start),
        end: time(&line.end),
        recurrence: RawRecurrence { rule: line.recurrence.unwrap_or_default(), ..RawRecurrence::default() },
        language: line.lang,
        ..RawInvite::default()
    };
    Ok(Named { id: line.id, raw })
}

fn format(description: &str) -> TextFormat {
    let html = ["</", "<br", "<p>", "<div"].iter().any(|tag| description.contains(tag));
    if html { TextFormat::Html } else { TextFormat::Plain }
}

/// The civil part of an RFC 3339 time; the offset is that of the place of the meeting.
pub(crate) fn time(text: &str) -> RawTime {
    RawTime {
        date: text.get(..10).unwrap_or_default().to_owned(),
        time: text.get(11..16).unwrap_or_default().to_owned(),
        ..RawTime::default()
    }
}
