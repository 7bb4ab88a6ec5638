//! Property tests of sealing, handing over and locking, with RustCrypto in place of a browser.

// A test's panic is its report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::round::{Answer, Benefit, Led, Reply, Round, Said};
use converel_team::block::{self, Kind};
use converel_team::lock::{self, LockError};
use converel_team::seal::{self, Cryptography, Fault, SealError};
use converel_team::seal::{handover, new_led, open, read_handover, read_round, round_block};
use peer::{Peer, now};
use proptest::prelude::*;

fn led(id: &str) -> Led {
    let round = Round {
        schema: TEAM_SCHEMA,
        id: id.to_owned(),
        title: "Autumn".to_owned(),
        at: 1e12,
        ..Round::default()
    };
    now(new_led(&Peer, round)).unwrap()
}

fn answer() -> impl Strategy<Value = Answer> {
    let said = prop_oneof![
        (1_u8..=5).prop_map(Said::Scale),
        (0_u32..=120).prop_map(|halves| Said::Hours(f64::from(halves) / 2.0)),
        (0_u16..=365).prop_map(|days| Said::Days(f64::from(days))),
        Just(Benefit::ALL.to_vec()).prop_shuffle().prop_map(Said::Ranking),
        ".{0,300}".prop_map(Said::Text),
    ];
    let reply = ("[a-z_]{1,20}", said).prop_map(|(question, said)| Reply { question, said });
    let replies = prop::collection::vec(reply, 0..20);
    ("[0-9a-f]{32}", 1_u32.., any::<bool>(), replies).prop_map(|(respondent, revision, show_few, replies)| {
        Answer { schema: TEAM_SCHEMA, round: "r".to_owned(), respondent, revision, show_few, replies }
    })
}

fn inside(text: &str, kind: Kind) -> Vec<u8> {
    let mut found = block::find(text);
    assert_eq!((found.len(), found[0].kind), (1, Some(kind)));
    found.pop().unwrap().payload.unwrap()
}

fn seal(round: &Round, answer: &Answer) -> Vec<u8> {
    inside(&now(seal::seal(&Peer, round, answer)).unwrap(), Kind::Answer)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn opened_it_is_what_was_sealed(answer in answer()) {
        let led = led("r");
        let round = read_round(&inside(&round_block(&led.round), Kind::Round)).unwrap();
        let sealed = seal(&round, &answer);
        prop_assert_eq!(now(open(&Peer, &led, &sealed)), Ok(answer.clone()));
        let again = seal(&round, &answer);
        prop_assert_ne!(&sealed, &again);
        prop_assert_eq!(sealed.len(), again.len());
    }

    #[test]
    fn changed_or_cut_it_never_opens(answer in answer(), at in any::<prop::sample::Index>(), bit in 0_u32..8) {
        let led = led("r");
        let mut sealed = seal(&led.round, &answer);
        let at = at.index(sealed.len());
        let cut = now(open(&Peer, &led, &sealed[..at]));
        prop_assert!(matches!(cut, Err(SealError::Damaged)), "{at}: {cut:?}");
        sealed[at] ^= 1 << bit;
        let changed = now(open(&Peer, &led, &sealed));
        let named = match at {
            0 => matches!(changed, Err(SealError::Newer | SealError::Foreign | SealError::Damaged)),
            1..17 => changed == Err(SealError::Foreign),
            _ => changed == Err(SealError::Damaged),
        };
        prop_assert!(named, "{at}: {changed:?}");
    }

    #[test]
    fn how_much_was_written_shows_by_steps_alone(text in ".{0,80}") {
        let led = led("r");
        let answer = |text: &str| Answer {
            schema: TEAM_SCHEMA,
            round: "r".to_owned(),
            respondent: "0".repeat(32),
            revision: 1,
            replies: vec![Reply { question: "q".to_owned(), said: Said::Text(text.to_owned()) }],
            ..Answer::default()
        };
        let (short, long) = (seal(&led.round, &answer("")), seal(&led.round, &answer(&text)));
        prop_assert_eq!((long.len() - short.len()) % 256, 0);
        prop_assert_eq!((short.len() - 1 - 16 - 65 - 16) % 256, 0);
    }

    #[test]
    fn handed_over_it_is_what_was_led(answers in prop::collection::vec(answer(), 0..5), closed in any::<bool>()) {
        let led = Led { answers, closed_at: closed.then_some(1.5e12), ..led("r") };
        let payload = inside(&now(handover(&Peer, &led, "")).unwrap(), Kind::Handover);
        prop_assert!(!lock::is_locked(&payload));
        prop_assert_eq!(now(read_handover(&Peer, &payload, "")), Ok(led));
    }
}

