//! The command table: every question the window may ask, once.
//!
//! From these lines come the router ([`App::call`]), the TypeScript map (`cargo xtask bindings`) and the tests. A command's
//! body is one call into the use-case that its name begins with; nothing is decided here.

mod accounts;
mod activity;
mod acts;
mod drafts;
mod event;
mod files;
mod history;
mod jobs;
mod parts;
mod pending;
mod prices;
mod products;
mod review;
mod session;
mod table;

pub use accounts::*;
pub use activity::*;
pub use acts::*;
pub use drafts::*;
pub use event::*;
pub use files::*;
pub use history::*;
pub use jobs::*;
pub use parts::*;
pub use pending::*;
pub use prices::*;
pub use products::*;
pub use review::*;
pub use session::*;
pub use table::{COMMANDS, bindings};
