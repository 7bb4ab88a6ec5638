//! The meeting audit. What was read from calendars becomes an import ([`gather`]), an import becomes numbers
//! ([`numbers`]), cards with advice ([`board`]), and a history of what improvements brought ([`cycle`]). Pure: the
//! clock, the random and the options come as arguments.
