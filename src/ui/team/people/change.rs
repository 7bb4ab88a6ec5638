//! What becomes of people and pods when one is added, changed or taken away; what is wrong with one before it is; and
//! people read from pasted text. Pure.

use crate::settings::form::mail_address;
use converel_protocol::settings::{
    LONGEST_ADDRESS, LONGEST_NAME, LONGEST_PURPOSE, MOST_KEPT, MOST_PODS, Person, Pod, Settings,
};

/// What the user wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Keep this person, in place of the one of this address if there is one.
    Person(Option<String>, Person),
    /// Keep these people too; whoever is there already stays as they are.
    People(Vec<Person>),
    /// Nothing of the person of this address, in no pod either.
    RemovePerson(String),
    /// Keep this pod, in place of the one of this name if there is one.
    Pod(Option<String>, Pod),
    /// No longer the pod of this name.
    RemovePod(String),
}

/// Does it. Done twice it is done once.
pub fn apply(wish: &Wish, settings: &mut Settings) {
    let Settings { people, pods, .. } = settings;
    match wish {
        Wish::Person(was, person) => {
            let was = was.as_ref().and_then(|was| people.iter_mut().find(|known| known.address == *was));
            let Some(known) = was else { return add(people, person) };
            let old = std::mem::replace(known, person.clone()).address;
            for pod in pods {
                for address in pod.members.iter_mut().chain([&mut pod.responsible]) {
                    if *address == old {
                        address.clone_from(&person.address);
                    }
                }
            }
        }
        Wish::People(more) => more.iter().for_each(|person| add(people, person)),
        Wish::RemovePerson(gone) => {
            people.retain(|person| person.address != *gone);
            for pod in pods {
                pod.members.retain(|member| member != gone);
                if pod.responsible == *gone {
                    pod.responsible.clear();
                }
            }
        }
        Wish::Pod(was, pod) => {
            let of = |name: &String| pods.iter().position(|known| known.name == *name);
            let known = was.as_ref().and_then(of).or_else(|| of(&pod.name));
            match known.and_then(|place| pods.get_mut(place)) {
                Some(known) => known.clone_from(pod),
                None => {
                    if pods.len() < MOST_PODS {
                        pods.push(pod.clone());
                    }
                }
            }
        }
        Wish::RemovePod(gone) => pods.retain(|pod| pod.name != *gone),
    }
}

fn add(people: &mut Vec<Person>, person: &Person) {
    if people.len() < MOST_KEPT && !people.iter().any(|known| known.address == person.address) {
        people.push(person.clone());
    }
}

/// What can be wrong with a person or a pod, by its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    NoName,
    /// Longer than so many characters.
    LongName(usize),
    /// Somebody or something of this name or address is there.
    Doubled,
    /// Not a mail address.
    NoAddress,
    /// Longer than so many characters.
    LongPurpose(usize),
    NoMembers,
    NobodyResponsible,
    /// As many as are kept.
    Full(usize),
}

/// What is wrong with the name, and with the address, of a person who takes the place of the one of the address `was`.
pub(super) fn person_faults(
    person: &Person,
    was: Option<&String>,
    people: &[Person],
) -> (Option<Fault>, Option<Fault>) {
    let doubled = Some(&person.address) != was && people.iter().any(|known| known.address == person.address);
    let address = if mail_address(&person.address).is_err() || person.address.len() > LONGEST_ADDRESS {
        Some(Fault::NoAddress)
    } else {
        doubled.then_some(Fault::Doubled)
    };
    let full = was.is_none() && people.len() >= MOST_KEPT;
    (name_fault(&person.name).or(full.then_some(Fault::Full(MOST_KEPT))), address)
}

/// What is wrong with a pod, by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PodFaults {
    pub name: Option<Fault>,
    pub purpose: Option<Fault>,
    pub members: Option<Fault>,
    pub responsible: Option<Fault>,
}

/// The same for a pod that takes the place of the one of the name `was`.
pub(super) fn pod_faults(pod: &Pod, was: Option<&String>, pods: &[Pod]) -> PodFaults {
    let doubled = Some(&pod.name) != was && pods.iter().any(|known| known.name == pod.name);
    let full = was.is_none() && pods.len() >= MOST_PODS;
    let long = pod.purpose.chars().count() > LONGEST_PURPOSE;
    PodFaults {
        name: name_fault(&pod.name)
            .or(doubled.then_some(Fault::Doubled))
            .or(full.then_some(Fault::Full(MOST_PODS))),
        purpose: long.then_some(Fault::LongPurpose(LONGEST_PURPOSE)),
        members: pod.members.is_empty().then_some(Fault::NoMembers),
        responsible: (!pod.members.is_empty() && !pod.members.contains(&pod.responsible))
            .then_some(Fault::NobodyResponsible),
    }
}

fn name_fault(name: &str) -> Option<Fault> {
    if name.is_empty() {
        return Some(Fault::NoName);
    }
    (name.chars().count() > LONGEST_NAME).then_some(Fault::LongName(LONGEST_NAME))
}

