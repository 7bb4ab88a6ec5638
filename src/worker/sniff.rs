//! What a file is, by its name and by how it begins. A name says which files of a folder are meant at all; what is in
//! one is told by its first bytes alone, because people rename files, and exports come in odd wrappings.

use converel_protocol::audit::messages::What;

/// So far into a file a calendar has begun, or it is none.
pub const HEAD: usize = 64 * 1024;

const BEGIN: &[u8] = b"BEGIN:VCALENDAR";

/// What is worth opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// iCalendar text.
    Calendar,
    /// A zip archive.
    Archive,
}

/// Whether a file of this name and media type is meant to be read.
pub fn is_meant(path: &str, media_type: &str) -> bool {
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    !is_shadow(path)
        && (is_calendar_name(path)
            || ends_in(path, &[".zip"])
            || ["text/calendar", "application/zip", "application/x-zip-compressed"]
                .iter()
                .any(|known| media_type.eq_ignore_ascii_case(known)))
}

/// Whether a calendar's name is this.
pub fn is_calendar_name(path: &str) -> bool {
    !is_shadow(path) && ends_in(path, &[".ics", ".ical", ".icalendar"])
}

/// Whether an archive's name is this.
pub fn is_archive_name(path: &str) -> bool {
    !is_shadow(path) && ends_in(path, &[".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2", ".xz"])
}

/// What macOS lays beside a file on a foreign disk and into its archives: attributes, under the file's own name.
fn is_shadow(path: &str) -> bool {
    let mut parts = path.rsplit(['/', '\\']);
    parts.next().is_some_and(|name| name.starts_with("._")) || parts.any(|folder| folder == "__MACOSX")
}

fn ends_in(path: &str, endings: &[&str]) -> bool {
    let path = path.to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

/// What begins with these bytes: the first [`HEAD`] ones of a file, or all.
///
/// # Errors
/// What is wrong with it.
pub fn kind(head: &[u8]) -> Result<Kind, What> {
    if head.iter().all(|byte| byte.is_ascii_whitespace() || [0xEF, 0xBB, 0xBF].contains(byte)) {
        return Err(What::Empty);
    }
    if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| head.starts_with(magic)) {
        return Ok(Kind::Archive);
    }
    let text = head.split(|byte| *byte == 0).next().unwrap_or_default();
    if begins_in(text) {
        return Ok(Kind::Calendar);
    }
    // Every other byte is zero in either order, with or without a byte order mark.
    let narrow: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let wide = head.len() / 2 <= narrow.len() + narrow.len() / 4 && narrow.len() < head.len() * 3 / 4;
    if wide && begins_in(&narrow) { Err(What::Utf16) } else { Err(What::NoCalendar) }
}

/// Whether a line begins a calendar. The bytes of a mark may stand before it.
fn begins_in(text: &[u8]) -> bool {
    text.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| {
        let from = line.iter().position(|byte| byte.is_ascii() && !byte.is_ascii_whitespace());
        let line = from.and_then(|from| line.get(from..from + BEGIN.len()));
        line.is_some_and(|line| line.eq_ignore_ascii_case(BEGIN))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn a_file_is_what_it_begins_with() {
        let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Größe\r\n";
        let mut late = vec![b'X'; HEAD];
        late.extend_from_slice(b"\nBEGIN:VCALENDAR\n");
        let mut preamble = b"Exported by something\n\n".to_vec();
        preamble.extend_from_slice(calendar.as_bytes());
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        let cases: Vec<(&str, Vec<u8>, Result<Kind, What>)> = vec![
            ("nothing", vec![], Err(What::Empty)),
            ("blank lines", b"\r\n \t\n".to_vec(), Err(What::Empty)),
            ("a mark alone", vec![0xEF, 0xBB, 0xBF], Err(What::Empty)),
            ("calendar", calendar.into(), Ok(Kind::Calendar)),
            ("lower case", calendar.to_lowercase().into(), Ok(Kind::Calendar)),
            ("with a mark", format!("\u{feff}{calendar}").into(), Ok(Kind::Calendar)),
            ("blank lines first", format!("\n\n  {calendar}").into(), Ok(Kind::Calendar)),
            ("other text first", preamble, Ok(Kind::Calendar)),
            ("one line and no end", b"BEGIN:VCALENDAR".to_vec(), Ok(Kind::Calendar)),
            ("zip", b"PK\x03\x04rest".to_vec(), Ok(Kind::Archive)),
            ("empty zip", b"PK\x05\x06\0\0".to_vec(), Ok(Kind::Archive)),
            ("UTF-16, little end first", wide(calendar, true, true), Err(What::Utf16)),
            ("UTF-16, big end first", wide(calendar, false, true), Err(What::Utf16)),
            ("UTF-16 without a mark", wide(calendar, true, false), Err(What::Utf16)),
            ("UTF-16 without a mark, big end first", wide(calendar, false, false), Err(What::Utf16)),
            ("other text in UTF-16", wide("Dear all", true, true), Err(What::NoCalendar)),
            ("picture", png, Err(What::NoCalendar)),
            (
                "binary with the word",
                b"\0\x01\x02\nBEGIN:VCALENDAR\n\xff\xfe\xfd\xfc\xfb".to_vec(),
                Err(What::NoCalendar),
            ),
            ("text", b"name,start,end\n".to_vec(), Err(What::NoCalendar)),
            ("the word inside a line", b"see BEGIN:VCALENDAR\n".to_vec(), Err(What::NoCalendar)),
            ("too late", late.get(..HEAD).unwrap().to_vec(), Err(What::NoCalendar)),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(kind(&bytes), expected, "{name}");
        }
    }

    #[test]
    fn a_name_says_what_is_meant() {
        for (path, media_type, meant) in [
            ("a.ics", "", true),
            ("Folder/Work.ICS", "", true),
            ("takeout.zip", "", true),
            ("a.ical", "", true),
            ("calendar", "text/calendar; charset=utf-8", true),
            ("download", "application/x-zip-compressed", true),
            ("notes.txt", "text/plain", false),
            ("ics", "", false),
            ("__MACOSX/Work/._a.ics", "", false),
            ("Work/._a.ics", "text/calendar", false),
        ] {
            assert_eq!(is_meant(path, media_type), meant, "{path} {media_type}");
        }
        assert!(is_archive_name("in/side.ZIP") && !is_archive_name("zip"));
        assert!(is_calendar_name("x.ics") && !is_calendar_name("x.ics.zip"));
    }
}
