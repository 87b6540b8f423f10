//! Keys, tokens and signatures are nowhere but where they are needed.

use std::path::{Path, PathBuf};

use serde_json::Value;
use vitrine_tests::screens::{Places, SCREENS};
use vitrine_tests::window::Window;

/// What every signed address and every token carries, in the sandbox as at Microsoft.
const MARKS: &[&str] = &["sig=", "Bearer ", "access_token"];

/// Statement 43, after publications: not on any page, not in what the page keeps, not in the data folder with its log.
pub async fn nothing_secret_is_left(window: &Window) {
    let key = practice_key(&window.data);
    let places = Places::of(window).await;
    for (name, address) in SCREENS {
        window.go(&places.fill(address)).await;
        let page = "return document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }) + JSON.stringify(history.state);";
        let page = window.script(page, vec![]).await;
        let page = page.as_str().unwrap_or_default();
        for secret in MARKS.iter().copied().chain([key.as_str()]) {
            assert!(!page.contains(secret), "{name} shows {secret:?}");
        }
    }
    let mut looked_at = 0;
    for file in files(&window.data) {
        // The sandbox of practice plays Microsoft: it knows its own keys and addresses.
        if file.starts_with(window.data.join("practice/sandbox")) {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap_or_default();
        looked_at += usize::from(!bytes.is_empty());
        for secret in MARKS.iter().copied().chain([key.as_str()]) {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "{} holds {secret:?}", file.display());
        }
    }
    assert!(looked_at > 1, "there is a log and a database to look at");
}

/// The key that practice signs in with, as its sandbox keeps it.
fn practice_key(data: &Path) -> String {
    for file in files(&data.join("practice/sandbox")) {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        if let Ok(account) = serde_json::from_str::<Value>(&text)
            && let Some(key) = find(&account, "clientSecret")
        {
            return key;
        }
    }
    panic!("the sandbox keeps its key in its state");
}

fn find(value: &Value, name: &str) -> Option<String> {
    match value {
        Value::Object(members) => members.iter().find_map(|(member, inside)| {
            let same = member.replace('_', "").eq_ignore_ascii_case(name);
            if same { inside.as_str().map(str::to_owned) } else { find(inside, name) }
        }),
        Value::Array(items) => items.iter().find_map(|one| find(one, name)),
        _ => None,
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
