//! The WebAssembly parts: compiled, given their glue by wasm-bindgen as a library (so that its version
//! is the one in `Cargo.lock`), then shrunk by binaryen's wasm-opt. The result stands in
//! `target/wasm-bindgen/<part>/`.

use crate::project::{Project, empty, write};
use crate::run::{cargo, quietly};
use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The parts; the package of each is `converel-<part>`.
pub(crate) const PARTS: [&str; 3] = ["gate", "dashboard", "background"];

/// What both browsers understand. Never `--all-features`: it writes compact imports, which Chromium
/// refuses (`Invalid import kind 127`).
const OPTIMISE: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// The folder of one part's glue and module.
pub(crate) fn folder(project: &Project, part: &str) -> PathBuf {
    project.target.join("wasm-bindgen").join(part)
}

/// The module that is shipped.
pub(crate) fn module(project: &Project, part: &str) -> PathBuf {
    folder(project, part).join(format!("converel_{part}_bg.wasm"))
}

/// Compiles every part and makes its glue. A part whose compiled module is the same as last time is
/// left as it is.
pub(crate) fn build(project: &Project) -> Result<()> {
    let mut compile = cargo(project);
    compile.args(["build", "--quiet", "--profile", "wasm", "--target", "wasm32-unknown-unknown"]);
    for part in PARTS {
        compile.arg("-p").arg(format!("converel-{part}"));
    }
    // Two machines make the same bytes: no path of this one is left in panic messages.
    compile.env("CARGO_ENCODED_RUSTFLAGS", remapped(project)?);
    quietly(&mut compile)?;

    std::thread::scope(|scope| {
        let parts = PARTS.map(|part| scope.spawn(move || finish(project, part)));
        for part in parts {
            part.join().map_err(|_| anyhow!("wasm-bindgen panicked"))??;
        }
        Ok(())
    })
}

/// The module of the benchmarks, made as the parts are. Gives its folder.
pub(crate) fn speed(project: &Project) -> Result<PathBuf> {
    let mut compile = cargo(project);
    compile.args(["build", "--quiet", "--profile", "wasm", "--target", "wasm32-unknown-unknown"]);
    compile.args(["-p", "converel-speed"]);
    quietly(&mut compile)?;
    finish(project, "speed")?;
    Ok(folder(project, "speed"))
}

/// Glue and shrinking of one part.
fn finish(project: &Project, part: &str) -> Result<()> {
    let name = format!("converel_{part}");
    let compiled = project.cargo_target.join(format!("wasm32-unknown-unknown/wasm/{name}.wasm"));
    let bytes = std::fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let stamp = stamp(&bytes);
    let folder = folder(project, part);
    let stamp_file = folder.join("stamp");
    if std::fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        return Ok(());
    }
    empty(&folder)?;
    Bindgen::new()
        .input_bytes(&name, bytes)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_producers_section(true)
        .remove_name_section(true)
        .generate(&folder)
        .with_context(|| format!("wasm-bindgen, {part}"))?;
    let module = module(project, part);
    let shrunk = module.with_extension("shrunk");
    quietly(Command::new(project.tool("wasm-opt")).args(OPTIMISE).arg(&module).arg("-o").arg(&shrunk))?;
    std::fs::rename(&shrunk, &module)?;
    write(&stamp_file, stamp)
}

/// Folders of this machine and the fixed words that stand for them in what is shipped. The last that
/// matches wins, so the innermost comes last.
pub(crate) fn machine_folders(project: &Project) -> Result<[(PathBuf, &'static str); 3]> {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .context("no home folder")?;
    let sysroot = quietly(Command::new("rustc").current_dir(&project.root).args(["--print", "sysroot"]))?;
    Ok([
        (cargo_home, "/cargo"),
        (PathBuf::from(sysroot.trim()), "/rust"),
        (project.root.clone(), "/converel"),
    ])
}

fn remapped(project: &Project) -> Result<String> {
    let flags = machine_folders(project)?
        .map(|(folder, word)| format!("--remap-path-prefix={}={word}", folder.display()));
    Ok(flags.join("\u{1f}"))
}

/// Tells one compiled module and one way of treating it from another.
fn stamp(bytes: &[u8]) -> String {
    let mut digest = Sha256::new();
    digest.update(bytes);
    for flag in OPTIMISE {
        digest.update(flag);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
