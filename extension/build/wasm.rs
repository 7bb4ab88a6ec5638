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
pub(crate) const PARTS: [&str; 4] = ["gate", "dashboard", "background", "worker"];

/// How a part is compiled and shrunk.
struct Way {
    /// The profile of the workspace, which is also the name of cargo's folder for it.
    profile: &'static str,
    /// What rustc is told beyond that.
    rustc: &'static [&'static str],
    /// What wasm-opt is told beyond [`FEATURES`].
    optimise: &'static [&'static str],
}

/// What is loaded beside a page: small. A guest's address is a block or two to hash, so SHA-256 goes round by round, in a
/// third of the code (the crate's own switch).
const SMALL: Way =
    Way { profile: "wasm", rustc: &["--cfg=sha2_backend_soft=\"compact\""], optimise: &["-Oz"] };
/// What is loaded beside every open editor: smaller still, by the structure of loops found anew (binaryen's own advice for
/// size); it takes several times as long.
const SMALLEST: Way =
    Way { optimise: &["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge"], ..SMALL };
/// The audit's worker, which reads calendars of hundreds of megabytes: quick. Both browsers have had the 128-bit
/// vectors (Chrome 91, Firefox 89) for longer than the manifests ask for. A function that runs for long is not taken
/// into its one caller: Chromium swaps a function for its optimised form when it is called, and not while it runs.
const QUICK: Way = Way {
    profile: "wasm-speed",
    rustc: &["-Ctarget-feature=+simd128"],
    optimise: &["-O3", "--enable-simd", "--one-caller-inline-max-function-size=64"],
};

/// How this part is made.
fn way(part: &str) -> &'static Way {
    match part {
        "worker" => &QUICK,
        "gate" => &SMALLEST,
        _ => &SMALL,
    }
}

/// What both browsers understand. Never `--all-features`: it writes compact imports, which Chromium
/// refuses (`Invalid import kind 127`).
const FEATURES: [&str; 6] = [
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
    for made in [&SMALL, &QUICK] {
        let mut compile = compiler(project, made);
        for part in PARTS.into_iter().filter(|part| way(part).profile == made.profile) {
            compile.arg("-p").arg(format!("converel-{part}"));
        }
        // Two machines make the same bytes: no path of this one is left in panic messages.
        let mut flags = remapped(project)?;
        flags.extend(made.rustc.iter().map(|&flag| flag.to_owned()));
        compile.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        quietly(&mut compile)?;
    }

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
    quietly(compiler(project, &SMALL).args(["-p", "converel-speed"]))?;
    finish(project, "speed")?;
    Ok(folder(project, "speed"))
}

/// Cargo, about to compile for the browser.
fn compiler(project: &Project, made: &Way) -> Command {
    let mut compile = cargo(project);
    compile.args(["build", "--quiet", "--profile", made.profile, "--target", "wasm32-unknown-unknown"]);
    compile
}

/// Glue and shrinking of one part.
fn finish(project: &Project, part: &str) -> Result<()> {
    let name = format!("converel_{part}");
    let Way { profile, optimise, .. } = way(part);
    let compiled = project.cargo_target.join(format!("wasm32-unknown-unknown/{profile}/{name}.wasm"));
    let bytes = std::fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let stamp = stamp(&bytes, optimise);
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
    let mut shrink = Command::new(project.tool("wasm-opt"));
    quietly(shrink.args(FEATURES).args(*optimise).arg(&module).arg("-o").arg(&shrunk))?;
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

fn remapped(project: &Project) -> Result<Vec<String>> {
    let flags = machine_folders(project)?
        .map(|(folder, word)| format!("--remap-path-prefix={}={word}", folder.display()));
    Ok(flags.into())
}

/// Tells one compiled module and one way of treating it from another.
fn stamp(bytes: &[u8], optimise: &[&str]) -> String {
    let mut digest = Sha256::new();
    digest.update(bytes);
    for flag in FEATURES.iter().chain(optimise) {
        digest.update(flag);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
