//! What the user's corrections teach. A [`Lesson`] is one switch that was set otherwise than it was inferred,
//! with the title's words and the group that it was about; [`Lessons`] is a bounded list of them and says what
//! they give for an invite. Nothing is kept here: who stores them lives elsewhere.
//!
//! What is alike counts: the same title and the same group decide at once, a title or a group alone only after
//! a few corrections. What is old fades, what was said later holds.

mod title;

use crate::answers::Answers;
use crate::history::{days_since, faded};
use crate::infer::Purpose;
use crate::people::{Group, GuestKey};
use crate::quadrant::{Nature, Relationship};
use crate::verdict::{Judged, Verdict};
use jiff::civil::Date;
use title::likeness;

pub use title::{MOST_LETTERS, MOST_WORDS, title_words};

/// So many lessons are kept; the oldest goes first.
pub const MOST_LESSONS: usize = 200;
/// After so many days a lesson counts half.
const HALF_LIFE: i32 = 180;
/// Titles and groups less alike than this are not the same.
const ALIKE: f32 = 0.5;
/// What the user set where nothing had been inferred corrects nobody, and counts for less.
const UNASKED: f32 = 0.5;
/// The evidence of one lesson about the same title and the same group: more than any words give.
const SAME: f32 = 8.0;
/// The evidence of title or group alone grows with the square: one is a hint, three decide.
const PARTLY: f32 = 0.8;
/// The evidence of all lessons together is at most this.
const MOST: f32 = 10.0;

/// What a switch was set to, and what had been inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// The switch share ⟷ decide.
    Purpose {
        /// As inferred.
        inferred: Purpose,
        /// As the user set it.
        set: Nature,
    },
    /// The switch know each other well ⟷ not yet.
    Relationship {
        /// As inferred.
        inferred: Option<Relationship>,
        /// As the user set it.
        set: Relationship,
    },
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// When it was made.
    pub day: Date,
    /// The title's words: folded, without numbers, dates and ticket ids.
    pub words: Vec<String>,
    /// The guests.
    pub group: Group,
    /// What was corrected.
    pub correction: Correction,
}

/// All lessons, oldest first, at most [`MOST_LESSONS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lessons {
    list: Vec<Lesson>,
}

/// What the lessons say of an invite's purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lean {
    /// Log-odds to be added for conveyance, convergence, bonding and unclear; the latter two are not taught.
    pub evidence: [f32; 4],
    /// Some of it comes from a title like this one's, and not only from other meetings of the group.
    pub of_title: bool,
}

/// What the user said of a group's relationship.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remembered {
    /// What was said.
    pub value: Relationship,
    /// How much it holds: 1 for this group today, less for older lessons and as the group changes.
    pub strength: f32,
}

impl Lean {
    /// The lessons say nothing.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The lessons in the answers of an invite that was asked about; none where the user left both switches.
pub fn lessons(judged: &Judged, answers: &Answers, key: &[u8], today: Date) -> Vec<Lesson> {
    let Verdict::Ask(question) = &judged.verdict else { return Vec::new() };
    let inferred = question.purpose.value;
    let purpose = answers
        .nature
        .filter(|set| inferred.nature() != Some(*set))
        .map(|set| Correction::Purpose { inferred, set });
    let inferred = question.relationship.value;
    let relationship = answers
        .relationship
        .filter(|set| inferred != Some(*set))
        .map(|set| Correction::Relationship { inferred, set });
    let group =
        || Group::of(judged.invite.guests.iter().filter_map(|guest| GuestKey::of(key, &guest.address)));
    purpose
        .into_iter()
        .chain(relationship)
        .map(|correction| Lesson {
            day: today,
            words: title_words(&judged.invite.title),
            group: group(),
            correction,
        })
        .filter(Lesson::tells)
        .collect()
}

impl Lesson {
    /// Whether both are about the same: one switch, and the same title and group (of a relationship, the group).
    fn same_matter(&self, other: &Self) -> bool {
        match (&self.correction, &other.correction) {
            (Correction::Purpose { .. }, Correction::Purpose { .. }) => {
                self.words == other.words && self.group == other.group
            }
            (Correction::Relationship { .. }, Correction::Relationship { .. }) => self.group == other.group,
            _ => false,
        }
    }

    /// There is something by which it can be found again.
    fn tells(&self) -> bool {
        let by_title = matches!(self.correction, Correction::Purpose { .. }) && !self.words.is_empty();
        by_title || !self.group.is_empty()
    }

