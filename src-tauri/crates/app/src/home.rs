//! Home: who waits for whom.

use vitrine_domain::Problem;
use vitrine_domain::state::ShownState;

use crate::App;
use crate::api::{Home, JobStatus, LiveProduct, NextAction};

impl App {
    pub(crate) async fn home(&self, (): ()) -> Result<Home, Problem> {
        let records = self.product_records().await?;
        let mut home = Home {
            waiting_for_you: Vec::new(),
            waiting_for_microsoft: Vec::new(),
            when_you_have_time: Vec::new(),
            live: Vec::new(),
            // What the table shows: add-ons and flights stand with their app.
            products: records.iter().filter(|r| r.row.parent.is_none()).count() as u32,
            accounts: self.account_listings(),
            as_of: records.iter().filter_map(|r| r.seen.at).min(),
        };
        for record in records {
            let row = record.row;
            // On sale means: published, and not known to be withdrawn.
            if row.published
                && row.live_version.is_some()
                && row.state.as_ref().is_none_or(|s| s.state != ShownState::Stopped)
            {
                home.live.push(LiveProduct {
                    id: row.id.clone(),
                    name: row.name.clone(),
                    version: row.live_version.clone(),
                });
            }
            match row.next {
                NextAction::SeeWhatToFix | NextAction::PublishNow | NextAction::ResumeJob => {
                    home.waiting_for_you.push(row);
                }
                NextAction::Follow => home.waiting_for_microsoft.push(row),
                _ if row.draft.is_some() => home.when_you_have_time.push(row),
                _ if row.state.as_ref().is_some_and(|s| s.state == ShownState::RollingOut) => {
                    home.when_you_have_time.push(row);
                }
                _ => {}
            }
        }
        home.when_you_have_time.sort_by_key(|row| std::cmp::Reverse(row.draft.as_ref().map(|d| d.saved_at)));
        home.waiting_for_you.sort_by_key(|row| row.job.is_none());
        Ok(home)
    }

    /// Whether something is being sent right now: quitting asks first.
    pub fn sending(&self) -> Vec<crate::api::Job> {
        self.jobs.shown().into_iter().filter(|job| job.status == JobStatus::Running).collect()
    }
}
