//! A decision written.

use super::front::{quote, quote_all};
use super::headings::{Part, WRITTEN};
use super::mark;
use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::decision::{Choice, Concern, Decision, State};

/// The file. `number`: the number of another decision in the log, by its id.
pub fn write(decision: &Decision, number: impl Fn(&str) -> Option<u32>) -> String {
    let mut file = front_matter(decision, number);
    file.push_str("# ");
    file.push_str(&mark::line(&decision.title));
    file.push_str("\n\n");
    let options = &decision.options;
    for (part, heading) in WRITTEN {
        let text = match part {
            Part::Context => mark::text(&decision.context, false),
            Part::Drivers => list(&decision.drivers),
            Part::Options => list(options.iter().map(|option| &option.name)),
            Part::Outcome => choice("Chosen", options, decision.chosen, &decision.outcome),
            Part::Recommendation => {
                choice("Recommended", options, decision.recommended, &decision.recommendation)
            }
            Part::Consequences => mark::text(&decision.consequences, false),
            Part::Pros => pros(options),
            Part::Concerns => concerns(&decision.concerns),
            Part::More => mark::text(&decision.more, false),
            Part::Status => String::new(),
        };
        // MADR asks for these three.
        if !text.is_empty() || matches!(part, Part::Context | Part::Options | Part::Outcome) {
            section(&mut file, heading, &text);
        }
    }
    // Each part ends in an empty line; the last needs none.
    file.pop();
    file
}

fn section(file: &mut String, heading: &str, text: &str) {
    file.push_str(heading);
    file.push_str("\n\n");
    if !text.is_empty() {
        file.push_str(text);
        file.push_str("\n\n");
    }
}

fn front_matter(decision: &Decision, number: impl Fn(&str) -> Option<u32>) -> String {
    let mut front = String::from("---\n");
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            front.push_str(key);
            front.push_str(": ");
            front.push_str(&value);
            front.push('\n');
        }
    };
    let text = |text: &str| if text.is_empty() { String::new() } else { quote(text) };
    let many = |list: &[String]| if list.is_empty() { String::new() } else { quote_all(list) };
    put("status", status(decision, number));
    let date = if decision.decided_on.is_empty() { &decision.proposed_on } else { &decision.decided_on };
    put("date", day(date));
    let responsible = (!decision.responsible.is_empty()).then_some(&decision.responsible);
    let makers: Vec<String> = responsible.into_iter().chain(&decision.deciders).cloned().collect();
    put("decision-makers", many(&makers));
    put("consulted", many(&decision.consulted));
    put("informed", many(&decision.informed));
    put("responsible", text(&decision.responsible));
    put("pod", text(&decision.pod));
    put("categories", many(&decision.categories));
    if let Some(said) = &decision.reversible {
        put("reversible", said.reversible.to_string());
        put("reversible-because", text(&said.reason));
    }
    put("comment-by", day(&decision.comment_by));
    put("proposed-on", day(&decision.proposed_on));
    put("decided-on", day(&decision.decided_on));
    put("chosen-option", place(&decision.options, decision.chosen));
    put("recommended-option", place(&decision.options, decision.recommended));
    put("superseded-by", text(&decision.superseded_by));
    put("supersedes", many(&decision.supersedes));
    put("number", decision.number.to_string());
    put("id", text(&decision.id));
    put("changed-at", decision.changed_at.to_string());
    put("converel", TEAM_SCHEMA.to_string());
    front.push_str("---\n\n");
    front
}

/// MADR's words.
fn status(decision: &Decision, number: impl Fn(&str) -> Option<u32>) -> String {
    match (decision.state, number(&decision.superseded_by)) {
        (State::Proposed, _) => "proposed".to_owned(),
        (State::Decided, _) => "accepted".to_owned(),
        (State::Superseded, Some(number)) => format!("superseded by ADR-{number:04}"),
        (State::Superseded, None) => "superseded".to_owned(),
    }
}

/// A day without quotation marks, as in MADR's own example; anything else within.
fn day(text: &str) -> String {
    if text.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == text) || text.is_empty() {
        text.to_owned()
    } else {
        quote(text)
    }
}

/// Which option is meant, counted from 1, where its name does not say so.
fn place(options: &[Choice], place: Option<u32>) -> String {
    let Some(option) = place.and_then(|place| options.get(usize::try_from(place).ok()?)) else {
        return String::new();
    };
    let same = options.iter().filter(|other| other.name == option.name).count();
    if same > 1 {
        place.map(|place| (u64::from(place) + 1).to_string()).unwrap_or_default()
    } else {
        String::new()
    }
}

fn list<'a>(entries: impl IntoIterator<Item = &'a String>) -> String {
    let entries: Vec<String> = entries.into_iter().map(|entry| format!("* {}", mark::line(entry))).collect();
    entries.join("\n")
}

fn choice(word: &str, options: &[Choice], place: Option<u32>, why: &str) -> String {
    let why = mark::text(why, false);
    let option = place.and_then(|place| options.get(usize::try_from(place).ok()?));
    match option {
        None => why,
        Some(option) if why.is_empty() => format!("{word} option: {}", mark::quoted(&option.name)),
        Some(option) => format!("{word} option: {}, because {why}", mark::quoted(&option.name)),
    }
}

fn pros(options: &[Choice]) -> String {
    if options.iter().all(|option| option.text.is_empty()) {
        return String::new();
    }
    let mut text = String::new();
    for option in options {
        let heading = format!("### {}", mark::line(&option.name));
        section(&mut text, &heading, &mark::text(&option.text, true));
    }
    without_end(text)
}

fn concerns(concerns: &[Concern]) -> String {
    let mut text = String::new();
    for concern in concerns {
        let kind = if concern.stopper { "Show-stopper" } else { "Concern" };
        let from = if concern.who.is_empty() {
            String::new()
        } else {
            format!(" from {}", mark::line(&concern.who))
        };
        section(&mut text, &format!("### {kind}{from}"), &mark::text(&concern.text, true));
        if let Some(how) = &concern.resolved {
            section(&mut text, "#### Resolved", &mark::text(how, true));
        }
    }
    without_end(text)
}

/// Without the empty line at the end, which the part around it has.
fn without_end(mut text: String) -> String {
    if text.ends_with("\n\n") {
        text.truncate(text.len() - 2);
    }
    text
}
