//! Types, documents and rules: what Vitrine knows about a submission without asking anybody.
//!
//! Pure by contract: no I/O, no clock, no async, no random numbers. Times and new keys are arguments. Wording is not here
//! either: a problem is a code with parameters, and the catalogues of the UI say the sentence.

pub mod codes;
pub mod document;
pub mod facts;
pub mod ids;
pub mod price_table;
pub mod problem;
pub mod review;
pub mod rules;
pub mod state;
pub mod tables;

pub use document::{Conflict, Difference, Document, Edit, Pointer};
pub use ids::{AccountId, DraftId, FileId, JobId, ProductId, SnapshotId, SubmissionKind};
pub use problem::{Problem, Severity};
