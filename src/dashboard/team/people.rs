//! People and pods, as the user wishes them.

use crate::settings;
use converel_ui::dashboard;
use converel_ui::team::Model;
use converel_ui::team::people::{Wish, apply};
use converel_ui::words::{message, t};

/// Carries out a wish.
pub(super) async fn grant(model: Model, wish: Wish) {
    let done = match wish {
        Wish::RemovePerson(_) | Wish::RemovePod(_) => "team_people_removed",
        Wish::Person(..) | Wish::People(_) | Wish::Pod(..) => "team_people_saved",
    };
    let notice = match settings::change(model.settings, |stored| apply(&wish, stored)).await {
        Ok(()) => dashboard::Notice { text: t(done), failure: false },
        Err(error) => dashboard::Notice { text: message("dashboard_not_done", &[&error]), failure: true },
    };
    model.notice.set(Some(notice));
}
