//! Every screen of the window by name: what is pictured, and what has to be usable by everybody.

use crate::window::Window;

/// Screens by name and address, on the practice account. `{product}` is its first product with a draft.
pub const SCREENS: &[(&str, &str)] = &[
    ("home", "#/"),
    ("products", "#/products"),
    ("product", "#/products/{product}"),
    ("history", "#/products/{product}/history"),
    ("draft", "#/products/{product}/draft"),
    ("listing", "#/products/{product}/listing"),
    ("images", "#/products/{product}/images"),
    ("packages", "#/products/{product}/packages"),
    ("price", "#/products/{product}/price"),
    ("properties", "#/products/{product}/properties"),
    ("game", "#/products/{product}/game"),
    ("options", "#/products/{product}/options"),
    ("review", "#/products/{product}/review"),
    ("welcome", "#/welcome"),
    ("connect", "#/connect"),
    ("settings", "#/settings"),
    ("about", "#/settings/about"),
];
/// The first product of the practice account that can have a draft, once it has one.
pub async fn product_with_draft(window: &Window) -> String {
    let rows = "return window.__TAURI_INTERNALS__.invoke('call', { name: 'products', args: null })
        .then((list) => list.rows.length > 0 && list.rows);";
    let rows = window.script_until("products", rows, vec![]).await;
    for row in rows.as_array().into_iter().flatten() {
        if window.try_call("draft_start", row["id"].clone()).await.is_ok() {
            return row["id"].as_str().unwrap_or_default().to_owned();
        }
    }
    panic!("no product of the practice account can have a draft");
}
