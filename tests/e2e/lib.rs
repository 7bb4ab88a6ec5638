//! Drives converel in real browsers: starts Chromium and Firefox with the built extension, brings up a
//! real SOGo and stand-in calendars under their real names, and acts as a user would. It knows what the
//! gate shows and what the calendars store; it never reaches into the extension's own code.

pub mod coverage;
pub mod harness;
pub mod sogo;