    /// How much of it is left today.
    fn weight(&self, today: Date) -> f32 {
        let against = match self.correction {
            Correction::Purpose { inferred, .. } => inferred != Purpose::Unclear,
            Correction::Relationship { inferred, .. } => inferred.is_some(),
        };
        let whole = if against { 1.0 } else { UNASKED };
        whole * faded(days_since(self.day, today), HALF_LIFE)
    }
}

/// A lesson that fits an invite.
struct Fit<T> {
    set: T,
    title: f32,
    group: f32,
    weight: f32,
}

impl<T: PartialEq> Fit<T> {
    /// How close it comes.
    fn closeness(&self) -> f32 {
        self.title.max(self.group) + self.title * self.group
    }
}

/// Leaves out what was said otherwise later, of something at least as close. The list comes newest first.
fn unrevoked<T: PartialEq>(newest_first: Vec<Fit<T>>) -> Vec<Fit<T>> {
    let mut held: Vec<Fit<T>> = Vec::new();
    for fit in newest_first {
        let revoked = |later: &Fit<T>| later.set != fit.set && later.closeness() >= fit.closeness();
        if !held.iter().any(revoked) {
            held.push(fit);
        }
    }
    held
}

impl Lessons {
    /// The lessons, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Lesson> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds a lesson in its place by day. It takes the place of one about the same matter, unless that one
    /// says the same or is of a later day: then this one is not news. The oldest goes if there are too many.
    pub fn add(&mut self, lesson: Lesson) {
        if let Some(at) = self.list.iter().position(|known| known.same_matter(&lesson)) {
            if self.list.get(at).is_some_and(|known| known.day > lesson.day || *known == lesson) {
                return;
            }
            self.list.remove(at);
        }
        let at = self.list.partition_point(|known| known.day <= lesson.day);
        self.list.insert(at, lesson);
        if self.list.len() > MOST_LESSONS {
            self.list.remove(0);
        }
    }

    /// Forgets what was learned of the same matter as this.
    pub fn forget(&mut self, lesson: &Lesson) {
        self.list.retain(|known| !known.same_matter(lesson));
    }

    /// What they say of the purpose of an invite with these words in its title (as [`Lesson::words`]), to
    /// these people.
    pub fn purpose(&self, words: &[String], group: &Group, today: Date) -> Lean {
        let mut fits = Vec::new();
        for lesson in self.list.iter().rev() {
            let Correction::Purpose { set, .. } = lesson.correction else { continue };
            let fit = Fit {
                set,
                title: alike(likeness(&lesson.words, words)),
                group: alike(lesson.group.overlap(group)),
                weight: lesson.weight(today),
            };
            if fit.closeness() > 0.0 {
                fits.push(fit);
            }
        }
        let fits = unrevoked(fits);
        let of = |nature: Nature| {
            let (mut same, mut title, mut group) = (0.0_f32, 0.0_f32, 0.0_f32);
            for fit in fits.iter().filter(|fit| fit.set == nature) {
                same += fit.title * fit.group * fit.weight;
                title += fit.title * fit.weight;
                group += fit.group * fit.weight;
            }
            (SAME * same + PARTLY * title.max(group) * title.max(group)).min(MOST)
        };
        Lean {
            evidence: [of(Nature::Conveyance), of(Nature::Convergence), 0.0, 0.0],
            of_title: fits.iter().any(|fit| fit.title > 0.0),
        }
    }

    /// What they say of the relationship of these people.
    pub fn relationship(&self, group: &Group, today: Date) -> Option<Remembered> {
        let mut fits = Vec::new();
        for lesson in self.list.iter().rev() {
            let Correction::Relationship { set, .. } = lesson.correction else { continue };
            let fit = Fit {
                set,
                title: 0.0,
                group: alike(lesson.group.overlap(group)),
                weight: lesson.weight(today),
            };
            if fit.group > 0.0 {
                fits.push(fit);
            }
        }
        let remembered = unrevoked(fits)
            .into_iter()
            .map(|fit| Remembered { value: fit.set, strength: fit.group * fit.weight });
        remembered.max_by(|one, other| one.strength.total_cmp(&other.strength))
    }
}

/// A likeness, or nothing if it is too small to tell.
fn alike(likeness: f32) -> f32 {
    if likeness >= ALIKE { likeness } else { 0.0 }
}

#[cfg(test)]
mod tests;
