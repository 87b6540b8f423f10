//! Which folder the program works on, decided before anything is opened.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::flags::Flags;

/// As in `tauri.conf.json`; the system's data folder, the keyring and the single instance go by this name.
const IDENTIFIER: &str = "studio.vitrine.desktop";

/// Why there is no folder to work on.
#[derive(Debug)]
pub enum NoFolder {
    /// The system names no data folder (no home).
    Nowhere,
    /// `--fresh` was asked for a folder that holds something.
    NotEmpty(PathBuf),
    Unusable(io::Error),
}

impl std::fmt::Display for NoFolder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nowhere => f.write_str("the system names no folder for data; start with --data-dir FOLDER"),
            Self::NotEmpty(folder) => write!(
                f,
                "--fresh starts on an empty folder, and {} holds something; nothing in it was read or changed",
                folder.display()
            ),
            Self::Unusable(error) => write!(f, "{error}"),
        }
    }
}

/// The folder that the flags ask for, made when it is missing and readable by its owner only.
pub fn choose(flags: &Flags) -> Result<PathBuf, NoFolder> {
    let folder = match &flags.data {
        Some(folder) => std::path::absolute(folder).map_err(NoFolder::Unusable)?,
        // Nothing of the person's is read or deleted: a first run happens beside their own folder, never in it.
        None if flags.fresh => {
            std::env::temp_dir().join(format!("{IDENTIFIER}.fresh.{}", uuid::Uuid::now_v7()))
        }
        None => dirs::data_dir().ok_or(NoFolder::Nowhere)?.join(IDENTIFIER),
    };
    private(&folder).map_err(NoFolder::Unusable)?;
    if flags.fresh && fs::read_dir(&folder).map_err(NoFolder::Unusable)?.next().is_some() {
        return Err(NoFolder::NotEmpty(folder));
    }
    Ok(folder)
}

/// Where practice keeps its own data.
pub fn practice(data: &Path) -> PathBuf {
    data.join("practice")
}

fn private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_run_needs_an_empty_folder() {
        let folder = std::env::temp_dir().join(format!("vitrine-test-{}", uuid::Uuid::now_v7()));
        let flags = Flags { fresh: true, practice: false, data: Some(folder.clone()) };
        assert_eq!(choose(&flags).unwrap(), folder);
        fs::write(folder.join("vitrine.db"), b"something").unwrap();
        assert!(matches!(choose(&flags), Err(NoFolder::NotEmpty(_))));
        assert_eq!(fs::read(folder.join("vitrine.db")).unwrap(), b"something");
        fs::remove_dir_all(&folder).unwrap();
    }
}
