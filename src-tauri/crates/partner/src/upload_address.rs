//! The address that takes a submission's archive: an Azure shared-access signature, which is a secret as a whole.
//!
//! The query is opaque bytes: it is signed, so it is never decoded and written again. It is read only to learn when it ends
//! (`se`), what it allows (`sp`) and which storage version it was made for (`sv`). One repair is made, and in one place: a raw
//! `+` inside the value of `sig` must travel as `%2B`, while a `+` elsewhere is a signed blank (reliability notes 1.4).

use std::fmt;

use jiff::{Timestamp, civil, tz::TimeZone};
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::endpoints::is_loopback;

/// A shared-access address for one blob. Prints as host and path only.
#[derive(Clone)]
pub struct UploadAddress {
    whole: SecretString,
    shown: String,
    host: String,
    https: bool,
    loopback: bool,
    expires: Option<Timestamp>,
    permissions: Option<String>,
    version: Option<String>,
}

/// Why a text is not an upload address. Never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressRefused {
    /// Empty, no address, or one of another scheme.
    #[error("not an address")]
    NotAnAddress,
    /// Plain `http` to another computer.
    #[error("plain http is for this computer only")]
    NotSecure,
    /// Carries a user, a password or a fragment.
    #[error("an upload address has no user and no fragment")]
    TooMuch,
}

impl UploadAddress {
    /// Reads an address as the service hands it out.
    ///
    /// # Errors
    /// When it is no address, or not encrypted and not on this computer.
    pub fn parse(text: &str) -> Result<Self, AddressRefused> {
        let whole = escape_signature(text.trim());
        let url = Url::parse(&whole).map_err(|_| AddressRefused::NotAnAddress)?;
        let loopback = is_loopback(&url);
        let https = match url.scheme() {
            "https" => true,
            "http" if loopback => false,
            "http" => return Err(AddressRefused::NotSecure),
            _ => return Err(AddressRefused::NotAnAddress),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(AddressRefused::NotAnAddress)?;
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(AddressRefused::TooMuch);
        }
        let query = url.query().unwrap_or_default();
        Ok(Self {
            shown: format!("{}://{}{}", url.scheme(), authority(&url, host), url.path()),
            host: host.to_ascii_lowercase(),
            https,
            loopback,
            expires: value_of(query, "se").as_deref().and_then(moment),
            permissions: value_of(query, "sp"),
            version: value_of(query, "sv"),
            whole: whole.into(),
        })
    }

    /// When the address ends (`se`); `None` when it does not say.
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// The letters of `sp`, for example `rwl`.
    pub fn permissions(&self) -> Option<&str> {
        self.permissions.as_deref()
    }

    /// Whether `sp` holds a letter. An address without `sp` (a stored access policy) is taken to allow everything.
    pub fn permits(&self, letter: char) -> bool {
        self.permissions.as_deref().is_none_or(|letters| letters.contains(letter))
    }

    /// The storage version (`sv`) the address was made for, `YYYY-MM-DD`.
    pub fn sv(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Scheme, host and path: all of it that may be shown or kept.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The host in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Encrypted on the way.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// On this computer.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Ended at the moment `now`.
    pub fn has_ended(&self, now: Timestamp) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }

    /// The address with more parameters appended, for example `comp=blocklist`. Secret: for the HTTP client only.
    pub(crate) fn with(&self, more: &str) -> Url {
        let whole = self.whole.expose_secret();
        let joint = match (more.is_empty(), whole.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        Url::parse(&format!("{whole}{joint}{more}")).expect("the address was parsed when it was taken in")
    }
}

impl fmt::Debug for UploadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UploadAddress({}?…)", self.shown)
    }
}

impl fmt::Display for UploadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

fn authority(url: &Url, host: &str) -> String {
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Escapes a raw `+` inside the value of `sig`; every other byte stays.
fn escape_signature(text: &str) -> String {
    let Some((front, query)) = text.split_once('?') else { return text.to_owned() };
    let parameters: Vec<String> = query
        .split('&')
        .map(|parameter| match parameter.split_once('=') {
            Some(("sig", value)) => format!("sig={}", value.replace('+', "%2B")),
            _ => parameter.to_owned(),
        })
        .collect();
    format!("{front}?{}", parameters.join("&"))
}

fn value_of(query: &str, name: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(own, _)| *own == name)
        .and_then(|(_, value)| percent_decode_str(value).decode_utf8().ok())
        .map(std::borrow::Cow::into_owned)
}

