//! What a chart is drawn on, and the few marks that it is drawn with. Places are told from the reading start, so that
//! a chart is mirrored where people read from right to left; colours are classes of `audit.css`.

use sycamore::prelude::*;
use sycamore::web::tags::*;

/// The sheet of one chart, in units of a sixteenth of the page's letter size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Paper {
    pub(crate) width: f64,
    pub(crate) right_to_left: bool,
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Paper {
    /// The left edge of what begins at `start` and is so wide.
    fn left(self, start: f64, width: f64) -> f64 {
        if self.right_to_left { self.width - start - width } else { start }
    }

    /// A bar or a cell; `title` is what it says when the pointer rests on it.
    pub(crate) fn bar(
        self,
        class: &'static str,
        (start, top): (f64, f64),
        (width, height): (f64, f64),
        title: &str,
    ) -> View {
        let (width, height) = (width.max(0.0), height.max(0.0));
        rect()
            .class(class)
            .attr("x", units(self.left(start, width)))
            .attr("y", units(top))
            .attr("width", units(width))
            .attr("height", units(height))
            .children(if title.is_empty() {
                View::new()
            } else {
                svg_title().children(title.to_owned()).into()
            })
            .into()
    }

    /// The same with round corners.
    pub(crate) fn round_bar(
        self,
        class: &'static str,
        (start, top): (f64, f64),
        (width, height): (f64, f64),
        corner: f64,
    ) -> View {
        let width = width.max(0.0);
        rect()
            .class(class)
            .attr("x", units(self.left(start, width)))
            .attr("y", units(top))
            .attr("width", units(width))
            .attr("height", units(height.max(0.0)))
            .attr("rx", units(corner.min(width / 2.0)))
            .into()
    }

    /// A level line from `start` to `end`.
    pub(crate) fn level_line(self, class: &'static str, start: f64, end: f64, y: f64) -> View {
        let left = self.left(start, end - start);
        line()
            .class(class)
            .attr("x1", units(left))
            .attr("x2", units(left + end - start))
            .attr("y1", units(y))
            .attr("y2", units(y))
            .into()
    }

    /// Words with their base line at `y`.
    pub(crate) fn words(self, class: &'static str, x: f64, y: f64, anchor: Anchor, words: String) -> View {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        text()
            .class(class)
            .attr("x", units(self.left(x, 0.0)))
            .attr("y", units(y))
            .attr("text-anchor", anchor)
            .children(words)
            .into()
    }

    /// The drawing of these marks, with what it says to whom it cannot be shown.
    pub(crate) fn drawing(self, height: f64, label: String, marks: Vec<View>) -> View {
        svg()
            .class("plot")
            .attr("viewBox", format!("0 0 {} {}", units(self.width), units(height)))
            .attr("role", "img")
            .attr("aria-label", label)
            .children(marks)
            .into()
    }
}

/// A length to a tenth: more is not seen.
fn units(length: f64) -> String {
    format!("{}", (length * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::{Paper, units};

    #[test]
    fn what_begins_at_the_reading_start_is_mirrored() {
        let paper = |right_to_left| Paper { width: 300.0, right_to_left };
        for (right_to_left, start, width, expected) in [
            (false, 40.0, 20.0, 40.0),
            (true, 40.0, 20.0, 240.0),
            (true, 0.0, 300.0, 0.0),
            (true, 300.0, 0.0, 0.0),
        ] {
            assert_eq!(paper(right_to_left).left(start, width), expected, "{start} {width}");
        }
    }

    #[test]
    fn lengths_are_short() {
        for (length, expected) in [(1.0, "1"), (1.26, "1.3"), (0.04, "0"), (-2.0, "-2")] {
            assert_eq!(units(length), expected);
        }
    }
}
