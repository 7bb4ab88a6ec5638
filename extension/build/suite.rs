//! Starts the end-to-end suite (`tests/e2e`) on a fresh build: its tests, the demo and the benchmarks.
//! Two builds are handed over: the shipped one, and one whose manifests hold the loopback address too,
//! where the tests' real calendar listens.

use crate::project::Project;
use crate::run::{aloud, cargo, quietly};
use crate::{dist, wasm};
use anyhow::Result;
use std::process::Command;

/// Where the tests' own calendars are: the real one on loopback, the stand-ins of self-hosted ones under made-up
/// names (RFC 2606).
const TEST_HOSTS: [&str; 2] = ["http://127.0.0.1/*", "https://*.calendar.test/*"];

/// Makes both builds.
pub(crate) fn builds(project: &Project) -> Result<()> {
    let _alone = project.lock()?;
    dist::parts(project)?;
    dist::assemble(project, &[], &project.root.join("dist"))?;
    dist::assemble(project, &TEST_HOSTS.map(str::to_owned), &project.target.join("loopback"))
}

/// The suite's tests, on builds that are there.
pub(crate) fn tests(project: &Project) -> Result<()> {
    aloud(suite(project).args(["test", "--quiet", "-p", "e2e"]))
}

/// The demo.
pub(crate) fn demo(project: &Project) -> Result<()> {
    builds(project)?;
    aloud(suite(project).args(["run", "--quiet", "-p", "e2e", "--bin", "demo"]))
}

/// The benchmarks: the judgement by itself, then everything in the browsers.
pub(crate) fn bench(project: &Project) -> Result<()> {
    builds(project)?;
    let module = wasm::speed(project)?;
    quietly(cargo(project).args([
        "build",
        "--quiet",
        "--release",
        "-p",
        "converel-core",
        "--example",
        "speed",
    ]))?;
    let mut bench = suite(project);
    bench
        .env("CONVEREL_SPEED_MODULE", module)
        .env("CONVEREL_SPEED_PROGRAM", project.cargo_target.join("release/examples/speed"));
    aloud(bench.args(["run", "--quiet", "-p", "e2e", "--bin", "bench"]))
}

fn suite(project: &Project) -> Command {
    let mut command = cargo(project);
    let dist = project.root.join("dist");
    let loopback = project.target.join("loopback");
    command
        .env("CONVEREL_DIST_CHROME", dist.join("chrome"))
        .env("CONVEREL_DIST_FIREFOX", dist.join("firefox"))
        .env("CONVEREL_LOOPBACK_CHROME", loopback.join("chrome"))
        .env("CONVEREL_LOOPBACK_FIREFOX", loopback.join("firefox"));
    command
}
