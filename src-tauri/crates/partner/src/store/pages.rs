//! Lists of the Store, page by page.
//!
//! A page names the next one in `@nextLink`, relative to the base and sometimes with a slash before its query
//! (`inappproducts/?skip=5`, windows-dev-docs `uwp/monetize/get-all-add-ons.md`). The link is data of the service: one that
//! leads away from the base is refused, and one that was followed before ends the list. Pages are cut by position, not from
//! one moment: an entry may come twice when the list grows meanwhile, and slips through when it shrinks. So each entry is told
//! once, and a list that became shorter while it was read is read again from its start.
//!
//! Not noticed: one entry that goes while another comes, because the total stays the same.

use std::collections::HashSet;

use futures_util::stream::{Stream, try_unfold};
use serde_json::Value;

use super::views::word;
use super::{StorePartner, unreadable};
use crate::error::PartnerError;
use crate::http::details;

/// Entries asked for at once when all of them are wanted; the largest page that Microsoft's own client asks for.
const PAGE: u32 = 100;
/// How often a list is read when it shrinks each time.
const READINGS: u32 = 3;
/// Pages in a row without anything new, each naming yet another one, after which the list is believed to have no end.
const BARREN: u32 = 3;

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// In the service's order.
    pub entries: Vec<T>,
    /// How many the list has in all.
    pub total: Option<u64>,
    /// Link to the next page, relative to the base; `None` on the last.
    pub next: Option<String>,
}

/// What lists hold.
pub(super) trait Listed: Sized + Send + 'static {
    fn read(entry: &Value) -> Option<Self>;
    /// What tells it from the others in its list.
    fn id(&self) -> &str;
}

fn read<T: Listed>(body: &Value) -> Option<Page<T>> {
    let entries = body.get("value")?.as_array()?.iter().map(T::read);
    Some(Page {
        entries: entries.collect::<Option<_>>()?,
        total: body["totalCount"].as_u64(),
        next: word(body, "@nextLink"),
    })
}

/// How far the reading of a list is.
struct Reading {
    store: StorePartner,
    /// The path of the list.
    list: String,
    next: Option<String>,
    /// Ids of everything told.
    told: HashSet<String>,
    readings: u32,
    /// The rest is of the reading under way: links followed, ids met, the last total, whether it fell.
    links: HashSet<String>,
    met: HashSet<String>,
    total: Option<u64>,
    shrank: bool,
    barren: u32,
}

impl Reading {
    fn new(store: StorePartner, list: String) -> Self {
        let mut reading = Self {
            store,
            list,
            next: None,
            told: HashSet::new(),
            readings: 0,
            links: HashSet::new(),
            met: HashSet::new(),
            total: None,
            shrank: false,
            barren: 0,
        };
        reading.begin();
        reading
    }

    fn begin(&mut self) {
        self.next = Some(format!("{}?top={PAGE}&skip=0", self.list));
        self.readings += 1;
        self.links.clear();
        self.met.clear();
        (self.total, self.shrank, self.barren) = (None, false, 0);
    }

    async fn page<T: Listed>(&mut self) -> Result<Option<Page<T>>, PartnerError> {
        let Some(link) = self.next.take() else { return Ok(None) };
        if !self.links.insert(self.store.spelled(&link)) || self.barren >= BARREN {
            // Going on would never end. Whether that is all there is, only the total can tell.
            if self.total.is_some_and(|total| self.met.len() as u64 >= total) {
                return Ok(None);
            }
            let circle = details(&format!("GET {link}"), None, None, "the pages go round in a circle");
            return Err(PartnerError::Unreadable(circle));
        }
        let mut page: Page<T> = self.store.page_at(&link).await?;
        let before = self.met.len();
        self.met.extend(page.entries.iter().map(|entry| entry.id().to_owned()));
        self.barren = if self.met.len() > before { 0 } else { self.barren + 1 };
        self.shrank |= self.total.zip(page.total).is_some_and(|(earlier, now)| now < earlier);
        self.total = page.total.or(self.total);
        page.entries.retain(|entry| self.told.insert(entry.id().to_owned()));
        match &page.next {
            Some(next) => self.next = Some(next.clone()),
            None if self.shrank && self.readings < READINGS => self.begin(),
            None => {}
        }
        Ok(Some(page))
    }
}

impl StorePartner {
    /// Everything below `list`, following the service's links.
    pub(super) fn pages<T: Listed>(
        &self,
        list: String,
    ) -> impl Stream<Item = Result<Page<T>, PartnerError>> + Send + use<T> {
        try_unfold(Reading::new(self.clone(), list), |mut reading| async move {
            Ok(reading.page().await?.map(|page| (page, reading)))
        })
    }

    pub(super) async fn page_at<T: Listed>(&self, link: &str) -> Result<Page<T>, PartnerError> {
        let (reply, body) = self.read(link).await?;
        let page: Page<T> = read(&body).ok_or_else(|| unreadable(&reply, link))?;
        if page.next.as_deref().is_some_and(|next| self.connection.address(next).is_none()) {
            let leads_away = details(&format!("GET {link}"), None, None, "the next link leads elsewhere");
            return Err(PartnerError::Unreadable(leads_away));
        }
        Ok(page)
    }

    /// A link in one spelling, to know it again.
    fn spelled(&self, link: &str) -> String {
        let whole = self.connection.address(link).map_or_else(|| link.to_owned(), String::from);
        whole.replacen("/?", "?", 1)
    }
}
