//! What was handed out once opens for ever: blocks as version 1 wrote them (`tests/fixtures/team/v1`), made by an
//! implementation that shares nothing with the browsers'. `CONVEREL_GOLDEN=write` writes them anew, which no version after
//! the first may do.

// A test's panic is its report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::round::{
    Answer, Benefit, Form, Group, Led, Question, Reply, Round, RoundKind, Said,
};
use converel_team::block::{self, Kind};
use converel_team::seal::{handover, new_led, open, read_handover, read_round, round_block, seal};
use peer::{Peer, now};
use std::path::PathBuf;

const PASSPHRASE: &str = "Fünf kleine Wörter";

fn file(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures/team/v1", name].iter().collect()
}

fn question(id: &str, group: Group, form: Form, text: &str) -> Question {
    Question { id: id.to_owned(), group, form, text: text.to_owned(), why: String::new() }
}

fn round() -> Round {
    Round {
        schema: TEAM_SCHEMA,
        id: "2f1c9a70-63b4-4d0e-9a55-0b7d3c1e8f42".to_owned(),
        kind: RoundKind::Baseline,
        title: "Wo wir stehen, Herbst".to_owned(),
        at: 1_796_083_200_000.0,
        closes_on: "2026-12-11".to_owned(),
        key: String::new(),
        questions: vec![
            question("agendas", Group::Meetings, Form::Scale, ""),
            question("deep-had", Group::DeepWork, Form::Hours, ""),
            question("benefits", Group::Benefits, Form::Ranking, ""),
            question("own-1", Group::Other, Form::Text, "Was fehlt?"),
        ],
    }
}

fn answer() -> Answer {
    let reply = |question: &str, said| Reply { question: question.to_owned(), said };
    Answer {
        schema: TEAM_SCHEMA,
        round: round().id,
        respondent: "00112233445566778899aabbccddeeff".to_owned(),
        revision: 3,
        show_few: true,
        replies: vec![
            reply("agendas", Said::Scale(4)),
            reply("deep-had", Said::Hours(7.5)),
            reply("benefits", Said::Ranking(vec![Benefit::DeepWork, Benefit::Balance])),
            reply("own-1", Said::Text("Weniger \u{201e}kurz mal\u{201c}.".to_owned())),
        ],
    }
}

fn written() -> bool {
    std::env::var_os("CONVEREL_GOLDEN").is_some_and(|value| value == "write")
}

fn write() {
    let led = now(new_led(&Peer, round())).unwrap();
    let led = Led { answers: vec![answer()], closed_at: Some(1_797_000_000_000.0), ..led };
    for (name, text) in [
        ("round.txt", round_block(&led.round)),
        ("answer.txt", now(seal(&Peer, &led.round, &answer())).unwrap()),
        ("handover.txt", now(handover(&Peer, &led, "")).unwrap()),
        ("handover-locked.txt", now(handover(&Peer, &led, PASSPHRASE)).unwrap()),
    ] {
        std::fs::write(file(name), text).unwrap();
    }
}

fn inside(name: &str, kind: Kind) -> Vec<u8> {
    let mut found = block::find(&std::fs::read_to_string(file(name)).unwrap());
    assert_eq!((found.len(), found[0].kind), (1, Some(kind)), "{name}");
    found.pop().unwrap().payload.unwrap()
}

#[test]
fn blocks_of_version_1_open() {
    if written() {
        write();
    }
    let sent = read_round(&inside("round.txt", Kind::Round)).unwrap();
    assert_eq!(Round { key: String::new(), ..sent.clone() }, round());
    let led = now(read_handover(&Peer, &inside("handover.txt", Kind::Handover), "")).unwrap();
    assert_eq!((&led.round, &led.answers), (&sent, &vec![answer()]));
    assert_eq!(now(open(&Peer, &led, &inside("answer.txt", Kind::Answer))), Ok(answer()));
    let locked = inside("handover-locked.txt", Kind::Handover);
    assert_eq!(now(read_handover(&Peer, &locked, PASSPHRASE)), Ok(led));
}
