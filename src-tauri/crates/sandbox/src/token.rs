//! Access tokens: three base64url parts in the form of a JWT, signed with the account's own key, so that they stay
//! good over a restart without being remembered. A client must treat them as opaque.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// Why a token is not good.
#[derive(Debug, PartialEq, Eq)]
pub enum Rejected {
    Malformed,
    Expired,
    /// Meant for another service.
    Audience,
}

/// Times are Unix seconds of the wall clock.
pub fn issue(key: &[u8], tenant: &str, client: &str, audience: &str, from: i64, until: i64) -> String {
    let header = json!({"typ": "JWT", "alg": "HS256"});
    let claims = json!({"aud": audience, "iss": format!("https://sts.windows.net/{tenant}/"), "tid": tenant,
                        "appid": client, "nbf": from, "iat": from, "exp": until});
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature = URL_SAFE_NO_PAD.encode(sign(key, &signed).finalize().into_bytes());
    format!("{signed}.{signature}")
}

/// The tenant for which a good token was issued.
pub fn tenant(key: &[u8], token: &str, audience: &str, now: i64) -> Result<String, Rejected> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Rejected::Malformed)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Rejected::Malformed)?;
    sign(key, signed).verify_slice(&signature).map_err(|_| Rejected::Malformed)?;
    let claims: Value = signed
        .split_once('.')
        .and_then(|(_, claims)| URL_SAFE_NO_PAD.decode(claims).ok())
        .and_then(|claims| serde_json::from_slice(&claims).ok())
        .ok_or(Rejected::Malformed)?;
    if claims["aud"] != audience {
        return Err(Rejected::Audience);
    }
    if claims["exp"].as_i64().is_none_or(|exp| exp <= now) {
        return Err(Rejected::Expired);
    }
    claims["tid"].as_str().map(str::to_owned).ok_or(Rejected::Malformed)
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn sign(key: &[u8], text: &str) -> Hmac<Sha256> {
    // HMAC takes keys of every length; the constructor cannot fail for it.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes any key"));
    mac.update(text.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_audience_and_its_time_and_unaltered() {
        let token = issue(b"key", "t", "c", "https://a", 100, 200);
        assert_eq!(tenant(b"key", &token, "https://a", 199), Ok("t".to_owned()));
        assert_eq!(tenant(b"key", &token, "https://a", 200), Err(Rejected::Expired));
        assert_eq!(tenant(b"key", &token, "https://b", 150), Err(Rejected::Audience));
        assert_eq!(tenant(b"other", &token, "https://a", 150), Err(Rejected::Malformed));
        assert_eq!(tenant(b"key", "x", "https://a", 150), Err(Rejected::Malformed));
    }
}
