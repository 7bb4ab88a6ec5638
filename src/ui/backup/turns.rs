//! What was cancelled does not come back: whoever waited looks whether it is still their turn.

use std::cell::Cell;

/// Counts what was begun; each ends the turn of the one before.
#[derive(Debug, Default)]
pub struct Turns(Cell<u32>);

/// A turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(u32);

impl Turns {
    /// The next one.
    pub fn next(&self) -> Turn {
        self.0.set(self.0.get().wrapping_add(1));
        Turn(self.0.get())
    }

    /// Whether nothing else was begun, or it ended, since.
    pub fn is(&self, turn: Turn) -> bool {
        Turn(self.0.get()) == turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cancelled_has_no_turn_any_more() {
        let turns = Turns::default();
        let first = turns.next();
        assert!(turns.is(first));
        let second = turns.next();
        assert_eq!((turns.is(first), turns.is(second)), (false, true));
    }
}
