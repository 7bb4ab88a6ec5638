//! `docs/coverage.md`, written from what a run found, and held against what a run finds.
