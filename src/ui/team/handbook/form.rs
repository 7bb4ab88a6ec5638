//! The facts as a form in folded parts, each with how much of it is still to be said.

use super::fields::{Look, own};
use super::lists::rows;
use super::{Ask, Model};
use crate::lean::text_of;
use crate::words::{plural, t};
use converel_protocol::team::handbook::Facts;
use converel_team::handbook::{Field, List};
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// What the first part asks.
const TEAM: [Field; 5] = [Field::Team, Field::Hours, Field::Overlap, Field::Quiet, Field::Facilitator];
/// Where things are.
const LINKS: [Field; 3] = [Field::HandbookLink, Field::BoardLink, Field::ChatLink];

/// The form.
pub(super) fn form(model: Model, ask: &Ask) -> View {
    let fields = |of: &[Field]| of.iter().map(|of| of_facts(model, ask, *of)).collect::<Vec<View>>().into();
    let list =
        |id, name, of: List| part(model, id, name, false, move |facts| of.open(facts), rows(model, ask, of));
    div()
        .class("handbook-parts")
        .children((
            part(model, "team", "team_handbook_part_team", true, |facts| empty(&TEAM, facts), fields(&TEAM)),
            list("channels", "team_handbook_communication_channels", List::Channels),
            part(model, "links", "team_handbook_links", false, |facts| empty(&LINKS, facts), fields(&LINKS)),
            list("columns", "team_handbook_workflow", List::Columns),
            list("steps", "team_handbook_onboarding", List::Steps),
            list("terms", "team_handbook_glossary", List::Terms),
        ))
        .into()
}

fn of_facts(model: Model, ask: &Ask, of: Field) -> View {
    let (id, words, look) = match of {
        Field::Team => ("handbook-team", ("team_handbook_team", "team_handbook_team_help"), Look::Line),
        Field::Hours => ("handbook-hours", ("team_handbook_hours", "team_handbook_ask_hours"), Look::Lines),
        Field::Overlap => {
            ("handbook-overlap", ("team_handbook_overlap", "team_handbook_ask_overlap"), Look::Line)
        }
        Field::Quiet => ("handbook-quiet", ("team_handbook_quiet", "team_handbook_ask_quiet"), Look::Line),
        Field::Facilitator => (
            "handbook-facilitator",
            ("team_handbook_facilitator", "team_handbook_ask_facilitator"),
            Look::Line,
        ),
        Field::HandbookLink => {
            ("handbook-link", ("team_handbook_link_handbook", "team_handbook_link_handbook_help"), Look::Url)
        }
        Field::BoardLink => {
            ("handbook-board", ("team_handbook_link_board", "team_handbook_link_help"), Look::Url)
        }
        Field::ChatLink => {
            ("handbook-chat", ("team_handbook_link_chat", "team_handbook_link_help"), Look::Url)
        }
    };
    own(model, ask, id, words, look, of)
}

/// A part that can be folded; `open`: how much of it is still to be said.
fn part(
    model: Model,
    id: &str,
    name: &'static str,
    unfolded: bool,
    open: impl Fn(&Facts) -> usize + 'static,
    content: View,
) -> View {
    let left = move || match model.facts.with(|facts| facts.as_ref().map_or(0, &open)) {
        0 => t("team_handbook_part_done"),
        count => plural("team_handbook_part_open", count as f64),
    };
    details()
        .class("handbook-part")
        .id(format!("handbook-part-{id}"))
        .bool_attr("open", unfolded)
        .children((
            summary().children((h2().children(t(name)), span().class("quiet").children(text_of(left)))),
            div().class("handbook-fields").children(content),
        ))
        .into()
}

fn empty(of: &[Field], facts: &Facts) -> usize {
    of.iter().filter(|field| field.of(facts).trim().is_empty()).count()
}
