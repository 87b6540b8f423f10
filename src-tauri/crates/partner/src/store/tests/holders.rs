//! What submissions belong to: apps, add-ons, flights, and the calls on these themselves.

use super::*;

pub(super) fn owners() -> [Owner; 3] {
    [of("9N"), Owner::AddOn("9A".into()), Owner::Flight { app: "9N".into(), flight: "f-1".into() }]
}

#[tokio::test]
async fn the_same_calls_go_to_each_owners_own_path() {
    let bases = ["applications/9N", "inappproducts/9A", "applications/9N/flights/f-1"];
    for (owner, base) in owners().iter().zip(bases) {
        let status = answer(200, r#"{"status":"PendingCommit"}"#);
        let held = answer(200, SUBMISSION);
        let stub = script([held.clone(), held.clone(), held, status.clone(), status, answer(200, "")]).await;
        let own = store(&stub.base);
        own.create(owner).await.unwrap();
        own.submission(owner, "1").await.unwrap();
        own.update(owner, "1", &json!({})).await.unwrap();
        own.status(owner, "1").await.unwrap();
        own.commit(owner, "1").await.unwrap();
        own.delete(owner, "1").await.unwrap();
        let one = format!("{base}/submissions/1");
        let expected = [
            format!("POST {base}/submissions"),
            format!("GET {one}"),
            format!("PUT {one}"),
            format!("GET {one}/status"),
            format!("POST {one}/commit"),
            format!("DELETE {one}"),
        ];
        assert_eq!(stub.calls(), expected);
    }
}

#[tokio::test]
async fn a_holder_is_read_by_its_own_members_and_ids_may_be_numbers() {
    let live = json!({"id": 1_152_921_504_621_086_517_u64, "resourceLocation": "flights/f-1/submissions/1"});
    let pending = json!({"id": "1152921504621243487"});
    let resources = [
        json!({"id": "9N", "primaryName": "Contoso", "lastPublishedApplicationSubmission": live,
            "pendingApplicationSubmission": pending, "new": {"kept": 1}}),
        json!({"id": "9A", "productId": "coins", "lastPublishedInAppProductSubmission": live,
            "pendingInAppProductSubmission": pending}),
        json!({"flightId": "f-1", "friendlyName": "Testers", "lastPublishedFlightSubmission": live,
            "pendingFlightSubmission": pending}),
    ];
    for ((owner, resource), name) in owners().iter().zip(resources).zip(["Contoso", "coins", "Testers"]) {
        let stub = script([answer(200, resource.to_string())]).await;
        let holding = store(&stub.base).holder(owner).await.unwrap();
        assert_eq!(holding.name, name);
        assert_eq!(holding.last_published.as_deref(), Some("1152921504621086517"));
        assert_eq!(holding.pending.as_deref(), Some("1152921504621243487"));
        assert_eq!(holding.document, resource);
    }
    let stub = script([answer(200, r#"{"message":"a gateway's own JSON"}"#)]).await;
    let failed = store(&stub.base).holder(&of("9N")).await.unwrap_err();
    assert!(matches!(failed, PartnerError::Unreadable(_)));

    let stub = script([answer(200, r#"{"id":1152921504621243540}"#), answer(200, r#"{"id":1e30}"#)]).await;
    let own = store(&stub.base);
    assert_eq!(own.submission(&of("9N"), "1").await.unwrap().id(), "1152921504621243540");
    let rounded = own.submission(&of("9N"), "1").await.unwrap_err();
    assert!(matches!(rounded, PartnerError::Unreadable(_)), "a rounded id names some other submission");
}

#[tokio::test]
async fn a_first_submission_is_made_in_partner_center_for_apps_only() {
    for owner in owners() {
        let stub = stub(|seen| match seen.method.as_str() {
            "POST" => answer(409, r#"{"code":"InvalidState","message":"No.","target":"submission"}"#),
            _ => answer(200, r#"{"id":"9N","flightId":"f-1"}"#),
        });
        let stub = stub.await;
        let failed = store(&stub.base).create(&owner).await.unwrap_err();
        match owner {
            Owner::App(_) => assert!(matches!(failed, PartnerError::FirstSubmissionMissing(_)), "{failed:?}"),
            _ => assert!(matches!(failed, PartnerError::WrongState(_)), "{failed:?}"),
        }
    }
}

#[tokio::test]
async fn an_add_on_is_created_read_and_deleted() {
    let made = r#"{"applications":{"value":[{"id":"9N"}],"totalCount":1},"id":"9A","productId":"coins","productType":"BrandNew"}"#;
    let stub = script([answer(201, made), answer(200, made), answer(200, "")]).await;
    let own = store(&stub.base);
    let created = own.create_add_on(&coins()).await.unwrap();
    assert_eq!(created, own.add_on("9A").await.unwrap());
    assert_eq!((created.apps, created.product_type.as_str()), (vec!["9N".to_owned()], "BrandNew"));
    own.delete_add_on("9A").await.unwrap();
    assert_eq!(stub.calls(), ["POST inappproducts", "GET inappproducts/9A", "DELETE inappproducts/9A"]);
    assert_eq!(
        stub.seen()[0].text(),
        r#"{"applicationIds":["9N"],"productId":"coins","productType":"Durable"}"#
    );

    let stub = script([answer(409, r#"{"code":"InvalidState","message":"Product id is in use."}"#)]).await;
    let failed = store(&stub.base).create_add_on(&coins()).await.unwrap_err();
    assert!(matches!(failed, PartnerError::Refused { message, .. } if message == "Product id is in use."));
}

#[tokio::test]
async fn a_flight_is_created_read_and_deleted() {
    let made = r#"{"flightId":"f-1","friendlyName":"Testers","groupIds":[1152921504606962205,"7"],"rankHigherThan":"Non-flighted submission"}"#;
    let stub = script([answer(200, made), answer(200, made), answer(200, "")]).await;
    let own = store(&stub.base);
    let new = NewFlight {
        name: "Testers".into(),
        groups: vec!["1152921504606962205".into()],
        rank_higher_than: None,
    };
    let created = own.create_flight("9N", &new).await.unwrap();
    assert_eq!(created, own.flight("9N", "f-1").await.unwrap());
    assert_eq!(created.groups, ["1152921504606962205", "7"]);
    assert_eq!(created.rank_higher_than.as_deref(), Some("Non-flighted submission"));
    own.delete_flight("9N", "f-1").await.unwrap();
    let one = "applications/9N/flights/f-1";
    let calls = ["POST applications/9N/flights".to_owned(), format!("GET {one}"), format!("DELETE {one}")];
    assert_eq!(stub.calls(), calls);
    assert_eq!(
        stub.seen()[0].text(),
        r#"{"friendlyName":"Testers","groupIds":["1152921504606962205"],"rankHigherThan":null}"#
    );
}

#[tokio::test]
async fn looking_after_a_lost_reply_finds_what_was_made() {
    let add_on = |id: &str, app: &str, product: &str| json!({"id": id, "productId": product, "applications": {"value": [{"id": app}]}});
    let others = json!({"value": [add_on("9X", "9M", "coins"), add_on("9Y", "9N", "gems")], "@nextLink": "inappproducts/?skip=2"});
    let ours = json!({"value": [add_on("9A", "9N", "coins")]});
    let stub = script([answer(200, others.to_string()), answer(200, ours.to_string())]).await;
    let look = store(&stub.base).look_after_create_add_on(&coins()).await.unwrap();
    assert!(matches!(look, AddOnLook::There(add_on) if add_on.id == "9A"), "the other app's is another");
    let stub = script([answer(200, json!({"value": [add_on("9X", "9M", "coins")]}).to_string())]).await;
    let look = store(&stub.base).look_after_create_add_on(&coins()).await.unwrap();
    assert_eq!(look, AddOnLook::NotThere);

    let flight = |id: &str| json!({"flightId": id, "friendlyName": "Testers"});
    let stub = script([answer(200, json!({"value": [flight("f-1"), flight("f-2")]}).to_string())]).await;
    let own = store(&stub.base);
    let look = own.look_after_create_flight("9N", "Testers", &["f-1".into()]).await.unwrap();
    assert!(matches!(look, FlightLook::Created(flight) if flight.id == "f-2"), "the first was there before");
    let look = own.look_after_create_flight("9N", "Testers", &["f-1".into(), "f-2".into()]).await.unwrap();
    assert_eq!(look, FlightLook::NotCreated);

    let stub = script([answer(404, ""), answer(200, r#"{"id":"9A"}"#)]).await;
    let (own, owner) = (store(&stub.base), Owner::AddOn("9A".into()));
    assert_eq!(own.look_after_delete_holder(&owner).await.unwrap(), HolderLook::Gone);
    assert!(matches!(own.look_after_delete_holder(&owner).await.unwrap(), HolderLook::Still(_)));
}

pub(super) fn coins() -> NewAddOn {
    NewAddOn { app: "9N".into(), product_id: "coins".into(), product_type: "Durable".into() }
}
