//! Learning as a specification: corrections, and what they say of the next invite.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 20);
/// As much as a model's evidence for something else may be.
const STRONG_MODEL: f32 = 6.0;

fn group(guests: &[u64]) -> Group {
    Group::of(guests.iter().filter_map(|guest| GuestKey::read(&format!("{guest:016x}"))))
}

fn purpose(days: i32, title: &str, guests: &[u64], set: Nature) -> Lesson {
    let inferred = if set == Nature::Convergence { Purpose::Conveyance } else { Purpose::Convergence };
    lesson(days, title, guests, Correction::Purpose { inferred, set })
}

fn relationship(days: i32, guests: &[u64], set: Relationship) -> Lesson {
    let inferred = match set {
        Relationship::Strong => Relationship::Weak,
        Relationship::Weak => Relationship::Strong,
    };
    lesson(days, "x", guests, Correction::Relationship { inferred: Some(inferred), set })
}

fn lesson(days: i32, title: &str, guests: &[u64], correction: Correction) -> Lesson {
    let day = TODAY.saturating_sub(jiff::Span::new().days(days));
    Lesson { day, words: title_words(title), group: group(guests), correction }
}

fn learned(list: impl IntoIterator<Item = Lesson>) -> Lessons {
    let mut lessons = Lessons::default();
    for lesson in list {
        lessons.add(lesson);
    }
    lessons
}

/// Evidence for share and for decide.
fn says(lessons: &Lessons, title: &str, guests: &[u64]) -> (f32, f32) {
    let lean = lessons.purpose(&title_words(title), &group(guests), TODAY);
    assert_eq!(lean.evidence[2..], [0.0, 0.0]);
    (lean.evidence[0], lean.evidence[1])
}

const TEAM: &[u64] = &[1, 2, 3, 4];
const OTHERS: &[u64] = &[11, 12, 13];

#[test]
fn the_same_title_and_group_decide_at_the_next_invite() {
    use Nature::{Convergence, Conveyance};
    let lessons = learned([purpose(0, "Weekly platform status #12", TEAM, Convergence)]);
    for (title, guests, decides) in [
        ("Weekly Platform Status #13", TEAM, true),
        ("Platform status, weekly", &[4, 3, 2, 1], true),
        ("Weekly platform status", &[1, 2, 3, 4, 5], true),
        ("Weekly platform status", OTHERS, false),
        ("Budget", TEAM, false),
    ] {
        let (share, decide) = says(&lessons, title, guests);
        assert_eq!(share, 0.0);
        assert!(decide > 0.0, "{title}");
        assert_eq!(decide > STRONG_MODEL, decides, "{title}: {decide}");
    }
    let lessons = learned([purpose(0, "第3回 定例会議", TEAM, Conveyance)]);
    assert!(says(&lessons, "第4回 定例会議", TEAM).0 > STRONG_MODEL);
}

#[test]
fn a_title_or_a_group_alone_takes_three() {
    use Nature::Convergence;
    let of_title = |count: u64| {
        learned(
            (0..count)
                .map(|team| purpose(5, "Design review", &[10 * team + 50, 10 * team + 51], Convergence)),
        )
    };
    let titles = ["Budget", "Roadmap", "Hiring", "Launch"];
    let of_group =
        |count: usize| learned(titles[..count].iter().map(|title| purpose(5, title, TEAM, Convergence)));
    for (count, wins) in [(1, false), (2, false), (3, true)] {
        let (share, decide) = says(&of_title(count), "Design review", TEAM);
        assert_eq!((share, decide > STRONG_MODEL), (0.0, wins), "{count} by title: {decide}");
        let (share, decide) = says(&of_group(count as usize), "Weekly status", TEAM);
        assert_eq!((share, decide > STRONG_MODEL), (0.0, wins), "{count} by group: {decide}");
    }
    assert!(!of_group(3).purpose(&title_words("Weekly status"), &group(TEAM), TODAY).of_title);
    assert!(of_title(1).purpose(&title_words("Design review"), &group(TEAM), TODAY).of_title);
}

