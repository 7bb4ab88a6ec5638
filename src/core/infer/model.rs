//! The model: observations weighed to a kind and a purpose. Two layers of weighted sums, each made
//! probabilities by softmax: words, shape → kind; kind, nature of the words, shape → purpose. The weights
//! are data (`lexicon/weights.tsv`), fitted by the example `measure`; none stands in code.

use super::Purpose;
use super::kind::{KINDS, Kind};
use super::observe::{FEATURES, Observed, PLACES};
use crate::lexicon::decimal;
use std::sync::LazyLock;

/// The purposes in the order of the model's tables and of every [`PurposeRow`].
pub const PURPOSES: [Purpose; 4] =
    [Purpose::Conveyance, Purpose::Convergence, Purpose::Bonding, Purpose::Unclear];

/// A row of weights, one for each kind.
pub type KindRow = [f32; KINDS.len()];
/// A row of weights, one for each purpose.
pub type PurposeRow = [f32; PURPOSES.len()];

/// All weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// How much the words of a place count, in the order of [`PLACES`].
    pub places: [f32; PLACES.len()],
    /// What each feature says of the kinds.
    pub kinds: [KindRow; FEATURES.len()],
    /// What each feature says of the purposes.
    pub purposes: [PurposeRow; FEATURES.len()],
    /// What each kind says of the purposes.
    pub of_kind: [PurposeRow; KINDS.len()],
    /// As likely as this conveyance must be to be inferred: who is told wrongly that a meeting could be a text
    /// is nagged.
    pub least_conveyance: f32,
    /// By how much the sums are stretched before they become probabilities, so that these hold: for kinds
    /// and for purposes.
    pub sharpness: [f32; 2],
}

static WEIGHTS: LazyLock<Box<Weights>> =
    LazyLock::new(|| Box::new(Weights::read(include_str!("../lexicon/weights.tsv"))));

impl Weights {
    /// Nothing known.
    pub fn none() -> Self {
        Self {
            places: [0.0; PLACES.len()],
            kinds: [[0.0; KINDS.len()]; FEATURES.len()],
            purposes: [[0.0; PURPOSES.len()]; FEATURES.len()],
            of_kind: [[0.0; PURPOSES.len()]; KINDS.len()],
            least_conveyance: 0.0,
            sharpness: [1.0; 2],
        }
    }

    /// The weights in force.
    pub fn in_force() -> &'static Self {
        &WEIGHTS
    }

    /// Reads a table: layer, row and numbers, separated by tabs. What does not fit is left out; a test says
    /// that the table in force has every row.
    pub fn read(table: &str) -> Self {
        let mut weights = Self::none();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (layer, row) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            for (slot, number) in weights.row(layer, row).iter_mut().zip(fields) {
                *slot = decimal(number).unwrap_or_default();
            }
        }
        weights
    }

    fn row(&mut self, layer: &str, row: &str) -> &mut [f32] {
        let at = |names: &[&str]| names.iter().position(|name| *name == row).unwrap_or(usize::MAX);
        let kind = KINDS.iter().position(|kind| kind.name() == row).unwrap_or(usize::MAX);
        match layer {
            "place" => self.places.get_mut(at(&PLACES)).map(std::slice::from_mut),
            "kind" => self.kinds.get_mut(at(&FEATURES)).map(|row| row.as_mut_slice()),
            "purpose" => self.purposes.get_mut(at(&FEATURES)).map(|row| row.as_mut_slice()),
            "purpose-of-kind" => self.of_kind.get_mut(kind).map(|row| row.as_mut_slice()),
            "least" if row == "conveyance" => Some(std::slice::from_mut(&mut self.least_conveyance)),
            "sharpness" => self.sharpness.get_mut(at(&["kind", "purpose"])).map(std::slice::from_mut),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// The table of these weights.
    pub fn written(&self) -> String {
        let mut table = String::from(
            "# Weights of the judgement, fitted by the example `measure` (docs/judgement.md says how).\n\
             # Layer, row, and a number for each kind or purpose in the order of the code.\n",
        );
        let mut line = |layer: &str, row: &str, numbers: &[f32]| {
            table.push_str(layer);
            table.push('\t');
            table.push_str(row);
            for number in numbers {
                table.push('\t');
                table.push_str(&short(*number));
            }
            table.push('\n');
        };
        for (place, weight) in PLACES.iter().zip(self.places) {
            line("place", place, &[weight]);
        }
        for (feature, row) in FEATURES.iter().zip(&self.kinds) {
            line("kind", feature, row);
        }
        for (feature, row) in FEATURES.iter().zip(&self.purposes) {
            line("purpose", feature, row);
        }
        for (kind, row) in KINDS.iter().zip(&self.of_kind) {
            line("purpose-of-kind", kind.name(), row);
        }
        line("least", "conveyance", &[self.least_conveyance]);
        for (layer, sharpness) in ["kind", "purpose"].iter().zip(self.sharpness) {
            line("sharpness", layer, &[sharpness]);
        }
        table
    }

    /// Probabilities of the kinds.
    pub fn kind(&self, observed: &Observed) -> KindRow {
        softmax(self.kind_sums(observed), self.sharpness[0])
    }

    /// Sums of the kinds, before they become probabilities.
    pub fn kind_sums(&self, observed: &Observed) -> KindRow {
        let mut sums = [0.0; KINDS.len()];
        for (place, weight) in observed.words.iter().zip(self.places) {
            for (sum, words) in sums.iter_mut().zip(place) {
                *sum += weight * words;
            }
        }
        add(&mut sums, &observed.features, &self.kinds);
        sums
    }

    /// Sums of the purposes, given the probabilities of the kinds.
    pub fn purpose_sums(&self, observed: &Observed, kinds: &KindRow) -> PurposeRow {
        let mut sums = [0.0; PURPOSES.len()];
        add(&mut sums, &observed.features, &self.purposes);
        add(&mut sums, kinds, &self.of_kind);
        sums
    }

    /// Probabilities of the purposes; `lean` is added to the sums.
    pub fn purpose(&self, observed: &Observed, kinds: &KindRow, lean: &PurposeRow) -> PurposeRow {
        let mut sums = self.purpose_sums(observed, kinds);
        for (sum, lean) in sums.iter_mut().zip(lean) {
            *sum += lean;
        }
        softmax(sums, self.sharpness[1])
    }
}

fn add<const N: usize>(sums: &mut [f32; N], values: &[f32], rows: &[[f32; N]]) {
    for (value, row) in values.iter().zip(rows) {
        if *value != 0.0 {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += value * weight;
            }
        }
    }
}

