//! Who else is invited: rows of the guest list and what was typed into its box, without oneself, rooms
//! and repetitions.

use super::Guest;
use crate::lexicon::Lexicon;
use crate::order;
use crate::policy::Policy;
use crate::raw::{RawGuest, RawGuestKind, RawInvite};
use crate::words::{collapse, cut, fold};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A name is shown up to here.
const NAME_LIMIT: usize = 100;

/// Rooms of Google Calendar have addresses of this domain.
const ROOM_DOMAIN: &str = "resource.calendar.google.com";

static GROUPS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(include_str!("../lexicon/groups.tsv"), group));

fn group(name: &str) -> Option<()> {
    (name == "group").then_some(())
}

/// The user's own addresses: from the page, from the policy, and the organizer's row.
pub(super) fn own(raw: &RawInvite, policy: &Policy) -> Vec<String> {
    let organizers = raw.guests.iter().filter(|row| row.organizer).map(|row| &row.email);
    let mut own: Vec<String> = raw
        .own
        .iter()
        .chain(&policy.own_addresses)
        .chain(organizers)
        .filter_map(|text| address(text))
        .collect();
    order::few(&mut own, |one, other| one < other);
    own.dedup();
    own
}

/// The guests in the page's order, each once.
pub(super) fn read(raw: &RawInvite, own: &[String]) -> Vec<Guest> {
    let own_domains: Vec<&str> = own.iter().filter_map(|address| domain(address)).collect();
    let rows = raw.guests.iter().filter(|row| !row.organizer && row.kind != RawGuestKind::Room).cloned();
    let mut guests: Vec<Guest> = Vec::new();
    // By address, or by name where there is no address.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.chain(typed(&raw.typed_guest)) {
        let Some(guest) = guest(&row, &own_domains) else { continue };
        if own.contains(&guest.address) || domain(&guest.address) == Some(ROOM_DOMAIN) {
            continue;
        }
        let key = if guest.address.is_empty() { fold(&guest.name) } else { guest.address.clone() };
        match seen.get(&key).and_then(|at| guests.get_mut(*at)) {
            Some(known) => {
                known.group |= guest.group;
                known.optional &= guest.optional;
            }
            None => {
                seen.insert(key, guests.len());
                guests.push(guest);
            }
        }
    }
    guests
}

fn guest(row: &RawGuest, own_domains: &[&str]) -> Option<Guest> {
    let address = address(&row.email).or_else(|| address(&row.name)).unwrap_or_default();
    let name = display_name(&row.name);
    let name = if name.is_empty() && row.email.contains('<') { display_name(&row.email) } else { name };
    let name = if name.is_empty() { address.clone() } else { name };
    // An address that cannot be read is still somebody.
    let name = if name.is_empty() { display_name(&row.email) } else { name };
    if name.is_empty() {
        return None;
    }
    let outside = domain(&address).is_some_and(|domain| {
        !own_domains.is_empty() && !own_domains.iter().any(|own| domain == *own || is_below(domain, own))
    });
    Some(Guest {
        group: row.kind == RawGuestKind::Group || is_group(&address),
        address,
        name,
        optional: row.optional,
        outside,
        responsible_for: String::new(),
    })
}

/// The name without an address in angle brackets behind it and without quotes around it.
fn display_name(text: &str) -> String {
    let text = match text.split_once('<') {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => text,
    };
    let name = collapse(cut(text.trim(), NAME_LIMIT * 2));
    let name = name.trim_matches(|c: char| matches!(c, '"' | '<' | '>' | ' '));
    cut(name, NAME_LIMIT).trim().to_owned()
}

fn is_below(domain: &str, parent: &str) -> bool {
    domain.strip_suffix(parent).is_some_and(|front| front.ends_with('.'))
}

/// Pages often do not say that an address is a list; its mailbox name does.
fn is_group(address: &str) -> bool {
    let mailbox = address.split('@').next().unwrap_or_default();
    let hits = GROUPS.find(mailbox);
    let first_or_last = |from: usize, to: usize| from == 0 || to == crate::words::words(mailbox).len();
    hits.iter().any(|hit| first_or_last(hit.words.0, hit.words.1))
}

/// The mail address in a text, in lower case: alone, as `mailto:`, or in angle brackets behind a name.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let text =
        text.rsplit_once('<').map_or(text, |(_, inner)| inner.split('>').next().unwrap_or(inner)).trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (mailbox, domain) = text.split_once('@')?;
    let odd = |c: char| c.is_whitespace() || matches!(c, '@' | ',' | ';' | '<' | '>' | '(' | ')');
    let fits = !mailbox.is_empty() && !domain.is_empty() && !mailbox.contains(odd) && !domain.contains(odd);
    fits.then(|| text.to_lowercase())
}

fn domain(address: &str) -> Option<&str> {
    address.split_once('@').map(|(_, domain)| domain)
}

