//! Practice: a Partner Center inside this process, on sample data.

use std::path::Path;

use vitrine_app::{Endpoints, PracticeSeat};
use vitrine_sandbox::{Options, Sandbox, Scenario};

/// How many times faster than real time: certification's usual four hours pass in 24 seconds.
const SPEED: f64 = 600.0;

/// What the real service allows a tenant in a minute; the sandbox allows it in a minute of its own clock.
const REQUESTS_PER_MINUTE: f64 = 20.0;

/// Starts the sandbox on the practice folder and gives what a core needs to sit down at it.
///
/// # Errors
/// One sentence: why the sandbox did not start.
pub async fn start(folder: &Path) -> Result<(Sandbox, PracticeSeat), String> {
    let options = Options {
        port: 0,
        scenario: Scenario::Demo,
        speed: SPEED,
        state: Some(folder.join("sandbox")),
        assume: Vec::new(),
    };
    let sandbox = Sandbox::start(options).await.map_err(|error| error.to_string())?;
    let credentials = sandbox.credentials();
    let pace = (REQUESTS_PER_MINUTE * SPEED) as u32;
    let seat = PracticeSeat {
        endpoints: Endpoints::loopback(sandbox.base())
            .map_err(|error| error.to_string())?
            .with_requests_per_minute(pace),
        tenant: credentials.tenant_id.clone(),
        client: credentials.client_id.clone(),
        key: credentials.client_secret.clone().into(),
        name: "Contoso SAS".to_owned(),
        speed: SPEED,
    };
    Ok((sandbox, seat))
}
