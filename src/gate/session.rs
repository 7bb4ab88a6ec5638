//! What follows what during one hold, with no browser in it: events in, effects out. It never releases a
//! hold twice, and what came too late changes nothing.
//!
//! ```text
//! idle --asked--> asking --send--> writing --written--> keeping --kept--> idle (released)
//!                   |  \             \--not written--> unwritten --send without--> keeping
//!                   |   \--send anyway--------------------------------------------> keeping
//!                   |--taken--> taken --done--> idle (dropped)
//!                   \--back--> idle (dropped); so from writing and unwritten
//! ```

use converel_core::advice::Alternative;
use converel_core::answers::SendAnywayReason;
use converel_core::record::Outcome;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page script holds a gesture, and the core has judged it: `show` the gate or let it pass.
    Asked {
        /// The hold.
        hold: u32,
        /// The verdict is to ask.
        show: bool,
    },
    /// *Back to editing*.
    Back,
    /// *Send*; `writes`: something goes into the description first.
    Send {
        /// There is something to write.
        writes: bool,
    },
    /// *Send anyway*.
    SendAnyway(SendAnywayReason),
    /// The text could not be written: send without it.
    SendWithout,
    /// The async alternative was copied, mailed, saved or opened.
    Taken(Alternative),
    /// The user has seen what became of the invite.
    Done,
    /// The page script wrote, or could not; or did not answer in time.
    Written {
        /// The hold.
        hold: u32,
        /// It was read back.
        ok: bool,
    },
    /// The record is kept, or waiting for it is over.
    Kept {
        /// The hold.
        hold: u32,
    },
    /// The hold is over for a cause outside the frame.
    Over {
        /// The hold.
        hold: u32,
    },
}

/// What is to be done, in this order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Tell the page script to let the gesture go unseen.
    Pass(u32),
    /// Draw the screen, in place of any other, and tell the page script that it is there.
    Show(u32),
    /// Tell the page script to write.
    Write(u32),
    /// Offer the text that could not be written.
    Unwritten,
    /// Keep a record and wait for nothing.
    Record(Outcome),
    /// Keep a record; then, or when that fails or takes too long, [`Event::Kept`].
    Keep(u32, Outcome),
    /// Tell the page script to let the gesture go.
    Release(u32),
    /// Tell the page script that nothing goes out.
    Drop(u32),
    /// Take the screen away.
    Clear,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Idle,
    Asking,
    Writing,
    Unwritten,
    Keeping,
    Taken,
}

/// The session of one frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct Session {
    stage: Stage,
    /// The hold now, or the last one. Holds are counted up by the page script.
    hold: u32,
}

impl Session {
    /// The hold whose screen is open.
    pub fn open(&self) -> Option<u32> {
        (self.stage != Stage::Idle).then_some(self.hold)
    }

    /// Takes an event; gives what is to be done. An event that does not belong here changes nothing.
    pub fn on(&mut self, event: Event, passed: impl FnOnce() -> Outcome) -> Vec<Effect> {
        use Effect::{Clear, Drop, Keep, Pass, Record, Release, Show, Unwritten, Write};
        let hold = self.hold;
        match (self.stage, event) {
            // A hold counts up; one that was answered is never answered again.
            (_, Event::Asked { hold: asked, .. }) if asked <= hold => Vec::new(),
            (_, Event::Asked { hold: asked, show }) => {
                self.hold = asked;
                if show {
                    self.go(Stage::Asking, Show(asked))
                } else {
                    self.end([Pass(asked), Record(passed())])
                }
            }
            (stage, Event::Over { hold: over }) if over == hold && stage != Stage::Idle => self.end([Clear]),

            (Stage::Asking | Stage::Writing | Stage::Unwritten, Event::Back) => {
                self.end([Drop(hold), Record(Outcome::Returned), Clear])
            }
            (Stage::Asking, Event::Send { writes: true }) => self.go(Stage::Writing, Write(hold)),
            (Stage::Asking, Event::Send { writes: false }) => {
                self.go(Stage::Keeping, Keep(hold, Outcome::Sent))
            }
            (Stage::Asking, Event::SendAnyway(reason)) => {
                self.go(Stage::Keeping, Keep(hold, Outcome::SentAnyway(reason)))
            }
            (Stage::Asking, Event::Taken(alternative)) => {
                self.go(Stage::Taken, Record(Outcome::Replaced(alternative)))
            }
            (Stage::Taken, Event::Done | Event::Back) => self.end([Drop(hold), Clear]),

            (Stage::Writing, Event::Written { hold: written, ok }) if written == hold => {
                if ok {
                    self.go(Stage::Keeping, Keep(hold, Outcome::Improved))
                } else {
                    self.go(Stage::Unwritten, Unwritten)
                }
            }
            // The user wanted it improved; it goes out with something missing, for a reason of ours.
            (Stage::Unwritten, Event::SendWithout) => {
                self.go(Stage::Keeping, Keep(hold, Outcome::SentAnyway(SendAnywayReason::NotGiven)))
            }
            (Stage::Keeping, Event::Kept { hold: kept }) if kept == hold => self.end([Release(hold), Clear]),
            _ => Vec::new(),
        }
    }

    fn go(&mut self, stage: Stage, effect: Effect) -> Vec<Effect> {
        self.stage = stage;
        vec![effect]
    }

