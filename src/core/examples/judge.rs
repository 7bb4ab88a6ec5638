//! Reads invites as JSON lines on standard input and prints what is thought of each as one JSON line. A line
//! that cannot be read gives a line with its number and the error, and the rest goes on.
//!
//! In: `id`, `title`, `description`, `guests` [{`email`, `name`, `role`}], `organizer`, `start`, `end`,
//! `recurrence`, `lang`; whatever else is there is ignored. Out: `id`, `purpose`, `kind`, `agenda`,
//! `alternative`, `confidence` (that the purpose is right, 0 to 1), `reasons`.

mod corpus;
#[path = "corpus/judged.rs"]
mod judged;

use converel_core::infer::model::Weights;
use serde_json::json;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().split(b'\n').enumerate() {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        let answer = match corpus::json(&line) {
            Ok(named) => {
                let judged = judged::judge(&named.raw, Weights::in_force());
                json!({
                    "id": named.id,
                    "purpose": judged.purpose,
                    "kind": judged.kind,
                    "agenda": judged.agenda,
                    "alternative": judged.alternative,
                    "confidence": (f64::from(judged.confidence) * 1000.0).round() / 1000.0,
                    "reasons": judged.reasons,
                })
            }
            Err(error) => json!({ "line": number + 1, "error": error }),
        };
        writeln!(out, "{answer}")?;
    }
    out.flush()
}
