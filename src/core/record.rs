//! One decision as the journal keeps it. Guests are keyed hashes; the title never leaves the machine
//! unless the user asks for it in an export.

use crate::advice::Alternative;
use crate::agenda::AgendaLevel;
use crate::answers::{Answers, SendAnywayReason};
use crate::cost::{self, Cost};
use crate::infer::{self, Purpose, Reason};
use crate::invite::{Frequency, Guest, Invite, Outline, Recurrence};
use crate::quadrant::{Nature, Quadrant, Relationship};
use crate::verdict::{Judged, PassReason, Verdict};
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use sha2::Sha256;

/// What became of an invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It went out without a question.
    Passed(PassReason),
    /// It went out with something written into it in the gate.
    Improved,
    /// It went out from the gate as it was, nothing missing.
    Sent,
    /// It went out against the advice or with something missing.
    SentAnyway(SendAnywayReason),
    /// An async alternative took its place.
    Replaced(Alternative),
    /// Back to editing.
    Returned,
    /// It went out unjudged.
    Unchecked(Cause),
    /// A meeting that was in the calendar was called off: not asked about, its hours are returned.
    Cancelled,
}

/// Why an invite went out unjudged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The core did not answer before the deadline.
    CoreNotReady,
    /// The frame could not be started or was taken away.
    FrameBlocked,
    /// The page kept covering the gate.
    Covered,
    /// The extension was reloaded or updated under the open page.
    ExtensionUpdated,
    /// The editor was recognised and its Save was not.
    SaveNotFound,
    /// The journal could not be written (storage full, database out of reach).
    JournalUnavailable,
    /// The invite kept changing under the gate.
    InviteChanged,
    /// It left on a way that only its request showed, and that request could not be held.
    Unseen,
    /// A fault in our own code.
    Fault,
}

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// A UUID.
    pub id: String,
    /// Milliseconds since the Unix epoch.
    pub at: i64,
    /// The site's short name (`google`, `sogo`).
    pub site: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Purpose as inferred.
    pub purpose: Option<Purpose>,
    /// Relationship as inferred.
    pub relationship: Option<Relationship>,
    /// Quadrant as inferred.
    pub quadrant_inferred: Option<Quadrant>,
    /// Quadrant after the user moved the switches.
    pub quadrant_chosen: Option<Quadrant>,
    /// Short codes of the reasons (`title-words`, `guests`, …): no text of the invite.
    pub reasons: Vec<String>,
    /// People, oneself included.
    pub people: u32,
    /// `people` is a lower bound: a group is among the guests.
    pub people_at_least: bool,
    /// People who only needed to know.
    pub informed: u32,
    /// Length in minutes.
    pub minutes: Option<u32>,
    /// How it repeats.
    pub frequency: Option<Frequency>,
    /// Occurrences in twelve months.
    pub occurrences_per_year: f64,
    /// The agenda when it was held.
    pub agenda_before: AgendaLevel,
    /// The agenda when it was decided.
    pub agenda_after: AgendaLevel,
    /// When a series is looked at again.
    pub review_on: Option<Date>,
    /// Time in the gate in milliseconds; 0 for a silent pass.
    pub gate_milliseconds: u32,
    /// The title.
    pub title: String,
    /// Keyed hashes of the guests' addresses, 32 hex digits each.
    pub guests: Vec<String>,
}

/// What a record needs that the core cannot know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta<'a> {
    /// A UUID.
    pub id: String,
    /// Milliseconds since the Unix epoch.
    pub at: i64,
    /// The site's short name.
    pub site: String,
    /// Time in the gate in milliseconds; 0 for a silent pass.
    pub gate_milliseconds: u32,
    /// The installation's key for [`guest_hash`].
    pub key: &'a [u8],
}

/// The key from its 64 hex digits; `None` if it is anything else.
pub fn key_from_hex(hex: &str) -> Option<[u8; 32]> {
    let digits = hex.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16)?;
            *byte = (*byte << 4) | u8::try_from(value).ok()?;
        }
    }
    Some(key)
}

/// The keyed hash of an address: HMAC-SHA-256 over the trimmed address in lower case, its first 16
/// bytes in hex. Who has the journal but not the key cannot test an address against it.
pub fn guest_hash(key: &[u8], address: &str) -> String {
    let mut hash = String::with_capacity(32);
    // HMAC takes a key of any length, so this arm is always taken.
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) {
        mac.update(address.trim().to_lowercase().as_bytes());
        for byte in mac.finalize().into_bytes().iter().take(16) {
            for nibble in [byte >> 4, byte & 15] {
                hash.extend(char::from_digit(u32::from(nibble), 16));
            }
        }
    }
    hash
}

