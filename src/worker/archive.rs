//! A zip archive of calendars, such as Takeout gives: which of its entries are calendars, and each of them unpacked
//! piece by piece, within bounds that no archive of calendars comes near and that a bomb is told by.

use crate::sniff;
use crate::source::{Scan, Source};
use converel_protocol::audit::messages::What;
use std::io::Read as _;
use zip::ZipArchive;
use zip::result::ZipError;

/// What is wrong, and a detail in technical words.
pub type Bad = (What, String);

/// All archives of one import unpack to no more than this.
const MOST: u64 = 1 << 30;
/// An entry larger than this…
const SUSPECT: u64 = 64 << 20;
/// … unpacks to no more than so many times its packed size. Calendars pack to a fifth or a tenth.
const RATIO: u64 = 200;

/// How much was unpacked so far, of all archives of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unpacked(u64);

/// A calendar in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the archive's directory.
    pub index: usize,
    /// Its path in the archive.
    pub path: String,
    /// Bytes in the archive.
    pub packed: u64,
    /// Bytes unpacked, as the archive says.
    pub size: u64,
}

/// What is in an archive, as far as it is of interest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Calendars, in the archive's order.
    pub calendars: Vec<Entry>,
    /// Places and paths of the archives in it.
    pub archives: Vec<(usize, String)>,
}

/// An open archive.
pub struct Archive<'a, S: Source> {
    zip: ZipArchive<Scan<'a, S>>,
}

fn bad(error: ZipError) -> Bad {
    match error {
        ZipError::Io(error) if error.kind() == std::io::ErrorKind::Other && error.get_ref().is_some() => {
            (What::Unreadable, error.to_string())
        }
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => (What::BadArchive, "encrypted".into()),
        error => (What::BadArchive, error.to_string()),
    }
}

impl<'a, S: Source> Archive<'a, S> {
    /// Opens it: reads the directory at its end.
    ///
    /// # Errors
    /// It is damaged, or the browser cannot read it.
    pub fn open(source: &'a S) -> Result<Self, Bad> {
        ZipArchive::new(Scan::new(source)).map(|zip| Self { zip }).map_err(bad)
    }

