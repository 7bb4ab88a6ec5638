//! What is seen of an invite before it is weighed: words by place, and the shape of the invite. Nothing is
//! weighed here; the weights stand in `lexicon/weights.tsv`.

use super::Purpose;
use super::kind::{KINDS, Kind, Signals};
use super::signs::{self, Entry, Sign};
use crate::agenda::AgendaLevel;
use crate::invite::{Frequency, Invite};
use crate::lexicon::Hit;
use crate::quadrant::Nature;
use crate::words::words;

impl Observed {
    /// No word says what it is or what it is for.
    pub fn silent(&self) -> bool {
        let silent = FEATURES.iter().zip(self.features).any(|(name, value)| *name == "silent" && value > 0.0);
        silent && self.words.iter().flatten().all(|evidence| *evidence == 0.0)
    }
}

/// Where words stand: at the head of the title, elsewhere in it, in the agenda, in the rest of the text.
pub const PLACES: [&str; 4] = ["title-head", "title", "agenda", "text"];
const HEAD: usize = 0;
const TITLE: usize = 1;
const AGENDA: usize = 2;
const TEXT: usize = 3;

/// Names of the features, in the order of [`Observed::features`].
pub const FEATURES: [&str; 62] = [
    "always",
    "title-share",
    "title-decide",
    "title-bond",
    "title-client",
    "title-silent",
    "text-share",
    "text-decide",
    "text-bond",
    "text-client",
    "text-silent",
    "agenda-share",
    "agenda-decide",
    "outcome-decides",
    "silent",
    "silent-series",
    "urgent",
    "irreversible",
    "confidential",
    "writing-tried",
    "poll",
    "settled",
    "code",
    "questions",
    "reactions",
    "no-guest",
    "one-guest",
    "few-guests",
    "team",
    "many-guests",
    "crowd",
    "list",
    "optional-guests",
    "one-guest-series",
    "outside-some",
    "outside-most",
    "outside-mixed",
    "outside-client",
    "one-guest-outside",
    "once",
    "daily",
    "weekly",
    "rarer",
    "minutes-15",
    "minutes-30",
    "minutes-60",
    "minutes-120",
    "minutes-more",
    "all-day",
    "no-title",
    "short-title",
    "title-names",
    "title-question",
    "agenda-none",
    "agenda-link",
    "agenda-topics",
    "agenda-good",
    "items-1",
    "items-4",
    "items-more",
    "no-text",
    "long-text",
];

/// What was seen.
#[derive(Clone, Debug)]
pub struct Observed {
    /// Evidence of the words for each kind, by place, in the order of [`PLACES`] and [`KINDS`].
    pub words: [[f32; KINDS.len()]; PLACES.len()],
    /// In the order of [`FEATURES`].
    pub features: [f32; FEATURES.len()],
    /// What else the words say.
    pub signals: Signals,
}

/// With more other people than this, "1+1" or "coaching" names no one-to-one.
const FEW: usize = 4;

/// Observes an invite. Neither the order of its guests nor letter case matters.
pub fn observe(invite: &Invite) -> Observed {
    let find = |text| {
        let mut hits = signs::find(text);
        if invite.guests.len() > FEW {
            hits.retain(|hit| !hit.class.marks().iter().any(|(sign, _)| *sign == Sign::Kind(Kind::OneOnOne)));
        }
        hits
    };
    let title = find(invite.title.as_str());
    let topics: Vec<Vec<Hit<'_, Entry>>> =
        invite.agenda.items.iter().map(|item| find(item.topic.as_str())).collect();
    let text = find(invite.text.as_str());
    let mut signals = Signals::default();
    for hit in title.iter().chain(&text) {
        for (sign, weight) in hit.class.marks() {
            if let Sign::Signal(signal) = sign
                && *weight >= 1.5
            {
                signal.set(&mut signals);
            }
        }
    }
    let head = head(&invite.title, &title);
    let mut words = [[0.0; KINDS.len()]; PLACES.len()];
    let at = |index: usize| title.get(index).into_iter();
    fill(&mut words[HEAD], at(head));
    fill(&mut words[TITLE], title.iter().enumerate().filter(|(index, _)| *index != head).map(|(_, hit)| hit));
    fill(&mut words[AGENDA], topics.iter().flatten());
    fill(&mut words[TEXT], text.iter());
    let features = features(invite, &title, &topics, &text, signals);
    Observed { words, features, signals }
}

