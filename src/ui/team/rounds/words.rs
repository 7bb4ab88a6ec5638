//! The words of our questions, their scales, the benefits and the practices. They stand here and not in a round, so
//! that everybody reads a round in their own language.

use crate::document::words::{Screen, Words};
use converel_protocol::team::practice::Practice;
use converel_protocol::team::round::{Benefit, Group, Question};

/// What a question asks, and why it is asked: in the lead's own words where there are some, or else in ours. Either
/// may be empty: a lead need not say why, and a later version may ask what this one has no words for.
pub(crate) fn words(question: &Question) -> (String, String) {
    asked(&Screen, question)
}

/// The name of a step, 1 to 5, of a question's scale.
pub(crate) fn step(question: &Question, step: u8) -> String {
    step_of(&Screen, question, step)
}

/// A benefit's name.
pub(crate) fn benefit(benefit: Benefit) -> String {
    Screen.text(of_benefit(benefit).0)
}

/// How working async-first brings a benefit, in a sentence.
pub(crate) fn benefit_text(benefit: Benefit) -> String {
    Screen.text(of_benefit(benefit).1)
}

/// As [`words`], in these words.
pub(crate) fn asked(words: &dyn Words, question: &Question) -> (String, String) {
    let ours = ours(&question.id);
    let or = |own: &str, name: Option<&str>| match (own.trim(), name) {
        ("", Some(name)) => words.text(name),
        (own, _) => own.to_owned(),
    };
    // Why we ask is no reason for what somebody else asks.
    let why = if question.text.trim().is_empty() { ours.map(|(_, why)| why) } else { None };
    (or(&question.text, ours.map(|(text, _)| text)), or(&question.why, why))
}

/// As [`step`], in these words.
pub(crate) fn step_of(words: &dyn Words, question: &Question, step: u8) -> String {
    const OFTEN: [&str; 5] =
        ["team_step_never", "team_step_rarely", "team_step_sometimes", "team_step_often", "team_step_always"];
    const EASY: [&str; 5] = [
        "team_step_very_hard",
        "team_step_hard",
        "team_step_neither",
        "team_step_easy",
        "team_step_very_easy",
    ];
    const TRUE: [&str; 5] = [
        "team_step_not_at_all",
        "team_step_little",
        "team_step_partly",
        "team_step_mostly",
        "team_step_entirely",
    ];
    let names = match (question.id.as_str(), question.text.trim()) {
        ("onboarding-ease", _) => EASY,
        (id, "") if ours(id).is_some() => OFTEN,
        _ => TRUE,
    };
    usize::from(step)
        .checked_sub(1)
        .and_then(|at| names.get(at))
        .map_or_else(String::new, |name| words.text(name))
}

/// A benefit's name, in these words.
pub(crate) fn benefit_name(words: &dyn Words, benefit: Benefit) -> String {
    words.text(of_benefit(benefit).0)
}

/// The name of a group of questions.
pub(crate) fn group(words: &dyn Words, group: Group) -> String {
    words.text(match group {
        Group::Artefacts => "team_round_group_artefacts",
        Group::Meetings => "team_round_group_meetings",
        Group::DeepWork => "team_round_group_deep_work",
        Group::Onboarding => "team_round_group_onboarding",
        Group::Benefits => "team_round_group_benefits",
        Group::Other => "team_round_group_other",
    })
}

/// A practice's name.
pub(crate) fn practice(words: &dyn Words, practice: Practice) -> String {
    words.text(of_practice(practice).0)
}

/// What to do for a practice, in a sentence.
pub(crate) fn practice_text(words: &dyn Words, practice: Practice) -> String {
    words.text(of_practice(practice).1)
}

/// The messages of one of our questions: what, and why.
fn ours(id: &str) -> Option<(&'static str, &'static str)> {
    Some(match id {
        "decision-records" => ("team_question_decision_records", "team_question_decision_records_why"),
        "commit-messages" => ("team_question_commit_messages", "team_question_commit_messages_why"),
        "readmes" => ("team_question_readmes", "team_question_readmes_why"),
        "pull-requests" => ("team_question_pull_requests", "team_question_pull_requests_why"),
        "agendas" => ("team_question_agendas", "team_question_agendas_why"),
        "facilitators" => ("team_question_facilitators", "team_question_facilitators_why"),
        "time-boxes" => ("team_question_time_boxes", "team_question_time_boxes_why"),
        "minutes" => ("team_question_minutes", "team_question_minutes_why"),
        "free-to-decline" => ("team_question_free_to_decline", "team_question_free_to_decline_why"),
        "small-meetings" => ("team_question_small_meetings", "team_question_small_meetings_why"),
        "deep-had" => ("team_question_deep_had", "team_question_deep_had_why"),
        "deep-wanted" => ("team_question_deep_wanted", "team_question_deep_wanted_why"),
        "undisturbed" => ("team_question_undisturbed", "team_question_undisturbed_why"),
        "onboarding-ease" => ("team_question_onboarding_ease", "team_question_onboarding_ease_why"),
        "first-commit" => ("team_question_first_commit", "team_question_first_commit_why"),
        "written-path" => ("team_question_written_path", "team_question_written_path_why"),
        "change-first" => ("team_question_change_first", "team_question_change_first_why"),
        "benefits" => ("team_question_benefits", "team_question_benefits_why"),
        "benefits-why" => ("team_question_benefits_reason", "team_question_benefits_reason_why"),
        _ => return None,
    })
}

