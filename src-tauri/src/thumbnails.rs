//! `vtthumb://localhost/<hash>?edge=<pixels>`: small pictures of the content store, encoded by us, and nothing else.

use std::sync::Arc;

use tauri::http::{Request, Response, StatusCode, header};

use crate::cores::Cores;

/// The longest edge that is ever asked for: the inspector at twice the density.
const LONGEST: u32 = 1024;

/// Answers one request; everything that is not a picture of ours is a 404 without a word.
pub async fn answer(cores: Arc<Cores>, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let picture = match (asked(request.uri()), cores.current()) {
        (Some((hash, edge)), Ok(core)) => core.thumbnail(hash, edge).await,
        _ => None,
    };
    let (status, kind, body) = match picture {
        Some(bytes) => (StatusCode::OK, kind(&bytes), bytes),
        None => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // The address is the content: it never means another picture.
        .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
        .body(body)
        .unwrap_or_default()
}

/// The hash and the edge, when the address has exactly this form.
fn asked(uri: &tauri::http::Uri) -> Option<(String, u32)> {
    let hash = uri.path().strip_prefix('/')?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let edge = uri.query()?.strip_prefix("edge=")?.parse().ok()?;
    (is_hash && (1..=LONGEST).contains(&edge)).then(|| (hash.to_owned(), edge))
}

fn kind(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_and_an_edge_are_an_address() {
        let hash = "0123456789abcdef".repeat(4);
        let ask = |text: String| asked(&text.parse().unwrap());
        assert_eq!(ask(format!("vtthumb://localhost/{hash}?edge=320")), Some((hash.clone(), 320)));
        for refused in [
            format!("vtthumb://localhost/{hash}"),
            format!("vtthumb://localhost/{hash}?edge=0"),
            format!("vtthumb://localhost/{hash}?edge=99999"),
            format!("vtthumb://localhost/{}?edge=1", hash.to_uppercase()),
            format!("vtthumb://localhost/..%2F{}?edge=1", &hash[5..]),
            format!("vtthumb://localhost/{}?edge=1", &hash[1..]),
        ] {
            assert_eq!(ask(refused.clone()), None, "{refused}");
        }
    }
}
