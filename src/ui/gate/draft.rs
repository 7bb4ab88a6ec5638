//! The finished alternative: the same panel with the draft, and then what became of the invite.

use super::state::{Stage, State, focus};
use super::take;
use super::{Act, phrases};
use crate::clipboard;
use crate::download;
use crate::lean::{derived, live};
use crate::template::Words;
use crate::words::{message, t};
use converel_core::advice::Alternative;
use converel_core::draft;
use converel_protocol::runtime::{INBOX_FULL, PRIVATE_WINDOW};
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// As many addresses as a mail is addressed to.
const ADDRESSES: usize = 50;

pub(super) fn body(state: &State) -> View {
    let Some(alternative) = untrack(|| state.alternative()) else { return View::new() };
    let inputs = untrack(|| state.takes_inputs());
    let answers = untrack(|| state.answers());
    let given = &state.given;
    let drafted = if inputs {
        draft::inputs_first(&given.invite, &answers, given.today)
    } else {
        draft::draft(alternative, &given.invite, &answers, given.today)
    };
    // What the user changed is not drafted over, as long as it is the same alternative.
    let same = state.draft.of.get_untracked() == Some((alternative, inputs));
    if !(same && state.draft.edited.get_untracked()) {
        state.draft.text.set(drafted.markdown);
        state.draft.edited.set(false);
    }
    state.draft.of.set(Some((alternative, inputs)));
    state.draft.taken.set(String::new());

    let text = state.draft.text;
    let edited = state.draft.edited;
    let name = if inputs { t("gate_draft_inputs") } else { phrases::alternative(alternative) };
    let area = textarea()
        .attr("id", "draft")
        .attr("dir", "auto")
        // The draft is in the invite's language, which need not be the screen's.
        .attr("lang", drafted.language.tag())
        .attr("aria-labelledby", "draft-name")
        .attr("spellcheck", "true")
        .bind(bind::value, text)
        .on(events::input, move |_| edited.set(true))
        .on(events::copy, {
            let state = state.clone();
            move |_: web_sys::Event| took(&state, alternative, "gate_taken_copied")
        });
    sycamore::web::on_mount(|| focus("copy"));
    (
        div().class("body one").children(div().class("draft").children((
            h2().attr("id", "draft-name").children((name, small().children(t("gate_draft_from")))),
            area,
        ))),
        outcome(state),
        ways(state, alternative, drafted.title),
    )
        .into()
}

/// Back to the questions; the draft stays as it was changed.
pub(super) fn back(state: &State) {
    state.stage.set(Stage::Form);
    focus("async");
}

/// Something was done with the draft: say what, and what became of the invite.
fn took(state: &State, alternative: Alternative, words: &str) {
    let first = state.draft.taken.with_untracked(String::is_empty);
    state.draft.taken.set(t(words));
    state.draft.unkept.set(String::new());
    state.said.set(format!("{} {}", t(words), t("gate_not_sent")));
    if first {
        state.act(Act::Taken(untrack(|| state.answers()), alternative));
    }
}

/// A decision record goes into the decision log. While it is on its way, and once it is there, another press changes
/// nothing.
fn keep(state: &State) {
    if state.draft.kept.get_untracked() {
        return;
    }
    state.unless_busy(|state| {
        state.busy.set(true);
        let given = &state.given;
        let answers = untrack(|| state.answers());
        let text = state.draft.text.get_clone_untracked();
        state.act(Act::KeepDecision(draft::handed(&text, &given.invite, &answers, given.today)));
    });
}

/// What came of [`keep`].
pub(super) fn kept(state: &State, failed: Option<&str>) {
    state.busy.set(false);
    match failed {
        None => {
            state.draft.kept.set(true);
            took(state, Alternative::DecisionRecord, "gate_taken_kept");
            focus("done");
        }
        Some(why) => state.draft.unkept.set(t(match why {
            PRIVATE_WINDOW => "gate_keep_private",
            INBOX_FULL => "gate_keep_full",
            _ => "gate_keep_failed",
        })),
    }
}

/// What became of the draft and of the invite.
fn outcome(state: &State) -> View {
    let (taken, unkept) = (state.draft.taken, state.draft.unkept);
    live(move || {
        let failed = unkept.get_clone();
        if !failed.is_empty() {
            return div().class("outcome failed").attr("role", "alert").children(p().children(failed)).into();
        }
        let words = taken.get_clone();
        if words.is_empty() {
            return View::new();
        }
        div()
            .class("outcome")
            .attr("id", "outcome")
            .children((
                span().class("sign").attr("aria-hidden", "true"),
                p().children((b().children(words), " ", t("gate_not_sent"))),
            ))
            .into()
    })
}