#[test]
fn a_foreign_answer_is_named() {
    let (ours, theirs) = (led("r"), led("s"));
    let same_id = led("r");
    let answer = Answer {
        schema: TEAM_SCHEMA,
        round: "r".to_owned(),
        respondent: "1".repeat(32),
        revision: 1,
        ..Answer::default()
    };
    for (how, round) in [("another id", &theirs.round), ("another key", &same_id.round)] {
        assert_eq!(now(open(&Peer, &ours, &seal(round, &answer))), Err(SealError::Foreign), "{how}");
    }
    // Sealed to our round by somebody who says inside that it is for another.
    let inside = Answer { round: "s".to_owned(), ..answer.clone() };
    assert_eq!(now(open(&Peer, &ours, &seal(&ours.round, &inside))), Err(SealError::Foreign));
}

#[test]
fn what_opens_and_is_no_answer_is_named() {
    let led = led("r");
    let answer = Answer {
        schema: TEAM_SCHEMA,
        round: "r".to_owned(),
        respondent: "1".repeat(32),
        revision: 1,
        ..Answer::default()
    };
    for respondent in ["", "Ann", &"1".repeat(34)] {
        let nobody = Answer { respondent: respondent.to_owned(), ..answer.clone() };
        let opened = now(open(&Peer, &led, &seal(&led.round, &nobody)));
        assert!(matches!(opened, Err(SealError::Malformed(_))), "{opened:?}");
    }
    let newer = Answer { schema: TEAM_SCHEMA + 1, ..answer.clone() };
    assert_eq!(now(open(&Peer, &led, &seal(&led.round, &newer))), Err(SealError::Newer));
    // Of a copied profile the case of the digits makes no second person.
    let loud = Answer { respondent: "AB".repeat(16), ..answer };
    assert_eq!(now(open(&Peer, &led, &seal(&led.round, &loud))).unwrap().respondent, "ab".repeat(16));
}

#[test]
fn too_much_is_not_sealed() {
    let led = led("r");
    let reply = Reply { question: "q".to_owned(), said: Said::Text("x".repeat(1 << 20)) };
    let answer = Answer { round: "r".to_owned(), replies: vec![reply], ..Answer::default() };
    assert_eq!(now(seal::seal(&Peer, &led.round, &answer)), Err(SealError::TooLarge));
}

#[test]
fn a_round_without_a_key_is_none() {
    let led = led("r");
    for key in ["", "04", &led.round.key.replacen("04", "02", 1), &format!("{}00", led.round.key)] {
        let round = Round { key: key.to_owned(), ..led.round.clone() };
        let read = read_round(&inside(&round_block(&round), Kind::Round));
        assert!(matches!(read, Err(SealError::Malformed(_))), "{read:?}");
    }
    let off_the_curve = Round { key: format!("04{}", "11".repeat(64)), ..led.round.clone() };
    let sealed = now(seal::seal(&Peer, &off_the_curve, &Answer::default()));
    assert!(matches!(sealed, Err(SealError::Malformed(_))), "{sealed:?}");
    assert_eq!(read_round(b"{\"schema\":2}"), Err(SealError::Newer));
    assert!(matches!(read_round(b"\xff"), Err(SealError::Malformed(_))));
}

