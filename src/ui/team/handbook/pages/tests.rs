//! The handbook's pages against their golden files: with nothing filled in, with everything, and with what tries to
//! break them; and that any text leaves their structure as it is.

use super::markdown::markdown;
use super::{Address, INDEX, Input, Line, Page, decisions, pages, suggested};
use crate::document::english::English;
use converel_protocol::settings::{Person, Pod, Settings};
use converel_protocol::team::decision::{Decision, Rules, State};
use converel_protocol::team::handbook::{Facts, Row};
use converel_protocol::team::results::{Deep, Distribution, GroupOutcome, Outcome, Ranked, Results, Shown};
use converel_protocol::team::round::{Benefit, Form, Group, Question, RoundKind};
use jiff::civil::date;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A text that tries everything.
const HOSTILE: &str = "<script>alert('x')</script> | `code` **b** [a](javascript:b)\n# \u{202e}evil\u{202c} \
                       &amp; \"q\" שלום\n\n---\n- x\n1. y\n```\n~~~\nwww.evil.example https://evil.example @all \\";

/// What a handbook is made from, owned.
struct Sample {
    facts: Facts,
    settings: Settings,
    results: Vec<Results>,
    decisions: Vec<Decision>,
    rules: Rules,
}

impl Sample {
    fn pages(&self) -> Vec<Page> {
        let Self { facts, settings, results, decisions, rules } = self;
        let today = date(2026, 11, 30);
        let input = Input { facts, settings, results, decisions, rules, today };
        pages(&input, &English::read("ltr"))
    }
}

fn empty() -> Sample {
    Sample {
        facts: Facts::default(),
        settings: Settings::default(),
        results: Vec::new(),
        decisions: Vec::new(),
        rules: Rules::default(),
    }
}

/// Everything filled in, each text made from what it should say.
fn full(made: impl Fn(&str) -> String) -> Sample {
    // What is left empty stays so.
    let text = |said: &str| if said.is_empty() { String::new() } else { made(said) };
    let row = |id: &str, [name, about, who, when]: [&str; 4]| Row {
        id: id.to_owned(),
        name: text(name),
        about: text(about),
        who: text(who),
        when: text(when),
    };
    let link = |path: &str| format!("https://example.org/{path}");
    Sample {
        facts: Facts {
            schema: 1,
            team: text("Team Payments"),
            hours: text("9:00 to 17:30 in Pune and in Berlin"),
            overlap: text("13:30 to 17:30 in Pune"),
            quiet: text("Tuesday and Thursday mornings"),
            facilitator: text("Goes round by the week, by first name"),
            handbook_link: link("handbook_(team)?a=1&b=2"),
            board_link: link("board"),
            chat_link: text("the room called payments"),
            channels: vec![
                row("chat", ["Chat", "Questions of the day", "", "Half a working day"]),
                row("urgent", ["Telephone", "Payments are failing", "", "Fifteen minutes"]),
                row("blank", ["", "", "", ""]),
            ],
            columns: vec![
                row("1", ["Ready", "It can be begun", "Product", "Somebody begins it"]),
                row(
                    "2",
                    ["Review", "It wants another pair of eyes", "Anybody but the author", "It is approved"],
                ),
            ],
            steps: vec![
                row("1", ["Get access", "Ask in the room for access", "Asha", "One day"]),
                row("2", ["Build it", "The README says how", "The README, then Asha", "Two hours"]),
                row("3", ["Mend something", "Issues marked “first”", "The pod that owns it", "One day"]),
            ],
            terms: vec![row("1", ["Payout", "Money that leaves us", "", ""])],
            changed_at: 1.0,
        },
        settings: Settings {
            people: vec![person(&text("Asha"), "a@x.example"), person(&text("Ben"), "b@x.example")],
            pods: vec![Pod {
                name: text("Ledger"),
                purpose: text("Whatever is booked"),
                members: vec!["b@x.example".to_owned(), "a@x.example".to_owned()],
                responsible: "a@x.example".to_owned(),
            }],
            ..Settings::default()
        },
        results: vec![baseline(&text), poll(&text)],
        decisions: vec![
            decision(&text, 2, State::Proposed, "Retire the old queue"),
            decision(&text, 1, State::Decided, "Keep the ledger in Postgres"),
        ],
        rules: Rules {
            irreversible: vec!["financial".to_owned(), text("Whatever touches payroll")],
            ..Rules::default()
        },
    }
}

