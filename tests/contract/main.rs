//! The contract suite: the client against the sandbox, the core against both, and what a stranger's client sees.

mod accounts;
mod archive;
mod blob;
mod client;
mod drafts;
mod endpoints;
mod forms;
mod kill;
mod large;
mod meeting;
mod prices;
mod publishing;
mod stranger;
mod trailers;
