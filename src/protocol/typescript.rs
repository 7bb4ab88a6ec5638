//! The TypeScript declarations of everything that the page scripts and the background send, keep or read:
//! one file without imports, written by the builder.

use crate::team::decision;
use crate::{kept, lessons, port, runtime, settings, snapshot, stored};
use ts_rs::{Config, TS};

/// The whole file.
pub fn declarations() -> String {
    let mut file = "// Generated from src/protocol; change it there.\n".to_owned();
    macro_rules! declare {
        ($($type:ty),+ $(,)?) => {{
            let config = Config::default();
            $(
                file.push_str("\nexport ");
                file.push_str(&<$type as TS>::decl(&config));
                file.push('\n');
            )+
        }};
    }
    declare!(
        snapshot::Format,
        snapshot::GuestKind,
        snapshot::SnapshotGuest,
        snapshot::SnapshotTime,
        snapshot::SnapshotRecurrence,
        snapshot::Snapshot,
        port::ToGate,
        port::FromGate,
        port::Block,
        port::LineEdit,
        port::Patch,
        runtime::FromPage,
        runtime::CalendarRead,
        runtime::ToPage,
        runtime::LocatorTest,
        runtime::PartTest,
        runtime::EditorTest,
        runtime::SelfTest,
        runtime::SelfTests,
        runtime::Calendar,
        runtime::Calendars,
        runtime::Minted,
        runtime::FromFrame,
        runtime::Redeemed,
        runtime::FromOwnPage,
        runtime::Watched,
        runtime::GuestKey,
        runtime::Acknowledged,
        decision::FromGate,
        kept::Nature,
        lessons::PurposeCorrection,
        lessons::RelationshipCorrection,
        lessons::StoredLesson,
        lessons::StoredLessons,
        settings::Strength,
        settings::Exemption,
        settings::Tool,
        settings::Person,
        settings::Pod,
        settings::Settings,
        stored::Outcome,
        stored::PassReason,
        stored::SendAnywayReason,
        stored::Alternative,
        stored::Cause,
        stored::Purpose,
        stored::Relationship,
        stored::Quadrant,
        stored::AgendaLevel,
        stored::Frequency,
        stored::StoredRecord,
    );
    file
}
