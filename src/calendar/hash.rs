//! One number for a UID, so that events of a series find each other without their texts being kept.

/// A prime-like constant of wyhash.
const FACTOR: u64 = 0xa076_1d64_78bd_642f;

/// 64 bits of any text: each eight bytes are multiplied and the product's halves folded, so that every bit of the
/// text reaches every bit of the number.
pub(crate) fn of(text: &[u8]) -> u64 {
    let (words, rest) = text.as_chunks::<8>();
    let mut hash = FACTOR ^ text.len() as u64;
    for word in words {
        hash = fold(hash ^ u64::from_le_bytes(*word));
    }
    let last = rest.iter().rev().fold(0_u64, |last, byte| last << 8 | u64::from(*byte));
    fold(fold(hash ^ last) ^ FACTOR.rotate_left(32))
}

fn fold(word: u64) -> u64 {
    let product = u128::from(word) * u128::from(FACTOR);
    #[allow(clippy::cast_possible_truncation)]
    let folded = (product as u64) ^ ((product >> 64) as u64);
    folded
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn similar_texts_differ() {
        let mut seen = HashSet::new();
        for number in 0..200_000_u32 {
            assert!(seen.insert(super::of(format!("{number:08}@google.com").as_bytes())));
            assert!(seen.insert(super::of(format!("040000008200E00074C5B7101A82E008{number:x}").as_bytes())));
        }
        for length in 0..40 {
            assert!(seen.insert(super::of(&vec![0; length])), "{length}");
        }
    }
}
