//! What may become of a decision: proposed → decided → superseded, and nothing else. While it is proposed its words are
//! changed, and concerns are recorded and settled; decided, it stays as it was decided.

use super::open_stoppers;
use converel_protocol::team::decision::{Choice, Concern, Decision, Override, State};
use jiff::civil::Date;

/// A part of a decision that is written in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is `Decision`'s of the same name; the options go with the recommended one
pub enum Field {
    Title,
    Context,
    Drivers,
    Options,
    Recommendation,
    Consequences,
    Categories,
    Reversible,
    Responsible,
    Pod,
    Deciders,
    Consulted,
    Informed,
    CommentBy,
    More,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not kept, or not any more.
    #[error("it is not in the log any more")]
    Gone,
    /// It was decided already.
    #[error("it is not proposed any more")]
    NotProposed,
    /// Only what holds can be superseded, and only by what holds.
    #[error("it is not decided, or not any more")]
    NotDecided,
    /// A show-stopper is open.
    #[error("a show-stopper is open")]
    StopperOpen,
    /// Neither an option nor words.
    #[error("no option was chosen and nothing was written")]
    Nothing,
    /// Nothing supersedes itself.
    #[error("it cannot take its own place")]
    Itself,
    /// These were changed in another window meanwhile, and otherwise.
    #[error("it was changed elsewhere meanwhile")]
    Changed(Vec<Field>),
    /// The concern is not there any more as it was seen.
    #[error("the concern was changed elsewhere meanwhile")]
    ConcernChanged,
}

/// A change of one decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Its words. What was not changed between the two stays as it is kept.
    Words {
        /// As the user found it.
        before: Box<Decision>,
        /// As the user left it.
        after: Box<Decision>,
    },
    /// Somebody has a concern.
    Concern(Concern),
    /// A concern is settled.
    Resolve {
        /// As it was seen.
        concern: Concern,
        /// How; may be empty.
        how: String,
    },
    /// It is decided.
    Decide {
        /// The options as they were seen.
        options: Vec<Choice>,
        /// The one that is chosen, by its place.
        chosen: Option<u32>,
        /// What is decided and why; may be empty where an option is chosen.
        outcome: String,
    },
}

/// What becomes of the decision that is kept. `at`: milliseconds since the Unix epoch.
///
/// # Errors
/// [`Refused`].
pub fn change(kept: &Decision, change: &Change, today: Date, at: f64) -> Result<Decision, Refused> {
    if kept.state != State::Proposed {
        return Err(Refused::NotProposed);
    }
    let mut now = touched(kept, at);
    match change {
        Change::Words { before, after } => {
            let faults = words(&mut now, before, after);
            if !faults.is_empty() {
                return Err(Refused::Changed(faults));
            }
        }
        Change::Concern(concern) => now.concerns.push(concern.clone()),
        Change::Resolve { concern, how } => {
            let found = now.concerns.iter_mut().find(|kept| *kept == concern && kept.resolved.is_none());
            found.ok_or(Refused::ConcernChanged)?.resolved = Some(how.clone());
        }
        Change::Decide { options, chosen, outcome } => {
            if *options != now.options {
                return Err(Refused::Changed(vec![Field::Options]));
            }
            if open_stoppers(&now) > 0 {
                return Err(Refused::StopperOpen);
            }
            let chosen = chosen.filter(|place| is_option(&now, *place));
            if chosen.is_none() && outcome.trim().is_empty() {
                return Err(Refused::Nothing);
            }
            now.state = State::Decided;
            now.chosen = chosen;
            now.outcome.clone_from(outcome);
            now.decided_on = today.to_string();
        }
    }
    Ok(now)
}

/// Both decisions, once `by` holds in the place of `old`.
///
/// # Errors
/// [`Refused::Itself`], [`Refused::NotDecided`].
pub fn supersede(old: &Decision, by: &Decision, at: f64) -> Result<(Decision, Decision), Refused> {
    if old.id == by.id {
        return Err(Refused::Itself);
    }
    // What was superseded itself holds no more: so there is no circle.
    if old.state != State::Decided || by.state != State::Decided {
        return Err(Refused::NotDecided);
    }
    let (mut old, mut by) = (touched(old, at), touched(by, at));
    old.state = State::Superseded;
    old.superseded_by.clone_from(&by.id);
    if !by.supersedes.contains(&old.id) {
        by.supersedes.push(old.id.clone());
    }
    Ok((old, by))
}

