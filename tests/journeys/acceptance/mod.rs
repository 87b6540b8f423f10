//! What was promised about the window, one promise a function, several in a window where they do not disturb one another.
//!
//! The use cases under the window are proven without it (`tests/contract`); here it is what a person sees, hears and
//! presses. What left the window is read in the log of the sandbox at the other end.

mod connected;
mod everywhere;
mod keeping;
mod places;
mod quitting;
mod reviewing;
mod secrets;
mod sending;
mod trouble;

use crate::person::{Draft, PRODUCT, english, focused, hears, key, one_product, promise, until_live};
