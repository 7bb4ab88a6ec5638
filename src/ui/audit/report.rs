//! The report: Markdown, a page, CSV and JSON.

use crate::audit::Model;
use sycamore::prelude::*;

/// The report: Markdown, a page, CSV and JSON.
pub(super) fn report(_model: Model) -> View {
    View::new()
}
