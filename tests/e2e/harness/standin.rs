//! A stand-in calendar from its folder: `tests/sites/<name>/site.json` says under which name it is served and what
//! its server answers, `index.html` and the modules beside it are its page. What was sent is what the wire wrote
//! down; nothing of any one calendar stands here.

use super::paths;
use super::wire::{Answer, Site, content, status};
use anyhow::{Context, Result, ensure};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What `site.json` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    /// The name that it is served under.
    host: String,
    /// Paths, with what follows them, under which a GET is answered with the page; the first is where it is opened.
    pages: Vec<String>,
    /// The page's policy, `{nonce}` filled in; none if it is not given.
    #[serde(default)]
    csp: String,
    /// The page's further headers.
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// What the server answers; the first that fits.
    #[serde(default)]
    answers: Vec<Reply>,
    #[serde(default)]
    http2: bool,
}

/// One answer of the server.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    method: String,
    /// How path and query begin.
    path: String,
    /// What stands in the body, if that matters.
    #[serde(default)]
    contains: String,
    #[serde(default = "ok")]
    status: u16,
    #[serde(default = "json", rename = "type")]
    kind: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
}

fn ok() -> u16 {
    200
}

fn json() -> String {
    "application/json".to_owned()
}

/// One stand-in.
#[derive(Debug)]
pub struct StandIn {
    /// Its folder's name.
    pub name: String,
    description: Description,
    files: HashMap<String, String>,
    /// Every load gets a nonce of its own.
    loads: AtomicU32,
}

impl StandIn {
    /// All that have a folder with a `site.json`, by name.
    pub fn all() -> Result<Vec<Arc<Self>>> {
        let mut all = Vec::new();
        for entry in std::fs::read_dir(paths::sites())? {
            let folder = entry?.path();
            if !folder.join("site.json").is_file() {
                continue;
            }
            match Self::new(&folder) {
                Ok(standin) => all.push(Arc::new(standin)),
                // The scenarios that need it say that it is not there.
                Err(error) => eprintln!("stand-in left out: {error:#}"),
            }
        }
        all.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(all)
    }

    fn new(folder: &Path) -> Result<Self> {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let description = std::fs::read_to_string(folder.join("site.json"))?;
        let description: Description =
            serde_json::from_str(&description).with_context(|| format!("{name}/site.json"))?;
        ensure!(!description.pages.is_empty(), "{name}/site.json names no page");
        Ok(Self { name, description, files: files(folder)?, loads: AtomicU32::new(0) })
    }

    /// Where it is opened.
    pub fn address(&self) -> String {
        let page = self.description.pages.first().map_or("/", String::as_str);
        format!("https://{}{page}", self.description.host)
    }

    /// It stands under a name that the shipped extension does not know.
    pub fn is_self_hosted(&self) -> bool {
        self.description.host.ends_with(".calendar.test")
    }

    fn page(&self) -> Answer {
        let Some(html) = self.files.get("index.html") else { return status(StatusCode::NOT_FOUND) };
        let nonce =
            format!("n{:08x}", self.loads.fetch_add(1, Ordering::Relaxed).wrapping_mul(2_654_435_761));
        let html = html.replace("{nonce}", &nonce).replace("{lang}", "en").replace("{dir}", "ltr");
        let mut headers = vec![("cache-control", "no-store".to_owned())];
        if !self.description.csp.is_empty() {
            headers.push(("content-security-policy", self.description.csp.replace("{nonce}", &nonce)));
        }
        headers.extend(self.description.headers.iter().map(|(name, value)| (name.as_str(), value.clone())));
        content("text/html; charset=utf-8", html, &headers)
    }

    fn file(&self, name: &str) -> Answer {
        let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => "text/css",
            Some("html") => "text/html; charset=utf-8",
            Some("json") => "application/json",
            _ => "text/javascript",
        };
        match self.files.get(name) {
            Some(text) => content(kind, text.clone(), &[("cache-control", "max-age=600".to_owned())]),
            None => status(StatusCode::NOT_FOUND),
        }
    }
}

impl Site for StandIn {
    fn host(&self) -> &str {
        &self.description.host
    }

    fn answer(&self, request: &Request<Bytes>) -> Answer {
        let path = request.uri().path();
        let place = request.uri().path_and_query().map_or("/", |place| place.as_str());
        if let Some(name) = path.strip_prefix("/standin/") {
            return self.file(name);
        }
        let fits = |reply: &&Reply| {
            request.method() == reply.method.as_str()
                && place.starts_with(&reply.path)
                && String::from_utf8_lossy(request.body()).contains(&reply.contains)
        };
        if let Some(reply) = self.description.answers.iter().find(fits) {
            let headers: Vec<_> =
                reply.headers.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
            let mut answer = content(&reply.kind, reply.body.clone(), &headers);
            *answer.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::BAD_GATEWAY);
            return answer;
        }
        if request.method() == Method::GET && self.description.pages.iter().any(|page| path.starts_with(page))
        {
            return self.page();
        }
        status(StatusCode::NOT_FOUND)
    }

    fn http2(&self) -> bool {
        self.description.http2
    }
}

/// What is served under `/standin/`: a stand-in's own files by their names, and the kit's under `kit/`.
pub(super) fn files(folder: &Path) -> Result<HashMap<String, String>> {
    let mut files = HashMap::new();
    read(folder, "", &mut files)?;
    read(&paths::sites().join("kit"), "kit/", &mut files)?;
    Ok(files)
}

/// The files of a folder and of those in it, under `prefix`.
fn read(folder: &Path, prefix: &str, files: &mut HashMap<String, String>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            read(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
