//! Several files as one zip archive, stored without compression: what leaves is a few hundred kilobytes of text. The same
//! files give the same bytes: the time is fixed. Names are made so that they are safe wherever the archive is unpacked.

mod names;

use std::io::{Cursor, Write as _};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Why files cannot be packed, in the format's words: they are too many or too large for it.
#[derive(Debug, thiserror::Error)]
#[error("they cannot be packed into one archive: {0}")]
pub struct ArchiveError(#[from] ZipError);

/// The archive of these files, in their order. A path's folders are divided by `/`; whatever in it would lead out of the
/// archive or means something to a system is replaced, and of two that come out the same the later gets a number.
///
/// # Errors
/// [`ArchiveError`].
pub fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let paths = names::safe(files.iter().map(|(path, _)| path.as_str()));
    for (path, (_, bytes)) in paths.iter().zip(files) {
        archive.start_file(path.as_str(), options)?;
        archive.write_all(bytes).map_err(ZipError::from)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read as _;

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
