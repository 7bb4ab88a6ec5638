//! Files in: by picker, by folder, by drag and drop over the whole page; how far the import is; what was wrong. What
//! stands in the files is the worker's matter: this part hands them over and says what came of it.

mod chosen;
mod keep;
mod problems;

pub(crate) use problems::not_taken_up;

use crate::audit::{Ask, Model, Wish};
use crate::dashboard::focus;
use crate::lean::{effect, live, text_of};
use crate::words::{language, message, number, plural, t};
use converel_browser::{intl, listen};
use converel_protocol::audit::messages::{Problem, Stage, What};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{events, on_mount};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File, HtmlElement, HtmlInputElement};

/// Where the page's first part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    /// What is kept was not read yet.
    Opening,
    /// Nothing was imported.
    First,
    /// There are numbers.
    Again,
}

/// Files in, and what came of it.
pub(super) fn import(model: Model, ask: Ask) -> View {
    let face = create_selector(move || {
        model.audit.with(|audit| match audit {
            None => Face::Opening,
            Some(None) => Face::First,
            Some(Some(_)) => Face::Again,
        })
    });
    let busy = create_selector(move || model.progress.with(Option::is_some));
    let take = {
        let ask = Rc::clone(&ask);
        Rc::new(move |files: Vec<File>| {
            if model.progress.with_untracked(Option::is_some) {
                return;
            }
            if files.is_empty() {
                model.failed.set(Some(Problem {
                    file: String::new(),
                    line: None,
                    what: What::NoFiles,
                    detail: String::new(),
                }));
                return;
            }
            ask(Wish::Import(files));
        })
    };
    let place = create_node_ref();
    let dragging = drop_anywhere(place, busy, Rc::clone(&take));
    let zone = div()
        .id("audit-drop")
        .class(move || if face.get() == Face::Again { "drop again" } else { "drop" })
        .children((
            live(move || match face.get() {
                Face::Opening => p().class("quiet").children(t("audit_opening")).into(),
                _ if busy.get() => View::new(),
                Face::First => invitation(),
                Face::Again => read_when(model),
            }),
            pickers(take, face, busy),
            progress(model, Rc::clone(&ask), busy),
        ));
    let how = live(move || if face.get() == Face::First && !busy.get() { ways() } else { View::new() });
    let over = live(move || {
        if !dragging.get() {
            return View::new();
        }
        div().class("dropping").attr("aria-hidden", "true").children(p().children(t("audit_drop_now"))).into()
    });
    section()
        .class("import")
        .r#ref(place)
        .attr("aria-label", t("audit_import"))
        .children((
            zone,
            problems::failed(model),
            problems::problems(model),
            how,
            keep::keep(model, ask),
            over,
        ))
        .into()
}

/// What to do, for whom nothing was imported yet.
fn invitation() -> View {
    div()
        .class("invitation")
        .children((
            svg().class("sheet-mark").attr("viewBox", "0 0 48 48").attr("aria-hidden", "true").children((
                path()
                    .class("leaf")
                    .attr("d", "M11 9h26a5 5 0 0 1 5 5v23a5 5 0 0 1-5 5H11a5 5 0 0 1-5-5V14a5 5 0 0 1 5-5z"),
                path().class("band").attr("d", "M6 18v-4a5 5 0 0 1 5-5h26a5 5 0 0 1 5 5v4z"),
                path().class("arrow-in").attr("d", "M24 23v13m-5.5-5.5L24 36l5.5-5.5"),
            )),
            h2().children(t("audit_drop_heading")),
            p().children(t("audit_drop_text")),
            p().class("quiet").children(t("audit_drop_private")),
        ))
        .into()
}

/// When the calendar was read, and how much of it there is.
fn read_when(model: Model) -> View {
    let line = move || {
        let at = model.audit.with(|audit| audit.as_ref().and_then(Option::as_ref).map(|audit| audit.read_at));
        message("audit_read_at", &[&intl::date_time(&language(), at.unwrap_or_default())])
    };
    p().class("read-at").children(text_of(line)).into()
}

/// The two buttons. Each is the label of an input that is there for keyboard and screen reader, but not to be seen:
/// the browser's own cannot be styled.
fn pickers(take: Rc<impl Fn(Vec<File>) + 'static>, face: ReadSignal<Face>, busy: ReadSignal<bool>) -> View {
    let picker = move |id: &'static str, class: &'static str, folder: bool, name: &'static str| {
        let take = Rc::clone(&take);
        let control = input()
            .r#type("file")
            .id(id)
            .class("hidden")
            .bool_attr("multiple", true)
            .bool_attr("webkitdirectory", folder)
            .attr(
                "accept",
                if folder { None } else { Some(".ics,.ical,.ifb,.zip,text/calendar,application/zip") },
            )
            .on(events::change, move |event: Event| {
                let Some(input) =
                    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
                else {
                    return;
                };
                let files = chosen::of_list(input.files());
                // So that the same file can be chosen again.
                input.set_value("");
                take(if folder {
                    files.into_iter().filter(chosen::may_be_calendar).collect()
                } else {
                    files
                });
            });
        let name = text_of(move || {
            t(match (name, face.get()) {
                ("files", Face::Again) => "audit_again",
                ("files", _) => "audit_choose_files",
                (_, _) => "audit_choose_folder",
            })
        });
        label().class(class).r#for(id).children((control, span().children(name)))
    };
    div()
        .class("pickers")
        .bool_attr("hidden", move || busy.get())
        .children((
            picker("audit-files", "button pick main", false, "files"),
            picker("audit-folder", "button pick", true, "folder"),
        ))
        .into()
}

