//! The same pages in the other clothes: dark, high contrast, French, narrow; and the pages of the frame.

use super::Tour;

pub async fn every_theme(tour: &Tour<'_>) {
    let window = tour.window;
    window.go("#/settings").await;
    tour.picture("settings").await;
    window.go("#/settings/about").await;
    tour.picture("about").await;
    window.dress("dark", "en").await;
    window.go("#/").await;
    tour.picture("home-dark").await;
    window.dress("contrast", "en").await;
    window.go(&tour.product).await;
    tour.picture("product-high-contrast").await;
    window.dress("light", "fr").await;
    window.go("#/products").await;
    tour.picture("products-in-french").await;
    window.driver.set_window_rect(0, 0, 640, 768).await.expect("the window can be sized");
    window.script_until("the narrow window", "return innerWidth <= 640;", vec![]).await;
    window.go(&tour.product).await;
    tour.picture("product-narrow").await;
}
