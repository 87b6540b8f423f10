//! What a person does next with a product, in the order of who waits for whom.

use vitrine_domain::JobId;
use vitrine_domain::state::ShownState;

use crate::api::{JobStatus, NextAction, ProductKind, ProductRow};

/// `open`: a submission stands at Microsoft.
pub fn next_action(row: &ProductRow, open: bool, job: Option<&(JobId, JobStatus)>) -> NextAction {
    match job.map(|(_, status)| *status) {
        Some(JobStatus::Interrupted) => return NextAction::ResumeJob,
        Some(JobStatus::Running | JobStatus::Following) => return NextAction::Follow,
        // Stopped for good, and Microsoft has no word on it: the job's own page says why.
        Some(JobStatus::Failed) if row.state.as_ref().is_none_or(|s| s.state != ShownState::NeedsYou) => {
            return NextAction::ResumeJob;
        }
        _ => {}
    }
    if row.closed.is_some() {
        return NextAction::OpenPartnerCenter;
    }
    // Only an app has to be begun in Partner Center; add-ons and flights begin here.
    if !row.published && !open && row.kind == ProductKind::StoreApp {
        return NextAction::FirstSubmission;
    }
    match row.state.as_ref().map(|s| s.state) {
        Some(ShownState::NeedsYou) => NextAction::SeeWhatToFix,
        Some(ShownState::Ready) => NextAction::PublishNow,
        Some(
            ShownState::Sending
            | ShownState::Checks
            | ShownState::Certification
            | ShownState::Scheduled
            | ShownState::GoingLive,
        ) => NextAction::Follow,
        _ => match &row.draft {
            Some(draft) if draft.changes > 0 && draft.problems == 0 => NextAction::Review,
            Some(_) => NextAction::ContinueDraft,
            None if row.state.as_ref().is_some_and(|s| s.state == ShownState::RollingOut) => {
                NextAction::ChangeRollout
            }
            None if open && row.state.as_ref().is_some_and(|s| s.state == ShownState::Draft) => {
                NextAction::SeeOpen
            }
            None => NextAction::StartDraft,
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use vitrine_domain::{AccountId, DraftId, Problem, ProductId, codes};

    use super::*;
    use crate::api::{DraftMark, StateSeen};

    fn row(published: bool, state: Option<ShownState>, draft: Option<(u32, u32)>) -> ProductRow {
        let now = Timestamp::UNIX_EPOCH;
        ProductRow {
            id: ProductId::store("9NBLGGH4R315"),
            account: AccountId::new("a"),
            name: "Tailspin".to_owned(),
            kind: ProductKind::StoreApp,
            store_id: "9NBLGGH4R315".to_owned(),
            parent: None,
            published,
            state: state.map(|state| StateSeen {
                state,
                raw: String::new(),
                percent: None,
                date: None,
                seen_at: now,
                first_seen_at: now,
            }),
            live_version: None,
            closed: None,
            draft: draft.map(|(changes, problems)| DraftMark {
                id: DraftId::new("d"),
                changes,
                problems,
                saved_at: now,
            }),
            job: None,
            next: NextAction::StartDraft,
        }
    }

    #[test]
    fn the_next_thing_to_do_follows_who_waits_for_whom() {
        let (none, open) = (false, true);
        let next = |row: &ProductRow, open: bool| next_action(row, open, None);
        assert_eq!(next(&row(false, None, None), none), NextAction::FirstSubmission);
        assert_eq!(next(&row(true, None, None), none), NextAction::StartDraft, "the list alone is enough");
        assert_eq!(next(&row(true, Some(ShownState::Live), Some((2, 1))), none), NextAction::ContinueDraft);
        assert_eq!(next(&row(true, Some(ShownState::Live), Some((2, 0))), none), NextAction::Review);
        assert_eq!(next(&row(true, Some(ShownState::Certification), Some((2, 0))), open), NextAction::Follow);
        assert_eq!(next(&row(true, Some(ShownState::Ready), None), open), NextAction::PublishNow);
        assert_eq!(
            next(&row(true, Some(ShownState::NeedsYou), Some((1, 0))), open),
            NextAction::SeeWhatToFix
        );
        assert_eq!(next(&row(true, Some(ShownState::Unknown), None), open), NextAction::StartDraft);
        let rolling = Some(ShownState::RollingOut);
        assert_eq!(next(&row(true, rolling, None), none), NextAction::ChangeRollout);
        assert_eq!(next(&row(true, rolling, Some((2, 1))), none), NextAction::ContinueDraft);
        assert_eq!(
            next(&row(true, Some(ShownState::Draft), None), open),
            NextAction::SeeOpen,
            "somebody else's"
        );
        let add_on = ProductRow { kind: ProductKind::AddOn, ..row(false, None, None) };
        assert_eq!(next(&add_on, none), NextAction::StartDraft, "its first submission is made from here");
        let mut closed = row(true, Some(ShownState::Live), None);
        closed.closed = Some(Problem::must(codes::PRODUCT_API_UNSUPPORTED));
        assert_eq!(next(&closed, none), NextAction::OpenPartnerCenter);
        let job = (JobId::new("j"), JobStatus::Interrupted);
        assert_eq!(
            next_action(&closed, none, Some(&job)),
            NextAction::ResumeJob,
            "what stopped half-way comes first"
        );
    }
}
