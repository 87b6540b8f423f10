//! The settings of a game.
//!
//! Null or absent settings are *not filled in* and no fault: submissions from before May 2017 have none (windows-dev-docs:
//! `uwp/monetize/manage-app-submissions.md`). Numbers of players: Microsoft's own code examples for these resources.

use serde_json::{Map, Value};

use super::read::{is_live, is_on, text};
use crate::document::{Document, Pointer};
use crate::tables::{GENRES, KINECT_DATA, PLAYERS_MAX, PLAYERS_MIN, is_game};
use crate::{Problem, codes};

/// How many genres the newer page takes; the older one takes as many as fit.
const GENRES_STRICT: usize = 3;

pub(super) fn check(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["gamingOptions"]);
    let game = is_game(text(draft, &Pointer::of(["applicationCategory"])));
    let count = draft.get(&at).and_then(Value::as_array).map_or(0, Vec::len);
    if count > 1 {
        problems.push(Problem::must(codes::GAME_SETTINGS_SEVERAL).at(at).with("count", count));
        return;
    }
    let recording = Pointer::of(["isGameDvrEnabled"]);
    if !game && is_on(draft, &recording) {
        problems.push(Problem::tip(codes::GAME_SETTINGS_UNUSED).at(recording));
    }
    let settings = draft.members(&at);
    let Some((at, values)) = settings.first().cloned() else {
        if game {
            problems.push(Problem::tip(codes::GAME_SETTINGS_EMPTY).at(at));
        }
        return;
    };
    if !game {
        problems.push(Problem::tip(codes::GAME_SETTINGS_UNUSED).at(at.clone()));
    }
    let settings = Settings { live, draft, at, values };
    settings.genres(game, problems);
    settings.players("isLocalMultiplayer", "localMultiplayer", problems);
    settings.players("isLocalCooperative", "localCooperative", problems);
    settings.kinect(problems);
}

struct Settings<'a> {
    live: Option<&'a Document>,
    draft: &'a Document,
    at: Pointer,
    values: &'a Map<String, Value>,
}

impl Settings<'_> {
    fn is_live(&self, at: &Pointer) -> bool {
        is_live(self.live, self.draft, at)
    }

    fn genres(&self, game: bool, problems: &mut Vec<Problem>) {
        let at = self.at.push("genres");
        let list = self.values.get("genres").and_then(Value::as_array);
        let genres: Vec<&str> = list.into_iter().flatten().filter_map(Value::as_str).collect();
        if genres.is_empty() && game && !self.is_live(&at) {
            problems.push(Problem::must(codes::GAME_GENRE_MISSING).at(at));
            return;
        }
        if self.is_live(&at) {
            return;
        }
        for genre in genres.iter().filter(|genre| !GENRES.contains(genre)) {
            problems.push(Problem::check(codes::GAME_GENRE_UNKNOWN).at(at.clone()).with("genre", *genre));
        }
        if genres.len() > GENRES_STRICT {
            let problem = Problem::check(codes::GAME_GENRE_MANY).at(at).with("count", genres.len());
            problems.push(problem.with("max", GENRES_STRICT));
        }
    }

    /// The numbers belong to the switch: without it they say nothing.
    fn players(&self, switch: &str, name: &str, problems: &mut Vec<Problem>) {
        if self.values.get(switch) != Some(&Value::Bool(true)) {
            return;
        }
        let fields = [format!("{name}MinPlayers"), format!("{name}MaxPlayers")];
        if fields.iter().all(|field| self.is_live(&self.at.push(field))) {
            return;
        }
        let mut told = [None, None];
        for (field, told) in fields.iter().zip(&mut told) {
            let at = self.at.push(field);
            // Where nobody said a number the service has 0.
            let count = self.values.get(field).and_then(Value::as_i64).filter(|count| *count != 0);
            let problem = match count {
                None => Problem::must(codes::GAME_PLAYERS_MISSING),
                Some(count) if !(i64::from(PLAYERS_MIN)..=i64::from(PLAYERS_MAX)).contains(&count) => {
                    let problem = Problem::must(codes::GAME_PLAYERS_RANGE).with("count", count);
                    problem.with("least", PLAYERS_MIN).with("most", PLAYERS_MAX)
                }
                Some(count) => {
                    *told = Some(count);
                    continue;
                }
            };
            problems.push(problem.at(at).with("field", field.as_str()));
        }
        if let [Some(least), Some(most)] = told
            && least > most
        {
            let problem = Problem::must(codes::GAME_PLAYERS_ORDER).at(self.at.push(&fields[0]));
            problems.push(problem.with("least", least).with("most", most));
        }
    }

    fn kinect(&self, problems: &mut Vec<Problem>) {
        let at = self.at.push("kinectDataForExternal");
        let value = text(self.draft, &at);
        if !value.is_empty() && !KINECT_DATA.contains(&value) && !self.is_live(&at) {
            problems.push(Problem::check(codes::GAME_KINECT_UNKNOWN).at(at).with("value", value));
        }
    }
}
