//! Sealing: an answer that everybody may see go by and the lead alone can read. A round has a key pair of P-256, whose
//! private half stays with the lead. An answer is sealed to the public half (ECIES): a fresh pair, agreement (ECDH),
//! HKDF-SHA-256, AES-256-GCM. P-256 because the oldest browser that is allowed has no X25519.
//!
//! A sealed answer: version (1 byte), which round and key (16), the fresh pair's public half (65), then the answer's
//! JSON, encrypted, its length rounded up. Key and nonce come from the agreement, which happens once. All that stands
//! before the encrypted part is authenticated with it.

use crate::block::{self, Kind};
use crate::{hex, lock};
use converel_protocol::team::round::{Answer, Led, Round};
use converel_protocol::team::{self, TeamError};
use sha2::{Digest, Sha256};

/// What a browser does with keys; tests have it from another peer. Nobody else in the project computes with keys.
#[allow(async_fn_in_trait)] // a page has one thread: nobody needs `Send` futures
pub trait Cryptography {
    /// A fresh pair of P-256.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    async fn key_pair(&self) -> Result<KeyPair, Fault>;

    /// ECDH: what both of two pairs can compute, 32 bytes. `private`: PKCS #8; `public`: an uncompressed point.
    ///
    /// # Errors
    /// [`Fault::Refused`]: no key, or not on the curve.
    async fn agree(&self, private: &[u8], public: &[u8]) -> Result<Vec<u8>, Fault>;

    /// HKDF-SHA-256 (RFC 5869): `length` bytes.
    ///
    /// # Errors
    /// [`Fault`].
    async fn derive(&self, secret: &[u8], salt: &[u8], info: &[u8], length: usize) -> Result<Vec<u8>, Fault>;

    /// AES-256-GCM with a tag of 16 bytes, which stands behind what is encrypted. `nonce`: 12 bytes, never twice for
    /// one key.
    ///
    /// # Errors
    /// [`Fault`].
    async fn encrypt(
        &self,
        key: &[u8],
        nonce: &[u8],
        associated: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, Fault>;

    /// What [`Self::encrypt`] was given.
    ///
    /// # Errors
    /// [`Fault::Refused`]: another key, or something was changed.
    async fn decrypt(
        &self,
        key: &[u8],
        nonce: &[u8],
        associated: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, Fault>;

    /// PBKDF2-HMAC-SHA-256 (RFC 8018): 32 bytes.
    ///
    /// # Errors
    /// [`Fault`].
    async fn stretch(&self, passphrase: &str, salt: &[u8], iterations: u32) -> Result<Vec<u8>, Fault>;

    /// So many random bytes, 1,024 at most.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    fn random(&self, count: usize) -> Result<Vec<u8>, Fault>;
}

/// A pair of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPair {
    /// PKCS #8.
    pub private: Vec<u8>,
    /// A point of P-256, uncompressed (SEC 1), 65 bytes.
    pub public: Vec<u8>,
}

/// Why nothing came of a computation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// What was given is no key, or not what was encrypted.
    #[error("the key does not fit")]
    Refused,
    /// The browser's cryptography cannot be had; its own words.
    #[error("the browser's cryptography cannot be used: {0}")]
    Unavailable(String),
}

/// Why something was not sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It was sealed to another round.
    #[error("it belongs to another round")]
    Foreign,
    /// It was changed, or sealed to another key.
    #[error("it was changed")]
    Damaged,
    /// A newer version of the extension wrote it.
    #[error("a newer version wrote it")]
    Newer,
    /// It opens, and what is inside is not what it should be.
    #[error("it does not follow its schema: {0}")]
    Malformed(String),
    /// It is larger than a block may be.
    #[error("it is too large")]
    TooLarge,
    /// It was locked with a passphrase, and none was given.
    #[error("it was locked with a passphrase")]
    Locked,
    /// The passphrase is another, or the block was changed.
    #[error("wrong passphrase, or it was changed")]
    WrongPassphrase,
    /// [`Fault::Unavailable`].
    #[error(transparent)]
    Cryptography(Fault),
}

impl From<TeamError> for SealError {
    fn from(error: TeamError) -> Self {
        match error {
            TeamError::Newer { .. } => Self::Newer,
            error => Self::Malformed(error.to_string()),
        }
    }
}

impl From<Fault> for SealError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused => Self::Damaged,
            fault => Self::Cryptography(fault),
        }
    }
}

