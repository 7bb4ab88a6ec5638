//! Zip archives as Takeout gives them, and as nobody should: one whose member unpacks to gigabytes.

use anyhow::{Context, Result};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc, FlushCompress};
use std::io::Write;

/// A member as it stands in the archive.
struct Member {
    name: String,
    crc: u32,
    packed: Vec<u8>,
    size: u32,
    offset: u32,
}

/// An archive that is being written.
#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    members: Vec<Member>,
}

impl Archive {
    /// Adds a file, deflated.
    pub fn file(mut self, name: &str, content: &[u8]) -> Result<Self> {
        let mut crc = Crc::new();
        crc.update(content);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content)?;
        let packed = encoder.finish()?;
        let size = u32::try_from(content.len()).context("too large for a member")?;
        self.member(name, crc.sum(), packed, size)?;
        Ok(self)
    }

    /// Adds a file that begins with `head` and then is `block`, so many times over, without ever being whole in
    /// memory: a block of deflate that ends on a byte's border may stand in the stream as often as one likes. `claims`:
    /// the size that the archive says it has, where that is not the true one.
    pub fn bomb(
        mut self,
        name: &str,
        head: &[u8],
        block: &[u8],
        times: u32,
        claims: Option<u32>,
    ) -> Result<Self> {
        let mut crc = Crc::new();
        crc.update(head);
        let mut once = Crc::new();
        once.update(block);
        let mut packed = flushed(head)?;
        let again = flushed(block)?;
        for _ in 0..times {
            packed.extend_from_slice(&again);
            crc.combine(&once);
        }
        // The last block: none of deflate's fixed codes but the end.
        packed.extend_from_slice(&[0x03, 0x00]);
        let size = head.len() as u64 + block.len() as u64 * u64::from(times);
        let size = u32::try_from(size).context("too large for a member")?;
        self.member(name, crc.sum(), packed, claims.unwrap_or(size))?;
        Ok(self)
    }

    fn member(&mut self, name: &str, crc: u32, packed: Vec<u8>, size: u32) -> Result<()> {
        let offset = u32::try_from(self.bytes.len())?;
        let member = Member { name: name.to_owned(), crc, packed, size, offset };
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&member.common()?);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(&member.packed);
        self.members.push(member);
        Ok(())
    }

    /// The whole archive.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let directory = u32::try_from(self.bytes.len())?;
        for member in &self.members {
            self.bytes.extend_from_slice(b"PK\x01\x02\x14\x00");
            self.bytes.extend_from_slice(&member.common()?);
            // No comment, disk 0, no attributes.
            self.bytes.extend_from_slice(&[0; 10]);
            self.bytes.extend_from_slice(&member.offset.to_le_bytes());
            self.bytes.extend_from_slice(member.name.as_bytes());
        }
        let count = u16::try_from(self.members.len())?.to_le_bytes();
        let length = u32::try_from(self.bytes.len())? - directory;
        self.bytes.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00");
        self.bytes.extend_from_slice(&[count, count].concat());
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(&directory.to_le_bytes());
        self.bytes.extend_from_slice(&[0, 0]);
        Ok(self.bytes)
    }
}

impl Member {
    /// What the two headers of a member have in common: from the version needed to the lengths of name and extra.
    fn common(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // Version 2.0, names in UTF-8, deflated; 1 January 1980.
        for half in [20_u16, 0x0800, 8, 0, 0x0021] {
            bytes.extend_from_slice(&half.to_le_bytes());
        }
        for word in [self.crc, u32::try_from(self.packed.len())?, self.size] {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        bytes.extend_from_slice(&u16::try_from(self.name.len())?.to_le_bytes());
        bytes.extend_from_slice(&[0, 0]);
        Ok(bytes)
    }
}

/// Deflated up to a byte's border, without looking back beyond its own beginning and without being the end.
fn flushed(content: &[u8]) -> Result<Vec<u8>> {
    let mut packer = flate2::Compress::new(Compression::default(), false);
    let mut packed = Vec::with_capacity(content.len() / 50 + 1_000);
    let mut taken = 0;
    loop {
        let rest = content.get(taken..).unwrap_or_default();
        let before = packer.total_in();
        packer.compress_vec(rest, &mut packed, FlushCompress::Full)?;
        taken += usize::try_from(packer.total_in() - before)?;
        if taken >= content.len() && packed.len() < packed.capacity() {
            return Ok(packed);
        }
        packed.reserve(packed.capacity());
    }
}
