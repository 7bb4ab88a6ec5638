//! Measures the judgement on labelled invites, and fits its weights.
//!
//! `cargo run --release -p converel-core --example measure -- [OPTION] FILE…`, files as `.jsonl` or in the
//! compact form. Prints accuracies, confusion matrices and what would hurt a user, as Markdown.
//! - `--left-out`: each invite is judged by weights fitted to the others (cross-validation), for the invites
//!   that the weights in force were fitted to.
//! - `--fit`: makes `src/core/lexicon/weights.tsv` anew from these files; prints nothing.
//! - `--into=PAGE --as=NAME`: puts the report into a page, between `<!-- measured: NAME -->` and `<!-- end -->`.
//! - `--errors`: lists each invite that is judged otherwise than it is labelled, in place of the report.

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
    let samples = invites.iter().map(fit::sample).collect::<Result<Vec<_>, _>>()?;
    let mut folds =
        if option("--fit") || option("--left-out") { fit::validate(&samples) } else { Vec::new() };
    if option("--fit") {
        let all: Vec<&fit::Sample> = samples.iter().collect();
        let sharpness = folds.pop().map_or([1.0; 2], |weights| weights.sharpness);
        let weights = Weights { sharpness, ..fit::fit(&all) };
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/weights.tsv");
        return std::fs::write(path, weights.written()).map_err(|error| format!("{path}: {error}"));
    }
    let pairs: Vec<report::Pair<'_>> = invites
        .iter()
        .enumerate()
        .map(|(number, invite)| {
            let weights = folds.get(number % fit::FOLDS).unwrap_or(Weights::in_force());
            (invite, judged::judge(&invite.raw, weights))
        })
        .collect();
    if option("--errors") {
        report::errors(&pairs);
        return Ok(());
    }
    let report = report::report(&pairs);
    let value = |name: &str| arguments.iter().find_map(|argument| argument.strip_prefix(name));
    match (value("--into="), value("--as=")) {
        (Some(path), Some(name)) => into_page(path, name, &report),
        _ => {
            print!("{report}");
            Ok(())
        }
    }
}

/// Puts a report in the place of the one that a page has under this name.
fn into_page(path: &str, name: &str, report: &str) -> Result<(), String> {
    let page = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let begin = format!("<!-- measured: {name} -->\n");
    let (before, rest) = page.split_once(&begin).ok_or_else(|| format!("{path} has no line {begin}"))?;
    let (_, after) = rest.split_once("<!-- end -->").ok_or_else(|| format!("{path}: {name} has no end"))?;
    std::fs::write(path, format!("{before}{begin}{report}<!-- end -->{after}"))
        .map_err(|error| format!("{path}: {error}"))
}
