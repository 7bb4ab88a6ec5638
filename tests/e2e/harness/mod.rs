//! What every scenario needs, whatever the calendar: browsers, stand-ins under their real names, waiting,
//! pictures, accessibility. No scenario lives here.

pub mod audit;
pub mod audit_archive;
pub mod audit_dates;
pub mod audit_numbers;
pub mod audit_table;
pub mod axe;
pub mod browser;
pub mod calendar;
pub mod gate;
pub mod google;
pub mod heavy;
pub mod journal;
pub mod lane;
pub mod memory;
pub mod paths;
pub mod process;
pub mod raw;
pub mod runner;
pub mod screens;
pub mod standin;
pub mod team;
pub mod wait;
pub mod wire;
