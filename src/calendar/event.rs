//! One event (RFC 5545 §3.6.1) as its reader is shown it: borrowed from the file's bytes, unfolded and unescaped
//! property by property, when asked.

use crate::reader::{Kind, Raw};
use crate::text::{Property, decode, parameter_text, unescape, unfold};
use std::borrow::Cow;

/// A VEVENT that may have an occurrence in the span.
#[derive(Clone, Copy, Debug)]
pub struct Component<'a> {
    raw: Raw<'a>,
    start: i64,
    cancelled: bool,
}

impl<'a> Component<'a> {
    pub(crate) fn new(raw: Raw<'a>, start: i64, cancelled: bool) -> Self {
        Self { raw, start, cancelled }
    }

    /// UID; empty where there is none.
    pub fn uid(&self) -> Cow<'a, str> {
        self.text(Kind::Uid).unwrap_or_default()
    }

    /// SUMMARY: the title.
    pub fn summary(&self) -> Cow<'a, str> {
        self.text(Kind::Summary).unwrap_or_default()
    }

    /// DESCRIPTION; where there is none, Outlook's X-ALT-DESC or RFC 9073's STYLED-DESCRIPTION.
    pub fn description(&self) -> Cow<'a, str> {
        self.description_kind().and_then(|kind| self.text(kind)).unwrap_or_default()
    }

    /// Whether [`Self::description`] says that it is HTML.
    pub fn description_is_html(&self) -> bool {
        let Some((raw, _)) = self.description_kind().and_then(|kind| self.raw.first(kind)) else {
            return false;
        };
        let unfolded = unfold(raw);
        Property::parse(&unfolded).is_some_and(|property| property.parameter_is(b"FMTTYPE", b"text/html"))
    }

    fn description_kind(&self) -> Option<Kind> {
        [Kind::Description, Kind::StyledDescription, Kind::AltDescription].into_iter().find(|kind| {
            let value = self
                .raw
                .first(*kind)
                .and_then(|(raw, _)| memchr::memchr(b':', raw).map(|colon| (raw, colon)));
            value.is_some_and(|(raw, colon)| {
                raw.get(colon + 1..).is_some_and(|value| !value.trim_ascii().is_empty())
            })
        })
    }

    /// LOCATION.
    pub fn location(&self) -> Cow<'a, str> {
        self.text(Kind::Location).unwrap_or_default()
    }

    /// ORGANIZER.
    pub fn organizer(&self) -> Option<Party<'a>> {
        self.raw.first(Kind::Organizer).and_then(|(raw, _)| Party::parse(raw))
    }

    /// ATTENDEE, each.
    pub fn attendees(&self) -> impl Iterator<Item = Party<'a>> + use<'a> {
        self.raw.all(Kind::Attendee).filter_map(|(raw, _)| Party::parse(raw))
    }

    /// STATUS:CANCELLED, or in a file of METHOD:CANCEL (RFC 5546 §3.2.5).
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
    }

    /// TRANSP:TRANSPARENT: it takes nobody's time.
    pub fn is_transparent(&self) -> bool {
        self.raw.first(Kind::Transp).is_some_and(|(raw, _)| value_is(raw, b"TRANSPARENT"))
    }

    /// The value of the first RRULE.
    pub fn rule_text(&self) -> Option<Cow<'a, str>> {
        self.value(Kind::RRule).map(decode)
    }

    /// DTSTART, in seconds since the Unix epoch. Where its zone is defined further down in the file, and its name says
    /// nothing, as if it were in UTC.
    pub fn start_seconds(&self) -> i64 {
        self.start
    }

    fn text(&self, kind: Kind) -> Option<Cow<'a, str>> {
        self.value(kind).map(unescape)
    }

    fn value(&self, kind: Kind) -> Option<Cow<'a, [u8]>> {
        let (raw, _) = self.raw.first(kind)?;
        match unfold(raw) {
            Cow::Borrowed(unfolded) => Some(Cow::Borrowed(Property::parse(unfolded)?.value)),
            Cow::Owned(mut unfolded) => {
                let value = Property::parse(&unfolded)?.value.len();
                Some(Cow::Owned(unfolded.split_off(unfolded.len() - value)))
            }
        }
    }
}

/// Whether the value of a property is this, in any case.
pub(crate) fn value_is(raw: &[u8], value: &[u8]) -> bool {
    let unfolded = unfold(raw);
    Property::parse(&unfolded).is_some_and(|property| property.value.trim_ascii().eq_ignore_ascii_case(value))
}

