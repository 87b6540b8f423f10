//! Rules about files as text: their length, and that none knows the machine it was written on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Done, places};

const LIMIT: usize = 400;

/// Folders that tools fill.
const MADE: &[&str] = &["target", "node_modules", "dist", ".git", "gen"];

pub fn too_long() -> Done<Vec<String>> {
    let written = |path: &&PathBuf| {
        let code = matches!(extension(path), "rs" | "ts" | "tsx" | "css");
        // Generated from the command table; its length follows the table's.
        code && !path.starts_with(places::ui().join("src/bindings"))
    };
    let mut found = Vec::new();
    for path in files(&places::root())?.iter().filter(written) {
        let lines = text(path).map_or(0, |text| text.lines().count());
        if lines > LIMIT {
            found.push(format!("{}: {lines} lines", path.display()));
        }
    }
    Ok(found)
}

pub fn machine_paths() -> Done<Vec<String>> {
    let needles = needles();
    let mut found = Vec::new();
    for path in files(&places::root())? {
        let Some(text) = text(&path) else { continue };
        for (index, line) in text.lines().enumerate() {
            if let Some(needle) = needles.iter().find(|needle| holds_path(line, needle)) {
                found.push(format!("{}:{}: names {needle}", path.display(), index + 1));
            }
        }
    }
    Ok(found)
}

/// This checkout, this person's home, and the folder of notes beside the checkout, which a clone does not have.
fn needles() -> Vec<String> {
    let mut needles = vec![format!("..{}shared/", '/')];
    let folders = [Some(places::root()), std::env::var_os("HOME").map(PathBuf::from)];
    for folder in folders.into_iter().flatten().filter(|folder| folder.components().count() > 1) {
        needles.push(format!("{}/", folder.display()));
    }
    needles
}

/// Whether the path stands there as a path of its own: `/opt/x`, not `https://host/opt/x` and not `my/opt/x`.
fn holds_path(line: &str, needle: &str) -> bool {
    line.match_indices(needle).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !"}._-".contains(before))
    })
}

/// All files that people wrote, in a steady order.
pub fn files(folder: &Path) -> Done<Vec<PathBuf>> {
    let listing = |error: std::io::Error| format!("{} cannot be listed: {error}", folder.display());
    let mut entries: Vec<_> =
        fs::read_dir(folder).map_err(listing)?.collect::<Result<_, _>>().map_err(listing)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut found = Vec::new();
    for entry in entries {
        let kind = entry.file_type().map_err(listing)?;
        let made = entry.file_name().to_str().is_some_and(|name| MADE.contains(&name));
        if kind.is_dir() && !made {
            found.extend(files(&entry.path())?);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// The file as text, or nothing when it is none.
fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_counts_only_where_a_path_begins() {
        let home = "/home/claire/";
        assert!(holds_path("let x = \"/home/claire/notes\";", home));
        assert!(holds_path("/home/claire/notes", home));
        assert!(holds_path("see (/home/claire/notes)", home));
        assert!(!holds_path("https://example.com/home/claire/", home));
        assert!(!holds_path("${base}/home/claire/", home));
    }
}
