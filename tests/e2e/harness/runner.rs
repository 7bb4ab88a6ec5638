//! Runs scenarios: every one in both browsers, the browsers beside each other, one scenario after the
//! other in each. No retries: what fails once has failed.

use super::browser::Kind;
use super::lane::Lane;
use super::paths;
use crate::sogo::Sogo;
use anyhow::{Context, Result, anyhow};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A scenario as it is called.
pub type Run = for<'l> fn(&'l mut Lane) -> Pin<Box<dyn Future<Output = Result<()>> + 'l>>;

/// One scenario.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// `module::function`.
    pub name: &'static str,
    /// What it does.
    pub run: Run,
    /// It takes place on SOGo.
    pub sogo: bool,
}

/// Lists scenarios: `scenarios![sogo: a::b, c::d; stand_in: e::f]`.
#[macro_export]
macro_rules! scenarios {
    (sogo: $($sogo:path),* ; stand_in: $($stand_in:path),* $(,)?) => {
        vec![
            $($crate::harness::runner::Scenario {
                name: stringify!($sogo), run: |lane| Box::pin($sogo(lane)), sogo: true,
            },)*
            $($crate::harness::runner::Scenario {
                name: stringify!($stand_in), run: |lane| Box::pin($stand_in(lane)), sogo: false,
            },)*
        ]
    };
}

/// A scenario that takes longer has failed.
const LIMIT: Duration = Duration::from_secs(300);
/// The same where it is told to walk more seeds than usual.
const LONG_LIMIT: Duration = Duration::from_secs(3_600);

/// Runs what the command line asks for (words that a name contains, `chromium` or `firefox`; nothing:
/// everything) and gives the number of failures.
pub async fn run(scenarios: Vec<Scenario>) -> Result<usize> {
    let mut kinds = Vec::new();
    let mut wanted = Vec::new();
    for argument in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        match Kind::ALL.into_iter().find(|kind| kind.to_string() == argument) {
            Some(kind) => kinds.push(kind),
            None => wanted.push(argument),
        }
    }
    if kinds.is_empty() {
        kinds.extend(Kind::ALL);
    }
    let chosen: Vec<Scenario> = scenarios
        .into_iter()
        .filter(|scenario| {
            wanted.is_empty() || wanted.iter().any(|word| scenario.name.contains(word.as_str()))
        })
        .collect();
    if std::env::args().any(|argument| argument == "--list") {
        chosen.iter().for_each(|scenario| println!("{}", scenario.name));
        return Ok(0);
    }
    let begun = Instant::now();
    let sogo = match chosen.iter().any(|scenario| scenario.sogo) {
        true => Some(Arc::new(Sogo::start().await?)),
        false => None,
    };
    // A thread for each browser: its drivers end with it, and its futures need not leave it.
    let lanes: Vec<_> = kinds
        .iter()
        .map(|&kind| {
            let (chosen, sogo) = (chosen.clone(), sogo.clone());
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(lane(kind, chosen, sogo))
            })
        })
        .collect();
    let mut failed = Vec::new();
    for lane in lanes {
        failed.extend(lane.join().map_err(|_| anyhow!("a lane panicked"))??);
    }
    let all = chosen.len() * kinds.len();
    for name in &failed {
        println!("FAILED   {name}");
    }
    println!("{all} scenarios in {} s", begun.elapsed().as_secs());
    println!("{} passed, {} failed", all - failed.len(), failed.len());
    Ok(failed.len())
}

async fn lane(kind: Kind, chosen: Vec<Scenario>, sogo: Option<Arc<Sogo>>) -> Result<Vec<String>> {
    let mut lane = Lane::new(kind, sogo).await?;
    let mut failed = Vec::new();
    let limit = if std::env::var_os("CONVEREL_SEEDS").is_some() { LONG_LIMIT } else { LIMIT };
    for scenario in chosen {
        let begun = Instant::now();
        lane.begin(scenario.name);
        let done = match tokio::time::timeout(limit, (scenario.run)(&mut lane)).await {
            Ok(done) => done,
            Err(_) => Err(anyhow!("not done after {} s", limit.as_secs())),
        };
        let seconds = begun.elapsed().as_secs_f32();
        match done {
            Ok(()) => println!("ok {seconds:6.1} s  {kind}: {}", scenario.name),
            Err(error) => {
                println!("FAILED {seconds:5.1} s  {kind}: {}\n{}", scenario.name, short(&error));
                failed.push(format!("{kind}: {}", scenario.name));
                if let Err(error) = picture(&lane, scenario.name).await {
                    println!("(no picture: {error:#})");
                }
                lane.end().await;
            }
        }
    }
    lane.end().await;
    Ok(failed)
}

/// An error's chain without the drivers' own stack traces.
fn short(error: &anyhow::Error) -> String {
    let told = format!("{error:#}");
    let lines = told.lines().filter(|line| {
        let line = line.trim_start();
        !(line.starts_with('#') || line.starts_with("Stacktrace") || line.contains("@chrome://"))
    });
    lines.take(40).collect::<Vec<_>>().join("\n")
}

async fn picture(lane: &Lane, name: &str) -> Result<()> {
    for (index, session) in lane.running().enumerate() {
        let name = format!("{}-{}-{index}.png", name.replace("::", "-"), lane.kind);
        let path = paths::target("e2e-failures")?.join(name);
        session.driver.screenshot(&path).await.context("no screenshot")?;
    }
    Ok(())
}
