//! The browser's own cryptography (Web Cryptography API) behind the team's trait. Keys come and go as bytes: nothing is
//! kept here. In a page only, and in a secure context, as extension pages are.

use crate::api::{self, Error};
use converel_team::seal::{Cryptography, Fault, KeyPair};
use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{
    AesGcmParams, CryptoKey, CryptoKeyPair, EcKeyGenParams, EcKeyImportParams, EcdhKeyDeriveParams,
    HkdfParams, Pbkdf2Params, SubtleCrypto,
};

/// The browser's cryptography.
#[derive(Clone, Copy, Debug, Default)]
pub struct WebCrypto;

const CURVE: &str = "P-256";
const HASH: &str = "SHA-256";

fn unavailable(error: Error) -> Fault {
    Fault::Unavailable(error.to_string())
}

/// What the browser says of a key or a text that does not fit is the same in no two browsers.
fn refused(_: Error) -> Fault {
    Fault::Refused
}

fn crypto() -> Result<web_sys::Crypto, Fault> {
    let window = web_sys::window().ok_or_else(|| unavailable(Error::Absent("window")))?;
    window.crypto().map_err(|error| unavailable(api::thrown(error)))
}

fn subtle() -> Result<SubtleCrypto, Fault> {
    Ok(crypto()?.subtle())
}

async fn settled<T: JsCast>(promise: Result<Promise, JsValue>) -> Result<T, Error> {
    Ok(api::settled(promise.map_err(api::thrown)?).await?.unchecked_into())
}

async fn bytes(promise: Result<Promise, JsValue>) -> Result<Vec<u8>, Error> {
    Ok(Uint8Array::new(&settled::<JsValue>(promise).await?).to_vec())
}

fn uses(names: &[&str]) -> Array {
    names.iter().map(|name| JsValue::from_str(name)).collect()
}

/// A key of the curve: `pkcs8` is a private half, `raw` a public one, which is used with another.
async fn half(format: &str, key: &[u8], used: &[&str]) -> Result<CryptoKey, Fault> {
    let algorithm = EcKeyImportParams::new("ECDH");
    algorithm.set_named_curve(CURVE);
    let key = Uint8Array::from(key);
    settled(subtle()?.import_key_with_object(format, &key, &algorithm, false, &uses(used)))
        .await
        .map_err(refused)
}

/// A secret for an algorithm that needs no more than its name.
async fn secret(algorithm: &str, secret: &[u8], used: &str) -> Result<CryptoKey, Fault> {
    let secret = Uint8Array::from(secret);
    settled(subtle()?.import_key_with_str("raw", &secret, algorithm, false, &uses(&[used])))
        .await
        .map_err(unavailable)
}

async fn bits(algorithm: &Object, key: &CryptoKey, length: usize) -> Result<Vec<u8>, Error> {
    let bits = u32::try_from(length * 8).map_err(|_| Error::Shape(format!("{length} bytes")))?;
    let promise = match subtle() {
        Ok(subtle) => subtle.derive_bits_with_object(algorithm, key, bits),
        Err(fault) => return Err(Error::Shape(fault.to_string())),
    };
    bytes(promise).await
}

fn gcm(nonce: &[u8], associated: &[u8]) -> AesGcmParams {
    let algorithm = AesGcmParams::new("AES-GCM", &Uint8Array::from(nonce));
    algorithm.set_additional_data(&Uint8Array::from(associated));
    algorithm
}

impl Cryptography for WebCrypto {
    async fn key_pair(&self) -> Result<KeyPair, Fault> {
        let (subtle, algorithm) = (subtle()?, EcKeyGenParams::new("ECDH", CURVE));
        let generated = subtle.generate_key_with_object(&algorithm, true, &uses(&["deriveBits"]));
        let pair: CryptoKeyPair = settled(generated).await.map_err(unavailable)?;
        let private = bytes(subtle.export_key("pkcs8", &pair.get_private_key())).await;
        let public = bytes(subtle.export_key("raw", &pair.get_public_key())).await;
        Ok(KeyPair { private: private.map_err(unavailable)?, public: public.map_err(unavailable)? })
    }

    async fn agree(&self, private: &[u8], public: &[u8]) -> Result<Vec<u8>, Fault> {
        let private = half("pkcs8", private, &["deriveBits"]).await?;
        let public = half("raw", public, &[]).await?;
        bits(&EcdhKeyDeriveParams::new("ECDH", &public), &private, 32).await.map_err(refused)
    }

    async fn derive(&self, secret: &[u8], salt: &[u8], info: &[u8], length: usize) -> Result<Vec<u8>, Fault> {
        let key = self::secret("HKDF", secret, "deriveBits").await?;
        let (info, salt) = (Uint8Array::from(info), Uint8Array::from(salt));
        let algorithm = HkdfParams::new_with_str("HKDF", HASH, &info, &salt);
        bits(&algorithm, &key, length).await.map_err(unavailable)
    }

    async fn encrypt(
        &self,
        key: &[u8],
        nonce: &[u8],
        associated: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        let key = secret("AES-GCM", key, "encrypt").await?;
        let plain = Uint8Array::from(plain);
        let sealed = subtle()?.encrypt_with_object_and_js_u8_array(&gcm(nonce, associated), &key, &plain);
        bytes(sealed).await.map_err(unavailable)
    }

    async fn decrypt(
        &self,
        key: &[u8],
        nonce: &[u8],
        associated: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        let key = secret("AES-GCM", key, "decrypt").await?;
        let sealed = Uint8Array::from(sealed);
        let plain = subtle()?.decrypt_with_object_and_js_u8_array(&gcm(nonce, associated), &key, &sealed);
        bytes(plain).await.map_err(refused)
    }

    async fn stretch(&self, passphrase: &str, salt: &[u8], iterations: u32) -> Result<Vec<u8>, Fault> {
        let key = secret("PBKDF2", passphrase.as_bytes(), "deriveBits").await?;
        let algorithm = Pbkdf2Params::new_with_str("PBKDF2", HASH, iterations, &Uint8Array::from(salt));
        bits(&algorithm, &key, 32).await.map_err(unavailable)
    }

    fn random(&self, count: usize) -> Result<Vec<u8>, Fault> {
        let mut bytes = vec![0; count];
        crypto()?
            .get_random_values_with_u8_array(&mut bytes)
            .map_err(|error| unavailable(api::thrown(error)))?;
        Ok(bytes)
    }
}
