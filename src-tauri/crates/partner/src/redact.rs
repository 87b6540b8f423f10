//! Takes secrets out of a text before it can reach a log, an error or a screen.
//!
//! Cut are: the query of any address that carries a `sig`, bearer tokens, anything of the shape of a JWT or of an Entra client
//! secret, and the values of members whose name is a secret's. Cutting too much is right here; cutting too little is not.
//! A secret without any of these marks is not recognised: whoever knows its value replaces it before asking (as `auth` does).

const CUT: &str = "…cut…";

/// Names whose value is a secret, in form bodies, queries and JSON.
const NAMES: [&str; 10] = [
    "client_secret",
    "clientsecret",
    "client_assertion",
    "access_token",
    "refresh_token",
    "id_token",
    "accesstoken",
    "password",
    "assertion",
    "authorization",
];

/// `text` without its secrets. Redacting twice changes nothing more.
pub fn redact(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    let mut bearer = false;
    loop {
        let start = rest.find(|c| !is_border(c)).unwrap_or(rest.len());
        clean.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.is_empty() {
            return clean;
        }
        let end = rest.find(is_border).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        clean.push_str(&if bearer && !is_bearer(word) { CUT.to_owned() } else { redact_word(word) });
        bearer = is_bearer(word);
        rest = after;
        if is_secret_name(word)
            && let Some((until, end)) = member_value(rest)
        {
            clean.push_str(&rest[..until]);
            clean.push_str(CUT);
            rest = &rest[end..];
        }
    }
}

/// Where the value of a JSON member begins and ends, in what follows its name: `": "value"`, also with escaped quotes (JSON
/// inside JSON) or without any.
fn member_value(after: &str) -> Option<(usize, usize)> {
    let colon = after.trim_start_matches(['"', '\'', '\\']).trim_start();
    let value = colon.strip_prefix(':')?.trim_start();
    let from = after.len() - value.len();
    let slashes = value.len() - value.trim_start_matches('\\').len();
    if value[slashes..].starts_with('"') {
        let (quote, text) = value.split_at(slashes + 1);
        let length = if slashes == 0 { end_of_string(text) } else { text.find(quote).unwrap_or(text.len()) };
        return Some((from + quote.len(), from + quote.len() + length));
    }
    let bare = value.find(|c| is_border(c) || matches!(c, ',' | '}' | ']')).unwrap_or(value.len());
    (bare > 0 && &value[..bare] != "null").then_some((from, from + bare))
}

