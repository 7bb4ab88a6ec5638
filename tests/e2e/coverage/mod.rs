//! The table of commit paths: every way in which an invite leaves a calendar, walked on its stand-in as a user
//! would, in many seeds. What is expected of a path stands in the stand-in's page; what came of it is counted here.
//! Nothing of any one calendar.

mod act;
pub mod page;
mod walk;

use crate::harness::browser::{Kind, Session};
use crate::harness::google::{HOST, Page};
use crate::harness::lane::Lane;
use crate::harness::paths;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::fmt;
use walk::Walk;

/// The calendars with a stand-in, in the order of the table.
pub const SITES: [&str; 6] = ["google", "outlook", "nextcloud", "proton", "roundcube", "zimbra"];

const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "ja", "zh", "ar"];

/// What is expected of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expects {
    /// The gate comes before anything is sent.
    Held,
    /// That, or it goes out once and is in the journal as unchecked.
    HeldOrRecorded,
    /// It goes out once, with no gate.
    Passes,
    /// That, and the journal has it as called off.
    Cancelled,
}

/// A path as the stand-in's page tells it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Path {
    /// Short name.
    pub name: String,
    /// What the user does.
    pub what: String,
    /// How sure it is that the real page behaves so: A, B, C or M.
    pub confidence: String,
    /// What is expected.
    pub expects: Expects,
    /// No editor is open when the page is drawn.
    #[serde(default, skip_serializing)]
    cold: bool,
}

/// What came of a path, by number of seeds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Seeds walked.
    pub seeds: u32,
    /// Held before the calendar acted on the gesture.
    pub at_gesture: u32,
    /// Held when the calendar's request was about to leave.
    pub at_request: u32,
    /// Of the held ones: sent from the gate, once.
    pub released: u32,
    /// Went out unheld and is in the journal as unchecked.
    pub recorded: u32,
    /// Went out without a gate.
    pub passed: u32,
}

/// A path with what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The path.
    #[serde(flatten)]
    pub path: Path,
    /// What came of it.
    pub counts: Counts,
}

/// Marks of the page that were taken away, with what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Loss {
    /// The marks.
    pub marks: Vec<String>,
    /// The path that was walked without them.
    pub path: String,
    /// The commit is lost to the gesture, and the toolbar says so; else it was held all the same.
    pub fault: bool,
}

/// One calendar in one browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    /// The stand-in's name.
    pub site: String,
    /// The browser.
    pub browser: String,
    /// Every path.
    pub rows: Vec<Row>,
    /// Every loss.
    pub losses: Vec<Loss>,
}

/// How much of the table is walked.
#[derive(Clone, Debug)]
pub struct Extent {
    /// Seeds for each path.
    pub seeds: u32,
    /// This seed alone.
    pub seed: Option<u32>,
    /// This path alone.
    pub path: Option<String>,
}

impl Extent {
    /// So many seeds, unless `CONVEREL_SEEDS`, `CONVEREL_SEED` (that one alone) or `CONVEREL_PATH` say otherwise.
    pub fn from_environment(seeds: u32) -> Result<Self> {
        let number = |name: &str| -> Result<Option<u32>> {
            let Some(value) = std::env::var_os(name) else { return Ok(None) };
            let value = value.to_string_lossy().parse().with_context(|| format!("{name} is no number"))?;
            Ok(Some(value))
        };
        Ok(Self {
            seeds: number("CONVEREL_SEEDS")?.unwrap_or(seeds),
            seed: number("CONVEREL_SEED")?,
            path: std::env::var("CONVEREL_PATH").ok(),
        })
    }

    /// Every path and every loss.
    pub fn is_whole(&self) -> bool {
        self.seed.is_none() && self.path.is_none()
    }

    /// The seeds of the path with this number. A few paths with a few seeds each have to bring every language and
    /// every generation, so each path goes on where the one before ended; many begin anew with each.
    fn of(&self, path: u32) -> Vec<u32> {
        match self.seed {
            Some(seed) => vec![seed],
            None if self.seeds < 10 => (1 + path * self.seeds..=(path + 1) * self.seeds).collect(),
            None => (1..=self.seeds).collect(),
        }
    }
}

