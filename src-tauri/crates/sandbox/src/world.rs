//! What exists: the products of the account with their submissions, in memory and in the state folder. Who belongs to
//! whom is in `family`.
//!
//! Every change is written before the answer that tells of it. A submission and its product are two files: the
//! submission is written first, and a product that lags behind is put right when the folder is read again.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use jiff::Timestamp;

use crate::account::Account;
use crate::clock::Clock;
use crate::family::Lists;
use crate::model::{Status, Submission, Upload};
use crate::product::Product;
use crate::scenario::Large;
use crate::state::Folder;

pub struct World {
    pub(crate) folder: Arc<Folder>,
    clock: Arc<Clock>,
    pub account: Account,
    pub(crate) lists: Lists,
    pub(crate) products: HashMap<String, Product>,
    /// Products that are made when somebody looks at them.
    large: Option<Large>,
}

impl World {
    /// A new world, filled by a scenario and written whole.
    pub fn create(
        folder: Arc<Folder>,
        clock: Arc<Clock>,
        account: Account,
        products: Vec<Product>,
        large: Option<Large>,
    ) -> io::Result<Self> {
        let lists = match &large {
            Some(large) => Lists { apps: large.apps(), add_ons: large.add_ons(), flights: Vec::new() },
            None => Lists::of(&products),
        };
        let products = products.into_iter().map(|product| (product.id.clone(), product)).collect();
        let mut world = Self { folder, clock, account, lists, products, large };
        let ids: Vec<String> = world.products.keys().cloned().collect();
        for id in ids {
            world.save_whole(&id)?;
        }
        world.lists.save(&world.folder)?;
        // The account is written last: a folder without it is not taken for a filled one.
        world.save_account()?;
        Ok(world)
    }

    /// What an earlier run left.
    pub fn resume(
        folder: Arc<Folder>,
        clock: Arc<Clock>,
        account: Account,
        large: Option<Large>,
    ) -> io::Result<Self> {
        let lists = Lists::load(&folder)?;
        let mut products = HashMap::new();
        for entry in std::fs::read_dir(folder.path("products"))? {
            let entry = entry?;
            let Some(id) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let Some(mut product) = folder.read::<Product>(format!("products/{id}/product.json"))? else {
                continue;
            };
            for file in std::fs::read_dir(entry.path())? {
                let name = file?.file_name();
                let Some(name) =
                    name.to_str().filter(|name| *name != "product.json" && name.ends_with(".json"))
                else {
                    continue;
                };
                if let Some(submission) = folder.read::<Submission>(format!("products/{id}/{name}"))? {
                    product.submissions.insert(submission.id.clone(), submission);
                }
            }
            // Written, and not yet listed when the process ended; or no longer listed, and not yet removed.
            if !lists.hold(&product) {
                continue;
            }
            put_right(&mut product);
            products.insert(id, product);
        }
        Ok(Self { folder, clock, account, lists, products, large })
    }

    /// A product without its submissions when nobody touched it yet.
    pub fn peek(&self, id: &str) -> Option<std::borrow::Cow<'_, Product>> {
        use std::borrow::Cow;
        match self.products.get(id) {
            Some(product) => Some(Cow::Borrowed(product)),
            None => self.large.as_ref().and_then(|large| large.head(id)).map(Cow::Owned),
        }
    }

    /// A product, made now when it is one of many.
    pub fn product(&mut self, id: &str) -> Option<&mut Product> {
        if !self.products.contains_key(id) {
            let product = self.large.as_ref()?.product(id, self.account.epoch)?;
            self.products.insert(id.to_owned(), product);
        }
        self.products.get_mut(id)
    }

    /// The products that exist in memory: those that can have a submission on its way.
    pub fn touched(&mut self) -> impl Iterator<Item = &mut Product> {
        self.products.values_mut()
    }

    pub fn touched_ids(&self) -> Vec<String> {
        self.products.keys().cloned().collect()
    }

    pub fn next_id(&mut self) -> io::Result<String> {
        let id = self.account.next_id();
        self.save_account()?;
        Ok(id)
    }

    pub fn save_account(&mut self) -> io::Result<()> {
        self.account.clock = self.clock.reading();
        self.account.save(&self.folder)
    }

    /// Writes one submission and its product.
    pub fn save(&mut self, product: &str, submission: &str) -> io::Result<()> {
        let Some(held) = self.products.get(product) else { return Ok(()) };
        if let Some(submission) = held.submissions.get(submission) {
            self.folder.write(format!("products/{product}/{}.json", submission.id), submission)?;
        }
        self.save_product(product)
    }

    pub fn save_product(&mut self, product: &str) -> io::Result<()> {
        if let Some(held) = self.products.get(product) {
            self.folder.write(format!("products/{product}/product.json"), held)?;
        }
        Ok(())
    }

    fn save_whole(&mut self, product: &str) -> io::Result<()> {
        if let Some(held) = self.products.get(product) {
            for submission in held.submissions.values() {
                self.folder.write(format!("products/{product}/{}.json", submission.id), submission)?;
            }
        }
        self.save_product(product)
    }

    /// Takes a submission away: from its product first, so that a half-done removal leaves an unused file only.
    pub fn remove_submission(&mut self, product: &str, submission: &str) -> io::Result<()> {
        if let Some(held) = self.products.get_mut(product) {
            held.submissions.remove(submission);
            if held.pending.as_deref() == Some(submission) {
                held.pending = None;
            }
            if let Some(app) = held.app_mut() {
                // Shown as it was until it is committed or deleted (store-api 5.8).
                app.advanced_listings = true;
            }
        }
        self.save_product(product)?;
        self.folder.remove(format!("products/{product}/{submission}.json"))
    }

    /// Whether a submission belongs to any product.
    pub fn someone_holds(&self, submission: &str) -> bool {
        self.products.values().any(|product| product.submissions.contains_key(submission))
    }

    /// Uploads of published submissions whose addresses have ended.
    pub fn ended_uploads(&self, wall: Timestamp) -> Vec<Upload> {
        let submissions = self.products.values().flat_map(|product| product.submissions.values());
        let published = submissions.filter(|submission| submission.status == Status::Published);
        published.filter_map(|s| s.upload.clone()).filter(|upload| upload.expires <= wall).collect()
    }

    /// The latest sandbox time that any answer may have told.
    pub fn latest(&self) -> Option<Timestamp> {
        self.products.values().flat_map(|product| product.submissions.values()).map(|s| s.since).max()
    }
}

/// A product whose file is older than the one of its submission.
fn put_right(product: &mut Product) {
    let Some(pending) = product.pending.clone() else { return };
    match product.submissions.get(&pending).map(|submission| (submission.status, submission.since)) {
        Some((Status::Published, since)) => {
            product.first_published.get_or_insert(since);
            product.last_published = Some(pending);
            product.pending = None;
        }
        Some(_) => {}
        None => product.pending = None,
    }
}
