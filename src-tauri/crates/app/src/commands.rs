//! What can be done with a product now, and why not what cannot. The page renders this and decides nothing.

use vitrine_domain::document::Document;
use vitrine_domain::state::{ShownState, SubmissionStatus};
use vitrine_domain::{Problem, codes};

use crate::api::{Capability, Command, CommandName, ProductKind};
use crate::products::Record;

/// The commands of a product in the order in which they are offered; those that make no sense now are absent.
pub(crate) fn commands(record: &Record, live: Option<&Document>) -> Vec<Command> {
    let scene = Scene { record, rollout: live.and_then(crate::look::rollout) };
    let row = &record.row;
    let state = row.state.as_ref().map(|s| s.state);
    let begins = || scene.closed().or_else(|| scene.first());
    let mut commands = Vec::new();
    let mut offer = |name, can: Option<Capability>| {
        commands.push(Command { name, can: can.unwrap_or(Capability::Available) });
    };
    offer(CommandName::EditDraft, begins());
    offer(CommandName::Submit, begins().or_else(|| scene.rolling()).or_else(|| scene.busy()));
    if row.kind == ProductKind::StoreApp && !row.published && record.seen.pending.is_none() {
        offer(CommandName::FirstSubmission, Some(Capability::HandOff));
    }
    if state == Some(ShownState::Ready) {
        offer(CommandName::PublishNow, Some(Capability::HandOff));
    }
    if matches!(
        state,
        Some(ShownState::Checks | ShownState::Certification | ShownState::Ready | ShownState::Scheduled)
    ) {
        offer(CommandName::CancelCertification, Some(Capability::HandOff));
    }
    if let Some(can) = scene.delete_pending() {
        offer(CommandName::DeletePending, Some(can));
    }
    if scene.rollout.is_some() {
        for name in [CommandName::ChangeRollout, CommandName::FinalizeRollout, CommandName::HaltRollout] {
            offer(name, scene.closed());
        }
    }
    if row.published && row.kind != ProductKind::Flight {
        // What a person said counts before anything was read of the product, too.
        let stopped = state == Some(ShownState::Stopped) || record.stopped_by_hand.is_some();
        offer(
            if stopped { CommandName::ResumeSale } else { CommandName::StopSale },
            Some(Capability::HandOff),
        );
    }
    match row.kind {
        ProductKind::StoreApp => {}
        ProductKind::AddOn => offer(CommandName::DeleteAddOn, scene.closed().or_else(|| scene.busy())),
        ProductKind::Flight => {
            offer(CommandName::PromoteFlight, scene.closed().or_else(|| scene.no_packages(live)));
            offer(CommandName::DeleteFlight, scene.closed().or_else(|| scene.open()));
        }
    }
    commands
}

struct Scene<'a> {
    record: &'a Record,
    rollout: Option<f64>,
}

impl Scene<'_> {
    /// The service lets no app work on it (409).
    fn closed(&self) -> Option<Capability> {
        self.record.row.closed.clone().map(not_possible)
    }

    /// An app begins in Partner Center; add-ons and flights begin here.
    fn first(&self) -> Option<Capability> {
        let row = &self.record.row;
        (!row.published && row.kind == ProductKind::StoreApp).then(|| {
            not_possible(Problem::must(codes::PRODUCT_FIRST_MISSING).with("product", row.name.as_str()))
        })
    }

    fn rolling(&self) -> Option<Capability> {
        self.rollout.map(|percentage| {
            not_possible(Problem::must(codes::SUBMISSION_ROLLOUT_RUNNING).with("percentage", percentage))
        })
    }

    /// Microsoft is at work on a submission.
    fn busy(&self) -> Option<Capability> {
        let pending = self.record.seen.pending.as_ref()?;
        let status = SubmissionStatus::from(pending.status.as_str());
        (!status.is_terminal() && status != SubmissionStatus::PendingCommit).then(|| {
            not_possible(
                Problem::must(codes::SUBMISSION_STATE_REFUSED).with("status", pending.status.as_str()),
            )
        })
    }

    /// A flight with an unpublished submission must lose that first (windows-uwp `publish/package-flights.md`).
    fn open(&self) -> Option<Capability> {
        let pending = self.record.seen.pending.as_ref()?;
        let name = pending.friendly_name.as_deref().unwrap_or(&pending.id);
        Some(not_possible(Problem::must(codes::SALE_SUBMISSION_OPEN).with("submission", name)))
    }

    fn delete_pending(&self) -> Option<Capability> {
        let pending = self.record.seen.pending.as_ref()?;
        let status = SubmissionStatus::from(pending.status.as_str());
        let over = status.is_failed() || status == SubmissionStatus::Canceled;
        if status != SubmissionStatus::PendingCommit && !over {
            return None;
        }
        let name = pending.friendly_name.as_deref().unwrap_or(&pending.id);
        Some(match pending.by_app {
            true => Capability::Available,
            false => not_possible(Problem::must(codes::SUBMISSION_PORTAL_EDITED).with("submission", name)),
        })
    }

    /// What is live and was not read yet is not called empty: reading it comes with the act.
    fn no_packages(&self, live: Option<&Document>) -> Option<Capability> {
        if live.is_none() && self.record.row.published {
            return None;
        }
        let some =
            live.and_then(|live| live.value()["flightPackages"].as_array()).is_some_and(|p| !p.is_empty());
        let name = self.record.row.name.as_str();
        (!some).then(|| not_possible(Problem::must(codes::FLIGHT_PACKAGES_NONE).with("flight", name)))
    }
}

fn not_possible(because: Problem) -> Capability {
    Capability::NotPossible { because: Box::new(because) }
}
