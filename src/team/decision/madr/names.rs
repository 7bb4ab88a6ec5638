//! File names: `NNNN-title-in-kebab-case.md`, as MADR wants them.

use converel_core::words::fold;
use converel_protocol::team::decision::Decision;
use std::collections::BTreeSet;

/// The longest that is made of a title, in letters.
const LONGEST: usize = 60;
/// And in bytes: with the number, what tells two of one title apart, and the ending a name has no more than 150, which
/// no archive cuts.
const MOST_BYTES: usize = 130;

/// The name of a decision's file.
pub fn file_name(decision: &Decision) -> String {
    format!("{}.md", stem(decision))
}

/// The names of several files in one folder: each is another, on systems that do not tell case too.
pub fn file_names(decisions: &[Decision]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut named = |decision: &Decision| {
        let stem = stem(decision);
        let mut name = format!("{stem}.md");
        let mut count = 1_u32;
        while !taken.insert(name.clone()) {
            count = count.saturating_add(1);
            name = format!("{stem}-{count}.md");
        }
        name
    };
    decisions.iter().map(&mut named).collect()
}

/// The number that somebody else's file begins with; 0: with none, or with a day.
pub fn number_of(name: &str) -> u32 {
    let rest = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = name.get(..name.len() - rest.len()).unwrap_or_default();
    if !(1..=4).contains(&digits.len()) || rest.is_empty() || is_rest_of_day(rest) {
        return 0;
    }
    digits.parse().unwrap_or_default()
}

/// `-NN-NN…`, as it follows a year, or a day.
fn is_rest_of_day(rest: &str) -> bool {
    let is =
        |(at, byte): (usize, &u8)| if at % 3 == 0 { b"-_.".contains(byte) } else { byte.is_ascii_digit() };
    rest.len() >= 6 && rest.as_bytes().iter().take(6).enumerate().all(is)
}

fn stem(decision: &Decision) -> String {
    let mut kebab = String::new();
    for letter in fold(&decision.title).chars().take(10 * LONGEST) {
        if kebab.len() + letter.len_utf8() > MOST_BYTES {
            break;
        }
        if letter.is_alphanumeric() {
            kebab.push(letter);
        } else if !kebab.ends_with('-') && !kebab.is_empty() {
            kebab.push('-');
        }
        if kebab.chars().count() >= LONGEST {
            break;
        }
    }
    let kebab = kebab.trim_end_matches('-');
    let kebab = if kebab.is_empty() { "decision" } else { kebab };
    format!("{:04}-{kebab}", decision.number)
}
