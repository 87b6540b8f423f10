//! Files that were dropped or chosen: taken in by path, known outside by id, name and facts.
//!
//! Pictures are copied into the content store at once, so a draft survives a moved or deleted original. Packages and videos
//! stay where they are; size and time are kept and checked again when they are sent. Where in a document a file lands is
//! not here (`placing`, `trailers`).

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rusqlite::OptionalExtension as _;
use vitrine_assets::store::ContentStore;
use vitrine_domain::facts::FileFacts;
use vitrine_domain::rules;
use vitrine_domain::{FileId, Problem, Severity, codes};

use crate::App;
use crate::api::{AppEvent, DraftSaved, Dragged, FileCard, FilesChoose, FilesPlace, Fit, Placement, Slot};
use crate::placing::{icon_edits, image_edits, package_edits};
use crate::store::{Database, from_json, json as text};
use crate::trailers::{thumbnail_edits, trailer_edits};

/// A folder with more than this is not something a person dropped on purpose.
const MOST_AT_ONCE: usize = 500;

/// A file that was taken in and where it lies.
#[derive(Clone)]
pub struct Taken {
    pub card: FileCard,
    pub path: PathBuf,
    /// Size and modification time in nanoseconds when it was read.
    pub mark: (u64, i128),
}

pub struct Files {
    content: Arc<ContentStore>,
    taken: Mutex<HashMap<FileId, Taken>>,
}

impl Files {
    pub fn new(content: Arc<ContentStore>) -> Self {
        Self { content, taken: Mutex::default() }
    }

    /// Reads a file and judges it. An unreadable one is a card with its problem, never silence.
    fn take(&self, path: &Path) -> FileCard {
        let id = FileId::new(uuid::Uuid::now_v7().to_string());
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = path.metadata().map_or(0, |m| m.len());
        let mut card = FileCard {
            id: id.clone(),
            name: name.clone(),
            bytes,
            facts: FileFacts::Unknown,
            fit: Fit::CannotBeUsed,
            problems: Vec::new(),
            slots: Vec::new(),
            thumb: None,
        };
        let before = mark(path);
        match vitrine_assets::facts(path) {
            Ok(facts) => card.facts = facts,
            Err(fault) => card.problems.push(fault.problem().with("name", name.clone())),
        }
        match &card.facts {
            FileFacts::Image(image) => {
                card.slots = rules::suggest_slot(image).into_iter().map(str::to_owned).collect();
                match self.content.put(path) {
                    Ok(stored) => card.thumb = Some(stored.sha256),
                    Err(fault) => card.problems.push(fault.problem().with("name", name.clone())),
                }
                if let Some(best) = card.slots.first().and_then(|t| rules::slot(t)) {
                    card.problems
                        .extend(rules::fits(best, image).into_iter().map(|p| p.with("name", name.clone())));
                } else if card.problems.is_empty() {
                    card.problems.push(
                        Problem::must(codes::IMAGE_SLOT_NONE)
                            .with("name", name.clone())
                            .with("width", image.width)
                            .with("height", image.height),
                    );
                }
            }
            FileFacts::Package(_) => {}
            FileFacts::Video(video) => card
                .problems
                .extend(rules::video_fits(video).into_iter().map(|p| p.with("name", name.clone()))),
            FileFacts::Other { what } => card.problems.push(
                Problem::must(codes::FILE_UNSUPPORTED).with("name", name.clone()).with("what", what.as_str()),
            ),
            FileFacts::Unknown if card.problems.is_empty() => {
                card.problems.push(Problem::must(codes::FILE_UNKNOWN).with("name", name.clone()));
            }
            FileFacts::Unknown => {}
        }
        // A file that is still being written would pass with facts of another moment.
        if mark(path) != before {
            card.problems.push(Problem::must(codes::ARCHIVE_FILE_CHANGED).with("name", name));
        }
        card.fit = fit(&card.problems);
        let taken = Taken { card: card.clone(), path: path.to_owned(), mark: before };
        self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(id, taken);
        card
    }

    pub(crate) fn find(&self, id: &FileId) -> Option<Taken> {
        self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(id).cloned()
    }

