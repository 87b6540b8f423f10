//! Doing an act: the call, the look after a lost answer, and what is kept of it.

use vitrine_domain::{Problem, ProductId, codes};
use vitrine_partner::store::{HolderLook, LOOK_AGAIN, RolloutChange, RolloutLook};
use vitrine_partner::{Owner, PartnerError};

use super::hold::Doing;
use crate::App;
use crate::api::{Act, ActName, ActOutcome, ActivityWhat, AppEvent, SnapshotReason};
use crate::problem::ToProblem as _;

impl App {
    /// Does an act now, once for all who asked for it.
    pub(super) async fn perform(
        &self,
        doing: &Doing,
        act: &Act,
        product_name: &str,
    ) -> Result<ActOutcome, Problem> {
        let done = doing.get_or_init(|| self.do_and_note(act, product_name)).await.clone();
        self.holds.done(doing);
        done
    }

    async fn do_and_note(&self, act: &Act, product_name: &str) -> Result<ActOutcome, Problem> {
        let account = self.product_record(&act.product).await.ok().map(|record| record.row.account);
        let done = self.call_act(act).await.map_err(|problem| match &account {
            Some(account) => self.with_names(problem, account, product_name),
            None => problem,
        });
        let problem = done.as_ref().err().cloned();
        let what = ActivityWhat::Act { act: act.name, percentage: act.percentage, problem, undone: false };
        self.note_activity(&act.product, product_name, account.as_ref(), what).await;
        done
    }

    async fn call_act(&self, act: &Act) -> Result<ActOutcome, Problem> {
        let product = &act.product;
        match act.name {
            ActName::StopSaleByHand => self.confirm_sale(product, true).await?,
            ActName::ResumeSaleByHand => self.confirm_sale(product, false).await?,
            ActName::StopSaleHere => return self.stop_sale(product).await,
            ActName::ResumeSaleHere => return self.resume_sale(product).await,
            ActName::ChangeRollout => {
                let share =
                    act.percentage.filter(|share| (0.0..=100.0).contains(share)).ok_or_else(|| {
                        Problem::must(codes::ROLLOUT_PERCENTAGE_RANGE)
                            .with("percentage", act.percentage.unwrap_or_default())
                    })?;
                self.change_rollout(act, RolloutChange::Percentage(share)).await?;
            }
            ActName::HaltRollout => self.change_rollout(act, RolloutChange::Halt).await?,
            ActName::FinalizeRollout => {
                // Everybody in one choice: those who can take a rollout first, then also those on older systems.
                if let Some(share) = act.percentage {
                    self.change_rollout(act, RolloutChange::Percentage(share)).await?;
                }
                self.change_rollout(act, RolloutChange::Finalize).await?;
            }
            ActName::DeletePending => self.pending_delete(product, act.submission.as_deref()).await?,
            ActName::DeleteAddOn | ActName::DeleteFlight => self.delete_part(product).await?,
        }
        Ok(ActOutcome::Done)
    }

    /// Changes the rollout of what is live. A change without an answer is looked up before it is made once more; the calls
    /// say where it is to stand, so the second one changes nothing that the first one did.
    async fn change_rollout(&self, act: &Act, change: RolloutChange) -> Result<(), Problem> {
        let product = &act.product;
        let live = self.live_now(product).await?;
        // After a wait another submission may be the live one, and its rollout is nobody's wish.
        let is_another = act.submission.as_ref().is_some_and(|wanted| *wanted != live.submission);
        if is_another || crate::look::rollout(&live.document).is_none() {
            return Err(Problem::must(codes::ACT_NOTNOW).with("product", product.as_str()));
        }
        if matches!(change, RolloutChange::Halt | RolloutChange::Finalize) {
            self.take_snapshot(product, SnapshotReason::BeforeRollout, &live.document).await?;
        }
        let account = self.product_record(product).await?.row.account;
        let partner = self.partner(&account).await?;
        let owner = crate::listed::owner(product);
        for attempt in 0..2 {
            match partner.change_rollout(&owner, &live.submission, change).await {
                Ok(_) => break,
                Err(error @ PartnerError::Ambiguous { .. }) => {
                    let mut look = partner.look_after_rollout(&owner, &live.submission, change).await;
                    if let Ok(RolloutLook::NotDone(_)) = look {
                        tokio::time::sleep(LOOK_AGAIN.div_f64(self.speed().max(1.0))).await;
                        look = partner.look_after_rollout(&owner, &live.submission, change).await;
                    }
                    match self.answer(look)? {
                        RolloutLook::Done(_) => break,
                        RolloutLook::NotDone(info) if attempt == 0 && info.is_running() => {}
                        RolloutLook::NotDone(_) => return Err(error.problem()),
                    }
                }
                Err(error) => return self.answer(Err(error)),
            }
        }
        // It is done, whether or not it can be looked at now.
        self.look_quietly(product).await;
        self.events.send(AppEvent::Product { product: product.clone() });
        Ok(())
    }

    /// Deletes an add-on or a flight at Microsoft. Its copies stay in History.
    async fn delete_part(&self, product: &ProductId) -> Result<(), Problem> {
        let record = self.product_record(product).await?;
        if self.jobs.of_product(product).is_some_and(|(_, status)| status.holds_draft()) {
            return Err(Problem::must(codes::JOB_RUNNING));
        }
        if let Some(live) = self.live_document(product).await? {
            self.take_snapshot(product, SnapshotReason::BeforeDelete, &live.document).await?;
        }
        let partner = self.partner(&record.row.account).await?;
        let owner = crate::listed::owner(product);
        let deleted = match &owner {
            Owner::AddOn(id) => partner.delete_add_on(id).await,
            Owner::Flight { app, flight } => partner.delete_flight(app, flight).await,
            Owner::App(_) => return Err(Problem::must(codes::ACT_NOTNOW).with("product", record.row.name)),
        };
        match deleted {
            Ok(()) | Err(PartnerError::NotFound(_)) => {}
            Err(error @ PartnerError::Ambiguous { .. }) => {
                match self.answer(partner.look_after_delete_holder(&owner).await)? {
                    HolderLook::Gone => {}
                    HolderLook::Still(_) => return Err(error.problem()),
                }
            }
            Err(error) => return self.answer(Err(error)),
        }
        self.forget_part(product).await?;
        if let Some(app) = record.row.parent {
            self.events.send(AppEvent::Parts { app });
        }
        Ok(())
    }
}
