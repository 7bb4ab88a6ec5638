//! The TypeScript side: types generated from the protocol, bundles by esbuild, the icons, and the unit
//! tests bundled for node.

use crate::project::{Project, ends_in, files, write};
use crate::run::quietly;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Bundles: source, name in the extension, and whether it is a module. Content scripts and the
/// background are classic scripts: neither browser takes a module there in the same way; a web worker may be one
/// in both.
pub(crate) const BUNDLES: [(&str, &str, bool); 10] = [
    ("content/entries/google.ts", "google.js", false),
    ("content/entries/outlook.ts", "outlook.js", false),
    ("content/entries/proton.ts", "proton.js", false),
    ("content/entries/selfhosted.ts", "selfhosted.js", false),
    ("content/request/main.ts", "request.js", false),
    ("background/background.ts", "background.js", false),
    ("pages/gate.ts", "gate.js", true),
    ("pages/dashboard.ts", "dashboard.js", true),
    ("pages/popup.ts", "popup.js", true),
    ("worker/audit.ts", "audit.js", true),
];

/// Writes `extension/generated/protocol.ts`.
pub(crate) fn types(project: &Project) -> Result<()> {
    let declarations = converel_protocol::typescript::declarations();
    write(&project.extension.join("generated/protocol.ts"), declarations)
}

/// Bundles every script into `target/scripts`.
pub(crate) fn bundle(project: &Project) -> Result<PathBuf> {
    let out = project.target.join("scripts");
    let browsers = crate::manifest::oldest_browsers(project)?;
    for (source, name, module) in BUNDLES {
        let mut esbuild = esbuild(project);
        esbuild
            .arg(project.extension.join(source))
            .arg(format!("--outfile={}", out.join(name).display()))
            .arg(format!("--target={browsers}"))
            .args(["--minify", "--legal-comments=none"]);
        if module {
            esbuild.arg("--format=esm");
        } else {
            // wasm-bindgen's glue looks for its module beside `import.meta.url`, which a classic
            // script has not got.
            esbuild.args(["--format=iife", "--define:import.meta.url=self.location.href"]);
        }
        quietly(&mut esbuild)?;
    }
    Ok(out)
}

/// Bundles `extension/**/*.test.ts`, runs them under node's own test runner and tells how many passed.
pub(crate) fn unit_tests(project: &Project) -> Result<u32> {
    let tests: Vec<_> =
        files(&project.extension)?.into_iter().filter(|path| ends_in(path, &[".test.ts"])).collect();
    if tests.is_empty() {
        bail!("no unit test found under {}", project.extension.display());
    }
    let out = project.target.join("unit");
    crate::project::empty(&out)?;
    let mut bundle = esbuild(project);
    bundle
        .args(&tests)
        .arg(format!("--outdir={}", out.display()))
        .arg(format!("--outbase={}", project.extension.display()))
        .args(["--format=esm", "--platform=node", "--packages=external", "--out-extension:.js=.mjs"]);
    quietly(&mut bundle)?;
    let bundled = files(&out)?;
    let mut node = Command::new("node");
    node.current_dir(&project.root).args(["--test", "--test-reporter=tap"]).args(bundled);
    let said = quietly(&mut node)?;
    let count = |what: &str| -> Option<u32> {
        said.lines().rev().find_map(|line| line.strip_prefix("# ")?.strip_prefix(what)?.trim().parse().ok())
    };
    match (count("pass"), count("skipped"), count("todo")) {
        (Some(passed @ 1..), Some(0), Some(0)) => Ok(passed),
        _ => bail!("no test was run, or not every one\n{said}"),
    }
}

/// Draws the icons from `icon.svg`; with `check` it only compares them with the committed ones.
pub(crate) fn icons(project: &Project, check: bool) -> Result<()> {
    let script = project.extension.join("icons/draw.js");
    let mut node = Command::new("node");
    node.current_dir(&project.root).arg(script);
    if check {
        node.arg("--check");
    }
    quietly(&mut node).map(drop)
}

fn esbuild(project: &Project) -> Command {
    let mut command = Command::new(project.tool("esbuild"));
    command.current_dir(&project.root).args([
        "--bundle",
        "--log-level=warning",
        "--log-limit=0",
        "--charset=utf8",
    ]);
    command
}

/// A script's or a module's size as it is sent, in bytes.
pub(crate) fn gzipped(path: &Path) -> Result<u64> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&std::fs::read(path)?)?;
    Ok(u64::try_from(encoder.finish()?.len())?)
}
