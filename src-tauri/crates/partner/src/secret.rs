//! The key of an account and an access token: types that print nothing, serialise to nothing, and are wiped when dropped.
//!
//! Where a key is kept (keyring, vault, memory) is the app's decision, not made here.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// The key (client secret) of an Entra application, as Partner Center shows it once.
#[derive(Clone)]
pub struct Key(SecretString);

impl Key {
    /// Takes a key in. White space around it, as pasting leaves it, is dropped.
    pub fn new(text: impl Into<String>) -> Self {
        let text: String = text.into();
        let trimmed = text.trim();
        if trimmed.len() == text.len() { Self(text.into()) } else { Self(trimmed.to_owned().into()) }
    }

    /// The key itself: for the keyring and the sign-in body, nothing else.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Key {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_prints_and_loses_the_blanks_of_pasting() {
        let key = Key::new("  abc8Q~secret\n");
        assert_eq!(key.expose(), "abc8Q~secret");
        assert_eq!(format!("{key:?} {key:#?}"), "Key(…) Key(…)");
    }
}
