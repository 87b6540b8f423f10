//! Windows packages.

use std::path::Path;

use vitrine_domain::facts::PackageFacts;

use crate::ReadFault;

/// Facts of `.msix`, `.appx`, their bundles and upload files, read in place.
pub fn read(_path: &Path) -> Result<PackageFacts, ReadFault> { todo!() }

/// `<name>_<publisher id>`.
pub fn family_name(_name: &str, _publisher: &str) -> String { todo!() }
