//! Measures the judgement on labelled invites, and fits its weights.
//!
//! `cargo run --release -p converel-core --example measure -- FILE…` prints the report that
//! `docs/judgement.md` holds. With `--fit` before the files it first makes `src/core/lexicon/weights.tsv` anew
//! from them, and says by cross-validation how such weights do on invites that they were not fitted to; with
//! `--errors` it lists what is judged otherwise than it is labelled. Files are `.jsonl` or the compact form.

mod corpus;
#[path = "corpus/fit.rs"]
mod fit;
#[path = "corpus/judged.rs"]
mod judged;
#[path = "corpus/labelled.rs"]
mod labelled;
#[path = "corpus/report.rs"]
mod report;

use converel_core::infer::model::Weights;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().any(|argument| argument == name);
    let files: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let mut invites = Vec::new();
    for path in &files {
        invites.extend(labelled::file(path)?);
    }
    if invites.len() < fit::FOLDS {
        return Err("give files of labelled invites".to_owned());
    }
    if option("--fit") {
        let samples = invites.iter().map(fit::sample).collect::<Result<Vec<_>, _>>()?;
        let sharpness = fit::validate(&samples, option("--errors"));
        let all: Vec<&fit::Sample> = samples.iter().collect();
        let weights = Weights { sharpness, ..fit::fit(&all) };
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/weights.tsv");
        return std::fs::write(path, weights.written()).map_err(|error| format!("{path}: {error}"));
    }
    report::print(&invites, option("--errors"));
    Ok(())
}
