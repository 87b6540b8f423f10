//! The table itself and the macro that expands it.

use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};
use vitrine_domain::codes;
use vitrine_domain::rules::{FieldLimit, ImageSlot};
use vitrine_domain::tables::StoreTables;
use vitrine_domain::{AccountId, DraftId, FileId, JobId, Problem, ProductId, SnapshotId};

use super::*;
use crate::App;

macro_rules! commands {
    ($($name:ident($args:ty) -> $result:ty;)*) => {
        /// Names of all commands.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        impl App {
            /// Runs a command by name. Arguments and result are JSON; an unknown name or arguments of another shape are
            /// problems like any other.
            pub async fn call(&self, name: &str, args: Value) -> Result<Value, Problem> {
                match name {
                    $(stringify!($name) => {
                        let args: $args = serde_json::from_value(args).map_err(|e| {
                            Problem::must(codes::COMMAND_ARGUMENTS).with("name", name).with("reason", e.to_string())
                        })?;
                        let result: $result = self.$name(args).await?;
                        serde_json::to_value(result)
                            .map_err(|e| Problem::must(codes::COMMAND_ARGUMENTS).with("name", name).with("reason", e.to_string()))
                    })*
                    _ => Err(Problem::must(codes::COMMAND_UNKNOWN).with("name", name)),
                }
            }
        }

        /// The TypeScript of the table and of every type it names: file name and text.
        pub fn bindings() -> Vec<(String, String)> {
            let config = Config::new().with_large_int("number");
            let mut found = Found { config: &config, files: std::collections::BTreeMap::new(), };
            let mut map = String::new();
            $(
                found.visit::<$args>();
                found.visit::<$result>();
                map.push_str(&format!("  {}: {{ args: {}; result: {} }};\n", stringify!($name),
                    <$args as TS>::name(&config), <$result as TS>::name(&config)));
            )*
            found.visit::<AppEvent>();
            found.finish(&map)
        }
    };
}

commands! {
    session(()) -> Session;
    settings_set(Settings) -> Settings;
    place_keep(String) -> ();
    data_folder(()) -> DataFolder;
    about(()) -> About;
    link_open(Link) -> ();
    help(HelpRequest) -> Help;
    quit(()) -> ();

    account_check(AccountForm) -> CheckReport;
    account_connect(AccountForm) -> Account;
    account_disconnect(AccountId) -> ();
    practice_enter(()) -> ();
    practice_leave(()) -> ();
    practice_skip(()) -> ();

    home(()) -> Home;
    products(()) -> ProductList;
    products_read(Option<AccountId>) -> ();
    products_look(Vec<ProductId>) -> ();
    product(ProductId) -> ProductView;
    product_read(ProductId) -> ProductView;
    pending(ProductId) -> Option<PendingView>;
    pending_continue(ProductId) -> DraftView;

    add_ons(ProductId) -> AddOnList;
    add_ons_read(ProductId) -> ();
    add_on_create(AddOnForm) -> ProductId;
    add_on_verdict(AddOnForm) -> Vec<Problem>;
    add_on_grid(ProductId) -> AddOnGrid;
    add_on_grid_patch(AddOnGridPatch) -> AddOnGridSaved;
    add_on_grid_undo(Vec<AddOnGridAct>) -> AddOnGridSaved;
    flights(ProductId) -> FlightList;
    flights_read(ProductId) -> ();
    flight_verdict(FlightForm) -> Vec<Problem>;
    flight_create(FlightForm) -> ProductId;
    flight_promote(ProductId) -> DraftView;

    act_sheet(Act) -> ActSheet;
    act_begin(Act) -> ActOutcome;
    act_undo(String) -> ();
    act_pause(HoldPause) -> ();
    not_sent_dismiss(String) -> ();
    activity(ActivityAsk) -> ActivityView;
    activity_save(ActivityText) -> Option<String>;

    draft_start(ProductId) -> DraftView;
    draft_next(ProductId) -> DraftView;
    draft_open(DraftId) -> DraftView;
    draft_patch(DraftPatch) -> DraftSaved;
    draft_undo(DraftId) -> DraftSaved;
    draft_redo(DraftId) -> DraftSaved;
    draft_conflicts(DraftId) -> ConflictsView;
    draft_resolve(ConflictChoices) -> DraftView;
    draft_discard(DraftId) -> ();
    draft_guide(GuidePlace) -> ();
    language_add(LanguageAdd) -> DraftSaved;
    language_remove(LanguageRemove) -> DraftSaved;
    limits(()) -> Vec<FieldLimit>;
    languages(()) -> Vec<String>;
    slots(()) -> Vec<ImageSlot>;
    price_table(ProductId) -> Option<PriceTableView>;
    price_table_import(PriceTableImport) -> Option<PriceTableView>;
    market_duty(ProductId) -> bool;
    market_duty_read(ProductId) -> ();
    store_tables(()) -> StoreTables;
    flush(()) -> Flushed;

    files_choose(FilesChoose) -> Vec<FileCard>;
    files_place(FilesPlace) -> DraftSaved;
    video_play(FileId) -> ();

    review(DraftId) -> ReviewView;
    publish_start(PublishRequest) -> Job;
    job(JobId) -> Job;
    job_cancel(JobId) -> Job;
    job_resume(JobId) -> Job;
    job_dismiss(JobId) -> ();

    history(ProductId) -> Vec<Snapshot>;
    snapshot(SnapshotId) -> SnapshotView;
    snapshot_copy(SnapshotId) -> SnapshotCopied;
}

/// Collects every type that has a file of its own, however deep.
struct Found<'a> {
    config: &'a Config,
    files: std::collections::BTreeMap<String, String>,
}

impl TypeVisitor for Found<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let Some(path) = T::output_path() else {
            T::visit_generics(self);
            return;
        };
        let name = path.to_string_lossy().replace('\\', "/");
        if self.files.contains_key(&name) {
            return;
        }
        self.files.insert(name.clone(), String::new());
        if let Ok(text) = T::export_to_string(self.config) {
            self.files.insert(name, text);
        }
        T::visit_dependencies(self);
    }
}

impl Found<'_> {
    fn finish(mut self, map: &str) -> Vec<(String, String)> {
        let mut imports = String::new();
        let mut index = String::new();
        for path in self.files.keys() {
            let name = path.trim_end_matches(".ts");
            let short = name.rsplit('/').next().unwrap_or(name);
            imports.push_str(&format!("import type {{ {short} }} from \"./{name}\";\n"));
            index.push_str(&format!("export type {{ {short} }} from \"./{name}\";\n"));
        }
        let head = "// Made by `cargo xtask bindings` from the command table; edit the table instead.\n";
        self.files.insert("api.ts".into(), format!("{head}{imports}\n/** Every command of the core: its argument and its answer. */\nexport interface Api {{\n{map}}}\n"));
        let codes = codes::ALL.iter().map(|c| format!("  \"{c}\",\n")).collect::<String>();
        index.push_str(&format!("export type {{ Api }} from \"./api\";\n\n/** Every problem the core can name. */\nexport const PROBLEM_CODES = [\n{codes}] as const;\n"));
        self.files.insert("index.ts".into(), format!("{head}{index}"));
        self.files.into_iter().collect()
    }
}
