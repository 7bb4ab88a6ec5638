//! The settings as they are stored under `settings` in `storage.local`, versioned; and the policy
//! they make.

mod people;

pub use people::{
    LONGEST_ADDRESS, LONGEST_NAME, LONGEST_PURPOSE, MOST_KEPT, MOST_PODS, Person, Pod, name_of,
};

use crate::words::words;
use converel_core::policy;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version written today.
pub const SETTINGS_VERSION: u32 = 1;

words! {
    /// How firmly the gate holds.
    #[derive(Default)]
    Strength = converel_core::policy::Strength {
        /// It asks.
        #[default]
        Prompt,
        /// *Send anyway* needs a reason.
        ReasonRequired,
        /// No *Send anyway*: administrator's policy only.
        Block,
    }
}
words! {
    /// A kind that passes without a question.
    Exemption = converel_core::policy::Exemption { OneToOne, Social, Interview }
}

/// One of the user's tools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Tool {
    /// What the button says.
    pub name: String,
    /// `https:` address with `{title}`, `{body}`, `{purpose}`.
    pub url: String,
}

/// The settings; a missing field has its default, so an older file reads on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
#[allow(missing_docs)] // each field is `converel_core::policy::Policy`'s of the same name
pub struct Settings {
    pub version: u32,
    pub strength: Strength,
    pub audience_limit: u32,
    pub smallest_audience: u32,
    pub shortest_minutes: u32,
    pub exemptions: Vec<Exemption>,
    pub exempt_titles: Vec<String>,
    pub own_addresses: Vec<String>,
    pub hourly_rate: Option<f64>,
    pub currency: String,
    pub notes_link: String,
    pub tools: Vec<Tool>,
    /// Say in a corner of the page that an invite went out in silence.
    pub confirm_passes: bool,
    /// Whom the user works with.
    pub people: Vec<Person>,
    /// Their pods.
    pub pods: Vec<Pod>,
}

impl Default for Settings {
    fn default() -> Self {
        let policy = policy::Policy::default();
        Self {
            version: SETTINGS_VERSION,
            strength: Strength::Prompt,
            audience_limit: policy.audience_limit,
            smallest_audience: policy.smallest_audience,
            shortest_minutes: policy.shortest_minutes,
            exemptions: vec![Exemption::OneToOne, Exemption::Social, Exemption::Interview],
            exempt_titles: Vec::new(),
            own_addresses: Vec::new(),
            hourly_rate: None,
            currency: String::new(),
            notes_link: String::new(),
            tools: Vec::new(),
            confirm_passes: false,
            people: Vec::new(),
            pods: Vec::new(),
        }
    }
}

impl From<&Settings> for policy::Policy {
    fn from(settings: &Settings) -> Self {
        Self {
            strength: settings.strength.into(),
            audience_limit: settings.audience_limit,
            smallest_audience: settings.smallest_audience,
            shortest_minutes: settings.shortest_minutes,
            exemptions: settings.exemptions.iter().copied().map(Into::into).collect(),
            exempt_titles: settings.exempt_titles.clone(),
            own_addresses: settings.own_addresses.clone(),
            hourly_rate: settings.hourly_rate,
            currency: settings.currency.clone(),
            notes_link: settings.notes_link.clone(),
            tools: settings
                .tools
                .iter()
                .map(|tool| policy::ToolTemplate { name: tool.name.clone(), url: tool.url.clone() })
                .collect(),
            pods: people::of_policy(&settings.pods),
        }
    }
}

