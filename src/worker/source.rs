//! A file that the user gave, whatever holds it: bytes that are asked for by their place, so that none of it has to be
//! in memory as a whole.

use std::io::{self, Read, Seek, SeekFrom};

/// A file.
pub trait Source {
    /// Where it stands in the folder that was chosen, its name included.
    fn path(&self) -> &str;

    /// Its media type, as the browser takes it to be; empty where it knows none.
    fn media_type(&self) -> &str;

    /// How many bytes it has.
    fn size(&self) -> u64;

    /// Reads from `start` on into `into`; fewer bytes than that only where the file ends.
    ///
    /// # Errors
    /// The browser's words: the file was moved, or changed since the user chose it.
    fn read(&self, start: u64, into: &mut [u8]) -> Result<usize, String>;
}

/// Bytes that [`Scan`] asks for at once.
const AHEAD: usize = 256 * 1024;

/// A source as the archive's reader takes it.
pub(crate) struct Scan<'a, S> {
    source: &'a S,
    at: u64,
    /// What was read last, and where that stands.
    buffer: Vec<u8>,
    from: u64,
}

impl<'a, S: Source> Scan<'a, S> {
    pub(crate) fn new(source: &'a S) -> Self {
        Self { source, at: 0, buffer: Vec::new(), from: 0 }
    }

    /// What is known of the bytes from here on; none where they have to be read first.
    fn known(&self) -> &[u8] {
        let skip = self.at.checked_sub(self.from).and_then(|skip| usize::try_from(skip).ok());
        skip.and_then(|skip| self.buffer.get(skip..)).unwrap_or_default()
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.resize(AHEAD, 0);
        let length = self.source.read(self.at, &mut self.buffer).map_err(io::Error::other)?;
        self.buffer.truncate(length);
        self.from = self.at;
        Ok(())
    }
}

impl<S: Source> Read for Scan<'_, S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.known().is_empty() && self.at < self.source.size() {
            self.fill()?;
        }
        let known = self.known();
        let length = known.len().min(into.len());
        if let (Some(into), Some(known)) = (into.get_mut(..length), known.get(..length)) {
            into.copy_from_slice(known);
        }
        self.at += length as u64;
        Ok(length)
    }
}

impl<S: Source> Seek for Scan<'_, S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(offset) => self.source.size().checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A file in memory.
    #[derive(Clone, Debug, Default)]
    pub(crate) struct Memory {
        pub(crate) path: String,
        pub(crate) media_type: String,
        pub(crate) bytes: Vec<u8>,
        /// From here on the browser cannot read it.
        pub(crate) broken_from: Option<u64>,
    }

    pub(crate) fn file(path: &str, bytes: impl Into<Vec<u8>>) -> Memory {
        Memory { path: path.into(), bytes: bytes.into(), ..Memory::default() }
    }

    impl Source for Memory {
        fn path(&self) -> &str {
            &self.path
        }

        fn media_type(&self) -> &str {
            &self.media_type
        }

        fn size(&self) -> u64 {
            self.bytes.len() as u64
        }

        fn read(&self, start: u64, into: &mut [u8]) -> Result<usize, String> {
            if self.broken_from.is_some_and(|broken| start + into.len() as u64 > broken) {
                return Err("NotReadableError".into());
            }
            let rest = self.bytes.get(start as usize..).unwrap_or_default();
            let length = rest.len().min(into.len());
            into[..length].copy_from_slice(&rest[..length]);
            Ok(length)
        }
    }

    #[test]
    fn a_scan_gives_what_stands_there_wherever_it_is_asked() {
        let bytes: Vec<u8> = (0..AHEAD * 2 + 77).map(|n| (n % 251) as u8).collect();
        let source = file("a", bytes.clone());
        let mut scan = Scan::new(&source);
        let mut all = Vec::new();
        scan.read_to_end(&mut all).unwrap();
        assert_eq!(all, bytes);
        for (to, place) in [
            (SeekFrom::Start(5), 5),
            (SeekFrom::End(-70), bytes.len() - 70),
            (SeekFrom::Current(-20_000), bytes.len() - 70 + 10 - 20_000),
            (SeekFrom::Start(AHEAD as u64 - 3), AHEAD - 3),
        ] {
            let mut ten = [0; 10];
            scan.seek(to).unwrap();
            scan.read_exact(&mut ten).unwrap();
            assert_eq!(ten, bytes[place..place + 10], "{to:?}");
        }
        assert!(scan.seek(SeekFrom::End(-(bytes.len() as i64) - 1)).is_err());
        scan.seek(SeekFrom::End(5)).unwrap();
        assert_eq!(scan.read(&mut [0; 4]).unwrap(), 0);
    }

    #[test]
    fn what_the_browser_cannot_read_is_an_error() {
        let mut source = file("a", vec![1; AHEAD + 10]);
        source.broken_from = Some(AHEAD as u64);
        let mut scan = Scan::new(&source);
        assert!(scan.read_to_end(&mut Vec::new()).is_err());
    }
}
