//! Titles and descriptions of all add-ons of an app in all their languages, read and written as one table: games have
//! hundreds of add-ons.
//!
//! A patch is one act in each draft that it touches; drafts begin where there is none, over what is known to be live, so that
//! a pasted table asks the service nothing. What cannot be changed is told row by row and holds up no other row.
//! Deliberately not here: limits, which the rules judge, and every other field of an add-on.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use vitrine_domain::document::{Document, Edit, Pointer};
use vitrine_domain::{DraftId, Problem, ProductId, SubmissionKind, codes};

use crate::App;
use crate::api::{
    AddOnCell, AddOnCellEdit, AddOnGrid, AddOnGridAct, AddOnGridPatch, AddOnGridRefusal, AddOnGridRow,
    AddOnGridSaved,
};
use crate::listed::Listed;
use crate::products::Record;

impl App {
    /// The whole grid, as this computer knows it: drafts first, else what is live.
    pub(crate) async fn add_on_grid(&self, app: ProductId) -> Result<AddOnGrid, Problem> {
        let (records, _) = self.parts(&app, SubmissionKind::AddOn).await?;
        let mut standing = Vec::with_capacity(records.len());
        for record in records {
            standing.push(self.row_standing(record).await?);
        }
        let mut languages: BTreeMap<String, String> = BTreeMap::new();
        for code in standing.iter().flat_map(RowStanding::languages) {
            languages.entry(code.to_lowercase()).or_insert(code);
        }
        let languages: Vec<String> = languages.into_values().collect();
        let rows = standing.into_iter().map(|row| row.told(&languages)).collect();
        Ok(AddOnGrid { languages, rows })
    }

    /// Writes cells. A language that an add-on does not have begins with the first word in it.
    pub(crate) async fn add_on_grid_patch(&self, patch: AddOnGridPatch) -> Result<AddOnGridSaved, Problem> {
        let mut by_product: Vec<(ProductId, Vec<AddOnCellEdit>)> = Vec::new();
        for cell in patch.cells {
            match by_product.iter_mut().find(|(product, _)| *product == cell.product) {
                Some((_, cells)) => cells.push(cell),
                None => by_product.push((cell.product.clone(), vec![cell])),
            }
        }
        let mut saved = Told::default();
        for (product, cells) in by_product {
            saved.note(&product, self.write_cells(&patch.app, &product, &cells).await);
        }
        self.told(patch.app, saved).await
    }

    /// Takes back what a patch did. A draft that began with it goes; one that was changed since stays as it is.
    pub(crate) async fn add_on_grid_undo(&self, acts: Vec<AddOnGridAct>) -> Result<AddOnGridSaved, Problem> {
        let mut saved = Told::default();
        let mut app = None;
        for act in acts {
            app = app.or(self.product_record(&act.product).await?.row.parent);
            saved.note(&act.product, self.take_back(&act).await.map(|()| None));
        }
        let app = app.ok_or_else(|| Problem::must(codes::PRODUCT_UNKNOWN))?;
        self.told(app, saved).await
    }

    async fn take_back(&self, act: &AddOnGridAct) -> Result<(), Problem> {
        let shared = self.open_draft(&act.draft).await?;
        let (position, newest) = {
            let draft = shared.lock().await;
            (draft.position, draft.act(&self.database, draft.position).await?)
        };
        let is_newest = position == act.sequence && newest.is_some_and(|newest| newest.at == act.at);
        // Typing that grew into one act was taken back with it.
        if !is_newest && position >= act.sequence {
            return Err(Problem::must(codes::DRAFT_REVISION_OLD));
        }
        if act.began && position <= 1 {
            return self.draft_discard(act.draft.clone()).await;
        }
        if is_newest {
            self.draft_undo(act.draft.clone()).await?;
        }
        Ok(())
    }

    async fn write_cells(
        &self,
        app: &ProductId,
        product: &ProductId,
        cells: &[AddOnCellEdit],
    ) -> Result<Option<AddOnGridAct>, Problem> {
        let record = self.product_record(product).await?;
        if record.row.parent.as_ref() != Some(app) {
            return Err(Problem::must(codes::PRODUCT_UNKNOWN));
        }
        let RowStanding { live, locked, .. } = self.row_standing(record).await?;
        if let Some(locked) = locked {
            return Err(locked);
        }
        let (draft, began) = self.draft_begun(product).await?;
        let shared = self.open_draft(&draft).await?;
        let (edits, before) = {
            let draft = shared.lock().await;
            (edits(&draft.document, live.as_ref(), cells), draft.revision)
        };
        let saved = match self.draft_edit(&shared, edits.clone(), edits).await {
            Ok(saved) => saved,
            Err(problem) => {
                self.leave_nothing(&draft, began).await;
                return Err(problem);
            }
        };
        if saved.revision == before {
            self.leave_nothing(&draft, began).await;
            return Ok(None);
        }
        let sequence = shared.lock().await.position;
        Ok(Some(AddOnGridAct { product: product.clone(), draft, sequence, at: saved.saved_at, began }))
    }

