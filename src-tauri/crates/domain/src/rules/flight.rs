//! What a new flight is created with. A flight's submissions are judged as packages, delivery and options.

use crate::document::Pointer;
use crate::{Problem, codes};

/// What is wrong with the name and the groups of a new flight, for the form that creates it; the places are
/// `/friendlyName` and `/groupIds/<number>`. The service requires neither (windows-dev-docs:
/// `uwp/monetize/create-a-flight.md`). A name is asked for all the same: by it a flight is found again when the answer to
/// its creation was lost. Without a group it reaches nobody. Groups cannot be listed by an app: an
/// id is the number at the end of the group's address in Partner Center (StoreBroker: USAGE.md).
pub fn flight_problems(name: &str, groups: &[String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if name.trim().is_empty() {
        problems.push(Problem::must(codes::FLIGHT_NAME_EMPTY).at(Pointer::of(["friendlyName"])));
    }
    let at = Pointer::of(["groupIds"]);
    if groups.is_empty() {
        problems.push(Problem::check(codes::FLIGHT_GROUPS_NONE).at(at.clone()));
    }
    for (number, group) in groups.iter().enumerate() {
        if group.is_empty() || !group.bytes().all(|byte| byte.is_ascii_digit()) {
            let problem = Problem::must(codes::FLIGHT_GROUP_INVALID).at(at.push(&number.to_string()));
            problems.push(problem.with("group", group.as_str()));
        }
    }
    problems
}
