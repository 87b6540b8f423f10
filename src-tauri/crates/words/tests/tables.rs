//! Every value that the Store's tables offer to choose from has a name in both languages. The window shows a value without
//! a name as the service spells it; that is for values newer than Vitrine, never for its own tables.

use serde_json::Value;
use vitrine_domain::tables::{StoreTables, store_tables};

const CATALOGUES: [(&str, [&str; 4]); 2] = [
    (
        "en",
        [
            include_str!("../../../../ui/src/i18n/en/properties.json"),
            include_str!("../../../../ui/src/i18n/en/game.json"),
            include_str!("../../../../ui/src/i18n/en/options.json"),
            include_str!("../../../../ui/src/i18n/en/packages.json"),
        ],
    ),
    (
        "fr",
        [
            include_str!("../../../../ui/src/i18n/fr/properties.json"),
            include_str!("../../../../ui/src/i18n/fr/game.json"),
            include_str!("../../../../ui/src/i18n/fr/options.json"),
            include_str!("../../../../ui/src/i18n/fr/packages.json"),
        ],
    ),
];

/// Which group of which catalogue names the values of a table, as `ui/src/i18n/values.ts` has it.
fn named(tables: &StoreTables) -> Vec<(usize, &'static str, Vec<&'static str>)> {
    let categories = tables
        .categories
        .iter()
        .flat_map(|one| [one.value].into_iter().chain(one.subcategories.iter().copied()));
    // Role playing is spelled differently as a genre; the window knows.
    let genres = tables.genres.iter().map(|genre| match *genre {
        "Games_RolePlaying" => "Games_Roleplaying",
        other => other,
    });
    vec![
        (0, "category", categories.chain(genres).collect()),
        (0, "hardware", tables.hardware.clone()),
        (0, "contentType", tables.content_types.clone()),
        (0, "lifetime", tables.lifetimes.clone()),
        (0, "productType", tables.add_on_types.clone()),
        (1, "kinect", tables.kinect_data.clone()),
        (2, "licensing", tables.enterprise_licensing.clone()),
        (2, "family", tables.device_families.iter().map(|family| family.name).collect()),
        (3, "directX", tables.direct_x_versions.clone()),
        (3, "memory", tables.system_rams.clone()),
    ]
}

#[test]
fn every_value_of_a_table_has_a_name() {
    let tables = store_tables();
    for (language, catalogues) in CATALOGUES {
        for (catalogue, group, values) in named(&tables) {
            let words: Value = serde_json::from_str(catalogues[catalogue]).expect("a catalogue is JSON");
            for value in values {
                let name = words[group][value].as_str().unwrap_or_default();
                assert!(!name.is_empty(), "{language}: {group} has no name for {value}");
            }
        }
    }
}
