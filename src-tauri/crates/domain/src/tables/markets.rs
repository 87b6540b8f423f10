//! The markets of the Store and the part of the world that each lies in.
//!
//! Codes: windows-dev-docs `hub/apps/publish/store-submission-api.md`; names and the mark of Xbox markets:
//! `hub/apps/publish/publish-your-app/msix/market-selection.md`, read November 2026. Lebanon stands in the first page only;
//! a market of real payloads (`EH`) stands in neither, so an unlisted code is kept and never refused here. Regions: the
//! United Nations' standard M49 (Cyprus, Georgia and Türkiye are Asia there).

use serde::Serialize;
use ts_rs::TS;

/// A region of the United Nations' standard M49.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WorldRegion {
    Africa,
    Americas,
    Asia,
    Europe,
    Oceania,
    Antarctica,
}

/// A market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Market {
    /// ISO 3166-1 alpha-2, upper case.
    pub code: &'static str,
    pub region: WorldRegion,
    /// Whether the page marks it as a market of Xbox. Nothing where the page has no mark although Xbox is sold there.
    pub xbox: Option<bool>,
}

const REGIONS: &[(WorldRegion, &str)] = &[
    (
        WorldRegion::Africa,
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW \
         MZ NA NE NG RE RW SC SH SL SN SO ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
    ),
    (
        WorldRegion::Americas,
        "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY \
         LC MF MQ MS MX NI PA PE PM PY SR SV SX TC TT US UY VC VE VG VI",
    ),
    (
        WorldRegion::Asia,
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ JO JP KG KH KR KW KZ LA LB LK MM MN MO MV MY NP OM PH \
         PK PS QA SA SG TH TJ TL TM TR TW UZ VN YE",
    ),
    (
        WorldRegion::Europe,
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD \
         ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA",
    ),
    (
        WorldRegion::Oceania,
        "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    ),
    (WorldRegion::Antarctica, "AQ"),
];

const XBOX: &str = "AE CH CO CZ DE DK ES FI FR GB GR HK HU IE IL IN IT JP KR MX NL NO NZ PL PT RU SA SE SG SK \
                    TR TW US ZA";

/// Not marked by the page, and markets of Xbox all the same.
const XBOX_UNTOLD: &str = "AR AT AU BE BR CA CL CN";

fn stands_in(codes: &str, code: &str) -> bool {
    codes.split(' ').any(|one| one == code)
}

/// Every market, in the order of the codes.
pub fn markets() -> Vec<Market> {
    let market = |region: WorldRegion, code: &'static str| Market {
        code,
        region,
        xbox: (!stands_in(XBOX_UNTOLD, code)).then(|| stands_in(XBOX, code)),
    };
    let mut all: Vec<Market> = REGIONS
        .iter()
        .flat_map(|(region, codes)| codes.split(' ').map(move |code| market(*region, code)))
        .collect();
    all.sort_by_key(|market| market.code);
    all
}

/// Whether a market stands in the list. Codes are compared as the service writes them: upper case.
pub fn is_known_market(code: &str) -> bool {
    REGIONS.iter().any(|(_, codes)| stands_in(codes, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_241_markets_each_once() {
        let markets = markets();
        assert_eq!(markets.len(), 241);
        assert!(markets.windows(2).all(|pair| pair[0].code < pair[1].code));
        let two_letters = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        assert!(markets.iter().all(|market| two_letters(market.code)));
    }

    #[test]
    fn every_xbox_mark_belongs_to_a_market() {
        for code in XBOX.split(' ').chain(XBOX_UNTOLD.split(' ')) {
            assert!(is_known_market(code), "{code}");
        }
        let told = |code: &str| markets().into_iter().find(|market| market.code == code).unwrap();
        assert_eq!(told("US").xbox, Some(true));
        assert_eq!(told("BY").xbox, Some(false));
        assert_eq!(told("CA").xbox, None);
        assert_eq!(told("TR").region, WorldRegion::Asia);
        assert!(!is_known_market("EH") && !is_known_market("us") && !is_known_market(""));
    }
}
