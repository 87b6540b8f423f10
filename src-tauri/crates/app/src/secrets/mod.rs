//! Where keys lie: the keyring of the system, or memory for this run when none answers. Never a plain file.
//!
//! Each call to the keyring runs on a thread of its own with a limit, because a visible prompt may wait for a person for
//! ever. Tokens are not here: they stay in the client that asked for them.

mod sealed;
mod vault;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::api::KeyKept;

pub use sealed::{seal, unseal};
pub use vault::Vault;

const SERVICE: &str = "Vitrine";
const PATIENCE: Duration = Duration::from_secs(10);

/// A place that keeps secrets by name. Blocking; called on threads that may block.
pub trait Keyring: Send + Sync + 'static {
    /// `None`: no such entry. `Err`: no keyring, locked, or refused.
    fn get(&self, user: &str) -> Result<Option<String>, String>;
    fn set(&self, user: &str, secret: &str) -> Result<(), String>;
    fn delete(&self, user: &str) -> Result<(), String>;
}

/// The keyring of the operating system.
pub struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn get(&self, user: &str) -> Result<Option<String>, String> {
        let entry = keyring::Entry::new(SERVICE, user).map_err(|e| e.to_string())?;
        match entry.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(e) => Err(e.to_string()),
        }
    }

    fn set(&self, user: &str, secret: &str) -> Result<(), String> {
        keyring::Entry::new(SERVICE, user).and_then(|e| e.set_password(secret)).map_err(|e| e.to_string())
    }

    fn delete(&self, user: &str) -> Result<(), String> {
        match keyring::Entry::new(SERVICE, user).and_then(|e| e.delete_credential()) {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(e) => Err(e.to_string()),
        }
    }
}

/// No keyring at all: practice, whose only key is made anew at each start and guards nothing.
pub struct NoKeyring;

impl Keyring for NoKeyring {
    fn get(&self, _: &str) -> Result<Option<String>, String> {
        Err("not used".into())
    }
    fn set(&self, _: &str, _: &str) -> Result<(), String> {
        Err("not used".into())
    }
    fn delete(&self, _: &str) -> Result<(), String> {
        Err("not used".into())
    }
}

/// Keys of accounts, by `account/<uuid>/<kind>`.
#[derive(Clone)]
pub struct Keys {
    keyring: Arc<dyn Keyring>,
    this_run: Arc<Mutex<HashMap<String, SecretString>>>,
    answered: Arc<Mutex<Option<bool>>>,
}

impl Keys {
    pub fn new(keyring: Arc<dyn Keyring>) -> Self {
        Self { keyring, this_run: Arc::default(), answered: Arc::default() }
    }

    /// Keeps a key, in the keyring when there is one, and says where it went.
    pub async fn keep(&self, user: &str, secret: SecretString) -> KeyKept {
        let (name, value) = (user.to_owned(), secret.clone());
        let kept = self.ask(move |keyring| keyring.set(&name, value.expose_secret())).await;
        // Read back: some keyrings accept and forget.
        let name = user.to_owned();
        let kept = kept.is_ok() && matches!(self.ask(move |k| k.get(&name)).await, Ok(Some(_)));
        self.note(kept);
        if kept {
            self.this_run.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(user);
            KeyKept::Keyring
        } else {
            self.this_run
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .insert(user.to_owned(), secret);
            KeyKept::ThisRun
        }
    }

    /// Whether this run holds the key itself.
    pub fn in_this_run(&self, user: &str) -> bool {
        self.this_run.lock().unwrap_or_else(std::sync::PoisonError::into_inner).contains_key(user)
    }

    /// The key and where it lies; `None` when it has to be given again.
    pub async fn find(&self, user: &str) -> Option<(SecretString, KeyKept)> {
        self.look_up(user).await.ok().flatten()
    }

    /// As [`Keys::find`], and tells a keyring that has no such entry from one that did not answer.
    pub async fn look_up(&self, user: &str) -> Result<Option<(SecretString, KeyKept)>, String> {
        if let Some(key) = self.this_run.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(user) {
            return Ok(Some((key.clone(), KeyKept::ThisRun)));
        }
        let name = user.to_owned();
        let answer = self.ask(move |k| k.get(&name)).await;
        self.note(answer.is_ok());
        Ok(answer?.map(|secret| (SecretString::from(secret), KeyKept::Keyring)))
    }

    pub async fn forget(&self, user: &str) {
        self.this_run.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(user);
        let name = user.to_owned();
        if let Err(reason) = self.ask(move |k| k.delete(&name)).await {
            tracing::info!(reason, "the keyring did not delete an entry");
        }
    }

    /// Whether a keyring answered when it was last asked.
    pub fn answered(&self) -> Option<bool> {
        *self.answered.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn note(&self, answered: bool) {
        *self.answered.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(answered);
    }

    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Keyring) -> Result<T, String> + Send + 'static,
    ) -> Result<T, String> {
        let keyring = self.keyring.clone();
        let (send, receive) = tokio::sync::oneshot::channel();
        std::thread::Builder::new()
            .name("keyring".into())
            .spawn(move || drop(send.send(work(&*keyring))))
            .map_err(|e| e.to_string())?;
        match tokio::time::timeout(PATIENCE, receive).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err("the keyring call ended without an answer".into()),
            Err(_) => Err("the keyring did not answer in time".into()),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A keyring that works, for tests that must not touch the one of the developer.
    #[derive(Default)]
    pub struct TestKeyring(Mutex<HashMap<String, String>>);

    impl Keyring for TestKeyring {
        fn get(&self, user: &str) -> Result<Option<String>, String> {
            Ok(self.0.lock().unwrap().get(user).cloned())
        }
        fn set(&self, user: &str, secret: &str) -> Result<(), String> {
            self.0.lock().unwrap().insert(user.into(), secret.into());
            Ok(())
        }
        fn delete(&self, user: &str) -> Result<(), String> {
            self.0.lock().unwrap().remove(user);
            Ok(())
        }
    }

    #[tokio::test]
    async fn without_a_keyring_the_key_lives_for_this_run_only() {
        let keys = Keys::new(Arc::new(NoKeyring));
        assert_eq!(keys.keep("account/a/key", "s3cret".to_owned().into()).await, KeyKept::ThisRun);
        assert_eq!(keys.find("account/a/key").await.unwrap().0.expose_secret(), "s3cret");
        assert_eq!(keys.answered(), Some(false));
        assert!(
            Keys::new(Arc::new(NoKeyring)).find("account/a/key").await.is_none(),
            "the next run has to ask"
        );
    }

    #[tokio::test]
    async fn a_keyring_that_works_is_used_and_forgets_when_told() {
        let ring: Arc<dyn Keyring> = Arc::new(TestKeyring::default());
        let keys = Keys::new(ring.clone());
        assert_eq!(keys.keep("account/a/key", "s3cret".to_owned().into()).await, KeyKept::Keyring);
        assert!(Keys::new(ring.clone()).find("account/a/key").await.is_some(), "the next run finds it");
        keys.forget("account/a/key").await;
        assert!(keys.find("account/a/key").await.is_none());
    }
}
