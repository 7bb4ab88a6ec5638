//! Two profiles held against each other: what is restored, what stays, and that nothing is lost or doubled.

#![allow(clippy::panic, clippy::unwrap_used)]

use super::*;
use converel_core::learn::Lessons;
use converel_protocol::audit::kept::{self, Cycles, Keep, Options, PracticePromise};
use converel_protocol::backup::{self, File};
use converel_protocol::lessons::StoredLessons;
use converel_protocol::team;
use converel_protocol::team::decision::Rules;
use converel_protocol::team::round::{Answering, Led};
use proptest::prelude::*;
use serde_json::json;

fn read(text: &str) -> Backup {
    match backup::read(serde_json::from_str(text).ok()).unwrap() {
        File::Open(backup) => *backup,
        File::Locked(_) => panic!("it is not locked"),
    }
}

fn golden() -> Backup {
    read(include_str!("../../../tests/fixtures/backup/v1.json"))
}

fn empty() -> Backup {
    Backup { key: "ee".repeat(32), ..Backup::new(0.0, String::new(), String::new()) }
}

/// What every writer does with its part of a plan.
fn restored(here: &Backup, plan: &Plan) -> Backup {
    let mut after = here.clone();
    if let Key::Adopt(key) = &plan.key {
        after.key.clone_from(key);
    }
    after.journal.extend(plan.records.iter().map(|record| serde_json::to_value(record).unwrap()));
    let by_time = |record: &Value| record["at"].as_f64().unwrap_or_default();
    after.journal.sort_by(|one, other| by_time(one).total_cmp(&by_time(other)));
    if !plan.lessons.is_empty() {
        let mut all: Lessons = lessons::read(&here.lessons).unwrap().lessons;
        plan.lessons.iter().filter_map(StoredLesson::read).for_each(|lesson| all.add(lesson));
        after.lessons = serde_json::to_value(StoredLessons::from(&all)).unwrap();
    }
    if let Some(settings) = &plan.settings {
        after.settings = serde_json::to_value(settings).unwrap();
    }
    after.unchecked.extend(plan.unchecked.clone());
    after.calendars.extend(plan.calendars.iter().cloned());
    after.inbox.extend(plan.inbox.iter().cloned());
    after.audit.extend(plan.audit.clone());
    after.team.extend(plan.team.clone());
    after
}

/// All but when and where it was made, which is nothing that is kept.
fn kept_of(backup: &Backup) -> Backup {
    Backup { made_at: 0.0, version: String::new(), browser: String::new(), ..backup.clone() }
}

fn restore(here: &Backup, there: &Backup) -> Backup {
    restored(here, &plan(here, there))
}

#[test]
fn an_empty_profile_has_everything_of_the_backup() {
    let after = restore(&empty(), &golden());
    assert_eq!(kept_of(&after), kept_of(&golden()));
    let plan = plan(&empty(), &golden());
    assert_eq!(plan.key, Key::Adopt("0f".repeat(32)));
    assert_eq!((plan.records.len(), plan.records_known, plan.lessons.len()), (golden().journal.len(), 0, 4));
    assert!(plan.not_understood.is_empty() && !plan.audit_later && !plan.is_nothing());
}

#[test]
fn ones_own_backup_changes_nothing() {
    let plan = plan(&golden(), &golden());
    assert!(plan.is_nothing(), "{plan:?}");
    assert_eq!((plan.records_known as usize, plan.lessons_known), (golden().journal.len(), 4));
    assert_eq!(plan.calendars, []);
}

#[test]
fn records_of_an_earlier_version_are_migrated_and_known_again() {
    let older = read(include_str!("../../../tests/fixtures/backup/v1-older-parts.json"));
    let after = restore(&empty(), &older);
    assert_eq!(after.journal.len(), older.journal.len());
    assert!(after.journal.iter().all(|record| record["schema"] == stored::RECORD_SCHEMA));
    assert!(plan(&after, &older).is_nothing());
}

