//! What every scenario needs, whatever the calendar: browsers, stand-ins under their real names, waiting,
//! pictures, accessibility. No scenario lives here.

pub mod browser;
pub mod google;
pub mod paths;
pub mod process;
pub mod raw;
pub mod wait;
pub mod wire;
