//! Desired states of one text that contradict one another.

use std::collections::HashMap;
use std::collections::HashSet;

use super::desired::DesiredState;
use super::desired::DesiredValue;
use super::desired::Way;
use super::error::FormatError;
use super::tree::repeated;
use crate::model::Location;
use crate::python::Json;

/// Properties that are spoken of twice, and values that have other properties inside.
pub(super) fn collisions(
    states: &[DesiredState],
    sections: &[(String, usize)],
) -> Vec<FormatError> {
    let mut seen = HashMap::<(&str, Way), Location>::new();
    let mut found = Vec::new();
    for DesiredState { location, key, value } in states {
        let way = match value {
            DesiredValue::Contains(_) => Way::Contains,
            DesiredValue::Lacks(_) => Way::Lacks,
            _ => Way::Whole,
        };
        let others: &[Way] = match way {
            Way::Whole => &[Way::Whole, Way::Contains, Way::Lacks],
            Way::Contains => &[Way::Whole, Way::Contains],
            Way::Lacks => &[Way::Whole, Way::Lacks],
        };
        match others.iter().find_map(|&other| seen.get(&(&**key, other))) {
            Some(&first) => found.push(FormatError::new(*location, repeated(key, first))),
            None => {
                seen.insert((key, way), *location);
            }
        }
    }
    for (name, inside) in sections {
        let inside = states.get(*inside).filter(|state| state.key.starts_with(&format!("{name}.")));
        if let (Some(location), Some(inside)) = (seen.get(&(&**name, Way::Whole)), inside) {
            let (line, key) = (inside.location.line, &inside.key);
            let problem =
                format!("`{name}` has a value here, but line {line} defines `{key}` inside it");
            found.push(FormatError::new(*location, problem));
        }
    }
    found
}

/// Elements that a list is to contain and to lack.
pub(super) fn contradictions(
    states: &[DesiredState],
    referenced: &HashSet<String>,
) -> Vec<FormatError> {
    let mut contained = HashMap::<&str, HashSet<&Json>>::new();
    for state in states {
        if let DesiredValue::Contains(elements) = &state.value {
            contained.insert(&state.key, elements.iter().collect());
        }
    }
    let contradicts = |state: &DesiredState| {
        let DesiredValue::Lacks(elements) = &state.value else { return None };
        let contained = contained.get(&*state.key)?;
        let element = elements.iter().find(|element| contained.contains(element))?;
        let problem = if referenced.contains(&state.key) {
            format!("`{}` must both contain and lack the same element", state.key)
        } else {
            format!("`{}` must both contain and lack {element}", state.key)
        };
        Some(FormatError::new(state.location, problem))
    };
    states.iter().filter_map(contradicts).collect()
}
