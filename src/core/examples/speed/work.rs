//! What is timed: whole judgements of labelled invites and of large descriptions, each beside one pass over the
//! same characters. No clock here: whoever calls it takes the time.

use crate::labelled;
use converel_core::dates::LocaleNames;
use converel_core::history::{Gathering, History};
use converel_core::people::{Group, GuestKey};
use converel_core::policy::Policy;
use converel_core::raw::{RawInvite, TextFormat};
use converel_core::verdict::{self, Context, Memory, Verdict};
use jiff::civil::{Date, DateTime, date};

/// Characters of each large description.
const LARGE: usize = 1_000_000;

/// Names of the large descriptions, in the order of [`large`].
pub(crate) const LARGE_NAMES: [&str; 4] = ["lists", "tables", "outlook", "deep"];

/// The invites of labelled ones in the compact form; `name` begins their ids.
///
/// # Errors
/// The first that cannot be read.
pub(crate) fn invites(name: &str, text: &str) -> Result<Vec<RawInvite>, String> {
    Ok(labelled::compact(name, text)?.into_iter().map(|labelled| labelled.raw).collect())
}

/// The day of all judgements; the invites' own lies ahead of it.
const TODAY: Date = date(2026, 9, 1);
/// Invites in the journal: some two years of a busy calendar.
const JOURNAL: usize = 500;

/// A journal of invites, each to six of forty people of whom the labelled invites have the first ones as guests.
pub(crate) fn memory() -> Memory {
    let key = vec![7; 32];
    let guest = |number: usize| GuestKey::of(&key, &format!("p{}@acme.example", number % 40));
    let gathering = |number: usize| Gathering {
        day: TODAY,
        per_year: if number.is_multiple_of(5) { 52.0 } else { 1.0 },
        group: Group::of((0..6).filter_map(|other| guest(number * 7 + other * 5))),
    };
    let history = History::new((0..JOURNAL).map(gathering).collect());
    Memory { key, history, ..Memory::default() }
}

/// One whole judgement, from the raw strings on. Gives a number that depends on it.
pub(crate) fn judge(raw: &RawInvite, memory: &Memory) -> usize {
    let (policy, names) = (Policy::default(), LocaleNames::default());
    let now = DateTime::from_parts(TODAY, jiff::civil::Time::midnight());
    let judged = verdict::judge(
        raw,
        &Context { policy: &policy, names: &names, now, paused: false, memory, before: None },
    );
    match judged.verdict {
        Verdict::Pass(reason) => reason as usize,
        Verdict::Ask(question) => question.answers.agenda.len() + question.purpose.reasons.len(),
    }
}

/// One pass over the characters that a judgement reads: counts the letters.
pub(crate) fn pass(raw: &RawInvite) -> usize {
    let guests = raw.guests.iter().flat_map(|guest| [&guest.email, &guest.name]);
    [&raw.title, &raw.description]
        .into_iter()
        .chain(guests)
        .map(|text| text.chars().filter(|character| character.is_alphabetic()).count())
        .sum()
}

/// Descriptions of a million characters of nested HTML, in the order of [`LARGE_NAMES`]: lists in lists, tables
/// in tables, quoted Outlook mail, and elements that are never closed.
pub(crate) fn large() -> Vec<RawInvite> {
    let item = "<li><p>Decide on <b>the supplier</b> of part 12 &amp; agree the date (Ana, 10 min)</p></li>";
    let lists = format!("<ol>{}</ol>", nested("<li>Area<ul>", &item.repeat(8), "</ul></li>"));
    let cell = "<td style=\"border:1px solid #ccc;padding:4px\"><span>Status of line 4: 12&nbsp;% over plan</span></td>";
    let row = format!("<tr>{}</tr>", cell.repeat(4));
    let tables = nested(
        "<table><tbody><tr><td>",
        &format!("<table>{}</table>", row.repeat(3)),
        "</td></tr></tbody></table>",
    );
    let line = "<p class=\"MsoNormal\" style=\"margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1\">\
        <![if !supportLists]><span style=\"font-family:Symbol\">·<span style=\"font:7.0pt &quot;Times New Roman&quot;\">\
        &nbsp;&nbsp;&nbsp; </span></span><![endif]><span lang=\"EN-US\">Review the figures of the quarter<o:p></o:p></span></p>\n";
    let quote = "<div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\">\
        <p class=\"MsoNormal\"><b>From:</b> Ben Bauer &lt;ben@acme.example&gt;<br><b>Sent:</b> Monday<br>\
        <b>Subject:</b> AW: Figures<o:p></o:p></p></div>";
    let outlook = format!("<div class=\"WordSection1\">{}</div>", nested(quote, &line.repeat(6), "</div>"));
    let deep = "<div><p>Topic one<ul><li>".repeat(LARGE / 25);
    [lists, tables, outlook, deep]
        .into_iter()
        .map(|description| RawInvite {
            title: "Quarterly review".to_owned(),
            description: description.chars().take(LARGE).collect(),
            format: TextFormat::Html,
            ..invites("large", "= en conveyance reporting topics written-update g11 weekly 60m\n-\n")
                .ok()
                .and_then(|mut found| found.pop())
                .unwrap_or_default()
        })
        .collect()
}

/// `LARGE` characters at least: `inner` in stacks of forty, one stack beside the other.
fn nested(open: &str, inner: &str, close: &str) -> String {
    let stack = format!("{}{}", format!("{open}{inner}").repeat(40), close.repeat(40));
    stack.repeat(LARGE / stack.len() + 1)
}
