//! New add-ons and flights, and a flight's packages given to everyone.
//!
//! A creation without an answer is looked up before it is tried again; neither can be changed afterwards, so what a person
//! typed is judged here first.

use serde_json::Value;
use vitrine_domain::document::Pointer;
use vitrine_domain::document::sending::FileSource;
use vitrine_domain::rules::{flight_problems, product_id_problems};
use vitrine_domain::{FileId, Problem, ProductId, Severity, SubmissionKind, codes};
use vitrine_partner::PartnerError;
use vitrine_partner::store::{AddOnLook, FlightLook, LOOK_AGAIN, NewAddOn, NewFlight};

use crate::App;
use crate::api::{AddOnForm, DraftView, FilesPlace, FlightForm, Placement, Slot};
use crate::listed::Listed;
use crate::problem::ToProblem as _;
use crate::publish::Record;
use crate::store::from_json;

impl App {
    /// What is wrong with the id of a new add-on, as far as this computer can tell.
    pub(crate) async fn add_on_verdict(&self, form: AddOnForm) -> Result<Vec<Problem>, Problem> {
        let id = form.product_id.trim();
        let mut problems = product_id_problems(id);
        if self.add_ons(form.app).await?.rows.iter().any(|row| row.facts.product_id == id) {
            let at = Pointer::of(["productId"]);
            problems.push(Problem::must(codes::ADDON_PRODUCTID_TAKEN).at(at).with("id", id));
        }
        Ok(problems)
    }

    /// What is wrong with a new flight, as far as this computer can tell.
    pub(crate) async fn flight_verdict(&self, form: FlightForm) -> Result<Vec<Problem>, Problem> {
        let groups: Vec<String> = form.groups.iter().map(|group| group.trim().to_owned()).collect();
        Ok(flight_problems(form.name.trim(), &groups))
    }

    /// Creates an add-on at Microsoft; it has no submission yet.
    ///
    /// # Errors
    /// Those of the form's fields; `addon.productid.taken`; those of the service.
    pub(crate) async fn add_on_create(&self, form: AddOnForm) -> Result<ProductId, Problem> {
        let product_id = form.product_id.trim().to_owned();
        if let Some(problem) = product_id_problems(&product_id).into_iter().next() {
            return Err(problem);
        }
        let app = self.product_record(&form.app).await?;
        let account = app.row.account;
        let _one = self.starting.lock().await;
        let known = self.add_ons(form.app.clone()).await?;
        if known.rows.iter().any(|row| row.facts.product_id == product_id) {
            return Err(Problem::must(codes::ADDON_PRODUCTID_TAKEN).with("id", product_id));
        }
        let new = NewAddOn { app: app.row.store_id, product_id, product_type: form.product_type };
        let partner = self.partner(&account).await?;
        let made = match partner.create_add_on(&new).await {
            Err(error @ PartnerError::Ambiguous { .. }) => {
                let mut look = partner.look_after_create_add_on(&new).await;
                if matches!(look, Ok(AddOnLook::NotThere)) {
                    tokio::time::sleep(LOOK_AGAIN.div_f64(self.speed().max(1.0))).await;
                    look = partner.look_after_create_add_on(&new).await;
                }
                match self.answer(look)? {
                    AddOnLook::There(made) => *made,
                    AddOnLook::NotThere => return Err(error.problem()),
                }
            }
            other => self.answer(other)?,
        };
        let id = ProductId::add_on(&made.id);
        self.keep_part(&account, &id, &form.app, made.document).await?;
        Ok(id)
    }

