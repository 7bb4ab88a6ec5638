//! The settings as text, as a person types them, and the check that makes settings of them again. What
//! is wrong is named field by field; nothing that was typed is lost.

use crate::template::{self, Fault};
use converel_protocol::settings::{Exemption, SETTINGS_VERSION, Settings, Strength, Tool};

/// The form's fields that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the setting of its name
pub(super) enum Field {
    AudienceLimit,
    SmallestAudience,
    ShortestMinutes,
    OwnAddresses,
    HourlyRate,
    Currency,
    NotesLink,
    /// The name of the tool in this row.
    ToolName(usize),
    /// The address of the tool in this row.
    ToolUrl(usize),
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Not a whole number between these two.
    WholeNumber(u32, u32),
    /// Not an amount of money above zero.
    Amount,
    /// A rate without the currency it is in.
    CurrencyMissing,
    /// Longer than so many characters.
    TooLong(usize),
    /// A line that is no mail address.
    MailAddress(String),
    /// An address that is none.
    Address(Fault),
    /// A tool without a name.
    NameMissing,
}

/// The settings as text.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // each field is the setting of its name; lists have one entry to a line
pub(super) struct Form {
    pub strength: Strength,
    pub audience_limit: String,
    pub smallest_audience: String,
    pub shortest_minutes: String,
    pub one_to_one: bool,
    pub social: bool,
    pub interview: bool,
    pub exempt_titles: String,
    pub own_addresses: String,
    pub hourly_rate: String,
    pub currency: String,
    pub notes_link: String,
    pub tools: Vec<Tool>,
    pub confirm_passes: bool,
}

impl From<&Settings> for Form {
    fn from(settings: &Settings) -> Self {
        Self {
            strength: settings.strength,
            audience_limit: settings.audience_limit.to_string(),
            smallest_audience: settings.smallest_audience.to_string(),
            shortest_minutes: settings.shortest_minutes.to_string(),
            one_to_one: settings.exemptions.contains(&Exemption::OneToOne),
            social: settings.exemptions.contains(&Exemption::Social),
            interview: settings.exemptions.contains(&Exemption::Interview),
            exempt_titles: settings.exempt_titles.join("\n"),
            own_addresses: settings.own_addresses.join("\n"),
            hourly_rate: settings.hourly_rate.map(|rate| rate.to_string()).unwrap_or_default(),
            currency: settings.currency.clone(),
            notes_link: settings.notes_link.clone(),
            tools: settings.tools.clone(),
            confirm_passes: settings.confirm_passes,
        }
    }
}

impl Form {
    /// The settings that were typed, without people and pods: whoever stores them takes those from what is stored.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub(super) fn check(&self) -> Result<Settings, Vec<(Field, Problem)>> {
        let mut wrong = Vec::new();
        let mut note =
            |field, result: Result<(), Problem>| wrong.extend(result.err().map(|problem| (field, problem)));
        let mut number = |field, text: &str, low, high| {
            let number = whole(text, low, high);
            note(field, number.as_ref().map(|_| ()).map_err(Clone::clone));
            number.unwrap_or_default()
        };

        let audience_limit = number(Field::AudienceLimit, &self.audience_limit, 2, 500);
        let smallest_audience = number(Field::SmallestAudience, &self.smallest_audience, 2, 500);
        let shortest_minutes = number(Field::ShortestMinutes, &self.shortest_minutes, 0, 1440);
        let own_addresses = lines(&self.own_addresses);
        note(Field::OwnAddresses, own_addresses.iter().try_for_each(|line| mail_address(line)));
        let rate = amount(&self.hourly_rate);
        note(Field::HourlyRate, rate.as_ref().map(|_| ()).map_err(Clone::clone));
        let hourly_rate = rate.unwrap_or_default();
        let currency = self.currency.trim();
        note(
            Field::Currency,
            match hourly_rate {
                Some(_) if currency.is_empty() => Err(Problem::CurrencyMissing),
                _ => short(currency, 8),
            },
        );
        let notes_link = whole_address(self.notes_link.trim());
        if !notes_link.is_empty() {
            note(Field::NotesLink, template::check_address(&notes_link).map_err(Problem::Address));
        }
        for (row, tool) in self.tools.iter().enumerate() {
            let name = tool.name.trim();
            let named = if name.is_empty() { Err(Problem::NameMissing) } else { short(name, 40) };
            note(Field::ToolName(row), named);
            note(Field::ToolUrl(row), template::check_template(tool.url.trim()).map_err(Problem::Address));
        }

        if !wrong.is_empty() {
            return Err(wrong);
        }
        let exemptions = [
            (self.one_to_one, Exemption::OneToOne),
            (self.social, Exemption::Social),
            (self.interview, Exemption::Interview),
        ];
        Ok(Settings {
            version: SETTINGS_VERSION,
            strength: self.strength,
            audience_limit,
            smallest_audience,
            shortest_minutes,
            exemptions: exemptions.iter().filter(|(on, _)| *on).map(|(_, exemption)| *exemption).collect(),
            exempt_titles: lines(&self.exempt_titles),
            own_addresses,
            hourly_rate,
            currency: currency.to_owned(),
            notes_link,
            tools: self
                .tools
                .iter()
                .map(|tool| Tool { name: tool.name.trim().to_owned(), url: tool.url.trim().to_owned() })
                .collect(),
            confirm_passes: self.confirm_passes,
            people: Vec::new(),
            pods: Vec::new(),
        })
    }
}