/// More than this many in a pod is more than works best (source article).
pub(super) const WORKS_BEST: usize = 3;

/// People from text as mail programs write them, `Name <address>, …`, one or more to a line; and what could not be
/// read as one. An address alone is its own name.
pub(super) fn pasted(text: &str) -> (Vec<Person>, Vec<String>) {
    let (mut people, mut left): (Vec<Person>, Vec<String>) = Default::default();
    for part in parts(text) {
        let (name, address) = match part.rsplit_once('<') {
            Some((name, rest)) => (name, rest.trim_end().strip_suffix('>').unwrap_or(rest)),
            None => ("", part.as_str()),
        };
        let address = address.trim().to_lowercase();
        let name = name.trim().trim_matches(['"', '\'']).trim();
        let name = if name.is_empty() { &address } else { name };
        let name = name.chars().take(LONGEST_NAME).collect();
        let person = Person { name, address };
        if person_faults(&person, None, &[]) != (None, None) {
            left.push(part.trim().to_owned());
        } else if !people.iter().any(|known| known.address == person.address) {
            people.push(person);
        }
    }
    (people, left)
}

/// Of these people those for whom there was no room; `None`: not all of them are kept yet.
pub(super) fn left_out(people: &[Person], kept: &[Person]) -> Option<Vec<Person>> {
    let is_out = |person: &&Person| !kept.iter().any(|known| known.address == person.address);
    let out: Vec<Person> = people.iter().filter(is_out).cloned().collect();
    (out.is_empty() || kept.len() >= MOST_KEPT).then_some(out)
}

/// A person as text that [`pasted`] reads.
pub(super) fn written(person: &Person) -> String {
    let Person { name, address } = person;
    if name == address {
        return address.clone();
    }
    let quote = if name.contains(',') && !name.contains('"') { "\"" } else { "" };
    format!("{quote}{name}{quote} <{address}>")
}

