//! The audit's options as text, as a person types them, and the check that makes options of them again. What is wrong
//! is named field by field; nothing that was typed is lost.

use crate::settings::form::{Problem, lines, mail_address, whole};
use crate::words::t;
use converel_protocol::audit::kept::Options;

/// The most hours of deep work that can be wanted in a week.
const MOST_DEEP: f64 = 80.0;

/// The form's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the option of its name
pub(super) enum Field {
    Own,
    Days,
    From,
    To,
    Weeks,
    Sprint,
    Deep,
}

impl Field {
    /// The id of its element; of the days, that of the first.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Own => "audit-own",
            Self::Days => "audit-day-1",
            Self::From => "audit-from",
            Self::To => "audit-to",
            Self::Weeks => "audit-weeks",
            Self::Sprint => "audit-sprint",
            Self::Deep => "audit-deep",
        }
    }
}

/// The options as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    /// An address a line.
    pub(super) own: String,
    /// 1 (Monday) to 7, ascending.
    pub(super) days: Vec<u8>,
    /// `HH:MM`.
    from: String,
    /// `HH:MM`.
    to: String,
    weeks: String,
    sprint: String,
    deep: String,
}

impl From<&Options> for Form {
    fn from(options: &Options) -> Self {
        Self {
            own: options.own.join("\n"),
            days: options.days.clone(),
            from: clock(options.day_from),
            to: clock(options.day_to),
            weeks: options.weeks.to_string(),
            sprint: options.sprint_weeks.to_string(),
            deep: options.deep_wanted.to_string(),
        }
    }
}

impl Form {
    /// What stands in a field of one line; empty for the others.
    pub(super) fn get(&self, field: Field) -> &str {
        match field {
            Field::From => &self.from,
            Field::To => &self.to,
            Field::Weeks => &self.weeks,
            Field::Sprint => &self.sprint,
            Field::Deep => &self.deep,
            Field::Own => &self.own,
            Field::Days => "",
        }
    }

    /// Puts a text into a field.
    pub(super) fn set(&mut self, field: Field, text: String) {
        match field {
            Field::From => self.from = text,
            Field::To => self.to = text,
            Field::Weeks => self.weeks = text,
            Field::Sprint => self.sprint = text,
            Field::Deep => self.deep = text,
            Field::Own => self.own = text,
            Field::Days => {}
        }
    }

    /// Makes a day a working day, or none.
    pub(super) fn toggle(&mut self, day: u8) {
        if self.days.contains(&day) {
            self.days.retain(|known| *known != day);
        } else {
            self.days.push(day);
            self.days.sort_unstable();
        }
    }

    /// `options` with what was typed.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub(super) fn check(&self, options: &Options) -> Result<Options, Vec<(Field, Problem)>> {
        let mut wrong = Vec::new();
        let mut note =
            |field, result: Result<(), Problem>| wrong.extend(result.err().map(|problem| (field, problem)));
        let own: Vec<String> = lines(&self.own.to_lowercase());
        note(Field::Own, own.iter().try_for_each(|line| mail_address(line)));
        note(Field::Days, if self.days.is_empty() { Err(Problem::NameMissing) } else { Ok(()) });
        let from = minutes(&self.from);
        note(Field::From, if from.is_some() { Ok(()) } else { Err(Problem::NameMissing) });
        let to = minutes(&self.to);
        // Midnight at the end of a day is written as the one at its beginning.
        let to = to.map(|to| if to == 0 { 24 * 60 } else { to });
        note(
            Field::To,
            if to.is_some_and(|to| from.is_none_or(|from| to > from)) {
                Ok(())
            } else {
                Err(Problem::NameMissing)
            },
        );
        let mut number = |field, text: &str, low, high| {
            let number = whole(text, low, high);
            note(field, number.as_ref().map(|_| ()).map_err(Clone::clone));
            number.unwrap_or_default()
        };
        let weeks = number(Field::Weeks, &self.weeks, 4, 52);
        let sprint_weeks = number(Field::Sprint, &self.sprint, 1, 8);
        let deep = amount(&self.deep);
        note(Field::Deep, if deep.is_some() { Ok(()) } else { Err(Problem::Amount) });
        match (from, to, deep) {
            (Some(day_from), Some(day_to), Some(deep_wanted)) if wrong.is_empty() => Ok(Options {
                own,
                days: self.days.clone(),
                day_from,
                day_to,
                weeks,
                sprint_weeks,
                deep_wanted,
                ..options.clone()
            }),
            _ => Err(wrong),
        }
    }
}

