//! Records and the figures over them.

use crate::{asked, judged, raw, weekly, weekly_status};
use converel_core::advice::Alternative;
use converel_core::agenda::{AgendaLevel, Item};
use converel_core::answers::{Role, SendAnywayReason};
use converel_core::dates::LocaleNames;
use converel_core::infer::Purpose;
use converel_core::invite::{Frequency, outline};
use converel_core::policy::Policy;
use converel_core::quadrant::{Quadrant, Relationship};
use converel_core::raw::RawGuest;
use converel_core::record::{Cause, Meta, Outcome, Record, cancelled, guest_hash, record, unchecked};
use converel_core::stats::{counts, stats};
use converel_core::verdict::{Judged, PassReason, Verdict};

fn meta() -> Meta<'static> {
    Meta {
        id: "id".into(),
        at: 1_795_000_000_000,
        site: "sogo".into(),
        gate_milliseconds: 8_000,
        key: b"key",
    }
}

#[test]
fn a_decision_is_recorded_with_what_was_inferred_and_what_was_chosen() {
    let (invite, question, mut answers) = weekly_status();
    answers.roles[2..].fill(Role::Informed);
    answers.relationship = Some(Relationship::Weak);
    let judged = Judged { invite, verdict: Verdict::Ask(Box::new(question)), purpose: None };
    let record = record(&judged, Some(&answers), Outcome::Replaced(Alternative::WrittenUpdate), meta());
    assert_eq!((record.people, record.informed, record.minutes), (11, 8, Some(60)));
    assert_eq!(record.quadrant_inferred, Some(Quadrant::Replace));
    assert_eq!(record.quadrant_chosen, Some(Quadrant::MeetForNow));
    assert_eq!((record.agenda_before, record.agenda_after), (judged.invite.agenda.level, AgendaLevel::Good));
    assert_eq!(record.purpose, Some(Purpose::Conveyance));
    assert_eq!(record.occurrences_per_year, 46.0);
    assert_eq!(record.review_on, answers.review_on);
    assert_eq!(record.guests.len(), 10);
    assert_eq!(record.guests[0], guest_hash(b"key", "ana1@example.org"));
    assert!(record.reasons.iter().any(|reason| reason == "title-words"), "{:?}", record.reasons);
    let texts = format!("{:?}", Record { title: String::new(), ..record.clone() });
    for private in ["ana1", "Ana", "platform", "Progress", "Priya", "workstream"] {
        assert!(!texts.contains(private), "{private} in {texts}");
    }
}

#[test]
fn what_was_typed_and_not_written_is_no_agenda() {
    let (invite, question) = asked(&raw("Platform", "", 9));
    let mut answers = question.answers.clone();
    answers.agenda.push(Item { topic: "Budget".into(), minutes: Some(5), ..Item::default() });
    let judged = Judged { invite, verdict: Verdict::Ask(Box::new(question)), purpose: None };
    for (outcome, expected) in [
        (Outcome::Improved, AgendaLevel::Good),
        (Outcome::SentAnyway(SendAnywayReason::Urgent), AgendaLevel::None),
    ] {
        assert_eq!(record(&judged, Some(&answers), outcome, meta()).agenda_after, expected);
    }
}

#[test]
fn a_pass_and_an_unchecked_invite_are_recorded() {
    let passed = judged(&raw("Focus", "", 0));
    let Verdict::Pass(reason) = passed.verdict else { panic!("asked") };
    let record = record(&passed, None, Outcome::Passed(reason), meta());
    assert_eq!((record.people, record.purpose, record.guests.len()), (1, None, 0));

    let mut invite = raw("Sync", "", 2);
    invite.guests.push(RawGuest { name: "No Address".into(), ..RawGuest::default() });
    let known = outline(&weekly(invite), &Policy::default(), &LocaleNames::default());
    let record = unchecked(Some(&known), Cause::CoreNotReady, meta());
    assert_eq!((record.people, record.title.as_str()), (4, "Sync"));
    assert_eq!((record.minutes, record.frequency), (Some(60), Some(Frequency::Weekly)));
    assert_eq!((record.occurrences_per_year, record.agenda_after), (46.0, AgendaLevel::None));
    assert_eq!(record.guests.len(), 2, "a guest without an address has no hash");
    let unknown = unchecked(None, Cause::FrameBlocked, meta());
    assert_eq!((unknown.people, unknown.people_at_least, unknown.minutes), (0, true, None));
    assert!(unknown.title.is_empty() && unknown.guests.is_empty());
    let cancelled = cancelled(&known, meta());
    assert_eq!(cancelled, Record { outcome: Outcome::Cancelled, ..record });
    assert_eq!((cancelled.purpose, cancelled.quadrant_inferred), (None, None), "nothing is judged");
}