/// The language of a seed.
fn language(seed: u32) -> &'static str {
    LANGUAGES.get(seed as usize % LANGUAGES.len()).copied().unwrap_or("en")
}

/// Every other seed is sent from the gate, the rest are given up.
fn is_released(seed: u32) -> bool {
    seed.is_multiple_of(2)
}

/// Walks a calendar's table. What does not come as expected is told for all paths at the end, with the seed.
pub async fn run(lane: &mut Lane, site: &'static str, extent: &Extent) -> Result<Table> {
    let wire = lane.wire.clone();
    let kind = lane.kind;
    let (address, session) = open(lane, site).await?;
    let mut walk = Walk::new(session, &wire, site, address);
    walk.load().await?;
    walk.begin().await?;
    let paths: Vec<Path> = session.script("return standin.paths()", Vec::new()).await?;
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for (number, path) in paths.iter().enumerate() {
        if extent.path.as_ref().is_some_and(|wanted| *wanted != path.name) {
            continue;
        }
        let mut counts = Counts::default();
        for seed in extent.of(u32::try_from(number)?) {
            if let Err(error) = walk.one(path, seed, &mut counts).await {
                wrong.push(Wrong { site, path: path.name.clone(), seed, kind, error });
                picture(session, site, &path.name, seed).await;
                walk.load().await?;
                break;
            }
        }
        if let Err(error) = walk.journal_tells(path, &counts).await {
            wrong.push(Wrong { site, path: path.name.clone(), seed: 0, kind, error });
        }
        rows.push(Row { path: path.clone(), counts });
    }
    if let Err(error) = walk.journal_tells_no_more().await {
        wrong.push(Wrong { site, path: "all".to_owned(), seed: 0, kind, error });
    }
    let mut losses = Vec::new();
    if extent.is_whole() {
        for (number, loss) in walk.losses(&paths).await?.into_iter().enumerate() {
            let seed = u32::try_from(number)? + 1;
            if let Err(error) = walk.without(&paths, &loss, seed).await {
                let path = format!("{} without {}", loss.path, loss.marks.join(" "));
                picture(session, site, &path, seed).await;
                wrong.push(Wrong { site, path, seed, kind, error });
                walk.load().await?;
            }
            losses.push(loss);
        }
    }
    if let Err(error) = walk.nothing_went_out_since() {
        wrong.push(Wrong { site, path: "all".to_owned(), seed: 0, kind, error });
    }
    if !wrong.is_empty() {
        let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        bail!("{} wrong:\n{}", wrong.len(), told.join("\n"));
    }
    let table = Table { site: site.to_owned(), browser: kind.to_string(), rows, losses };
    if extent.is_whole() {
        let file = paths::target("coverage")?.join(format!("{site}-{kind}.json"));
        std::fs::write(file, serde_json::to_string_pretty(&table)? + "\n")?;
    }
    Ok(table)
}

/// A session for the stand-in, and where it is opened.
async fn open<'l>(lane: &'l mut Lane, site: &str) -> Result<(String, &'l Session)> {
    if site == "google" {
        lane.google.show(Page { view: "grid", ..Page::default() });
        return Ok((format!("https://{HOST}/calendar/u/0/r/week"), lane.shipped().await?));
    }
    let standin = lane.standin(site)?;
    let session = if standin.is_self_hosted() { lane.loopback().await? } else { lane.shipped().await? };
    Ok((standin.address(), session))
}

/// A picture of what went wrong; that there is none is no further failure.
async fn picture(session: &Session, site: &str, path: &str, seed: u32) {
    let name: String = path.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' }).collect();
    if let Ok(folder) = paths::target("e2e-failures") {
        let file = folder.join(format!("coverage-{site}-{name}-{seed}-{}.png", session.kind));
        let _ = session.driver.screenshot(&file).await;
    }
}

/// What did not come as expected, with what it takes to see it again.
struct Wrong {
    site: &'static str,
    path: String,
    seed: u32,
    kind: Kind,
    error: anyhow::Error,
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { site, path, seed, kind, error } = self;
        let error = format!("{error:#}");
        let error = error.lines().next().unwrap_or_default();
        write!(formatter, "{site} {path}, seed {seed} ({}), {kind}: {error}", language(*seed))
    }
}