/// Adds up what the words say of each kind: the strongest whole, the others by half, so that saying a thing
/// twice is not taken for saying more.
fn fill<'a>(kinds: &mut [f32; KINDS.len()], hits: impl Iterator<Item = &'a Hit<'a, Entry>>) {
    let mut most = [0.0_f32; KINDS.len()];
    for hit in hits {
        for (sign, weight) in hit.class.marks() {
            let Sign::Kind(kind) = sign else { continue };
            let index = *kind as usize;
            if let (Some(sum), Some(most)) = (kinds.get_mut(index), most.get_mut(index)) {
                *sum += weight;
                *most = most.max(*weight);
            }
        }
    }
    for (sum, most) in kinds.iter_mut().zip(most) {
        *sum = (most + (*sum - most) / 2.0).min(8.0) / 3.0;
    }
}

/// Which hit is the head of the title: in its first part that names a kind, the last one that does, or the
/// first in languages that put the head first. A number beyond the hits if none names a kind.
fn head(title: &str, hits: &[Hit<'_, Entry>]) -> usize {
    let all = words(title);
    let names =
        |hit: &Hit<'_, Entry>| hit.class.marks().iter().any(|(sign, _)| matches!(sign, Sign::Kind(_)));
    let mut head = usize::MAX;
    let mut end = 0;
    for (index, hit) in hits.iter().enumerate().filter(|(_, hit)| names(hit)) {
        let between = match (all.get(end.max(1) - 1), all.get(hit.words.0)) {
            (Some(last), Some(first)) if head != usize::MAX && hit.words.1 > 0 => {
                title.get(last.end..first.start).unwrap_or_default()
            }
            _ => "",
        };
        if head != usize::MAX && (hit.class.head_first() || parts(between)) {
            break;
        }
        head = index;
        end = hit.words.1;
    }
    head
}

/// Something stands between two words that begins another part of a title.
fn parts(between: &str) -> bool {
    between.contains([':', '|', '(', '[', '–', '—', '/', ',', '：', '（', '【']) || between.contains(" - ")
}

/// Weights of the natures that words say, added up as in [`fill`].
#[derive(Clone, Copy, Debug, Default)]
struct Lean {
    share: f32,
    decide: f32,
    bond: f32,
    client: f32,
}

impl Lean {
    fn of<'a>(hits: impl Iterator<Item = &'a Hit<'a, Entry>>) -> Self {
        let (mut sums, mut most) = ([0.0_f32; 4], [0.0_f32; 4]);
        let mut add = |at: usize, weight: f32| {
            if let (Some(sum), Some(most)) = (sums.get_mut(at), most.get_mut(at)) {
                *sum += weight;
                *most = most.max(weight);
            }
        };
        for hit in hits {
            for (purpose, weight) in hit.class.natures() {
                match purpose {
                    Purpose::Conveyance => add(0, weight),
                    Purpose::Convergence => add(1, weight),
                    Purpose::Bonding => add(2, weight),
                    Purpose::Unclear => {}
                }
            }
            for (sign, weight) in hit.class.marks() {
                if *sign == Sign::Client {
                    add(3, *weight);
                }
            }
        }
        let [share, decide, bond, client] = std::array::from_fn(|at| match (sums.get(at), most.get(at)) {
            (Some(sum), Some(most)) => (most + (sum - most) / 2.0).min(8.0) / 3.0,
            _ => 0.0,
        });
        Self { share, decide, bond, client }
    }

    fn silent(&self) -> bool {
        self.share + self.decide + self.bond == 0.0
    }
}