#[test]
fn figures_are_counted_by_outcome() {
    let template = {
        let (invite, question, answers) = weekly_status();
        let judged = Judged { invite, verdict: Verdict::Ask(Box::new(question)), purpose: None };
        record(&judged, Some(&answers), Outcome::Returned, meta())
    };
    let of = |outcome, informed, agenda_after| Record { outcome, informed, agenda_after, ..template.clone() };
    let good = AgendaLevel::Good;
    let records = [
        of(Outcome::Passed(PassReason::NoGuests), 0, AgendaLevel::None),
        of(Outcome::Passed(PassReason::Good), 0, good),
        of(Outcome::Improved, 8, good),
        of(Outcome::Sent, 0, AgendaLevel::Topics),
        of(Outcome::SentAnyway(SendAnywayReason::AskedTo), 8, AgendaLevel::None),
        of(Outcome::SentAnyway(SendAnywayReason::AskedTo), 0, AgendaLevel::LinkOnly),
        of(Outcome::SentAnyway(SendAnywayReason::Urgent), 0, AgendaLevel::None),
        of(Outcome::Replaced(Alternative::WrittenUpdate), 0, good),
        of(Outcome::Returned, 0, good),
        Record {
            quadrant_chosen: Some(Quadrant::InputsFirst),
            ..of(Outcome::Replaced(Alternative::SharedDocument), 0, good)
        },
        of(Outcome::Unchecked(Cause::Covered), 0, AgendaLevel::None),
        of(Outcome::Unchecked(Cause::Unseen), 0, AgendaLevel::None),
        Record { site: "caldav".into(), ..of(Outcome::Unchecked(Cause::Unseen), 0, AgendaLevel::None) },
        of(Outcome::Unchecked(Cause::Unseen), 0, AgendaLevel::None),
        of(Outcome::Passed(PassReason::MinorChange), 0, AgendaLevel::None),
        of(Outcome::Cancelled, 0, AgendaLevel::None),
        Record { occurrences_per_year: 1.0, people: 3, minutes: Some(30), ..of(Outcome::Cancelled, 0, good) },
        Record { minutes: None, ..of(Outcome::Cancelled, 0, good) },
    ];
    let records: Vec<&Record> = records.iter().collect();
    let stats = stats(&records);
    assert_eq!((stats.checked, stats.passed, stats.improved, stats.replaced), (9, 1, 1, 2));
    assert_eq!((stats.sent_anyway, stats.unchecked), (3, 4));
    assert_eq!((stats.cancelled, stats.hours_returned), (3, 11.0 * 46.0 + 1.5));
    // 11 people replaced; an hour, 46 times. The 8 of the improved one may still be on its guest list.
    assert_eq!(stats.hours_kept_off, 11.0 * 46.0);
    assert_eq!(stats.agenda_rate, Some(3.0 / 6.0));
    assert_eq!(stats.mean_people, Some(11.0));
    let counts = counts(&records);
    assert_eq!(counts.sent_anyway, [(SendAnywayReason::AskedTo, 2), (SendAnywayReason::Urgent, 1)]);
    assert_eq!(counts.causes, [(Cause::Unseen, 3), (Cause::Covered, 1)]);
    let by_site: Vec<(Cause, &str, u32)> =
        counts.causes_by_site.iter().map(|((cause, site), count)| (*cause, site.as_str(), *count)).collect();
    assert_eq!(
        by_site,
        [(Cause::Unseen, "sogo", 2), (Cause::Covered, "sogo", 1), (Cause::Unseen, "caldav", 1)]
    );
    assert_eq!(counts.alternatives, [(Alternative::WrittenUpdate, 1), (Alternative::SharedDocument, 1)]);
    assert_eq!(counts.quadrants, [(Quadrant::Replace, 17), (Quadrant::InputsFirst, 1)]);
    assert_eq!(
        counts.passes,
        [(PassReason::NoGuests, 1), (PassReason::Good, 1), (PassReason::MinorChange, 1)]
    );
}

#[test]
fn an_empty_journal_has_no_rates() {
    let stats = stats(&[]);
    assert_eq!((stats.checked, stats.agenda_rate, stats.mean_people), (0, None, None));
}
