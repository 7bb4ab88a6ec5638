//! Messages on the `MessageChannel` between the page script and the gate's frame. `hold` numbers the
//! held gestures of one page; an answer for another hold than the present one is ignored.

use crate::snapshot::Snapshot;
use converel_core::patch;
use serde::{Deserialize, Serialize};

/// Page script → frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToGate {
    /// A gesture is held: pass or show?
    Ask {
        /// The hold.
        hold: u32,
        /// The editor, or the request.
        snapshot: Box<Snapshot>,
        /// The event as it was before the user changed it; nothing for a new one.
        #[serde(default)]
        before: Option<Box<Snapshot>>,
        /// What the user typed in the gate for this editor before, as the frame's `keep` gave it; or empty.
        kept: String,
    },
    /// The description was written, or not.
    Written {
        /// The hold.
        hold: u32,
        /// It was read back and every line of the proof was there.
        ok: bool,
    },
    /// Escape was pressed outside the frame, or its backdrop was clicked: as Escape inside it.
    Escape {
        /// The hold.
        hold: u32,
    },
    /// The hold is over for a cause outside the frame (the editor vanished, a failure): show nothing more.
    Over {
        /// The hold.
        hold: u32,
    },
}

/// Frame → page script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromGate {
    /// The core is up and the port was accepted.
    Ready,
    /// Let the gesture go, with nothing shown.
    Pass {
        /// The hold.
        hold: u32,
        /// Say so in a corner of the page: the user asked for it, and the invite was judged.
        confirm: bool,
    },
    /// The gate is painted: open the dialog.
    Show {
        /// The hold.
        hold: u32,
    },
    /// What the user has typed so far: kept for this editor, in case the frame goes away or the gate is
    /// opened again.
    Keep {
        /// The hold.
        hold: u32,
        /// For the frame's next `ask`; opaque to the page script.
        kept: String,
        /// The same for people: shown for copying if the frame is lost.
        text: String,
    },
    /// Write into the description, read back, answer `written`.
    Write {
        /// The hold.
        hold: u32,
        /// The steps.
        patch: Patch,
    },
    /// The decision is in the journal: let the gesture go.
    Release {
        /// The hold.
        hold: u32,
    },
    /// Nothing goes out: close the dialog, leave the editor as it is.
    Drop {
        /// The hold.
        hold: u32,
    },
    /// The frame sees that it is covered (IntersectionObserver v2, Chromium).
    Covered {
        /// The hold.
        hold: u32,
    },
}

/// A part of the block put in front of the description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Block {
    /// A heading line.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Bullets.
    List(Vec<String>),
}

/// A line changed in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineEdit {
    /// The line as it is, list markers left out.
    pub from: String,
    /// The line as it will be.
    pub to: String,
}

/// What is written into the description; `converel_core::patch::Patch` says what the parts mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Patch {
    /// Lines changed in place.
    pub edits: Vec<LineEdit>,
    /// The block in front.
    pub blocks: Vec<Block>,
    /// Lines that must be read back.
    pub proof: Vec<String>,
}

impl From<patch::Patch> for Patch {
    fn from(patch: patch::Patch) -> Self {
        Self {
            edits: patch.edits.into_iter().map(|edit| LineEdit { from: edit.from, to: edit.to }).collect(),
            blocks: patch
                .blocks
                .into_iter()
                .map(|block| match block {
                    patch::Block::Heading(text) => Block::Heading(text),
                    patch::Block::Paragraph(text) => Block::Paragraph(text),
                    patch::Block::List(items) => Block::List(items),
                })
                .collect(),
            proof: patch.proof,
        }
    }
}
