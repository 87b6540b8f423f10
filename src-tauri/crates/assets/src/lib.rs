//! Every file that a person drops in: recognised by content, read in place, kept, and laid out for sending.
//!
//! Synchronous: callers on an async runtime use its blocking pool. Files are read by path or through `Read + Seek`, never
//! extracted, and every reader is bounded against hostile input. Deliberately not here: the network, the database, the
//! rules that judge facts (`vitrine_domain::rules`) and wording (the catalogues).

pub mod archive;
pub mod fault;
mod hex;
pub mod image;
pub mod package;
pub mod price_table;
pub mod recognise;
pub mod store;
pub mod video;

pub use fault::{About, Meaning, ReadFault};
pub use recognise::facts;
