//! What the user, or their administrator, wants of the gate.

/// How firmly the gate holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strength {
    /// It asks; *Send anyway* needs no reason.
    #[default]
    Prompt,
    /// *Send anyway* needs a reason, one click.
    ReasonRequired,
    /// No *Send anyway*; only an administrator's policy sets this.
    Block,
}

/// A kind of meeting that passes without a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Exemption {
    OneToOne,
    Social,
    Interview,
}

/// A tool of the user's, opened by URL with placeholders `{title}`, `{body}`, `{purpose}`, filled percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolTemplate {
    /// What the button says, e.g. "Wiki".
    pub name: String,
    /// An `https:` address with placeholders.
    pub url: String,
}

/// Two or three people who decide what is theirs (source article).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pod {
    /// What it is called.
    pub name: String,
    /// The addresses of its members, in lower case.
    pub members: Vec<String>,
    /// The address of the member who decides in the end.
    pub responsible: String,
}

/// The whole policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// How firmly the gate holds.
    pub strength: Strength,
    /// People in the meeting, oneself included, above which the audience is questioned. 8: async-first
    /// practice of the source article, a rule of thumb.
    pub audience_limit: u32,
    /// Meetings with fewer people than this, oneself included, pass.
    pub smallest_audience: u32,
    /// Shorter meetings than this many minutes pass.
    pub shortest_minutes: u32,
    /// What passes without a question.
    pub exemptions: Vec<Exemption>,
    /// A title that contains one of these, whatever its case, passes.
    pub exempt_titles: Vec<String>,
    /// The user's own addresses.
    pub own_addresses: Vec<String>,
    /// Money for one person-hour, with `currency`; `None`: hours only.
    pub hourly_rate: Option<f64>,
    /// What stands before the money, e.g. "€".
    pub currency: String,
    /// Where notes and decisions are kept, offered as the notes link; may be empty.
    pub notes_link: String,
    /// The user's tools.
    pub tools: Vec<ToolTemplate>,
    /// The pods of the user's team.
    pub pods: Vec<Pod>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            strength: Strength::Prompt,
            audience_limit: 8,
            smallest_audience: 2,
            shortest_minutes: 0,
            exemptions: vec![Exemption::OneToOne, Exemption::Social, Exemption::Interview],
            exempt_titles: Vec::new(),
            own_addresses: Vec::new(),
            hourly_rate: None,
            currency: String::new(),
            notes_link: String::new(),
            tools: Vec::new(),
            pods: Vec::new(),
        }
    }
}