    /// Cards of the files that documents name: images by content hash, packages and videos by file id.
    pub async fn cards(
        &self,
        database: &Database,
        assets: Vec<String>,
        files: Vec<String>,
    ) -> Result<BTreeMap<String, FileCard>, Problem> {
        let (mut assets, mut files) = (assets, files);
        for keys in [&mut assets, &mut files] {
            keys.sort();
            keys.dedup();
        }
        if assets.is_empty() && files.is_empty() {
            return Ok(BTreeMap::new());
        }
        database
            .read(move |c| {
                let mut cards = BTreeMap::new();
                let mut by_hash = c.prepare_cached(
                    "SELECT card FROM files WHERE json_extract(card, '$.thumb') = ? LIMIT 1",
                )?;
                for hash in assets {
                    let card = by_hash.query_row([&hash], |r| r.get::<_, String>(0)).optional()?;
                    if let Some(card) = card {
                        cards.insert(hash, from_json(0, &card)?);
                    }
                }
                let mut by_id = c.prepare_cached("SELECT card FROM files WHERE id = ?")?;
                for id in files {
                    let card = by_id.query_row([&id], |r| r.get::<_, String>(0)).optional()?;
                    if let Some(card) = card {
                        cards.insert(id, from_json(0, &card)?);
                    }
                }
                Ok(cards)
            })
            .await
    }
}

impl App {
    /// Takes in what was dropped on the window and tells it. Folders are opened one level deep and further.
    pub async fn dropped(&self, paths: Vec<PathBuf>) {
        let files = self.take_all(paths).await;
        self.events.send(AppEvent::Dragging { dragged: None });
        self.events.send(AppEvent::Dropped { files });
    }

    /// Says what is being dragged over the window: kinds by name only, nothing is read before it is dropped.
    pub fn dragging(&self, paths: Option<&[PathBuf]>) {
        let dragged = paths.map(|paths| {
            let mut dragged = Dragged::default();
            for path in paths {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
                match ending.as_str() {
                    "png" | "jpg" | "jpeg" | "gif" | "webp" | "bmp" => dragged.images += 1,
                    "msix" | "appx" | "msixbundle" | "appxbundle" | "msixupload" | "appxupload" => {
                        dragged.packages += 1;
                    }
                    "mp4" | "m4v" | "mov" => dragged.videos += 1,
                    _ => dragged.others += 1,
                }
                if dragged.names.len() < 3 {
                    dragged.names.push(name);
                }
            }
            dragged
        });
        self.events.send(AppEvent::Dragging { dragged });
    }

    pub(crate) async fn files_choose(&self, ask: FilesChoose) -> Result<Vec<FileCard>, Problem> {
        let paths = self.host.pick_files(ask.what, self.language()).await;
        Ok(self.take_all(paths).await)
    }

    async fn take_all(&self, paths: Vec<PathBuf>) -> Vec<FileCard> {
        let Some(app) = self.arc() else { return Vec::new() };
        tokio::task::spawn_blocking(move || {
            let mut found = Vec::new();
            for path in paths {
                gather(&path, &mut found, 0);
            }
            found.truncate(MOST_AT_ONCE);
            found.sort();
            found.iter().map(|path| app.files.take(path)).collect()
        })
        .await
        .unwrap_or_default()
    }

