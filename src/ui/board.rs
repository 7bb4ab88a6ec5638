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
        let _ = style.set_property("inset-block-start", &percent(under_the_name(y)));
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

/// The place of the dot from above: of each row only the part under the quadrants' names.
fn under_the_name(y: f32) -> f32 {
    let row = if y < 0.5 { 0.0 } else { 0.5 };
    // In the middle, no row is meant.
    if (y - 0.5).abs() < f32::EPSILON { y } else { row + 0.25 + (y - row) * 0.35 }
}

#[cfg(test)]
mod tests {
    use super::under_the_name;

    #[test]
    fn the_dot_leaves_the_names_free() {
        for (y, from, to) in [(0.1, 0.26, 0.3), (0.38, 0.36, 0.4), (0.62, 0.77, 0.8), (0.9, 0.87, 0.91)] {
            let place = under_the_name(y);
            assert!((from..to).contains(&place), "{y} → {place}");
        }
        assert_eq!(under_the_name(0.5), 0.5);
    }
}
