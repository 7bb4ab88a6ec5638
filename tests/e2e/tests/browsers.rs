//! The end-to-end suite: every scenario in Chromium and in Firefox. `cargo test -p e2e -- word…` runs those
//! whose name contains a word; `chromium` or `firefox` chooses the browser.

mod audit;
mod audit_board;
mod audit_hostile;
mod backup;
mod coverage;
mod fail_open;
mod google;
mod hostile;
mod input;
mod judgement;
mod lifecycle;
mod pages;
mod requests;
mod selfhosted;
mod sogo;
mod sogo_paths;
mod team_cycle;
mod team_decisions;
mod team_handbook;
mod team_hostile;
mod team_pages;
mod team_pods;
mod team_rounds;

use e2e::harness::runner;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let failed = runner::run(e2e::scenarios![
        sogo:
            sogo::a_held_invite_reaches_nobody_and_back_leaves_the_draft,
            sogo::send_reaches_each_guest_once_with_the_agenda,
            sogo::async_reaches_nobody_and_leaves_the_draft,
            sogo::send_anyway_reaches_each_guest_once_and_its_reason_is_exported,
            sogo::enter_in_the_title_is_held_like_save,
            sogo::a_good_invite_goes_out_without_a_dialog,
            sogo::a_typed_address_is_a_guest_as_sogo_sees_it,
            sogo::a_double_click_sends_once,
            sogo::a_reload_while_held_sends_nothing,
            sogo::an_extension_reloaded_under_the_page_lets_go_once,
            sogo_paths::a_drag_is_held_and_told_once,
            sogo_paths::an_edit_is_asked_about_only_where_it_costs_more,
            sogo_paths::a_later_start_is_held,
            sogo_paths::a_series_is_decided_about_once,
            sogo_paths::an_occurrence_that_is_dragged_is_held,
            sogo_paths::a_conflict_sends_nothing_and_then_once,
            sogo_paths::a_deletion_is_recorded_and_not_asked_about,
            selfhosted::an_added_calendar_is_guarded_until_it_is_removed,
            selfhosted::a_permission_taken_away_removes_the_calendar,
            selfhosted::an_added_calendar_outlives_a_reload_of_the_extension,
            selfhosted::a_stranger_that_frames_the_gate_sees_nothing,
            judgement::every_quadrant_by_itself,
            judgement::every_quadrant_in_the_dark,
            judgement::who_met_before_knows_each_other,
            judgement::a_meeting_for_its_own_sake_passes,
            judgement::a_german_invite_is_drafted_in_german,
            judgement::a_correction_is_remembered,
            judgement::what_was_learned_is_the_users;
        stand_in:
            coverage::the_page_about_it_names_what_is_there,
            coverage::google,
            coverage::outlook,
            coverage::nextcloud,
            coverage::proton,
            coverage::roundcube,
            coverage::zimbra,
            google::every_language_and_generation_is_held_and_sent_once,
            google::send_writes_the_agenda_into_rich_text,
            google::async_replaces_the_invite,
            google::a_good_invite_passes_in_silence,
            google::no_guests_no_gate,
            google::keyboard_commits_are_held,
            google::keyboard_alone_is_enough,
            google::a_key_held_down_sends_nothing,
            google::a_double_click_asks_once,
            google::back_in_the_calendars_own_question_is_not_asked_again,
            google::a_typed_address_is_held,
            google::a_reload_while_held_sends_nothing,
            google::what_was_typed_is_there_again,
            google::an_isolated_page_is_guarded_too,
            google::an_extension_reloaded_under_the_page_lets_go_once,
            google::a_side_panel_in_another_site_is_guarded,
            input::three_hundred_guests,
            input::a_title_of_ten_thousand_characters,
            input::a_megabyte_of_nested_html,
            input::emoji_right_to_left_and_combining_characters,
            input::no_title_and_an_end_before_the_start,
            input::an_all_day_series_passes,
            input::groups_rooms_and_doubles,
            hostile::a_host_removed_at_once_lets_go_unchecked,
            hostile::a_host_removed_while_open_comes_back,
            hostile::a_page_that_covers_the_gate,
            hostile::a_page_that_restyles_and_hides,
            hostile::synthetic_events_and_messages_do_nothing,
            hostile::a_page_cannot_look_inside,
            hostile::a_frame_without_a_token_stays_blank,
            fail_open::a_core_that_never_comes_up,
            fail_open::a_journal_out_of_reach,
            fail_open::a_full_storage,
            fail_open::a_save_that_is_not_found,
            requests::every_way_out_is_held,
            requests::what_invites_nobody_goes_at_once,
            requests::an_answer_to_an_invitation_goes_and_a_move_is_held,
            requests::a_request_given_up_is_not_asked_about_any_more,
            requests::an_extension_reloaded_lets_go_once,
            requests::the_page_sees_no_difference,
            lifecycle::an_update_under_an_open_gate_loses_nothing,
            lifecycle::an_update_under_a_held_request_lets_go_once,
            lifecycle::a_disabled_extension_is_as_if_it_were_not_there,
            lifecycle::disabled_under_an_open_gate_nothing_is_lost,
            lifecycle::disabled_under_a_held_request_it_goes_once,
            lifecycle::back_and_forward_is_guarded_by_one_gate,
            lifecycle::two_tabs_decide_apart,
            lifecycle::a_private_window_leaves_no_trace,
            lifecycle::offline_a_draft_stays_and_is_asked_about_once,
            lifecycle::offline_a_request_fails_and_is_asked_about_once,
            selfhosted::what_cannot_be_watched_is_refused_by_name,
            pages::every_state_in_both_themes,
            pages::the_dashboard_exports_what_happened,
            pages::settings_change_the_gate,
            pages::the_self_test_names_what_was_found,
            pages::nothing_reaches_the_network,
            audit::the_numbers_are_those_of_the_calendar,
            audit::only_what_was_agreed_to_is_kept,
            audit::reports_hold_the_numbers,
            audit::every_state_in_both_themes,
            audit_board::cards_are_moved_and_stay,
            audit_board::a_promise_is_held_against_a_later_calendar,
            audit_hostile::bad_files_change_nothing,
            audit_hostile::an_import_can_be_stopped,
            team_pages::a_round_goes_by_keyboard_alone,
            team_pages::half_an_answer_outlives_a_reload,
            team_pages::a_full_storage_is_said_and_loses_nothing,
            team_pages::every_state_of_rounds_in_both_themes,
            backup::everything_goes_to_the_other_browser_and_back,
            backup::what_is_no_backup_changes_nothing,
            backup::a_restoration_that_broke_off_is_completed_by_another,
            backup::a_large_backup_is_restored,
            backup::every_state_in_both_themes,
            team_rounds::a_round_goes_out_and_comes_back,
            team_rounds::what_few_said_is_never_told,
            team_rounds::bad_input_is_named_and_harms_nothing,
            team_cycle::practices_are_held_against_a_later_round,
            team_decisions::written_decided_and_superseded_by_keyboard,
            team_decisions::exported_and_imported_they_are_the_same,
            team_decisions::the_gates_decision_is_taken_in_once_and_is_due,
            team_decisions::two_windows_lose_nothing,
            team_decisions::every_state_in_both_themes,
            team_handbook::what_is_typed_becomes_a_handbook,
            team_handbook::two_dashboards_lose_nothing,
            team_handbook::every_state_in_both_themes,
            team_pods::people_and_pods_by_keyboard,
            team_pods::who_is_responsible_decides,
            team_pods::a_record_is_kept_in_the_log_once,
            team_pods::every_state_in_both_themes,
            team_hostile::what_is_done_twice_is_done_once,
            team_hostile::what_is_huge_is_kept_whole,
            team_hostile::a_full_storage_leaves_the_form_as_it_is,
    ])
    .await?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