/// How far the import is. The stage is said to screen readers when it changes, the rest is only shown.
fn progress(model: Model, ask: Ask, busy: ReadSignal<bool>) -> View {
    let stage =
        create_selector(move || model.progress.with(|progress| progress.as_ref().map(|now| now.stage)));
    let cancelled = create_signal(false);
    // The message that tells how the last import ended. A failure is told by its own alert.
    let ended = create_signal(None::<&'static str>);
    let was_busy = create_signal(false);
    effect(move || {
        let now = busy.get();
        if now {
            cancelled.set(false);
            ended.set(None);
        } else if was_busy.get_untracked() {
            ended.set(if cancelled.get_untracked() {
                Some("audit_stage_cancelled")
            } else if model.failed.with_untracked(Option::is_some) {
                None
            } else {
                Some("audit_stage_done")
            });
        }
        was_busy.set(now);
    });
    let said = move || match stage.get() {
        Some(Stage::Reading) => t("audit_stage_reading"),
        Some(Stage::Expanded) => t("audit_stage_expanded"),
        Some(Stage::Judged) => t("audit_stage_judged"),
        None => ended.get().map(t).unwrap_or_default(),
    };
    let share = move || {
        model.progress.with(|progress| {
            progress
                .as_ref()
                // Reading is most of the work; what comes after it has no bytes to count by.
                .filter(|now| now.stage == Stage::Reading && now.of > 0.0)
                .map(|now| format!("{:.3}", (now.done / now.of).clamp(0.0, 1.0)))
        })
    };
    let counted = move || {
        model.progress.with(|progress| {
            progress.as_ref().map_or_else(String::new, |now| {
                let events = plural("audit_progress_events", f64::from(now.events));
                message("audit_progress", &[&megabytes(now.done), &megabytes(now.of), &events])
            })
        })
    };
    let file =
        move || model.progress.with(|now| now.as_ref().map(|now| now.file.clone()).unwrap_or_default());
    let stop = move |_| {
        cancelled.set(true);
        ask(Wish::Cancel);
    };
    let bar = live(move || {
        if !busy.get() {
            return View::new();
        }
        sycamore::web::tags::progress()
            .id("audit-progress")
            .attr("max", "1")
            .attr("value", share)
            .attr("aria-labelledby", "audit-stage")
            .into()
    });
    let cancel = live({
        let stop = Rc::new(stop);
        move || {
            if !busy.get() {
                return View::new();
            }
            let stop = Rc::clone(&stop);
            // Where the focus was, the pickers are no more; nor is this when the import has ended.
            on_mount(|| focus("audit-cancel"));
            on_cleanup(|| spawn_local(async { focus("audit-files") }));
            button()
                .r#type("button")
                .class("button")
                .id("audit-cancel")
                .on(events::click, move |event: web_sys::MouseEvent| stop(event))
                .children(t("audit_cancel"))
                .into()
        }
    });
    let details = live(move || {
        if !busy.get() {
            return View::new();
        }
        p().class("quiet counted")
            .children((
                text_of(counted),
                " ",
                span().class("file").attr("dir", "auto").children(text_of(file)),
            ))
            .into()
    });
    div()
        .class(move || if busy.get() { "progress busy" } else { "progress" })
        .children((
            p().id("audit-stage")
                .class(move || if busy.get() { "stage" } else { "hidden" })
                .role("status")
                .children(text_of(said)),
            bar,
            details,
            cancel,
        ))
        .into()
}

fn megabytes(bytes: f64) -> String {
    let megabytes = bytes / 1_000_000.0;
    number(megabytes, if megabytes < 10.0 { 1 } else { 0 })
}

/// Files that are dropped anywhere while this part is seen are taken. The signal says whether some hover over the
/// page. A card that is dragged on the board carries no files and is left alone.
fn drop_anywhere(
    place: NodeRef,
    busy: ReadSignal<bool>,
    take: Rc<impl Fn(Vec<File>) + 'static>,
) -> Signal<bool> {
    let dragging = create_signal(false);
    let Some(window) = web_sys::window() else { return dragging };
    let seen = move || {
        let element = place.try_get().and_then(|node| node.dyn_into::<HtmlElement>().ok());
        element.is_some_and(|element| element.offset_parent().is_some())
    };
    let over = move |event: Event| {
        if seen() && chosen::carries_files(&event) {
            // Without this the browser would open the file in place of the page.
            event.prevent_default();
            if !busy.get_untracked() && !dragging.get_untracked() {
                dragging.set(true);
            }
        }
    };
    let leave = move |event: Event| {
        // Between two elements of the page there is another that is entered.
        let to = event.dyn_into::<web_sys::DragEvent>().ok().and_then(|event| event.related_target());
        if to.is_none() {
            dragging.set(false);
        }
    };
    let dropped = move |event: Event| {
        dragging.set(false);
        if !seen() || !chosen::carries_files(&event) {
            return;
        }
        event.prevent_default();
        let take = Rc::clone(&take);
        chosen::of_drop(&event, move |files| take(files));
    };
    let listeners = (
        listen::on_capture(&window, "dragenter", over),
        listen::on_capture(&window, "dragover", over),
        listen::on_capture(&window, "dragleave", leave),
        listen::on_capture(&window, "drop", dropped),
    );
    on_cleanup(move || drop(listeners));
    dragging
}

/// Where to get the export.
fn ways() -> View {
    let way = |name: &'static str, text: &'static str| {
        li().children((h3().children(t(name)), p().children(t(text)))).into()
    };
    let ways: Vec<View> = vec![
        way("audit_way_google", "audit_way_google_text"),
        way("audit_way_outlook", "audit_way_outlook_text"),
        way("audit_way_others", "audit_way_others_text"),
    ];
    div().class("ways").children((h2().children(t("audit_ways")), ul().children(ways))).into()
}
