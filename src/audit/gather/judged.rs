//! What the meetings that recur or repeat are for, how well their people know each other and what could take their
//! place: by the core's rules, from the meeting's own words and who met whom in this very calendar. Single meetings are
//! not judged: they have no card.

use super::meetings::{Gathered, Grouped};
use super::shared::Shared;
use super::{Gatherer, Source, pace};
use crate::days;
use converel_core::advice::best_alternative;
use converel_core::dates::LocaleNames;
use converel_core::infer::{self, Inference, Judgement, Kind, Known, Purpose};
use converel_core::invite::{self, Invite};
use converel_core::learn::Lessons;
use converel_core::people::GuestKey;
use converel_core::policy::Policy;
use converel_core::quadrant::Relationship;
use converel_core::raw::{RawGuest, RawGuestKind, RawInvite, RawRecurrence, RawTime};
use converel_protocol::audit::kept::{Import, Reason, Shape};
use converel_protocol::stored::AgendaLevel;
use jiff::civil::Date;

/// A kind that is less likely than this is not told from the others: as in the gate.
const LIKELY: f32 = 0.35;
/// As many reasons as a card shows.
const REASONS: usize = 4;
/// Of these the purpose gives so many at most, so that the relationship's are heard.
const OF_PURPOSE: usize = 2;

/// A meeting's invite as the core reads it.
pub(super) struct Read {
    invite: Invite,
    guests: Vec<Option<GuestKey>>,
}

impl Read {
    /// The agenda that was found in the description.
    pub(super) fn level(&self) -> AgendaLevel {
        self.invite.agenda.level.into()
    }
}

/// Reads a meeting that recurs or repeats; `None` of a single one, and where nobody else is invited.
pub(super) fn read(
    gathered: &Gathered,
    sources: &[Source],
    gatherer: &Gatherer,
    own: &[u32],
) -> Option<Read> {
    let model = sources.get(gathered.model)?;
    if gathered.meeting.shape == Shape::Single || model.all_day {
        return None;
    }
    // Where it is not known who the user is, the organizer speaks, as they do in the gate.
    let organizer = model.described.organizer.filter(|_| own.is_empty());
    let is_own = |person: u32| own.contains(&person) || organizer == Some(person);
    let mut guests: Vec<u32> = model.described.everybody().filter(|person| !is_own(*person)).collect();
    guests.sort_unstable();
    guests.dedup();
    let row = |person: &u32| {
        let known = gatherer.people.person(*person);
        RawGuest {
            email: gatherer.people.address(*person).to_owned(),
            name: known.name.clone(),
            kind: match (known.resource, known.group) {
                (true, _) => RawGuestKind::Room,
                (_, true) => RawGuestKind::Group,
                _ => RawGuestKind::Person,
            },
            ..RawGuest::default()
        }
    };
    let own_addresses =
        own.iter().copied().chain(organizer).map(|person| gatherer.people.address(person).to_owned());
    let mut times: Vec<(i64, u32)> = gathered
        .sources
        .iter()
        .filter_map(|place| sources.get(*place))
        .flat_map(|source| source.times.iter().copied())
        .collect();
    times.sort_unstable();
    let start = times.last().map_or(0, |(start, _)| *start);
    let rule = gathered.rule.as_deref().or_else(|| pace::rule_of(&times)).unwrap_or_default();
    let raw = RawInvite {
        title: gathered.meeting.title.clone(),
        description: gatherer.texts.get(model.described.description).to_owned(),
        format: model.described.format(),
        guests: guests.iter().map(row).collect(),
        own: gatherer.own.iter().cloned().chain(own_addresses).filter(|own| !own.is_empty()).collect(),
        start: time(start),
        end: time(start.saturating_add(i64::from(gathered.meeting.minutes))),
        recurrence: RawRecurrence { rule: rule.to_owned(), ..RawRecurrence::default() },
        language: gatherer.language.clone(),
        ..RawInvite::default()
    };
    let mut invite = invite::read(&raw, &Policy::default(), &LocaleNames::default());
    if invite.guests.is_empty() {
        return None;
    }
    // It is read; a thousand of them need not be held.
    invite.description = String::new();
    let guests = invite.guests.iter().map(|guest| GuestKey::of(&gatherer.key, &guest.address)).collect();
    Some(Read { invite, guests })
}

fn time(minute: i64) -> RawTime {
    let of_day = minute.rem_euclid(days::DAY);
    RawTime {
        date: days::written(days::of_minutes(minute)),
        time: format!("{:02}:{:02}", of_day / 60, of_day % 60),
        ..RawTime::default()
    }
}

