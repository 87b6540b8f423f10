//! The contract suite: the client against the sandbox, the core against both, and what a stranger's client sees.

mod accounts;
mod activity;
mod acts;
mod archive;
mod blob;
mod client;
mod conflicts;
mod continuing;
mod drafts;
mod endpoints;
mod forms;
mod guard;
mod kill;
mod large;
mod meeting;
mod parts;
mod pending;
mod prices;
mod publishing;
mod rollout;
mod sale;
mod stranger;
mod trailers;