fn person(name: &str, address: &str) -> Person {
    Person { name: name.to_owned(), address: address.to_owned() }
}

fn decision(text: &impl Fn(&str) -> String, number: u32, state: State, title: &str) -> Decision {
    Decision {
        number,
        id: number.to_string(),
        title: text(title),
        state,
        responsible: text("Asha"),
        proposed_on: "2026-11-20".to_owned(),
        decided_on: if state == State::Decided { "2026-11-27".to_owned() } else { String::new() },
        ..Decision::default()
    }
}

fn baseline(text: &impl Fn(&str) -> String) -> Results {
    Results {
        schema: 1,
        round: "b".to_owned(),
        kind: RoundKind::Baseline,
        title: text("Autumn"),
        closed_on: "2026-11-13".to_owned(),
        answers: 9,
        questions: Vec::new(),
        groups: vec![
            GroupOutcome { group: Group::Artefacts, mean: 3.8, gap: 1.2 },
            GroupOutcome { group: Group::Meetings, mean: 2.4, gap: 2.6 },
        ],
        deep: Some(Deep { answered: 9, had: 11.0, wanted: 20.0, deficit: 9.0, deficits: Vec::new() }),
    }
}

fn poll(text: &impl Fn(&str) -> String) -> Results {
    let ranked = |(benefit, mean)| Ranked { benefit, mean, counts: [0; 6] };
    let benefits = [(Benefit::DeepWork, 1.4), (Benefit::Balance, 2.0), (Benefit::Scale, 4.25)];
    let question = Question {
        id: "benefits".to_owned(),
        group: Group::Benefits,
        form: Form::Ranking,
        text: String::new(),
        why: String::new(),
    };
    let said = Distribution::Ranking { benefits: benefits.map(ranked).to_vec() };
    Results {
        schema: 1,
        round: "p".to_owned(),
        kind: RoundKind::Poll,
        title: text("What matters"),
        closed_on: "2026-11-20".to_owned(),
        answers: 7,
        questions: vec![Outcome { question, shown: Some(Shown { answered: 7, said }) }],
        groups: Vec::new(),
        deep: None,
    }
}

/// All pages in one text, each after the name of its file.
fn whole(pages: &[Page]) -> String {
    pages.iter().map(|page| format!("<!-- {} -->\n{}\n", page.file, markdown(page))).collect()
}

/// Compares with the golden file of this name; `CONVEREL_GOLDEN=write` writes it anew.
fn golden(name: &str, text: &str) {
    let file: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures/team/handbook", name].iter().collect();
    if std::env::var_os("CONVEREL_GOLDEN").is_some_and(|value| value == "write") {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&file).unwrap(), "{name}");
}

#[test]
fn pages_are_as_they_were() {
    golden("empty.md", &whole(&empty().pages()));
    let mut begun = empty();
    begun.facts = suggested(&English::read("ltr"));
    golden("suggested.md", &whole(&begun.pages()));
    golden("full.md", &whole(&full(str::to_owned).pages()));
    golden("hostile.md", &whole(&full(|_| HOSTILE.to_owned()).pages()));
}

#[test]
fn what_is_not_said_is_asked_and_never_made_up() {
    let pages = empty().pages();
    let open = |file: &str| pages.iter().find(|page| page.file == file).unwrap().open().len();
    for (file, questions) in [
        (INDEX, 4),
        ("communication.md", 7),
        ("meetings.md", 1),
        ("decisions.md", 1),
        ("workflow.md", 2),
        ("onboarding.md", 1),
        ("glossary.md", 1),
    ] {
        assert_eq!(open(file), questions, "{file}");
    }
    let index = markdown(&pages[0]);
    for page in &pages[1..] {
        for question in page.open() {
            assert!(index.contains(question), "{question}");
        }
    }
    assert!(full(str::to_owned).pages().iter().all(|page| page.open().is_empty()));
}

#[test]
fn every_link_leads_to_a_page_or_to_the_web() {
    for sample in [empty(), full(str::to_owned), full(|_| HOSTILE.to_owned())] {
        let pages = sample.pages();
        let saved: BTreeSet<String> =
            decisions::files(&sample.decisions).into_iter().map(|(path, _)| path).collect();
        let files: BTreeSet<&str> = pages.iter().map(|page| page.file).collect();
        assert_eq!(files.len(), pages.len());
        for page in &pages {
            for line in page.lines() {
                match line {
                    Line::Link(_, Address::Page(file), _) => assert!(files.contains(file), "{file}"),
                    Line::Link(_, Address::File(path), _) => assert!(saved.contains(path), "{path}"),
                    Line::Link(_, Address::Web(address), _) => assert!(address.starts_with("https://")),
                    _ => {}
                }
            }
        }
    }
}

