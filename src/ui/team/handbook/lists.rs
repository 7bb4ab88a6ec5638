//! The form's lists: rows that are added, moved and taken away by keyboard. A row is known by its id, so that what another
//! dashboard adds moves nothing from under the user's hands.

use super::fields::{Look, Place, Read, change, field};
use super::{Ask, Model};
use crate::dashboard::focus;
use crate::lean::{derived, live, text_of};
use crate::words::{message, number, t};
use converel_browser::clock;
use converel_protocol::team::handbook::Row;
use converel_team::handbook::{Cell, List, MOST_ROWS, shift};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen_futures::spawn_local;

/// What a list is called in ids, where its rows are named, and where one is added.
fn names(list: List) -> (&'static str, &'static str, &'static str) {
    match list {
        List::Channels => ("channels", "team_handbook_channel_row", "team_handbook_channel_add"),
        List::Columns => ("columns", "team_handbook_column_row", "team_handbook_column_add"),
        List::Steps => ("steps", "team_handbook_step_row", "team_handbook_step_add"),
        List::Terms => ("terms", "team_handbook_term_row", "team_handbook_term_add"),
    }
}

/// The end of a cell's id, and its name.
fn cell(list: List, cell: Cell) -> (&'static str, &'static str) {
    match (cell, list) {
        (Cell::Name, List::Channels) => ("name", "team_handbook_channel"),
        (Cell::Name, List::Columns) => ("name", "team_handbook_column"),
        (Cell::Name, List::Steps) => ("name", "team_handbook_step"),
        (Cell::Name, List::Terms) => ("name", "team_handbook_term"),
        (Cell::About, List::Channels) => ("about", "team_handbook_channel_about"),
        (Cell::About, List::Columns) => ("about", "team_handbook_column_about"),
        (Cell::About, List::Steps) => ("about", "team_handbook_step_about"),
        (Cell::About, List::Terms) => ("about", "team_handbook_term_about"),
        (Cell::Who, List::Steps) => ("who", "team_handbook_step_who"),
        (Cell::Who, _) => ("who", "team_handbook_column_who"),
        (Cell::When, List::Channels) => ("when", "team_handbook_channel_when"),
        (Cell::When, List::Steps) => ("when", "team_handbook_step_when"),
        (Cell::When, _) => ("when", "team_handbook_column_when"),
    }
}

/// What takes a sentence has several lines.
fn look(list: List, cell: Cell) -> Look {
    match (cell, list) {
        (Cell::About, _) | (Cell::When, List::Columns) => Look::Lines,
        _ => Look::Line,
    }
}

/// What is done in one list. Copies are the same.
#[derive(Clone, Copy)]
struct Hand {
    model: Model,
    list: List,
    word: &'static str,
    /// What was done last, for screen readers.
    said: Signal<String>,
    /// The row that was taken away last, and its place.
    taken: Signal<Option<(usize, Row)>>,
}

impl Hand {
    /// The id of the element of a row that ends like this.
    fn id(self, row: &str, end: &str) -> String {
        format!("handbook-{}-{row}-{end}", self.word)
    }

    fn add(self) -> String {
        format!("handbook-{}-add", self.word)
    }

    /// Reads the list's rows.
    fn with<T: Default>(self, read: impl FnOnce(&[Row]) -> T) -> T {
        self.model
            .facts
            .with(|facts| facts.as_ref().map(|facts| read(self.list.of(facts))).unwrap_or_default())
    }

    /// A row's place, from 0, and how many there are.
    fn place(self, id: &str) -> (usize, usize) {
        self.with(|rows| (rows.iter().position(|row| row.id == id).unwrap_or_default(), rows.len()))
    }

    fn insert(self, ask: &Ask, at: usize, row: Row) {
        let id = self.id(&row.id, "name");
        change(self.model, ask, |facts| {
            let rows = self.list.of_mut(facts);
            if rows.len() < MOST_ROWS && rows.iter().all(|known| known.id != row.id) {
                rows.insert(at.min(rows.len()), row);
            }
        });
        focus_soon(id);
    }

    fn remove(self, ask: &Ask, id: &str) {
        let (mut next, mut gone) = (None, None);
        change(self.model, ask, |facts| {
            let rows = self.list.of_mut(facts);
            let Some(at) = rows.iter().position(|row| row.id == id) else { return };
            gone = Some((at, rows.remove(at)));
            next = rows.get(at).or_else(|| rows.last()).map(|row| row.id.clone());
        });
        self.taken.set(gone);
        self.said.set(t("team_handbook_row_removed"));
        focus_soon(next.map_or_else(|| self.add(), |next| self.id(&next, "name")));
    }

