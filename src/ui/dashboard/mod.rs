//! The dashboard's page: the journal with its week's figures, the self-test, and the settings. It shows what the model
//! holds and says what the user wishes; reading, writing and deleting is done by whoever mounts it.

mod chart;
mod confirm;
mod coverage;
mod export;
mod figures;
mod journal;
mod rows;
mod table;
mod week;

use crate::words::t;
use crate::{audit, backup, settings, team};
use converel_browser::listen;
use converel_core::learn::Lessons;
use converel_protocol::lessons::{Found, LessonsError, StoredLesson};
use converel_protocol::runtime::Calendar;
use converel_protocol::settings::Settings;
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

pub use coverage::Tested;
pub use journal::{Journal, Unrecorded, figures};
pub use rows::Entry;
pub use week::Week;

/// What the page shows; who mounts it keeps it true. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// The journal.
    pub journal: Signal<Journal>,
    /// Unchecked invites that no record tells of.
    pub unrecorded: Signal<Unrecorded>,
    /// The settings as they are stored; `None` until they are read.
    pub settings: Signal<Option<Settings>>,
    /// What was learned from the user's corrections.
    pub lessons: Signal<Learned>,
    /// The calendars that the user added.
    pub calendars: Signal<Vec<Calendar>>,
    /// The self-test.
    pub tested: Signal<Tested>,
    /// What was done last, or went wrong, in one line.
    pub notice: Signal<Option<Notice>>,
    /// Today, in the user's own zone.
    pub today: Date,
}

/// What was learned, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Learned {
    /// Not yet.
    Reading,
    /// The lessons.
    Read(Lessons),
    /// What is stored cannot be read, and is left as it is.
    Failed(LessonsError),
}

impl Learned {
    /// What came of reading it.
    pub fn of(found: Result<Found, LessonsError>) -> Self {
        found.map_or_else(Self::Failed, |found| Self::Read(found.lessons))
    }

    /// The lessons, if they were read.
    pub(crate) fn lessons(&self) -> Option<&Lessons> {
        match self {
            Self::Read(lessons) => Some(lessons),
            Self::Reading | Self::Failed(_) => None,
        }
    }
}

/// One line for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In the user's words.
    pub text: String,
    /// Something went wrong.
    pub failure: bool,
}

/// What the user wishes.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Delete the record of this id.
    Delete(String),
    /// Delete every record and every count.
    DeleteAll,
    /// Store these settings; people and pods stay as they are stored.
    Save(Box<Settings>),
    /// Forget this lesson.
    Forget(Box<StoredLesson>),
    /// Forget every lesson.
    ForgetAll,
    /// Learn these lessons too.
    Import(Vec<StoredLesson>),
    /// Watch the calendar at this origin; the permission was granted.
    AddCalendar(String),
    /// Watch it no longer.
    RemoveCalendar(String),
    /// Ask every watched page what it finds.
    SelfTest,
}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Journal,
    Audit,
    Team(team::Page),
    Coverage,
    Settings,
}

impl Place {
    fn of_address() -> Self {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        match hash.as_deref() {
            Some("#settings") => Self::Settings,
            Some("#coverage") => Self::Coverage,
            Some("#audit") => Self::Audit,
            Some(fragment) => team::Page::of_fragment(fragment).map_or(Self::Journal, Self::Team),
            None => Self::Journal,
        }
    }
}

/// What begins a part of the page: called when that part is first looked at.
pub type Begin<T> = Rc<dyn Fn() -> T>;

/// The whole page. `audit` and `team` give those parts of it, and are called when they are first looked at.
pub fn dashboard(
    model: Model,
    ask: Ask,
    audit: Begin<(audit::Model, audit::Ask)>,
    team: Begin<(team::Model, team::Ask)>,
    backup: (backup::Model, backup::Ask),
) -> View {
    let place = create_signal(Place::of_address());
    if let Some(window) = web_sys::window() {
        let listener = listen::on(&window, "hashchange", move |_| {
            place.set(Place::of_address());
            // What was said of the one page is no news on the other.
            model.notice.set(None);
        });
        on_cleanup(move || drop(listener));
    }
    let link = move |to: Place, address: &'static str, name: &'static str| {
        a().href(address)
            .attr("aria-current", move || (place.get() == to).then_some("page"))
            .children(t(name))
    };
    // All stay in the document: leaving the settings half typed loses nothing.
    let view = move |of: Place, content: View| {
        div().bool_attr("hidden", move || place.get() != of).children(content)
    };
    (
        a().class("skip").href("#main").on(events::click, skip_to_main).children(t("dashboard_skip")),
        header().class("bar").children(
            div().class("wide").children((
                brand(),
                nav().attr("aria-label", t("dashboard_nav")).children((
                    link(Place::Journal, "#journal", "dashboard_nav_journal"),
                    link(Place::Audit, "#audit", "dashboard_nav_audit"),
                    a().href("#rounds")
                        .attr("aria-current", move || matches!(place.get(), Place::Team(_)).then_some("page"))
                        .children(t("dashboard_nav_team")),
                    link(Place::Coverage, "#coverage", "dashboard_nav_coverage"),
                    link(Place::Settings, "#settings", "dashboard_nav_settings"),
                )),
            )),
        ),
        main().id("main").tabindex("-1").class("wide").children((
            view(Place::Journal, journal_page(model, Rc::clone(&ask))),
            view(
                Place::Audit,
                part(move || place.get() == Place::Audit, audit, |(model, ask)| audit::audit(model, ask)),
            ),
            div()
                .bool_attr("hidden", move || !matches!(place.get(), Place::Team(_)))
                .children(team_page(place, team)),
            view(Place::Coverage, coverage::coverage(model, Rc::clone(&ask))),
            view(Place::Settings, settings::settings(model, ask, backup)),
        )),
        notices(model.notice),
    )
        .into()
}

