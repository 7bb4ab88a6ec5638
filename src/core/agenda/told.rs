//! What a sentence or an entry tells of itself: whether it is about a matter, decides something, or only says
//! where to park. What follows from that is decided by the reader.

use super::item;
use super::terms::{self, Phrase};
use crate::lexicon::Hit;
use crate::order::WordSet;
use crate::words::{Word, is_cjk, words};

/// What was told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Something will be decided, or brought about, in the meeting.
    pub(super) decides: bool,
    /// Somebody by name presents.
    pub(super) presents: bool,
    /// For each: minutes beside it are a time box of every one.
    pub(super) paced: bool,
    /// The matter stands in a document.
    pub(super) points: bool,
    /// It is about a form or a registration.
    pub(super) form: bool,
    /// It begins with "please".
    pub(super) courteous: bool,
    /// It asks the guests to do something beforehand.
    asks: bool,
    /// How many words tell of place, food, clothes and the like.
    pub(super) scene: usize,
    /// How many words say something that neither the title says nor any invite would.
    pub(super) matter: usize,
}

impl Told {
    /// Reads a text; `title` are the words that the title says already.
    pub(super) fn of(text: &str, title: &[String], people: &WordSet) -> Self {
        let hits = terms::found(text);
        let found = words(text);
        let said_of_all: Vec<&Hit<'_, Phrase>> = hits
            .iter()
            .filter(|hit| {
                matches!(
                    hit.class,
                    Phrase::House | Phrase::Instruct | Phrase::Scene | Phrase::Generic | Phrase::Pointer
                )
            })
            .collect();
        let has = |class: Phrase| hits.iter().any(|hit| hit.class == class);
        let asks = hits
            .iter()
            .any(|hit| hit.class == Phrase::Instruct && (hit.words.0 <= 2 || hit.words.1 >= found.len()));
        Self {
            decides: has(Phrase::Decide)
                || hits.iter().any(|hit| hit.class == Phrase::Resolve && stands_out(text, &found, hit)),
            presents: is_assigned(&found, people)
                || hits
                    .iter()
                    .any(|hit| hit.class == Phrase::Present && is_presenter(text, &found, hit, people)),
            paced: has(Phrase::Pace),
            points: has(Phrase::Pointer),
            form: has(Phrase::Form),
            courteous: hits.first().is_some_and(|hit| {
                hit.class == Phrase::Instruct && hit.words.0 == 0 && is_one_of(hit.written, COURTEOUS)
            }),
            asks: asks && !has(Phrase::Discuss),
            scene: hits.iter().filter(|hit| hit.class == Phrase::Scene).count(),
            matter: terms::content_but(text, title, &said_of_all).len(),
        }
    }

    /// It tells the guests what to bring or where to sit, and no topic.
    pub(super) fn is_idle(self) -> bool {
        !self.decides && (self.asks || (self.scene > 0 && self.matter <= 2 * self.scene + 1))
    }
}

