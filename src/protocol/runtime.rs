//! Messages over `runtime.sendMessage`. The background checks the sender of each before it reads it:
//! `FromPage` from our content script in a tab, `FromFrame` from `gate.html` in a tab, `FromOwnPage`
//! from the dashboard or the popup.

use crate::lessons::{StoredLesson, StoredLessons};
use crate::settings::Settings;
use crate::snapshot::Snapshot;
use crate::stored::{Cause, StoredRecord};
use crate::team::decision::FromGate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Content script → background.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromPage {
    /// Mint a one-time token for this tab's frame. Answer: [`Minted`].
    Mint,
    /// What is known of this page's coverage, for the badge and the popup.
    Watching {
        /// The site, or empty where the page is no calendar we know.
        site: String,
        /// A visible fault, e.g. an editor without a Save that is found.
        fault: Option<Cause>,
    },
    /// Invites went out unjudged.
    Unchecked {
        /// The site.
        site: String,
        /// Why.
        cause: Cause,
        /// How many, at least 1.
        count: u32,
        /// What is known of it, if anything is; then `count` is 1.
        #[serde(default)]
        snapshot: Option<Box<Snapshot>>,
    },
    /// A meeting was called off. It is not gated, only recorded. Answer: [`Acknowledged`].
    Cancelled {
        /// What is known of it.
        snapshot: Box<Snapshot>,
    },
    /// Read the iCalendar text (RFC 5545) of a request. Answer: [`CalendarRead`].
    ReadCalendar {
        /// The site's short name, for the snapshot.
        site: String,
        /// The text.
        text: String,
    },
}

/// Answer to [`FromPage::ReadCalendar`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CalendarRead {
    /// The event of it; nothing if it holds none.
    pub snapshot: Option<Box<Snapshot>>,
    /// The event is called off by it.
    #[serde(default)]
    pub cancelled: bool,
}

/// Background → content script, in every frame of a tab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToPage {
    /// Say what is found of the open editors. Answer: [`SelfTest`].
    SelfTest,
    /// This calendar was taken off the list: unhook everything. No answer.
    Leave,
}

/// One way to find a part of an editor, tried now. Nothing of the page's content is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LocatorTest {
    /// The locator: a selector, or what it goes by.
    pub by: String,
    /// It found something.
    pub found: bool,
    /// It found the element that won the vote.
    pub chosen: bool,
}

/// One part of an open editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PartTest {
    /// `save`, `title`, `description`, …
    pub part: String,
    /// The vote found it.
    pub found: bool,
    /// Each locator of the site's table.
    pub locators: Vec<LocatorTest>,
}

/// One open editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EditorTest {
    /// Its parts, in the table's order.
    pub parts: Vec<PartTest>,
}

/// What a content script finds of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SelfTest {
    /// The site's short name.
    pub site: String,
    /// The request layer answers.
    pub requests: bool,
    /// The open editors.
    pub editors: Vec<EditorTest>,
}

/// Answer to [`FromPage::Mint`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Minted {
    /// 32 hex digits, redeemed at most once, by a frame in the same tab.
    pub token: String,
}

/// Gate's frame → background.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromFrame {
    /// Redeem the token from the frame's address. Answer: [`Redeemed`].
    Redeem {
        /// The token.
        token: String,
    },
    /// Keep a record. Answer: [`Acknowledged`], after the transaction is complete.
    Keep {
        /// The record.
        record: Box<StoredRecord>,
    },
    /// Learn from what the user corrected. Answer: [`Acknowledged`], for which nobody waits.
    Learn {
        /// The corrections.
        lessons: Vec<StoredLesson>,
    },
    /// Put a decision into the decision log's inbox; one that is there by its id is not put there twice. Answer:
    /// [`Acknowledged`], whose error is [`PRIVATE_WINDOW`] or [`INBOX_FULL`] where that is why it was not done.
    KeepDecision {
        /// The decision.
        decision: Box<FromGate>,
    },
    /// Open the dashboard in a tab (a frame cannot).
    OpenDashboard,
}

/// Nothing of a private window is kept.
pub const PRIVATE_WINDOW: &str = "private window";
/// The decision log's inbox holds as many decisions as it can; opening the log empties it.
pub const INBOX_FULL: &str = "inbox full";

