//! The team's cryptography by RustCrypto: an implementation that shares nothing with the browsers' own. The pure
//! part's tests run with it, and the browsers' tests let it answer rounds that a browser leads.

pub mod transport;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use converel_team::seal::{Cryptography, Fault, KeyPair};
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use p256::{PublicKey, SecretKey, ecdh};
use sha2::Sha256;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// RustCrypto, with the system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct Peer;

/// What a future comes to that never waits, as this peer's never do.
///
/// # Panics
/// It waits.
#[allow(clippy::panic)] // tests alone use it
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn unavailable(error: impl std::fmt::Display) -> Fault {
    Fault::Unavailable(error.to_string())
}

fn refused<E>(_: E) -> Fault {
    Fault::Refused
}

impl Cryptography for Peer {
    async fn key_pair(&self) -> Result<KeyPair, Fault> {
        // Nearly every 32 bytes are a scalar of the curve.
        let secret = loop {
            if let Ok(secret) = SecretKey::from_slice(&self.random(32)?) {
                break secret;
            }
        };
        let private = secret.to_pkcs8_der().map_err(unavailable)?.as_bytes().to_vec();
        let public = secret.public_key().to_sec1_point(false).as_bytes().to_vec();
        Ok(KeyPair { private, public })
    }

    async fn agree(&self, private: &[u8], public: &[u8]) -> Result<Vec<u8>, Fault> {
        let secret = SecretKey::from_pkcs8_der(private).map_err(refused)?;
        let public = PublicKey::from_sec1_bytes(public).map_err(refused)?;
        let shared = ecdh::diffie_hellman(secret.to_nonzero_scalar(), public.as_affine());
        Ok(shared.raw_secret_bytes().to_vec())
    }

    async fn derive(&self, secret: &[u8], salt: &[u8], info: &[u8], length: usize) -> Result<Vec<u8>, Fault> {
        let mut bytes = vec![0; length];
        Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut bytes).map_err(unavailable)?;
        Ok(bytes)
    }

    async fn encrypt(
        &self,
        key: &[u8],
        nonce: &[u8],
        associated: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        let cipher = Aes256Gcm::new_from_slice(key).map_err(refused)?;
        let nonce = Nonce::try_from(nonce).map_err(refused)?;
        cipher.encrypt(&nonce, Payload { msg: plain, aad: associated }).map_err(refused)
    }

    async fn decrypt(
        &self,
        key: &[u8],
        nonce: &[u8],
        associated: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        let cipher = Aes256Gcm::new_from_slice(key).map_err(refused)?;
        let nonce = Nonce::try_from(nonce).map_err(refused)?;
        cipher.decrypt(&nonce, Payload { msg: sealed, aad: associated }).map_err(refused)
    }

    async fn stretch(&self, passphrase: &str, salt: &[u8], iterations: u32) -> Result<Vec<u8>, Fault> {
        Ok(pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(passphrase.as_bytes(), salt, iterations).to_vec())
    }

    fn random(&self, count: usize) -> Result<Vec<u8>, Fault> {
        let mut bytes = vec![0; count];
        getrandom::fill(&mut bytes).map_err(unavailable)?;
        Ok(bytes)
    }
}
