//! The Google Calendar stand-in under its real name: serves `tests/sites/google` and keeps what was sent.
//! How a page looks (language, markup generations, the draft in it, hostility) is set here before each
//! load, never in its address, which stays as Google's is.

use super::wire::{Answer, Site, content, status};
use anyhow::Result;
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Its name.
pub const HOST: &str = "calendar.google.com";
/// The user's own address on it.
pub const OWN: &str = "me@example.com";

/// A guest already in the draft.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Guest {
    /// Address.
    pub email: String,
    /// Name, or empty.
    pub name: String,
    /// `person` or `group`.
    pub kind: &'static str,
}

/// The next page.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// Chooses the noise.
    pub seed: u32,
    /// `en`, `de`, `fr`, `es`, `ja`, `zh` or `ar`.
    pub language: &'static str,
    /// `editor`, `bubble` or `grid`.
    pub view: &'static str,
    /// Generation of Save: 1 `div[role=button]`, 2 `<button>`.
    pub save: u8,
    /// Save cannot be recognised by any known mark.
    pub save_missing: bool,
    /// Generation of the question after Save.
    pub dialog: u8,
    /// Its role: `dialog` or `alertdialog`.
    pub dialog_role: &'static str,
    /// Dates and times stand machine-readable beside the localised ones.
    pub machine_dates: bool,
    /// The recurrence options hold the RRULE.
    pub rule_in_options: bool,
    /// Further nodes in the dialog layer.
    pub noise: u32,
    /// The user.
    pub own: &'static str,
    /// The draft's title.
    pub title: String,
    /// Its description as HTML.
    pub description: String,
    /// Its guests.
    pub guests: Vec<Guest>,
    /// Its rooms.
    pub rooms: Vec<String>,
    /// Start, `YYYY-MM-DDTHH:MM`.
    pub start: String,
    /// End.
    pub end: String,
    /// All-day.
    pub all_day: bool,
    /// RRULE without its name; empty: once.
    pub rule: String,
    /// Tricks of `hostile.js`.
    pub hostile: Vec<&'static str>,
    /// The browser may keep the page for its way back.
    #[serde(skip)]
    pub cached: bool,
    /// Headers: `strict` (nonces and Trusted Types), `isolated` (that and COEP), `none`.
    #[serde(skip)]
    pub policy: &'static str,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            seed: 7,
            language: "en",
            view: "editor",
            save: 2,
            save_missing: false,
            dialog: 2,
            dialog_role: "alertdialog",
            machine_dates: true,
            rule_in_options: true,
            noise: 3,
            own: OWN,
            title: String::new(),
            description: String::new(),
            guests: Vec::new(),
            rooms: Vec::new(),
            start: "2031-11-24T10:00".to_owned(),
            end: "2031-11-24T11:00".to_owned(),
            all_day: false,
            rule: String::new(),
            hostile: Vec::new(),
            cached: false,
            policy: "strict",
        }
    }
}

impl Page {
    /// An invite to `guests` (addresses), once, for an hour.
    pub fn invite(title: &str, guests: &[&str]) -> Self {
        let guests = guests
            .iter()
            .map(|email| Guest { email: (*email).to_owned(), name: name_of(email), kind: "person" })
            .collect();
        Self { title: title.to_owned(), guests, ..Self::default() }
    }

    /// A status round every week with ten others, eleven people in all, and no agenda.
    pub fn weekly_status(title: &str) -> Self {
        let guests: Vec<String> = ["ana", "ben", "chi", "dia", "eli", "fay", "gus", "hal", "ida", "jon"]
            .iter()
            .map(|name| format!("{name}@example.com"))
            .collect();
        let guests: Vec<&str> = guests.iter().map(String::as_str).collect();
        Self { rule: "FREQ=WEEKLY;BYDAY=MO".to_owned(), ..Self::invite(title, &guests) }
    }
}

fn name_of(email: &str) -> String {
    let name = email.split('@').next().unwrap_or_default();
    let mut letters = name.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// One change with a title that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Title.
    pub title: String,
    /// Invitations were to go out as mail.
    pub mail: bool,
    /// Description as HTML.
    pub description: String,
    /// Guests' addresses.
    pub guests: Vec<String>,
    /// RRULE.
    pub rule: String,
}

