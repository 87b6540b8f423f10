//! What time does to the submissions: each request first lets everything happen that is due by now.
//!
//! At the end of `CommitStarted` the archive that was really uploaded is opened; its reading happens outside the
//! lock, one at a time. Publication, rollout start and first publication date are here.

use std::io;

use jiff::Timestamp;
use serde_json::json;

use crate::Shared;
use crate::archive::{self, Findings, Order};
use crate::machine::{self, due};
use crate::model::{Note, Status, Submission};
use crate::store::files;
use crate::world::World;

impl Shared {
    /// Lets everything happen that is due by now.
    pub async fn settle(&self) -> io::Result<()> {
        let _one_at_a_time = self.bench.lock().await;
        loop {
            let due = self.lock().due_inspection(self.clock.now());
            let Some((product, submission)) = due else { break };
            let Some(order) = self.order(&product, &submission).await? else { continue };
            let findings = tokio::task::spawn_blocking(move || archive::inspect(order)).await;
            let findings = findings.unwrap_or_else(|error| {
                tracing::error!(%error, "an archive could not be examined");
                Findings::failed(Note::new("ServiceError", "The service failed while it read the archive."))
            });
            self.finish_commit(&product, &submission, findings)?;
        }
        let now = self.clock.now();
        let mut world = self.lock();
        for product in world.touched_ids() {
            while world.step(&product, now)? {}
        }
        world.forget_flights(now)
    }

    /// Everything that the examination of an archive needs.
    async fn order(&self, product: &str, submission: &str) -> io::Result<Option<Order>> {
        let (order, upload) = {
            let mut world = self.lock();
            let Some(product) = world.product(product) else { return Ok(None) };
            let Some(held) = product.submissions.get(submission) else { return Ok(None) };
            let (document, upload) = (held.document.clone(), held.upload.clone());
            let app = product.parent().unwrap_or(&product.id).to_owned();
            let Some(app) = world.peek(&app).and_then(|app| app.app().cloned()) else { return Ok(None) };
            (Order { app, document, archive: None, assume: self.assume.clone() }, upload)
        };
        let Some(upload) = upload else { return Ok(Some(order)) };
        let Some(blob) = self.shelf.blob(&upload.container, &upload.blob)? else { return Ok(Some(order)) };
        let archive = blob.lock().await.reader()?;
        Ok(Some(Order { archive, ..order }))
    }

    fn finish_commit(&self, product: &str, submission: &str, findings: Findings) -> io::Result<()> {
        let mut world = self.lock();
        let durations = world.account.durations;
        let mut ids = Vec::new();
        for _ in 0..findings.new_files() {
            ids.push(world.account.next_id());
        }
        world.save_account()?;
        let Some(held) = world.product(product).and_then(|product| product.submissions.get_mut(submission))
        else {
            return Ok(());
        };
        let Some(at) = due(held, &durations) else { return Ok(()) };
        held.details.warnings.extend(findings.warnings.iter().cloned());
        if findings.errors.is_empty() {
            files::take_in(&mut held.document, &findings, &mut ids.into_iter());
            held.deferred = findings.deferred;
            enter(held, Status::PreProcessing, at);
        } else {
            held.details.errors = findings.errors;
            enter(held, Status::CommitFailed, at);
        }
        world.save(product, submission)
    }
}

impl World {
    fn due_inspection(&mut self, now: Timestamp) -> Option<(String, String)> {
        let durations = self.account.durations;
        self.touched().find_map(|product| {
            let submission = product.pending()?;
            let waits = submission.status == Status::CommitStarted
                && due(submission, &durations).is_some_and(|due| due <= now);
            waits.then(|| (product.id.clone(), submission.id.clone()))
        })
    }

    /// The next moment at which something happens by itself, to one product or to any.
    pub fn next_due(&mut self, only: Option<&str>) -> Option<Timestamp> {
        let durations = self.account.durations;
        let products = self.touched().filter(|product| only.is_none_or(|id| product.id == id));
        let steps = products.flat_map(|product| {
            let step = product.pending().and_then(|pending| due(pending, &durations));
            [step, product.flight().and_then(|flight| flight.gone_at)]
        });
        steps.flatten().min()
    }

    /// Moves one product by one state when that is due. A commit moves in `finish_commit` only.
    fn step(&mut self, product: &str, now: Timestamp) -> io::Result<bool> {
        let durations = self.account.durations;
        let Some(held) = self.product(product) else { return Ok(false) };
        let Some(pending) = held.pending_mut() else { return Ok(false) };
        let Some(at) = due(pending, &durations).filter(|at| *at <= now) else { return Ok(false) };
        let id = pending.id.clone();
        match pending.status {
            Status::CommitStarted => return Ok(false),
            Status::PreProcessing if !pending.deferred.is_empty() => {
                pending.details.errors = std::mem::take(&mut pending.deferred);
                enter(pending, Status::PreProcessingFailed, at);
            }
            Status::Publishing => self.publish(product, at),
            status => match machine::next(status) {
                Some(next) => enter(pending, next, at),
                None => return Ok(false),
            },
        }
        self.save(product, &id)?;
        Ok(true)
    }

    /// Makes the pending submission the live one.
    pub fn publish(&mut self, product: &str, at: Timestamp) {
        let Some(held) = self.product(product) else { return };
        let before = held.published().map(everywhere);
        let Some(pending) = held.pending_mut() else { return };
        let id = pending.id.clone();
        enter(pending, Status::Published, at);
        // A rollout starts at publication; who is not in it gets the submission before (store-api 11).
        if let (Some(rollout), Some(before)) = (pending.rollout_mut(), before)
            && rollout.get("isPackageRollout").is_some_and(|on| on == true)
        {
            rollout.insert("packageRolloutStatus".into(), json!("PackageRolloutInProgress"));
            rollout.insert("fallbackSubmissionId".into(), json!(before));
        }
        held.first_published.get_or_insert(at);
        held.last_published = Some(id);
        held.pending = None;
    }
}

/// The submission whose packages everybody has: not one whose rollout was halted, but the one before it
/// (store-api 11).
fn everywhere(live: &Submission) -> String {
    let rollout = live.rollout();
    let halted = rollout["packageRolloutStatus"] == "PackageRolloutStopped";
    let before = rollout["fallbackSubmissionId"].as_str().filter(|_| halted);
    before.unwrap_or(&live.id).to_owned()
}

/// Puts a submission into a state.
pub fn enter(submission: &mut Submission, status: Status, at: Timestamp) {
    tracing::info!(submission = submission.id, from = ?submission.status, to = ?status, "a submission moved");
    submission.status = status;
    submission.since = at;
}
