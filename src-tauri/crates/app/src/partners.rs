//! One client an account; accounts of one tenant share their queue to Microsoft.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use vitrine_domain::{AccountId, Problem, codes};
use vitrine_partner::{Credentials, Key, Listener, Partner, PartnerError, StorePartner};

use crate::App;
use crate::accounts::Record;
use crate::api::BudgetView;
use crate::problem::ToProblem as _;

pub struct Partners {
    partner: Partner,
    open: Mutex<HashMap<AccountId, Arc<StorePartner>>>,
}

impl Partners {
    /// `told` hears of every request.
    pub fn new(told: Listener) -> Self {
        Self { partner: Partner::new(env!("CARGO_PKG_VERSION")).told(told), open: Mutex::default() }
    }

    fn opened(&self) -> Vec<(AccountId, Arc<StorePartner>)> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().map(|(id, partner)| (id.clone(), partner.clone())).collect()
    }

    /// A client that is not kept: for checking what a person typed.
    pub fn once(&self, record: &Record, key: &SecretString) -> StorePartner {
        let credentials = Credentials {
            tenant: record.tenant.clone(),
            client_id: record.client.clone(),
            key: Key::new(key.expose_secret()),
        };
        self.partner.store(&record.endpoints, &credentials)
    }

    /// The next use makes a new client: the key or the endpoints changed.
    pub fn forget(&self, id: &AccountId) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}

impl App {
    /// What is left of the pace of each account that was asked in this run.
    pub(crate) async fn budgets(&self) -> Vec<BudgetView> {
        let mut budgets = Vec::new();
        for (account, partner) in self.partners.opened() {
            let budget = partner.budget();
            let pause = budget.paused_for.and_then(|pause| SignedDuration::try_from(pause).ok());
            budgets.push(BudgetView {
                account_name: self.account_name(&account).await,
                account,
                per_minute: budget.ours,
                left: budget.left_for_reads,
                waiting: budget.waiting.iter().map(|(_, count)| count).sum(),
                paused_until: pause.map(|pause| Timestamp::now() + pause),
            });
        }
        budgets.sort_by(|a, b| a.account_name.cmp(&b.account_name));
        budgets
    }

    /// The client of an account.
    ///
    /// # Errors
    /// `signin.key.missing` when the key has to be given again.
    pub(crate) async fn partner(&self, id: &AccountId) -> Result<Arc<StorePartner>, Problem> {
        if let Some(partner) = self.partners.open.lock().unwrap_or_else(PoisonError::into_inner).get(id) {
            return Ok(partner.clone());
        }
        let record = self.record(id)?;
        let (key, _) =
            self.keys.find(&record.key_user()).await.ok_or_else(|| {
                Problem::must(codes::SIGNIN_KEY_MISSING).with("account", record.name.clone())
            })?;
        let partner = Arc::new(self.partners.once(&record, &key));
        let mut open = self.partners.open.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(open.entry(id.clone()).or_insert(partner).clone())
    }

    /// A service's error as a problem; whether services answer at all is remembered on the way.
    pub(crate) fn answer<T>(&self, result: Result<T, PartnerError>) -> Result<T, Problem> {
        match &result {
            Err(PartnerError::Offline(_)) => self.note_answer(true),
            // These say nothing about the line.
            Err(PartnerError::Cancelled | PartnerError::SourceFailed(_)) => {}
            _ => self.note_answer(false),
        }
        result.map_err(|error| error.problem())
    }

    /// Adds the names that a problem's sentence needs and that the client does not know.
    pub(crate) fn with_names(&self, mut problem: Problem, account: &AccountId, product: &str) -> Problem {
        let record = self.record(account).ok();
        let names = [
            ("account", record.as_ref().map(|r| r.name.as_str())),
            ("tenant", record.as_ref().map(|r| r.tenant.as_str())),
            ("application", record.as_ref().map(|r| r.client.as_str())),
            ("product", Some(product)),
        ];
        for (name, value) in names {
            if let Some(value) = value.filter(|_| !problem.params.contains_key(name)) {
                problem = problem.with(name, value);
            }
        }
        problem
    }
}