/// The version of a sealed answer.
const VERSION: u8 = 1;
/// How much of the hash tells round and key.
const TAG: usize = 16;
/// A point of P-256, uncompressed.
const POINT: usize = 65;
/// AES-256-GCM's.
const KEY: usize = 32;
const NONCE: usize = 12;
/// An answer's length is rounded up to a multiple of this: how much somebody wrote shows by this step alone.
const STEP: usize = 256;

/// Begins to lead a round: makes its key pair, whose public half comes into the round, and what the order of free texts
/// is made from. The rest of `round` is the caller's.
///
/// # Errors
/// [`Fault::Unavailable`].
pub async fn new_led(crypto: &impl Cryptography, round: Round) -> Result<Led, Fault> {
    let pair = crypto.key_pair().await?;
    Ok(Led {
        schema: team::TEAM_SCHEMA,
        private_key: hex::write(&pair.private),
        shuffle: hex::write(&crypto.random(32)?),
        answers: Vec::new(),
        closed_at: None,
        changed_at: round.at,
        round: Round { key: hex::write(&pair.public), ..round },
    })
}

/// Who answers: 32 random hex digits, for [`Answer::respondent`].
///
/// # Errors
/// [`Fault::Unavailable`].
pub fn respondent(crypto: &impl Cryptography) -> Result<String, Fault> {
    Ok(hex::write(&crypto.random(16)?))
}

/// The round as it is handed out, under its title.
pub fn round_block(round: &Round) -> String {
    block::write(Kind::Round, &round.title, team::write(round).as_bytes())
}

/// Reads what a block of kind round carries. Whether it can be answered is told by `questions::check`.
///
/// # Errors
/// [`SealError::Malformed`] (without a key that could be one too) or [`SealError::Newer`].
pub fn read_round(payload: &[u8]) -> Result<Round, SealError> {
    let round: Round = team::read(utf8(payload)?)?;
    public_key(&round)?;
    Ok(round)
}

fn utf8(bytes: &[u8]) -> Result<&str, SealError> {
    std::str::from_utf8(bytes).map_err(|error| SealError::Malformed(error.to_string()))
}

/// The round's public key, as far as its looks go; whether it is on the curve is the browser's to say.
fn public_key(round: &Round) -> Result<Vec<u8>, SealError> {
    hex::read(&round.key)
        .filter(|key| key.len() == POINT && key.first() == Some(&4))
        .ok_or_else(|| SealError::Malformed("the round has no key".to_owned()))
}

/// Tells a round with its key from every other, without saying which it is.
fn tag(round: &Round, key: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"converel round");
    hash.update(key);
    hash.update(round.id.as_bytes());
    hash.finalize().into_iter().take(TAG).collect()
}

/// Key and nonce of one sealed answer. `head`: all that stands before what is encrypted.
async fn keys(
    crypto: &impl Cryptography,
    shared: &[u8],
    head: &[u8],
    round: &Round,
) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let info = [b"converel answer".as_slice(), head, round.key.to_ascii_lowercase().as_bytes()].concat();
    let mut key = crypto.derive(shared, &[], &info, KEY + NONCE).await?;
    let nonce = key.split_off(KEY.min(key.len()));
    Ok((key, nonce))
}

/// Seals an answer to its round: a block that the lead alone can read. Twice the same answer gives two different ones.
///
/// # Errors
/// [`SealError::Malformed`]: the round's key is none. [`SealError::TooLarge`]: too much was written.
/// [`SealError::Cryptography`].
pub async fn seal(crypto: &impl Cryptography, round: &Round, answer: &Answer) -> Result<String, SealError> {
    let key = public_key(round)?;
    let pair = crypto.key_pair().await?;
    let head = [[VERSION].as_slice(), &tag(round, &key), &pair.public].concat();
    let shared = crypto.agree(&pair.private, &key).await.map_err(|fault| match fault {
        Fault::Refused => SealError::Malformed("the round's key is none".to_owned()),
        fault => fault.into(),
    })?;
    let (key, nonce) = keys(crypto, &shared, &head, round).await?;
    // Spaces behind a JSON text are part of none of its values.
    let mut plain = team::write(answer).into_bytes();
    plain.resize(plain.len().next_multiple_of(STEP), b' ');
    let sealed = crypto.encrypt(&key, &nonce, &head, &plain).await?;
    let payload = [head, sealed].concat();
    if payload.len() > Kind::Answer.limit() {
        return Err(SealError::TooLarge);
    }
    Ok(block::write(Kind::Answer, &round.title, &payload))
}

