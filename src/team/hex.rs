//! Bytes as hexadecimal digits, as keys are kept.

/// Lowercase, two digits for each byte.
pub(crate) fn write(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// `None`: something else than pairs of digits.
pub(crate) fn read(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high << 4 | low).ok(),
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_nothing_else_is_taken() {
        assert_eq!(write(&[0, 9, 0xa5, 0xff]), "0009a5ff");
        assert_eq!(read("0009A5ff"), Some(vec![0, 9, 0xa5, 0xff]));
        assert_eq!([read("0"), read("0g"), read("+1")], [None, None, None]);
        assert_eq!(read(""), Some(vec![]));
    }
}