/// The text's parts between commas, semicolons and line ends; a comma within quotes, or in "Meyer, Jonas <address>",
/// divides nothing.
fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for line in text.lines() {
        let mut part = String::new();
        let mut quoted = false;
        for sign in line.chars().chain([';']) {
            quoted ^= sign == '"';
            let divides = sign == ';' || (sign == ',' && (part.contains('@') || part.trim().is_empty()));
            if !divides || (quoted && sign != ';') {
                part.push(sign);
            } else {
                if !part.trim().is_empty() {
                    parts.push(part.trim().to_owned());
                }
                part.clear();
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, address: &str) -> Person {
        Person { name: name.into(), address: address.into() }
    }

    fn pod(name: &str, members: &str, responsible: &str) -> Pod {
        let members = members.split_whitespace().map(str::to_owned).collect();
        Pod { name: name.into(), members, responsible: responsible.into(), ..Pod::default() }
    }

    fn settings() -> Settings {
        Settings {
            people: vec![person("Ann", "a@x"), person("Ben", "b@x"), person("Cyn", "c@x")],
            pods: vec![pod("P", "a@x b@x", "a@x"), pod("Q", "b@x c@x", "c@x")],
            ..Settings::default()
        }
    }

    #[test]
    fn changes_reach_the_pods_and_twice_is_once() {
        let with = |wish: Wish| {
            let mut changed = settings();
            apply(&wish, &mut changed);
            let once = changed.clone();
            apply(&wish, &mut changed);
            assert_eq!(changed, once, "{wish:?}");
            changed
        };
        let moved = with(Wish::Person(Some("a@x".into()), person("Anna", "anna@x")));
        assert_eq!(moved.people[0], person("Anna", "anna@x"));
        assert_eq!(moved.pods[0], pod("P", "anna@x b@x", "anna@x"));
        let gone = with(Wish::RemovePerson("c@x".into()));
        assert_eq!((gone.people.len(), &gone.pods[1]), (2, &pod("Q", "b@x", "")));
        assert_eq!(with(Wish::Person(None, person("Dan", "d@x"))).people.len(), 4);
        let doubled = with(Wish::People(vec![person("Other Ann", "a@x"), person("Dan", "d@x")]));
        assert_eq!(doubled.people[0].name, "Ann");
        assert_eq!(doubled.people.len(), 4);
        assert_eq!(with(Wish::Pod(Some("P".into()), pod("R", "b@x", "b@x"))).pods[0].name, "R");
        assert_eq!(with(Wish::Pod(None, pod("S", "b@x", "b@x"))).pods.len(), 3);
        assert_eq!(with(Wish::RemovePod("P".into())).pods, [pod("Q", "b@x c@x", "c@x")]);
    }

    #[test]
    fn what_is_wrong_with_a_person() {
        let long = "x".repeat(101);
        let rows = [
            ("Dan", "d@x", None, (None, None)),
            ("", "d@x", None, (Some(Fault::NoName), None)),
            (long.as_str(), "d@x", None, (Some(Fault::LongName(100)), None)),
            ("Dan", "dan", None, (None, Some(Fault::NoAddress))),
            ("Dan", "a@x, b@x", None, (None, Some(Fault::NoAddress))),
            ("Dan", "a@x", None, (None, Some(Fault::Doubled))),
            ("Ann", "a@x", Some("a@x"), (None, None)),
            ("Ann", "b@x", Some("a@x"), (None, Some(Fault::Doubled))),
            ("", "", None, (Some(Fault::NoName), Some(Fault::NoAddress))),
        ];
        for (name, address, was, expected) in rows {
            let was = was.map(str::to_owned);
            let faults = person_faults(&person(name, address), was.as_ref(), &settings().people);
            assert_eq!(faults, expected, "{name} {address}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_pod() {
        let none = PodFaults::default();
        let rows = [
            (pod("R", "a@x b@x", "b@x"), None, none),
            (pod("", "a@x", "a@x"), None, PodFaults { name: Some(Fault::NoName), ..none }),
            (pod("P", "a@x", "a@x"), None, PodFaults { name: Some(Fault::Doubled), ..none }),
            (pod("P", "a@x", "a@x"), Some("P"), none),
            (pod("Q", "a@x", "a@x"), Some("P"), PodFaults { name: Some(Fault::Doubled), ..none }),
            (pod("R", "", ""), None, PodFaults { members: Some(Fault::NoMembers), ..none }),
            (pod("R", "a@x", ""), None, PodFaults { responsible: Some(Fault::NobodyResponsible), ..none }),
            (pod("R", "a@x", "b@x"), None, PodFaults { responsible: Some(Fault::NobodyResponsible), ..none }),
            (
                Pod { purpose: "x".repeat(501), ..pod("R", "a@x", "a@x") },
                None,
                PodFaults { purpose: Some(Fault::LongPurpose(500)), ..none },
            ),
        ];
        for (pod, was, expected) in rows {
            let was = was.map(str::to_owned);
            assert_eq!(pod_faults(&pod, was.as_ref(), &settings().pods), expected, "{pod:?}");
        }
    }

    #[test]
    fn pasted_text_is_people() {
        // What is pasted, whom that names, and what is left.
        type Row = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);
        let rows: [Row; 8] = [
            (
                "Priya Kaur <Priya@x.org>, tom@x.org",
                &[("Priya Kaur", "priya@x.org"), ("tom@x.org", "tom@x.org")],
                &[],
            ),
            ("Ann <a@x>;Ben <b@x>\r\nCyn <c@x>", &[("Ann", "a@x"), ("Ben", "b@x"), ("Cyn", "c@x")], &[]),
            ("\"Meyer, Jonas\" <j@x>, <k@x>", &[("Meyer, Jonas", "j@x"), ("k@x", "k@x")], &[]),
            ("Meyer, Jonas <j@x>", &[("Meyer, Jonas", "j@x")], &[]),
            ("Ann <a@x>, A. N. <A@X>", &[("Ann", "a@x")], &[]),
            ("nobody\nAnn <a@x", &[("Ann", "a@x")], &["nobody"]),
            (", ;\n\n", &[], &[]),
            ("Ann <a@x@y>", &[], &["Ann <a@x@y>"]),
        ];
        for (text, people, left) in rows {
            let expected: Vec<Person> = people.iter().map(|(name, address)| person(name, address)).collect();
            assert_eq!(
                pasted(text),
                (expected, left.iter().map(|part| (*part).to_owned()).collect()),
                "{text}"
            );
        }
    }

    #[test]
    fn whoever_has_no_room_stays_in_the_field() {
        let many = |count: usize| -> Vec<Person> {
            (0..count).map(|place| person("One", &format!("{place}@x"))).collect()
        };
        let (ann, ben) = (person("Ann", "a@x"), person("Ben", "b@x"));
        let with = |mut kept: Vec<Person>, more: &[&Person]| {
            kept.extend(more.iter().map(|person| (*person).clone()));
            kept
        };
        let both = [ann.clone(), ben.clone()];
        // Who was pasted, who is kept, and who is left.
        type Row<'a> = (&'a [Person], Vec<Person>, Option<&'a [Person]>);
        let rows: [Row<'_>; 6] = [
            (&both, many(0), None),
            (&both, with(many(3), &[&ann]), None),
            (&both, with(many(3), &[&ann, &ben]), Some(&[])),
            (&both, with(many(MOST_KEPT - 1), &[&ann]), Some(&both[1..])),
            (&both, many(MOST_KEPT), Some(&both)),
            (&[], many(0), Some(&[])),
        ];
        for (row, (people, kept, out)) in rows.iter().enumerate() {
            assert_eq!(left_out(people, kept).as_deref(), *out, "{row}");
        }
    }

    #[test]
    fn who_is_left_is_written_as_they_are_read() {
        for (name, address) in
            [("Ann", "a@x"), ("b@x", "b@x"), ("Meyer, Jonas", "j@x"), ("at@y, too", "t@x"), ("A <b>", "c@x")]
        {
            let one = person(name, address);
            assert_eq!(pasted(&written(&one)), (vec![one.clone()], Vec::new()), "{name}");
        }
    }
}
