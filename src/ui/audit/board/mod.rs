//! The ConveRel board of what recurs.

use crate::audit::Model;
use sycamore::prelude::*;

/// The ConveRel board of what recurs.
pub(super) fn board(_model: Model, _ask: crate::audit::Ask) -> View {
    View::new()
}
