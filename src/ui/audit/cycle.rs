//! The cycle: one or two improvements, a date, a history.

use crate::audit::Model;
use sycamore::prelude::*;

/// The cycle: one or two improvements, a date, a history.
pub(super) fn cycle(_model: Model, _ask: crate::audit::Ask) -> View {
    View::new()
}
