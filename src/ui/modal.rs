//! A modal dialog: the browser's own `<dialog>`, which keeps the focus inside and gives it back.

use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// A dialog that is open while `open` says so, named by the element of the id `labelled_by`. `closed` is
/// called when the user leaves it by Escape.
pub(crate) fn modal(
    open: impl Fn() -> bool + 'static,
    closed: impl Fn() + 'static,
    labelled_by: &'static str,
    content: impl Into<View>,
) -> View {
    let node = create_node_ref();
    let view = dialog()
        .r#ref(node)
        .class("modal")
        .attr("aria-labelledby", labelled_by)
        .on(events::close, move |_| closed())
        .children(content)
        .into();
    create_effect(move || {
        let open = open();
        let Some(dialog) = node.try_get().and_then(|node| node.dyn_into::<HtmlDialogElement>().ok()) else {
            return;
        };
        if open && !dialog.open() {
            // It refuses only while it is not in the document, and then nobody could have asked for it.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    view
}
