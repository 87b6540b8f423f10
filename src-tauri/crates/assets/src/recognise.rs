//! What a file is, by its content and never by its name.

use std::path::Path;

use vitrine_domain::facts::FileFacts;

use crate::ReadFault;

/// Reads enough of the file to say what it is, and its facts when Vitrine uses such files.
///
/// # Errors
/// When the file cannot be opened, or is of a kind that Vitrine reads and is damaged.
pub fn facts(_path: &Path) -> Result<FileFacts, ReadFault> { todo!() }