/// Probabilities from sums.
pub fn softmax<const N: usize>(sums: [f32; N], sharpness: f32) -> [f32; N] {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let powers = sums.map(|sum| ((sum - most) * sharpness).exp());
    let all: f32 = powers.iter().sum();
    powers.map(|power| power / all)
}

/// The likeliest of a row, and its probability.
pub fn best<const N: usize>(row: &[f32; N]) -> (usize, f32) {
    let likelier = |best: (usize, f32), (at, chance): (usize, &f32)| {
        if *chance > best.1 { (at, *chance) } else { best }
    };
    row.iter().enumerate().fold((0, f32::MIN), likelier)
}

impl Weights {
    /// The purpose to be inferred from the probabilities, and its own.
    pub fn best_purpose(&self, row: &PurposeRow) -> (Purpose, f32) {
        let mut row = *row;
        let [conveyance, ..] = &mut row;
        if *conveyance < self.least_conveyance {
            *conveyance = 0.0;
        }
        let (at, chance) = best(&row);
        (PURPOSES.get(at).copied().unwrap_or(Purpose::Unclear), chance)
    }
}

/// The likeliest kind and its probability.
pub fn best_kind(row: &KindRow) -> (Kind, f32) {
    let (at, chance) = best(row);
    (KINDS.get(at).copied().unwrap_or(Kind::Other), chance)
}

/// One digit behind the point, which is as fine as the invites tell; none that says nothing.
fn short(number: f32) -> String {
    let text = format!("{number:.1}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let weights = Weights::in_force();
        assert_eq!(Weights::read(&weights.written()), *weights);
        assert!(weights.places.iter().all(|weight| *weight > 0.0));
    }

    #[test]
    fn the_table_has_every_row() {
        let table = include_str!("../lexicon/weights.tsv");
        let rows = |layer: &str| table.lines().filter(|line| line.split('\t').next() == Some(layer)).count();
        assert_eq!(
            ["place", "kind", "purpose", "purpose-of-kind", "least", "sharpness"].map(rows),
            [PLACES.len(), FEATURES.len(), FEATURES.len(), KINDS.len(), 1, 2]
        );
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.split('\t').skip(2).all(|number| decimal(number).is_some()), "{line}");
        }
    }

    #[test]
    fn probabilities_add_up() {
        let [a, b] = softmax([1.0, 1.0], 3.0);
        assert_eq!((a, b), (0.5, 0.5));
        let sum: f32 = softmax([9.0, -200.0, 3.0, 0.0], 1.0).iter().sum();
        assert!((sum - 1.0).abs() < 1e-5);
    }
}
