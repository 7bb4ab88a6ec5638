//! What came of a closed round: shown, held against the last one of its kind, published. From here on there are
//! results and no answers.

use super::results_view::{self, TakeUp};
use super::{Ask, Wish, publish};
use crate::audit;
use crate::download;
use crate::lean::text_of;
use crate::team;
use crate::words::t;
use converel_protocol::team::results::Results;
use converel_protocol::team::round::Led;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The results of the round of this id; nothing while it is open.
pub(super) fn part(model: team::Model, ask: Ask, id: &str) -> View {
    // A closed round never changes: this is drawn once.
    let all = model.rounds.led.get_clone_untracked();
    let Some(led) = all.iter().find(|led| led.round.id == id) else { return View::new() };
    let Some(results) = converel_team::results::results(led).map(Rc::new) else { return View::new() };
    let before = before(&all, led).and_then(converel_team::results::results).map(Rc::new);
    let round = led.round.id.clone();
    let take_up: TakeUp = Rc::new(move |practice, question, gap| {
        ask(Wish::TakeUp(audit::TakeUp { practice, round: round.clone(), question, gap }));
    });
    let shown = results_view::results(Rc::clone(&results), before.clone(), model, take_up);
    (
        section()
            .id("round-results")
            .class("card")
            .attr("aria-labelledby", "round-results-heading")
            .children((h3().id("round-results-heading").children(t("team_round_results")), shown)),
        published(&results, before),
    )
        .into()
}

/// The last round of the same kind that was closed before this one.
fn before<'a>(all: &'a [Rc<Led>], led: &Led) -> Option<&'a Led> {
    let closed = all.iter().filter_map(|other| Some((other.closed_at?, other)));
    let earlier = closed.filter(|(at, other)| {
        other.round.id != led.round.id && other.round.kind == led.round.kind && Some(*at) < led.closed_at
    });
    earlier.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, other)| &**other)
}

/// What is saved of the results.
fn published(results: &Rc<Results>, before: Option<Rc<Results>>) -> View {
    let said = create_signal(String::new());
    let markdown = (Rc::clone(results), before.clone());
    let page = (Rc::clone(results), before);
    let save = move |text: String, ending: &str, media_type: &str, title: &str| {
        let name = super::phrases::file_name("converel-results", title, ending);
        let done = download::save(&name, media_type, &text);
        said.set(t(if done.is_ok() { "team_round_saved" } else { "team_round_not_saved" }));
    };
    section()
        .class("card")
        .attr("aria-labelledby", "round-publish-heading")
        .children((
            h3().id("round-publish-heading").children(t("team_round_publish")),
            p().children(t("team_round_publish_text")),
            div().class("actions").children((
                p().class("quiet").role("status").children(text_of(move || said.get_clone())),
                button()
                    .r#type("button")
                    .class("button")
                    .id("publish-markdown")
                    .on(events::click, move |_: web_sys::MouseEvent| {
                        let (results, before) = &markdown;
                        let text = publish::markdown(results, before.as_deref());
                        save(text, "md", "text/markdown", &results.title);
                    })
                    .children(t("team_round_publish_markdown")),
                button()
                    .r#type("button")
                    .class("button")
                    .id("publish-page")
                    .on(events::click, move |_: web_sys::MouseEvent| {
                        let (results, before) = &page;
                        let text = publish::page(results, before.as_deref());
                        save(text, "html", "text/html", &results.title);
                    })
                    .children(t("team_round_publish_page")),
            )),
        ))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::team::round::{Round, RoundKind};

    #[test]
    fn a_round_is_held_against_the_last_of_its_kind() {
        let led = |id: &str, kind, closed_at| {
            let round = Round { id: id.to_owned(), kind, ..Round::default() };
            Rc::new(Led { round, closed_at, ..Led::default() })
        };
        let all = [
            led("open", RoundKind::Baseline, None),
            led("third", RoundKind::Baseline, Some(3.0)),
            led("poll", RoundKind::Poll, Some(2.5)),
            led("second", RoundKind::Baseline, Some(2.0)),
            led("first", RoundKind::Baseline, Some(1.0)),
        ];
        for (of, expected) in [(1, Some("second")), (3, Some("first")), (4, None), (2, None)] {
            assert_eq!(before(&all, &all[of]).map(|led| led.round.id.as_str()), expected, "{of}");
        }
    }
}
