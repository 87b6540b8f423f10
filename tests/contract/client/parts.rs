//! Add-ons, flights and rollouts: lists to their end, and changes whose answer never came, looked up and sent once.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use serde_json::json;
use vitrine_partner::store::{
    AddOnLook, FlightLook, HolderLook, NewAddOn, NewFlight, RolloutChange, RolloutLook,
};
use vitrine_partner::{Change, Owner, PartnerError};
use vitrine_sandbox::{Effect, Options, Scenario};
use vitrine_tests::shop::{LEDGER, SLOWLY, Shop, of};

use super::faults::{mishaps, unknown};

/// The app of the demo scenario that has add-ons and flights.
const PLANNER: &str = "9PTLSPNPLNR1";

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_an_app_is_listed_and_held() {
    let shop = Shop::with(Options { scenario: Scenario::Demo, ..Shop::options() }).await;
    let pages: Vec<_> = shop.store.add_ons().try_collect().await.unwrap();
    let add_ons: Vec<_> = pages.into_iter().flat_map(|page| page.entries).collect();
    let pages: Vec<_> = shop.store.add_ons_of(PLANNER).try_collect().await.unwrap();
    let mut listed: Vec<String> = pages.into_iter().flat_map(|page| page.entries).collect();
    let ours = add_ons.iter().filter(|add_on| add_on.apps == [PLANNER]);
    let mut owned: Vec<String> = ours.map(|add_on| add_on.id.clone()).collect();
    listed.sort();
    owned.sort();
    assert!(!owned.is_empty());
    assert_eq!(listed, owned, "both lists tell the same");
    for add_on in add_ons.iter().filter(|add_on| listed.contains(&add_on.id)) {
        let holding = match shop.store.holder(&Owner::AddOn(add_on.id.clone())).await {
            // One of the demo's is managed by the Store.
            Err(PartnerError::Unsupported(_)) => continue,
            read => read.unwrap(),
        };
        assert_eq!(
            (holding.name, holding.last_published, holding.pending),
            (
                add_on.product_id.clone(),
                add_on.last_published_submission.clone(),
                add_on.pending_submission.clone()
            )
        );
    }
    let pages: Vec<_> = shop.store.flights(PLANNER).try_collect().await.unwrap();
    let flights: Vec<_> = pages.into_iter().flat_map(|page| page.entries).collect();
    assert_eq!(flights.len(), 2);
    for flight in flights {
        let owner = Owner::Flight { app: PLANNER.into(), flight: flight.id.clone() };
        let holding = shop.store.holder(&owner).await.unwrap();
        assert_eq!(
            (holding.name, holding.last_published.clone()),
            (flight.name, flight.last_published_submission)
        );
        let live = holding.last_published.expect("the demo's flights are published");
        assert!(shop.store.submission(&owner, &live).await.unwrap().document["flightPackages"].is_array());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_add_on_without_an_answer_is_looked_up() {
    let shop = Shop::open().await;
    let new = NewAddOn { app: LEDGER.into(), product_id: "coins".into(), product_type: "Consumable".into() };
    for (effect, value, done) in mishaps() {
        shop.fault("POST inappproducts", effect, value.clone());
        unknown(shop.store.create_add_on(&new).await, Change::CreateAddOn);
        let made = match shop.store.look_after_create_add_on(&new).await.unwrap() {
            AddOnLook::There(made) if done => made,
            AddOnLook::NotThere if !done => continue,
            other => panic!("{effect:?} {value}: {other:?}"),
        };
        let taken = shop.store.create_add_on(&new).await.unwrap_err();
        assert!(
            matches!(&taken, PartnerError::Refused { message, .. } | PartnerError::InvalidParameter { message, .. } if !message.is_empty()),
            "{taken:?}"
        );
        let owner = Owner::AddOn(made.id.clone());
        shop.fault("DELETE inappproducts/*", Effect::LoseReply, json!(null));
        unknown(shop.store.delete_add_on(&made.id).await, Change::DeleteAddOn);
        assert_eq!(shop.store.look_after_delete_holder(&owner).await.unwrap(), HolderLook::Gone);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flight_without_an_answer_is_looked_up() {
    let shop = Shop::open().await;
    let new = NewFlight {
        name: "Testers".into(),
        groups: vec!["1152921504606971100".into()],
        rank_higher_than: None,
    };
    let mut before = Vec::new();
    for (effect, value, done) in mishaps() {
        shop.fault("POST applications/*/flights", effect, value.clone());
        unknown(shop.store.create_flight(LEDGER, &new).await, Change::CreateFlight);
        let made = match shop.store.look_after_create_flight(LEDGER, &new.name, &before).await.unwrap() {
            FlightLook::Created(made) if done => made,
            FlightLook::NotCreated if !done => continue,
            other => panic!("{effect:?} {value}: {other:?}"),
        };
        assert_eq!(made.groups, new.groups);
        before.push(made.id.clone());
        let owner = Owner::Flight { app: LEDGER.into(), flight: made.id.clone() };
        let holding = shop.store.holder(&owner).await.unwrap();
        if let Some(open) = holding.pending {
            shop.store.delete(&owner, &open).await.unwrap();
        }
        shop.fault("DELETE applications/*/flights/*", Effect::LoseReply, json!(null));
        unknown(shop.store.delete_flight(LEDGER, &made.id).await, Change::DeleteFlight);
        // It may take half an hour to show (Partner Center's page on package flights).
        shop.sandbox.advance(Duration::from_secs(3600)).await.unwrap();
        assert_eq!(shop.store.look_after_delete_holder(&owner).await.unwrap(), HolderLook::Gone);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_without_an_answer_is_looked_up() {
    let shop = Shop::open().await;
    let live = shop.store.application(SLOWLY).await.unwrap().last_published_submission.unwrap();
    let owner = of(SLOWLY);
    let mut share = 30.0;
    for (effect, value, done) in mishaps() {
        share += 10.0;
        let change = RolloutChange::Percentage(share);
        shop.fault("POST applications/*/submissions/*/updatepackagerolloutpercentage", effect, value);
        unknown(shop.store.change_rollout(&owner, &live, change).await, Change::ChangeRollout);
        let look = shop.store.look_after_rollout(&owner, &live, change).await.unwrap();
        assert_eq!(matches!(look, RolloutLook::Done(_)), done, "{effect:?}: {look:?}");
    }
    shop.fault("POST applications/*/submissions/*/finalizepackagerollout", Effect::LoseReply, json!(null));
    unknown(shop.store.change_rollout(&owner, &live, RolloutChange::Finalize).await, Change::ChangeRollout);
    let look = shop.store.look_after_rollout(&owner, &live, RolloutChange::Finalize).await.unwrap();
    assert!(matches!(&look, RolloutLook::Done(info) if info.percentage == Some(100.0)), "{look:?}");
    let over = shop.store.change_rollout(&owner, &live, RolloutChange::Halt).await.unwrap_err();
    assert!(matches!(over, PartnerError::WrongState(_)), "{over:?}");
    shop.store.create(&owner).await.expect("the next submission may be made");
}
