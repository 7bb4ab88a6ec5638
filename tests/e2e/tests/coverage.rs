//! Every commit path of every calendar, on its stand-in: a few seeds of each here, the full run with the benchmarks.
//! `CONVEREL_PATH=name CONVEREL_SEED=number` plays one again.

use anyhow::Result;
use e2e::coverage::{Extent, page, run};
use e2e::harness::lane::Lane;

/// Seeds of each path.
const SEEDS: u32 = 2;

async fn walked(lane: &mut Lane, site: &'static str) -> Result<()> {
    let extent = Extent::from_environment(SEEDS)?;
    let table = run(lane, site, &extent).await?;
    // A run that was told how far to go is for somebody who looks at it, and may be what the page is written from.
    if extent.is_whole() && extent.seeds == SEEDS { page::holds(&table) } else { Ok(()) }
}

pub(crate) async fn the_page_about_it_names_what_is_there(_: &mut Lane) -> Result<()> {
    page::names_what_is_there()
}

pub(crate) async fn google(lane: &mut Lane) -> Result<()> {
    walked(lane, "google").await
}

pub(crate) async fn outlook(lane: &mut Lane) -> Result<()> {
    walked(lane, "outlook").await
}

pub(crate) async fn nextcloud(lane: &mut Lane) -> Result<()> {
    walked(lane, "nextcloud").await
}

pub(crate) async fn proton(lane: &mut Lane) -> Result<()> {
    walked(lane, "proton").await
}

pub(crate) async fn roundcube(lane: &mut Lane) -> Result<()> {
    walked(lane, "roundcube").await
}

pub(crate) async fn zimbra(lane: &mut Lane) -> Result<()> {
    walked(lane, "zimbra").await
}
