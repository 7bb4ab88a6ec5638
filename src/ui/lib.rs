//! The Sycamore components of every page of the extension: they show what they are given and say what
//! the user did. No judgement, no storage.
