//! The system's own dialogs: choosing files, and the one message that is needed when no window can open.

use std::path::PathBuf;

use rfd::{AsyncFileDialog, AsyncMessageDialog, MessageDialog, MessageLevel};
use vitrine_app::api::{FilesWanted, Language};

use crate::data_folder::NoFolder;
use crate::wording::{say, system_language};

/// Endings that the dialog offers first. What a file is, the core decides by its content.
const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "bmp"];
const PACKAGES: &[&str] = &["msix", "appx", "msixbundle", "appxbundle", "msixupload", "appxupload"];
const VIDEOS: &[&str] = &["mp4", "mov", "m4v"];
const TABLES: &[&str] = &["csv", "tsv", "txt"];

/// Asks for any number of files; none when the person closed the dialog.
pub async fn pick_files(wanted: FilesWanted, language: Language) -> Vec<PathBuf> {
    let word = |key: &str| say(language, &format!("dialogs:files.{key}"), &[]);
    let all = [IMAGES, PACKAGES, VIDEOS].concat();
    let (title, kinds, endings) = match wanted {
        FilesWanted::Anything => {
            let kinds = ["images", "packages", "videos"].map(word).join(", ");
            ("chooseAnything", kinds, all)
        }
        FilesWanted::Images => ("chooseImages", word("images"), IMAGES.to_vec()),
        FilesWanted::Packages => ("choosePackages", word("packages"), PACKAGES.to_vec()),
        FilesWanted::Videos => ("chooseVideos", word("videos"), VIDEOS.to_vec()),
        FilesWanted::PriceTable => ("choosePriceTable", word("tables"), TABLES.to_vec()),
    };
    let dialog = AsyncFileDialog::new()
        .set_title(word(title))
        .add_filter(kinds, &endings)
        // The content decides, so a file with another ending can be chosen too.
        .add_filter(word("everything"), &["*"]);
    let chosen = dialog.pick_files().await.unwrap_or_default();
    chosen.into_iter().map(|file| file.path().to_path_buf()).collect()
}

/// Asks where a text is to be saved; the system's dialog asks by itself before it writes over another file.
pub async fn pick_place(name: &str, language: Language) -> Option<PathBuf> {
    let word = |key: &str| say(language, &format!("dialogs:files.{key}"), &[]);
    let dialog = AsyncFileDialog::new()
        .set_title(word("saveText"))
        .set_file_name(name)
        .add_filter(word("texts"), &["txt"])
        .add_filter(word("everything"), &["*"]);
    dialog.save_file().await.map(|file| file.path().to_path_buf())
}

/// Says why the program cannot start, and returns when it was read.
pub async fn fatal(language: Language, why: &str) {
    AsyncMessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title(say(language, "dialogs:fatal.title", &[]))
        .set_description(why)
        .show()
        .await;
}

/// The same before there is any window system: a person who started Vitrine from a menu sees no terminal. A wrong flag was
/// typed in one, and was answered there.
pub fn fatal_without_a_window(error: &NoFolder) {
    if matches!(error, NoFolder::NotEmpty(_)) || !has_display() {
        return;
    }
    let language = system_language();
    MessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title(say(language, "dialogs:fatal.title", &[]))
        .set_description(say(language, "dialogs:fatal.folderBroken", &[("reason", &error.to_string())]))
        .show();
}

fn has_display() -> bool {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(is_set)
}
