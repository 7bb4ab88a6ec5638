//! What is kept of an import: nothing, numbers, or titles and names too. A choice holds at once; where it takes away
//! what cannot be had back, the user is asked first.

use crate::audit::{Ask, Model, Wish};
use crate::lean::effect;
use crate::modal::modal;
use crate::words::t;
use converel_protocol::audit::kept::Keep;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The three choices.
pub(super) fn keep(model: Model, ask: Ask) -> View {
    let asking = create_signal(false);
    // Raised where a choice did not come to hold: the radio buttons go back to what does.
    let back = create_signal(());
    effect(move || {
        if model.failed.with(Option::is_some) {
            back.set(());
        }
    });
    let choose = {
        let ask = Rc::clone(&ask);
        Rc::new(move |keep: Keep| {
            if keep == Keep::Nothing && would_be_missed(model) {
                asking.set(true);
            } else {
                ask(Wish::Keep(keep));
            }
        })
    };
    let choice = move |own: Keep, id: &'static str, name: &'static str, help: &'static str| {
        let choose = Rc::clone(&choose);
        div().class("choice").children((
            input()
                .r#type("radio")
                .name("audit-keep")
                .id(id)
                .prop("checked", move || {
                    back.track();
                    model.options.with(|options| options.keep == own)
                })
                .on(events::change, move |_| choose(own)),
            label().r#for(id).children((strong().children(t(name)), span().class("quiet").children(t(help)))),
        ))
    };
    let stay = move || {
        asking.set(false);
        back.set(());
    };
    let dialog = modal(
        move || asking.get(),
        move || {
            if asking.get_untracked() {
                stay();
            }
        },
        "forget-heading",
        (
            h2().id("forget-heading").children(t("audit_forget_heading")),
            p().children(t("audit_forget_text")),
            p().class("quiet").children(t("dashboard_delete_forever")),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .bool_attr("autofocus", true)
                    .on(events::click, move |_| stay())
                    .children(t("audit_forget_stay")),
                button()
                    .r#type("button")
                    .class("button danger")
                    .id("confirm-forget")
                    .on(events::click, move |_| {
                        ask(Wish::Keep(Keep::Nothing));
                        asking.set(false);
                    })
                    .children(t("audit_forget")),
            )),
        ),
    );
    (
        fieldset().class("keep").children((
            legend().children(t("audit_keep")),
            div().class("choices").children((
                choice(Keep::Nothing, "keep-nothing", "audit_keep_nothing", "audit_keep_nothing_help"),
                choice(Keep::Numbers, "keep-numbers", "audit_keep_numbers", "audit_keep_numbers_help"),
                choice(Keep::Names, "keep-names", "audit_keep_names", "audit_keep_names_help"),
            )),
        )),
        dialog,
    )
        .into()
}

/// Placements and promises are the user's own work, which no export brings back. Practices stay.
fn would_be_missed(model: Model) -> bool {
    let kept = model.options.with_untracked(|options| options.keep != Keep::Nothing);
    let work = model.audit.with_untracked(|audit| {
        audit.iter().flatten().any(|audit| {
            audit.cycles.iter().any(|cycle| !cycle.promises.is_empty())
                || audit.cards.iter().any(|card| card.placed.is_some())
        })
    });
    kept && work
}