/// What was wrong with stored settings, by field; everything else of them is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// They are no settings at all; the defaults are in force.
    #[error("the settings are not readable; the defaults are in force")]
    NotSettings,
    /// They were written by a newer version; what it added is not known here.
    #[error("the settings were written by a newer version")]
    Newer,
    /// The value is of the wrong kind; the default is in force.
    #[error("{0}: not a value of the right kind; the default is in force")]
    Unreadable(&'static str),
    /// The number lies outside what makes sense; the nearest that does is in force.
    #[error("{0}: out of range; the nearest value is in force")]
    Clamped(&'static str),
    /// An entry of the list was left out.
    #[error("{0}: an entry makes no sense and was left out")]
    EntryIgnored(&'static str),
    /// The value is only for an administrator's policy.
    #[error("{0}: only an administrator can set this")]
    NotAllowed(&'static str),
}

/// Most people that a threshold may name.
const MOST_PEOPLE: u32 = 500;
/// Most minutes that a threshold may name: a day.
const MOST_MINUTES: u32 = 24 * 60;

/// Reads stored settings: whatever is good in them is taken, the rest has its default and is named.
pub fn read(json: &Value) -> (Settings, Vec<Problem>) {
    let mut reading = Reading { json, problems: Vec::new() };
    let mut settings = Settings::default();
    if !json.is_object() {
        if !json.is_null() {
            reading.problems.push(Problem::NotSettings);
        }
        return (settings, reading.problems);
    }
    let mut version = SETTINGS_VERSION;
    reading.field("version", &mut version);
    if version > SETTINGS_VERSION {
        reading.problems.push(Problem::Newer);
    }
    reading.field("strength", &mut settings.strength);
    if settings.strength == Strength::Block {
        settings.strength = Strength::ReasonRequired;
        reading.problems.push(Problem::NotAllowed("strength"));
    }
    reading.number("audience_limit", 1, MOST_PEOPLE, &mut settings.audience_limit);
    reading.number("smallest_audience", 0, MOST_PEOPLE, &mut settings.smallest_audience);
    reading.number("shortest_minutes", 0, MOST_MINUTES, &mut settings.shortest_minutes);
    reading.list("exemptions", &mut settings.exemptions, |_| true);
    reading.list("exempt_titles", &mut settings.exempt_titles, |title: &String| is_said(title));
    reading.list("own_addresses", &mut settings.own_addresses, |address| address.contains('@'));
    reading.field("hourly_rate", &mut settings.hourly_rate);
    if settings.hourly_rate.is_some_and(|rate| !rate.is_finite() || rate < 0.0) {
        settings.hourly_rate = None;
        reading.problems.push(Problem::Unreadable("hourly_rate"));
    }
    reading.field("currency", &mut settings.currency);
    reading.field("notes_link", &mut settings.notes_link);
    // A tool is opened in a tab: nothing but https, so no script and no file.
    reading.list("tools", &mut settings.tools, |tool: &Tool| {
        is_said(&tool.name) && tool.url.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
    });
    reading.field("confirm_passes", &mut settings.confirm_passes);
    reading.list("people", &mut settings.people, Person::is_sound);
    reading.list("pods", &mut settings.pods, Pod::is_sound);
    let (people, pods) = people::whole(&mut settings.people, &mut settings.pods);
    for (lost, name) in [(people, "people"), (pods, "pods")] {
        if lost {
            reading.problems.push(Problem::EntryIgnored(name));
        }
    }
    (settings, reading.problems)
}

fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

struct Reading<'a> {
    json: &'a Value,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    /// Takes a field that is there and of its kind.
    fn field<T: DeserializeOwned>(&mut self, name: &'static str, into: &mut T) {
        let Some(value) = self.json.get(name) else { return };
        match serde_json::from_value(value.clone()) {
            Ok(value) => *into = value,
            Err(_) => self.problems.push(Problem::Unreadable(name)),
        }
    }

    fn number(&mut self, name: &'static str, least: u32, most: u32, into: &mut u32) {
        let mut number = f64::from(*into);
        self.field(name, &mut number);
        if !number.is_finite() {
            return;
        }
        let within = number.clamp(f64::from(least), f64::from(most));
        // Within the bounds of two u32, so nothing is lost but a fraction.
        *into = within as u32;
        if f64::from(*into) != number {
            self.problems.push(Problem::Clamped(name));
        }
    }

    /// Takes the good entries of a list.
    fn list<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        into: &mut Vec<T>,
        good: impl Fn(&T) -> bool,
    ) {
        let Some(value) = self.json.get(name) else { return };
        let Some(entries) = value.as_array() else {
            self.problems.push(Problem::Unreadable(name));
            return;
        };
        into.clear();
        for entry in entries {
            match serde_json::from_value(entry.clone()) {
                Ok(entry) if good(&entry) => into.push(entry),
                _ => self.problems.push(Problem::EntryIgnored(name)),
            }
        }
    }
}
