//! Pass in silence, or ask: the decision at the moment of the gesture.

use crate::agenda::AgendaLevel;
use crate::answers::{self, Answers, Role};
use crate::change;
use crate::cost::{self, Cost};
use crate::dates::LocaleNames;
use crate::history::History;
use crate::infer::{self, Inference, Judgement, Kind, Known, Purpose, Signals};
use crate::invite::{self, Frequency, Guest, Invite};
use crate::learn::{self, Lean, Lessons};
use crate::people::{Group, GuestKey};
use crate::policy::Policy;
use crate::quadrant::{Nature, Relationship};
use crate::raw::RawInvite;
use crate::series::Series;
use jiff::civil::{Date, DateTime};

/// What this machine remembers: of the people, and of what the user corrected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// The installation's key, by which guests are told apart without their addresses.
    pub key: Vec<u8>,
    /// Who met whom.
    pub history: History,
    /// The user's corrections.
    pub lessons: Lessons,
    /// Series that were decided about.
    pub series: Vec<Series>,
}

/// Why an invite goes out without a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassReason {
    /// No other human among the guests.
    NoGuests,
    /// The user paused the gate.
    Paused,
    /// All-day events are not meetings.
    AllDay,
    /// It is already over.
    Past,
    /// Too small or too short by the policy.
    BelowThreshold,
    /// Exempt by the policy (one-to-one, social, interview, or the title).
    Exempt,
    /// The tie is the point: never urged away.
    Bonding,
    /// A good invite: small, with an agenda that has an outcome, and worth meeting for.
    Good,
    /// A change to an event that costs nobody more: no guest added, no other time or recurrence, not longer.
    MinorChange,
    /// A series that was decided about, before its review date.
    SeriesDecided,
}

/// What the gate asks, with everything already known filled in.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is done in the meeting, as inferred; `None`: it cannot be told.
    pub kind: Inference<Option<Kind>>,
    /// What else the invite's words say.
    pub signals: Signals,
    /// The purpose as inferred.
    pub purpose: Inference<Purpose>,
    /// The relationship as inferred; `None` is unknown.
    pub relationship: Inference<Option<Relationship>>,
    /// The prefilled answers.
    pub answers: Answers,
    /// The cost as invited.
    pub cost: Cost,
}

/// The verdict on a gesture.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Let it go.
    Pass(PassReason),
    /// Show the gate.
    Ask(Box<Question>),
}

/// An invite with its verdict.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The invite as read.
    pub invite: Invite,
    /// The verdict.
    pub verdict: Verdict,
    /// The purpose as inferred, where the verdict rests on it.
    pub purpose: Option<Inference<Purpose>>,
}

/// What the judgement needs beside the invite.
pub struct Context<'a> {
    /// The policy in force.
    pub policy: &'a Policy,
    /// The names of months and parts of the day in the page's language.
    pub names: &'a LocaleNames,
    /// Now, as a civil time where the user is.
    pub now: DateTime,
    /// The user paused the gate.
    pub paused: bool,
    /// What is remembered; nothing, by default.
    pub memory: &'a Memory,
    /// The event as it was before the user changed it; `None` for a new one.
    pub before: Option<&'a RawInvite>,
}

/// A kind that is less likely than this is not told from the others.
const LIKELY: f32 = 0.35;

/// Judges the snapshot of an editor. Never fails: a snapshot that says nothing has no guests, and passes.
pub fn judge(raw: &RawInvite, context: &Context<'_>) -> Judged {
    let invite = invite::read(raw, context.policy, context.names);
    let pass = |invite, reason| Judged { invite, verdict: Verdict::Pass(reason), purpose: None };
    if let Some(reason) = early_pass(raw, &invite, context) {
        return pass(invite, reason);
    }
    let guests = context.memory.keys(&invite);
    let decided =
        |series: &Series| series.covers(&invite, &guests, context.before.is_some(), context.now.date());
    if context.memory.series.iter().any(decided) {
        return pass(invite, PassReason::SeriesDecided);
    }
    let judgement = judgement(&invite, &guests, context);
    let verdict = asked(&invite, &guests, &judgement, context);
    Judged { invite, verdict, purpose: Some(judgement.purpose) }
}