/// A word such as "decide" or "vote" says what comes out only at the front of a clause, at the very end, or in
/// brackets: "Vote, then discuss", "Vendor – decision", "Lift (approve)". Elsewhere it tells of something.
fn stands_out(text: &str, found: &[Word<'_>], hit: &Hit<'_, Phrase>) -> bool {
    if hit.written.chars().any(is_cjk) {
        let behind = text.find(hit.written).and_then(|from| text.get(from + hit.written.len()..));
        return behind.is_some_and(|behind| {
            let behind = behind.trim_start_matches(['す', 'る', '事', '項']);
            !behind.chars().next().is_some_and(char::is_alphanumeric)
        });
    }
    let before = found.get(hit.words.0).and_then(|word| text.get(..word.start)).unwrap_or_default();
    let after = hit.words.1.checked_sub(1).and_then(|last| found.get(last));
    let after = after.and_then(|word| text.get(word.end..)).unwrap_or_default();
    let front = before.trim_end();
    let joined = front.rsplit(' ').next().is_some_and(|word| is_one_of(word, JOINING));
    let opens = joined || front.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    // "Approval of the minutes" is a matter like others.
    let of = is_one_of(after.split_whitespace().next().unwrap_or_default(), OF);
    let closes = !after.contains(char::is_alphanumeric) || after.trim_start().starts_with([')', ']']);
    (opens && !of) || closes
}

/// Words that begin a clause.
const JOINING: &str = "and then und dann et puis y luego e então aur to zu";
/// Words behind a noun that tell what it is of.
const OF: &str = "of der des du de del da do dos das";

fn is_one_of(word: &str, words: &str) -> bool {
    words.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}

/// `Luis calls the utility`: a common given name, or a guest's, and what they do.
fn is_assigned(found: &[Word<'_>], people: &WordSet) -> bool {
    let [first, second, _, ..] = found else { return false };
    let known = people.contains(&first.folded) || terms::is_given_name(&first.folded);
    known
        && first.folded.chars().count() > 2
        && second.start == first.end + 1
        && !is_one_of(&second.folded, BEING)
}

/// Words that say how somebody is, or that more follow.
const BEING: &str =
    "is was has had can cannot can't won't and or und oder et ou y e ist war hat est a était está es foi not";
/// Words that ask, in front of an entry.
const COURTEOUS: &str = "please pls kindly bitte veuillez favor";

/// `Priya shows`, `Ina R. tells`, `Dr. Osei takes us`: a name in front of the verb.
fn is_presenter(text: &str, found: &[Word<'_>], hit: &Hit<'_, Phrase>, people: &WordSet) -> bool {
    if hit.written.chars().any(is_cjk) {
        return true;
    }
    let Some(name) = hit.words.0.checked_sub(1).and_then(|at| found.get(at)) else { return false };
    if item::is_person(name.written, people) {
        return true;
    }
    let before = hit.words.0.checked_sub(2).and_then(|at| found.get(at));
    let capital = |word: &Word<'_>| word.written.starts_with(char::is_uppercase);
    // An initial behind a name; a title in front of one.
    let gap = before.and_then(|before| text.get(before.end..name.start)).unwrap_or_default();
    capital(name)
        && before.is_some_and(|before| {
            capital(before) && (name.written.chars().count() == 1 || gap.starts_with('.') || gap == " ")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Told {
        Told::of(text, &[], &WordSet::default())
    }

    #[test]
    fn what_decides_is_told_from_what_only_talks_of_it() {
        for text in [
            "We decide on the vendor",
            "Vote, then talk about dates",
            "Lift replacement (approve)",
            "Vendor – decision",
            "Discuss both and choose",
            "Wir entscheiden über den Anbieter",
            "À trancher : le prestataire",
            "Salir con fechas",
            "採用を決めます",
            "Vendor final karna hai",
        ] {
            assert!(told(text).decides, "{text}");
        }
        for text in [
            "The board will vote in May on something else",
            "No decision today",
            "The decision log moved",
            "Approval of the minutes",
            "Keine Entscheidungen heute",
            "Es ist schon entschieden",
            "Budget",
            "",
        ] {
            assert!(!told(text).decides, "{text}");
        }
    }

    #[test]
    fn places_and_requests_are_idle() {
        for text in [
            "Please bring your laptop",
            "Coffee and bagels from 8:30, 4th floor, the elevator is slow",
            "Bitte Gäste am Empfang anmelden",
            "Merci de confirmer votre présence",
            "Traed dos propuestas",
            "Tragam crachá, estacionamento no subsolo",
            "会議室は本館3階です",
        ] {
            assert!(told(text).is_idle(), "{text}");
        }
        for text in [
            "Budget for the new warehouse in Leeds",
            "Please discuss the lease terms",
            "来期の予算と採用計画",
        ] {
            assert!(!told(text).is_idle(), "{text}");
        }
    }

    #[test]
    fn presenters_are_told_by_name() {
        for text in [
            "Priya shows the new flow",
            "Dr. Osei takes us through it",
            "Luis calls the utility company",
            "講師は小田さん",
        ] {
            assert!(told(text).presents, "{text}");
        }
        for text in ["The team shows the new flow", "Priya is away today", "Mark and Ann", ""] {
            assert!(!told(text).presents, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}|(decide|vote|please|Priya|shows|room|決定|より| |,|\\(|\\)|:){0,20}") {
            let _ = told(&text).is_idle();
        }
    }
}
