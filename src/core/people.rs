//! Who is who without anybody's name: keys made from the hashes of addresses, and groups of them that can
//! be held against each other. Nothing here knows an address beyond the call that hashes it.

use crate::record::guest_hash;

/// A group keeps this many keys, the smallest: enough to tell how much of it another one shares.
const KEPT: usize = 32;
/// Hex digits of a key as it is written: the first half of a guest's hash in the journal.
const DIGITS: usize = 16;

/// One guest: the beginning of the keyed hash of their address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GuestKey(u64);

impl GuestKey {
    /// The key of the guest with this address.
    pub fn of(key: &[u8], address: &str) -> Option<Self> {
        if address.is_empty() { None } else { Self::read(&guest_hash(key, address)) }
    }

    /// The key in a guest's hash, or in what [`GuestKey::written`] gave; `None` if it is neither.
    pub fn read(hash: &str) -> Option<Self> {
        let digits = hash.get(..DIGITS)?;
        let hex = digits.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit));
        hex.then(|| u64::from_str_radix(digits, 16).ok().map(Self)).flatten()
    }

    /// Sixteen hex digits.
    pub fn written(self) -> String {
        let digit = |place: usize| char::from_digit((self.0 >> (4 * place) & 15) as u32, 16);
        (0..DIGITS).rev().filter_map(digit).collect()
    }
}

/// Guests who are invited together, whatever their order. Of a large group only the smallest keys are kept;
/// as keys are hashes, these stand for the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// In order, each once.
    keys: Vec<GuestKey>,
}

impl Group {
    /// The group of these guests.
    pub fn of(guests: impl IntoIterator<Item = GuestKey>) -> Self {
        let mut keys: Vec<GuestKey> = Vec::new();
        for guest in guests {
            let at = keys.partition_point(|known| *known < guest);
            if at < KEPT && keys.get(at) != Some(&guest) {
                keys.insert(at, guest);
                keys.truncate(KEPT);
            }
        }
        Self { keys }
    }

    /// The keys that are kept, in order.
    pub fn keys(&self) -> &[GuestKey] {
        &self.keys
    }

    /// Nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// It may be larger than the keys that are kept.
    pub fn is_full(&self) -> bool {
        self.keys.len() == KEPT
    }

    /// Whether this guest is among the keys that are kept.
    pub fn has(&self, guest: GuestKey) -> bool {
        self.keys.binary_search(&guest).is_ok()
    }

    /// How much two groups have in common: guests of both by guests of either, 0 to 1. Of large groups it is
    /// judged by the smallest keys of both together. A group of nobody has nothing in common.
    #[allow(clippy::cast_precision_loss)] // at most twice as many as are kept
    pub fn overlap(&self, other: &Self) -> f32 {
        let most = if self.is_full() || other.is_full() { KEPT } else { 2 * KEPT };
        let (mut one, mut two) = (self.keys.as_slice(), other.keys.as_slice());
        let (mut both, mut either) = (0_u16, 0_u16);
        while usize::from(either) < most {
            let smallest = match (one.first(), two.first()) {
                (Some(a), Some(b)) => (*a).min(*b),
                (Some(only), None) | (None, Some(only)) => *only,
                (None, None) => break,
            };
            let (here, there) = (one.first() == Some(&smallest), two.first() == Some(&smallest));
            one = one.get(usize::from(here)..).unwrap_or_default();
            two = two.get(usize::from(there)..).unwrap_or_default();
            both += u16::from(here && there);
            either += 1;
        }
        if either == 0 { 0.0 } else { f32::from(both) / f32::from(either) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(keys: &[u64]) -> Group {
        Group::of(keys.iter().copied().map(GuestKey))
    }

    #[test]
    fn keys_are_the_beginning_of_a_hash() {
        let hash = guest_hash(b"key", "ana@example.org");
        let key = GuestKey::of(b"key", " ANA@example.org").unwrap();
        assert_eq!(key.written(), &hash[..16]);
        assert_eq!(GuestKey::read(&key.written()), Some(key));
        assert_eq!(GuestKey(10).written(), "000000000000000a");
        for broken in ["", "0123456789abcde", "0123456789ABCDEF", "+123456789abcdef", "0123456789abcdé"] {
            assert_eq!(GuestKey::read(broken), None, "{broken}");
        }
        assert_eq!(GuestKey::of(b"key", ""), None);
    }

    #[test]
    fn overlaps() {
        for (one, other, expected) in [
            (&[][..], &[][..], 0.0),
            (&[1], &[], 0.0),
            (&[1, 2, 3], &[3, 2, 1, 1], 1.0),
            (&[1, 2, 3], &[2, 3, 4], 0.5),
            (&[1], &[2], 0.0),
        ] {
            assert_eq!(group(one).overlap(&group(other)), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn of_large_groups_the_overlap_is_estimated() {
        // Spread over all keys, as hashes are.
        let hash = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let large: Vec<u64> = (1..=300).map(hash).collect();
        let (most, few) = (group(&large[..270]), group(&large[..30]));
        let large = group(&large);
        assert_eq!(large.keys().len(), KEPT);
        assert!(large.overlap(&most) > 0.75, "{}", large.overlap(&most));
        assert!(large.overlap(&few) < 0.3, "{}", large.overlap(&few));
        assert_eq!(large.overlap(&large), 1.0);
    }

    proptest! {
        #[test]
        fn the_order_of_guests_does_not_matter(keys in proptest::collection::vec(any::<u64>(), 0..80), turn in 0_usize..80) {
            let mut turned = keys.clone();
            if !turned.is_empty() {
                let turn = turn % turned.len();
                turned.rotate_left(turn);
            }
            let (one, other) = (group(&keys), group(&turned));
            prop_assert_eq!(&one, &other);
            prop_assert!(one.keys().len() <= KEPT);
            prop_assert_eq!(one.overlap(&other), f32::from(u8::from(!keys.is_empty())));
        }

        #[test]
        fn an_overlap_is_the_same_from_both_sides(one in proptest::collection::vec(0..60_u64, 0..50), other in proptest::collection::vec(0..60_u64, 0..50)) {
            let (one, other) = (group(&one), group(&other));
            prop_assert_eq!(one.overlap(&other), other.overlap(&one));
            prop_assert!((0.0..=1.0).contains(&one.overlap(&other)));
        }
    }
}