    fn end<const N: usize>(&mut self, effects: [Effect; N]) -> Vec<Effect> {
        self.stage = Stage::Idle;
        effects.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Effect::{Clear, Drop, Keep, Pass, Record, Release, Show, Unwritten, Write};
    use converel_core::verdict::PassReason;
    use proptest::prelude::*;

    const PASSED: Outcome = Outcome::Passed(PassReason::Good);

    fn run(events: &[Event]) -> Vec<Effect> {
        let mut session = Session::default();
        events.iter().flat_map(|event| session.on(*event, || PASSED)).collect()
    }

    #[test]
    fn every_way_out() {
        let asked = Event::Asked { hold: 1, show: true };
        let urgent = SendAnywayReason::Urgent;
        let update = Alternative::WrittenUpdate;
        let written = |ok| Event::Written { hold: 1, ok };
        let kept = Event::Kept { hold: 1 };
        let send = Event::Send { writes: true };
        let rows: &[(&str, &[Event], &[Effect])] = &[
            ("pass", &[Event::Asked { hold: 1, show: false }], &[Pass(1), Record(PASSED)]),
            ("show", &[asked], &[Show(1)]),
            ("back", &[asked, Event::Back], &[Show(1), Drop(1), Record(Outcome::Returned), Clear]),
            (
                "send with the agenda",
                &[asked, send, written(true), kept],
                &[Show(1), Write(1), Keep(1, Outcome::Improved), Release(1), Clear],
            ),
            (
                "send, nothing to write",
                &[asked, Event::Send { writes: false }, kept],
                &[Show(1), Keep(1, Outcome::Sent), Release(1), Clear],
            ),
            (
                "not written, sent without",
                &[asked, send, written(false), Event::SendWithout, kept],
                &[
                    Show(1),
                    Write(1),
                    Unwritten,
                    Keep(1, Outcome::SentAnyway(SendAnywayReason::NotGiven)),
                    Release(1),
                    Clear,
                ],
            ),
            (
                "not written, back",
                &[asked, send, written(false), Event::Back],
                &[Show(1), Write(1), Unwritten, Drop(1), Record(Outcome::Returned), Clear],
            ),
            (
                "back while writing: a late answer changes nothing",
                &[asked, send, Event::Back, written(true), kept],
                &[Show(1), Write(1), Drop(1), Record(Outcome::Returned), Clear],
            ),
            (
                "send anyway",
                &[asked, Event::SendAnyway(urgent), kept],
                &[Show(1), Keep(1, Outcome::SentAnyway(urgent)), Release(1), Clear],
            ),
            (
                "taken twice is one record",
                &[asked, Event::Taken(update), Event::Taken(update), Event::Done],
                &[Show(1), Record(Outcome::Replaced(update)), Drop(1), Clear],
            ),
            (
                "a second click changes nothing",
                &[asked, send, send, Event::SendAnyway(urgent)],
                &[Show(1), Write(1)],
            ),
            ("asked twice is shown once", &[asked, asked], &[Show(1)]),
            ("over", &[asked, Event::Over { hold: 1 }, Event::Back], &[Show(1), Clear]),
            ("over of another hold", &[asked, Event::Over { hold: 2 }], &[Show(1)]),
            (
                "the next hold takes the place of this one",
                &[asked, Event::Asked { hold: 2, show: true }, kept, Event::Back],
                &[Show(1), Show(2), Drop(2), Record(Outcome::Returned), Clear],
            ),
            (
                "back while keeping waits: the decision is made",
                &[asked, Event::SendAnyway(urgent), Event::Back, kept],
                &[Show(1), Keep(1, Outcome::SentAnyway(urgent)), Release(1), Clear],
            ),
        ];
        for (name, events, expected) in rows {
            assert_eq!(&run(events), expected, "{name}");
        }
    }

    fn any_event() -> impl Strategy<Value = Event> {
        let hold = 0..4_u32;
        prop_oneof![
            (hold.clone(), any::<bool>()).prop_map(|(hold, show)| Event::Asked { hold, show }),
            Just(Event::Back),
            any::<bool>().prop_map(|writes| Event::Send { writes }),
            Just(Event::SendAnyway(SendAnywayReason::Urgent)),
            Just(Event::SendWithout),
            Just(Event::Taken(Alternative::TaskBoard)),
            Just(Event::Done),
            (hold.clone(), any::<bool>()).prop_map(|(hold, ok)| Event::Written { hold, ok }),
            hold.clone().prop_map(|hold| Event::Kept { hold }),
            hold.prop_map(|hold| Event::Over { hold }),
        ]
    }

    proptest! {
        #[test]
        fn a_hold_gets_one_answer_and_a_release_has_a_record(events in prop::collection::vec(any_event(), 0..40)) {
            let effects = run(&events);
            for hold in 0..4 {
                let answers = effects.iter().filter(|effect| matches!(effect,
                    Pass(of) | Release(of) | Drop(of) if *of == hold));
                prop_assert!(answers.count() <= 1);
                let released = effects.iter().position(|effect| *effect == Release(hold));
                let kept = effects.iter().position(|effect| matches!(effect, Keep(of, _) if *of == hold));
                prop_assert!(released.is_none() || kept < released);
            }
        }

        #[test]
        fn there_is_always_a_way_out(events in prop::collection::vec(any_event(), 0..40)) {
            let mut session = Session::default();
            for event in events {
                session.on(event, || PASSED);
            }
            if let Some(hold) = session.open() {
                session.on(Event::Back, || PASSED);
                session.on(Event::Kept { hold }, || PASSED);
                prop_assert_eq!(session.open(), None);
            }
        }
    }
}