#[test]
fn what_is_damaged_is_counted_and_the_rest_restored() {
    let mut damaged = golden();
    damaged.journal[1] = json!("damaged");
    damaged.lessons["lessons"][0] = json!({});
    damaged.settings["audience_limit"] = json!("many");
    damaged.audit.insert("import".into(), "{".into());
    damaged.audit.insert("of a later kind".into(), "{}".into());
    damaged.team.insert("led/9".into(), "cut o".into());
    let plan = plan(&empty(), &damaged);
    let expected =
        [(Part::Journal, 1), (Part::Settings, 1), (Part::Lessons, 1), (Part::Audit, 2), (Part::Team, 1)];
    assert_eq!(plan.not_understood, BTreeMap::from(expected));
    assert_eq!((plan.records.len(), plan.lessons.len()), (golden().journal.len() - 1, 3));
    assert_eq!(plan.team, golden().team);
    assert_eq!(plan.audit.keys().collect::<Vec<_>>(), ["cycles", "options", "placements"]);
}

#[test]
fn a_key_is_adopted_only_where_nothing_was_made_with_another() {
    let adopted = Key::Adopt(golden().key);
    let used: [fn(&mut Backup); 3] = [
        |here| here.journal = golden().journal,
        |here| here.lessons = golden().lessons,
        |here| here.audit = golden().audit,
    ];
    assert_eq!(plan(&empty(), &golden()).key, adopted);
    for used in used {
        let mut here = empty();
        used(&mut here);
        assert_eq!(plan(&here, &golden()).key, Key::Stays);
        here.key = golden().key;
        assert_eq!(plan(&here, &golden()).key, Key::Same);
    }
    let none = Backup { key: String::new(), ..golden() };
    assert_eq!(plan(&empty(), &none).key, Key::Same);
}