    /// A draft that began for an act that changed nothing is no draft anybody asked for.
    async fn leave_nothing(&self, draft: &DraftId, began: bool) {
        if began && let Err(problem) = self.draft_discard(draft.clone()).await {
            tracing::warn!(%problem, "an empty draft stays");
        }
    }

    async fn told(&self, app: ProductId, saved: Told) -> Result<AddOnGridSaved, Problem> {
        let grid = self.add_on_grid(app).await?;
        let rows = grid.rows.into_iter().filter(|row| saved.touched.contains(&row.product)).collect();
        Ok(AddOnGridSaved { languages: grid.languages, rows, acts: saved.acts, refused: saved.refused })
    }

    async fn row_standing(&self, record: Record) -> Result<RowStanding, Problem> {
        let product = record.row.id.clone();
        let live = self.live_document(&product).await?.map(|live| live.document.clone());
        let draft = match record.row.draft.as_ref().map(|mark| mark.id.clone()) {
            Some(id) => Some((self.open_draft(&id).await?.lock().await.document.clone(), id)),
            None => None,
        };
        let locked = match &draft {
            _ if record.row.closed.is_some() => record.row.closed.clone(),
            Some((_, id)) => self.refuse_while_sending(id).err(),
            // What was never read looks empty, and whoever wrote into it would write over what customers read.
            None if live.is_none() && !is_blank(&record) => {
                Some(Problem::check(codes::ADDON_UNREAD).with("product", record.row.name.as_str()))
            }
            None => None,
        };
        let name = crate::product::add_on_facts(&record).product_id;
        Ok(RowStanding { product, name, locked, live, draft: draft.map(|(draft, _)| draft) })
    }
}

/// Nothing was ever sent for it: there is nothing to read.
fn is_blank(record: &Record) -> bool {
    let listed = Listed::new(&record.row.id, &record.listed);
    listed.last_published().is_none() && listed.pending().is_none()
}

/// What came of a patch so far.
#[derive(Default)]
struct Told {
    touched: Vec<ProductId>,
    acts: Vec<AddOnGridAct>,
    refused: Vec<AddOnGridRefusal>,
}

impl Told {
    fn note(&mut self, product: &ProductId, done: Result<Option<AddOnGridAct>, Problem>) {
        match done {
            Ok(act) => {
                self.touched.push(product.clone());
                self.acts.extend(act);
            }
            Err(problem) => self.refused.push(AddOnGridRefusal { product: product.clone(), problem }),
        }
    }
}

struct RowStanding {
    product: ProductId,
    name: String,
    locked: Option<Problem>,
    live: Option<Document>,
    draft: Option<Document>,
}

impl RowStanding {
    fn shown(&self) -> Option<&Document> {
        self.draft.as_ref().or(self.live.as_ref())
    }

    fn languages(&self) -> Vec<String> {
        self.shown().map(Document::languages).unwrap_or_default()
    }

    fn told(self, languages: &[String]) -> AddOnGridRow {
        let cells = languages.iter().map(|language| self.cell(language)).collect();
        AddOnGridRow { product: self.product, name: self.name, locked: self.locked, cells }
    }

