//! The headings of a decision record, and which of a line's hashes are one.

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Context,
    Drivers,
    Options,
    Outcome,
    /// `###` below the outcome.
    Recommendation,
    /// `###` below the outcome, or `##`.
    Consequences,
    Pros,
    Concerns,
    More,
    /// `## Status` of Nygard's form.
    Status,
}

/// What we write for each part.
pub(super) const WRITTEN: [(Part, &str); 9] = [
    (Part::Context, "## Context and Problem Statement"),
    (Part::Drivers, "## Decision Drivers"),
    (Part::Options, "## Considered Options"),
    (Part::Outcome, "## Decision Outcome"),
    (Part::Recommendation, "### Recommendation"),
    (Part::Consequences, "### Consequences"),
    (Part::Pros, "## Pros and Cons of the Options"),
    (Part::Concerns, "## Concerns"),
    (Part::More, "## More Information"),
];

/// A line that is a heading (ATX, CommonMark 4.2): how deep, and its words without what closes it.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = line.get(hashes..)?;
    if !(1..=6).contains(&hashes) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let mut words = rest.trim();
    // MADR 2 and 3 say at a heading that it may be left out.
    while let Some((before, comment)) = words.rsplit_once("<!--") {
        if !comment.ends_with("-->") {
            break;
        }
        words = before.trim_end();
    }
    let open = words.trim_end_matches('#');
    Some((hashes, if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { words }))
}

/// The part that a heading begins, by its depth and words; of what others write too.
pub(super) fn part(depth: usize, words: &str) -> Option<Part> {
    let words = words.to_lowercase();
    Some(match (depth, words.as_str()) {
        (2, "context and problem statement" | "context" | "problem statement") => Part::Context,
        (2, "decision drivers" | "drivers") => Part::Drivers,
        (2, "considered options" | "options") => Part::Options,
        (2, "decision outcome" | "decision") => Part::Outcome,
        (2 | 3, "recommendation") => Part::Recommendation,
        (2 | 3, "consequences") => Part::Consequences,
        (2, "pros and cons of the options" | "pros and cons") => Part::Pros,
        (2, "concerns") => Part::Concerns,
        (2, "more information") => Part::More,
        (2, "status") => Part::Status,
        _ => return None,
    })
}