/// The team's part, on the page of it that was looked at last.
fn team_page(place: Signal<Place>, team: Begin<(team::Model, team::Ask)>) -> View {
    let page = create_signal(team::Page::Rounds);
    create_effect(move || {
        if let Place::Team(looked_at) = place.get() {
            page.set(looked_at);
        }
    });
    part(
        move || matches!(place.get(), Place::Team(_)),
        team,
        move |(model, ask)| team::team(model, ask, *page),
    )
}

/// A part of the page, drawn when it is first looked at and kept from then on.
fn part<T: 'static>(
    looked_at: impl Fn() -> bool + 'static,
    begin: Begin<T>,
    draw: impl Fn(T) -> View + 'static,
) -> View {
    let wanted = create_signal(false);
    create_effect(move || {
        if looked_at() {
            wanted.set(true);
        }
    });
    let seen = create_selector(move || wanted.get());
    (move || if seen.get() { draw(begin()) } else { View::new() }).into()
}

/// The mark and the name.
pub(crate) fn brand() -> View {
    p().class("brand").children((mark(), span().children("converel"))).into()
}

/// The mark: the board with the field "share, don't meet".
fn mark() -> View {
    let cell = |x: &'static str, y: &'static str, class: &'static str| {
        rect()
            .attr("x", x)
            .attr("y", y)
            .attr("width", "10")
            .attr("height", "10")
            .attr("rx", "2.5")
            .class(class)
    };
    svg()
        .class("mark")
        .attr("viewBox", "0 0 22 22")
        .attr("aria-hidden", "true")
        .children((
            cell("0", "0", "other"),
            cell("12", "0", "chosen"),
            cell("0", "12", "other"),
            cell("12", "12", "other"),
        ))
        .into()
}

fn skip_to_main(event: web_sys::MouseEvent) {
    // The address's fragment says which page is shown, so the jump is made by hand.
    event.prevent_default();
    focus("main");
}

/// Puts the focus on the element of this id, if it is there.
pub(crate) fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus();
    }
}

/// Which of its faces the journal's page has. Only a change of this draws the page anew, so that a record
/// that comes in does not take away what is being searched for.
#[derive(Clone, Debug, PartialEq)]
enum Face {
    Reading,
    Failed(String),
    Empty,
    Full,
}

fn journal_page(model: Model, ask: Ask) -> View {
    let week = create_signal(Week::of(model.today));
    let face = create_selector(move || {
        model.journal.with(|journal| match journal {
            Journal::Reading => Face::Reading,
            Journal::Failed(reason) => Face::Failed(reason.clone()),
            Journal::Read { entries, .. } if entries.is_empty() => Face::Empty,
            Journal::Read { .. } => Face::Full,
        })
    });
    (move || match face.get_clone() {
        Face::Reading => p().class("empty").children(t("dashboard_reading")).into(),
        Face::Failed(reason) => failure(&reason),
        Face::Empty => {
            (welcome(), figures::unrecorded(model.unrecorded), table::unreadable(model.journal)).into()
        }
        Face::Full => (figures::figures_of_week(model, week), table::table(model, Rc::clone(&ask))).into(),
    })
    .into()
}

fn failure(reason: &str) -> View {
    section()
        .class("empty")
        .role("alert")
        .children((
            h1().children(t("dashboard_failed")),
            p().children(t("dashboard_failed_help")),
            p().class("quiet").children(reason.to_owned()),
        ))
        .into()
}

fn welcome() -> View {
    section()
        .class("empty")
        .children((
            mark(),
            h1().children(t("dashboard_welcome")),
            p().children(t("dashboard_welcome_text")),
            p().class("quiet").children(t("dashboard_welcome_private")),
        ))
        .into()
}

/// What was done last, said once to screen readers too; gone when the user has read it.
fn notices(notice: Signal<Option<Notice>>) -> View {
    let line = move || match notice.get_clone() {
        None => View::new(),
        Some(Notice { text, failure }) => div()
            .class(if failure { "notice failure" } else { "notice" })
            .children((
                span().children(text),
                button()
                    .r#type("button")
                    .class("quiet-button")
                    .attr("aria-label", t("dashboard_notice_close"))
                    .on(events::click, move |_| notice.set(None))
                    .children("×"),
            ))
            .into(),
    };
    div().class("notices").role("status").children(line).into()
}
