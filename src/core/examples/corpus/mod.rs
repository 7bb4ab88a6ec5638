//! Invites for the examples, as a corpus has them: one JSON object per line. Nothing is judged here.

use converel_core::raw::{RawGuest, RawGuestKind, RawInvite, RawRecurrence, RawTime, TextFormat};
use serde_json::Value;

/// An invite of a corpus.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// Its name in the corpus, as it is given.
    pub(crate) id: Value,
    /// The invite.
    pub(crate) raw: RawInvite,
}

/// Reads one line of JSON. A field that is missing, null or of another kind counts as empty.
///
/// # Errors
/// The line is no JSON object; in words.
pub(crate) fn json(line: &str) -> Result<Named, String> {
    let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    if !line.is_object() {
        return Err("an invite is a JSON object".to_owned());
    }
    let text = |name: &str| string(&line, name);
    let organizer = text("organizer");
    let guests = line.get("guests").and_then(Value::as_array).into_iter().flatten();
    let guests = guests
        .map(|guest| {
            let (email, role) = (string(guest, "email"), string(guest, "role"));
            RawGuest {
                kind: if role == "resource" { RawGuestKind::Room } else { RawGuestKind::Person },
                optional: role == "optional",
                organizer: email.eq_ignore_ascii_case(&organizer),
                email,
                name: string(guest, "name"),
            }
        })
        .collect();
    let (description, start) = (text("description"), text("start"));
    let raw = RawInvite {
        format: format(&description),
        title: text("title"),
        description,
        guests,
        own: vec![organizer],
        all_day: start.len() == 10,
        start: time(&start),
        end: time(&text("end")),
        recurrence: RawRecurrence { rule: text("recurrence"), ..RawRecurrence::default() },
        language: text("lang"),
        ..RawInvite::default()
    };
    Ok(Named { id: line.get("id").cloned().unwrap_or_default(), raw })
}

fn string(object: &Value, name: &str) -> String {
    object.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
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