/// `se` may be a moment (with or without seconds) or a bare date, which means midnight UTC.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse::<Timestamp>().ok().or_else(|| {
        let local = text.strip_suffix('Z').unwrap_or(text);
        let time = local
            .parse::<civil::DateTime>()
            .ok()
            .or_else(|| Some(local.parse::<civil::Date>().ok()?.at(0, 0, 0, 0)))?;
        Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DOCUMENTED: &str = "https://productingestionbin1.blob.core.windows.net/ingestion/26920f66-b592?\
                              sv=2014-02-14&sr=b&sig=a+b%2Bc/d%3D&se=2016-06-17T20:45:51Z&sp=rwl";

    #[test]
    fn an_address_tells_its_end_its_rights_and_its_version() {
        let address = UploadAddress::parse(DOCUMENTED).unwrap();
        assert_eq!(address.expires(), Some("2016-06-17T20:45:51Z".parse().unwrap()));
        assert_eq!((address.permissions(), address.sv()), (Some("rwl"), Some("2014-02-14")));
        assert!(address.permits('w') && !address.permits('d'));
        assert!(address.has_ended("2016-06-17T20:45:51Z".parse().unwrap()));
        assert!(!address.has_ended("2016-06-17T20:45:50Z".parse().unwrap()));
    }

    #[test]
    fn escaped_and_short_ends_are_read() {
        let end = |se: &str| UploadAddress::parse(&format!("https://a/b?se={se}&sig=x")).unwrap().expires();
        let noon: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        assert_eq!(end("2026-11-20T12%3A00%3A00Z"), Some(noon));
        assert_eq!(end("2026-11-20T12:00Z"), Some(noon));
        assert_eq!(end("2026-11-20"), Some("2026-11-20T00:00:00Z".parse().unwrap()));
        assert_eq!(end("soon"), None);
    }

    #[test]
    fn neither_print_holds_the_signature() {
        let address = UploadAddress::parse(DOCUMENTED).unwrap();
        for print in [format!("{address}"), format!("{address:?}"), format!("{address:#?}")] {
            assert!(!print.contains("sig") && !print.contains("a+b"), "{print}");
            assert!(
                print.contains("productingestionbin1.blob.core.windows.net/ingestion/26920f66-b592"),
                "{print}"
            );
        }
    }

    #[test]
    fn a_plus_is_escaped_inside_the_signature_only() {
        let address =
            UploadAddress::parse("https://a/b?rscd=attachment%3B+filename&sig=x+y+z&se=1+2&nosig=p+q")
                .unwrap();
        assert_eq!(
            address.with("comp=block").query(),
            Some("rscd=attachment%3B+filename&sig=x%2By%2Bz&se=1+2&nosig=p+q&comp=block")
        );
    }

    #[test]
    fn an_unencrypted_address_is_for_this_computer_only() {
        let refused = |text: &str| UploadAddress::parse(text).err();
        assert_eq!(refused("http://example.com/a?sig=x"), Some(AddressRefused::NotSecure));
        assert_eq!(refused("http://127.0.0.1:9/a?sig=x"), None);
        assert_eq!(refused("file:///a?sig=x"), Some(AddressRefused::NotAnAddress));
        assert_eq!(refused("https://u:p@a/b?sig=x"), Some(AddressRefused::TooMuch));
        assert_eq!(refused(""), Some(AddressRefused::NotAnAddress));
    }

    proptest! {
        /// The signature was computed over these very bytes: nothing but the plus of `sig` may change.
        #[test]
        fn the_query_travels_as_it_came(
            names in prop::collection::vec("[a-z]{2,5}", 1..6),
            values in prop::collection::vec("[A-Za-z0-9+/=%:.~_-]{0,24}", 6),
            signature in "[A-Za-z0-9+/]{20,44}",
        ) {
            let mut query: Vec<String> = names
                .iter().zip(&values).filter(|(name, _)| *name != "sig").map(|(n, v)| format!("{n}={v}")).collect();
            query.insert(query.len() / 2, format!("sig={signature}"));
            let text = format!("https://host.example/c/b?{}", query.join("&"));
            let address = UploadAddress::parse(&text).unwrap();
            let want = text.split_once('?').unwrap().1.replace(&format!("sig={signature}"), &format!("sig={}", signature.replace('+', "%2B")));
            let (plain, listed) = (address.with(""), address.with("comp=list"));
            prop_assert_eq!(plain.query().unwrap(), want.as_str());
            let appended = format!("{want}&comp=list");
            prop_assert_eq!(listed.query().unwrap(), appended.as_str());
            let print = format!("{:?}{}", address, address);
            prop_assert!(!print.contains(&signature));
        }
    }
}
