//! What calendars, mail programs and lawyers put around a text changes nothing of what is read from it.

use super::*;
use std::fmt::Write;

/// Descriptions of every level, in every language.
const BODIES: [&str; 20] = [
    "",
    "Let's connect.",
    "Agenda: TBD",
    "Agenda:\n1.\n2.\n3.",
    "Bitte pünktlich, Kaffee gibt es vor Ort.",
    "Ordre du jour : à venir",
    "Notes: https://docs.example/1",
    "The deck is attached.",
    "Agenda: scope, timeline, budget",
    "- Budget 2027\n- Hiring plan\n- Office move",
    "1. Migration der Datenbank\n2. Rückfallplan\n3. Kommunikation",
    "Ordre du jour :\n- avancement par lot\n- points bloquants",
    "Temas: presupuesto, contrataciones, mudanza",
    "Pauta:\n- orçamento de 2027\n- contratações",
    "議題：\n・来期の予算\n・採用計画",
    "Har module ka status, pending bugs, release date.",
    "- Budget (10 min, Priya)\n- Hiring plan (20 min)",
    "Ziel: ein Anbieter ist gewählt\n- Angebote\n- Laufzeiten",
    "We need to decide whether the Osaka office keeps its own release train.",
    "9:00 Budget\n9:30 Hiring plan\n10:15 Office move",
];

/// A text as the three kinds of fields hold it.
fn dressed(text: &str) -> [(String, TextFormat); 3] {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut paragraphs = String::from("<html><body><div class=\"WordSection1\">");
    for line in escaped.lines() {
        let line = if line.is_empty() { "<o:p>&nbsp;</o:p>" } else { line };
        let _ = write!(paragraphs, "<p class=\"MsoNormal\"><span lang=\"EN-US\">{line}</span></p>\r\n");
    }
    paragraphs.push_str("</div></body></html>");
    [
        (text.to_owned(), TextFormat::Plain),
        (escaped.replace('\n', "<br>"), TextFormat::Html),
        (paragraphs, TextFormat::Html),
    ]
}

/// Level, items, and the text that is judged.
type Read = (AgendaLevel, Vec<(String, Option<u32>, String)>, String);

fn all(text: &str) -> [Read; 3] {
    dressed(text).map(|(description, format)| {
        let people = WordSet::default();
        let (agenda, text) = read_among(&description, format, "Weekly sync of the platform team", &people);
        let items = agenda.items.into_iter().map(|item| (item.topic, item.minutes, item.owner)).collect();
        // Blank lines tell nothing.
        let text = text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("/");
        (agenda.level, items, text)
    })
}

/// The fixtures by name.
fn fixtures() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/boilerplate");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("text");
            (path.file_stem().expect("a name").to_string_lossy().into_owned(), text.trim_end().to_owned())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn boilerplate_is_no_agenda_and_changes_none() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 40, "{}", fixtures.len());
    let mut wrong = String::new();
    for body in BODIES {
        let expected = all(body);
        for (name, around) in &fixtures {
            let texts = [format!("{around}\n\n{body}"), format!("{body}\n\n{around}")];
            for (place, text) in ["before", "behind"].iter().zip(texts) {
                for (form, (found, expected)) in
                    ["plain", "breaks", "paragraphs"].iter().zip(all(&text).iter().zip(&expected))
                {
                    if found != expected {
                        let _ = writeln!(wrong, "{name} {place} {body:?} as {form}: {found:?}");
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{wrong}", wrong.lines().count());
}

#[test]
fn line_endings_and_the_case_of_letters_do_not_change_the_level() {
    for body in BODIES {
        for (_, around) in fixtures() {
            let text = format!("{body}\n\n{around}");
            let level = |text: &str| read(text, TextFormat::Plain, "Weekly sync of the platform team").level;
            let expected = level(&text);
            assert_eq!(level(&text.replace('\n', "\r\n")), expected, "{text}");
            assert_eq!(level(&text.to_lowercase()), expected, "{text}");
            assert_eq!(level(&text.to_uppercase().replace("HTTPS://", "https://")), expected, "{text}");
        }
    }
}
