//! *Check the connection*: one verdict for each thing that reading can show, and none for what it cannot.

use secrecy::SecretString;
use vitrine_domain::Problem;
use vitrine_partner::{PartnerError, SignInFault};

use crate::App;
use crate::accounts::Record;
use crate::api::{AccountForm, CheckReport, Outcome, Prerequisite, Verdict};
use crate::problem::ToProblem as _;

use Prerequisite::{Application, Key, PartnerCenter, Products, Role, Tenant};

impl App {
    pub(crate) async fn account_check(&self, mut form: AccountForm) -> Result<CheckReport, Problem> {
        let (record, key) = self.form(&mut form).await?;
        Ok(self.check(&record, &key).await)
    }

    /// One sign-in and one reading of the list; what each answer proves, and nothing more.
    pub(crate) async fn check(&self, record: &Record, key: &SecretString) -> CheckReport {
        let named = |problem: Problem| {
            problem
                .with("account", record.name.as_str())
                .with("tenant", record.tenant.as_str())
                .with("application", record.client.as_str())
        };
        let partner = self.partners.once(record, key);
        let answer = partner.applications_page(1, 0).await;
        self.note_answer(matches!(answer, Err(PartnerError::Offline(_))));
        match answer {
            Ok(page) => {
                // The page names the total; without it the list itself says.
                let count = page.total.unwrap_or(page.entries.len() as u64);
                report(
                    &[
                        (Tenant, None),
                        (Application, None),
                        (Key, None),
                        (PartnerCenter, None),
                        (Products, None),
                    ],
                    Some(count as u32),
                )
            }
            Err(PartnerError::SignIn(error)) => {
                let problem = Some(named(PartnerError::SignIn(error.clone()).problem()));
                match error.fault {
                    // Entra looks for the directory first, then the application, then its key.
                    SignInFault::UnknownTenant => report(&[(Tenant, problem)], None),
                    SignInFault::UnknownApplication | SignInFault::Disabled => {
                        report(&[(Tenant, None), (Application, problem)], None)
                    }
                    SignInFault::WrongKey | SignInFault::ExpiredKey => {
                        report(&[(Tenant, None), (Application, None), (Key, problem)], None)
                    }
                    SignInFault::ResourceMissing => report(
                        &[(Tenant, None), (Application, None), (Key, None), (PartnerCenter, problem)],
                        None,
                    ),
                    _ => report(&[(Tenant, problem)], None),
                }
            }
            Err(
                error @ (PartnerError::Offline(_)
                | PartnerError::Untrusted(_)
                | PartnerError::ProxyRefused(_)),
            ) => report(&[(Tenant, Some(named(error.problem())))], None),
            Err(error) => {
                let problem = Some(named(error.problem()));
                report(&[(Tenant, None), (Application, None), (Key, None), (PartnerCenter, problem)], None)
            }
        }
    }
}

/// Fills up what was not reached.
fn report(known: &[(Prerequisite, Option<Problem>)], count: Option<u32>) -> CheckReport {
    let verdicts = [Tenant, Application, Key, PartnerCenter, Products, Role]
        .into_iter()
        .map(|about| {
            let known = known.iter().find(|(a, _)| *a == about);
            let outcome = match known {
                Some((_, None)) => Outcome::Holds,
                Some((_, Some(_))) => Outcome::Refused,
                None => Outcome::NotChecked,
            };
            Verdict {
                about,
                outcome,
                problem: known.and_then(|(_, p)| p.clone()),
                count: (about == Products).then_some(count).flatten(),
            }
        })
        .collect::<Vec<_>>();
    let ready = verdicts.iter().all(|v| v.about == Role || v.outcome == Outcome::Holds);
    CheckReport { verdicts, ready }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_is_never_a_tick() {
        let full = report(
            &[(Tenant, None), (Application, None), (Key, None), (PartnerCenter, None), (Products, None)],
            Some(8),
        );
        assert!(full.ready);
        let role = full.verdicts.iter().find(|v| v.about == Role).unwrap();
        assert_eq!(role.outcome, Outcome::NotChecked, "reading cannot show the role");
    }
}
