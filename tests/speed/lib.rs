//! The judgement as a module for the benchmarks in the browsers; the page that loads it takes the time. Built like
//! the gate's module, it holds the judgement alone. For other targets it is empty.

#![cfg(target_arch = "wasm32")]

// Only the reader of the compact form is used; the linker leaves the rest out.
#[allow(dead_code)]
#[path = "../../src/core/examples/corpus/mod.rs"]
mod corpus;
#[allow(dead_code)]
#[path = "../../src/core/examples/corpus/labelled.rs"]
mod labelled;
#[path = "../../src/core/examples/speed/work.rs"]
mod work;

use converel_core::raw::RawInvite;
use converel_core::verdict::Memory;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static INVITES: RefCell<Vec<RawInvite>> = const { RefCell::new(Vec::new()) };
    static MEMORY: Memory = work::memory();
}

/// Takes labelled invites in the compact form; gives their number.
#[wasm_bindgen]
pub fn load(name: &str, text: &str) -> usize {
    MEMORY.with(|_| ());
    INVITES.with_borrow_mut(|invites| {
        *invites = work::invites(name, text).unwrap_or_default();
        invites.len()
    })
}

/// Takes the large descriptions; gives their names, separated by spaces.
#[wasm_bindgen]
pub fn load_large() -> String {
    INVITES.set(work::large());
    work::LARGE_NAMES.join(" ")
}

/// Judges an invite.
#[wasm_bindgen]
pub fn judge(at: usize) -> usize {
    MEMORY.with(|memory| {
        INVITES.with_borrow(|invites| invites.get(at).map_or(0, |invite| work::judge(invite, memory)))
    })
}

/// Passes over the characters of an invite.
#[wasm_bindgen]
pub fn pass(at: usize) -> usize {
    INVITES.with_borrow(|invites| invites.get(at).map_or(0, work::pass))
}
