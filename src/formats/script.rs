//! `.omero` scripts with a desired state: `config set`, `config append` and `config remove`.
//!
//! `omero load` runs such a script line by line; read as a text of states, it comes to the same.

use super::desired::DesiredState;
use super::desired::DesiredValue;
use super::desired::Reading;
use super::error::FormatError;
use super::error::Unwritable;
use crate::model::Location;
use crate::python::Json;
use crate::python::shlex;

pub(super) fn read(text: &str) -> Reading {
    let mut states = Vec::new();
    let mut faults = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let start = text.trim_start();
        if start.is_empty() || start.starts_with('#') {
            continue;
        }
        let column = text.chars().count() - start.chars().count() + 1;
        let location = Location::new(line, column);
        match state(location, text) {
            Ok(state) => states.push(state),
            Err(problem) => faults.push(FormatError::new(location, problem)),
        }
    }
    Reading { states, faults }
}

pub(super) fn write(properties: &[(&str, &str)]) -> Result<String, Vec<Unwritable>> {
    let refuse = |&(key, value): &(&str, &str)| {
        let reason = "a line of a script cannot contain a line break";
        let refusal = Unwritable { key: key.to_owned(), format: "omero", reason };
        value.contains(['\n', '\r']).then_some(refusal)
    };
    let refused: Vec<_> = properties.iter().filter_map(refuse).collect();
    if !refused.is_empty() {
        return Err(refused);
    }
    let line = |(key, value): &(&str, &str)| {
        let (key, value) = (shlex::quote(key), shlex::quote(value));
        format!("config set -- {key} {value}\n")
    };
    Ok(properties.iter().map(line).collect())
}

fn state(location: Location, line: &str) -> Result<DesiredState, String> {
    let words = shlex::split(line).map_err(|open| open.message)?;
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let (verb, rest) = match &*words {
        ["config", verb @ ("set" | "append" | "remove"), rest @ ..] => (*verb, rest),
        _ => {
            let problem = "only `config set`, `config append` and `config remove` can be applied; `omero \
                           load` runs any command";
            return Err(problem.to_owned());
        }
    };
    let (key, value) = match (verb, &*operands(rest)?) {
        ("set", [key]) => (*key, DesiredValue::Unset),
        ("set", [key, value]) => (*key, DesiredValue::Text((*value).to_owned())),
        ("append", [key, element]) => (*key, DesiredValue::Contains(vec![json(element)?])),
        ("remove", [key, element]) => (*key, DesiredValue::Lacks(vec![json(element)?])),
        _ => return Err(format!("`config {verb}` has the wrong number of arguments")),
    };
    Ok(DesiredState { location, key: key.to_owned(), value })
}

/// The words without the options that do not affect the desired state.
fn operands<'words>(words: &[&'words str]) -> Result<Vec<&'words str>, String> {
    let mut operands = Vec::new();
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        match word {
            "--" => operands.extend(words.by_ref()),
            "--report" | "--set" => {}
            _ if word.starts_with('-') && operands.is_empty() => {
                let option = word.split('=').next().unwrap_or_default();
                return Err(format!("the option `{option}` is not supported here"));
            }
            // Perhaps the value, and that a secret.
            _ if word.starts_with("--") => {
                return Err("`--` must come before a value that begins with `--`".to_owned());
            }
            _ => operands.push(word),
        }
    }
    Ok(operands)
}

fn json(element: &str) -> Result<Json, String> {
    Json::parse(element).map_err(|wrong| format!("the element is not valid JSON: {wrong}"))
}
