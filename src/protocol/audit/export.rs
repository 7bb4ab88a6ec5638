//! Exports of the audit's numbers: JSON, with its schema, and CSV.
