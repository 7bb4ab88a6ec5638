//! Several files as one zip archive, stored without compression: what leaves is a few hundred kilobytes of text. The same
//! files give the same bytes: the time is fixed. Names are made so that they are safe wherever the archive is unpacked.
//! What comes back may have been packed by others, and compressed.

mod names;

use std::borrow::Cow;
use std::io::{Cursor, Read as _, Write as _};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

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

/// Why an archive is not unpacked.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// It is none, damaged or encrypted.
    #[error("it cannot be unpacked: {0}")]
    Archive(#[from] ZipError),
    /// There is more in it than was asked for.
    #[error("it holds more than {0} bytes")]
    TooLarge(u64),
}

/// The files of an archive whose paths are wanted, in their order. `most`: so many bytes all of them may have together,
/// unpacked; nothing is believed of what the archive says of their size.
///
/// # Errors
/// [`UnpackError`].
pub fn unzip(
    archive: &[u8],
    is_wanted: impl Fn(&str) -> bool,
    most: u64,
) -> Result<Vec<(String, Vec<u8>)>, UnpackError> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    let mut files = Vec::new();
    let mut left = most;
    for at in 0..archive.len() {
        // By its name alone: what is not wanted may be encrypted, or packed in a way that is not known here.
        let Some(Ok(path)) = archive.name_for_index(at).map(|name| name.map(Cow::into_owned)) else {
            continue;
        };
        if path.ends_with(['/', '\\']) || !is_wanted(&path) {
            continue;
        }
        let file = archive.by_index(at)?;
        let mut bytes = Vec::new();
        file.take(left.saturating_add(1)).read_to_end(&mut bytes).map_err(ZipError::from)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(UnpackError::TooLarge(most))?;
        files.push((path, bytes));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    fn what_others_packed_is_unpacked_as_far_as_it_is_wanted() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.add_directory("decisions", SimpleFileOptions::default()).unwrap();
        for (path, text) in [("decisions/1.md", "# One\n".repeat(500)), ("decisions/pic.png", "?".into())] {
            archive.start_file(path, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        let archive = archive.finish().unwrap().into_inner();
        assert!(archive.len() < 1_000, "it is not compressed");
        let wanted = |path: &str| path.ends_with(".md");
        let one = ("decisions/1.md".to_owned(), "# One\n".repeat(500).into_bytes());
        assert_eq!(unzip(&archive, wanted, 3_000).unwrap(), [one]);
        assert!(matches!(unzip(&archive, wanted, 2_999), Err(UnpackError::TooLarge(2_999))));
        for broken in [&archive[..100], b"# no archive", b""] {
            assert!(matches!(unzip(broken, wanted, 3_000), Err(UnpackError::Archive(_))));
        }
    }

    #[test]
    fn what_is_not_wanted_may_be_odd() {
        let files = ["1.md", "secret.bin"].map(|path| (path.to_owned(), b"# One\n".to_vec()));
        // What is written into the last file's entry of the directory: encrypted; packed as nobody packs.
        for (at, value) in [(8, 1), (10, 77)] {
            let mut archive = zip(&files).unwrap();
            let entry = archive.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
            archive[entry + at] = value;
            let wanted = |path: &str| path.ends_with(".md");
            assert_eq!(unzip(&archive, wanted, 100).unwrap(), files[..1], "{at}");
            assert!(matches!(unzip(&archive, |_| true, 100), Err(UnpackError::Archive(_))), "{at}");
        }
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
            let archive = zip(&files).unwrap();
            let back = unpacked(archive.clone());
            prop_assert_eq!(&unzip(&archive, |_| true, 1_000_000).unwrap(), &back);
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
