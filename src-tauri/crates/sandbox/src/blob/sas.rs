//! Shared access signatures: made for each submission, and really verified.
//!
//! Source: `store-api` 9 and `reliability` 1.2, 1.4: the members of the documented sample (`sv sr sig se sp=rwl`) and
//! of the user-delegation form seen since September 2024; a raw `+` in the query is a blank to the service, so that
//! an unescaped one in `sig` gives 403. The order of the members does not matter, their decoded values do.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;

use crate::http::pairs;

/// Members that the signature covers. Everything else in a query belongs to an operation.
const SIGNED: &[&str] = &[
    "sv", "sr", "st", "se", "sp", "sip", "spr", "si", "rscc", "rscd", "rsce", "rscl", "rsct", "skoid",
    "sktid", "skt", "ske", "sks", "skv",
];

/// What Azure writes bare in a value.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// How addresses are written (assumptions `sas-version`, `sas-plus`).
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub version: &'static str,
    pub raw_plus: bool,
}

/// A query with the permissions read, write and list, good until `expires`.
pub fn query(key: &[u8], container: &str, blob: &str, expires: Timestamp, style: Style) -> String {
    let expires = expires.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut members = vec![("sv", style.version.to_owned()), ("sr", "b".to_owned())];
    if style.version >= "2020-12-06" {
        // The user-delegation form carries who asked for the key, and its own time.
        members.extend([
            ("skoid", "5a7ad4f0-3c0b-4f56-9b0e-0c5a6c2d9e11".to_owned()),
            ("sktid", "975f013f-7f24-47e8-a7d3-abc4752bf346".to_owned()),
            ("skt", "2026-01-01T00:00:00Z".to_owned()),
            ("ske", expires.clone()),
            ("sks", "b".to_owned()),
            ("skv", style.version.to_owned()),
            // A signed value with a blank: written as `+`, and escaping every plus sign of the address breaks it.
            ("rscd", "attachment; filename=submission.zip".to_owned()),
        ]);
    }
    let tail = [("se", expires), ("sp", "rwl".to_owned())];
    let all: Vec<(String, String)> =
        members.iter().chain(&tail).map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let signature = STANDARD.encode(sign(key, container, blob, &all).finalize().into_bytes());
    let signature = if style.raw_plus {
        signature.replace('/', "%2F").replace('=', "%3D")
    } else {
        utf8_percent_encode(&signature, NON_ALPHANUMERIC).to_string()
    };
    let written = |(name, value): &(&str, String)| {
        format!("{name}={}", utf8_percent_encode(value, KEPT).to_string().replace("%20", "+"))
    };
    let head: Vec<String> = members.iter().map(written).collect();
    let tail: Vec<String> = tail.iter().map(written).collect();
    format!("{}&sig={signature}&{}", head.join("&"), tail.join("&"))
}

/// Why an address is refused.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// No signature, or one that does not fit.
    Signature,
    Expired {
        at: String,
    },
}

/// What a good address allows.
#[derive(Debug, PartialEq, Eq)]
pub struct Grant {
    pub permissions: String,
    pub version: String,
}

pub fn verify(
    key: &[u8],
    container: &str,
    blob: &str,
    query: &str,
    wall: Timestamp,
) -> Result<Grant, Refused> {
    let members = pairs(query);
    let value = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let signature = value("sig").and_then(|sig| STANDARD.decode(sig).ok()).ok_or(Refused::Signature)?;
    sign(key, container, blob, &members).verify_slice(&signature).map_err(|_| Refused::Signature)?;
    let at = value("se").ok_or(Refused::Signature)?;
    let expires: Timestamp = at.parse().map_err(|_| Refused::Signature)?;
    if expires <= wall {
        return Err(Refused::Expired { at: at.to_owned() });
    }
    Ok(Grant {
        permissions: value("sp").unwrap_or("").to_owned(),
        version: value("sv").ok_or(Refused::Signature)?.to_owned(),
    })
}

fn sign(key: &[u8], container: &str, blob: &str, members: &[(String, String)]) -> Hmac<Sha256> {
    let mut signed: Vec<_> = members.iter().filter(|(name, _)| SIGNED.contains(&name.as_str())).collect();
    signed.sort();
    // HMAC takes keys of every length; the constructor cannot fail for it.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes any key"));
    mac.update(format!("/blob/{container}/{blob}\n").as_bytes());
    for (name, value) in signed {
        mac.update(format!("{name}={value}\n").as_bytes());
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: Style = Style { version: "2014-02-14", raw_plus: true };
    const NEW: Style = Style { version: "2024-05-04", raw_plus: true };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn with_plus(style: Style) -> (String, String) {
        (0..)
            .map(|n| format!("blob-{n}"))
            .map(|blob| (blob.clone(), query(b"k", "c", &blob, at("2026-05-01T00:00:00Z"), style)))
            .find(|(_, query)| query.split("sig=").nth(1).unwrap().split('&').next().unwrap().contains('+'))
            .unwrap()
    }

    #[test]
    fn a_raw_plus_is_a_trap_and_escaping_it_in_the_signature_is_the_way_out() {
        let now = at("2026-04-30T23:59:59Z");
        let (blob, raw) = with_plus(RAW);
        assert_eq!(verify(b"k", "c", &blob, &raw, now), Err(Refused::Signature));
        assert!(verify(b"k", "c", &blob, &raw.replace('+', "%2B"), now).is_ok());
        assert_eq!(verify(b"other", "c", &blob, &raw.replace('+', "%2B"), now), Err(Refused::Signature));
        assert_eq!(verify(b"k", "c", "x", &raw.replace('+', "%2B"), now), Err(Refused::Signature));
    }

    #[test]
    fn escaping_every_plus_breaks_the_newer_form() {
        let now = at("2026-04-30T23:59:59Z");
        let (blob, raw) = with_plus(NEW);
        assert!(raw.contains("rscd=attachment%3B+filename"));
        assert_eq!(verify(b"k", "c", &blob, &raw.replace('+', "%2B"), now), Err(Refused::Signature));
        let (head, rest) = raw.split_once("sig=").unwrap();
        let (sig, tail) = rest.split_once('&').unwrap();
        let fixed = format!("{head}sig={}&{tail}", sig.replace('+', "%2B"));
        assert_eq!(verify(b"k", "c", &blob, &fixed, now).unwrap().version, "2024-05-04");
    }

    #[test]
    fn an_address_ends_and_cannot_be_stretched() {
        let style = Style { version: "2014-02-14", raw_plus: false };
        let good = query(b"k", "c", "b", at("2026-05-01T00:00:00Z"), style);
        assert!(good.contains("se=2026-05-01T00:00:00Z&sp=rwl"));
        let with_operation = format!("{good}&comp=block&blockid=YQ%3D%3D");
        assert!(verify(b"k", "c", "b", &with_operation, at("2026-04-30T00:00:00Z")).is_ok());
        assert!(matches!(
            verify(b"k", "c", "b", &good, at("2026-05-01T00:00:00Z")),
            Err(Refused::Expired { .. })
        ));
        let stretched = good.replace("2026-05-01", "2027-05-01");
        assert_eq!(verify(b"k", "c", "b", &stretched, at("2026-04-30T00:00:00Z")), Err(Refused::Signature));
    }
}
