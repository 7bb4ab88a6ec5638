//! How long a judgement takes on this machine: `cargo run --release -p converel-core --example speed -- FILE…`
//! prints the figures as JSON, of labelled invites in the compact form and of large descriptions, in
//! microseconds. `tests/speed` is the same in a browser.

// Only the reader of the compact form is used.
#[allow(dead_code)]
mod corpus;
#[allow(dead_code)]
#[path = "corpus/labelled.rs"]
mod labelled;
#[path = "speed/work.rs"]
mod work;

use converel_core::raw::RawInvite;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant;

/// Rounds over all invites; the first one warms up and is not counted.
const ROUNDS: usize = 20;
/// Judgements of each large description.
const LARGE_RUNS: usize = 20;

fn main() -> Result<(), String> {
    let mut invites = Vec::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        invites.extend(work::invites(&path, &text)?);
    }
    let first = invites.first().ok_or("give files of labelled invites")?;
    let memory = work::memory();
    let judge = |invite: &RawInvite| work::judge(invite, &memory);
    // The tables are read by the first judgement.
    let begun = time(|| judge(first));
    let again = time(|| judge(first));
    let (mut judged, mut passed) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for invite in &invites {
            let (verdict, pass) = (time(|| judge(invite)), time(|| work::pass(invite)));
            if round > 0 {
                judged.push(verdict);
                passed.push(pass);
            }
        }
    }
    let large: Vec<Value> = work::LARGE_NAMES
        .iter()
        .zip(work::large())
        .map(|(name, invite)| json!({ "name": name, "judge": many(&invite, judge), "pass": many(&invite, work::pass) }))
        .collect();
    let invites = json!({ "judge": judged, "pass": passed });
    println!("{}", json!({ "first": [begun], "again": [again], "invites": invites, "large": large }));
    Ok(())
}

fn many(invite: &RawInvite, work: impl Fn(&RawInvite) -> usize) -> Vec<f64> {
    (0..LARGE_RUNS).map(|_| time(|| work(invite))).collect()
}

/// Microseconds of one call.
fn time(work: impl FnOnce() -> usize) -> f64 {
    let begun = Instant::now();
    black_box(work());
    begun.elapsed().as_secs_f64() * 1e6
}
