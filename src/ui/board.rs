//! The ConveRel board: a 2×2 with a dot. Convergence stands at the reading start, conveyance at the end;
//! strong relationships above, weak ones below.

use crate::lean::effect;
use crate::words::t;
use converel_core::quadrant::Quadrant;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use wasm_bindgen::JsCast;

/// Name, in few words, of what a quadrant advises.
pub fn advises(quadrant: Quadrant) -> String {
    t(match quadrant {
        Quadrant::Replace => "board_replace",
        Quadrant::MeetForNow => "board_meet_for_now",
        Quadrant::Meet => "board_meet",
        Quadrant::InputsFirst => "board_inputs_first",
    })
}

/// The board. `dot` is (x, y), each 0 to 1: x from convergence to conveyance, y from strong to weak.
/// Screen readers get one sentence instead of the picture.
pub fn board(quadrant: ReadSignal<Option<Quadrant>>, dot: ReadSignal<(f32, f32)>) -> View {
    let cell = move |own: Quadrant| {
        let class = move || if quadrant.get() == Some(own) { "cell on" } else { "cell" };
        div().class(class).children(span().children(advises(own)))
    };
    let mark = create_node_ref();
    let place = span().r#ref(mark).class(move || if quadrant.get().is_some() { "dot" } else { "dot unset" });
    effect(move || {
        let (x, y) = dot.get();
        let Some(element) = mark.try_get().and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok())
        else {
            return;
        };
        // By CSSOM: the pages' policy forbids style attributes. Setting a known property cannot fail.
        let style = element.style();
        let percent = |share: f32| format!("{}%", (share * 100.0).round() as i32);
        let _ = style.set_property("inset-inline-start", &percent(x));
        let _ = style.set_property("inset-block-start", &percent(y));
    });
    let label = move || match quadrant.get() {
        Some(quadrant) => crate::words::message("board_label", &[&advises(quadrant)]),
        None => t("board_label_unset"),
    };
    div()
        .class("board")
        .attr("role", "img")
        .attr("aria-label", label)
        .children((
            div()
                .class("axis-y")
                .children((span().children(t("board_strong")), span().children(t("board_weak")))),
            div().class("cells").children((
                cell(Quadrant::InputsFirst),
                cell(Quadrant::Replace),
                cell(Quadrant::Meet),
                cell(Quadrant::MeetForNow),
                place,
            )),
            div()
                .class("axis-x")
                .children((span().children(t("board_convergence")), span().children(t("board_conveyance")))),
        ))
        .into()
}