    fn cell(&self, language: &str) -> Option<AddOnCell> {
        let listing = Pointer::of(["listings", language]);
        let words = |document: Option<&Document>, name: &str| {
            let value = document.and_then(|document| document.get(&listing.push(name)));
            value.and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let shown = self.shown();
        shown.and_then(|document| document.get(&listing))?;
        let [title, description] = ["title", "description"].map(|name| words(shown, name));
        let live = self.live.as_ref();
        let is_new = self.draft.is_some() && live.and_then(|live| live.get(&listing)).is_none();
        let differs = |name, text: &str| self.draft.is_some() && (is_new || words(live, name) != text);
        Some(AddOnCell {
            title_changed: differs("title", &title),
            description_changed: differs("description", &description),
            title,
            description,
        })
    }
}

/// The edits of one add-on. A language that is not live and that the cells leave without a word goes again.
fn edits(draft: &Document, live: Option<&Document>, cells: &[AddOnCellEdit]) -> Vec<Edit> {
    let mut by_language: Vec<(String, Map<String, Value>)> = Vec::new();
    for cell in cells {
        let code = cell.language.to_lowercase();
        let words = match by_language.iter_mut().find(|(language, _)| *language == code) {
            Some((_, words)) => words,
            None => {
                by_language.push((code, Map::new()));
                let last = by_language.len() - 1;
                &mut by_language[last].1
            }
        };
        for (name, text) in [("title", &cell.title), ("description", &cell.description)] {
            if let Some(text) = text {
                words.insert(name.to_owned(), Value::String(text.clone()));
            }
        }
    }
    let mut edits = Vec::new();
    for (language, words) in by_language {
        let listing = Pointer::of(["listings", &language]);
        let present = draft.get(&listing).and_then(Value::as_object);
        let says = |name: &str| {
            let value = words.get(name).or_else(|| present?.get(name));
            value.and_then(Value::as_str).is_some_and(|text| !text.is_empty())
        };
        let is_live = live.is_some_and(|live| live.get(&listing).is_some());
        let is_wordless = !says("title") && !says("description");
        match present {
            None if is_wordless => {}
            None => {
                let text = |name: &str| words.get(name).cloned().unwrap_or_else(|| "".into());
                let mut page = Map::new();
                for name in ["description", "title"] {
                    page.insert(name.to_owned(), text(name));
                }
                edits.push(Edit::set(listing, page));
            }
            Some(page) if is_wordless && !is_live && page.keys().all(|name| is_word(name)) => {
                edits.push(Edit::remove(listing));
            }
            Some(page) => {
                let others = words.into_iter().filter(|(name, text)| page.get(name) != Some(text));
                edits.extend(others.map(|(name, text)| Edit::set(listing.push(&name), text)));
            }
        }
    }
    edits
}

fn is_word(member: &str) -> bool {
    matches!(member, "title" | "description")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document(value: Value) -> Document {
        Document::from_submission(value, &mut || unreachable!("an add-on has no lists"))
    }

    fn cell(language: &str, title: Option<&str>, description: Option<&str>) -> AddOnCellEdit {
        AddOnCellEdit {
            product: ProductId::add_on("9X"),
            language: language.to_owned(),
            title: title.map(str::to_owned),
            description: description.map(str::to_owned),
        }
    }

    #[test]
    fn a_language_begins_with_the_first_word_and_keeps_its_spelling() {
        let live = document(
            json!({ "listings": { "de-DE": { "title": "A", "description": "B", "icon": { "fileName": "i.png" } } } }),
        );
        let mut draft = live.clone();
        let made = edits(
            &draft,
            Some(&live),
            &[
                cell("DE-de", Some("Neu"), None),
                cell("fr-FR", None, Some("Un")),
                cell("fr-fr", Some("Deux"), None),
            ],
        );
        draft.apply(&made).unwrap();
        assert_eq!(
            draft.value()["listings"],
            json!({
                "de-DE": { "title": "Neu", "description": "B", "icon": { "fileName": "i.png" } },
                "fr-fr": { "description": "Un", "title": "Deux" },
            })
        );
    }

    #[test]
    fn what_is_left_without_a_word_goes_only_where_nobody_sees_it() {
        let live = document(json!({ "listings": { "en-us": { "title": "A", "description": "" } } }));
        let mut draft = document(json!({ "listings": {
            "en-us": { "title": "A", "description": "" },
            "fr-fr": { "title": "B", "description": "" },
            "it-it": { "title": "C", "description": "", "icon": { "fileName": "i.png" } },
        } }));
        let cells = [
            cell("en-us", Some(""), None),
            cell("fr-fr", Some(""), None),
            cell("it-it", Some(""), None),
            cell("ja-jp", Some(""), Some("")),
        ];
        let made = edits(&draft, Some(&live), &cells);
        draft.apply(&made).unwrap();
        let left = draft.value()["listings"].as_object().unwrap();
        assert_eq!(left["en-us"]["title"], "", "customers have this page: emptying it is told, not hidden");
        assert!(!left.contains_key("fr-fr") && !left.contains_key("ja-jp"));
        assert_eq!(left["it-it"]["icon"]["fileName"], "i.png", "a picture is not lost with its words");
    }
}