/// What stands in the guest box: one address or several; a text without any address is one person whom
/// the calendar will look up.
fn typed(text: &str) -> Vec<RawGuest> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    if !text.contains('@') {
        return vec![RawGuest { name: text.to_owned(), ..RawGuest::default() }];
    }
    let mut parts: Vec<&str> =
        text.split([',', ';', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if !text.contains(['<', ',', ';']) {
        parts = text.split_whitespace().collect();
    }
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let named_next = parts.get(at + 1).is_some_and(|next| next.contains('<') && !next.starts_with('<'));
        if address(part).is_some() {
            found.push(RawGuest { email: (*part).to_owned(), ..RawGuest::default() });
        } else if !named_next {
            // In `Doe, Ann <ann@…>` the first part is no person of its own.
            found.push(RawGuest { name: (*part).to_owned(), ..RawGuest::default() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(email: &str, name: &str) -> RawGuest {
        RawGuest { email: email.to_owned(), name: name.to_owned(), ..RawGuest::default() }
    }

    fn raw(guests: Vec<RawGuest>, typed: &str) -> RawInvite {
        RawInvite {
            guests,
            typed_guest: typed.to_owned(),
            own: vec!["Me@Acme.example".to_owned()],
            ..RawInvite::default()
        }
    }

    fn shown(raw: &RawInvite) -> String {
        let policy = Policy { own_addresses: vec!["me@home.example".to_owned()], ..Policy::default() };
        read(raw, &own(raw, &policy))
            .iter()
            .map(|guest| {
                let flags =
                    [(guest.group, "group"), (guest.optional, "optional"), (guest.outside, "outside")];
                let flags: String =
                    flags.iter().filter(|(set, _)| *set).map(|(_, name)| format!(" {name}")).collect();
                format!("{}={}{flags}", guest.address, guest.name)
            })
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn guests_are_other_humans() {
        let organizer = RawGuest { organizer: true, ..row("boss@acme.example", "") };
        let room = RawGuest { kind: RawGuestKind::Room, ..row("room7@acme.example", "Room 7") };
        let group = RawGuest { kind: RawGuestKind::Group, ..row("sales@acme.example", "Sales") };
        let optional = RawGuest { optional: true, ..row("bob@acme.example", "Bob") };
        for (rows, expected) in [
            (vec![row("ME@acme.example", "Me"), row("me@home.example", "")], ""),
            (vec![organizer, room, row("c_1@resource.calendar.google.com", "Room")], ""),
            (
                vec![row("Ann@Acme.example", "Ann  Example"), row("ann@acme.EXAMPLE", "")],
                "ann@acme.example=Ann Example",
            ),
            (vec![row("mailto:ann@eu.acme.example", "")], "ann@eu.acme.example=ann@eu.acme.example"),
            (vec![row("x@notacme.example", "X")], "x@notacme.example=X outside"),
            (vec![group, optional], "sales@acme.example=Sales group; bob@acme.example=Bob optional"),
            (vec![row("all-hands@acme.example", "")], "all-hands@acme.example=all-hands@acme.example group"),
            (vec![row("team.blue@acme.example", "")], "team.blue@acme.example=team.blue@acme.example group"),
            (vec![row("", "Bob Brandt"), row("", "bob brandt"), row("", "")], "=Bob Brandt"),
            (vec![row("", "eve@far.example")], "eve@far.example=eve@far.example outside"),
        ] {
            assert_eq!(shown(&raw(rows, "")), expected);
        }
    }

    #[test]
    fn typed_guests_count() {
        for (typed, expected) in [
            ("", ""),
            ("ann@acme.example", "ann@acme.example=ann@acme.example"),
            ("Ann Doe <ANN@acme.example>", "ann@acme.example=Ann Doe"),
            ("\"Doe, Ann\" <ann@acme.example>", "ann@acme.example=Ann"),
            (
                "ann@acme.example, bob@far.example;",
                "ann@acme.example=ann@acme.example; bob@far.example=bob@far.example outside",
            ),
            (
                "ann@acme.example bob@acme.example",
                "ann@acme.example=ann@acme.example; bob@acme.example=bob@acme.example",
            ),
            ("Bob", "=Bob"),
            ("me@acme.example", ""),
            ("broken@", "=broken@"),
        ] {
            assert_eq!(shown(&raw(Vec::new(), typed)), expected, "{typed}");
        }
    }

    #[test]
    fn without_own_addresses_nobody_is_outside() {
        let raw = RawInvite { guests: vec![row("x@far.example", "")], ..RawInvite::default() };
        assert!(read(&raw, &[]).iter().all(|guest| !guest.outside));
    }

    #[test]
    fn the_table_is_readable() {
        assert!(crate::lexicon::unreadable(include_str!("../lexicon/groups.tsv"), group).is_empty());
    }
}
