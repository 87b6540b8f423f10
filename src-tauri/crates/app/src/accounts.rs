//! Accounts: who is connected where. The key lies in the keyring or in memory, never here.

use std::sync::PoisonError;

use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use vitrine_domain::{AccountId, Problem, codes};
use vitrine_partner::{EndpointFault, EndpointKind, EndpointRefused, Endpoints};

use crate::api::{Account, AccountForm, AppEvent, EndpointsKind, EndpointsView, KeyKept};
use crate::store::{Database, from_json, json};
use crate::{App, PracticeSeat};

/// An account as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    pub id: AccountId,
    pub name: String,
    pub tenant: String,
    pub client: String,
    pub endpoints: Endpoints,
    pub key_kept: KeyKept,
    #[serde(default)]
    pub products: Option<u32>,
    #[serde(default)]
    pub checked_at: Option<Timestamp>,
}

impl Record {
    /// The name of its key in the keyring.
    pub fn key_user(&self) -> String {
        format!("account/{}/key", self.id)
    }
}

pub async fn read(database: &Database) -> Result<Vec<Record>, Problem> {
    database
        .read(|c| {
            c.prepare("SELECT record FROM accounts ORDER BY position")?
                .query_map([], |row| from_json(0, &row.get::<_, String>(0)?))?
                .collect()
        })
        .await
}

impl App {
    pub(crate) fn records(&self) -> Vec<Record> {
        self.accounts.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn record(&self, id: &AccountId) -> Result<Record, Problem> {
        self.records().into_iter().find(|r| r.id == *id).ok_or_else(|| Problem::must(codes::ACCOUNT_UNKNOWN))
    }

    pub(crate) async fn account_name(&self, id: &AccountId) -> String {
        self.record(id).map(|r| r.name).unwrap_or_default()
    }

    pub(crate) async fn accounts_seen(&self) -> Vec<Account> {
        self.records().iter().map(|r| self.seen(r)).collect()
    }

    fn seen(&self, record: &Record) -> Account {
        let listing = self.listings.lock().unwrap_or_else(PoisonError::into_inner).get(&record.id).cloned();
        Account {
            id: record.id.clone(),
            name: record.name.clone(),
            tenant: record.tenant.clone(),
            client: record.client.clone(),
            endpoints: shown(&record.endpoints, self.practice.is_some()),
            // What an earlier run held is gone.
            key_kept: match record.key_kept {
                KeyKept::ThisRun if !self.keys.in_this_run(&record.key_user()) => KeyKept::Missing,
                kept => kept,
            },
            problem: listing.and_then(|l| l.problem),
            products: record.products,
            checked_at: record.checked_at,
        }
    }

    pub(crate) async fn account_connect(&self, mut form: AccountForm) -> Result<Account, Problem> {
        let (record, key) = self.form(&mut form).await?;
        let report = self.check(&record, &key).await;
        if !report.ready {
            let refused = report.verdicts.into_iter().find_map(|v| v.problem);
            return Err(refused.unwrap_or_else(|| Problem::must(codes::ACCOUNT_UNKNOWN)));
        }
        let products = report.verdicts.iter().find_map(|v| v.count);
        let kept = self.keys.keep(&record.key_user(), key).await;
        let record = Record { key_kept: kept, products, checked_at: Some(Timestamp::now()), ..record };
        self.keep(record.clone()).await?;
        self.partners.forget(&record.id);
        self.jobs.hurry();
        let account = self.seen(&record);
        self.events.send(AppEvent::Account { account: account.clone() });
        self.read_list(record.id.clone());
        Ok(account)
    }

    /// Takes the key out of the keyring and the account out of the list. Drafts and history stay on this computer.
    pub(crate) async fn account_disconnect(&self, id: AccountId) -> Result<(), Problem> {
        let record = self.record(&id)?;
        if self.jobs.of_account(&id) {
            return Err(Problem::must(codes::JOB_RUNNING));
        }
        self.keys.forget(&record.key_user()).await;
        self.partners.forget(&id);
        self.looks.forget(&id);
        let key = id.to_string();
        self.database
            .write(move |t| {
                t.execute("DELETE FROM accounts WHERE id = ?", [key])?;
                // Its products went with it, and with them what was known of their lists.
                t.execute("DELETE FROM parts_read WHERE app NOT IN (SELECT id FROM products)", [])
            })
            .await?;
        self.accounts.write().unwrap_or_else(PoisonError::into_inner).retain(|r| r.id != id);
        self.listings.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        let session = self.session(()).await?;
        self.events.send(AppEvent::Snapshot { session: Box::new(session) });
        Ok(())
    }

    /// The record and key that a form means. An absent key of a known account is the kept one, unless its endpoints changed:
    /// a key is stored with its endpoints.
    pub(crate) async fn form(&self, form: &mut AccountForm) -> Result<(Record, SecretString), Problem> {
        let known = form.id.as_ref().map(|id| self.record(id)).transpose()?;
        let endpoints = match (&form.endpoints, &known) {
            // Unchanged: what no form shows (the pace of practice) stays with them.
            (Some(view), Some(record)) if *view == shown(&record.endpoints, self.practice.is_some()) => {
                record.endpoints.clone()
            }
            (Some(view), _) if view.kind != EndpointsKind::Public => typed(view)?,
            _ => Endpoints::public(),
        };
        let (tenant, client) = (form.tenant.trim().to_owned(), form.client.trim().to_owned());
        if tenant.is_empty() || client.is_empty() {
            return Err(Problem::must(codes::ACCOUNT_ID_INVALID)
                .with("field", if tenant.is_empty() { "tenant" } else { "client" }));
        }
        let given =
            form.key.take().map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).map(SecretString::from);
        let key = match (given, &known) {
            (Some(key), _) => Some(key),
            (None, Some(record)) if record.endpoints == endpoints => {
                self.keys.find(&record.key_user()).await.map(|(key, _)| key)
            }
            (None, _) => None,
        };
        let key = key.ok_or_else(|| match &known {
            // Known, and asked for its own addresses: the key was there once.
            Some(record) if record.endpoints == endpoints => {
                Problem::must(codes::SIGNIN_KEY_MISSING).with("account", record.name.as_str())
            }
            _ => Problem::must(codes::SIGNIN_KEY_EMPTY),
        })?;
        let name = match form.name.trim() {
            "" => known.as_ref().map_or_else(|| tenant.clone(), |r| r.name.clone()),
            name => name.to_owned(),
        };
        // The same application of the same directory is the same account, however often it is connected.
        let same = |r: &Record| r.tenant == tenant && r.client == client && r.endpoints == endpoints;
        let known = known.or_else(|| self.records().into_iter().find(same));
        let id = known.map_or_else(|| AccountId::new(uuid::Uuid::now_v7().to_string()), |r| r.id);
        let record = Record {
            id,
            name,
            tenant,
            client,
            endpoints,
            key_kept: KeyKept::Missing,
            products: None,
            checked_at: None,
        };
        Ok((record, key))
    }