/// The record of a judged invite. `answers` as they stood when it was decided; `None` for a silent pass.
pub fn record(judged: &Judged, answers: Option<&Answers>, outcome: Outcome, meta: Meta<'_>) -> Record {
    let invite = &judged.invite;
    let mut record = of_invite(invite, outcome, meta);
    let inferred;
    let purpose = match &judged.verdict {
        Verdict::Ask(question) => {
            record.relationship = question.relationship.value;
            codes(&question.relationship.reasons, &mut record.reasons);
            &question.purpose
        }
        Verdict::Pass(_) => {
            inferred = judged.purpose.clone().unwrap_or_else(|| infer::purpose(invite));
            &inferred
        }
    };
    if !invite.guests.is_empty() {
        record.purpose = Some(purpose.value);
        codes(&purpose.reasons, &mut record.reasons);
    }
    record.quadrant_inferred = quadrant(purpose.value.nature(), record.relationship);
    if let Some(answers) = answers {
        record.quadrant_chosen = quadrant(answers.nature, answers.relationship);
        record.informed = answers.informed(invite);
        record.review_on = answers.review_on.filter(|_| invite.recurrence.is_some());
        // *Send anyway* writes nothing of what was typed.
        if !matches!(outcome, Outcome::SentAnyway(_)) {
            record.agenda_after = answers.agenda_level(invite);
        }
    }
    record
}

/// The record of an invite that went out unjudged; `known` is what could still be read of it. Its description was
/// not looked at, so nothing is said of an agenda.
pub fn unchecked(known: Option<&Outline>, cause: Cause, meta: Meta<'_>) -> Record {
    match known {
        Some(known) => of_outline(known, Outcome::Unchecked(cause), meta),
        // Nobody counted them: any number of people.
        None => Record { people_at_least: true, ..blank(Outcome::Unchecked(cause), meta) },
    }
}

/// The record of a meeting that was called off. Nobody is asked about it, so nothing is judged.
pub fn cancelled(event: &Outline, meta: Meta<'_>) -> Record {
    of_outline(event, Outcome::Cancelled, meta)
}

fn of_invite(invite: &Invite, outcome: Outcome, meta: Meta<'_>) -> Record {
    let key = meta.key;
    let (title, rule) = (&invite.title, invite.recurrence.as_ref());
    Record {
        agenda_before: invite.agenda.level,
        agenda_after: invite.agenda.level,
        ..sized(title, &invite.guests, rule, cost::cost(invite, 0), key, blank(outcome, meta))
    }
}

fn of_outline(event: &Outline, outcome: Outcome, meta: Meta<'_>) -> Record {
    let (key, rule) = (meta.key, event.recurrence.as_ref());
    sized(&event.title, &event.guests, rule, cost::of_outline(event), key, blank(outcome, meta))
}

/// The record with who is invited, for how long and how often.
fn sized(
    title: &str,
    guests: &[Guest],
    rule: Option<&Recurrence>,
    cost: Cost,
    key: &[u8],
    blank: Record,
) -> Record {
    let addresses = guests.iter().map(|guest| guest.address.as_str()).filter(|address| !address.is_empty());
    Record {
        people: cost.people,
        people_at_least: cost.at_least,
        minutes: cost.minutes,
        frequency: rule.map(|rule| rule.frequency),
        occurrences_per_year: cost.occurrences_per_year,
        title: title.to_owned(),
        guests: addresses.map(|address| guest_hash(key, address)).collect(),
        ..blank
    }
}

fn blank(outcome: Outcome, meta: Meta<'_>) -> Record {
    Record {
        id: meta.id,
        at: meta.at,
        site: meta.site,
        outcome,
        purpose: None,
        relationship: None,
        quadrant_inferred: None,
        quadrant_chosen: None,
        reasons: Vec::new(),
        people: 0,
        people_at_least: false,
        informed: 0,
        minutes: None,
        frequency: None,
        occurrences_per_year: 0.0,
        agenda_before: AgendaLevel::None,
        agenda_after: AgendaLevel::None,
        review_on: None,
        gate_milliseconds: meta.gate_milliseconds,
        title: String::new(),
        guests: Vec::new(),
    }
}

fn quadrant(nature: Option<Nature>, relationship: Option<Relationship>) -> Option<Quadrant> {
    Some(Quadrant::of(nature?, relationship?))
}

fn codes(reasons: &[Reason], into: &mut Vec<String>) {
    for reason in reasons {
        let code = reason.code();
        if !into.iter().any(|known| known == code) {
            into.push(code.to_owned());
        }
    }
}

impl Reason {
    /// The reason's code in the journal: its kind, and no text of the invite.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TitleWords(_) => "title-words",
            Self::BodyWords(_) => "body-words",
            Self::AgendaShares { .. } => "agenda-shares",
            Self::AgendaDecides { .. } => "agenda-decides",
            Self::Guests(_) => "guests",
            Self::Repeats(_) => "repeats",
            Self::OneToOne => "one-to-one",
            Self::MetBefore(_) => "met-before",
            Self::FirstTime { .. } => "first-time",
            Self::OutsideDomain(_) => "outside-domain",
            Self::Corrected => "corrected",
        }
    }
}