#[test]
fn what_was_said_later_holds() {
    use Nature::{Convergence, Conveyance};
    // Of the very same invite.
    let mut lessons = learned([purpose(9, "Status", TEAM, Convergence)]);
    lessons.add(purpose(1, "Status", TEAM, Conveyance));
    assert_eq!(lessons.len(), 1);
    assert!(says(&lessons, "Status", TEAM).0 > STRONG_MODEL);
    assert_eq!(says(&lessons, "Status", TEAM).1, 0.0);
    // The other way round: what comes in late and is older is no news.
    lessons.add(purpose(5, "Status", TEAM, Convergence));
    assert_eq!(says(&lessons, "Status", TEAM).1, 0.0);
    // On the same day the one that came last.
    lessons.add(purpose(1, "Status", TEAM, Convergence));
    assert_eq!(says(&lessons, "Status", TEAM).0, 0.0);
    // Of other meetings with that title: three old ones against a new one.
    let lessons = learned([
        purpose(30, "Status", &[21], Convergence),
        purpose(20, "Status", &[22], Convergence),
        purpose(10, "Status", &[23], Convergence),
        purpose(1, "Status", &[24], Conveyance),
    ]);
    let (share, decide) = says(&lessons, "Status", OTHERS);
    assert!(share > 0.0 && decide == 0.0, "{share} {decide}");
    // But what is said of something less close does not undo what was said of this.
    let lessons =
        learned([purpose(30, "Status", TEAM, Convergence), purpose(1, "Status", OTHERS, Conveyance)]);
    let (share, decide) = says(&lessons, "Status", TEAM);
    assert!(decide > STRONG_MODEL && share < 1.0, "{share} {decide}");
}

#[test]
fn lessons_fade_with_time_and_with_the_group() {
    use Nature::Convergence;
    let mut last = f32::MAX;
    for days in [0, 90, 180, 360, 720, 4_000] {
        let (_, decide) = says(&learned([purpose(days, "Status", TEAM, Convergence)]), "Status", TEAM);
        assert!(decide < last, "{days} days: {decide}");
        last = decide;
    }
    assert!(last < 0.01);
    let lessons = learned([purpose(0, "Status", TEAM, Convergence)]);
    let mut last = f32::MAX;
    for guests in [TEAM, &[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5, 6], &[1, 2, 3], &[1, 2]] {
        let (_, decide) = says(&lessons, "Status", guests);
        assert!(decide < last || guests == [1, 2, 3], "{guests:?}: {decide}");
        last = decide;
    }
}

#[test]
fn a_switch_that_was_unclear_teaches_less() {
    let set = Nature::Convergence;
    let unclear = lesson(0, "Sync", TEAM, Correction::Purpose { inferred: Purpose::Unclear, set });
    let (_, less) = says(&learned([unclear]), "Sync", TEAM);
    let (_, more) = says(&learned([purpose(0, "Sync", TEAM, set)]), "Sync", TEAM);
    // Enough where nothing else speaks, and too little against strong words.
    assert!(less > 3.0 && less < STRONG_MODEL && more > STRONG_MODEL, "{less} {more}");
}

#[test]
fn a_relationship_is_remembered_by_its_group() {
    use Relationship::{Strong, Weak};
    let lessons = learned([relationship(40, TEAM, Strong), relationship(3, OTHERS, Weak)]);
    let said = |lessons: &Lessons, guests: &[u64]| lessons.relationship(&group(guests), TODAY);
    assert_eq!(said(&lessons, TEAM).map(|said| said.value), Some(Strong));
    assert_eq!(said(&lessons, OTHERS).map(|said| said.value), Some(Weak));
    assert_eq!(said(&lessons, &[91, 92]), None);
    assert_eq!(said(&lessons, &[1]), None, "another group, with one of them");
    assert_eq!(said(&lessons, &[]), None);
    let whole = said(&lessons, TEAM).map_or(0.0, |said| said.strength);
    let changed = said(&lessons, &[1, 2, 3, 4, 5, 6]).map_or(0.0, |said| said.strength);
    assert!(whole > changed && changed > 0.4, "{whole} {changed}");
    let mut later = lessons.clone();
    later.add(relationship(1, TEAM, Weak));
    assert_eq!((later.len(), said(&later, TEAM).map(|said| said.value)), (2, Some(Weak)));
}