    pub(crate) async fn keep(&self, record: Record) -> Result<(), Problem> {
        let (id, text) = (record.id.to_string(), json(&record));
        self.database
            .write(move |t| {
                t.execute(
                    "INSERT INTO accounts (id, position, record)
                     VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM accounts), ?2)
                     ON CONFLICT (id) DO UPDATE SET record = ?2",
                    (id, text),
                )
            })
            .await?;
        let mut records = self.accounts.write().unwrap_or_else(PoisonError::into_inner);
        match records.iter_mut().find(|r| r.id == record.id) {
            Some(known) => *known = record,
            None => records.push(record),
        }
        Ok(())
    }

    /// Practice: one account, whose key the embedded sandbox makes at each start.
    pub(crate) async fn take_seat(&self, seat: PracticeSeat) -> Result<(), Problem> {
        let known = self.records().into_iter().next();
        let id = known.map_or_else(|| AccountId::new(uuid::Uuid::now_v7().to_string()), |r| r.id);
        let record = Record {
            id,
            name: seat.name,
            tenant: seat.tenant,
            client: seat.client,
            endpoints: seat.endpoints,
            key_kept: KeyKept::ThisRun,
            products: None,
            checked_at: None,
        };
        self.keys.keep(&record.key_user(), seat.key).await;
        self.keep(record).await
    }
}

/// The endpoints that a person typed.
fn typed(view: &EndpointsView) -> Result<Endpoints, Problem> {
    let problem = |refused: EndpointRefused| {
        let code = match refused.fault {
            EndpointFault::NotAnAddress => codes::ACCOUNT_ENDPOINT_INVALID,
            EndpointFault::NotSecure => codes::ACCOUNT_ENDPOINT_PLAIN,
            EndpointFault::TooMuch => codes::ACCOUNT_ENDPOINT_INVALID,
        };
        Problem::must(code).with("endpoint", refused.which)
    };
    Endpoints::custom(&view.login, &view.store, &view.marketplace, &view.graph, &view.resource)
        .map_err(problem)
}

fn shown(endpoints: &Endpoints, practice: bool) -> EndpointsView {
    let kind = match endpoints.kind() {
        EndpointKind::Public => EndpointsKind::Public,
        EndpointKind::Loopback if practice => EndpointsKind::Practice,
        _ => EndpointsKind::Custom,
    };
    EndpointsView {
        kind,
        login: endpoints.login.to_string(),
        store: endpoints.store.to_string(),
        marketplace: endpoints.marketplace.to_string(),
        graph: endpoints.graph.to_string(),
        resource: endpoints.resource.clone(),
    }
}