    /// Puts files into a draft: one act, one undo.
    pub(crate) async fn files_place(&self, ask: FilesPlace) -> Result<DraftSaved, Problem> {
        let shared = self.open_draft(&ask.draft).await?;
        let mut edits = Vec::new();
        let mut rows = Vec::new();
        {
            let draft = shared.lock().await;
            for Placement { file, slot } in &ask.placements {
                let taken = self
                    .files
                    .find(file)
                    .ok_or_else(|| Problem::must(codes::FILE_MISSING).with("name", ""))?;
                match slot {
                    Slot::Image { language, image_type, replaces } => {
                        edits.extend(image_edits(&taken, language, image_type, replaces.as_deref())?);
                    }
                    Slot::Icon { language } => edits.extend(icon_edits(&taken, language)?),
                    Slot::Package => edits.extend(package_edits(&taken, &draft)?),
                    Slot::Trailer { replaces } => {
                        edits.extend(trailer_edits(&taken, replaces.as_deref(), &draft)?);
                    }
                    Slot::Thumbnail { trailer, language } => {
                        edits.extend(thumbnail_edits(&taken, trailer, language, &draft.document)?);
                    }
                }
                rows.push((
                    taken.card.id.to_string(),
                    taken.path.to_string_lossy().into_owned(),
                    taken.mark.0 as i64,
                    taken.mark.1.to_string(),
                    text(&taken.card),
                ));
            }
        }
        let id = ask.draft.to_string();
        self.database
            .write(move |t| {
                let mut insert = t.prepare_cached(
                    "INSERT OR REPLACE INTO files (id, draft, path, bytes, modified, card) VALUES (?, ?, ?, ?, ?, ?)",
                )?;
                for (file, path, bytes, modified, card) in rows {
                    insert.execute((file, &id, path, bytes, modified, card))?;
                }
                Ok(())
            })
            .await?;
        self.draft_edit(&shared, edits.clone(), edits).await
    }

    /// Where a package or a video lies, if it is still the file that was read.
    ///
    /// # Errors
    /// `archive.file.missing`, `archive.file.changed`; both name the file.
    pub(crate) async fn file_path(&self, id: &str) -> Result<PathBuf, Problem> {
        let key = id.to_owned();
        let row = self
            .database
            .read(move |c| {
                c.prepare_cached(
                    "SELECT path, bytes, modified, json_extract(card, '$.name') FROM files WHERE id = ?",
                )?
                .query_row([key], |r| {
                    Ok((
                        r.get::<_, String>(0)?,
                        r.get::<_, i64>(1)?,
                        r.get::<_, String>(2)?,
                        r.get::<_, String>(3)?,
                    ))
                })
                .optional()
            })
            .await?;
        let Some((path, bytes, modified, name)) = row else {
            return Err(Problem::must(codes::ARCHIVE_FILE_MISSING).with("name", id));
        };
        let path = PathBuf::from(path);
        if !path.is_file() {
            return Err(Problem::must(codes::ARCHIVE_FILE_MISSING).with("name", name));
        }
        let now = mark(&path);
        if (now.0 as i64, now.1.to_string()) != (bytes, modified) {
            return Err(Problem::must(codes::ARCHIVE_FILE_CHANGED).with("name", name));
        }
        Ok(path)
    }

    /// A picture of the content store, small. `None` when the hash is not one of ours.
    pub async fn thumbnail(&self, hash: String, edge: u32) -> Option<Vec<u8>> {
        let content = self.content.clone();
        tokio::task::spawn_blocking(move || content.thumb(&hash, edge).ok()).await.ok().flatten()
    }
}

pub(crate) fn version_numbers(version: &str) -> Vec<u64> {
    version.split('.').map(|n| n.parse().unwrap_or(0)).collect()
}

fn gather(path: &Path, found: &mut Vec<PathBuf>, depth: usize) {
    if found.len() >= MOST_AT_ONCE || depth > 8 {
        return;
    }
    // Links are followed only at the top: a loop of links inside a folder is not.
    let Ok(kind) = (if depth == 0 { path.metadata() } else { path.symlink_metadata() }) else {
        found.push(path.to_owned());
        return;
    };
    if kind.is_dir() {
        let Ok(entries) = path.read_dir() else { return };
        let mut entries: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| gather(entry, found, depth + 1));
    } else if kind.is_file() || depth == 0 {
        found.push(path.to_owned());
    }
}

fn mark(path: &Path) -> (u64, i128) {
    let Ok(data) = path.metadata() else { return (0, 0) };
    let modified = data
        .modified()
        .ok()
        .and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok())
        .map_or(0, |d| d.as_nanos() as i128);
    (data.len(), modified)
}

fn fit(problems: &[Problem]) -> Fit {
    match problems.iter().map(|p| p.severity).min() {
        Some(Severity::Must) => Fit::CannotBeUsed,
        Some(Severity::Check) => Fit::Check,
        _ => Fit::Fits,
    }
}
