//! File names: `NNNN-title-in-kebab-case.md`, as MADR wants them.

use converel_core::words::fold;
use converel_protocol::team::decision::Decision;
use std::collections::BTreeSet;

/// The longest that is made of a title, in letters.
const LONGEST: usize = 60;

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

fn stem(decision: &Decision) -> String {
    let mut kebab = String::new();
    for letter in fold(&decision.title).chars().take(10 * LONGEST) {
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