fn is_border(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`')
}

fn is_bearer(word: &str) -> bool {
    let word = word.trim_end_matches([':', '=', ',']);
    let name = word.rsplit([':', '=', ',']).next().unwrap_or(word);
    name.eq_ignore_ascii_case("bearer")
}

fn is_secret_name(word: &str) -> bool {
    let name = word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    NAMES.iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// The end of a JSON string whose opening quote was just passed.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    text.len()
}

fn redact_word(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    if let Some(at) = ["sig=", "sig%3d", "sig\\u003d"].iter().filter_map(|mark| lower.find(mark)).min() {
        return match word[..at].find('?').or_else(|| lower[..at].find("%3f")) {
            Some(query) => format!("{}?{CUT}", redact_word(&word[..query])),
            None => CUT.to_owned(),
        };
    }
    for name in NAMES {
        for mark in ["=", ":", "%3d"] {
            let Some(at) = lower.find(&format!("{name}{mark}")) else { continue };
            let value = at + name.len() + mark.len();
            let end = word[value..].find(['&', ';']).map_or(word.len(), |end| value + end);
            if value < end {
                return format!("{}{CUT}{}", redact_shapes(&word[..value]), redact_word(&word[end..]));
            }
        }
    }
    redact_shapes(word)
}

/// Cuts runs that look like a JWT (`eyJ….….…`) or like an Entra client secret (`xxxdQ~…`, 40 characters).
fn redact_shapes(word: &str) -> String {
    let mut clean = String::with_capacity(word.len());
    let mut rest = word;
    while !rest.is_empty() {
        let start = rest.find(is_token_character).unwrap_or(rest.len());
        clean.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c| !is_token_character(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        clean.push_str(if looks_secret(run) { CUT } else { run });
        rest = after;
    }
    clean
}

fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~')
}

fn looks_secret(run: &str) -> bool {
    let jwt = run.find("eyJ").is_some_and(|at| run.len() - at >= 20);
    let key = run.len() >= 30 && run.find("Q~").is_some_and(|at| at >= 1);
    jwt || key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_keeps_its_host_and_path() {
        assert_eq!(
            redact("PUT https://a.blob.core.windows.net/c/b?sv=1&sig=abc%3D&se=2 failed"),
            "PUT https://a.blob.core.windows.net/c/b?…cut… failed"
        );
        assert_eq!(
            redact(r#"{"fileUploadUrl":"https://a/b?sv=1\u0026sig=abc","id":"1"}"#),
            r#"{"fileUploadUrl":"https://a/b?…cut…","id":"1"}"#
        );
        assert_eq!(redact("sv=1&sig=abc"), "…cut…");
        assert_eq!(redact("next=https%3A%2F%2Fa%2Fb%3Fsig%3Dabc"), "next=https%3A%2F%2Fa%2Fb?…cut…");
    }

    #[test]
    fn tokens_and_keys_are_cut_wherever_they_stand() {
        assert_eq!(redact("Authorization: Bearer abc.def rest"), "Authorization: Bearer …cut… rest");
        assert_eq!(
            redact("grant_type=x&client_secret=a%2Fb&scope=y"),
            "grant_type=x&client_secret=…cut…&scope=y"
        );
        assert_eq!(
            redact(r#"{"access_token": "a \" b c", "expires_in": 3599}"#),
            r#"{"access_token": "…cut…", "expires_in": 3599}"#
        );
        assert_eq!(
            redact(
                r#"{\"body\":\"{\\\"access_token\\\":\\\"abc\\\"}\",\"password\":null,\"assertion\" : 12}"#
            ),
            r#"{\"body\":\"{\\\"access_token\\\":\\\"…cut…\\\"}\",\"password\":null,\"assertion\" : …cut…}"#
        );
        assert_eq!(redact("token eyJ0eXAiOiJKV1QiLCJh.eyJhdWQi.c2ln, then"), "token …cut…, then");
        assert_eq!(redact("key abc8Q~0123456789012345678901234567890123 used"), "key …cut… used");
    }

    #[test]
    fn what_support_needs_stays() {
        let text = r#"{"code":"InvalidState","message":"Create submission failed","target":"submission","trace_id":"7f0c"}"#;
        assert_eq!(redact(text), text);
        assert_eq!(
            redact("AADSTS7000215: Invalid client secret provided."),
            "AADSTS7000215: Invalid client secret provided."
        );
        assert_eq!(redact("design=1 signature ok"), "design=1 signature ok");
    }

    proptest! {
        #[test]
        fn no_signature_survives(
            before in "[ -~é]{0,40}", host in "[a-z]{1,8}", signature in "[A-Za-z0-9+/]{24,44}",
            more in "[a-z=&0-9]{0,10}", after in "[ -~é]{0,40}",
        ) {
            let clean = redact(&format!("{before} https://{host}/x?sv=1&sig={signature}&{more} {after}"));
            prop_assert!(!clean.contains(&signature), "{}", clean);
        }

        #[test]
        fn no_secret_member_survives(
            before in "[a-zA-Z0-9:, {]{0,30}", name in prop::sample::select(NAMES.to_vec()),
            value in "[A-Za-z0-9~._-]{12,40}", blank in " {0,2}",
        ) {
            let json = redact(&format!("{before}\"{name}\":{blank}\"{value}\"}}"));
            prop_assert!(!json.contains(&value), "{}", json);
            let form = redact(&format!("x=1&{name}={value}&y=2"));
            prop_assert!(!form.contains(&value), "{}", form);
            let header = redact(&format!("Authorization: Bearer {value}"));
            prop_assert!(!header.contains(&value), "{}", header);
        }

        #[test]
        fn redacting_twice_changes_nothing(text in "[ -~é\n]{0,200}") {
            let once = redact(&text);
            prop_assert_eq!(redact(&once), once);
        }
    }
}