#[test]
fn lessons_are_forgotten_one_by_one() {
    let status = purpose(1, "Status", TEAM, Nature::Convergence);
    let mut lessons = learned([status.clone(), relationship(1, TEAM, Relationship::Strong)]);
    lessons.forget(&status);
    assert_eq!(lessons.len(), 1);
    assert_eq!(says(&lessons, "Status", TEAM), (0.0, 0.0));
    assert!(lessons.relationship(&group(TEAM), TODAY).is_some());
}

#[test]
fn of_too_many_the_oldest_go() {
    let of = |number: u64| {
        purpose(1_000 - i32::try_from(number).unwrap(), "Status", &[number], Nature::Conveyance)
    };
    let lessons = learned((0..MOST_LESSONS as u64 + 30).map(of));
    assert_eq!(lessons.len(), MOST_LESSONS);
    assert_eq!(lessons.iter().next(), Some(&of(30)));
}

fn any_lesson() -> impl Strategy<Value = Lesson> {
    let nature = prop_oneof![Just(Nature::Conveyance), Just(Nature::Convergence)];
    let tie = prop_oneof![Just(Relationship::Strong), Just(Relationship::Weak)];
    let inferred = prop_oneof![Just(Purpose::Unclear), Just(Purpose::Bonding), Just(Purpose::Conveyance)];
    let correction =
        (nature, tie, inferred, any::<[bool; 2]>()).prop_map(|(nature, tie, inferred, [one, other])| {
            if one {
                Correction::Purpose { inferred, set: nature }
            } else {
                Correction::Relationship { inferred: other.then_some(tie), set: tie }
            }
        });
    let guests = proptest::collection::vec(0..6_u64, 0..5);
    (-400..4_000_i32, "((status|plan|定例|Ä|7) ?){0,4}", guests, correction)
        .prop_map(|(days, title, guests, correction)| lesson(days, &title, &guests, correction))
}

proptest! {
    #[test]
    fn whatever_was_learned_the_evidence_is_bounded(
        list in proptest::collection::vec(any_lesson(), 0..40),
        title in "\\PC{0,40}",
        guests in proptest::collection::vec(0..6_u64, 0..6),
    ) {
        let lessons = learned(list);
        prop_assert!(lessons.iter().zip(lessons.iter().skip(1)).all(|(one, next)| one.day <= next.day));
        for title in [title.as_str(), "status plan", "定例"] {
            let lean = lessons.purpose(&title_words(title), &group(&guests), TODAY);
            prop_assert!(lean.evidence.iter().all(|evidence| (0.0..=MOST).contains(evidence)));
            let mut turned = guests.clone();
            turned.reverse();
            prop_assert_eq!(lean, lessons.purpose(&title_words(title), &group(&turned), TODAY));
        }
        if let Some(said) = lessons.relationship(&group(&guests), TODAY) {
            prop_assert!((0.0..=1.0).contains(&said.strength));
        }
    }

    #[test]
    fn nothing_moves_an_unrelated_invite(list in proptest::collection::vec(any_lesson(), 0..40)) {
        let lessons = learned(list);
        let (words, people) = (title_words("Budget review"), group(&[70, 71]));
        prop_assert_eq!(lessons.purpose(&words, &people, TODAY), Lean::default());
        prop_assert_eq!(lessons.relationship(&people, TODAY), None);
    }

    #[test]
    fn learning_twice_is_learning_once(list in proptest::collection::vec(any_lesson(), 0..40)) {
        let once = learned(list.clone());
        let mut twice = once.clone();
        for lesson in once.iter() {
            twice.add(lesson.clone());
        }
        prop_assert_eq!(twice.len(), once.len());
        for lesson in once.iter() {
            twice.forget(lesson);
        }
        prop_assert!(twice.is_empty());
    }
}
