//! Every endpoint of the Store API v1, asked by hand and judged by the documents alone. Nothing of the sandbox is used beyond
//! its address, so the suite runs against any base: set `VITRINE_ENDPOINTS` to the line that `vitrine-sandbox` prints, or to
//! the same members of another place on this computer, and it is asked instead of a sandbox of its own. Its account needs an
//! app that is live and has no submission open.
//!
//! What a place does over time (machines, uploads) is not here; the other suites move a clock.

mod add_ons;
mod apps;
mod flights;
mod place;
