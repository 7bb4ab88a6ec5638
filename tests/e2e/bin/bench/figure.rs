//! Figures and the report that holds them. Nothing is measured here.

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) figures: Vec<Figure>,
}

/// One figure with its floor: what is the least that it could take, measured in the same run.
#[derive(Serialize)]
pub(crate) struct Figure {
    name: String,
    /// A browser, `native`, or `source` for what is counted in files.
    browser: String,
    unit: &'static str,
    n: usize,
    median: f64,
    p95: f64,
    floor_median: Option<f64>,
    ratio: Option<f64>,
    /// How it was got.
    how: &'static str,
}

pub(crate) fn figure(
    name: &str,
    browser: &str,
    unit: &'static str,
    values: Vec<f64>,
    floor: Option<Vec<f64>>,
) -> Figure {
    let n = values.len();
    let values = sorted(values);
    let floor_median = floor.map(|floor| quantile(&sorted(floor), 0.5));
    let median = quantile(&values, 0.5);
    Figure {
        name: name.to_owned(),
        browser: browser.to_owned(),
        unit,
        n,
        median,
        p95: quantile(&values, 0.95),
        floor_median,
        ratio: floor_median.filter(|floor| *floor > 0.0).map(|floor| median / floor),
        how: "",
    }
}

impl Figure {
    /// Its ratio is the median of the pairs' own: what the machine did meanwhile, it did to both of a pair.
    pub(crate) fn paired(self, values: &[f64], floor: &[f64]) -> Self {
        let ratios =
            values.iter().zip(floor).filter(|(_, floor)| **floor > 0.0).map(|(value, floor)| value / floor);
        Self { ratio: Some(quantile(&sorted(ratios.collect()), 0.5)), ..self }
    }

    /// Says how it was got.
    pub(crate) fn got(self, how: &'static str) -> Self {
        Self { how, ..self }
    }
}

impl Report {
    /// The table for a person.
    pub(crate) fn print(&self) {
        println!(
            "{:24} {:9} {:>6} {:>6} {:>10} {:>10} {:>10} {:>7}",
            "figure", "browser", "unit", "n", "median", "p95", "floor", "ratio"
        );
        for figure in &self.figures {
            let or_dash = |value: Option<f64>, digits: usize| {
                value.map_or("–".to_owned(), |value| format!("{value:.digits$}"))
            };
            println!(
                "{:24} {:9} {:>6} {:>6} {:>10.3} {:>10.3} {:>10} {:>7}",
                figure.name,
                figure.browser,
                figure.unit,
                figure.n,
                figure.median,
                figure.p95,
                or_dash(figure.floor_median, 3),
                or_dash(figure.ratio, 3)
            );
        }
    }
}

/// A size as it is sent, in bytes.
pub(crate) fn gzipped(bytes: &[u8]) -> Result<f64> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?.len() as f64)
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// By nearest rank: a value that was measured.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let rank = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}
