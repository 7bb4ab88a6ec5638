//! The judgement on an invite in the corpus's names.

use converel_core::advice::{self, Alternative};
use converel_core::agenda::AgendaLevel;
use converel_core::dates::LocaleNames;
use converel_core::infer::model::Weights;
use converel_core::infer::{self, Purpose, Reason};
use converel_core::invite::{self, Invite};
use converel_core::policy::Policy;
use converel_core::raw::RawInvite;

/// What the core says of an invite.
pub(crate) struct Judged {
    /// In the corpus's names, as are the next three.
    pub(crate) purpose: &'static str,
    /// What is done in it.
    pub(crate) kind: &'static str,
    /// How much of an agenda it has.
    pub(crate) agenda: &'static str,
    /// What could take its place, or `none`.
    pub(crate) alternative: &'static str,
    /// That the purpose is right.
    pub(crate) confidence: f32,
    /// The evidence in words, the strongest first.
    pub(crate) reasons: Vec<String>,
}

/// The invite that the core reads.
pub(crate) fn read(raw: &RawInvite) -> Invite {
    invite::read(raw, &Policy::default(), &LocaleNames::default())
}

/// Judges an invite of whose people nothing is known, by these weights.
pub(crate) fn judge(raw: &RawInvite, weights: &Weights) -> Judged {
    let invite = read(raw);
    let judgement = infer::weighed(&invite, &[0.0; 4], weights);
    let (kind, signals) = (judgement.kind.value, judgement.signals);
    let alternative = advice::best_alternative(Some(kind), judgement.purpose.value, signals, &invite);
    Judged {
        purpose: purpose(judgement.purpose.value),
        kind: judgement.kind.value.name(),
        agenda: agenda(invite.agenda.level),
        alternative: alternative.map_or("none", Alternative::name),
        confidence: judgement.purpose.confidence,
        reasons: judgement.purpose.reasons.iter().map(words).collect(),
    }
}

/// A purpose by its name.
pub(crate) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Conveyance => "conveyance",
        Purpose::Convergence => "convergence",
        Purpose::Bonding => "bonding",
        Purpose::Unclear => "unclear",
    }
}

fn agenda(level: AgendaLevel) -> &'static str {
    match level {
        AgendaLevel::None => "none",
        AgendaLevel::LinkOnly => "link-only",
        AgendaLevel::Topics => "topics",
        AgendaLevel::Good => "good",
    }
}

fn words(reason: &Reason) -> String {
    match reason {
        Reason::TitleWords(words) => format!("title: {words}"),
        Reason::BodyWords(words) => format!("text: {words}"),
        Reason::AgendaShares { share, of, minutes: true } => format!("{share} of {of} minutes inform"),
        Reason::AgendaShares { share, of, minutes: false } => format!("{share} of {of} topics inform"),
        Reason::AgendaDecides { decide, of } => format!("{decide} of {of} topics decide"),
        Reason::Guests(count) => format!("{count} guests"),
        Reason::Repeats(frequency) => format!("repeats: {frequency:?}").to_lowercase(),
        Reason::OneToOne => "one other person".to_owned(),
        other => other.code().to_owned(),
    }
}
