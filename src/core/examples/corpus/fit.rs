//! Fits the weights of the judgement to labelled invites. The same invites give the same weights.

use crate::judged;
use crate::labelled::Labelled;
use converel_core::infer::model::{KindRow, PurposeRow, Weights, softmax};
use converel_core::infer::observe::{self, FEATURES, Observed};
use converel_core::infer::{KINDS, model};

/// Folds of the cross-validation.
pub(crate) const FOLDS: usize = 8;
/// Steps of the descent.
const STEPS: usize = 400;
/// Rate of the descent.
const RATE: f32 = 0.05;
/// How dear a weight is (ridge penalty): of what words say, chosen by cross-validation, and of what the shape of
/// an invite says. Shape is the dearer, against cross-validation, which would give it no more than words: shapes
/// show their writer's habits, and invites by others are judged better so.
const RIDGE: f32 = 0.5;
const SHAPE_RIDGE: f32 = 4.0;
/// How likely conveyance must be to be inferred: on the invites left out and on the development set it is then
/// right in more than 0.92 of the cases.
const LEAST_CONVEYANCE: f32 = 0.6;
/// The first feature of the shape.
const SHAPE: &str = "one-guest";
/// How much the words of each place count before anything was fitted.
const PLACES: [f32; 4] = [3.0, 1.5, 1.0, 1.5];

pub(crate) struct Sample {
    observed: Observed,
    kind: usize,
    purpose: usize,
}

/// What the fit needs of an invite.
///
/// # Errors
/// A label that is none.
pub(crate) fn sample(labelled: &Labelled) -> Result<Sample, String> {
    let invite = judged::read(&labelled.raw);
    let unknown = |name: &str| format!("{}: {name} is no label", labelled.id);
    let kind = &labelled.labels.kind;
    let purpose = &labelled.labels.purpose;
    Ok(Sample {
        observed: observe::observe(&invite),
        kind: KINDS.iter().position(|known| known.name() == kind).ok_or_else(|| unknown(kind))?,
        purpose: model::PURPOSES
            .iter()
            .position(|known| judged::purpose(*known) == purpose)
            .ok_or_else(|| unknown(purpose))?,
    })
}

/// For each fold the weights fitted to the other folds, with the sharpness at which their probabilities hold
/// on those that were left out. Invite number `n` belongs to fold `n % FOLDS`.
pub(crate) fn validate(samples: &[Sample]) -> Vec<Weights> {
    let mut kinds: Vec<(KindRow, usize)> = Vec::new();
    let mut purposes: Vec<(PurposeRow, usize)> = Vec::new();
    let mut folds = Vec::new();
    for fold in 0..FOLDS {
        let (left_out, rest): (Vec<_>, Vec<_>) =
            samples.iter().enumerate().partition(|(number, _)| number % FOLDS == fold);
        let rest: Vec<&Sample> = rest.into_iter().map(|(_, sample)| sample).collect();
        let weights = fit(&rest);
        for (_, sample) in left_out {
            let sums = weights.kind_sums(&sample.observed);
            purposes.push((weights.purpose_sums(&sample.observed, &softmax(sums, 1.0)), sample.purpose));
            kinds.push((sums, sample.kind));
        }
        folds.push(weights);
    }
    let sharpness = [sharpest(&kinds), sharpest(&purposes)];
    folds.into_iter().map(|weights| Weights { sharpness, ..weights }).collect()
}

/// The sharpness at which the labels are likeliest.
fn sharpest<const N: usize>(pairs: &[([f32; N], usize)]) -> f32 {
    let likelihood = |sharpness: f32| -> f32 {
        let chance = |sums: &[f32; N], gold: usize| softmax(*sums, sharpness).get(gold).copied();
        pairs.iter().map(|(sums, gold)| chance(sums, *gold).unwrap_or_default().max(1e-6).ln()).sum()
    };
    let candidates = (4..=30).map(|tenth| tenth as f32 / 20.0);
    candidates.max_by(|one, other| likelihood(*one).total_cmp(&likelihood(*other))).unwrap_or(1.0)
}

/// The weights at which the labels of the samples are likeliest, dear weights avoided.
pub(crate) fn fit(samples: &[&Sample]) -> Weights {
    let mut weights = Weights { places: PLACES, least_conveyance: LEAST_CONVEYANCE, ..Weights::none() };
    fit_kinds(&mut weights, samples);
    fit_purposes(&mut weights, samples);
    weights
}

