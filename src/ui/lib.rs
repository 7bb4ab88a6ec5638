//! The Sycamore components of every page of the extension: they show what they are given and say what
//! the user did. No judgement, no storage.

pub mod audit;
pub mod backup;
pub mod board;
mod clipboard;
pub mod dashboard;
mod document;
pub mod download;
pub mod gate;
pub mod labels;
pub mod lean;
mod modal;
pub mod popup;
mod settings;
pub mod team;
pub mod template;
pub mod words;
