//! The charts' arithmetic: where ticks stand, which labels have room, what is cut short. No drawing.

/// Ticks of an axis from 0: 1, 2 or 5 times a power of ten apart, at most six of them, the last at `most` or above.
pub(super) fn ticks(most: f64) -> Vec<f64> {
    let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
    let power = 10f64.powf((most / 5.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|times| times * power)
        // A hair less, for what floating point makes of a tenth.
        .find(|step| most / step <= 5.0 + 1e-9)
        .unwrap_or(10.0 * power);
    let count = (most / step - 1e-9).ceil().max(1.0) as u32;
    (0..=count).map(|tick| f64::from(tick) * step).collect()
}

/// Which labels can be shown so that none comes nearer to the one before than `gap`, the first always. Each is its
/// place and its width, both along the axis.
pub(super) fn roomy(labels: &[(f64, f64)], gap: f64) -> Vec<bool> {
    let mut end = f64::NEG_INFINITY;
    labels
        .iter()
        .map(|(middle, width)| {
            let has_room = middle - width / 2.0 >= end;
            if has_room {
                end = middle + width / 2.0 + gap;
            }
            has_room
        })
        .collect()
}

/// Every how manyth label can be shown so that none comes nearer to the one before than `gap`.
pub(super) fn every(labels: &[(f64, f64)], gap: f64) -> usize {
    let fits = |step: &usize| {
        let shown: Vec<(f64, f64)> = labels.iter().copied().step_by(*step).collect();
        roomy(&shown, gap).into_iter().all(|has_room| has_room)
    };
    (1..=labels.len()).find(fits).unwrap_or(1)
}

/// How wide a text of the charts' size is, nearly: there is nothing to measure it by before it is drawn.
pub(super) fn width_of(text: &str) -> f64 {
    // Han, kana and Hangul are as wide as they are high.
    text.chars().map(|char| if char as u32 >= 0x1100 { 12.0 } else { 6.7 }).sum()
}

/// A text cut short to this width.
pub(super) fn fitting(text: &str, width: f64) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for char in text.chars() {
        if width_of(&cut) + width_of(char.encode_utf8(&mut [0; 4])) + 10.0 > width {
            break;
        }
        cut.push(char);
    }
    format!("{}…", cut.trim_end())
}

/// The step of the heat map that so many minutes of an hour are on: 0 for none, then a quarter of an hour each.
pub(super) fn level(minutes: f64) -> usize {
    match minutes {
        none if none <= 0.0 => 0,
        few if few <= 15.0 => 1,
        some if some <= 30.0 => 2,
        many if many <= 45.0 => 3,
        _ => 4,
    }
}

/// What the heat map shows: the rows' days (1 to 7) and the hours, from and to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) days: Vec<u8>,
    pub(super) from: u32,
    /// The hour after the last.
    pub(super) to: u32,
}

/// Working days and hours, and any other that has something.
pub(super) fn extent(heat: &[Vec<f64>], working: &[u8], day_from: u32, day_to: u32) -> Extent {
    let filled = |minutes: &&f64| **minutes > 0.0;
    let row = |day: u8| heat.get(usize::from(day).saturating_sub(1));
    let days = (1..=7).filter(|day| {
        working.contains(day) || row(*day).is_some_and(|hours| hours.iter().any(|minutes| filled(&minutes)))
    });
    let busy =
        |hour: u32| heat.iter().filter_map(|row| row.get(hour as usize)).any(|minutes| filled(&minutes));
    let first = (0..24).find(|hour| busy(*hour)).unwrap_or(24);
    let last = (0..24).rev().find(|hour| busy(*hour)).map_or(0, |hour| hour + 1);
    let from = first.min(day_from / 60).min(23);
    Extent { days: days.collect(), from, to: last.max(day_to.div_ceil(60)).clamp(from + 1, 24) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_greatest_value() {
        for (most, expected) in [
            (0.0, &[0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0][..]),
            (f64::NAN, &[0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]),
            (3.0, &[0.0, 1.0, 2.0, 3.0]),
            (4.2, &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]),
            (14.2, &[0.0, 5.0, 10.0, 15.0]),
            (20.0, &[0.0, 5.0, 10.0, 15.0, 20.0]),
            (50.0, &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0]),
            (51.0, &[0.0, 20.0, 40.0, 60.0]),
        ] {
            assert_eq!(ticks(most), expected, "{most}");
        }
    }

    #[test]
    fn ticks_of_any_number_are_few() {
        for most in [1e-9, 0.1, 0.3, 0.7, 7.0, 59.9, 60.0, 168.0, 1e12] {
            let ticks = ticks(most);
            assert!((2..=6).contains(&ticks.len()), "{most}: {ticks:?}");
            assert!(ticks.last().unwrap() >= &(most * 0.999_999), "{most}: {ticks:?}");
        }
    }

    #[test]
    fn labels_keep_apart() {
        for (labels, expected) in [
            (&[(0.0, 10.0), (10.0, 10.0), (20.0, 10.0)][..], &[true, false, true][..]),
            (&[(0.0, 4.0), (10.0, 4.0)], &[true, true]),
            (&[], &[]),
        ] {
            assert_eq!(roomy(labels, 2.0), expected, "{labels:?}");
        }
    }

    #[test]
    fn labels_that_are_left_out_are_left_out_evenly() {
        let labels =
            |count: u32, slot: f64| (0..count).map(|at| (f64::from(at) * slot, 10.0)).collect::<Vec<_>>();
        for (labels, expected) in [
            (labels(12, 20.0), 1),
            (labels(12, 11.0), 2),
            (labels(24, 5.0), 3),
            (labels(3, 0.0), 3),
            (labels(0, 1.0), 1),
        ] {
            assert_eq!(every(&labels, 4.0), expected, "{labels:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_short() {
        for (text, width, expected) in [
            ("Ana", 100.0, "Ana"),
            ("Anastasia Montgomery", 80.0, "Anastasia…"),
            ("会議室の予定", 40.0, "会議…"),
            ("A", 1.0, "…"),
        ] {
            assert_eq!(fitting(text, width), expected, "{text} {width}");
        }
    }

    #[test]
    fn minutes_are_on_a_step() {
        for (minutes, expected) in [(0.0, 0), (0.5, 1), (15.0, 1), (15.1, 2), (45.0, 3), (60.0, 4)] {
            assert_eq!(level(minutes), expected, "{minutes}");
        }
    }

    #[test]
    fn the_heat_map_shows_working_hours_and_what_lies_outside() {
        let empty = vec![vec![0.0; 24]; 7];
        let mut late = empty.clone();
        late[5][20] = 3.0;
        for (heat, from, to, expected) in [
            (&empty, 540, 1020, Extent { days: vec![1, 2], from: 9, to: 17 }),
            (&empty, 525, 1035, Extent { days: vec![1, 2], from: 8, to: 18 }),
            (&late, 540, 1020, Extent { days: vec![1, 2, 6], from: 9, to: 21 }),
            (&Vec::new(), 0, 1440, Extent { days: vec![1, 2], from: 0, to: 24 }),
        ] {
            assert_eq!(extent(heat, &[1, 2], from, to), expected);
        }
    }
}
