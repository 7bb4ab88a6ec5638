//! Several files as one zip archive (APPNOTE 6.3.10), stored without compression: what leaves is a few hundred kilobytes
//! of text, and a writer of a hundred lines is smaller than any that compresses. The same files give the same bytes: the
//! time is fixed. Names are made so that they are safe wherever the archive is unpacked.

mod names;

/// What cannot be packed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// More than 65,535 files, or more than 4 GiB.
    #[error("it is too large for an archive")]
    TooLarge,
}

/// Names are in UTF-8.
const UTF_8: u16 = 1 << 11;
/// What is needed to read it: folders, no compression.
const NEEDS: u16 = 20;
/// Made as on Unix, so that the file's mode below is understood.
const MADE: u16 = 3 << 8 | NEEDS;
/// The first day that the format knows: 1 January 1980, midnight.
const DAY: u16 = 1 << 5 | 1;
/// A plain file that its owner writes and everybody reads.
const MODE: u32 = 0o100_644 << 16;

/// The archive of these files, in their order. A path's folders are divided by `/`; whatever in it would lead out of the
/// archive or means something to a system is replaced, and of two that come out the same the later gets a number.
///
/// # Errors
/// [`ArchiveError::TooLarge`].
pub fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    let count = u16::try_from(files.len()).ok().filter(|count| *count < u16::MAX);
    let count = count.ok_or(ArchiveError::TooLarge)?;
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    let paths = names::safe(files.iter().map(|(path, _)| path.as_str()));
    for (path, (_, bytes)) in paths.iter().zip(files) {
        let offset = size(archive.len())?;
        // What both headers of a file say of it.
        let mut about = Vec::new();
        for half in [NEEDS, UTF_8, 0, 0, DAY] {
            about.extend(half.to_le_bytes());
        }
        for word in [crc32(bytes), size(bytes.len())?, size(bytes.len())?] {
            about.extend(word.to_le_bytes());
        }
        about.extend(u16::try_from(path.len()).map_err(|_| ArchiveError::TooLarge)?.to_le_bytes());
        about.extend([0; 2]);

        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(path.as_bytes());
        archive.extend(bytes);

        directory.extend(b"PK\x01\x02");
        directory.extend(MADE.to_le_bytes());
        directory.extend(&about);
        // No comment, the first disk, nothing said of its being text.
        directory.extend([0; 6]);
        directory.extend(MODE.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(path.as_bytes());
    }
    let offset = size(archive.len())?;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06");
    archive.extend([0; 4]);
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(size(directory.len())?.to_le_bytes());
    archive.extend(offset.to_le_bytes());
    archive.extend([0; 2]);
    Ok(archive)
}

/// A size or place as the format writes it; its largest value means another form of the format.
fn size(of: usize) -> Result<u32, ArchiveError> {
    u32::try_from(of).ok().filter(|size| *size < u32::MAX).ok_or(ArchiveError::TooLarge)
}

/// The checksum of ISO 3309, as the format asks for it.
fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let carried = if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
            sum = (sum >> 1) ^ carried;
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{Cursor, Read as _};

    /// Read back by the format's own library.
    fn unpacked(archive: Vec<u8>) -> Vec<(String, Vec<u8>)> {
        let mut archive = ::zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        let count = archive.len();
        let read = |at| {
            let mut file = archive.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            assert_eq!(file.enclosed_name().unwrap().to_str(), Some(name.as_str()));
            let mut bytes = Vec::new();
            // The checksum is compared here.
            file.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        };
        (0..count).map(read).collect()
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let files = [
            ("README.md".to_owned(), b"# Handbook\n".to_vec()),
            ("decisions/0001-caf\u{e9}.md".to_owned(), "é".as_bytes().to_vec()),
            ("empty.md".to_owned(), Vec::new()),
        ];
        let archive = zip(&files).unwrap();
        assert_eq!(archive, zip(&files).unwrap());
        assert_eq!(unpacked(archive), files);
    }

    #[test]
    fn an_archive_of_nothing_is_one_too() {
        assert_eq!(unpacked(zip(&[]).unwrap()), []);
    }

    #[test]
    fn too_many_files_are_refused() {
        let files = vec![(String::new(), Vec::new()); 65_535];
        assert_eq!(zip(&files), Err(ArchiveError::TooLarge));
    }

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    proptest! {
        #[test]
        fn any_names_and_bytes_come_back_safe_and_apart(
            files in proptest::collection::vec((any::<String>(), any::<Vec<u8>>()), 0..12)
        ) {
            let back = unpacked(zip(&files).unwrap());
            prop_assert_eq!(back.len(), files.len());
            let mut names: Vec<String> = back.iter().map(|(name, _)| name.to_lowercase()).collect();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), files.len());
            for ((_, bytes), (_, expected)) in back.iter().zip(&files) {
                prop_assert_eq!(bytes, expected);
            }
        }
    }
}