fn of_benefit(benefit: Benefit) -> (&'static str, &'static str) {
    match benefit {
        Benefit::Balance => ("team_benefit_balance", "team_benefit_balance_text"),
        Benefit::Inclusion => ("team_benefit_inclusion", "team_benefit_inclusion_text"),
        Benefit::Knowledge => ("team_benefit_knowledge", "team_benefit_knowledge_text"),
        Benefit::Scale => ("team_benefit_scale", "team_benefit_scale_text"),
        Benefit::DeepWork => ("team_benefit_deep_work", "team_benefit_deep_work_text"),
        Benefit::Action => ("team_benefit_action", "team_benefit_action_text"),
    }
}

fn of_practice(practice: Practice) -> (&'static str, &'static str) {
    match practice {
        Practice::DecisionRecords => {
            ("team_practice_decision_records", "team_practice_decision_records_text")
        }
        Practice::CommitMessages => ("team_practice_commit_messages", "team_practice_commit_messages_text"),
        Practice::Readmes => ("team_practice_readmes", "team_practice_readmes_text"),
        Practice::PullRequests => ("team_practice_pull_requests", "team_practice_pull_requests_text"),
        Practice::Agendas => ("team_practice_agendas", "team_practice_agendas_text"),
        Practice::Facilitators => ("team_practice_facilitators", "team_practice_facilitators_text"),
        Practice::TimeBoxes => ("team_practice_time_boxes", "team_practice_time_boxes_text"),
        Practice::Minutes => ("team_practice_minutes", "team_practice_minutes_text"),
        Practice::FreeToDecline => ("team_practice_free_to_decline", "team_practice_free_to_decline_text"),
        Practice::SmallMeetings => ("team_practice_small_meetings", "team_practice_small_meetings_text"),
        Practice::MeetingAudit => ("team_practice_meeting_audit", "team_practice_meeting_audit_text"),
        Practice::FocusBlocks => ("team_practice_focus_blocks", "team_practice_focus_blocks_text"),
        Practice::ResponseTimes => ("team_practice_response_times", "team_practice_response_times_text"),
        Practice::WrittenUpdates => ("team_practice_written_updates", "team_practice_written_updates_text"),
        Practice::Workflow => ("team_practice_workflow", "team_practice_workflow_text"),
        Practice::OnboardingPath => ("team_practice_onboarding_path", "team_practice_onboarding_path_text"),
        Practice::VideoCourse => ("team_practice_video_course", "team_practice_video_course_text"),
        Practice::Handbook => ("team_practice_handbook", "team_practice_handbook_text"),
        Practice::Pods => ("team_practice_pods", "team_practice_pods_text"),
        Practice::RetroBoard => ("team_practice_retro_board", "team_practice_retro_board_text"),
        Practice::QuestionQueue => ("team_practice_question_queue", "team_practice_question_queue_text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::english::English;
    use converel_protocol::team::round::Form;
    use converel_team::questions::{baseline, poll};

    #[test]
    fn every_question_of_ours_has_words_and_says_why() {
        let english = English::read("ltr");
        for question in baseline().into_iter().chain(poll()) {
            let (text, why) = asked(&english, &question);
            assert!(!text.is_empty() && !why.is_empty(), "{}", question.id);
            for step in 1..=5 {
                assert!(!step_of(&english, &question, step).is_empty());
            }
        }
    }

    #[test]
    fn the_lead_s_own_words_hold() {
        let english = English::read("ltr");
        let own = |id: &str, text: &str, why: &str| Question {
            id: id.to_owned(),
            group: Group::Other,
            form: Form::Scale,
            text: text.to_owned(),
            why: why.to_owned(),
        };
        let ours = asked(&english, &own("agendas", "", ""));
        for (question, expected, first) in [
            (own("agendas", "", ""), ours.clone(), "Never"),
            (own("agendas", " Agendas? ", ""), ("Agendas?".to_owned(), String::new()), "Not at all"),
            (own("agendas", "", "Because."), (ours.0.clone(), "Because.".to_owned()), "Never"),
            (
                own("own-1", "Happy?", "It matters"),
                ("Happy?".to_owned(), "It matters".to_owned()),
                "Not at all",
            ),
            (own("later", "", ""), (String::new(), String::new()), "Not at all"),
            (
                own("onboarding-ease", "", "x"),
                (asked(&english, &own("onboarding-ease", "", "")).0, "x".to_owned()),
                "Very hard",
            ),
        ] {
            assert_eq!(asked(&english, &question), expected);
            assert_eq!(step_of(&english, &question, 1), first);
        }
        assert_eq!(step_of(&english, &own("agendas", "", ""), 0), "");
        assert_eq!(step_of(&english, &own("agendas", "", ""), 6), "");
    }
}