    /// What is in it.
    ///
    /// # Errors
    /// No calendar, or more than can be one.
    pub fn contents(&self, unpacked: Unpacked) -> Result<Contents, Bad> {
        let mut contents = Contents::default();
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_data(index).map_err(bad)?;
            let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if entry.is_dir() {
                continue;
            }
            if sniff::is_calendar_name(&path) {
                let (packed, size) = (entry.compressed_size(), entry.size());
                contents.calendars.push(Entry { index, path, packed, size });
            } else if sniff::is_archive_name(&path) {
                contents.archives.push((index, path));
            }
        }
        if contents.calendars.is_empty() && contents.archives.is_empty() {
            return Err((What::NoCalendarInside, String::new()));
        }
        let all = contents.calendars.iter().fold(unpacked.0, |all, entry| all.saturating_add(entry.size));
        if all > MOST {
            return Err((What::TooLarge, format!("{all} bytes")));
        }
        Ok(contents)
    }

    /// Unpacks a calendar: `piece` is called with a function that fills a buffer as far as there is something left.
    ///
    /// # Errors
    /// It is damaged, encrypted or too large, or what `piece` says.
    pub fn read<T>(
        &mut self,
        entry: &Entry,
        unpacked: &mut Unpacked,
        piece: impl FnOnce(&mut dyn FnMut(&mut [u8]) -> Result<usize, Bad>) -> Result<T, Bad>,
    ) -> Result<T, Bad> {
        let mut file = self.zip.by_index(entry.index).map_err(bad)?;
        let mut here = 0_u64;
        piece(&mut |into| {
            let length = file.read(into).map_err(|error| bad(ZipError::Io(error)))?;
            here = here.saturating_add(length as u64);
            unpacked.0 = unpacked.0.saturating_add(length as u64);
            if unpacked.0 > MOST || (here > SUSPECT && here > entry.packed.saturating_mul(RATIO)) {
                return Err((What::TooLarge, format!("more than {here} bytes from {}", entry.packed)));
            }
            Ok(length)
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::source::tests::{Memory, file};
    use std::io::{Cursor, Write as _};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    pub(crate) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Everything in an entry.
    fn unpack(
        archive: &mut Archive<'_, Memory>,
        entry: &Entry,
        unpacked: &mut Unpacked,
    ) -> Result<Vec<u8>, Bad> {
        archive.read(entry, unpacked, |fill| {
            let (mut all, mut buffer) = (Vec::new(), vec![0; 100_000]);
            loop {
                match fill(&mut buffer)? {
                    0 => return Ok(all),
                    length => all.extend_from_slice(&buffer[..length]),
                }
            }
        })
    }

    #[test]
    fn calendars_are_found_and_unpacked_and_the_rest_is_passed_over() {
        let long = "BEGIN:VCALENDAR\r\n".repeat(20_000);
        let source = file(
            "takeout.zip",
            zipped(&[
                ("Takeout/Calendar/Work.ics", long.as_bytes()),
                ("Takeout/archive_browser.html", b"<html>"),
                ("__MACOSX/Takeout/Calendar/._Work.ics", b"\0\x05\x16\x07"),
                ("Takeout/Calendar/Ana & Ben.ICS", b"BEGIN:VCALENDAR"),
                ("Takeout/older.zip", b"PK"),
            ]),
        );
        let mut archive = Archive::open(&source).unwrap();
        let mut unpacked = Unpacked::default();
        let contents = archive.contents(unpacked).unwrap();
        let paths: Vec<_> = contents.calendars.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["Takeout/Calendar/Work.ics", "Takeout/Calendar/Ana & Ben.ICS"]);
        assert_eq!(contents.archives, [(4, "Takeout/older.zip".to_owned())]);
        assert_eq!(contents.calendars[0].size, long.len() as u64);
        assert_eq!(unpack(&mut archive, &contents.calendars[0], &mut unpacked).unwrap(), long.as_bytes());
        assert_eq!(unpack(&mut archive, &contents.calendars[1], &mut unpacked).unwrap(), b"BEGIN:VCALENDAR");
        assert_eq!(unpacked, Unpacked(long.len() as u64 + 15));
    }

    #[test]
    fn an_archive_without_calendars_says_so() {
        for bytes in [zipped(&[("a.txt", b"a")]), zipped(&[])] {
            let source = file("a.zip", bytes);
            let (what, _) = Archive::open(&source).unwrap().contents(Unpacked::default()).unwrap_err();
            assert_eq!(what, What::NoCalendarInside);
        }
    }

    #[test]
    fn a_damaged_archive_is_told_from_one_that_cannot_be_read() {
        let noise: Vec<u8> = (0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let whole = zipped(&[("a.ics", &noise)]);
        let cut = file("a.zip", &whole[..whole.len() - 30]);
        assert_eq!(Archive::open(&cut).err().unwrap().0, What::BadArchive);

        let mut unreadable = file("a.zip", whole.clone());
        unreadable.broken_from = Some(0);
        assert_eq!(Archive::open(&unreadable).err().unwrap().0, What::Unreadable);

        let mut damaged = whole;
        let middle = damaged.len() / 2;
        damaged[middle] ^= 0x55;
        let source = file("a.zip", damaged);
        let mut archive = Archive::open(&source).unwrap();
        let entry = archive.contents(Unpacked::default()).unwrap().calendars[0].clone();
        assert_eq!(unpack(&mut archive, &entry, &mut Unpacked::default()).unwrap_err().0, What::BadArchive);
    }

    #[test]
    fn an_encrypted_entry_is_named_so() {
        let mut bytes = zipped(&[("a.ics", b"BEGIN:VCALENDAR")]);
        // The first bit of the flags, in the entry's own header and in the directory.
        for magic in [b"PK\x03\x04", b"PK\x01\x02"] {
            let at = bytes.windows(4).position(|window| window == magic).unwrap();
            bytes[at + if magic[2] == 3 { 6 } else { 8 }] |= 1;
        }
        let source = file("a.zip", bytes);
        let mut archive = Archive::open(&source).unwrap();
        let entry = archive.contents(Unpacked::default()).unwrap().calendars[0].clone();
        let bad = unpack(&mut archive, &entry, &mut Unpacked::default()).unwrap_err();
        assert_eq!(bad, (What::BadArchive, "encrypted".to_owned()));
    }

    /// 70 MB of nothing, packed to a thousandth: told while it is unpacked.
    #[test]
    fn a_bomb_is_refused_on_the_way() {
        let source = file("a.zip", zipped(&[("a.ics", &vec![b' '; 70 << 20])]));
        let mut archive = Archive::open(&source).unwrap();
        let entry = archive.contents(Unpacked::default()).unwrap().calendars[0].clone();
        assert_eq!(unpack(&mut archive, &entry, &mut Unpacked::default()).unwrap_err().0, What::TooLarge);
    }

    #[test]
    fn what_unpacks_to_too_much_in_all_is_refused_before_and_on_the_way() {
        let source = file("a.zip", zipped(&[("a.ics", &[b' '; 1000])]));
        let mut archive = Archive::open(&source).unwrap();
        let entry = archive.contents(Unpacked(MOST - 1000)).unwrap().calendars[0].clone();
        assert_eq!(archive.contents(Unpacked(MOST - 999)).unwrap_err().0, What::TooLarge);
        assert!(unpack(&mut archive, &entry, &mut Unpacked(MOST - 1000)).is_ok());
        assert_eq!(unpack(&mut archive, &entry, &mut Unpacked(MOST - 999)).unwrap_err().0, What::TooLarge);
    }
}
