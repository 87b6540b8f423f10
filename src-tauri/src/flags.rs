//! What the program was started with.

use std::ffi::OsString;
use std::path::PathBuf;

/// How to start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    /// Starts on the practice folder, with the embedded sandbox as Partner Center.
    pub practice: bool,
    /// Starts as on a new computer: the data folder has to be empty.
    pub fresh: bool,
    /// Where everything is kept, in place of the system's data folder.
    pub data: Option<PathBuf>,
}

impl Flags {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// One sentence for the terminal when a flag is unknown or its value is missing.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut flags = Self::default();
        let mut rest = arguments.into_iter();
        while let Some(argument) = rest.next() {
            match argument.to_str() {
                Some("--practice") => flags.practice = true,
                Some("--fresh") => flags.fresh = true,
                Some("--data-dir") => {
                    let folder = rest.next().ok_or("--data-dir needs a folder: --data-dir FOLDER")?;
                    flags.data = Some(folder.into());
                }
                _ => match argument.to_str().and_then(|text| text.strip_prefix("--data-dir=")) {
                    Some(folder) if !folder.is_empty() => flags.data = Some(folder.into()),
                    _ => {
                        return Err(format!(
                            "{} is not a flag of Vitrine.\n{USAGE}",
                            argument.to_string_lossy()
                        ));
                    }
                },
            }
        }
        Ok(flags)
    }
}

const USAGE: &str = "vitrine [--practice] [--fresh] [--data-dir FOLDER]";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Flags, String> {
        Flags::read(words.iter().map(OsString::from))
    }

    #[test]
    fn flags_stand_in_any_order() {
        let flags = read(&["--data-dir", "here", "--practice"]).unwrap();
        assert_eq!(flags, Flags { practice: true, fresh: false, data: Some("here".into()) });
        assert_eq!(read(&["--data-dir=there", "--fresh"]).unwrap().data, Some("there".into()));
        assert_eq!(read(&[]).unwrap(), Flags::default());
    }

    #[test]
    fn what_is_not_a_flag_is_refused() {
        for words in [&["--data-dir"][..], &["--data-dir="], &["--practise"], &["file.msix"]] {
            assert!(read(words).is_err(), "{words:?}");
        }
    }
}