/// What is wrong with a field, in words.
pub(super) fn words(field: Field, problem: &Problem) -> String {
    match field {
        Field::Days => t("audit_error_days"),
        Field::From => t("audit_error_time"),
        Field::To => t("audit_error_to"),
        Field::Deep => t("audit_error_deep"),
        Field::Own | Field::Weeks | Field::Sprint => crate::settings::words(problem),
    }
}

/// Days in runs: first and last of each.
pub(super) fn runs(days: &[u8]) -> Vec<(u8, u8)> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*day) => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    runs
}

/// `HH:MM`, as time inputs hold it. A day's end at midnight is `00:00` there.
fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

fn minutes(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':').map(str::parse::<u32>);
    match (parts.next()?.ok()?, parts.next()?.ok()?) {
        (hours, minutes) if hours < 24 && minutes < 60 => Some(hours * 60 + minutes),
        _ => None,
    }
}

/// Hours, with a point or a comma before the fraction.
fn amount(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain =
        !text.is_empty() && text.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ','));
    let hours = text.replace(',', ".").parse::<f64>().ok()?;
    (plain && (0.0..=MOST_DEEP).contains(&hours)).then_some(hours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::audit::kept::Keep;

    #[test]
    fn options_come_back_as_they_were() {
        let options = Options {
            own: vec!["me@example.org".into(), "me@work.example".into()],
            days: vec![1, 2, 4],
            day_from: 7 * 60 + 45,
            day_to: 24 * 60,
            weeks: 26,
            sprint_weeks: 3,
            deep_wanted: 12.5,
            zone: "Europe/Berlin".into(),
            keep: Keep::Names,
            ..Options::default()
        };
        assert_eq!(Form::from(&options).check(&options), Ok(options));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let rows: [(Field, &str, Field); 14] = [
            (Field::Own, "me", Field::Own),
            (Field::Own, "a@x.org, b@x.org", Field::Own),
            (Field::From, "", Field::From),
            (Field::From, "25:00", Field::From),
            (Field::From, "17:00", Field::To),
            (Field::To, "", Field::To),
            (Field::To, "08:59", Field::To),
            (Field::Weeks, "3", Field::Weeks),
            (Field::Weeks, "53", Field::Weeks),
            (Field::Weeks, "twelve", Field::Weeks),
            (Field::Sprint, "0", Field::Sprint),
            (Field::Deep, "", Field::Deep),
            (Field::Deep, "81", Field::Deep),
            (Field::Deep, "1e1", Field::Deep),
        ];
        for (field, text, expected) in rows {
            let mut form = Form::from(&Options::default());
            form.set(field, text.to_owned());
            let fields: Vec<Field> =
                form.check(&Options::default()).unwrap_err().into_iter().map(|(field, _)| field).collect();
            assert_eq!(fields, [expected], "{field:?} {text}");
        }
        let mut form = Form::from(&Options::default());
        (1..=5).for_each(|day| form.toggle(day));
        assert_eq!(form.check(&Options::default()), Err(vec![(Field::Days, Problem::NameMissing)]));
    }

    #[test]
    fn what_is_typed_carelessly_is_understood() {
        let mut form = Form::from(&Options::default());
        form.set(Field::Own, " Me@Example.org \n\nme@example.org".to_owned());
        form.set(Field::Deep, "7,5".to_owned());
        form.set(Field::Weeks, " 8 ".to_owned());
        form.set(Field::To, "00:00".to_owned());
        form.toggle(7);
        form.toggle(1);
        let options = form.check(&Options::default()).unwrap();
        assert_eq!(options.own, ["me@example.org"]);
        assert_eq!((options.deep_wanted, options.weeks, options.day_to), (7.5, 8, 1440));
        assert_eq!(options.days, [2, 3, 4, 5, 7]);
    }

    #[test]
    fn days_in_runs() {
        for (days, expected) in
            [(&[1, 2, 3, 4, 5][..], &[(1, 5)][..]), (&[1, 3, 4, 7], &[(1, 1), (3, 4), (7, 7)]), (&[], &[])]
        {
            assert_eq!(runs(days), expected, "{days:?}");
        }
    }
}
