//! The settings as they are stored under `settings` in `storage.local`, versioned; and the policy
//! they make.

use converel_core::policy;
use serde::{Deserialize, Serialize};

/// The version written today.
pub const SETTINGS_VERSION: u32 = 1;

/// How firmly the gate holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// It asks.
    #[default]
    Prompt,
    /// *Send anyway* needs a reason.
    ReasonRequired,
    /// No *Send anyway*: administrator's policy only.
    Block,
}

/// A kind that passes without a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Exemption {
    OneToOne,
    Social,
    Interview,
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
        }
    }
}
