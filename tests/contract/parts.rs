//! Add-ons and flights as products of their own: listed whole, made once, sent in full, and gone when they are deleted.

mod add_ons;
mod flights;
mod grid;
mod moving;

use serde_json::Value;
use vitrine_sandbox::{Options, Sandbox};
use vitrine_tests::desk::{Desk, until};

/// The app of the demo account that has add-ons and flights.
const PLANNER: &str = "9PTLSPNPLNR1";
const SPEED: f64 = 600.0;

async fn assuming(pairs: &[(&str, &str)]) -> Sandbox {
    let assume = pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    Sandbox::start(Options { speed: SPEED, assume, ..Options::default() }).await.expect("the sandbox starts")
}

/// A list of parts once it was read whole.
async fn listed(desk: &Desk, command: &str, app: &Value) -> Vec<Value> {
    let list = until(async || {
        let list = desk.ask(command, app.clone()).await;
        (list["read_at"].is_string() && list["reading"] == false).then_some(list)
    })
    .await;
    assert_eq!(list["problem"], Value::Null, "{command}");
    list["rows"].as_array().expect("rows").clone()
}

fn must(problems: &Value) -> Vec<String> {
    let all = problems.as_array().expect("problems").iter();
    let codes = all.filter(|p| p["severity"] == "must").filter_map(|p| p["code"].as_str());
    codes.map(str::to_owned).collect()
}
