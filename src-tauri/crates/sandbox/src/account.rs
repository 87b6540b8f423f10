//! Whose Partner Center this is: the credentials handed out, the keys that sign tokens and upload addresses, and
//! what else must survive a restart beside the products. Secrets never show in `Debug`.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::Reading;
use crate::machine::Durations;
use crate::state::Folder;

const FILE: &str = "account.json";

/// What a client signs in with. Stable for a state folder.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credentials {
    pub tenant_id: String,
    pub client_id: String,
    pub client_secret: String,
    pub seller_id: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("tenant_id", &self.tenant_id)
            .field("client_id", &self.client_id)
            .field("seller_id", &self.seller_id)
            .finish_non_exhaustive()
    }
}

/// What the Entra application is in Partner Center (Account settings, Users).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Manager,
    /// Added, without the role that may change anything.
    Developer,
    /// Never added: known to Entra only.
    Absent,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Account {
    /// Word of the scenario that filled the folder, so that another one is not mixed into it.
    pub scenario: String,
    pub credentials: Credentials,
    /// Base64 of 32 bytes: signs access tokens.
    pub token_key: String,
    /// Base64 of 32 bytes: signs upload addresses.
    pub sas_key: String,
    pub role: Role,
    /// The start of the scenario; its dates are relative to it.
    pub epoch: Timestamp,
    pub clock: Reading,
    pub durations: Durations,
    /// Counts everything the service numbers: submissions, images, packages.
    pub next_id: u64,
}

impl Account {
    pub fn load(folder: &Folder) -> io::Result<Option<Self>> {
        folder.read(FILE)
    }

    pub fn create(scenario: &str, clock: Reading, durations: Durations) -> Result<Self, getrandom::Error> {
        Ok(Self {
            scenario: scenario.to_owned(),
            credentials: Credentials {
                tenant_id: Uuid::new_v4().to_string(),
                client_id: Uuid::new_v4().to_string(),
                client_secret: URL_SAFE_NO_PAD.encode(random::<30>()?),
                seller_id: "83914472".to_owned(),
            },
            token_key: STANDARD.encode(random::<32>()?),
            sas_key: STANDARD.encode(random::<32>()?),
            role: Role::Manager,
            epoch: clock.sandbox,
            clock,
            durations,
            next_id: 0,
        })
    }

    pub fn save(&self, folder: &Folder) -> io::Result<()> {
        folder.write(FILE, self)
    }

    /// The next number of the service. Store ids of submissions and files are decimal strings a little above 2^60
    /// (store-api 3: never to be parsed as a floating-point number).
    pub fn next_id(&mut self) -> String {
        numbered(self.take_number())
    }

    /// The next number, counted from 1.
    pub fn take_number(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }
}

/// The `n`-th number of the service.
pub fn numbered(n: u64) -> String {
    (1_152_921_505_690_000_000 + n * 1_289).to_string()
}

pub fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
