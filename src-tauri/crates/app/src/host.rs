//! What only a desktop can do, as one small trait. The shell implements it; tests bring a host made of a temporary folder.
//!
//! Deliberately not here: windows, menus, drag and drop. They call the core, the core does not call them.

use std::path::PathBuf;

use vitrine_domain::ProductId;

use crate::api::{AppEvent, FilesWanted, Language, ProductPage};

/// The desktop around the core.
#[async_trait::async_trait]
pub trait Host: Send + Sync + 'static {
    /// Shows the system's file dialog. Empty when the person closed it.
    async fn pick_files(&self, wanted: FilesWanted, language: Language) -> Vec<PathBuf>;

    /// Asks where a text is to be saved, under which name first. `None` when the person closed the dialog.
    async fn pick_place(&self, name: &str, language: Language) -> Option<PathBuf>;

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
pub struct Notice {
    pub kind: NoticeKind,
    pub product: ProductId,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// The submission is live.
    Live,
    /// Held as *I decide when*: the person publishes in Partner Center.
    Ready,
    /// Microsoft refused it, or the job stopped.
    NeedsYou,
    /// Somebody else opened, changed or published a submission of a product that has a draft here.
    ChangedElsewhere,
}

impl Notice {
    /// The key of its sentence below `dialogs:notify`.
    pub fn word(&self) -> &'static str {
        match self.kind {
            NoticeKind::Live => "live",
            NoticeKind::Ready => "ready",
            NoticeKind::NeedsYou => "needsYou",
            NoticeKind::ChangedElsewhere => "changedElsewhere",
        }
    }

    /// Where it leads when it is clicked.
    pub fn opens(&self) -> AppEvent {
        let page = match self.kind {
            NoticeKind::Live | NoticeKind::Ready => ProductPage::Overview,
            NoticeKind::NeedsYou => ProductPage::Publication,
            NoticeKind::ChangedElsewhere => ProductPage::Review,
        };
        AppEvent::Open { product: self.product.clone(), page }
    }
}
