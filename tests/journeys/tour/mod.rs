//! The main job, from the first start to the new version in the Store, as one person does it: `cargo xtask run` plays it
//! where there is no display, and its pictures are looked at one by one.
//!
//! It is the main journey test too: each step asserts what it shows. What is measured, and what goes wrong, is elsewhere.

mod clothes;
mod connecting;
mod dropping;
mod editing;
mod publishing;
mod walking;

use vitrine_sandbox::{Options, Sandbox};
use vitrine_tests::window::{Start, Window, folder_of, journey};
use vitrine_tests::words::Words;

/// The window, what it says, and the product that is worked on.
struct Tour<'a> {
    window: &'a Window,
    words: Words,
    /// Address of the product's pages, without the last part.
    product: String,
}

/// What the person publishes.
const PRODUCT: &str = "Tailspin Planner";
const OLD: &str = "3.2.0.0";
const NEW: &str = "3.3.0.0";

impl Tour<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// Presses the button of this key.
    async fn press(&self, key: &str) {
        self.window.press("button", &self.say(key)).await;
    }

    async fn at(&self, key: &str) {
        self.window.at(&self.say(key)).await;
    }

    /// Follows a link of the navigation inside the product.
    async fn open(&self, page: &str) {
        self.window.press_first("link", &self.say(&format!("shell:nav.{page}"))).await;
    }

    async fn picture(&self, name: &str) {
        self.window.picture(name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tour() {
    let _ = std::fs::remove_dir_all(folder_of("tour"));
    // An account of one's own needs a Partner Center; practice brings its own.
    let sandbox = Sandbox::start(Options::default()).await.expect("the sandbox starts");
    let start = Start { size: Some((1366, 768)), ..Start::fresh() };
    journey("tour", start, async |window| {
        let mut tour = Tour { window, words: Words::new("en"), product: String::new() };
        connecting::welcome(&tour).await;
        connecting::connect(&tour, &sandbox).await;
        connecting::practise(&tour).await;
        tour.product = format!("#/products/{}", tour.window.product(PRODUCT).await);
        walking::products(&tour).await;
        walking::start_a_draft(&tour).await;
        walking::guide_me(&tour).await;
        editing::two_languages(&tour).await;
        editing::too_long(&tour).await;
        dropping::by_drag(&tour).await;
        dropping::by_dialog(&tour).await;
        editing::options(&tour).await;
        publishing::review(&tour).await;
        publishing::submit(&tour).await;
        publishing::until_live(&tour).await;
        publishing::afterwards(&tour).await;
        clothes::every_theme(&tour).await;
        assert_eq!(window.refused().await, Vec::<String>::new(), "the policy refused nothing on the way");
        assert_eq!(window.dead_styles().await, 0, "every style element has its sheet");
    })
    .await;
}