/// The passes that need no look at the purpose.
fn early_pass(raw: &RawInvite, invite: &Invite, context: &Context<'_>) -> Option<PassReason> {
    let policy = context.policy;
    if invite.guests.is_empty() {
        return Some(PassReason::NoGuests);
    }
    if context.paused {
        return Some(PassReason::Paused);
    }
    if invite.all_day {
        return Some(PassReason::AllDay);
    }
    if is_over(invite, context.now) {
        return Some(PassReason::Past);
    }
    let minor = |before| change::changes(before, raw, invite, policy, context.names).are_minor();
    if context.before.is_some_and(minor) {
        return Some(PassReason::MinorChange);
    }
    let cost = cost::cost(invite, 0);
    // A group may be any number of people, so it is never too small.
    let small = cost.people < policy.smallest_audience && !cost.at_least;
    let short = invite.minutes.is_some_and(|minutes| minutes < policy.shortest_minutes);
    if small || short {
        return Some(PassReason::BelowThreshold);
    }
    let title = invite.title.to_lowercase();
    let exempt = policy
        .exempt_titles
        .iter()
        .map(|part| part.trim())
        .any(|part| !part.is_empty() && title.contains(&part.to_lowercase()));
    exempt.then_some(PassReason::Exempt)
}

impl Memory {
    /// The key of each guest, in order; none at all where nothing is remembered.
    fn keys(&self, invite: &Invite) -> Vec<Option<GuestKey>> {
        if self.history.is_empty() && self.lessons.is_empty() && self.series.is_empty() {
            return Vec::new();
        }
        invite.guests.iter().map(|guest| GuestKey::of(&self.key, &guest.address)).collect()
    }
}

/// What is thought of the invite, by itself and by what the user corrected before.
fn judgement(invite: &Invite, guests: &[Option<GuestKey>], context: &Context<'_>) -> Judgement {
    let lessons = &context.memory.lessons;
    let lean = if lessons.is_empty() {
        Lean::default()
    } else {
        let group = Group::of(guests.iter().copied().flatten());
        lessons.purpose(&learn::title_words(&invite.title), &group, context.now.date())
    };
    let judgement = infer::judgement(invite, &lean.evidence);
    // What the group's other meetings are for does not make one of a tie, which the invite itself tells.
    if !lean.is_nothing() && !lean.of_title {
        let alone = infer::judgement(invite, &Lean::default().evidence);
        if alone.purpose.value == Purpose::Bonding {
            return alone;
        }
    }
    judgement
}

fn asked(
    invite: &Invite,
    guests: &[Option<GuestKey>],
    judgement: &Judgement,
    context: &Context<'_>,
) -> Verdict {
    let Judgement { kind, purpose, signals } = judgement;
    match infer::exemption(invite, kind) {
        Some(exemption) if context.policy.exemptions.contains(&exemption) => {
            return Verdict::Pass(PassReason::Exempt);
        }
        None if purpose.value == Purpose::Bonding => return Verdict::Pass(PassReason::Bonding),
        // A kind that the user took off the list of exemptions is asked about, bonding or not.
        _ => (),
    }
    let cost = cost::cost(invite, 0);
    let policy = context.policy;
    if is_good(invite, purpose.value) && cost.people <= policy.audience_limit && !cost.at_least {
        return Verdict::Pass(PassReason::Good);
    }
    let Memory { history, lessons, .. } = context.memory;
    let known = Known { guests, history, lessons, today: context.now.date() };
    let relationship = infer::relationship(invite, known);
    let value = (kind.confidence >= LIKELY).then_some(kind.value);
    let kind = Inference { value, confidence: kind.confidence, reasons: kind.reasons.clone() };
    let mut answers = prefilled(invite, purpose.value.nature(), relationship.value, context);
    answers.honest_reasons = answers::honest_reasons(kind.value, purpose.value, *signals, invite);
    let (purpose, signals) = (purpose.clone(), *signals);
    Verdict::Ask(Box::new(Question { kind, signals, purpose, relationship, answers, cost }))
}

