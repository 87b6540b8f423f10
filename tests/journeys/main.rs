//! Journeys through the real window: the built program under its real content security policy, as a person uses it.
//!
//! `cargo xtask test` builds the program first and plays them one after the other; pictures are left in
//! `target/journeys/`, those of the guided tour in `target/tour/`.

mod acceptance;
mod dropping;
mod frame;
mod person;
mod smoke;
mod store;
mod tour;
mod trailers;
