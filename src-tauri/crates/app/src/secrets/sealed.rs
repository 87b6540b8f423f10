//! Secrets inside documents: cut out before a document is stored, put back when a body is made.
//!
//! What is cut out: every string that is an address with a signature (`sig=`), wherever it stands. The document keeps
//! `{"$secret": <mark>, "shown": "https://host/path, ends 2026-11-24"}`; two documents differ exactly when the secrets do.

use serde_json::{Value, json};
use vitrine_domain::Problem;

use super::Vault;

/// Cuts the secrets out of a document, in place.
///
/// # Errors
/// Those of [`Vault::put`].
pub fn seal(document: &mut Value, vault: &Vault) -> Result<(), Problem> {
    match document {
        Value::String(text) if mentions_secret(text) => {
            let mark = vault.put(text)?;
            *document = json!({ "$secret": mark, "shown": shown(text) });
            Ok(())
        }
        // An address in the middle of a sentence cannot be asked for again: its signature goes for good.
        Value::String(text) if text.contains("sig=") => {
            *text = vitrine_partner::redact(text);
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| seal(item, vault)),
        Value::Object(members) => members.values_mut().try_for_each(|member| seal(member, vault)),
        _ => Ok(()),
    }
}

/// Puts the secrets back, in place. Answers the shown parts of those that are gone and have to be given again.
pub fn unseal(document: &mut Value, vault: &Vault) -> Vec<String> {
    let mut missing = Vec::new();
    put_back(document, vault, &mut missing);
    missing
}

fn put_back(value: &mut Value, vault: &Vault, missing: &mut Vec<String>) {
    if let Some(mark) = value.get("$secret").and_then(Value::as_str) {
        match vault.get(mark) {
            Some(secret) => *value = Value::String(secret.as_str().to_owned()),
            None => missing.push(value.get("shown").and_then(Value::as_str).unwrap_or_default().to_owned()),
        }
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| put_back(item, vault, missing)),
        Value::Object(members) => members.values_mut().for_each(|member| put_back(member, vault, missing)),
        _ => {}
    }
}

/// Whether a text is an address that carries a signature.
pub fn mentions_secret(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let Some((address, query)) = text.split_once('?') else { return false };
    (address.starts_with("https://") || address.starts_with("http://"))
        && query.split(['&', ';', '#']).any(|pair| pair.to_ascii_lowercase().starts_with("sig="))
}

/// Host and path, and the day it ends when the query tells.
fn shown(address: &str) -> String {
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let end = query.split('&').find_map(|pair| pair.strip_prefix("se=")).map(|end| end.replace("%3A", ":"));
    match end.as_deref().and_then(|end| end.split('T').next()).filter(|day| day.len() == 10) {
        Some(day) => format!("{place}, ends {day}"),
        None => place.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Keys, NoKeyring};
    use super::*;

    #[tokio::test]
    async fn an_address_with_a_signature_leaves_the_document_and_comes_back_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open(folder.path(), &Keys::new(Arc::new(NoKeyring))).await.unwrap();
        let original = json!({
            "packageUrl": "https://contoso.blob.core.windows.net/crm/pkg.zip?sv=2024-05-04&se=2026-11-24T10%3A00%3A00Z&sr=b&sp=r&sig=CANARY%2B",
            "listing": { "description": "See https://contoso.example/?signal=1", "links": ["https://a.example/x?sig=CANARY2"] }
        });
        let mut document = original.clone();
        seal(&mut document, &vault).unwrap();
        let text = document.to_string();
        assert!(!text.contains("CANARY"), "{text}");
        assert!(text.contains("contoso.blob.core.windows.net/crm/pkg.zip, ends 2026-11-24"), "{text}");
        assert!(text.contains("signal=1"), "an ordinary address is left alone");
        let mut twice = document.clone();
        seal(&mut twice, &vault).unwrap();
        assert_eq!(twice, document, "sealing a sealed document changes nothing");
        assert!(unseal(&mut document, &vault).is_empty());
        assert_eq!(document, original);
    }

    #[tokio::test]
    async fn a_mark_of_an_earlier_run_is_to_be_given_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut document = json!({ "url": "https://a.example/x.zip?sig=CANARY" });
        let first = Vault::open(folder.path(), &Keys::new(Arc::new(NoKeyring))).await.unwrap();
        seal(&mut document, &first).unwrap();
        let second = Vault::open(folder.path(), &Keys::new(Arc::new(NoKeyring))).await.unwrap();
        assert_eq!(unseal(&mut document, &second), ["https://a.example/x.zip"]);
        assert!(document["url"].get("$secret").is_some(), "the mark stays");
    }
}