impl Sent {
    /// What the form says, in the places that `sync.js` gives it; none for a request that changes nothing.
    fn read(form: &str) -> Option<Self> {
        let request: Value = serde_json::from_str(&decoded(form.strip_prefix("f.req=")?)).ok()?;
        let change = request.pointer("/0/4/0/2/0")?;
        let fields = change.pointer("/2/3").or_else(|| change.get(1))?.as_array()?;
        let texts = |place: &str| -> Vec<String> {
            let found = fields.iter().filter_map(|field| field.pointer(place)?.as_str());
            found.map(str::to_owned).collect()
        };
        let text = |place: &str| texts(place).into_iter().next().unwrap_or_default();
        Some(Self {
            title: text("/2"),
            mail: request.pointer("/0/5").and_then(Value::as_u64) == Some(1),
            description: text("/3"),
            guests: texts("/8/0"),
            rule: text("/23/0").trim_start_matches("RRULE:").to_owned(),
        })
    }
}

/// A form's value as it was before it was encoded.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16)).unwrap_or(0);
                let code = digit() * 16 + digit();
                u8::try_from(code).unwrap_or(b'?')
            }
            plain => plain,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The stand-in.
#[derive(Debug)]
pub struct Google {
    page: Mutex<Page>,
    sent: Mutex<Vec<Sent>>,
    files: HashMap<String, String>,
}

impl Google {
    /// Reads its files.
    pub fn new() -> Result<Self> {
        let files = super::standin::files(&super::paths::sites().join("google"))?;
        Ok(Self { page: Mutex::default(), sent: Mutex::default(), files })
    }

    /// Sets what the next load shows.
    pub fn show(&self, page: Page) {
        *lock(&self.page) = page;
    }

    /// What was sent under a title that contains `marker`.
    pub fn sent(&self, marker: &str) -> Vec<Sent> {
        lock(&self.sent).iter().filter(|sent| sent.title.contains(marker)).cloned().collect()
    }

    /// Everything that was sent.
    pub fn all_sent(&self) -> Vec<Sent> {
        lock(&self.sent).clone()
    }

    fn page(&self) -> Option<Answer> {
        let page = lock(&self.page).clone();
        let nonce = format!("n{:08x}", page.seed.wrapping_mul(2_654_435_761));
        let strict = format!(
            "script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'self'; \
             frame-src https://accounts.google.com; require-trusted-types-for 'script'"
        );
        let mut headers = Vec::new();
        if !page.cached {
            headers.push(("cache-control", "no-store".to_owned()));
        }
        if page.policy != "none" {
            headers.push(("content-security-policy", strict));
        }
        if page.policy == "isolated" {
            headers.push(("cross-origin-embedder-policy", "require-corp".to_owned()));
            headers.push(("cross-origin-opener-policy", "same-origin".to_owned()));
        }
        let data = serde_json::to_string(&page).ok()?.replace('<', "\\u003c");
        let html = self
            .files
            .get("index.html")?
            .replace("{lang}", page.language)
            .replace("{dir}", if page.language == "ar" { "rtl" } else { "ltr" })
            .replace("{own}", page.own)
            .replace("{nonce}", &nonce)
            .replace("{page}", &data);
        Some(content("text/html; charset=utf-8", html, &headers))
    }
}

impl Site for Google {
    fn host(&self) -> &str {
        HOST
    }

    fn answer(&self, request: &Request<Bytes>) -> Answer {
        let (method, path) = (request.method(), request.uri().path());
        if let Some(name) = path.strip_prefix("/standin/") {
            let kind = if name.ends_with(".css") { "text/css" } else { "text/javascript" };
            return match self.files.get(name) {
                Some(text) => content(kind, text.clone(), &[("cache-control", "max-age=600".to_owned())]),
                None => status(StatusCode::NOT_FOUND),
            };
        }
        if method == Method::POST && path == "/calendar/u/0/sync.sync" {
            lock(&self.sent).extend(Sent::read(&String::from_utf8_lossy(request.body())));
            return content("application/json", ")]}'\n[]", &[]);
        }
        if path.starts_with("/calendar") {
            return self.page().unwrap_or_else(|| status(StatusCode::INTERNAL_SERVER_ERROR));
        }
        status(StatusCode::NOT_FOUND)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
