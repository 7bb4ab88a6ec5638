//! The charts, each with its table.

use crate::audit::Model;
use sycamore::prelude::*;

/// The charts, each with its table.
pub(super) fn charts(_model: Model) -> View {
    View::new()
}