fn ways(state: &State, alternative: Alternative, title: String) -> View {
    let taken = state.draft.taken;
    let is_taken = derived(move || taken.with(|taken| !taken.is_empty()));
    let text = state.draft.text;
    let given = &state.given;

    let to_questions = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.unless_busy(back)
    };
    let copy = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| {
            if clipboard::copy("draft") {
                took(&state, alternative, "gate_taken_copied");
                focus("done");
            } else {
                state.said.set(t("gate_copy_failed"));
                focus("draft");
            }
        }
    };
    let save = {
        let state = state.clone();
        let title = title.clone();
        move |_: web_sys::MouseEvent| {
            let saved =
                text.with_untracked(|text| download::save(&take::file_name(&title), "text/markdown", text));
            match saved {
                Ok(()) => {
                    took(&state, alternative, "gate_taken_saved");
                    focus("done");
                }
                Err(_) => state.said.set(t("gate_save_failed")),
            }
        }
    };
    let addresses: Vec<String> = given
        .invite
        .guests
        .iter()
        .map(|guest| guest.address.clone())
        .filter(|address| !address.is_empty())
        .take(ADDRESSES)
        .collect();
    let mail = {
        let title = title.clone();
        derived(move || {
            let to: Vec<&str> = addresses.iter().map(String::as_str).collect();
            text.with(|text| {
                let link = take::mail(&to, &title, &draft::plain(text), &t("gate_paste_here"));
                (link.address, link.too_long)
            })
        })
    };
    let mut links = vec![link(state, alternative, "mail", t("gate_mail"), mail, "gate_taken_mailed")];
    for template in &given.policy.tools {
        let address = {
            let (template, title) = (template.clone(), title.clone());
            let purpose = state.purpose;
            derived(move || {
                let purpose = purpose.get_clone_untracked();
                let link = text.with(|body| {
                    let words = Words { title: &title, body, purpose: &purpose };
                    take::tool(&template.url, words, &t("gate_paste_here"))
                });
                link.map(|link| (link.address, link.too_long)).unwrap_or_default()
            })
        };
        if address.with_untracked(|(address, _)| !address.is_empty()) {
            let words = message("gate_open_in", &[&template.name]);
            links.push(link(state, alternative, "tool", words, address, "gate_taken_opened"));
        }
    }
    let log = if untrack(|| state.takes_inputs()) || alternative != Alternative::DecisionRecord {
        View::new()
    } else {
        let (state, kept) = (state.clone(), state.draft.kept);
        button()
            .class("way")
            .attr("type", "button")
            .attr("id", "keep")
            .attr("aria-disabled", move || kept.get().then_some("true"))
            .on(events::click, move |_| keep(&state))
            .children(t("gate_keep"))
            .into()
    };
    let leave = move || {
        if is_taken.get() {
            return View::new();
        }
        button()
            .class("way plain")
            .attr("type", "button")
            .attr("id", "to-questions")
            .on(events::click, to_questions.clone())
            .children((span().children(t("gate_to_questions")), kbd().children("Esc")))
            .into()
    };
    let done = {
        let state = state.clone();
        move || {
            if !is_taken.get() {
                return View::new();
            }
            let state = state.clone();
            button()
                .class("way strong")
                .attr("type", "button")
                .attr("id", "done")
                .on(events::click, move |_| state.act(Act::Done))
                .children((span().children(t("gate_done")), kbd().children("Esc")))
                .into()
        }
    };
    sycamore::web::tags::footer()
        .class("foot")
        .children(
            div().class("ways").children((
                live(leave),
                span().class("room"),
                button()
                    .class("way")
                    .attr("type", "button")
                    .attr("id", "save")
                    .on(events::click, save)
                    .children(t("gate_save")),
                links,
                log,
                button()
                    .class(move || if is_taken.get() { "way" } else { "way strong" })
                    .attr("type", "button")
                    .attr("id", "copy")
                    .on(events::click, copy)
                    .children(t("gate_copy")),
                live(done),
            )),
        )
        .into()
}

/// A link that takes the draft along in its address; too long a draft goes by the clipboard as well.
fn link(
    state: &State,
    alternative: Alternative,
    kind: &'static str,
    words: String,
    address: ReadSignal<(String, bool)>,
    taken: &'static str,
) -> View {
    let state = state.clone();
    a().class("way")
        .attr("data-take", kind)
        .attr("href", move || address.with(|(address, _)| address.clone()))
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .on(events::click, move |_| {
            let pasted = address.with_untracked(|(_, too_long)| *too_long) && clipboard::copy("draft");
            took(&state, alternative, if pasted { "gate_taken_paste" } else { taken });
        })
        .children(words)
        .into()
}
