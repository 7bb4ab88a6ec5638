//! The handbook's facts: read, kept as they are typed, and brought together with what another dashboard kept meanwhile.

use converel_browser::{clock, listen};
use converel_protocol::team;
use converel_protocol::team::handbook::{FACTS_KEY, Facts};
use converel_store::Error;
use converel_store::team::{Cabinet as _, Entry, IndexedCabinet, Turn};
use converel_team::handbook::merge;
use converel_ui::team::handbook::{Kept, Model, Wish, suggested};
use converel_ui::words::t;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use sycamore::prelude::on_cleanup;
use wasm_bindgen_futures::spawn_local;

/// Keeps the facts.
pub(crate) struct Keeper {
    model: Model,
    /// The facts as this dashboard last knew them to be kept.
    base: RefCell<Facts>,
    /// Something is being kept.
    busy: Cell<bool>,
    /// Something was typed meanwhile.
    again: Cell<bool>,
}

impl Keeper {
    /// Begins with nothing read.
    pub(super) fn begin(model: Model) -> Rc<Self> {
        let base = RefCell::new(Facts::default());
        let keeper = Rc::new(Self { model, base, busy: Cell::new(false), again: Cell::new(false) });
        if let Some(window) = web_sys::window() {
            let fresh = Rc::clone(&keeper);
            let focus = listen::on(&window, "focus", move |_| fresh.look());
            on_cleanup(move || drop(focus));
        }
        keeper
    }

    /// Shows what is kept; what a later version wrote is left alone.
    pub(super) fn show(&self, entries: &[Entry]) {
        let kept =
            entries.iter().find(|(key, _)| key == FACTS_KEY).map(|(_, text)| team::read::<Facts>(text));
        match kept.unwrap_or_else(|| Ok(suggested())) {
            Ok(facts) => {
                self.base.replace(facts.clone());
                self.model.facts.set(Some(facts));
                self.model.kept.set(Kept::Saved);
            }
            Err(error) => self.model.kept.set(Kept::Unreadable(error.to_string())),
        }
    }

    pub(super) fn grant(self: &Rc<Self>, wish: Wish) {
        match wish {
            Wish::Save => self.save(),
        }
    }

    /// Takes in what another dashboard kept, when the user comes back to this one.
    fn look(self: &Rc<Self>) {
        let idle = self.model.kept.get_clone_untracked() == Kept::Saved && !self.busy.get();
        if idle && self.model.facts.with_untracked(Option::is_some) {
            self.busy.set(true);
            let keeper = Rc::clone(self);
            spawn_local(async move {
                // What cannot be read now is told when something is to be kept.
                if let Ok(Some(theirs)) = keeper.exchange(None).await {
                    let base = keeper.base.borrow().clone();
                    keeper.take(&base, theirs);
                }
                keeper.keep().await;
                keeper.busy.set(false);
            });
        }
    }

    fn save(self: &Rc<Self>) {
        self.model.kept.set(Kept::Saving);
        self.again.set(true);
        if !self.busy.replace(true) {
            let keeper = Rc::clone(self);
            spawn_local(async move {
                keeper.keep().await;
                keeper.busy.set(false);
            });
        }
    }

    /// Keeps what is typed, until nothing was typed meanwhile.
    async fn keep(&self) {
        while self.again.replace(false) {
            let Some(mut mine) = self.model.facts.get_clone_untracked() else { return };
            mine.changed_at = clock::now();
            match self.exchange(Some(&mine)).await {
                Ok(Some(both)) => self.take(&mine, both),
                Ok(None) => {}
                Err(reason) => {
                    self.again.set(false);
                    return self.model.kept.set(Kept::Failed(reason));
                }
            }
        }
        self.model.kept.set(Kept::Saved);
    }

    /// What is kept, together with `mine` where that is given; it is kept then. `None`: nothing is.
    async fn exchange(&self, mine: Option<&Facts>) -> Result<Option<Facts>, String> {
        let base = self.base.borrow().clone();
        let mut came = Ok(None);
        let turned = IndexedCabinet
            .change(&[FACTS_KEY.to_owned()], |_, text| {
                let theirs = text.map(|text| team::read::<Facts>(&text)).transpose();
                let both = theirs.map(|theirs| match (mine, theirs) {
                    (Some(mine), theirs) => Some(merge(&base, mine, theirs.as_ref().unwrap_or(&base))),
                    (None, theirs) => theirs,
                });
                let turn = match (&both, mine) {
                    (Ok(Some(both)), Some(_)) => Turn::Put(team::write(both)),
                    _ => Turn::Leave,
                };
                came = both;
                turn
            })
            .await;
        turned.map_err(|error| match error {
            Error::Full => t("team_handbook_full"),
            error => error.to_string(),
        })?;
        came.map_err(|error| error.to_string())
    }

    /// `kept` is what is kept now, `sent` what this dashboard knew before; what was typed since stays.
    fn take(&self, sent: &Facts, kept: Facts) {
        let typed = self.model.facts.get_clone_untracked();
        let now = typed.as_ref().map_or_else(|| kept.clone(), |typed| merge(sent, typed, &kept));
        self.base.replace(kept);
        if typed.as_ref() != Some(&now) {
            self.model.facts.set(Some(now));
        }
    }
}