/// Whether there is an option at this place.
pub(super) fn is_option(decision: &Decision, place: u32) -> bool {
    usize::try_from(place).is_ok_and(|place| place < decision.options.len())
}

/// The same, changed later than before even where the clock went back.
fn touched(decision: &Decision, at: f64) -> Decision {
    let mut now = decision.clone();
    now.changed_at = at.max(decision.changed_at + 1.0);
    now
}

/// Calls a macro with each field and those of `Decision`'s that are written in it.
macro_rules! with_fields {
    ($call:ident) => {
        $call! {
            Title: title;
            Context: context;
            Drivers: drivers;
            Options: options, recommended;
            Recommendation: recommendation;
            Consequences: consequences;
            Categories: categories;
            Reversible: reversible;
            Responsible: responsible;
            Pod: pod;
            Deciders: deciders;
            Consulted: consulted;
            Informed: informed;
            CommentBy: comment_by;
            More: more;
        }
    };
}

/// Puts what changed between `before` and `after` into what is kept; gives the fields that were changed otherwise there.
/// What tidying alone would change was changed by nobody, and stays as it is kept.
fn words(kept: &mut Decision, before: &Decision, after: &Decision) -> Vec<Field> {
    let mut faults = Vec::new();
    let (was, wished, now) = (tidy(before), tidy(after), tidy(kept));
    macro_rules! fields {
        ($($field:ident: $($name:ident),+;)+) => {$(
            let is = |one: &Decision, other: &Decision| ($(&one.$name,)+) == ($(&other.$name,)+);
            if !is(&was, &wished) {
                if is(&now, &was) || is(&now, &wished) {
                    $(kept.$name.clone_from(&after.$name);)+
                } else {
                    faults.push(Field::$field);
                }
            }
        )+};
    }
    with_fields!(fields);
    if kept.recommended.is_some_and(|place| !is_option(kept, place)) {
        kept.recommended = None;
    }
    faults
}

/// What a user found, with these fields as they are kept now: of those the user was told, and whoever writes them again
/// does so knowingly. Of the others nothing was said, so they stay as they were found.
pub fn rebase(before: &Decision, kept: &Decision, fields: &[Field]) -> Decision {
    let mut now = before.clone();
    macro_rules! rebased {
        ($($field:ident: $($name:ident),+;)+) => {$(
            if fields.contains(&Field::$field) {
                $(now.$name.clone_from(&kept.$name);)+
            }
        )+};
    }
    with_fields!(rebased);
    now
}

/// As it may be kept: line ends are one character, edges of lines that are one line are trimmed, empty entries of lists
/// are gone, and an option that is named is there.
pub fn tidy(decision: &Decision) -> Decision {
    let mut now = decision.clone();
    for line in [&mut now.title, &mut now.responsible, &mut now.pod, &mut now.comment_by] {
        *line = one_line(line);
    }
    for text in
        [&mut now.context, &mut now.recommendation, &mut now.consequences, &mut now.outcome, &mut now.more]
    {
        *text = text_of(text);
    }
    for list in
        [&mut now.drivers, &mut now.categories, &mut now.deciders, &mut now.consulted, &mut now.informed]
    {
        let mut tidied: Vec<String> = Vec::new();
        for entry in list.iter().map(|entry| one_line(entry)) {
            if !entry.is_empty() && !tidied.contains(&entry) {
                tidied.push(entry);
            }
        }
        *list = tidied;
    }
    if let Some(Override { reason, .. }) = &mut now.reversible {
        *reason = one_line(reason);
    }
    (now.recommended, now.chosen) = (None, None);
    now.options.clear();
    for (place, option) in (0_u32..).zip(&decision.options) {
        let option = Choice { name: one_line(&option.name), text: text_of(&option.text) };
        if option == Choice::default() {
            continue;
        }
        let here = u32::try_from(now.options.len()).ok();
        now.recommended = if decision.recommended == Some(place) { here } else { now.recommended };
        now.chosen = if decision.chosen == Some(place) { here } else { now.chosen };
        now.options.push(option);
    }
    now
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}