#[allow(clippy::cast_precision_loss)]
fn features(
    invite: &Invite,
    title_hits: &[Hit<'_, Entry>],
    topics: &[Vec<Hit<'_, Entry>>],
    text_hits: &[Hit<'_, Entry>],
    signals: Signals,
) -> [f32; FEATURES.len()] {
    let (title, text) = (Lean::of(title_hits.iter()), Lean::of(text_hits.iter()));
    let items = topics.len();
    let natures: Vec<Option<Nature>> = topics.iter().map(|hits| signs::nature_of(hits)).collect();
    let part = |nature: Nature| {
        natures.iter().filter(|found| **found == Some(nature)).count() as f32 / items.max(1) as f32
    };
    let outcome = super::item_nature(&invite.agenda.outcome) == Some(Nature::Convergence);
    let silent = title.silent() && text.silent();
    let guests = invite.guests.len();
    let list = invite.guests.iter().any(|guest| guest.group);
    let series = invite.recurrence.is_some();
    let frequency = invite.recurrence.as_ref().map(|rule| (rule.frequency, rule.interval));
    let outside = invite.guests.iter().filter(|guest| guest.outside).count();
    let mixed = domains(invite) >= 3;
    let one = guests == 1 && !list;
    let minutes = invite.minutes.unwrap_or(60);
    let level = invite.agenda.level;
    let title_words = words(&invite.title);
    let yes = |holds: bool| f32::from(u8::from(holds));
    [
        1.0,
        title.share,
        title.decide,
        title.bond,
        title.client,
        yes(title.silent()),
        text.share,
        text.decide,
        text.bond,
        text.client,
        yes(text.silent()),
        part(Nature::Conveyance),
        part(Nature::Convergence),
        yes(outcome),
        yes(silent),
        yes(silent && series),
        yes(signals.urgent),
        yes(signals.irreversible),
        yes(signals.confidential),
        yes(signals.writing_tried),
        yes(signals.poll),
        yes(signals.settled),
        yes(signals.code),
        yes(signals.questions),
        yes(signals.reactions),
        yes(guests == 0),
        yes(one),
        yes((2..=3).contains(&guests)),
        yes((4..=8).contains(&guests)),
        yes((9..=15).contains(&guests)),
        yes(guests > 15),
        yes(list),
        yes(invite.guests.iter().any(|guest| guest.optional)),
        yes(one && series),
        yes(outside > 0 && outside * 2 <= guests && !mixed),
        yes(outside * 2 > guests && !mixed),
        yes(mixed),
        yes(outside > 0) * (title.client + text.client).min(3.0),
        yes(one && outside == 1),
        yes(!series),
        yes(matches!(frequency, Some((Frequency::Daily, 1)))),
        yes(matches!(frequency, Some((Frequency::Weekly, 1)))),
        yes(series && !matches!(frequency, Some((Frequency::Daily | Frequency::Weekly, 1)))),
        yes(minutes <= 15),
        yes((16..=30).contains(&minutes)),
        yes((31..=60).contains(&minutes)),
        yes((61..=119).contains(&minutes)),
        yes(minutes >= 120),
        yes(invite.all_day),
        yes(invite.title.is_empty()),
        yes((1..=2).contains(&title_words.len())),
        yes(guests <= 3 && names_a_guest(invite)),
        yes(invite.title.contains(['?', '？'])),
        yes(level == AgendaLevel::None),
        yes(level == AgendaLevel::LinkOnly),
        yes(level == AgendaLevel::Topics),
        yes(level == AgendaLevel::Good),
        yes(items == 1),
        yes((2..=4).contains(&items)),
        yes(items > 4),
        yes(invite.text.trim().is_empty()),
        yes(invite.text.len() > 400),
    ]
}

/// Number of domains besides the user's own.
fn domains(invite: &Invite) -> usize {
    let mut seen: Vec<&str> = Vec::new();
    for guest in invite.guests.iter().filter(|guest| guest.outside) {
        let domain = guest.address.split_once('@').map_or("", |(_, domain)| domain);
        if !seen.contains(&domain) {
            seen.push(domain);
        }
    }
    seen.len()
}

/// The title has the name of somebody who is invited, or a common given name.
fn names_a_guest(invite: &Invite) -> bool {
    let people = crate::agenda::people(
        invite.guests.iter().map(|guest| (guest.name.as_str(), guest.address.as_str())),
    );
    words(&invite.title)
        .iter()
        .any(|word| people.contains(&word.folded) || crate::agenda::is_given_name(&word.folded))
}