/// Opens what a block of kind answer carries. What it says to questions that the round does not have is left out by
/// `questions::check_replies`.
///
/// # Errors
/// [`SealError::Foreign`], [`SealError::Damaged`], [`SealError::Newer`], [`SealError::Malformed`] or
/// [`SealError::Cryptography`].
pub async fn open(crypto: &impl Cryptography, led: &Led, payload: &[u8]) -> Result<Answer, SealError> {
    let key = public_key(&led.round)?;
    let private = hex::read(&led.private_key)
        .ok_or_else(|| SealError::Malformed("the round has no private key".to_owned()))?;
    if payload.first().is_some_and(|version| *version > VERSION) {
        return Err(SealError::Newer);
    }
    let (head, sealed) = payload.split_at_checked(1 + TAG + POINT).ok_or(SealError::Damaged)?;
    let (of, public) = head.split_at_checked(1 + TAG).ok_or(SealError::Damaged)?;
    if of.get(1..) != Some(tag(&led.round, &key).as_slice()) {
        return Err(SealError::Foreign);
    }
    let shared = crypto.agree(&private, public).await?;
    let (key, nonce) = keys(crypto, &shared, head, &led.round).await?;
    let plain = crypto.decrypt(&key, &nonce, head, sealed).await?;
    let answer: Answer = team::read(utf8(&plain)?)?;
    if answer.round != led.round.id {
        return Err(SealError::Foreign);
    }
    if hex::read(&answer.respondent).is_none_or(|bytes| bytes.len() != 16) {
        return Err(SealError::Malformed("nobody answers".to_owned()));
    }
    Ok(Answer { respondent: answer.respondent.to_ascii_lowercase(), ..answer })
}

/// All that the lead has of a round, for whoever goes on with it. Whoever reads it can read every answer: locked with a
/// passphrase, unless that is empty.
///
/// # Errors
/// [`SealError::TooLarge`] or [`SealError::Cryptography`].
pub async fn handover(crypto: &impl Cryptography, led: &Led, passphrase: &str) -> Result<String, SealError> {
    let mut payload = team::write(led).into_bytes();
    if !passphrase.is_empty() {
        payload = lock::lock(crypto, passphrase, &payload).await.map_err(SealError::Cryptography)?;
    }
    if payload.len() > Kind::Handover.limit() {
        return Err(SealError::TooLarge);
    }
    Ok(block::write(Kind::Handover, &led.round.title, &payload))
}

/// Reads what a block of kind handover carries; whether it wants a passphrase is told by [`lock::is_locked`].
///
/// # Errors
/// [`SealError::Locked`], [`SealError::WrongPassphrase`], [`SealError::Newer`], [`SealError::Malformed`] (also where the
/// private half does not belong to the round's key), [`SealError::Cryptography`].
pub async fn read_handover(
    crypto: &impl Cryptography,
    payload: &[u8],
    passphrase: &str,
) -> Result<Led, SealError> {
    let unlocked;
    let text = if lock::is_locked(payload) {
        if passphrase.is_empty() {
            return Err(SealError::Locked);
        }
        unlocked = lock::unlock(crypto, passphrase, payload).await?;
        utf8(&unlocked)?
    } else {
        utf8(payload)?
    };
    let led: Led = team::read(text)?;
    let malformed = || SealError::Malformed("its keys do not belong together".to_owned());
    let (public, private) = (public_key(&led.round)?, hex::read(&led.private_key).ok_or_else(malformed)?);
    let pair = crypto.key_pair().await?;
    let ours = crypto.agree(&pair.private, &public).await;
    let theirs = crypto.agree(&private, &pair.public).await;
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) if ours == theirs => Ok(led),
        (Err(fault @ Fault::Unavailable(_)), _) | (_, Err(fault @ Fault::Unavailable(_))) => {
            Err(fault.into())
        }
        _ => Err(malformed()),
    }
}

impl From<lock::LockError> for SealError {
    fn from(error: lock::LockError) -> Self {
        match error {
            lock::LockError::NotLocked | lock::LockError::Damaged => Self::Damaged,
            lock::LockError::Newer => Self::Newer,
            lock::LockError::WrongPassphrase => Self::WrongPassphrase,
            lock::LockError::Cryptography(fault) => Self::Cryptography(fault),
        }
    }
}
