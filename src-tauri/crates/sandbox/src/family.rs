//! Who belongs to whom: the apps of the account, the add-ons and flights of an app, and the ranks of flights.
//!
//! A list is written after the product that it names appeared, and before one that it named goes, so that a process
//! killed between the two leaves an unused folder and nothing else.

use std::io;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::product::{EVERYBODY, Flight, Kind, Product};
use crate::state::Folder;
use crate::world::World;

/// Ids in the order in which lists tell them: as they were made.
#[derive(Debug, Default)]
pub struct Lists {
    pub apps: Vec<String>,
    pub add_ons: Vec<String>,
    pub flights: Vec<String>,
}

const APPS: &str = "order.json";
const ADD_ONS: &str = "add-ons.json";
const FLIGHTS: &str = "flights.json";

impl Lists {
    pub fn of(products: &[Product]) -> Self {
        let mut lists = Self::default();
        for product in products {
            lists.list(&product.kind).push(product.id.clone());
        }
        lists
    }

    pub fn load(folder: &Folder) -> io::Result<Self> {
        fn read<T: DeserializeOwned + Default>(folder: &Folder, file: &str) -> io::Result<T> {
            Ok(folder.read(file)?.unwrap_or_default())
        }
        Ok(Self {
            apps: read(folder, APPS)?,
            add_ons: read(folder, ADD_ONS)?,
            flights: read(folder, FLIGHTS)?,
        })
    }

    pub fn save(&self, folder: &Folder) -> io::Result<()> {
        fn write<T: Serialize>(folder: &Folder, file: &str, list: &T) -> io::Result<()> {
            folder.write(file, list)
        }
        write(folder, APPS, &self.apps)?;
        write(folder, ADD_ONS, &self.add_ons)?;
        write(folder, FLIGHTS, &self.flights)
    }

    pub fn hold(&self, product: &Product) -> bool {
        let list = match product.kind {
            Kind::App(_) => &self.apps,
            Kind::AddOn(_) => &self.add_ons,
            Kind::Flight(_) => &self.flights,
        };
        list.contains(&product.id)
    }

    fn list(&mut self, kind: &Kind) -> &mut Vec<String> {
        match kind {
            Kind::App(_) => &mut self.apps,
            Kind::AddOn(_) => &mut self.add_ons,
            Kind::Flight(_) => &mut self.flights,
        }
    }
}

impl World {
    pub fn apps(&self) -> &[String] {
        &self.lists.apps
    }

    pub fn add_ons(&self) -> &[String] {
        &self.lists.add_ons
    }

    pub fn add_ons_of(&self, app: &str) -> Vec<String> {
        self.of(&self.lists.add_ons, app)
    }

    pub fn flights_of(&self, app: &str) -> Vec<String> {
        self.of(&self.lists.flights, app)
    }

    fn of(&self, list: &[String], app: &str) -> Vec<String> {
        let theirs = |id: &&String| self.peek(id).is_some_and(|product| product.parent() == Some(app));
        list.iter().filter(theirs).cloned().collect()
    }

    /// The resource of a product. `names` says whether a rank is told as the name of a flight, or as its id.
    pub fn resource(&self, id: &str, in_list: bool, names: bool) -> Option<Value> {
        let product = self.peek(id)?;
        let below = product.flight().map(|flight| self.just_below(flight, names)).unwrap_or_default();
        Some(product.to_json(in_list, &below))
    }

    /// A new add-on or flight.
    pub fn add(&mut self, product: Product) -> io::Result<()> {
        let id = product.id.clone();
        self.lists.list(&product.kind).push(id.clone());
        self.products.insert(id.clone(), product);
        self.save_product(&id)?;
        self.lists.save(&self.folder)
    }

    /// Takes an add-on or a flight away, with all its submissions.
    pub fn remove(&mut self, id: &str) -> io::Result<()> {
        let Some(product) = self.products.remove(id) else { return Ok(()) };
        self.lists.list(&product.kind).retain(|held| held != id);
        self.lists.save(&self.folder)?;
        self.folder.remove(format!("products/{id}"))
    }

    /// Removes the flights whose deletion shows by now.
    pub fn forget_flights(&mut self, now: Timestamp) -> io::Result<()> {
        let gone_at = |product: &Product| product.flight().and_then(|flight| flight.gone_at);
        let due: Vec<String> = self
            .products
            .values()
            .filter(|product| gone_at(product).is_some_and(|at| at <= now))
            .map(|product| product.id.clone())
            .collect();
        due.iter().try_for_each(|id| self.remove(id))
    }

    /// The rank of a flight placed just above `below` (a name or an id; nothing means above all others). `None` when
    /// there is no such flight. Those above it move up.
    pub fn make_room(&mut self, app: &str, below: Option<&str>) -> io::Result<Option<u32>> {
        let ranks: Vec<(String, Flight)> = self
            .flights_of(app)
            .into_iter()
            .filter_map(|id| Some((id.clone(), self.peek(&id)?.flight()?.clone())))
            .collect();
        let found = match below {
            None => ranks.iter().map(|(_, flight)| flight.rank).max().or(Some(0)),
            Some(EVERYBODY) => Some(0),
            Some(below) => ranks
                .iter()
                .find(|(id, flight)| id.eq_ignore_ascii_case(below) || flight.friendly_name == below)
                .map(|(_, flight)| flight.rank),
        };
        let Some(below) = found else { return Ok(None) };
        for (id, flight) in ranks.iter().filter(|(_, flight)| flight.rank > below) {
            if let Some(held) = self.product(id).and_then(Product::flight_mut) {
                held.rank = flight.rank + 1;
            }
            self.save_product(id)?;
        }
        Ok(Some(below + 1))
    }

    fn just_below(&self, flight: &Flight, names: bool) -> String {
        self.flights_of(&flight.app)
            .iter()
            .filter_map(|id| self.peek(id))
            .filter_map(|other| Some((other.flight()?.rank, other.id.clone(), other.name().to_owned())))
            .filter(|(rank, ..)| *rank < flight.rank)
            .max()
            .map_or_else(|| EVERYBODY.to_owned(), |(_, id, name)| if names { name } else { id })
    }
}