/// Adam's moments of one parameter.
#[derive(Clone, Copy, Default)]
struct Moments {
    first: f32,
    second: f32,
}

impl Moments {
    fn step(&mut self, gradient: f32, number: usize) -> f32 {
        self.first = 0.9 * self.first + 0.1 * gradient;
        self.second = 0.999 * self.second + 0.001 * gradient * gradient;
        let power = i32::try_from(number + 1).unwrap_or(i32::MAX);
        let first = self.first / (1.0 - 0.9_f32.powi(power));
        let second = self.second / (1.0 - 0.999_f32.powi(power));
        // Smaller steps towards the end, so that it comes to rest.
        RATE * (1.0 - number as f32 / STEPS as f32) * first / (second.sqrt() + 1e-8)
    }
}

/// The pull of each feature's weights towards nothing.
fn ridged<const N: usize>(weights: &[[f32; N]; FEATURES.len()]) -> [[f32; N]; FEATURES.len()] {
    let mut slopes = *weights;
    let mut shape = false;
    for (feature, row) in FEATURES.iter().zip(&mut slopes) {
        shape |= *feature == SHAPE;
        // Whose people they are says more than how many and how often.
        let ridge = if shape && !feature.starts_with("outside") { SHAPE_RIDGE } else { RIDGE };
        row.iter_mut().for_each(|weight| *weight *= ridge);
    }
    slopes
}

/// How far the probabilities of a sample are from its label.
fn miss<const N: usize>(sums: [f32; N], gold: usize) -> [f32; N] {
    let mut miss = softmax(sums, 1.0);
    if let Some(miss) = miss.get_mut(gold) {
        *miss -= 1.0;
    }
    miss
}

fn fit_kinds(weights: &mut Weights, samples: &[&Sample]) {
    let mut rows = vec![[Moments::default(); KINDS.len()]; FEATURES.len()];
    let mut places = [Moments::default(); 4];
    for number in 0..STEPS {
        let mut slopes = ridged(&weights.kinds);
        let mut place_slopes = [0.0; 4];
        for sample in samples {
            let miss = miss(weights.kind_sums(&sample.observed), sample.kind);
            for (slope, value) in slopes.iter_mut().zip(sample.observed.features) {
                if value != 0.0 {
                    slope.iter_mut().zip(miss).for_each(|(slope, miss)| *slope += value * miss);
                }
            }
            for (slope, words) in place_slopes.iter_mut().zip(&sample.observed.words) {
                *slope += words.iter().zip(miss).map(|(words, miss)| words * miss).sum::<f32>();
            }
        }
        descend(&mut weights.kinds, &mut rows, &slopes, number);
        for ((weight, moments), slope) in weights.places.iter_mut().zip(&mut places).zip(place_slopes) {
            *weight = (*weight - moments.step(slope, number)).max(0.05);
        }
    }
}

fn fit_purposes(weights: &mut Weights, samples: &[&Sample]) {
    let chances: Vec<KindRow> =
        samples.iter().map(|sample| softmax(weights.kind_sums(&sample.observed), 1.0)).collect();
    let mut rows = vec![[Moments::default(); 4]; FEATURES.len()];
    let mut kind_rows = vec![[Moments::default(); 4]; KINDS.len()];
    for number in 0..STEPS {
        let mut slopes = ridged(&weights.purposes);
        let mut kind_slopes = weights.of_kind.map(|row| row.map(|weight| RIDGE * weight));
        for (sample, chances) in samples.iter().zip(&chances) {
            let miss = miss(weights.purpose_sums(&sample.observed, chances), sample.purpose);
            let values =
                sample.observed.features.iter().zip(&mut slopes).chain(chances.iter().zip(&mut kind_slopes));
            for (value, slope) in values {
                slope.iter_mut().zip(miss).for_each(|(slope, miss)| *slope += value * miss);
            }
        }
        descend(&mut weights.purposes, &mut rows, &slopes, number);
        descend(&mut weights.of_kind, &mut kind_rows, &kind_slopes, number);
    }
}

fn descend<const N: usize>(
    weights: &mut [[f32; N]],
    moments: &mut [[Moments; N]],
    slopes: &[[f32; N]],
    number: usize,
) {
    for ((weights, moments), slopes) in weights.iter_mut().zip(moments).zip(slopes) {
        for ((weight, moments), slope) in weights.iter_mut().zip(moments).zip(slopes) {
            *weight -= moments.step(*slope, number);
        }
    }
}
