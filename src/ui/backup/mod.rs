//! The backup's part of the settings' page: everything that is kept, saved as a file and restored from one. It shows
//! what is in a file and what will become of it; gathering, locking and restoring is done by whoever mounts the page.

mod restore;
mod rows;
mod save;
pub mod size;
pub mod turns;

use crate::dashboard::Notice;
use crate::words::t;
use converel_protocol::backup::BackupError;
use converel_protocol::runtime::Calendar;
use converel_team::backup::{Contents, Plan};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use web_sys::File;

/// What this part shows; who mounts the page keeps it true. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// How far a backup is.
    pub saving: Signal<Saving>,
    /// How far a restoration is.
    pub restoring: Signal<Restoring>,
    /// The calendars that the user added.
    pub calendars: Signal<Vec<Calendar>>,
    /// What was done last, or went wrong, in one line.
    pub notice: Signal<Option<Notice>>,
}

/// How far a backup is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saving {
    /// None is asked for.
    #[default]
    Idle,
    /// What is kept is gathered.
    Gathering,
    /// It is there, and can be saved.
    Ready(Rc<Contents>),
    /// It is locked with a passphrase.
    Locking(Rc<Contents>),
    /// It was handed to the browser under this name.
    Saved(String),
    /// It could not be made, and why.
    Failed(String),
}

/// How far a restoration is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Restoring {
    /// No file was chosen.
    #[default]
    Idle,
    /// A file is read.
    Reading,
    /// It has a passphrase.
    Locked {
        /// One was tried, and did not open it.
        wrong: bool,
    },
    /// A passphrase is tried.
    Unlocking,
    /// Nothing of it is restored.
    Refused(Refusal),
    /// What is in it, and what would become of it.
    Offered(Rc<Offer>),
    /// It is restored.
    Working(Rc<Offer>),
    /// It was, as far as it went.
    Done(Rc<Done>),
}

impl Restoring {
    /// It is restored: that is not cancelled any more.
    pub fn is_working(&self) -> bool {
        matches!(self, Self::Working(_))
    }
}

/// Why a file is not restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// For what is in it.
    Backup(BackupError),
    /// A later version locked it.
    LockedLater,
    /// What is locked in it is cut off.
    Damaged,
    /// It is larger than any backup.
    TooLarge,
    /// The browser cannot read it, in its words.
    Unreadable(String),
    /// What is kept here cannot be read, so nothing can be compared with it.
    Here(String),
}

/// A backup that can be restored.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// When it was made, milliseconds since the Unix epoch.
    pub made_at: f64,
    /// By which version of the extension.
    pub version: String,
    /// In which browser.
    pub browser: String,
    /// What is in it.
    pub contents: Contents,
    /// What there is to do.
    pub plan: Plan,
}

/// What is restored in one go, in this order: the key before what was made with it, then what is most likely to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The key and the counts.
    Kept,
    /// The audit.
    Audit,
    /// The team's part.
    Team,
    /// The journal.
    Journal,
    /// What was learned.
    Lessons,
    /// The settings.
    Settings,
    /// What the gate handed over: whoever makes decisions of it has those of the backup by then. It may have to wait for
    /// room, and nothing else waits for it.
    Inbox,
}

impl Step {
    /// Every step, in their order.
    pub const ALL: [Self; 7] =
        [Self::Kept, Self::Audit, Self::Team, Self::Journal, Self::Lessons, Self::Settings, Self::Inbox];
}

/// What came of a restoration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// What was restored.
    pub steps: Vec<Step>,
    /// Where it ended, and why; everything after that is as it was.
    pub failed: Option<(Step, String)>,
    /// The backup's key took the place of the one here.
    pub key: bool,
    /// Calendars that the user has to add, for the browser to ask them.
    pub calendars: Vec<Calendar>,
}

impl Done {
    /// What the audit holds of what is kept is not all of it any more, or was made with another key. Otherwise it goes
    /// on with what it holds: that may be kept nowhere.
    pub fn changed_audit(&self) -> bool {
        self.key || self.steps.contains(&Step::Audit)
    }
}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Gather what is kept.
    Gather,
    /// Save it, locked with this passphrase; empty: not locked.
    Save(String),
    /// Save nothing.
    Discard,
    /// Read this file.
    Open(File),
    /// Try this passphrase.
    Unlock(String),
    /// Restore what was read.
    Restore,
    /// Leave it.
    Close,
    /// Watch the calendar at this origin; the permission was granted.
    AddCalendar(String),
}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

const HEADING: &str = "backup-heading";

/// This part of the page.
pub(crate) fn backup(model: Model, ask: Ask) -> View {
    section()
        .class("card backup")
        .id("backup")
        .attr("aria-labelledby", HEADING)
        .children((
            h2().id(HEADING).tabindex("-1").children(t("backup_heading")),
            p().class("quiet").children(t("backup_intro")),
            save::save(model, Rc::clone(&ask)),
            restore::restore(model, ask),
        ))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audit_begins_anew_only_where_something_of_it_changed() {
        use Step::{Audit, Journal, Kept, Team};
        for (steps, key, expected) in [
            (vec![], false, false),
            (vec![Kept, Team, Journal], false, false),
            (vec![Kept, Audit], false, true),
            (vec![], true, true),
        ] {
            let done = Done { steps, key, ..Done::default() };
            assert_eq!(done.changed_audit(), expected, "{done:?}");
        }
    }

    #[test]
    fn decisions_are_there_before_what_the_gate_handed_over() {
        let place = |step: Step| Step::ALL.iter().position(|other| *other == step);
        assert!(place(Step::Kept) < place(Step::Audit) && place(Step::Team) < place(Step::Inbox));
    }
}
