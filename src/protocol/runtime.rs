//! Messages over `runtime.sendMessage`. The background checks the sender of each before it reads it:
//! `FromPage` from our content script in a tab, `FromFrame` from `gate.html` in a tab, `FromOwnPage`
//! from the dashboard or the popup.

use crate::lessons::{StoredLesson, StoredLessons};
use crate::settings::Settings;
use crate::stored::{Cause, StoredRecord};
use serde::{Deserialize, Serialize};

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
    },
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
    /// Open the dashboard in a tab (a frame cannot).
    OpenDashboard,
}

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
