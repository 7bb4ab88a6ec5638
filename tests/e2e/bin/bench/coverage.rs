//! The full run of the table of commit paths, both browsers beside each other, and the page about it.

use anyhow::{Context, Result, anyhow, bail};
use e2e::coverage::{Extent, SITES, page, run};
use e2e::harness::browser::Kind;
use e2e::harness::lane::Lane;

/// Seeds of each path.
const SEEDS: u32 = 50;

/// Walks everything, and writes the page if all was as expected.
pub(crate) fn all() -> Result<()> {
    let extent = Extent::from_environment(SEEDS)?;
    let lanes: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let extent = extent.clone();
            // A thread for each browser: its drivers end with it, and its futures need not leave it.
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(lane(kind, &extent)).with_context(|| kind.to_string())
            })
        })
        .collect();
    let mut wrong = Vec::new();
    for lane in lanes {
        if let Err(error) = lane.join().map_err(|_| anyhow!("a lane panicked"))? {
            wrong.push(format!("{error:#}"));
        }
    }
    if !wrong.is_empty() {
        bail!("not as expected, so docs/coverage.md is left as it is:\n{}", wrong.join("\n"));
    }
    page::write()?;
    println!("docs/coverage.md");
    Ok(())
}

async fn lane(kind: Kind, extent: &Extent) -> Result<()> {
    let mut lane = Lane::new(kind, None).await?;
    let mut wrong = Vec::new();
    for site in SITES {
        lane.begin(site);
        match run(&mut lane, site, extent).await {
            Ok(table) => println!("{kind}: {site}, {} paths", table.rows.len()),
            Err(error) => wrong.push(format!("{error:#}")),
        }
    }
    lane.end().await;
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}
