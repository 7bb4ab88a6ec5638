//! A page as elements. Nothing of it becomes HTML from a string.

use super::pages::{Address, Block, Line, Page, Table};
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The page; `to`: what becomes of a link to another page.
pub(super) fn shown(page: &Page, to: Signal<String>) -> View {
    let blocks: Vec<View> = page.blocks.iter().map(|block| part(block, to)).collect();
    (h3().id("handbook-shown").tabindex("-1").attr("dir", "auto").children(page.title.clone()), blocks).into()
}

fn part(block: &Block, to: Signal<String>) -> View {
    let items = |lines: &[Line]| -> Vec<View> {
        lines.iter().map(|text| li().children(line(text, to)).into()).collect()
    };
    match block {
        Block::Heading(words) => h4().attr("dir", "auto").children(words.clone()).into(),
        Block::Text(text) => p().attr("dir", "auto").children(line(text, to)).into(),
        Block::List(lines) => ul().attr("dir", "auto").children(items(lines)).into(),
        Block::Steps(lines) => ol().attr("dir", "auto").children(items(lines)).into(),
        Block::Table(table) => shown_table(table, to),
        Block::Code(code) => {
            // What scrolls is reached by keyboard.
            pre().tabindex("0").attr("dir", "ltr").children(*code).into()
        }
    }
}

fn shown_table(table: &Table, to: Signal<String>) -> View {
    let head: Vec<View> =
        table.columns.iter().map(|name| th().attr("scope", "col").children(name.clone()).into()).collect();
    let rows: Vec<View> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.iter().enumerate().map(|(at, cell)| {
                if at == 0 {
                    th().attr("scope", "row").attr("dir", "auto").children(line(cell, to)).into()
                } else {
                    td().attr("dir", "auto").children(line(cell, to)).into()
                }
            });
            tr().children(cells.collect::<Vec<View>>()).into()
        })
        .collect();
    div()
        .class("scroll")
        .tabindex("0")
        .role("region")
        .attr("aria-label", table.caption.clone())
        .children(
            sycamore::web::tags::table()
                .children((thead().children(tr().children(head)), tbody().children(rows))),
        )
        .into()
}

fn line(line: &Line, to: Signal<String>) -> View {
    match line {
        Line::Text(text) => text.clone().into(),
        Line::Named(name, text) => {
            (strong().children(format!("{name}:")), " ".to_owned(), bdi().children(text.clone())).into()
        }
        Line::Open(mark, question) => span()
            .class("open")
            .children((strong().children(format!("{mark}:")), " ".to_owned(), question.clone()))
            .into(),
        Line::Link(words, address, about) => {
            let link: View = match address {
                Address::Page(file) => {
                    let file = (*file).to_owned();
                    button()
                        .r#type("button")
                        .class("link")
                        .on(events::click, move |_| to.set(file.clone()))
                        .children(words.clone())
                        .into()
                }
                // It is read in the log, not here.
                Address::File(_) => bdi().children(words.clone()).into(),
                Address::Web(address) => a()
                    .href(address.clone())
                    .attr("target", "_blank")
                    .attr("rel", "noopener noreferrer")
                    .children(words.clone())
                    .into(),
            };
            let about = if about.is_empty() { String::new() } else { format!(": {about}") };
            (link, about).into()
        }
    }
}
