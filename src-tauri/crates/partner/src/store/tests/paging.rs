//! Lists whose pages lie, shrink, repeat or never end.

use futures_util::TryStreamExt as _;

use super::*;

/// A page of entries with these ids.
fn page(ids: &[&str], total: impl Into<Option<u64>>, next: Option<&str>) -> Act {
    let value: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
    let mut body = json!({"value": value});
    if let Some(total) = total.into() {
        body["totalCount"] = total.into();
    }
    if let Some(next) = next {
        body["@nextLink"] = next.into();
    }
    answer(200, body.to_string())
}

/// The ids that the list of apps tells, and how it ended.
async fn told(stub: &Stub) -> (Vec<String>, Option<PartnerError>) {
    let mut ids = Vec::new();
    let pages = store(&stub.base).applications();
    let mut pages = std::pin::pin!(pages);
    loop {
        match pages.try_next().await {
            Ok(Some(page)) => ids.extend(page.entries.into_iter().map(|app| app.id)),
            Ok(None) => return (ids, None),
            Err(error) => return (ids, Some(error)),
        }
    }
}

#[tokio::test]
async fn all_pages_are_followed_to_the_last() {
    let last = answer(200, r#"{"value":[{"id":"B","later":true}],"totalCount":2,"@nextLink":null}"#);
    let stub = script([page(&["A"], 2, Some("applications?skip=1&top=1")), last]).await;
    let pages: Vec<Page<Application>> = store(&stub.base).applications().try_collect().await.unwrap();
    let ids: Vec<&str> = pages.iter().flat_map(|page| &page.entries).map(|app| app.id.as_str()).collect();
    assert_eq!(ids, ["A", "B"]);
    assert_eq!(pages[1].entries[0].document["later"], true);
    assert_eq!(stub.calls(), ["GET applications?top=100&skip=0", "GET applications?skip=1&top=1"]);
}

#[tokio::test]
async fn a_link_that_leads_elsewhere_is_not_followed() {
    for link in ["https://example.com/x", "//example.com/x", "/other", "../../../x", "http://a:b@127.0.0.1/x"]
    {
        let stub = script([page(&["A"], 2, Some(link))]).await;
        let (ids, failed) = told(&stub).await;
        assert!(ids.is_empty() && matches!(failed, Some(PartnerError::Unreadable(_))), "{link}");
        assert_eq!(stub.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_circle_ends_and_says_so_unless_everything_was_told() {
    let itself = Some("applications?skip=1");
    for (total, complete) in [(Some(2), true), (Some(3), false), (None, false)] {
        let stub = script([page(&["A"], total, itself), page(&["B"], total, itself)]).await;
        let (ids, failed) = told(&stub).await;
        assert_eq!(ids, ["A", "B"], "what came is not lost");
        match failed {
            None => assert!(complete),
            Some(failed) => assert!(matches!(failed, PartnerError::Unreadable(_)) && !complete),
        }
        assert_eq!(stub.seen().len(), 2);
    }
    // The same link in its other spelling.
    let first = page(&["A"], None, Some("applications/?top=100&skip=0"));
    let stub = script([first]).await;
    assert!(told(&stub).await.1.is_some());
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn pages_without_end_and_without_anything_new_are_given_up() {
    let next = AtomicUsize::new(1);
    let stub = stub(move |_| {
        let link = format!("applications?skip={}", next.fetch_add(1, Ordering::SeqCst));
        page(&["A"], 9, Some(&link))
    });
    let stub = stub.await;
    let (ids, failed) = told(&stub).await;
    assert_eq!(ids, ["A"]);
    assert!(matches!(failed, Some(PartnerError::Unreadable(_))), "{failed:?}");
    assert_eq!(stub.seen().len(), 4, "the first and three barren ones");
}

#[tokio::test]
async fn an_entry_that_comes_twice_is_told_once() {
    // The list grew in front of the second page.
    let stub = script([page(&["A", "B"], 3, Some("applications?skip=2")), page(&["B", "C"], 4, None)]).await;
    assert_eq!(told(&stub).await.0, ["A", "B", "C"]);
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn a_list_that_shrinks_while_it_is_read_is_read_again() {
    let next = Some("applications?skip=2");
    // A goes after the first page: C moves to a place that was read before.
    let stub =
        script([page(&["A", "B"], 4, next), page(&["D"], 3, None), page(&["B", "C", "D"], 3, None)]).await;
    let (ids, failed) = told(&stub).await;
    assert_eq!((ids.join(" ").as_str(), failed.is_none()), ("A B D C", true));
    assert_eq!(stub.seen().len(), 3);

    // One that shrinks at every reading is not read for ever.
    let total = AtomicUsize::new(100);
    let stub = self::stub(move |seen| {
        let total = total.fetch_sub(1, Ordering::SeqCst) as u64;
        page(&["A"], total, next.filter(|_| seen.path.ends_with("skip=0")))
    });
    let stub = stub.await;
    assert_eq!(told(&stub).await.0, ["A"]);
    assert_eq!(stub.seen().len(), 6, "three readings of two pages");
}

#[tokio::test]
async fn each_list_has_its_path_and_follows_the_other_spelling() {
    let add_on = |id: &str| json!({"id": id, "productId": "coins"});
    let body = json!({"value": [add_on("9A")], "totalCount": 2, "@nextLink": "inappproducts/?skip=1&top=1"});
    let last = json!({"value": [add_on("9B")], "totalCount": 2});
    let stub = script([answer(200, body.to_string()), answer(200, last.to_string())]).await;
    let pages: Vec<Page<AddOn>> = store(&stub.base).add_ons().try_collect().await.unwrap();
    assert_eq!(pages.concat_ids(), ["9A", "9B"]);
    assert_eq!(stub.calls(), ["GET inappproducts?top=100&skip=0", "GET inappproducts/?skip=1&top=1"]);

    let stub = script([answer(200, r#"{"value":[{"inAppProductId":"9A"},{"inAppProductId":"9B"}]}"#)]).await;
    let pages: Vec<Page<String>> = store(&stub.base).add_ons_of("9N").try_collect().await.unwrap();
    assert_eq!(pages.concat_ids(), ["9A", "9B"]);
    assert_eq!(stub.calls(), ["GET applications/9N/listinappproducts?top=100&skip=0"]);

    let stub = script([answer(200, r#"{"value":[{"flightId":"f-1"}],"totalCount":1}"#)]).await;
    let pages: Vec<Page<Flight>> = store(&stub.base).flights("9N").try_collect().await.unwrap();
    assert_eq!(pages.concat_ids(), ["f-1"]);
    assert_eq!(stub.calls(), ["GET applications/9N/listflights?top=100&skip=0"]);
}

trait Ids {
    fn concat_ids(&self) -> Vec<&str>;
}

impl<T: pages::Listed> Ids for Vec<Page<T>> {
    fn concat_ids(&self) -> Vec<&str> {
        self.iter().flat_map(|page| &page.entries).map(T::id).collect()
    }
}