    fn shift(self, ask: &Ask, id: &str, up: bool) {
        let mut moved = false;
        change(self.model, ask, |facts| moved = shift(self.list.of_mut(facts), id, up));
        if moved {
            let (at, of) = untrack(|| self.place(id));
            let place = number((at + 1) as f64, 0);
            self.said.set(message("team_handbook_row_moved", &[&place, &number(of as f64, 0)]));
        }
        // The row was taken out and put in elsewhere, which takes the focus from it.
        focus_soon(self.id(id, if up { "up" } else { "down" }));
    }
}

/// Once it is drawn.
fn focus_soon(id: String) {
    spawn_local(async move { focus(&id) });
}

/// A list's rows, and the means to add one.
pub(super) fn rows(model: Model, ask: &Ask, list: List) -> View {
    let (word, row_name, add_name) = names(list);
    let (said, taken) = (create_signal(String::new()), create_signal(None));
    let hand = Hand { model, list, word, said, taken };
    let ids = derived(move || hand.with(|rows| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>()));
    let view = {
        let ask = Rc::clone(ask);
        move |id: String| row(hand, &ask, row_name, id)
    };
    let keyed = Keyed(
        sycamore::web::KeyedProps::builder().list(ids).view(view).key(|id: &String| id.clone()).build(),
    );
    let add = {
        let ask = Rc::clone(ask);
        move |_: web_sys::MouseEvent| {
            // Without randomness no row can be told from another, and nothing is added.
            if let Some(id) = clock::uuid() {
                hand.insert(&ask, MOST_ROWS, Row { id, ..Row::default() });
            }
        }
    };
    let ask = Rc::clone(ask);
    let back = live(move || {
        let Some((at, row)) = taken.get_clone() else { return View::new() };
        let ask = Rc::clone(&ask);
        button()
            .r#type("button")
            .class("button")
            .id(format!("handbook-{word}-back"))
            .on(events::click, move |_| {
                taken.set(None);
                hand.insert(&ask, at, row.clone());
            })
            .children(t("team_handbook_row_back"))
            .into()
    });
    (
        div().class("handbook-rows").children(keyed),
        div().class("handbook-add").children((
            button()
                .r#type("button")
                .class("button")
                .id(hand.add())
                .attr("aria-disabled", move || ids.with(|ids| ids.len() >= MOST_ROWS).then_some("true"))
                .on(events::click, add)
                .children(t(add_name)),
            back,
        )),
        p().class("hidden").role("status").children(text_of(move || said.get_clone())),
    )
        .into()
}

fn row(hand: Hand, ask: &Ask, row_name: &'static str, id: String) -> View {
    let place = {
        let id = id.clone();
        derived(move || hand.place(&id))
    };
    let label = move || message(row_name, &[&number((place.get().0 + 1) as f64, 0)]);
    let list = hand.list;
    let field_of = |of: &Cell| {
        let (of, (end, name)) = (*of, cell(list, *of));
        let (read, written) = (id.clone(), id.clone());
        let read: Read = Rc::new(move |facts| {
            list.of(facts)
                .iter()
                .find(|row| row.id == read)
                .map(|row| of.of(row).to_owned())
                .unwrap_or_default()
        });
        let place: Place = Rc::new(move |facts| {
            list.of_mut(facts).iter_mut().find(|row| row.id == written).map(|row| of.of_mut(row))
        });
        field(hand.model, ask, &hand.id(&id, end), (name, ""), look(list, of), (read, place))
    };
    let fields: Vec<View> = list.cells().iter().map(field_of).collect();
    let action =
        |end: &'static str, name: &'static str, mark: &'static str, off: fn(usize, usize) -> bool| {
            let (ask, row) = (Rc::clone(ask), id.clone());
            let pressed = move |_: web_sys::MouseEvent| match end {
                "up" => hand.shift(&ask, &row, true),
                "down" => hand.shift(&ask, &row, false),
                _ => hand.remove(&ask, &row),
            };
            button()
                .r#type("button")
                .class("icon-button")
                .id(hand.id(&id, end))
                .attr("aria-label", move || message(name, &[&label()]))
                .attr("aria-disabled", move || off(place.get().0, place.get().1).then_some("true"))
                .on(events::click, pressed)
                .children(mark)
        };
    div()
        .class("handbook-row")
        .role("group")
        .attr("aria-label", label)
        .children((
            div().class("handbook-row-head").children((
                span().class("handbook-row-name").attr("aria-hidden", "true").children(text_of(label)),
                action("up", "team_handbook_row_up", "↑", |at, _| at == 0),
                action("down", "team_handbook_row_down", "↓", |at, of| at + 1 >= of),
                action("remove", "team_handbook_row_remove", "×", |_, _| false),
            )),
            div().class("handbook-cells").children(fields),
        ))
        .into()
}
