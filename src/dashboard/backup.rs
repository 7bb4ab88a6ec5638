//! The backup's part of the page: what is kept is gathered from everywhere, written as a file and restored from one.
//! Each part is written by whoever alone writes it: the journal, the lessons and the rest in the background's storage
//! by the background, the audit by its worker, the team's cabinet and the settings by this page.

mod gather;
mod restore;
mod worker;

use converel_browser::crypto::WebCrypto;
use converel_browser::{json, runtime};
use converel_protocol::backup::{self as format, Backup, BackupError, File as Read, LockedBackup};
use converel_protocol::runtime::FromOwnPage;
use converel_team::backup::{contents, plan};
use converel_team::lock::{self, LockError};
use converel_ui::backup::turns::{Turn, Turns};
use converel_ui::backup::{Ask, Model, Offer, Refusal, Restoring, Saving, Wish, size};
use converel_ui::dashboard;
use converel_ui::{
    download,
    words::{message, t},
};
use js_sys::Function;
use std::cell::RefCell;
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// What this part is at.
struct Keeper {
    model: Model,
    page: dashboard::Model,
    /// Makes a worker of the audit.
    make: Function,
    /// Has what the page shows of the audit and the team read again.
    refresh: Rc<dyn Fn(bool)>,
    /// What was gathered, to be saved.
    gathered: RefCell<Option<Backup>>,
    /// A file's bytes that wait for their passphrase.
    locked: RefCell<Vec<u8>>,
    /// What was read, to be restored.
    offered: RefCell<Option<Backup>>,
    /// Whose turn it is to save.
    saves: Turns,
    /// Whose turn it is to restore.
    restores: Turns,
}

/// Begins: what this part of the page shows, and who takes its wishes. `refresh` is called after a
/// restoration, with whether what the audit keeps was changed.
pub(crate) fn begin(page: dashboard::Model, make: Function, refresh: Rc<dyn Fn(bool)>) -> (Model, Ask) {
    let model = Model {
        saving: create_signal(Saving::default()),
        restoring: create_signal(Restoring::default()),
        calendars: page.calendars,
        notice: page.notice,
    };
    let keeper = Rc::new(Keeper {
        model,
        page,
        make,
        refresh,
        gathered: RefCell::default(),
        locked: RefCell::default(),
        offered: RefCell::default(),
        saves: Turns::default(),
        restores: Turns::default(),
    });
    (model, Rc::new(move |wish| Rc::clone(&keeper).grant(wish)))
}

/// A text that can be saved; or why it is not, in words.
fn sound(text: String) -> Result<String, String> {
    size::fault(text.len()).map_or(Ok(text), |fault| Err(t(fault)))
}

impl Keeper {
    fn grant(self: Rc<Self>, wish: Wish) {
        // What is written step by step is neither stopped nor mixed with another file.
        let is_working = self.model.restoring.with_untracked(Restoring::is_working);
        if is_working && matches!(wish, Wish::Open(_) | Wish::Unlock(_) | Wish::Restore | Wish::Close) {
            return;
        }
        match wish {
            Wish::Gather => spawn_local(async move { self.gather().await }),
            Wish::Save(passphrase) => spawn_local(async move { self.save(&passphrase).await }),
            Wish::Discard => {
                self.saves.next();
                self.gathered.take();
                self.model.saving.set(Saving::Idle);
            }
            Wish::Open(file) => spawn_local(async move { self.open(file).await }),
            Wish::Unlock(passphrase) => spawn_local(async move { self.unlock(&passphrase).await }),
            Wish::Restore => spawn_local(async move { self.restore().await }),
            Wish::Close => {
                self.restores.next();
                self.locked.take();
                self.offered.take();
                self.model.restoring.set(Restoring::Idle);
            }
            Wish::AddCalendar(origin) => spawn_local(async move { self.add(origin).await }),
        }
    }

    async fn gather(&self) {
        let turn = self.saves.next();
        self.model.saving.set(Saving::Gathering);
        let gathered = gather::gather(&self.make).await;
        if !self.saves.is(turn) {
            return;
        }
        match gathered {
            Ok(gathered) => {
                let contents = Rc::new(contents(&gathered));
                self.gathered.replace(Some(gathered));
                self.model.saving.set(Saving::Ready(contents));
            }
            Err(reason) => self.model.saving.set(Saving::Failed(reason)),
        }
    }

