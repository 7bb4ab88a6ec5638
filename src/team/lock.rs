//! Bytes locked with a passphrase, as a backup or a handover is: PBKDF2-HMAC-SHA-256, AES-256-GCM. Sixteen bytes say
//! what it is and in which version, then come salt (16), nonce (12), and what is encrypted. All before it is
//! authenticated with it.

use crate::seal::{Cryptography, Fault};

/// What a locked file begins with; the version stands behind it.
const MAGIC: &[u8; 15] = b"converel locked";
const VERSION: u8 = 1;
/// What is recommended for PBKDF2-HMAC-SHA-256 (OWASP, Password Storage Cheat Sheet, 2023).
const ITERATIONS: u32 = 600_000;
const SALT: usize = 16;
const NONCE: usize = 12;
/// Magic, version, salt, nonce.
const HEAD: usize = MAGIC.len() + 1 + SALT + NONCE;
/// What AES-GCM adds.
const TAG: usize = 16;

/// Why something was not unlocked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// It was not locked by this extension.
    #[error("it is not locked")]
    NotLocked,
    /// A newer version of the extension locked it.
    #[error("a newer version locked it")]
    Newer,
    /// It ends too early.
    #[error("a part of it is missing")]
    Damaged,
    /// The passphrase is another, or the file was changed: nobody can tell which.
    #[error("wrong passphrase, or it was changed")]
    WrongPassphrase,
    /// [`Fault::Unavailable`].
    #[error(transparent)]
    Cryptography(Fault),
}

/// Whether these bytes want a passphrase, as far as their beginning says so.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Locks bytes with a passphrase.
///
/// # Errors
/// [`Fault::Unavailable`].
pub async fn lock(crypto: &impl Cryptography, passphrase: &str, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let (salt, nonce) = (crypto.random(SALT)?, crypto.random(NONCE)?);
    let key = crypto.stretch(passphrase, &salt, ITERATIONS).await?;
    let mut file = [MAGIC.as_slice(), &[VERSION], &salt, &nonce].concat();
    let locked = crypto.encrypt(&key, &nonce, &file, bytes).await?;
    file.extend(locked);
    Ok(file)
}

/// What [`lock`] was given.
///
/// # Errors
/// [`LockError`].
pub async fn unlock(
    crypto: &impl Cryptography,
    passphrase: &str,
    bytes: &[u8],
) -> Result<Vec<u8>, LockError> {
    let version = bytes.strip_prefix(MAGIC).ok_or(LockError::NotLocked)?.first().copied();
    match version {
        Some(VERSION) => {}
        Some(0) | None => return Err(LockError::Damaged),
        Some(_) => return Err(LockError::Newer),
    }
    let (head, locked) = bytes.split_at_checked(HEAD).ok_or(LockError::Damaged)?;
    let (salt, nonce) = head
        .get(MAGIC.len() + 1..)
        .and_then(|rest| rest.split_at_checked(SALT))
        .filter(|_| locked.len() >= TAG)
        .ok_or(LockError::Damaged)?;
    let opened = async {
        let key = crypto.stretch(passphrase, salt, ITERATIONS).await?;
        crypto.decrypt(&key, nonce, head, locked).await
    };
    opened.await.map_err(|fault| match fault {
        Fault::Refused => LockError::WrongPassphrase,
        fault => LockError::Cryptography(fault),
    })
}
