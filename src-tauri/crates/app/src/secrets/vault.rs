//! An encrypted file of secrets that documents had inside them, and the key that opens it.
//!
//! XChaCha20-Poly1305; the 32-byte key lies in the keyring, or in memory for this run. Without a keyring nothing is
//! written: the secrets of an earlier run are *to be given again*.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use vitrine_domain::{Problem, codes};
use zeroize::Zeroizing;

use super::Keys;
use crate::api::KeyKept;

const NONCE: usize = 24;

/// The vault key. Marks in documents are made with a key derived from it, so that they say nothing about the secret.
pub struct VaultKey(Zeroizing<[u8; 32]>);

impl VaultKey {
    /// A new key from the system's random numbers.
    pub fn random() -> Result<Self, Problem> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *key).map_err(|e| trouble(&e))?;
        Ok(Self(key))
    }

    /// The mark that stands for a secret in a stored document: 64 hexadecimal digits.
    pub fn mark(&self, secret: &str) -> String {
        let mut derive =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&*self.0).expect("any length is a key");
        derive.update(b"vitrine document marks");
        let derived = derive.finalize().into_bytes();
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&derived).expect("any length is a key");
        mac.update(secret.as_bytes());
        mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// The open vault.
pub struct Vault {
    path: PathBuf,
    key: VaultKey,
    /// The key outlives this run, so the file is worth writing.
    kept: bool,
    secrets: Mutex<BTreeMap<String, Zeroizing<String>>>,
}

impl Vault {
    /// Opens the vault of a folder; a new one is empty. A file that its key does not open is set aside, not deleted.
    ///
    /// # Errors
    /// `storage.trouble` when random numbers or the file cannot be had.
    pub async fn open(folder: &Path, keys: &Keys) -> Result<Self, Problem> {
        let path = folder.join("vault");
        let opened = |text: &SecretString| {
            STANDARD.decode(text.expose_secret()).ok().and_then(|b| <[u8; 32]>::try_from(b).ok())
        };
        let (key, kept) = match keys.look_up("vault").await {
            Ok(Some((text, _))) if let Some(bytes) = opened(&text) => (VaultKey(Zeroizing::new(bytes)), true),
            Ok(_) => {
                let key = VaultKey::random()?;
                let text = SecretString::from(STANDARD.encode(*key.0));
                let kept = keys.keep("vault", text).await == KeyKept::Keyring;
                (key, kept)
            }
            // Locked, slow or absent: its key may be there. Nothing is written over it, and the file is left alone.
            Err(_) => {
                return Ok(Self { path, key: VaultKey::random()?, kept: false, secrets: Mutex::default() });
            }
        };
        let mut vault = Self { path, key, kept, secrets: Mutex::default() };
        vault.load()?;
        Ok(vault)
    }

    /// The secret behind a mark.
    pub fn get(&self, mark: &str) -> Option<Zeroizing<String>> {
        self.secrets.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(mark).cloned()
    }

    /// Keeps a secret and answers its mark.
    ///
    /// # Errors
    /// `storage.trouble` when the file cannot be written; the secret is then kept for this run.
    pub fn put(&self, secret: &str) -> Result<String, Problem> {
        let mark = self.key.mark(secret);
        let mut secrets = self.secrets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if secrets.insert(mark.clone(), Zeroizing::new(secret.to_owned())).is_none() && self.kept {
            self.save(&secrets)?;
        }
        Ok(mark)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.key.0).into())
    }

    fn load(&mut self) -> Result<(), Problem> {
        let sealed = match std::fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(trouble(&e)),
        };
        let opened = sealed.split_at_checked(NONCE).and_then(|(nonce, text)| {
            let nonce = XNonce::try_from(nonce).ok()?;
            self.cipher().decrypt(&nonce, text).ok().map(Zeroizing::new)
        });
        match opened.and_then(|text| serde_json::from_slice::<BTreeMap<String, String>>(&text).ok()) {
            Some(map) => {
                self.secrets = Mutex::new(map.into_iter().map(|(k, v)| (k, Zeroizing::new(v))).collect());
                Ok(())
            }
            // Another key wrote it: those secrets are to be given again, and the file waits for its key.
            None => {
                std::fs::rename(&self.path, self.path.with_extension("other-key")).map_err(|e| trouble(&e))
            }
        }
    }

    fn save(&self, secrets: &BTreeMap<String, Zeroizing<String>>) -> Result<(), Problem> {
        let plain: BTreeMap<&str, &str> = secrets.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let text = Zeroizing::new(crate::store::json(&plain));
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|e| trouble(&e))?;
        let sealed = self.cipher().encrypt(&nonce.into(), text.as_bytes()).map_err(|e| trouble(&e))?;
        let temporary = self.path.with_extension("new");
        let write = || -> std::io::Result<()> {
            use std::io::Write as _;
            let mut file = std::fs::File::create(&temporary)?;
            file.write_all(&nonce)?;
            file.write_all(&sealed)?;
            file.sync_all()?;
            std::fs::rename(&temporary, &self.path)
        };
        write().map_err(|e| trouble(&e))
    }
}

fn trouble(reason: &dyn std::fmt::Display) -> Problem {
    Problem::must(codes::STORAGE_UNWRITABLE).with("reason", reason.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::TestKeyring;
    use super::super::{Keyring, NoKeyring};
    use super::*;

    #[tokio::test]
    async fn the_vault_opens_again_with_its_key_and_shows_nothing_without() {
        let folder = tempfile::tempdir().unwrap();
        let ring: Arc<dyn Keyring> = Arc::new(TestKeyring::default());
        let mark =
            Vault::open(folder.path(), &Keys::new(ring.clone())).await.unwrap().put("canary-5e1").unwrap();

        let file = std::fs::read(folder.path().join("vault")).unwrap();
        assert!(!file.windows(10).any(|w| w == b"canary-5e1"), "the file is encrypted");
        let again = Vault::open(folder.path(), &Keys::new(ring)).await.unwrap();
        assert_eq!(again.get(&mark).unwrap().as_str(), "canary-5e1");

        let stranger =
            Vault::open(folder.path(), &Keys::new(Arc::new(TestKeyring::default()))).await.unwrap();
        assert!(stranger.get(&mark).is_none());
        assert!(folder.path().join("vault.other-key").exists(), "the file waits for its key");
    }

    #[tokio::test]
    async fn without_a_keyring_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open(folder.path(), &Keys::new(Arc::new(NoKeyring))).await.unwrap();
        let mark = vault.put("canary-5e1").unwrap();
        assert!(vault.get(&mark).is_some(), "it is there for this run");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
