//! One client an account; accounts of one tenant share their queue to Microsoft.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::{ExposeSecret as _, SecretString};
use vitrine_domain::{AccountId, Problem, codes};
use vitrine_partner::{Credentials, Key, Partner, PartnerError, StorePartner};

use crate::App;
use crate::accounts::Record;
use crate::problem::ToProblem as _;

pub struct Partners {
    partner: Partner,
    open: Mutex<HashMap<AccountId, Arc<StorePartner>>>,
}

impl Partners {
    pub fn new() -> Self {
        Self { partner: Partner::new(env!("CARGO_PKG_VERSION")), open: Mutex::default() }
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