/// What a reader of Markdown makes of each line: how it begins, and how many cells it has.
fn structure(text: &str) -> Vec<(String, usize)> {
    let mut code = false;
    let mut found = Vec::new();
    for line in text.lines() {
        code ^= line.starts_with("```");
        let begins: String = if code || line.is_empty() {
            line.to_owned()
        } else {
            let word = line.split(' ').next().unwrap_or_default();
            let means = ["#", "##", "-", "|"].contains(&word)
                || word.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok());
            if means { word.to_owned() } else { String::new() }
        };
        let unescaped = line.replace("\\\\", "").replace("\\|", "");
        found.push((begins, if line.starts_with('|') { unescaped.matches('|').count() } else { 0 }));
    }
    found
}

#[test]
fn a_hostile_text_changes_no_structure() {
    let expected: Vec<_> =
        full(str::to_owned).pages().iter().map(|page| structure(&markdown(page))).collect();
    for text in [
        HOSTILE,
        "# x",
        "- x",
        "1. x",
        "9) x",
        "> x",
        "| a | b |",
        "```",
        "~~~",
        "---",
        "===",
        "***",
        "<!-- x",
        "<div>",
        "a\\",
        "\\|",
        "a\n\nb",
        "    four",
        "\tx",
        "[x]: https://evil.example",
        "](x)",
        "x\u{2028}# y",
        "+ x",
        "** x",
        "\u{2067}\u{202e}x",
    ] {
        let pages = full(|_| text.to_owned()).pages();
        for (page, expected) in pages.iter().zip(&expected) {
            let written = markdown(page);
            let found = structure(&written);
            assert_eq!(&found, expected, "{text:?} in {}:\n{written}", page.file);
            assert!(!written.replace("\\<", "").replace("\\\\<", "").contains('<'), "{text:?}");
            assert!(!written.contains('\u{202e}'));
        }
    }
}

#[test]
fn any_text_changes_no_structure() {
    // A generator of our own, so that the page's tests need no library: every run is the same.
    const MARKS: &str = "#*_-+=|`~<>[]()!\\&:./@$ \n\t1a'\"";
    let marks: Vec<char> = MARKS.chars().collect();
    let mut seed = 1_u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let expected: Vec<_> =
        full(str::to_owned).pages().iter().map(|page| structure(&markdown(page))).collect();
    for _ in 0..100 {
        let length = next(24);
        let text: String = (0..length).map(|_| marks[next(marks.len())]).collect();
        let text = format!("{text}x");
        let pages = full(|_| text.clone()).pages();
        let found: Vec<_> = pages.iter().map(|page| structure(&markdown(page))).collect();
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn an_address_cannot_leave_its_link() {
    let mut sample = empty();
    for (given, written) in [
        ("https://example.org/a_(b)?x=1&lt;=2", "](https://example.org/a_%28b%29?x=1&amp;lt;=2)"),
        ("https://example.org/\u{202e}x", "](https://example.org/%E2%80%AEx)"),
        ("javascript:alert(1)", "**Task board:** javascript:alert(1)"),
        ("http://example.org", "**Task board:** http\\://example.org"),
        ("https://a b", "**Task board:** https\\://a b"),
        ("https://x)|", "**Task board:** https\\://x)\\|"),
    ] {
        sample.facts.board_link = given.to_owned();
        let workflow = sample.pages().into_iter().find(|page| page.file == "workflow.md").unwrap();
        assert!(markdown(&workflow).contains(written), "{given}: {}", markdown(&workflow));
    }
}

#[test]
fn the_newest_round_is_told_and_where_notes_are_kept_is_known() {
    let mut sample = full(str::to_owned);
    let mut older = baseline(&str::to_owned);
    older.closed_on = "2026-06-12".to_owned();
    older.title = "Spring".to_owned();
    sample.results.push(older);
    sample.facts.handbook_link = String::new();
    sample.settings.notes_link = "https://notes.example.org/".to_owned();
    let text = whole(&sample.pages());
    assert!(text.contains("Autumn, closed on 13 November 2026: 9 answers.") && !text.contains("Spring"));
    assert!(text.contains("[Handbook and notes](https://notes.example.org/)"));
}
