//! Writes the TypeScript of the command table to `ui/src/bindings/`, or with `--check` says whether it is what it should be.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|a| a == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/bindings");
    let files = vitrine_app::api::bindings();
    let mut stale = Vec::new();
    for (name, text) in &files {
        let path = folder.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|now| now == *text) {
            continue;
        }
        stale.push(name.clone());
        if !check
            && let Err(e) = path
                .parent()
                .map_or(Ok(()), std::fs::create_dir_all)
                .and_then(|()| std::fs::write(&path, text))
        {
            eprintln!("{name} cannot be written: {e}");
            return ExitCode::FAILURE;
        }
    }
    if let Ok(present) = std::fs::read_dir(&folder) {
        for entry in present.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() && !files.iter().any(|(f, _)| *f == name) {
                stale.push(name);
                if !check {
                    let _ = std::fs::remove_file(entry.path());
                }
            }
        }
    }
    match (check, stale.is_empty()) {
        (_, true) => println!("bindings: {} files are current", files.len()),
        (false, false) => println!("bindings: wrote {}", stale.join(", ")),
        (true, false) => {
            eprintln!("bindings are stale: {}. Run `cargo xtask bindings`.", stale.join(", "));
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
