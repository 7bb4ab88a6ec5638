//! The people that the user works with, and their pods, as part of the settings: that way they reach the gate.

use super::is_said;
use converel_core::policy;
use serde::{Deserialize, Serialize};

/// Most people that are kept; a whole department has room.
pub const MOST_KEPT: usize = 500;
/// Most pods that are kept.
pub const MOST_PODS: usize = 100;
/// Longest name of a person or a pod, in characters.
pub const LONGEST_NAME: usize = 100;
/// Longest text of what a pod is for, in characters.
pub const LONGEST_PURPOSE: usize = 500;
/// Longest mail address, in characters (RFC 5321, 4.5.3.1).
pub const LONGEST_ADDRESS: usize = 254;

/// Somebody that the user works with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Person {
    /// What they are called.
    pub name: String,
    /// Their mail address, in lower case; each is kept once.
    pub address: String,
}

/// A pod: two or three people who decide what is theirs, one of them responsible (source article).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Pod {
    /// What it is called; each name is kept once.
    pub name: String,
    /// What it is for; may be empty.
    pub purpose: String,
    /// The addresses of its members.
    pub members: Vec<String>,
    /// The directly responsible individual: the address of a member. Empty: nobody yet.
    pub responsible: String,
}

impl Person {
    pub(super) fn is_sound(&self) -> bool {
        fits(&self.name, LONGEST_NAME) && fits(&self.address, LONGEST_ADDRESS) && self.address.contains('@')
    }
}

impl Pod {
    pub(super) fn is_sound(&self) -> bool {
        fits(&self.name, LONGEST_NAME) && self.purpose.chars().count() <= LONGEST_PURPOSE
    }
}

/// What the person of this address is called; `None`: there is none.
pub fn name_of<'a>(people: &'a [Person], address: &str) -> Option<&'a str> {
    people.iter().find(|person| person.address == address).map(|person| person.name.as_str())
}

fn fits(text: &str, most: usize) -> bool {
    is_said(text) && text.chars().count() <= most
}

/// Makes a whole of what was read: addresses in lower case and once each, members who are among the people, somebody
/// responsible who is a member, no more than are kept. Says of people and of pods whether something had to go.
pub(super) fn whole(people: &mut Vec<Person>, pods: &mut Vec<Pod>) -> (bool, bool) {
    for person in people.iter_mut() {
        person.name = person.name.trim().to_owned();
        person.address = address(&person.address);
    }
    let known = people.len();
    once(people, |person| &person.address);
    people.truncate(MOST_KEPT);

    let mut lost = false;
    for pod in pods.iter_mut() {
        pod.name = pod.name.trim().to_owned();
        let named = pod.members.len();
        pod.members = pod.members.iter().map(|member| address(member)).collect();
        once(&mut pod.members, |member| member);
        pod.members.retain(|member| people.iter().any(|person| person.address == *member));
        pod.responsible = address(&pod.responsible);
        let nobody = !pod.responsible.is_empty() && !pod.members.contains(&pod.responsible);
        if nobody {
            pod.responsible.clear();
        }
        lost |= nobody || pod.members.len() < named;
    }
    let read = pods.len();
    once(pods, |pod| &pod.name);
    pods.truncate(MOST_PODS);
    (people.len() < known, lost || pods.len() < read)
}

fn address(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Keeps the first of those that have the same key.
fn once<T>(list: &mut Vec<T>, key: impl Fn(&T) -> &String) {
    let mut seen = std::collections::BTreeSet::new();
    list.retain(|entry| seen.insert(key(entry).clone()));
}

/// The pods that the gate can use: those for which somebody is responsible.
pub(super) fn of_policy(pods: &[Pod]) -> Vec<policy::Pod> {
    let used = pods.iter().filter(|pod| !pod.responsible.is_empty());
    let pod = |pod: &Pod| policy::Pod {
        name: pod.name.clone(),
        members: pod.members.clone(),
        responsible: pod.responsible.clone(),
    };
    used.map(pod).collect()
}
