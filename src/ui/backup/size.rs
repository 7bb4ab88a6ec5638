//! How large a backup's file may be.

/// A file of more bytes than this is something else, and more than a page can hold at once.
const MOST_BYTES: usize = 400_000_000;

/// A file of this size is too large to be read.
pub fn is_too_large(bytes: f64) -> bool {
    bytes > MOST_BYTES as f64
}

/// The message that says why a text of this length is not saved; `None`: nothing speaks against it. A browser that has
/// no room for a text gives an empty one.
pub fn fault(bytes: usize) -> Option<&'static str> {
    match bytes {
        0 => Some("backup_no_text"),
        1..=MOST_BYTES => None,
        _ => Some("backup_too_large"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_restored_is_not_saved() {
        for (bytes, expected) in [
            (0, Some("backup_no_text")),
            (1, None),
            (MOST_BYTES, None),
            (MOST_BYTES + 1, Some("backup_too_large")),
        ] {
            assert_eq!(fault(bytes), expected, "{bytes}");
            assert_eq!(is_too_large(bytes as f64), expected == Some("backup_too_large"), "{bytes}");
        }
    }
}