#[test]
fn a_handover_may_be_locked() {
    let led = led("r");
    let payload = inside(&now(handover(&Peer, &led, "kept \u{e9}")).unwrap(), Kind::Handover);
    assert!(lock::is_locked(&payload));
    assert!(!String::from_utf8_lossy(&payload).contains(&led.private_key));
    assert_eq!(now(read_handover(&Peer, &payload, "")), Err(SealError::Locked));
    assert_eq!(now(read_handover(&Peer, &payload, "kept")), Err(SealError::WrongPassphrase));
    assert_eq!(now(read_handover(&Peer, &payload, "kept \u{e9}")), Ok(led.clone()));

    let other = Led { private_key: self::led("r").private_key, ..led };
    let payload = inside(&now(handover(&Peer, &other, "")).unwrap(), Kind::Handover);
    assert!(matches!(now(read_handover(&Peer, &payload, "")), Err(SealError::Malformed(_))));
}

/// PBKDF2 with few iterations: what is tested does not depend on how many they are.
struct Quick;

impl Cryptography for Quick {
    async fn key_pair(&self) -> Result<seal::KeyPair, Fault> {
        Peer.key_pair().await
    }
    async fn agree(&self, private: &[u8], public: &[u8]) -> Result<Vec<u8>, Fault> {
        Peer.agree(private, public).await
    }
    async fn derive(&self, secret: &[u8], salt: &[u8], info: &[u8], length: usize) -> Result<Vec<u8>, Fault> {
        Peer.derive(secret, salt, info, length).await
    }
    async fn encrypt(&self, key: &[u8], nonce: &[u8], with: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
        Peer.encrypt(key, nonce, with, plain).await
    }
    async fn decrypt(&self, key: &[u8], nonce: &[u8], with: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        Peer.decrypt(key, nonce, with, sealed).await
    }
    async fn stretch(&self, passphrase: &str, salt: &[u8], iterations: u32) -> Result<Vec<u8>, Fault> {
        assert_eq!(iterations, 600_000);
        Peer.stretch(passphrase, salt, 2).await
    }
    fn random(&self, count: usize) -> Result<Vec<u8>, Fault> {
        Peer.random(count)
    }
}

proptest! {
    #[test]
    fn unlocked_it_is_what_was_locked(bytes in prop::collection::vec(any::<u8>(), 0..300), phrase in ".{1,30}") {
        let locked = now(lock::lock(&Quick, &phrase, &bytes)).unwrap();
        prop_assert!(lock::is_locked(&locked));
        prop_assert_eq!(now(lock::unlock(&Quick, &phrase, &locked)), Ok(bytes));
        let other = now(lock::unlock(&Quick, &format!("{phrase}."), &locked));
        prop_assert_eq!(other, Err(LockError::WrongPassphrase));
    }

    #[test]
    fn a_locked_file_that_was_changed_or_cut_is_named(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        at in any::<prop::sample::Index>(),
        bit in 0_u32..8,
    ) {
        let mut locked = now(lock::lock(&Quick, "phrase", &bytes)).unwrap();
        let at = at.index(locked.len());
        let cut = now(lock::unlock(&Quick, "phrase", &locked[..at]));
        prop_assert_eq!(cut, Err(match at {
            0..15 => LockError::NotLocked,
            15..60 => LockError::Damaged,
            _ => LockError::WrongPassphrase,
        }));
        locked[at] ^= 1 << bit;
        let changed = now(lock::unlock(&Quick, "phrase", &locked));
        let named = match at {
            0..15 => changed == Err(LockError::NotLocked),
            15 => matches!(changed, Err(LockError::Newer | LockError::Damaged)),
            _ => changed == Err(LockError::WrongPassphrase),
        };
        prop_assert!(named, "{}: {:?}", at, changed);
    }
}