    async fn save(&self, passphrase: &str) {
        let Some(text) = self.gathered.borrow().as_ref().map(json::write) else { return };
        let turn = self.saves.next();
        let sound = sound(text);
        let text = if passphrase.is_empty() {
            sound
        } else if let Ok(text) = sound {
            if let Saving::Ready(contents) = self.model.saving.get_clone_untracked() {
                self.model.saving.set(Saving::Locking(contents));
            }
            let locked = lock::lock(&WebCrypto, passphrase, text.as_bytes()).await;
            if !self.saves.is(turn) {
                return;
            }
            let locked = locked.map(|locked| json::write(&LockedBackup::new(&locked)));
            locked.map_err(|fault| fault.to_string()).and_then(self::sound)
        } else {
            sound
        };
        let name = format!("converel-backup-{}.json", self.page.today);
        let saved = text.and_then(|text| {
            download::save(&name, "application/json", &text).map_err(|error| format!("{error:?}"))
        });
        self.gathered.take();
        self.model.saving.set(match saved {
            Ok(()) => Saving::Saved(name),
            Err(reason) => Saving::Failed(reason),
        });
    }

    async fn open(&self, file: File) {
        let turn = self.restores.next();
        self.model.restoring.set(Restoring::Reading);
        if size::is_too_large(file.size()) {
            return self.refuse(Refusal::TooLarge);
        }
        let text = JsFuture::from(file.text()).await;
        if !self.restores.is(turn) {
            return;
        }
        match text {
            Ok(text) => self.read(&text.as_string().unwrap_or_default(), turn).await,
            Err(error) => self.refuse(Refusal::Unreadable(format!("{error:?}"))),
        }
    }

    fn refuse(&self, refusal: Refusal) {
        self.model.restoring.set(Restoring::Refused(refusal));
    }

    async fn read(&self, text: &str, turn: Turn) {
        // By the browser's own reader: what it wrote it reads as the very same numbers.
        match format::read(json::read(text)) {
            Ok(Read::Open(backup)) => self.offer(*backup, turn).await,
            Ok(Read::Locked(locked)) => {
                self.locked.replace(locked);
                self.model.restoring.set(Restoring::Locked { wrong: false });
            }
            Err(error) => self.refuse(Refusal::Backup(error)),
        }
    }

    async fn unlock(&self, passphrase: &str) {
        let turn = self.restores.next();
        self.model.restoring.set(Restoring::Unlocking);
        let locked = self.locked.borrow().clone();
        let unlocked = lock::unlock(&WebCrypto, passphrase, &locked).await;
        if !self.restores.is(turn) {
            return;
        }
        match unlocked {
            Ok(bytes) => {
                self.locked.take();
                match String::from_utf8(bytes) {
                    Ok(text) => self.read(&text, turn).await,
                    Err(_) => self.refuse(Refusal::Backup(BackupError::NoJson)),
                }
            }
            Err(LockError::WrongPassphrase) => self.model.restoring.set(Restoring::Locked { wrong: true }),
            Err(LockError::Newer) => self.refuse(Refusal::LockedLater),
            Err(LockError::NotLocked | LockError::Damaged) => self.refuse(Refusal::Damaged),
            Err(LockError::Cryptography(fault)) => self.refuse(Refusal::Here(fault.to_string())),
        }
    }

    /// Compares a backup with what is here.
    async fn offer(&self, backup: Backup, turn: Turn) {
        let gathered = gather::gather(&self.make).await;
        if !self.restores.is(turn) {
            return;
        }
        match gathered {
            Ok(here) => {
                let offer = Offer {
                    made_at: backup.made_at,
                    version: backup.version.clone(),
                    browser: backup.browser.clone(),
                    contents: contents(&backup),
                    plan: plan(&here, &backup),
                };
                self.offered.replace(Some(backup));
                self.model.restoring.set(Restoring::Offered(Rc::new(offer)));
            }
            Err(reason) => self.refuse(Refusal::Here(reason)),
        }
    }

    async fn restore(&self) {
        let Restoring::Offered(offer) = self.model.restoring.get_clone_untracked() else { return };
        let Some(backup) = self.offered.take() else { return };
        self.model.restoring.set(Restoring::Working(offer));
        let done = match gather::gather(&self.make).await {
            // What became of it since it was offered counts.
            Ok(here) => restore::restore(self.page, &self.make, &here, &backup).await,
            Err(reason) => return self.refuse(Refusal::Here(reason)),
        };
        (self.refresh)(done.changed_audit());
        self.model.restoring.set(Restoring::Done(Rc::new(done)));
    }

    async fn add(&self, origin: String) {
        let text = message("settings_calendars_added", &[&origin]);
        let failure = match runtime::request(&FromOwnPage::AddCalendar { origin }).await {
            Ok(answer) if answer.ok => None,
            Ok(answer) => Some(answer.error),
            Err(error) => Some(error.to_string()),
        };
        match failure {
            None => crate::dashboard::tell(self.page, text, false),
            Some(error) => crate::dashboard::tell(self.page, message("dashboard_not_done", &[&error]), true),
        }
    }
}
