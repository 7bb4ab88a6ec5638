//! What the journal's words are called on screen, for the dashboard and the popup.

use crate::board::advises;
use crate::words::{number, t};
use converel_core::record::Record;
use converel_protocol::stored::{
    AgendaLevel, Alternative, Cause, Frequency, Outcome, PassReason, SendAnywayReason, StoredRecord,
};

/// What became of an invite.
pub fn outcome(outcome: Outcome) -> String {
    t(match outcome {
        Outcome::Passed => "dashboard_outcome_passed",
        Outcome::Improved => "dashboard_outcome_improved",
        Outcome::Sent => "dashboard_outcome_sent",
        Outcome::SentAnyway => "dashboard_outcome_sent_anyway",
        Outcome::Replaced => "dashboard_outcome_replaced",
        Outcome::Returned => "dashboard_outcome_returned",
        Outcome::Unchecked => "dashboard_outcome_unchecked",
        Outcome::Cancelled => "dashboard_outcome_cancelled",
    })
}

/// The detail of a record's outcome; empty where it has none.
pub fn detail(record: &StoredRecord) -> String {
    let pass = record.pass_reason.map(pass_reason);
    let anyway = record.send_anyway_reason.map(send_anyway_reason);
    let instead = record.alternative.map(alternative);
    let unchecked = record.cause.map(cause);
    pass.or(anyway).or(instead).or(unchecked).unwrap_or_default()
}

/// Why an invite passed in silence.
pub fn pass_reason(reason: PassReason) -> String {
    t(match reason {
        PassReason::NoGuests => "dashboard_pass_no_guests",
        PassReason::Paused => "dashboard_pass_paused",
        PassReason::AllDay => "dashboard_pass_all_day",
        PassReason::Past => "dashboard_pass_past",
        PassReason::BelowThreshold => "dashboard_pass_below_threshold",
        PassReason::Exempt => "dashboard_pass_exempt",
        PassReason::Bonding => "dashboard_pass_bonding",
        PassReason::Good => "dashboard_pass_good",
        PassReason::MinorChange => "dashboard_pass_minor_change",
        PassReason::SeriesDecided => "dashboard_pass_series_decided",
    })
}

/// Why an invite was sent anyway.
pub fn send_anyway_reason(reason: SendAnywayReason) -> String {
    t(match reason {
        SendAnywayReason::NotGiven => "dashboard_reason_not_given",
        SendAnywayReason::Urgent => "dashboard_reason_urgent",
        SendAnywayReason::Connection => "dashboard_reason_connection",
        SendAnywayReason::WritingTried => "dashboard_reason_writing_tried",
        SendAnywayReason::AskedTo => "dashboard_reason_asked_to",
        SendAnywayReason::Sensitive => "dashboard_reason_sensitive",
        SendAnywayReason::WrongAdvice => "dashboard_reason_wrong_advice",
    })
}

/// What took a meeting's place.
pub fn alternative(alternative: Alternative) -> String {
    t(alternative_name(alternative))
}

/// The name of the message that says it.
pub(crate) fn alternative_name(alternative: Alternative) -> &'static str {
    match alternative {
        Alternative::WrittenUpdate => "dashboard_alternative_written_update",
        Alternative::DecisionRecord => "dashboard_alternative_decision_record",
        Alternative::RecordedVideo => "dashboard_alternative_recorded_video",
        Alternative::SharedDocument => "dashboard_alternative_shared_document",
        Alternative::TaskBoard => "dashboard_alternative_task_board",
        Alternative::VideoCourse => "dashboard_alternative_video_course",
        Alternative::PullRequest => "dashboard_alternative_pull_request",
        Alternative::QuestionQueue => "dashboard_alternative_question_queue",
        Alternative::RetroBoard => "dashboard_alternative_retro_board",
        Alternative::Survey => "dashboard_alternative_survey",
        Alternative::Message => "dashboard_alternative_message",
    }
}

/// Why an invite went out unjudged. The badge says the same.
pub fn cause(cause: Cause) -> String {
    t(match cause {
        Cause::CoreNotReady => "badge_cause_core_not_ready",
        Cause::FrameBlocked => "badge_cause_frame_blocked",
        Cause::Covered => "badge_cause_covered",
        Cause::ExtensionUpdated => "badge_cause_extension_updated",
        Cause::SaveNotFound => "badge_cause_save_not_found",
        Cause::JournalUnavailable => "badge_cause_journal_unavailable",
        Cause::InviteChanged => "badge_cause_invite_changed",
        Cause::Unseen => "badge_cause_unseen",
        Cause::Fault => "badge_cause_fault",
    })
}

/// What an agenda had.
pub fn agenda(level: AgendaLevel) -> String {
    t(match level {
        AgendaLevel::None => "dashboard_agenda_none",
        AgendaLevel::LinkOnly => "dashboard_agenda_link_only",
        AgendaLevel::Topics => "dashboard_agenda_topics",
        AgendaLevel::Good => "dashboard_agenda_good",
    })
}

/// How an event repeats.
pub fn frequency(frequency: Frequency) -> String {
    t(match frequency {
        Frequency::Daily => "dashboard_frequency_daily",
        Frequency::Weekly => "dashboard_frequency_weekly",
        Frequency::Monthly => "dashboard_frequency_monthly",
        Frequency::Yearly => "dashboard_frequency_yearly",
    })
}

/// The advice that a record's quadrant gives; empty where there was none.
pub fn advice(record: &Record) -> String {
    record.quadrant_chosen.or(record.quadrant_inferred).map(advises).unwrap_or_default()
}

/// A site as people call it; one we have no name for keeps its own.
pub fn site(short: &str) -> String {
    match short {
        "google" => "Google Calendar".to_owned(),
        "outlook" => "Outlook".to_owned(),
        "proton" => "Proton Calendar".to_owned(),
        "sogo" => "SOGo".to_owned(),
        "nextcloud" => "Nextcloud Calendar".to_owned(),
        "roundcube" => "Roundcube".to_owned(),
        "zimbra" => "Zimbra".to_owned(),
        "caldav" => t("site_caldav"),
        other => other.to_owned(),
    }
}

/// Hours: whole ones, or with one digit below ten.
pub fn hours(hours: f64) -> String {
    number(hours, u8::from(hours < 10.0))
}