/// Judges what was read, one for each of the import's meetings in their order, and tells how far it is.
pub(super) fn judge(
    import: &mut Import,
    read: &[Option<Read>],
    grouped: &Grouped,
    own: &[String],
    progress: &mut dyn FnMut(u32, u32),
) {
    let today = newest(import);
    let shared = Shared::of(import, own, today);
    let of = super::count(read.iter().flatten().count());
    let mut judged = 0;
    for ((meeting, gathered), read) in import.meetings.iter_mut().zip(grouped.iter()).zip(read) {
        let Some(Read { invite, guests }) = read else { continue };
        let Judgement { kind, purpose, signals } = infer::judgement(invite, &[0.0; 4]);
        let exemption = infer::exemption(invite, &kind);
        let kind = (kind.confidence >= LIKELY).then_some(kind.value);
        // A one-to-one, a social hour, an interview: never urged away, whatever else its words say.
        let bonding = exemption.is_some() || kind.is_some_and(Kind::never_urged_away);
        let purpose = if bonding && purpose.value != Purpose::Bonding {
            Inference { value: Purpose::Bonding, confidence: purpose.confidence, reasons: bonds(invite) }
        } else {
            purpose
        };
        let history = shared.history(guests);
        let lessons = Lessons::default();
        let relationship =
            infer::relationship(invite, Known { guests, history: &history, lessons: &lessons, today });
        meeting.agenda = invite.agenda.level.into();
        meeting.purpose = purpose.value.into();
        meeting.purpose_confidence = purpose.confidence;
        meeting.relationship = relationship.value.map(Into::into);
        meeting.alternative = best_alternative(kind, purpose.value, signals, invite).map(Into::into);
        meeting.reasons = reasons(&purpose, &relationship, gathered.meeting.shape);
        judged += 1;
        if judged % 16 == 0 {
            progress(judged, of);
        }
    }
    progress(judged, of);
}

/// The day that everything is judged on: when the calendar was read, or its newest meeting where that is older.
fn newest(import: &Import) -> Date {
    let read = days::minutes(import.at);
    let newest = import.occurrences.last().map_or(read, |newest| newest.1);
    days::of_minutes(newest.min(read))
}

fn bonds(invite: &Invite) -> Vec<infer::Reason> {
    match invite.guests.as_slice() {
        [guest] if !guest.group => vec![infer::Reason::OneToOne],
        _ => Vec::new(),
    }
}

/// The evidence for where it stands, what it is for before who its people are.
fn reasons(
    purpose: &Inference<Purpose>,
    relationship: &Inference<Option<Relationship>>,
    shape: Shape,
) -> Vec<Reason> {
    let mut told: Vec<&infer::Reason> = Vec::new();
    let of_both = purpose
        .reasons
        .iter()
        .take(OF_PURPOSE)
        .chain(&relationship.reasons)
        .chain(purpose.reasons.iter().skip(OF_PURPOSE));
    for reason in of_both {
        // The rhythm of a pattern was told from its occurrences: no rule of the calendar's says so.
        let assumed = shape == Shape::Pattern && matches!(reason, infer::Reason::Repeats(_));
        if told.len() < REASONS && !assumed && !told.contains(&reason) {
            told.push(reason);
        }
    }
    told.into_iter().map(kept).collect()
}

fn kept(reason: &infer::Reason) -> Reason {
    match reason {
        infer::Reason::TitleWords(words) => Reason::TitleWords { words: words.clone() },
        infer::Reason::BodyWords(words) => Reason::BodyWords { words: words.clone() },
        infer::Reason::AgendaShares { share, of, minutes } => {
            Reason::AgendaShares { share: *share, of: *of, minutes: *minutes }
        }
        infer::Reason::AgendaDecides { decide, of } => Reason::AgendaDecides { decide: *decide, of: *of },
        infer::Reason::Guests(count) => Reason::Guests { count: *count },
        infer::Reason::Repeats(frequency) => Reason::Repeats { frequency: (*frequency).into() },
        infer::Reason::OneToOne => Reason::OneToOne,
        infer::Reason::MetBefore(times) => Reason::MetBefore { times: *times },
        infer::Reason::FirstTime { new, of } => Reason::FirstTime { new: *new, of: *of },
        infer::Reason::OutsideDomain(domain) => Reason::OutsideDomain { domain: domain.clone() },
        infer::Reason::Corrected => Reason::Corrected,
    }
}
