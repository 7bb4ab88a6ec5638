//! Recurrence rules (RFC 5545 §3.3.10): parsed, and expanded in civil time.
