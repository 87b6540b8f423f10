//! Types into a draft without end, and says after each act that it is on the disk. Made to be ended by force (`kill` in the
//! contract suite).
//!
//! Standard input: one line of JSON, `{folder, base, tenant, client, key, draft, seed}`. Standard output: `ready`, then
//! `<acts done> <revision>` for each act that was acknowledged.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use vitrine_app::{App, NoKeyring, PracticeSeat, Setup};
use vitrine_partner::Endpoints;
use vitrine_tests::desk::TestHost;
use vitrine_tests::shop::SPEED;
use vitrine_tests::typing;

#[tokio::main]
async fn main() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("an order on standard input");
    let order: Value = serde_json::from_str(&line).expect("the order is JSON");
    let word = |name: &str| order[name].as_str().unwrap_or_else(|| panic!("{name} is missing")).to_owned();
    let endpoints = Endpoints::loopback(&word("base")).expect("a sandbox is on loopback");
    let seat = PracticeSeat {
        endpoints: endpoints.with_requests_per_minute((20.0 * SPEED) as u32),
        tenant: word("tenant"),
        client: word("client"),
        key: word("key").into(),
        name: "Fabrikam".to_owned(),
        speed: SPEED,
    };
    let setup = Setup {
        data: PathBuf::from(word("folder")),
        host: Arc::new(TestHost::default()),
        keyring: Arc::new(NoKeyring),
        practice: Some(seat),
    };
    let app = App::open(setup).await.unwrap_or_else(|problem| panic!("the folder did not open: {problem:?}"));
    let draft = order["draft"].clone();
    println!("ready");
    for (number, stroke) in typing::script(order["seed"].as_u64().expect("a seed")).enumerate() {
        let (command, args) = stroke.command(&draft);
        let saved = app.call(command, args).await.unwrap_or_else(|problem| panic!("{command}: {problem:?}"));
        println!("{} {}", number + 1, saved["revision"]);
    }
}
