//! Stop sale and resume sale, each in two ways: in Partner Center, confirmed by hand because no call shows the switch; or
//! from here, with a submission in which only the visibility differs, which takes as long as a certification.

use jiff::Timestamp;
use vitrine_domain::state::SubmissionStatus;
use vitrine_domain::{Problem, ProductId, SubmissionKind, codes};

use super::{Scene, not_possible};
use crate::App;
use crate::api::{ActName, ActOutcome, Capability, JobPurpose, SnapshotReason};
use crate::publish::price_unsaid;

/// Customers with the link or the app keep it; nobody new gets it (StoreBroker's template; store-api 5.4).
const HIDDEN: &str = "Hidden";
/// Under this name `confirmed` keeps what a person said of the sale.
pub(crate) const SALE: &str = "sale";
/// The word for a product that was made unavailable in Partner Center.
pub(crate) const STOPPED: &str = "stopped";

impl App {
    /// Whether a change of the visibility can be sent from here now, else why not.
    pub(super) async fn can_change_sale(&self, scene: &Scene) -> Result<Capability, Problem> {
        let row = &scene.record.row;
        if let Some(closed) = &row.closed {
            return Ok(not_possible(closed.clone()));
        }
        let Some(live) = scene.live() else {
            let problem = Problem::must(codes::PRODUCT_FIRST_MISSING).with("product", row.name.as_str());
            return Ok(not_possible(problem));
        };
        if scene.act.product.kind() == Some(SubmissionKind::Flight) {
            return Ok(not_possible(Problem::must(codes::ACT_NOTNOW).with("product", row.name.as_str())));
        }
        if let Some(percentage) = scene.rollout() {
            let problem = Problem::must(codes::SUBMISSION_ROLLOUT_RUNNING).with("percentage", percentage);
            return Ok(not_possible(problem));
        }
        if let Some(pending) = &scene.record.seen.pending {
            let status = SubmissionStatus::from(pending.status.as_str());
            // The job of this very act stands there: asking again answers it.
            let ours = self.jobs.of_product(&row.id).and_then(|(id, _)| self.jobs.get(&id));
            if !status.is_terminal() && ours.is_none_or(|record| record.job.draft.is_some()) {
                let name = pending.friendly_name.as_deref().unwrap_or(&pending.id);
                return Ok(not_possible(Problem::must(codes::SALE_SUBMISSION_OPEN).with("submission", name)));
            }
        }
        if let Some(problem) = price_unsaid(live) {
            return Ok(not_possible(problem));
        }
        let visibility = live.value()["visibility"].as_str().unwrap_or_default();
        let problem = match scene.act.name {
            ActName::StopSaleHere if visibility == HIDDEN => {
                Some(Problem::must(codes::ACT_NOTNOW).with("product", row.name.as_str()))
            }
            ActName::ResumeSaleHere if visibility != HIDDEN => {
                Some(Problem::must(codes::SALE_HIDDEN_NOT).with("product", row.name.as_str()))
            }
            ActName::ResumeSaleHere if self.visibility_before(&scene.act.product).await?.is_none() => {
                Some(Problem::must(codes::SALE_VISIBILITY_UNKNOWN).with("product", row.name.as_str()))
            }
            _ => None,
        };
        Ok(problem.map_or(Capability::Available, not_possible))
    }

    pub(super) async fn stop_sale(&self, product: &ProductId) -> Result<ActOutcome, Problem> {
        let live = self.live_now(product).await?;
        if let Some(problem) = price_unsaid(&live.document) {
            return Err(problem);
        }
        self.take_snapshot(product, SnapshotReason::BeforeStopSale, &live.document).await?;
        let job = self.sale_start(product, JobPurpose::StopSale, HIDDEN).await?;
        Ok(ActOutcome::Started { job })
    }

    pub(super) async fn resume_sale(&self, product: &ProductId) -> Result<ActOutcome, Problem> {
        let visibility = self
            .visibility_before(product)
            .await?
            .ok_or_else(|| Problem::must(codes::SALE_VISIBILITY_UNKNOWN).with("product", product.as_str()))?;
        let job = self.sale_start(product, JobPurpose::ResumeSale, &visibility).await?;
        Ok(ActOutcome::Started { job })
    }

    /// The visibility of the copy that was taken before the sale was stopped.
    async fn visibility_before(&self, product: &ProductId) -> Result<Option<String>, Problem> {
        for snapshot in self.history(product.clone()).await? {
            if snapshot.reason == SnapshotReason::BeforeStopSale {
                let (_, document) = self.read_snapshot(&snapshot.id).await?;
                let visibility = document.value()["visibility"].as_str();
                return Ok(visibility.filter(|v| *v != HIDDEN && !v.is_empty()).map(str::to_owned));
            }
        }
        Ok(None)
    }

    /// What a person did in Partner Center, as they say.
    pub(super) async fn confirm_sale(&self, product: &ProductId, stopped: bool) -> Result<(), Problem> {
        let (key, at) = (product.to_string(), Timestamp::now().to_string());
        self.database
            .write(move |t| match stopped {
                true => t.execute(
                    "INSERT INTO confirmed (product, matter, word, at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (product, matter) DO UPDATE SET word = ?3, at = ?4",
                    (key, SALE, STOPPED, at),
                ),
                false => t.execute("DELETE FROM confirmed WHERE product = ? AND matter = ?", (key, SALE)),
            })
            .await?;
        self.row_changed(product).await?;
        self.events.send(crate::api::AppEvent::Product { product: product.clone() });
        Ok(())
    }
}
