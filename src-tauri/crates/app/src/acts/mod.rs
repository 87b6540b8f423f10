//! Acts that change a state at Microsoft: rollout, stop sale, deletion. One table says how serious each is, one sheet says
//! what will happen, and what cannot be undone waits for its hold before anything is sent.
//!
//! Deliberately not here: content, which leaves through Review only (`publish`), and wording (`dialogs` of the catalogues).

mod facts;
mod hold;
mod perform;
mod sale;

use vitrine_domain::document::Document;
use vitrine_domain::{Problem, codes};

use crate::App;
use crate::api::{Act, ActName, ActOutcome, ActSheet, Capability, CommandName};
use crate::products::Record;

pub use hold::{Holds, not_sent};

impl ActName {
    /// Every act there is.
    pub const ALL: [ActName; 10] = [
        ActName::StopSaleByHand,
        ActName::StopSaleHere,
        ActName::ResumeSaleByHand,
        ActName::ResumeSaleHere,
        ActName::ChangeRollout,
        ActName::HaltRollout,
        ActName::FinalizeRollout,
        ActName::DeletePending,
        ActName::DeleteAddOn,
        ActName::DeleteFlight,
    ];

    /// How serious an act is. 1: reversible at Microsoft; 2: costly, a dialog says what it means; 3: cannot be undone, a dialog,
    /// a copy in History and a hold. A rollout is costly when it takes a leap.
    pub fn level(self) -> u8 {
        match self {
            ActName::ResumeSaleByHand | ActName::ResumeSaleHere | ActName::ChangeRollout => 1,
            ActName::StopSaleByHand | ActName::StopSaleHere | ActName::HaltRollout => 2,
            ActName::FinalizeRollout
            | ActName::DeletePending
            | ActName::DeleteAddOn
            | ActName::DeleteFlight => 3,
        }
    }

    /// The command of the overview that offers it.
    pub fn command(self) -> CommandName {
        match self {
            ActName::StopSaleByHand | ActName::StopSaleHere => CommandName::StopSale,
            ActName::ResumeSaleByHand | ActName::ResumeSaleHere => CommandName::ResumeSale,
            ActName::ChangeRollout => CommandName::ChangeRollout,
            ActName::HaltRollout => CommandName::HaltRollout,
            ActName::FinalizeRollout => CommandName::FinalizeRollout,
            ActName::DeletePending => CommandName::DeletePending,
            ActName::DeleteAddOn => CommandName::DeleteAddOn,
            ActName::DeleteFlight => CommandName::DeleteFlight,
        }
    }
}

/// Everything an act is judged by.
struct Scene {
    act: Act,
    record: Record,
    live: Option<std::sync::Arc<crate::live::Live>>,
    account_name: String,
}

impl Scene {
    fn live(&self) -> Option<&Document> {
        self.live.as_ref().map(|live| &live.document)
    }

    /// Per cent of customers that the running rollout reaches.
    fn rollout(&self) -> Option<f64> {
        self.live().and_then(crate::look::rollout)
    }

    /// The submission that the act is about, as it was last read.
    fn submission(&self) -> Option<String> {
        match self.act.name {
            ActName::DeletePending => self.record.seen.pending.as_ref().map(|pending| pending.id.clone()),
            ActName::ChangeRollout | ActName::HaltRollout | ActName::FinalizeRollout => {
                self.live.as_ref().map(|live| live.submission.clone())
            }
            _ => None,
        }
    }

    /// What the sheet spoke of is not what stands there.
    fn is_about_another(&self) -> bool {
        self.act.submission != self.submission()
    }

    /// With the leap of a rollout counted in: to everybody, or more than ten times as many at once.
    fn level(&self) -> u8 {
        match (self.act.name, self.rollout(), self.act.percentage) {
            (ActName::ChangeRollout, Some(now), Some(wanted)) if wanted >= 100.0 || wanted > now * 10.0 => 2,
            (name, ..) => name.level(),
        }
    }
}

