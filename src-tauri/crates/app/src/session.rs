//! The window's first question, and the settings.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use vitrine_domain::Problem;

use crate::App;
use crate::api::{About, DataFolder, Language, LanguageChoice, Session, Settings};
use crate::store::{Database, from_json, json};

pub async fn read_settings(database: &Database) -> Result<Settings, Problem> {
    Ok(read_setting(database, "window").await?.unwrap_or_default())
}

/// Notes that a run began, and answers where the caret was if the last one was not closed.
pub async fn begin_run(database: &Database) -> Result<Option<String>, Problem> {
    let open: Option<bool> = read_setting(database, "open").await?;
    let left_at = read_setting(database, "leftAt").await?;
    write_setting(database, "open", json(&true)).await?;
    Ok(left_at.filter(|_| open == Some(true)))
}

async fn write_setting(database: &Database, name: &'static str, value: String) -> Result<(), Problem> {
    database
        .write(move |t| {
            t.execute(
                "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
                (name, value),
            )
        })
        .await
        .map(drop)
}

async fn read_setting<T: serde::de::DeserializeOwned + Send + 'static>(
    database: &Database,
    name: &'static str,
) -> Result<Option<T>, Problem> {
    database
        .read(move |c| {
            c.prepare_cached("SELECT value FROM settings WHERE name = ?")?
                .query_row([name], |row| from_json(0, &row.get::<_, String>(0)?))
                .optional()
        })
        .await
}

impl App {
    pub(crate) async fn session(&self, (): ()) -> Result<Session, Problem> {
        // Nothing is waited for below: a lock's guard must not live across it.
        let (accounts, drafts) = (self.accounts_seen().await, self.draft_count().await?);
        Ok(Session {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            platform: std::env::consts::OS.to_owned(),
            settings: self.settings(),
            system_language: system_language(),
            accounts,
            jobs: self.jobs.shown(),
            practice: self.practice.clone(),
            keyring: self.keys.answered(),
            offline_since: *self.offline_since.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
            last_saved_at: *self.last_saved.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
            drafts,
            left_at: self.left_at.clone(),
            held: self.holds.shown(),
            not_sent: self.not_sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone(),
        })
    }

    pub fn settings(&self) -> Settings {
        self.settings.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// The language of menus, dialogs and notifications.
    pub fn language(&self) -> Language {
        match self.settings().language {
            LanguageChoice::System => system_language(),
            LanguageChoice::En => Language::En,
            LanguageChoice::Fr => Language::Fr,
        }
    }

    pub(crate) async fn settings_set(&self, settings: Settings) -> Result<Settings, Problem> {
        // A hold is one of three: no time at all, time to see it, time to think.
        let hold = [0, 10, 30].into_iter().rev().find(|hold| *hold <= settings.hold).unwrap_or(0);
        let settings = Settings { zoom: settings.zoom.clamp(80, 200), hold, ..settings };
        write_setting(&self.database, "window", json(&settings)).await?;
        let before = std::mem::replace(
            &mut *self.settings.write().unwrap_or_else(std::sync::PoisonError::into_inner),
            settings.clone(),
        );
        if before.language != settings.language {
            self.host.language_changed(self.language());
        }
        if before.zoom != settings.zoom {
            self.host.zoom_changed(settings.zoom);
        }
        Ok(settings)
    }

    /// Takes over the settings of another folder: the person goes into practice, or comes back, and stays the same.
    pub async fn take_settings(&self, settings: Settings) -> Result<(), Problem> {
        write_setting(&self.database, "window", json(&settings)).await?;
        *self.settings.write().unwrap_or_else(std::sync::PoisonError::into_inner) = settings;
        Ok(())
    }

    /// Where the window stood: an opaque value of the shell, a row of the settings.
    pub async fn window_place(&self) -> Result<Option<serde_json::Value>, Problem> {
        read_setting(&self.database, "place").await
    }

    pub async fn keep_window_place(&self, place: &serde_json::Value) -> Result<(), Problem> {
        write_setting(&self.database, "place", json(place)).await
    }

    /// Keeps the page's address of the field that has the caret, for a run that ends without being closed.
    pub(crate) async fn place_keep(&self, address: String) -> Result<(), Problem> {
        // The window's own addresses only; anything else is not kept.
        if !address.starts_with('/') || address.len() > 2_000 {
            return Ok(());
        }
        write_setting(&self.database, "leftAt", json(&address)).await
    }

    pub(crate) async fn end_run(&self) -> Result<(), Problem> {
        write_setting(&self.database, "open", json(&false)).await
    }

    async fn draft_count(&self) -> Result<u32, Problem> {
        self.database
            .read(|c| {
                c.query_row("SELECT count(*) FROM drafts WHERE ended IS NULL AND parked IS NULL", [], |row| {
                    row.get(0)
                })
            })
            .await
    }

    pub(crate) async fn data_folder(&self, (): ()) -> Result<DataFolder, Problem> {
        let folder = self.data.clone();
        let bytes = tokio::task::spawn_blocking(move || folder_size(&folder)).await.unwrap_or(0);
        let snapshots = self
            .database
            .read(|c| c.query_row("SELECT count(*) FROM snapshots", [], |row| row.get(0)))
            .await?;
        Ok(DataFolder {
            shown: self.data.display().to_string(),
            bytes,
            drafts: self.draft_count().await?,
            snapshots,
        })
    }

    pub(crate) async fn about(&self, (): ()) -> Result<About, Problem> {
        Ok(About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            notices: include_str!("../../../notices.txt").to_owned(),
        })
    }

    pub(crate) async fn quit(&self, (): ()) -> Result<(), Problem> {
        self.host.quit();
        Ok(())
    }

    pub(crate) fn is_offline(&self) -> bool {
        self.offline_since.lock().unwrap_or_else(std::sync::PoisonError::into_inner).is_some()
    }

    /// Remembers whether services answer, and tells the window when that changes.
    pub(crate) fn note_answer(&self, offline: bool) {
        let mut since = self.offline_since.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if offline == since.is_some() {
            return;
        }
        *since = offline.then(Timestamp::now);
        self.events.send(crate::api::AppEvent::Offline { since: *since });
    }
}

fn folder_size(folder: &std::path::Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => folder_size(&entry.path()),
            Ok(kind) if kind.is_file() => entry.metadata().map_or(0, |m| m.len()),
            _ => 0,
        })
        .sum()
}

/// French when the system says so, else English. WebKitGTK reports nothing usable, so the core decides.
pub fn system_language() -> Language {
    let value = ["LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        .or_else(sys_locale::get_locale)
        .unwrap_or_default();
    if value.to_ascii_lowercase().starts_with("fr") { Language::Fr } else { Language::En }
}