/// The lines that say something, each once.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !found.iter().any(|known| known == line) {
            found.push(line.to_owned());
        }
    }
    found
}

/// A whole number between these two, both allowed.
pub(crate) fn whole(text: &str, low: u32, high: u32) -> Result<u32, Problem> {
    match text.trim().parse::<u32>() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        _ => Err(Problem::WholeNumber(low, high)),
    }
}

/// Money with a point or a comma before the cents; none if nothing was typed.
fn amount(text: &str) -> Result<Option<f64>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let plain = text.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ','));
    match text.replace(',', ".").parse::<f64>() {
        Ok(rate) if plain && rate > 0.0 && rate <= 1_000_000.0 => Ok(Some(rate)),
        _ => Err(Problem::Amount),
    }
}

/// Whether this is a mail address, and only that.
pub(crate) fn mail_address(line: &str) -> Result<(), Problem> {
    let whole = !line.contains(|char: char| char.is_whitespace() || matches!(char, ',' | ';' | '<' | '>'));
    match line.rsplit_once('@') {
        Some((local, domain)) if whole && !local.is_empty() && !domain.is_empty() && !local.contains('@') => {
            Ok(())
        }
        _ => Err(Problem::MailAddress(line.to_owned())),
    }
}

/// An address as people say it, `handbook.example.org/team`, with its scheme.
fn whole_address(text: &str) -> String {
    if text.is_empty() || text.contains("://") { text.to_owned() } else { format!("https://{text}") }
}

fn short(text: &str, most: usize) -> Result<(), Problem> {
    if text.chars().count() > most { Err(Problem::TooLong(most)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::from(&Settings::default())
    }

    #[test]
    fn settings_come_back_as_they_were() {
        let settings = Settings {
            strength: Strength::ReasonRequired,
            audience_limit: 12,
            exemptions: vec![Exemption::Interview],
            exempt_titles: vec!["1:1".into(), "Fika".into()],
            own_addresses: vec!["me@example.org".into()],
            hourly_rate: Some(72.5),
            currency: "€".into(),
            notes_link: "https://handbook.example.org/".into(),
            tools: vec![Tool { name: "Wiki".into(), url: "https://w.example/?t={title}".into() }],
            confirm_passes: true,
            ..Settings::default()
        };
        assert_eq!(Form::from(&settings).check(), Ok(settings));
        assert_eq!(form().check(), Ok(Settings::default()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        type Change = fn(&mut Form);
        let rows: [(Change, Field, Problem); 14] = [
            (|f| f.audience_limit = "1".into(), Field::AudienceLimit, Problem::WholeNumber(2, 500)),
            (|f| f.audience_limit = "eight".into(), Field::AudienceLimit, Problem::WholeNumber(2, 500)),
            (|f| f.smallest_audience = String::new(), Field::SmallestAudience, Problem::WholeNumber(2, 500)),
            (|f| f.shortest_minutes = "-5".into(), Field::ShortestMinutes, Problem::WholeNumber(0, 1440)),
            (
                |f| f.own_addresses = "me@x.org\nMe".into(),
                Field::OwnAddresses,
                Problem::MailAddress("Me".into()),
            ),
            (
                |f| f.own_addresses = "a@x.org, b@x.org".into(),
                Field::OwnAddresses,
                Problem::MailAddress("a@x.org, b@x.org".into()),
            ),
            (|f| f.hourly_rate = "1e3".into(), Field::HourlyRate, Problem::Amount),
            (|f| f.hourly_rate = "0".into(), Field::HourlyRate, Problem::Amount),
            (|f| f.hourly_rate = "NaN".into(), Field::HourlyRate, Problem::Amount),
            (|f| f.hourly_rate = "80".into(), Field::Currency, Problem::CurrencyMissing),
            (|f| f.currency = "doubloons".into(), Field::Currency, Problem::TooLong(8)),
            (|f| f.notes_link = "http://x.org".into(), Field::NotesLink, Problem::Address(Fault::NotHttps)),
            (
                |f| f.tools = vec![Tool { name: " ".into(), url: "https://w.example/".into() }],
                Field::ToolName(0),
                Problem::NameMissing,
            ),
            (
                |f| f.tools = vec![Tool { name: "W".into(), url: "https://w.example/{x}".into() }],
                Field::ToolUrl(0),
                Problem::Address(Fault::Placeholder("x".into())),
            ),
        ];
        for (change, field, problem) in rows {
            let mut form = form();
            change(&mut form);
            assert_eq!(form.check(), Err(vec![(field, problem)]));
        }
    }

    #[test]
    fn several_wrong_fields_are_named_in_the_order_of_the_form() {
        let form = Form { notes_link: "x y".into(), audience_limit: "x".into(), ..form() };
        let fields: Vec<Field> = form.check().unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::AudienceLimit, Field::NotesLink]);
    }

    #[test]
    fn what_is_typed_carelessly_is_understood() {
        let form = Form {
            audience_limit: " 9 ".into(),
            exempt_titles: "  Fika \n\nFika\r\n".into(),
            hourly_rate: "72,5".into(),
            currency: " € ".into(),
            notes_link: "handbook.example.org/team".into(),
            ..form()
        };
        let settings = form.check().unwrap();
        assert_eq!(settings.audience_limit, 9);
        assert_eq!(settings.exempt_titles, ["Fika"]);
        assert_eq!(settings.notes_link, "https://handbook.example.org/team");
        assert_eq!((settings.hourly_rate, settings.currency.as_str()), (Some(72.5), "€"));
    }
}