/// Somebody who invites or is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party<'a> {
    /// The address, as written, without `mailto:`.
    pub address: Cow<'a, str>,
    /// CN; empty where there is none.
    pub name: Cow<'a, str>,
    /// CUTYPE.
    pub kind: PartyKind,
    /// PARTSTAT.
    pub answer: PartyAnswer,
    /// ROLE is OPT-PARTICIPANT or NON-PARTICIPANT.
    pub optional: bool,
}

/// RFC 5545 CUTYPE.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum PartyKind {
    #[default]
    Individual,
    Group,
    Resource,
    Room,
    Unknown,
}

/// RFC 5545 PARTSTAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum PartyAnswer {
    #[default]
    NeedsAction,
    Accepted,
    Declined,
    Tentative,
    Delegated,
}

impl<'a> Party<'a> {
    fn parse(raw: &'a [u8]) -> Option<Self> {
        match unfold(raw) {
            Cow::Borrowed(unfolded) => Self::of(Property::parse(unfolded)?),
            Cow::Owned(unfolded) => Some(Party::of(Property::parse(&unfolded)?)?.into_owned()),
        }
    }

    fn of(property: Property<'a>) -> Option<Self> {
        let value = property.value.trim_ascii();
        let address = match value.split_at_checked(7) {
            Some((scheme, address)) if scheme.eq_ignore_ascii_case(b"mailto:") => address,
            // Apple writes a path there, and the address beside it (RFC 7986 EMAIL).
            _ => property.parameter(b"EMAIL").unwrap_or(value),
        };
        if address.is_empty() {
            return None;
        }
        let is = |name: &[u8], values: &[&[u8]]| {
            let found = property.parameter(name)?;
            values.iter().position(|value| found.eq_ignore_ascii_case(value))
        };
        let kind = match is(b"CUTYPE", &[b"INDIVIDUAL", b"GROUP", b"RESOURCE", b"ROOM"]) {
            Some(0) => PartyKind::Individual,
            Some(1) => PartyKind::Group,
            Some(2) => PartyKind::Resource,
            Some(_) => PartyKind::Room,
            None if property.parameter(b"CUTYPE").is_some() => PartyKind::Unknown,
            None => PartyKind::Individual,
        };
        let answer = match is(b"PARTSTAT", &[b"ACCEPTED", b"DECLINED", b"TENTATIVE", b"DELEGATED"]) {
            Some(0) => PartyAnswer::Accepted,
            Some(1) => PartyAnswer::Declined,
            Some(2) => PartyAnswer::Tentative,
            Some(_) => PartyAnswer::Delegated,
            None => PartyAnswer::NeedsAction,
        };
        Some(Self {
            address: String::from_utf8_lossy(address),
            name: property.parameter(b"CN").map(parameter_text).unwrap_or_default(),
            kind,
            answer,
            optional: is(b"ROLE", &[b"OPT-PARTICIPANT", b"NON-PARTICIPANT"]).is_some(),
        })
    }

    fn into_owned<'b>(self) -> Party<'b> {
        Party {
            address: Cow::Owned(self.address.into_owned()),
            name: Cow::Owned(self.name.into_owned()),
            kind: self.kind,
            answer: self.answer,
            optional: self.optional,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties() {
        for (line, address, name, kind, answer, optional) in [
            ("ATTENDEE:mailto:a@b.c", "a@b.c", "", PartyKind::Individual, PartyAnswer::NeedsAction, false),
            (
                "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN=\"Room: 4;12\":MAILTO:r@b.c",
                "r@b.c",
                "Room: 4;12",
                PartyKind::Room,
                PartyAnswer::Accepted,
                false,
            ),
            (
                "ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=declined;C\r\n N=Doe, Ja\r\n ne;CUTYPE=GROUP:mail\r\n to:j@b.c\r\n",
                "j@b.c",
                "Doe, Jane",
                PartyKind::Group,
                PartyAnswer::Declined,
                true,
            ),
            (
                "ATTENDEE;EMAIL=x@y.z;CUTYPE=X-THING;PARTSTAT=TENTATIVE:/principals/1/",
                "x@y.z",
                "",
                PartyKind::Unknown,
                PartyAnswer::Tentative,
                false,
            ),
            (
                "ORGANIZER;CN=A ^'B^':urn:x",
                "urn:x",
                "A \"B\"",
                PartyKind::Individual,
                PartyAnswer::NeedsAction,
                false,
            ),
        ] {
            let party = Party::parse(line.as_bytes()).unwrap();
            let expected = Party { address: address.into(), name: name.into(), kind, answer, optional };
            assert_eq!(party, expected, "{line}");
        }
        assert_eq!(Party::parse(b"ATTENDEE:mailto:"), None);
        assert_eq!(Party::parse(b"ATTENDEE;CN=x"), None);
    }
}
