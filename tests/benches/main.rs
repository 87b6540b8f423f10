//! `cargo xtask bench`: what a person waits for, measured in the real window beside a baseline of the same run; and how long
//! the core takes over the largest documents, alone.
//!
//! Ours and the baseline alternate, so that a busy machine slows both; median, smallest and largest are kept. Limits are
//! goals printed beside the figure: nothing fails on them. The load of the machine stands in the report, because without
//! it no figure means anything.

mod documents;
mod large;
mod report;
mod requests;
mod start;

use report::Report;

#[tokio::main]
async fn main() {
    // `cargo test` passes its own flags to every program it runs; this one takes none.
    let mut report = Report::begin();
    documents::tell_merge_and_send(&mut report);
    requests::of_one_publication(&mut report).await;
    start::cold_start(&mut report).await;
    large::filter_and_open(&mut report).await;
    report.finish();
}
