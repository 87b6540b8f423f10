//! The system's menu. Its rows are rows of the page's action table; choosing one tells the page its name.
//!
//! Editing is the exception: it belongs to whatever has the keyboard, so the webview does it itself. Undo and redo go to
//! the page, which undoes in the draft, across fields. Keys are shown only where the window system would not take them
//! away from a text field.

use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Wry};
use vitrine_app::api::{AppEvent, Language};

use crate::cores::Cores;
use crate::window;
use crate::wording::say;

/// What a row does, by the beginning of its id.
const ACTION: &str = "action:";
const EDIT: &str = "edit:";
const FULL_SCREEN: &str = "full-screen";

/// Puts the menu up in a language; the one before goes.
pub fn show(app: &AppHandle, language: Language) {
    let shown = Rows { app, language }.menu().and_then(|menu| app.set_menu(menu));
    if let Err(error) = shown {
        tracing::error!(%error, "the menu could not be shown");
    }
}

/// A row was chosen.
pub fn chosen(app: &AppHandle, event: &MenuEvent) {
    let id = event.id().as_ref();
    if let Some(action) = id.strip_prefix(ACTION) {
        tell(app, action);
    } else if let Some(command) = id.strip_prefix(EDIT) {
        edit(app, command);
    } else if id == FULL_SCREEN
        && let Some(window) = app.get_webview_window(window::LABEL)
    {
        let full = window.is_fullscreen().unwrap_or(false);
        let _ = window.set_fullscreen(!full);
    }
}

/// Tells the page to run an action of its table.
pub fn tell(app: &AppHandle, action: &str) {
    if let Ok(core) = app.state::<std::sync::Arc<Cores>>().current() {
        core.tell(AppEvent::Menu { action: action.to_owned() });
    }
}

/// WebKitGTK's own editing commands, which work in every field and on Wayland too.
#[cfg(target_os = "linux")]
fn edit(app: &AppHandle, command: &str) {
    use webkit2gtk::WebViewExt as _;
    let command = command.to_owned();
    if let Some(window) = app.get_webview_window(window::LABEL) {
        let _ = window.with_webview(move |webview| webview.inner().execute_editing_command(&command));
    }
}

/// Elsewhere the rows are the system's own and never arrive here.
#[cfg(not(target_os = "linux"))]
fn edit(_: &AppHandle, _: &str) {}

struct Rows<'a> {
    app: &'a AppHandle,
    language: Language,
}

impl Rows<'_> {
    fn menu(&self) -> tauri::Result<Menu<Wry>> {
        let line = || PredefinedMenuItem::separator(self.app);
        let file = self.submenu("file")?;
        file.append_items(&[
            &self.action("accounts", None)?,
            &self.action("settings", Some("CmdOrCtrl+,"))?,
        ])?;
        file.append_items(&[&line()?, &self.action("save", Some("CmdOrCtrl+S"))?])?;
        file.append_items(&[&line()?, &self.action("quit", Some("CmdOrCtrl+Q"))?])?;

        let edit = self.submenu("edit")?;
        edit.append_items(&[&self.action("undo", None)?, &self.action("redo", None)?, &line()?])?;
        self.editing(&edit)?;

        let view = self.submenu("view")?;
        view.append_items(&[
            &self.action("zoomIn", Some("CmdOrCtrl+="))?,
            &self.action("zoomOut", Some("CmdOrCtrl+-"))?,
            &self.action("zoomReset", Some("CmdOrCtrl+0"))?,
        ])?;
        view.append_items(&[&line()?, &self.action("rail", None)?, &self.full_screen()?])?;

        let go = self.submenu("go")?;
        go.append_items(&[&self.action("palette", Some("CmdOrCtrl+K"))?, &line()?])?;
        go.append_items(&[
            &self.action("home", None)?,
            &self.action("products", None)?,
            &self.action("activity", None)?,
            &self.action("back", None)?,
        ])?;

        let help = self.submenu("help")?;
        help.append_items(&[&self.action("help", Some("F1"))?, &line()?, &self.action("about", None)?])?;

        Menu::with_items(self.app, &[&file, &edit, &view, &go, &help])
    }

    fn submenu(&self, key: &str) -> tauri::Result<Submenu<Wry>> {
        Submenu::new(self.app, say(self.language, &format!("shell:menu.{key}"), &[]), true)
    }

    fn action(&self, name: &str, keys: Option<&str>) -> tauri::Result<MenuItem<Wry>> {
        let label = say(self.language, &format!("shell:action.{name}"), &[]);
        MenuItem::with_id(self.app, format!("{ACTION}{name}"), label, true, keys)
    }

    #[cfg(target_os = "linux")]
    fn editing(&self, edit: &Submenu<Wry>) -> tauri::Result<()> {
        for (name, command) in
            [("cut", "Cut"), ("copy", "Copy"), ("paste", "Paste"), ("selectAll", "SelectAll")]
        {
            let label = say(self.language, &format!("shell:menu.{name}"), &[]);
            edit.append(&MenuItem::with_id(
                self.app,
                format!("{EDIT}{command}"),
                label,
                true,
                None::<&str>,
            )?)?;
        }
        Ok(())
    }

    /// The system's own rows, which carry its keys; without them macOS has no copy and paste at all.
    #[cfg(not(target_os = "linux"))]
    fn editing(&self, edit: &Submenu<Wry>) -> tauri::Result<()> {
        let word = |name: &str| say(self.language, &format!("shell:menu.{name}"), &[]);
        edit.append_items(&[
            &PredefinedMenuItem::cut(self.app, Some(&word("cut")))?,
            &PredefinedMenuItem::copy(self.app, Some(&word("copy")))?,
            &PredefinedMenuItem::paste(self.app, Some(&word("paste")))?,
            &PredefinedMenuItem::select_all(self.app, Some(&word("selectAll")))?,
        ])
    }

    fn full_screen(&self) -> tauri::Result<MenuItem<Wry>> {
        let label = say(self.language, "shell:menu.fullScreen", &[]);
        MenuItem::with_id(self.app, FULL_SCREEN, label, true, Some("F11"))
    }
}