/// Worth meeting for and prepared: it decides, its agenda has an outcome, and there is time for it.
fn is_good(invite: &Invite, purpose: Purpose) -> bool {
    let agenda = &invite.agenda;
    let decides = |text: &str| infer::item_nature(text) == Some(Nature::Convergence);
    let worth_meeting = match purpose {
        Purpose::Convergence => true,
        Purpose::Unclear => decides(&agenda.outcome) || agenda.items.iter().any(|item| decides(&item.topic)),
        Purpose::Conveyance | Purpose::Bonding => false,
    };
    let planned = agenda.items.iter().fold(0_u32, |sum, item| sum.saturating_add(item.minutes.unwrap_or(0)));
    worth_meeting
        && agenda.level == AgendaLevel::Good
        && invite.minutes.is_none_or(|minutes| planned <= minutes)
}

/// Everything that is already known, filled in.
fn prefilled(
    invite: &Invite,
    nature: Option<Nature>,
    relationship: Option<Relationship>,
    context: &Context<'_>,
) -> Answers {
    let agenda = &invite.agenda;
    let link = if agenda.link.is_empty() { &context.policy.notes_link } else { &agenda.link };
    let role = |guest: &Guest| match guest.optional {
        // Who is responsible decides, also where the meeting may do without them.
        _ if !guest.responsible_for.is_empty() => Role::Decides,
        true => Role::Informed,
        false => Role::Contributes,
    };
    Answers {
        purpose: agenda.outcome.clone(),
        nature,
        relationship,
        agenda: agenda.items.clone(),
        roles: invite.guests.iter().map(role).collect(),
        notes_link: link.clone(),
        review_on: review_on(invite, nature, relationship, context.now.date()),
        ..Answers::default()
    }
}

/// Three months after the start (or today, if that is later) for a series that has no end, or that is
/// conveyance among people who do not know each other well: met for now, to be looked at again.
fn review_on(
    invite: &Invite,
    nature: Option<Nature>,
    relationship: Option<Relationship>,
    today: Date,
) -> Option<Date> {
    let rule = invite.recurrence.as_ref()?;
    let endless = rule.count.is_none() && rule.until.is_none();
    let for_now = nature == Some(Nature::Conveyance) && relationship == Some(Relationship::Weak);
    let start = invite.start.map_or(today, |start| start.date().max(today));
    (endless || for_now).then(|| months_later(start, 3))
}

/// The same day some months (at most 12) later, or the month's last. Not by `jiff::Span`: it would bring
/// every unit, and the words of all their errors, into the gate's module.
fn months_later(date: Date, months: i8) -> Date {
    let month = date.month() + months;
    let (year, month) =
        if month > 12 { (date.year().saturating_add(1), month - 12) } else { (date.year(), month) };
    Date::new(year, month, 1)
        .and_then(|first| Date::new(year, month, date.day().min(first.days_in_month())))
        .unwrap_or(date)
}

/// Nothing of it lies ahead: the event, or the last occurrence of a series, has ended.
fn is_over(invite: &Invite, now: DateTime) -> bool {
    let Some(start) = invite.start else { return false };
    let since_end = now.duration_since(start).as_mins() - i64::from(invite.minutes.unwrap_or(0));
    if now <= start || since_end < 1 {
        return false;
    }
    let Some(rule) = &invite.recurrence else { return true };
    let until_over = rule.until.is_some_and(|until| until < now.date());
    // The pace of the rule without its days: never earlier than the true last occurrence.
    let periods = i64::from(rule.interval.max(1)).saturating_mul(i64::from(rule.count.unwrap_or(0)));
    let span = match rule.frequency {
        Frequency::Daily => 1,
        Frequency::Weekly => 7,
        Frequency::Monthly => 31,
        Frequency::Yearly => 366,
    };
    let days = periods.saturating_mul(span).min(3_660_000);
    let count_over = rule.count.is_some() && since_end / (24 * 60) > days;
    until_over || count_over
}
