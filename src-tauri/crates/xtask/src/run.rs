//! `cargo xtask run`: from a fresh clone to a window.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::{self, Profile};
use crate::command::{program, show};
use crate::{Done, places, setup, ui};

/// Starts in practice mode; with `--fresh` the first-run page, on a new folder, so that nothing of the person's is touched.
pub fn run(flags: &[&str]) -> Done {
    setup::for_building()?;
    ui::build()?;
    app::build(Profile::Debug)?;
    if !has_display() {
        return tour(flags);
    }
    let mut vitrine = program(Profile::Debug.program(), flags);
    if flags.contains(&"--fresh") {
        if !flags.contains(&"--data-dir") {
            let folder = fresh_folder()?;
            println!("  an empty data folder: {}", folder.display());
            vitrine.arg("--data-dir").arg(folder);
        }
    } else if !flags.contains(&"--practice") {
        vitrine.arg("--practice");
    }
    show(&mut vitrine)
}

/// Without a display the same program is driven through the guided tour on a display of its own.
fn tour(flags: &[&str]) -> Done {
    if !flags.is_empty() {
        return Err(format!(
            "There is no display here, and `{}` needs somebody to look at it.\n\
                            `cargo xtask run` alone plays the guided tour and leaves its pictures in target/tour/.",
            flags.join(" ")
        ));
    }
    println!("\nThere is no display here: playing the guided tour on one of its own.");
    setup::for_journeys()?;
    let folder = places::target().join("tour");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("{} cannot be emptied: {error}", folder.display()))?;
    }
    app::journeys(Profile::Debug, "tour")?;
    let pictures = pictures(&folder)?;
    if pictures.is_empty() {
        return Err("The tour ended without a picture.".to_owned());
    }
    println!("\nThe tour's pictures:");
    for picture in pictures {
        println!("  {}", picture.display());
    }
    Ok(())
}

fn pictures(folder: &Path) -> Done<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut pictures: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    pictures.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
    pictures.sort();
    Ok(pictures)
}

fn has_display() -> bool {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(is_set)
}

/// Named after this process, made new: nobody else can have put something there.
fn fresh_folder() -> Done<PathBuf> {
    let base = std::env::temp_dir();
    (0..1000)
        .map(|number| base.join(format!("vitrine-fresh-{}-{number}", std::process::id())))
        .find(|folder| fs::create_dir(folder).is_ok())
        .ok_or_else(|| format!("No folder can be made in {}.", base.display()))
}
