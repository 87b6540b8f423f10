//! Images.

use std::path::Path;

use vitrine_domain::facts::ImageFacts;

use crate::ReadFault;

/// Longest edges of the thumbnails that the window uses, in pixels.
pub const EDGES: [u32; 3] = [160, 320, 960];

/// Facts from a walk over the headers; pixels are not decoded.
pub fn read(_path: &Path) -> Result<ImageFacts, ReadFault> { todo!() }

/// Decodes every pixel under hard limits: the check before a picture is sent.
pub fn verify(_path: &Path) -> Result<ImageFacts, ReadFault> { todo!() }

/// A small PNG made by us, upright, its longest edge at most `max_edge` pixels; never enlarged.
pub fn thumbnail(_path: &Path, _max_edge: u32) -> Result<Vec<u8>, ReadFault> { todo!() }

/// The Store's image types that take a picture of this size, best first.
pub fn suggest_slot(_facts: &ImageFacts) -> Vec<&'static str> { todo!() }