/// Answer to [`FromFrame::Redeem`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Redeemed {
    /// The token was this tab's and had not been redeemed; if not, everything else is a default.
    pub ok: bool,
    /// The settings now in force.
    pub settings: Settings,
    /// Until when the gate is paused, in milliseconds since the epoch; 0 if it is not.
    pub paused_until: f64,
    /// The key for guests' hashes: 64 hex digits, made once per installation, never exported.
    pub key: String,
    /// What was learned from the user's corrections.
    pub lessons: StoredLessons,
}

/// Dashboard or popup → background.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromOwnPage {
    /// Delete one record by id. Answer: [`Acknowledged`].
    Delete {
        /// The record's id.
        id: String,
    },
    /// Delete every record and the counters. Answer: [`Acknowledged`].
    DeleteAll,
    /// Forget this lesson. Answer: [`Acknowledged`].
    ForgetLesson {
        /// The lesson.
        lesson: StoredLesson,
    },
    /// Forget every lesson. Answer: [`Acknowledged`].
    ForgetLessons,
    /// Learn these too; what is known already is not learned twice. Answer: [`Acknowledged`].
    ImportLessons {
        /// The lessons.
        lessons: Vec<StoredLesson>,
    },
    /// Pause the gate until then (milliseconds since the epoch; 0 ends the pause). Answer: [`Acknowledged`].
    Pause {
        /// Until when.
        until: f64,
    },
    /// What the active tab's content script last said. Answer: [`Watched`].
    ActiveTab,
    /// These are in the decision log now: take them out of the inbox. Answer: [`Acknowledged`].
    DecisionsTaken {
        /// Their ids.
        ids: Vec<String>,
    },
    /// What every watched tab finds of its open editors. Answer: [`SelfTests`].
    SelfTest,
    /// The self-hosted calendars. Answer: [`Calendars`].
    Calendars,
    /// The key for guests' hashes. Answer: [`GuestKey`].
    GuestKey,
    /// Watch the calendar at this origin; its permission was granted before. Answer: [`Acknowledged`].
    AddCalendar {
        /// `https://cloud.example.org`, with a port if it is not the scheme's own.
        origin: String,
    },
    /// Watch it no longer: scripts, permission and entry go. Answer: [`Acknowledged`].
    RemoveCalendar {
        /// As in the list.
        origin: String,
    },
    /// Of a backup: keep these records, all of them or none. Answer: [`Acknowledged`].
    RestoreRecords {
        /// The records.
        records: Vec<StoredRecord>,
    },
    /// Of a backup: what else the background keeps. Answer: [`Acknowledged`].
    RestoreKept {
        /// The key for guests' hashes, which nothing here was made with yet; `None`: this installation's stays.
        key: Option<String>,
        /// Counts of unrecorded invites, by cause: of two the larger holds.
        #[cfg_attr(feature = "typescript", ts(type = "Record<string, number>"))]
        unchecked: BTreeMap<String, u32>,
        /// Entries of `decisionInbox`; one whose id waits already is left out.
        #[cfg_attr(feature = "typescript", ts(type = "unknown[]"))]
        inbox: Vec<Value>,
    },
    /// The version and the browser, and no tests. Answer: [`SelfTests`].
    About,
}

/// Answer to [`FromOwnPage::SelfTest`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SelfTests {
    /// One for each watched frame that answered.
    pub tests: Vec<SelfTest>,
    /// Version of the extension.
    pub version: String,
    /// Name and version of the browser, as far as the browser says.
    pub browser: String,
}

/// Answer to [`FromOwnPage::GuestKey`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GuestKey {
    /// 64 hex digits, made once per installation, never exported.
    pub key: String,
}

/// A calendar that the user added by its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Calendar {
    /// Its origin.
    pub origin: String,
    /// The site's short name as it was last recognised; empty until it was opened once.
    pub site: String,
}

/// Answer to [`FromOwnPage::Calendars`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Calendars {
    /// In the order in which they were added.
    pub calendars: Vec<Calendar>,
}

/// Answer to [`FromOwnPage::ActiveTab`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Watched {
    /// The site, or empty where the page is not watched.
    pub site: String,
    /// A visible fault.
    pub fault: Option<Cause>,
}

/// A write was done, or why not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Acknowledged {
    /// The transaction is complete.
    pub ok: bool,
    /// What went wrong, in words for a bug report; empty if nothing did.
    pub error: String,
}
