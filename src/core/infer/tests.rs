//! The inference as a specification: invites and what is inferred from them.

use super::*;
use crate::dates::LocaleNames;
use crate::invite;
use crate::policy::Policy;
use crate::raw::{RawGuest, RawInvite, RawRecurrence};

fn with(title: &str, description: &str, addresses: &[String], rule: &str) -> Invite {
    let raw = RawInvite {
        title: title.to_owned(),
        description: description.to_owned(),
        guests: addresses
            .iter()
            .map(|email| RawGuest { email: email.clone(), ..RawGuest::default() })
            .collect(),
        own: vec!["me@acme.example".to_owned()],
        recurrence: RawRecurrence { rule: rule.to_owned(), ..RawRecurrence::default() },
        ..RawInvite::default()
    };
    invite::read(&raw, &Policy::default(), &LocaleNames::default())
}

fn guests(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("guest{number}@acme.example")).collect()
}

fn of(title: &str, description: &str, count: usize) -> Purpose {
    purpose(&with(title, description, &guests(count), "")).value
}

#[test]
fn a_weekly_status_with_eleven_guests_is_conveyance_by_its_title() {
    let invite = with("Weekly status", "", &guests(11), "FREQ=WEEKLY");
    let inferred = purpose(&invite);
    assert_eq!(inferred.value, Purpose::Conveyance);
    assert_eq!(
        inferred.reasons,
        [
            Reason::TitleWords("Weekly status".to_owned()),
            Reason::Guests(11),
            Reason::Repeats(Frequency::Weekly)
        ]
    );
    assert!(inferred.confidence > 0.6);
}

#[test]
fn purposes_are_told_by_words() {
    use Purpose::{Bonding, Convergence, Conveyance, Unclear};
    for (title, description, guests, expected) in [
        ("Decide the vendor", "", 5, Convergence),
        ("Sprint planning", "", 6, Convergence),
        ("Retro", "", 6, Convergence),
        ("Daily standup", "", 6, Conveyance),
        ("All hands", "", 40, Conveyance),
        ("Roadmap update", "", 9, Conveyance),
        ("1:1 Ann / Me", "- status of your projects\n- blockers", 1, Bonding),
        ("1+1 does not make a pair of ten", "", 10, Unclear),
        ("Coffee", "", 3, Bonding),
        ("Interview: backend engineer", "", 3, Convergence),
        ("Interview debrief", "", 3, Convergence),
        ("Retro gaming night", "", 8, Bonding),
        ("All hands on deck: checkout is down", "", 8, Convergence),
        ("Holiday party planning", "", 4, Convergence),
        ("Training data labelling: which guidelines do we choose?", "", 4, Convergence),
        ("Sync", "", 4, Unclear),
        ("Catch up", "", 4, Unclear),
        ("", "", 4, Unclear),
        ("Platform weekly", "", 8, Unclear),
        ("Weekly status", "- Decide the release date\n- Choose the new tool", 8, Convergence),
        ("Statusmeeting Projekt Zeisig", "", 8, Conveyance),
        ("Entscheidung Lieferant", "", 5, Convergence),
        ("Mitarbeitergespräch", "", 1, Bonding),
        ("Point d'avancement", "", 6, Conveyance),
        ("Rétrospective", "", 6, Convergence),
        ("Reunião de resultados", "", 9, Conveyance),
        ("Lluvia de ideas", "", 6, Convergence),
        ("週次進捗報告", "", 8, Conveyance),
        ("仕様検討会議", "", 5, Convergence),
        ("歓迎会", "", 9, Bonding),
        ("Weekly status", "", 0, Unclear),
    ] {
        assert_eq!(of(title, description, guests), expected, "{title}");
    }
}

#[test]
fn items_have_a_nature_where_their_words_tell() {
    for (topic, expected) in [
        ("Decide the release date", Some(Nature::Convergence)),
        ("Approve budget", Some(Nature::Convergence)),
        ("Status of the migration", Some(Nature::Conveyance)),
        ("Demo of the new inbox", Some(Nature::Conveyance)),
        ("Osaka", None),
        ("", None),
    ] {
        assert_eq!(item_nature(topic), expected, "{topic}");
    }
}

fn exempt(invite: &Invite) -> Option<Exemption> {
    exemption(invite, &judgement(invite, &[0.0; 4]).kind)
}

#[test]
fn exemptions_are_told() {
    let group = vec!["all@acme.example".to_owned()];
    for (title, addresses, expected) in [
        ("Weekly status", guests(1), Some(Exemption::OneToOne)),
        ("Weekly status", group, None),
        ("Team lunch", guests(8), Some(Exemption::Social)),
        ("Interview", guests(3), Some(Exemption::Interview)),
        ("Lunch & Learn", guests(8), None),
        ("Interview debrief", guests(3), None),
        ("Sprint planning", guests(8), None),
        ("Christmas party planning", guests(4), None),
    ] {
        assert_eq!(exempt(&with(title, "", &addresses, "")), expected, "{title}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(title in "\\PC{0,60}", description in "\\PC{0,120}", topic in "\\PC{0,60}") {
        let invite = with(&title, &description, &guests(3), "");
        let _ = (purpose(&invite), exempt(&invite), item_nature(&topic));
    }

    #[test]
    fn order_of_guests_and_case_do_not_matter(
        title in "(Weekly|status|decide|Retro|1:1|Übergabe|lunch|sync| |定例|-){1,8}",
        description in "((Decide|Status|Agenda:|Budget|plan)( |\n- )){0,6}",
        domains in proptest::collection::vec("(acme|far|away)\\.example", 1..6),
        turn in 0_usize..6,
    ) {
        let addresses: Vec<String> = domains.iter().enumerate().map(|(number, domain)| format!("g{number}@{domain}")).collect();
        let mut turned = addresses.clone();
        turned.rotate_left(turn % addresses.len());
        let turned: Vec<String> = turned.iter().map(|address| address.to_uppercase()).collect();
        let one = with(&title, &description, &addresses, "FREQ=WEEKLY");
        let other = with(&title.to_uppercase(), &description.to_uppercase(), &turned, "FREQ=WEEKLY");
        proptest::prop_assert_eq!(purpose(&one).value, purpose(&other).value);
        proptest::prop_assert_eq!(exempt(&one), exempt(&other));
    }
}
