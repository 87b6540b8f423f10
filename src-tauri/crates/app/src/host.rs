//! What only a desktop can do, as one small trait. The shell implements it; tests bring a host made of a temporary folder.
//!
//! Deliberately not here: windows, menus, drag and drop. They call the core, the core does not call them.

use std::path::PathBuf;

use crate::api::{FilesWanted, Language};

/// The desktop around the core.
#[async_trait::async_trait]
pub trait Host: Send + Sync + 'static {
    /// Shows the system's file dialog. Empty when the person closed it.
    async fn pick_files(&self, wanted: FilesWanted, language: Language) -> Vec<PathBuf>;

    /// Opens an address in the browser, or a folder in the file explorer. The core has judged the address already.
    fn open(&self, address: &str) -> Result<(), String>;

    /// Shows a system notification, in the person's language.
    fn notify(&self, notice: &Notice, language: Language);

    /// Replaces this core by one on the practice folder, with the embedded sandbox behind it.
    async fn enter_practice(&self) -> Result<(), String>;

    /// Goes back to the person's own folder.
    async fn leave_practice(&self) -> Result<(), String>;

    /// Moves the sandbox clock to the next step. Only asked in practice.
    async fn skip_practice_step(&self) -> Result<(), String>;

    /// The person's language changed: menus follow.
    fn language_changed(&self, language: Language);

    /// The size of everything changed, in percent.
    fn zoom_changed(&self, percent: u32);

    /// Ends the program. Only called when nothing is being sent, or after a yes.
    fn quit(&self);
}

/// What a person waits for. Never what they just did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The submission is live.
    Live { product: String },
    /// Held as *I decide when*: the person publishes in Partner Center.
    Ready { product: String },
    /// Microsoft refused it, or the job stopped.
    NeedsYou { product: String },
}