    /// Creates a flight at Microsoft. The service may open its first submission at once.
    ///
    /// # Errors
    /// `flight.name.empty`, `flight.group.invalid`; those of the service.
    pub(crate) async fn flight_create(&self, form: FlightForm) -> Result<ProductId, Problem> {
        let name = form.name.trim().to_owned();
        let groups: Vec<String> =
            form.groups.iter().map(|g| g.trim().to_owned()).filter(|g| !g.is_empty()).collect();
        let problems = flight_problems(&name, &groups);
        if let Some(problem) = problems.into_iter().find(|problem| problem.severity == Severity::Must) {
            return Err(problem);
        }
        let app = self.product_record(&form.app).await?;
        let (account, store_id) = (app.row.account, app.row.store_id);
        let _one = self.starting.lock().await;
        let mut known = self.flights(form.app.clone()).await?;
        if known.read_at.is_none() {
            // After a lost answer only what was there before tells a new one from an old one of the same name.
            self.read_parts_now(&form.app, SubmissionKind::Flight).await?;
            known = self.flights(form.app.clone()).await?;
        }
        let before: Vec<String> =
            known.rows.iter().filter_map(|row| row.row.id.flight_id().map(str::to_owned)).collect();
        let below = form.rank_higher_than.as_ref().and_then(|id| id.flight_id()).map(str::to_owned);
        let new = NewFlight { name: name.clone(), groups, rank_higher_than: below };
        let partner = self.partner(&account).await?;
        let made = match partner.create_flight(&store_id, &new).await {
            Err(error @ PartnerError::Ambiguous { .. }) => {
                let mut look = partner.look_after_create_flight(&store_id, &name, &before).await;
                if matches!(look, Ok(FlightLook::NotCreated)) {
                    tokio::time::sleep(LOOK_AGAIN.div_f64(self.speed().max(1.0))).await;
                    look = partner.look_after_create_flight(&store_id, &name, &before).await;
                }
                match self.answer(look)? {
                    FlightLook::Created(made) => *made,
                    FlightLook::NotCreated => return Err(error.problem()),
                }
            }
            other => self.answer(other)?,
        };
        let id = ProductId::flight(&store_id, &made.id);
        self.keep_part(&account, &id, &form.app, made.document).await?;
        // Its ranks moved the others'.
        self.flights_read(form.app).await?;
        Ok(id)
    }

    /// *Give this package to everyone*: the app's draft with the packages of what the flight has live. The service hands out no
    /// bytes, so only packages whose file is on this computer can be put into another submission.
    ///
    /// # Errors
    /// `flight.packages.none`; `flight.package.elsewhere` when this computer does not have the file.
    pub(crate) async fn flight_promote(&self, flight: ProductId) -> Result<DraftView, Problem> {
        let record = self.product_record(&flight).await?;
        let name = Listed::new(&flight, &record.listed).name().to_owned();
        let app = record.row.parent.clone().ok_or_else(|| Problem::must(codes::PRODUCT_UNKNOWN))?;
        let live = self.live_now(&flight).await?;
        let packages: Vec<Value> =
            live.document.value()["flightPackages"].as_array().cloned().unwrap_or_default();
        let shown: Vec<&str> = packages
            .iter()
            .filter(|package| package["fileStatus"] != "PendingDelete")
            .filter_map(|package| package["fileName"].as_str())
            .collect();
        if shown.is_empty() {
            return Err(Problem::must(codes::FLIGHT_PACKAGES_NONE).with("flight", name));
        }
        let files = self.sent_packages(&flight, &shown).await?;
        if let Some(missing) = shown.iter().find(|name| !files.iter().any(|(_, sent)| sent == *name)) {
            return Err(Problem::must(codes::FLIGHT_PACKAGE_ELSEWHERE).with("name", *missing));
        }
        let view = self.draft_start(app).await?;
        let placements = files.into_iter().map(|(file, _)| Placement { file, slot: Slot::Package }).collect();
        self.files_place(FilesPlace { draft: view.id.clone(), placements }).await?;
        self.draft_open(view.id).await
    }

    /// The files on this computer that were sent under these names for a product, newest first.
    async fn sent_packages(
        &self,
        product: &ProductId,
        names: &[&str],
    ) -> Result<Vec<(FileId, String)>, Problem> {
        let key = product.to_string();
        let records: Vec<Record> = self
            .database
            .read(move |c| {
                c.prepare_cached("SELECT record FROM jobs WHERE product = ? ORDER BY updated_at DESC")?
                    .query_map([key], |row| from_json(0, &row.get::<_, String>(0)?))?
                    .collect()
            })
            .await?;
        let mut found: Vec<(FileId, String)> = Vec::new();
        for file in records.into_iter().flat_map(|record| record.files) {
            let FileSource::File(id) = file.source else { continue };
            let wanted =
                names.contains(&file.name.as_str()) && found.iter().all(|(_, name)| *name != file.name);
            if wanted && self.file_path(id.as_str()).await.is_ok_and(|path| path.is_file()) {
                found.push((id, file.name));
            }
        }
        Ok(found)
    }
}