#[test]
fn of_two_texts_the_later_holds() {
    let text_at = |at: f64, word: &str| json!({ "schema": 1, "word": word, "changed_at": at }).to_string();
    let (old, new) = (text_at(1.0, "old"), text_at(2.0, "new"));
    for (here, there, expected) in [
        (None, old.as_str(), Some(old.as_str())),
        (Some(&*old), &new, Some(&*new)),
        (Some(&*new), &old, None),
        (Some(&*old), &old, None),
        // As old as this, but another: what is here stays.
        (Some(&*old), &text_at(1.0, "other"), None),
        // No text that can be read is no reason to keep another one out.
        (Some("damaged"), &old, Some(&*old)),
        (Some(&*old), "damaged", None),
        (None, "damaged", None),
        // It does not say when.
        (Some(&*old), r#"{"schema":1}"#, None),
        (None, r#"{"schema":1}"#, Some(r#"{"schema":1}"#)),
        // A later version wrote what is here.
        (Some(r#"{"schema":99,"changed_at":0}"#), &new, None),
    ] {
        for key in ["decision/1", "handbook/facts", "of a later kind/1"] {
            assert_eq!(text(key, here, there).as_deref(), expected, "{key} {here:?} {there}");
        }
    }
}

#[test]
fn a_round_that_was_led_in_both_has_the_answers_of_both() {
    let (key, whole) = golden().team.into_iter().find(|(key, _)| key.starts_with("led/")).unwrap();
    let half = |place: usize| {
        let mut led: Led = team::read(&whole).unwrap();
        led.answers = vec![led.answers[place].clone()];
        team::write(&led)
    };
    let merged = text(&key, Some(&half(0)), &half(1)).unwrap();
    let merged: Led = team::read(&merged).unwrap();
    assert_eq!(merged.answers, team::read::<Led>(&whole).unwrap().answers);
    assert_eq!(text(&key, Some(&whole), &half(1)), None);
    assert_eq!(text(&key, Some(r#"{"schema":1}"#), &whole), Some(whole.clone()));
    assert_eq!(text(&key, Some(&whole), r#"{"schema":1}"#), None);
}

#[test]
fn the_audit_keeps_the_later_import_and_every_placement_and_cycle() {
    let there = golden().audit;
    let changed = |key: &str, change: &dyn Fn(&mut Value)| {
        let mut json: Value = serde_json::from_str(&there[key]).unwrap();
        change(&mut json);
        Texts::from([(key.to_owned(), json.to_string())])
    };
    let at = Value::from(1e15);
    let later = changed("import", &|json| json["at"] = at.clone());
    assert_eq!(audit::merge(&there, &later), Ok(later.clone()));
    assert_eq!(audit::merge(&later, &there).unwrap().get("import"), None);

    let place = |name: &str, at: f64| {
        changed("placements", &|json| {
            let mut placement = json["placements"][0].clone();
            placement["key"] = json!(name);
            placement["at"] = json!(at);
            json["placements"] = json!([placement]);
        })
    };
    // Titles and names may be kept.
    let agreed = |texts: Texts| -> Texts {
        texts.into_iter().chain([("options".to_owned(), there["options"].clone())]).collect()
    };
    let merged = audit::merge(&agreed(place("a", 1.0)), &place("b", 2.0)).unwrap();
    let merged = kept::read_placements(serde_json::from_str(&merged["placements"]).unwrap()).unwrap();
    assert_eq!(merged.placements.iter().map(|placement| &placement.key).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(audit::merge(&agreed(place("a", 2.0)), &place("a", 1.0)), Ok(Texts::new()));
    assert_eq!(audit::merge(&agreed(place("a", 1.0)), &place("a", 2.0)), Ok(place_text(&place("a", 2.0))));

    let cycle = |id: &str, at: f64| {
        changed("cycles", &|json| {
            let mut cycle = json["cycles"][0].clone();
            cycle["id"] = json!(id);
            cycle["at"] = json!(at);
            json["cycles"] = json!([cycle]);
        })
    };
    let merged = audit::merge(&agreed(cycle("a", 2.0)), &cycle("b", 1.0)).unwrap();
    let merged = kept::read_cycles(serde_json::from_str(&merged["cycles"]).unwrap()).unwrap();
    assert_eq!(merged.cycles.iter().map(|cycle| &cycle.id).collect::<Vec<_>>(), ["b", "a"]);

    let newer = Texts::from([("options".to_owned(), r#"{"schema":99}"#.to_owned())]);
    assert_eq!(audit::merge(&newer, &there), Err(audit::Later));
}

/// A text of the audit's options.
fn options(keep: Keep, weeks: u32) -> (String, String) {
    let options = Options { keep, weeks, ..Options::default() };
    ("options".to_owned(), serde_json::to_string(&options).unwrap())
}

#[test]
fn what_may_be_kept_is_not_changed_by_a_backup() {
    let golden = golden().audit;
    let practices = ("cycles".to_owned(), r#"{"schema":2,"cycles":[]}"#.to_owned());
    for (here, level, kept, withheld) in [
        (None, Keep::Names, &["cycles", "import", "options", "placements"][..], false),
        (Some(options(Keep::Names, 4)), Keep::Names, &["cycles", "import", "options", "placements"], false),
        (
            Some(options(Keep::Numbers, 4)),
            Keep::Numbers,
            &["cycles", "import", "options", "placements"],
            false,
        ),
        (Some(options(Keep::Nothing, 4)), Keep::Nothing, &["cycles", "options"], true),
        // Practices are kept without any options.
        (Some(practices), Keep::Nothing, &["cycles", "options"], true),
    ] {
        let here = Backup { audit: here.into_iter().collect(), ..empty() };
        let there = Backup { audit: golden.clone(), ..empty() };
        let plan = plan(&here, &there);
        let options = kept::read_options(serde_json::from_str(&plan.audit["options"]).unwrap()).unwrap();
        assert_eq!((options.keep, options.weeks), (level, 26), "{:?}", here.audit);
        assert_eq!(plan.audit.keys().collect::<Vec<_>>(), kept, "{:?}", here.audit);
        assert_eq!(plan.audit_withheld, withheld, "{:?}", here.audit);
        assert_eq!(plan.audit["cycles"].contains("promises\":[{"), !withheld, "{:?}", here.audit);
        let again = super::plan(&restored(&here, &plan), &there);
        assert_eq!((again.audit, again.audit_withheld), (Texts::new(), withheld));
    }
    // There is no hash of anybody in options.
    let here = Backup { audit: Texts::from([options(Keep::Nothing, 4)]), ..empty() };
    assert_eq!(
        plan(&here, &Backup { audit: golden, ..super::tests::golden() }).key,
        Key::Adopt("0f".repeat(32))
    );
}

/// One practice that was taken up then, with looks of these rounds.
fn practice(practice: &str, at: f64, rounds: &[&str]) -> Value {
    let look = |round: &&str| json!({ "round": round, "at": 9.0, "gap": 1.0, "kept": "kept", "dip": false });
    let looks: Vec<Value> = rounds.iter().map(look).collect();
    json!({ "practice": practice, "round": "first", "question": "agendas", "at": at, "gap": 2.0, "looks": looks })
}

/// A cycle of the golden backup, with other practices; what is of a calendar only where that is wanted, and of its looks
/// these.
fn cycle(id: &str, at: f64, calendar: Option<&[usize]>, practices: &[Value]) -> Value {
    let all: Value = serde_json::from_str(&golden().audit["cycles"]).unwrap();
    let mut cycle = all["cycles"][0].clone();
    cycle["id"] = json!(id);
    cycle["at"] = json!(at);
    cycle["practices"] = json!(practices);
    let looks: Vec<Value> =
        calendar.unwrap_or_default().iter().map(|place| cycle["looks"][*place].clone()).collect();
    cycle["looks"] = json!(looks);
    if calendar.is_none() {
        cycle["promises"] = json!([]);
        cycle["before"] = Value::Null;
    }
    cycle
}

#[test]
fn cycles_have_what_either_knows_of_them() {
    let (agendas, pods, minutes) = ("agendas", "pods", "minutes");
    for (what, here, there, expected) in [
        (
            "practices of both",
            vec![cycle("a", 1.0, Some(&[]), &[practice(agendas, 1.0, &[])])],
            vec![cycle("a", 1.0, Some(&[]), &[practice(pods, 1.0, &[])])],
            vec![cycle("a", 1.0, Some(&[]), &[practice(agendas, 1.0, &[]), practice(pods, 1.0, &[])])],
        ),
        (
            "looks of both",
            vec![cycle("a", 1.0, Some(&[1]), &[practice(agendas, 1.0, &["y"])])],
            vec![cycle("a", 1.0, Some(&[0, 1]), &[practice(agendas, 1.0, &["x", "y"])])],
            vec![cycle("a", 1.0, Some(&[0, 1]), &[practice(agendas, 1.0, &["x", "y"])])],
        ),
        (
            "more looks there, a practice only here",
            vec![cycle("a", 1.0, Some(&[]), &[practice(agendas, 1.0, &[])])],
            vec![cycle("a", 1.0, Some(&[0, 1]), &[])],
            vec![cycle("a", 1.0, Some(&[0, 1]), &[practice(agendas, 1.0, &[])])],
        ),
        (
            "nothing of the calendar here",
            vec![cycle("a", 1.0, None, &[practice(agendas, 1.0, &[])])],
            vec![cycle("a", 1.0, Some(&[0]), &[practice(agendas, 1.0, &[])])],
            vec![cycle("a", 1.0, Some(&[0]), &[practice(agendas, 1.0, &[])])],
        ),
        (
            "a practice that was taken up twice",
            vec![cycle("a", 1.0, None, &[practice(agendas, 1.0, &[])])],
            vec![cycle("a", 1.0, None, &[practice(agendas, 2.0, &[])])],
            vec![cycle("a", 1.0, None, &[practice(agendas, 1.0, &[]), practice(agendas, 2.0, &[])])],
        ),
        (
            "a practice that went on here, its old cycle gone",
            vec![cycle("b", 2.0, Some(&[]), &[practice(agendas, 1.0, &["y"])])],
            vec![cycle("a", 1.0, None, &[practice(agendas, 1.0, &["x"])])],
            vec![cycle("b", 2.0, Some(&[]), &[practice(agendas, 1.0, &["x", "y"])])],
        ),
        (
            "a practice that went on there, another in its old cycle",
            vec![cycle("a", 1.0, None, &[practice(agendas, 1.0, &[]), practice(minutes, 1.0, &[])])],
            vec![cycle("b", 2.0, Some(&[]), &[practice(agendas, 1.0, &[])])],
            vec![
                cycle("a", 1.0, None, &[practice(minutes, 1.0, &[])]),
                cycle("b", 2.0, Some(&[]), &[practice(agendas, 1.0, &[])]),
            ],
        ),
        (
            "promises that stay, without the practice that went on",
            vec![cycle("b", 2.0, None, &[practice(pods, 1.0, &[])])],
            vec![cycle("a", 1.0, Some(&[0]), &[practice(pods, 1.0, &[])])],
            vec![cycle("a", 1.0, Some(&[0]), &[]), cycle("b", 2.0, None, &[practice(pods, 1.0, &[])])],
        ),
    ] {
        let texts = |cycles: &[Value]| {
            let text = json!({ "schema": 2, "cycles": cycles }).to_string();
            Texts::from([("cycles".to_owned(), text), options(Keep::Names, 4)])
        };
        let read = |text: &str| kept::read_cycles(serde_json::from_str(text).unwrap()).unwrap();
        let there = texts(&there);
        let merged = audit::merge(&texts(&here), &there).unwrap();
        assert_eq!(read(&merged["cycles"]), read(&texts(&expected)["cycles"]), "{what}");
        let mut after = texts(&here);
        after.extend(merged);
        for again in [&there, &after] {
            assert_eq!(audit::merge(&after, again), Ok(Texts::new()), "{what}");
        }
    }
}

/// As the worker writes placements.
fn place_text(texts: &Texts) -> Texts {
    let read = |text: &String| kept::read_placements(serde_json::from_str(text).unwrap()).unwrap();
    texts.iter().map(|(key, text)| (key.clone(), serde_json::to_string(&read(text)).unwrap())).collect()
}

#[test]
fn settings_of_the_backup_take_the_place_of_those_here() {
    let here = Backup { settings: json!({ "version": 1, "audience_limit": 4 }), ..empty() };
    assert_eq!(plan(&here, &golden()).settings.unwrap().audience_limit, 9);
    let none = Backup { settings: Value::Null, ..golden() };
    assert_eq!(plan(&here, &none).settings, None);
}

#[test]
fn settings_of_a_later_version_are_left_alone() {
    for (version, later) in [(1, false), (99, true)] {
        let here =
            Backup { settings: json!({ "version": version, "audience_limit": 4, "of then": 1 }), ..empty() };
        let plan = plan(&here, &golden());
        assert_eq!((plan.settings.is_none(), plan.settings_later), (later, later));
    }
}

#[test]
fn what_waits_in_the_inbox_is_as_the_gate_hands_it_over() {
    let mut there = golden();
    there.inbox.extend([json!({ "id": "x" }), json!(7), Value::Null]);
    let mut nameless = there.inbox[0].clone();
    nameless["id"] = json!("");
    there.inbox.push(nameless);
    let plan = plan(&empty(), &there);
    assert_eq!((plan.inbox, plan.not_understood), (golden().inbox, BTreeMap::from([(Part::Team, 4)])));
}

#[test]
fn no_number_is_given_twice() {
    let rules = |changed_at: f64, last_number: u32, comment_days: u32| {
        team::write(&Rules { last_number, comment_days, changed_at, ..Rules::default() })
    };
    for (here, there, expected) in [
        (rules(1.0, 7, 5), rules(2.0, 3, 9), Some(rules(2.0, 7, 9))),
        (rules(1.0, 3, 5), rules(2.0, 7, 9), Some(rules(2.0, 7, 9))),
        (rules(2.0, 3, 9), rules(1.0, 7, 5), Some(rules(2.0, 7, 9))),
        (rules(2.0, 7, 9), rules(1.0, 3, 5), None),
    ] {
        assert_eq!(text("team/decisions", Some(&here), &there), expected, "{here} {there}");
        let after = expected.unwrap_or(here);
        assert_eq!(text("team/decisions", Some(&after), &there), None);
    }
}

#[test]
fn an_answer_goes_on_from_its_highest_revision() {
    let answering = |changed_at: f64, revision: u32, respondent: &str| {
        let respondent = respondent.to_owned();
        team::write(&Answering { schema: 1, respondent, revision, changed_at, ..Answering::default() })
    };
    for (here, there, expected) in [
        (answering(1.0, 5, "a"), answering(2.0, 1, "a"), Some(answering(2.0, 5, "a"))),
        (answering(2.0, 1, "a"), answering(1.0, 5, "a"), Some(answering(2.0, 5, "a"))),
        (answering(1.0, 1, "a"), answering(2.0, 5, "a"), Some(answering(2.0, 5, "a"))),
        (answering(2.0, 5, "a"), answering(1.0, 1, "a"), None),
        (answering(1.0, 5, "a"), answering(2.0, 1, "b"), Some(answering(2.0, 1, "b"))),
        (answering(2.0, 1, "a"), answering(1.0, 5, "b"), None),
    ] {
        assert_eq!(text("answering/1", Some(&here), &there), expected, "{here} {there}");
        let after = expected.unwrap_or(here);
        assert_eq!(text("answering/1", Some(&after), &there), None);
    }
}

#[test]
fn people_and_pods_are_united() {
    let person = |name: &str, address: &str| json!({ "name": name, "address": address });
    let pod = |name: &str, purpose: &str| json!({ "name": name, "purpose": purpose });
    let here = json!({
        "people": [person("Ann", "ANN@example.com"), person("Bo", "bo@example.com")],
        "pods": [pod("Search", "here"), pod("Mail", "here")], "audience_limit": 4,
    });
    let there = json!({
        "people": [person("Ann Lee", "ann@example.com")], "pods": [pod("search", "there")], "audience_limit": 9,
    });
    let united = settings::united(&here, &there);
    assert_eq!(
        united["people"],
        json!([person("Ann Lee", "ann@example.com"), person("Bo", "bo@example.com")])
    );
    assert_eq!(united["pods"], json!([pod("search", "there"), pod("Mail", "here")]));
    assert_eq!(united["audience_limit"], 9);
    assert_eq!(settings::united(&united, &there), united);
    assert_eq!(settings::united(&there, &there), there);
    // A file from before there were people.
    assert_eq!(settings::united(&here, &json!({}))["people"], here["people"]);
}

#[test]
fn what_is_in_it_is_counted() {
    let contents = contents(&golden());
    assert_eq!((contents.records as usize, contents.lessons), (golden().journal.len(), 4));
    assert_eq!((contents.led, contents.answers, contents.answering), (1, 2, 1));
    // One that is written and one that the gate handed over; the handbook.
    assert_eq!((contents.decisions, contents.others), (2, 2));
    assert_eq!((contents.settings, contents.unchecked, contents.calendars), (true, 3, 1));
    assert!(contents.import.is_some() && contents.placements > 0 && contents.cycles > 0);
    assert!(super::contents(&empty()).is_nothing());
}

/// A profile: some of what the golden backup has, some of it changed.
fn profile() -> impl Strategy<Value = Backup> {
    let golden = golden();
    let records = proptest::sample::subsequence(golden.journal.clone(), 0..=golden.journal.len());
    let lessons = proptest::collection::vec(0..4_usize, 0..=4);
    let text = |key: String, text: String| {
        (proptest::option::of((0..3_u8, any::<bool>())), Just(key), Just(text)).prop_map(
            |(change, key, text)| {
                let mut json: Value = serde_json::from_str(&text).unwrap();
                let (at, answers) = change?;
                if json.get("changed_at").is_some() {
                    json["changed_at"] = json!(f64::from(at));
                    json["closed_at"] =
                        if key.starts_with("led/") && at == 2 { json!(3.0) } else { Value::Null };
                } else if json.get("at").is_some() {
                    json["at"] = json!(f64::from(at));
                }
                if let Some(list) = json.get_mut("answers").and_then(Value::as_array_mut)
                    && answers
                {
                    list.pop();
                }
                Some((key, json.to_string()))
            },
        )
    };
    let team: Vec<_> = golden.team.iter().map(|(key, value)| text(key.clone(), value.clone())).collect();
    let audit: Vec<_> = golden.audit.iter().map(|(key, value)| text(key.clone(), value.clone())).collect();
    let small = (0..3_u32, any::<bool>(), any::<bool>(), any::<bool>());
    (records, lessons, team, audit, small).prop_map(move |(journal, taught, team, audit, small)| {
        let (times, calendars, settings, own_key) = small;
        let all = lessons::read(&golden.lessons).unwrap().lessons;
        let mut some = Lessons::default();
        taught
            .into_iter()
            .filter_map(|place| all.iter().nth(place))
            .for_each(|lesson| some.add(lesson.clone()));
        let lessons = serde_json::to_value(StoredLessons::from(&some)).unwrap();
        Backup {
            key: if own_key { "aa".repeat(32) } else { golden.key.clone() },
            journal,
            lessons: if some.is_empty() { Value::Null } else { lessons },
            unchecked: (times > 0).then(|| ("fault".to_owned(), times)).into_iter().collect(),
            calendars: if calendars { golden.calendars.clone() } else { Vec::new() },
            settings: if settings { golden.settings.clone() } else { Value::Null },
            inbox: if calendars { golden.inbox.clone() } else { Vec::new() },
            team: team.into_iter().flatten().collect(),
            audit: audit.into_iter().flatten().collect(),
            ..Backup::new(1.0, "0.1.0".into(), "Firefox".into())
        }
    })
}

/// Cycles of few ids, with few practices, so that they meet.
fn some_cycles() -> impl Strategy<Value = Cycles> {
    let rounds = proptest::sample::subsequence(vec!["x", "y", "z"], 0..=3);
    let one = (proptest::sample::select(vec!["agendas", "pods", "minutes"]), 0..2_u8, rounds)
        .prop_map(|(which, at, rounds)| practice(which, f64::from(at), &rounds));
    let calendar = proptest::option::of(proptest::sample::subsequence(vec![0, 1], 0..=2));
    let cycle =
        (0..4_u8, calendar, proptest::collection::vec(one, 0..3)).prop_map(|(id, calendar, mut list)| {
            list.dedup_by_key(|practice| practice["practice"].to_string());
            cycle(&id.to_string(), f64::from(id / 2), calendar.as_deref(), &list)
        });
    proptest::collection::vec(cycle, 0..4).prop_map(|mut list| {
        let id = |cycle: &Value| cycle["id"].as_str().unwrap().to_owned();
        list.sort_by_key(id);
        list.dedup_by_key(|cycle| id(cycle));
        // No profile has a practice in two of its cycles, or a cycle of nothing.
        let texts = |list: &[Value]| {
            let text = json!({ "schema": 2, "cycles": list }).to_string();
            Texts::from([("cycles".to_owned(), text), options(Keep::Names, 4)])
        };
        let mut whole = texts(&[]);
        whole.extend(audit::merge(&whole, &texts(&list)).unwrap());
        kept::read_cycles(serde_json::from_str(&whole["cycles"]).unwrap()).unwrap()
    })
}

/// What is in cycles, whichever cycle a practice is in.
fn what_is_in(cycles: &Cycles) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for cycle in &cycles.cycles {
        all.extend(cycle.promises.iter().map(|promise| format!("{} {promise:?}", cycle.id)));
        all.extend(cycle.looks.iter().map(|look| format!("{} {look:?}", cycle.id)));
        for PracticePromise { practice, round, at, looks, .. } in &cycle.practices {
            all.insert(format!("{practice:?} {round} {at}"));
            all.extend(looks.iter().map(|look| format!("{practice:?} {round} {at} {look:?}")));
        }
    }
    all
}

proptest! {
    #[test]
    fn no_cycle_loses_anything_and_twice_is_once(here in some_cycles(), there in some_cycles()) {
        let texts = |cycles: &Cycles| {
            let text = serde_json::to_string(cycles).unwrap();
            Texts::from([("cycles".to_owned(), text), options(Keep::Names, 4)])
        };
        let mut after = texts(&here);
        after.extend(audit::merge(&after, &texts(&there)).unwrap());
        let merged = kept::read_cycles(serde_json::from_str(&after["cycles"]).unwrap()).unwrap();
        let both: BTreeSet<String> = what_is_in(&here).union(&what_is_in(&there)).cloned().collect();
        prop_assert_eq!(what_is_in(&merged), both);
        for again in [&texts(&there), &after] {
            prop_assert_eq!(audit::merge(&after, again), Ok(Texts::new()));
        }
    }

    #[test]
    fn a_backup_restored_into_an_empty_profile_is_the_profile(profile in profile()) {
        let text = serde_json::to_string(&profile).unwrap();
        let after = restore(&empty(), &read(&text));
        prop_assert_eq!(kept_of(&after), kept_of(&profile));
    }

    #[test]
    fn restoring_ones_own_backup_changes_nothing(profile in profile()) {
        prop_assert!(plan(&profile, &profile).is_nothing());
    }

    #[test]
    fn restoring_twice_is_restoring_once(here in profile(), there in profile()) {
        let once = restore(&here, &there);
        let again = plan(&once, &there);
        prop_assert!(again.is_nothing(), "{:?}", again);
    }

    #[test]
    fn nothing_that_was_here_is_lost(here in profile(), there in profile()) {
        let after = restore(&here, &there);
        for record in &here.journal {
            prop_assert!(after.journal.contains(record));
        }
        prop_assert!(here.team.keys().all(|key| after.team.contains_key(key)));
        prop_assert!(here.audit.keys().all(|key| after.audit.contains_key(key)));
        for (cause, times) in &here.unchecked {
            prop_assert!(after.unchecked[cause] >= *times);
        }
    }
}
