//! Files in: picker, folder, drag and drop; progress; what was wrong; what is kept.

use crate::audit::Model;
use sycamore::prelude::*;

/// Files in: picker, folder, drag and drop; progress; what was wrong; what is kept.
pub(super) fn import(_model: Model, _ask: crate::audit::Ask) -> View {
    View::new()
}
