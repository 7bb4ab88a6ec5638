//! What is wrong with a file: each with its line, none of them an end.

/// Defects of a file that are kept; further ones are counted.
const MOST: usize = 1_000;

/// One defect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The line, from 1: of the property, or of the component's BEGIN.
    pub line: u32,
    /// What.
    pub kind: DefectKind,
    /// In technical words, such as the property and its value; may be empty.
    pub detail: String,
}

/// The kinds of defects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DefectKind {
    /// The file ends in the middle of a component, which is left out.
    CutOff,
    /// A date, a time or a duration that is none; it is left out, and with it the event if it is its start.
    BadTime,
    /// A recurrence rule that is none; the event is taken to happen once.
    BadRule,
    /// More occurrences than are read; the first are.
    TooManyOccurrences,
    /// A time zone that is not known and not in the file; its times are read as UTC.
    UnknownZone,
    /// A VTIMEZONE that cannot be right; its times are read by the zone's name, or as UTC.
    BadZone,
    /// An event without a start; it is left out.
    NoStart,
    /// A line that is no property; it is left out.
    BadLine,
    /// An event that ends before it starts; it is taken to have no length.
    EndsBeforeStart,
    /// An event within an event, or an end without a beginning.
    Nesting,
}

/// Defects while they are gathered.
#[derive(Debug, Default)]
pub(crate) struct Defects {
    kept: Vec<Defect>,
    more: u32,
}

impl Defects {
    pub(crate) fn add(&mut self, defect: Defect) {
        if self.kept.len() < MOST {
            self.kept.push(defect);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// With the bytes that are wrong, as far as they can be read and the first of them.
    pub(crate) fn tell(&mut self, line: u32, kind: DefectKind, bytes: &[u8]) {
        if self.kept.len() < MOST {
            let shown = String::from_utf8_lossy(bytes.get(..80).unwrap_or(bytes));
            self.kept.push(Defect { line, kind, detail: shown.trim().to_owned() });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// Those that are kept, by line, and the number of those that are not.
    pub(crate) fn take(&mut self) -> (Vec<Defect>, u32) {
        let mut kept = std::mem::take(&mut self.kept);
        kept.sort_by_key(|defect| defect.line);
        (kept, std::mem::take(&mut self.more))
    }
}