impl App {
    /// What an act would do, and whether it can be done now. Asks nothing of the service.
    pub(crate) async fn act_sheet(&self, act: Act) -> Result<ActSheet, Problem> {
        let scene = self.scene(act).await?;
        let can = self.can(&scene).await?;
        Ok(self.sheet(&scene, can))
    }

    /// Does an act, or begins its hold. The same act asked twice is one act.
    pub(crate) async fn act_begin(&self, act: Act) -> Result<ActOutcome, Problem> {
        let turn = self.holds.turn.lock().await;
        if let Some(held) = self.holds.of(&act) {
            return Ok(ActOutcome::Held { held });
        }
        if let Some(doing) = self.holds.under_way(&act) {
            drop(turn);
            let name = self.product_record(&act.product).await.map(|record| record.row.name);
            return self.perform(&doing, &act, &name.unwrap_or_default()).await;
        }
        let scene = self.scene(act).await?;
        if let Capability::NotPossible { because } = self.can(&scene).await? {
            return Err(*because);
        }
        let seconds = self.settings().hold;
        if scene.level() < 3 || seconds == 0 {
            let doing = self.holds.begins(&scene.act);
            drop(turn);
            return self.perform(&doing, &scene.act, &scene.record.row.name).await;
        }
        let held = self.hold(scene.act, scene.record.row.name, seconds).await?;
        Ok(ActOutcome::Held { held })
    }

    async fn scene(&self, act: Act) -> Result<Scene, Problem> {
        let record = self.product_record(&act.product).await?;
        let live = self.live_document(&act.product).await?;
        let account_name = self.account_name(&record.row.account).await;
        let mut scene = Scene { act, record, live, account_name };
        scene.act.submission = scene.act.submission.take().or_else(|| scene.submission());
        Ok(scene)
    }

    fn sheet(&self, scene: &Scene, can: Capability) -> ActSheet {
        ActSheet {
            level: scene.level(),
            product_name: scene.record.row.name.clone(),
            store_id: scene.record.row.store_id.clone(),
            account_name: scene.account_name.clone(),
            facts: facts::facts(scene),
            hold_seconds: if scene.level() < 3 { 0 } else { self.settings().hold },
            act: scene.act.clone(),
            can,
        }
    }

    /// Whether the act can be done now, by what was last read. The service has the last word.
    async fn can(&self, scene: &Scene) -> Result<Capability, Problem> {
        if self.is_offline() && !matches!(scene.act.name, ActName::StopSaleByHand | ActName::ResumeSaleByHand)
        {
            return Ok(not_possible(Problem::must(codes::SERVICE_OFFLINE)));
        }
        if matches!(scene.act.name, ActName::StopSaleHere | ActName::ResumeSaleHere) {
            return self.can_change_sale(scene).await;
        }
        if let Some(problem) = percentage_problem(scene) {
            return Ok(not_possible(problem));
        }
        let row = &scene.record.row;
        if scene.is_about_another() {
            return Ok(not_possible(Problem::must(codes::ACT_NOTNOW).with("product", row.name.as_str())));
        }
        if matches!(scene.act.name, ActName::DeleteAddOn | ActName::DeleteFlight)
            && self.jobs.of_product(&row.id).is_some_and(|(_, status)| status.holds_draft())
        {
            return Ok(not_possible(Problem::must(codes::JOB_RUNNING)));
        }
        let offered = crate::commands::commands(&scene.record, scene.live())
            .into_iter()
            .find(|command| command.name == scene.act.name.command());
        Ok(offered.map_or_else(
            || not_possible(Problem::must(codes::ACT_NOTNOW).with("product", row.name.as_str())),
            |command| command.can,
        ))
    }
}

fn not_possible(because: Problem) -> Capability {
    Capability::NotPossible { because: Box::new(because) }
}

fn percentage_problem(scene: &Scene) -> Option<Problem> {
    let wanted = scene.act.percentage?;
    let least = if scene.act.name == ActName::FinalizeRollout { 100.0 } else { 0.0 };
    (!(least..=100.0).contains(&wanted))
        .then(|| Problem::must(codes::ROLLOUT_PERCENTAGE_RANGE).with("percentage", wanted))
}
