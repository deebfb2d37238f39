//! What such a text says after it was edited, and what can be wrong with it.

use std::collections::HashSet;

use super::JSON_MARK;
use crate::formats::assignments;
use crate::formats::assignments::Assignment;
use crate::formats::assignments::Dangling;
use crate::formats::assignments::Entry;
use crate::model::Location;
use crate::python::Json;
use crate::python::is_blank;

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub(crate) struct EditableError {
    /// None for what is missing.
    pub location: Option<Location>,
    pub fault: EditableFault,
}

impl EditableError {
    fn at_line(line: usize, fault: EditableFault) -> Self {
        Self { location: Some(Location::of_line(line)), fault }
    }
}

/// What can be wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EditableFault {
    #[error("the line ends in a backslash, but no continuation line follows")]
    Dangling,
    #[error("the value of `{key}` is not a JSON string in double quotes")]
    NoString { key: String },
    #[error("`[profile {name}]` is not a heading of this text")]
    StrangeHeading { name: String },
    #[error("`[profile {name}]` is listed twice")]
    SecondHeading { name: String },
    #[error("the heading `[profile {name}]` is missing")]
    NoHeading { name: String },
    #[error("`{key}` is before the first heading and belongs to no profile")]
    Homeless { key: String },
}

/// What is below each of the headings, which must all be there once; without headings all of it.
pub(crate) fn read(text: &str, headings: &[&str]) -> Result<Vec<Vec<Entry>>, Vec<EditableError>> {
    let broken = |fault: EditableError| vec![fault];
    check_ends(text).map_err(broken)?;
    let entries = assignments::read(text).map_err(|Dangling { line }| {
        broken(EditableError::at_line(line, EditableFault::Dangling))
    })?;
    let mut sections = vec![Vec::new(); headings.len().max(1)];
    let mut faults = Vec::new();
    let mut homeless = Vec::new();
    let mut seen = HashSet::new();
    let mut open = headings.is_empty().then_some(0);
    for entry in entries {
        let location = Some(entry.location);
        let fault = match (heading(&entry.assignment), open.and_then(|at| sections.get_mut(at))) {
            (Some(name), _) => find(&name, headings, &mut seen).map(|at| open = Some(at)).err(),
            (None, Some(section)) => put(entry, section).err(),
            (None, None) => {
                let fault = EditableFault::Homeless { key: entry.assignment.key };
                homeless.push(EditableError { location, fault });
                None
            }
        };
        faults.extend(fault.map(|fault| EditableError { location, fault }));
    }
    let missing = headings.iter().enumerate().filter(|(at, _)| !seen.contains(at));
    let missing = missing.map(|(_, name)| EditableFault::NoHeading { name: (*name).to_owned() });
    faults.extend(missing.map(|fault| EditableError { location: None, fault }));
    // Most probably a heading is why they have none.
    if faults.is_empty() {
        faults = homeless;
    }
    if faults.is_empty() { Ok(sections) } else { Err(faults) }
}

/// A comment must not become the end of a value because the line above it was left open.
fn check_ends(text: &str) -> Result<(), EditableError> {
    let lines = text.lines().map(|line| line.trim_matches(is_blank));
    let mut open = None;
    for (number, line) in (1..).zip(lines) {
        if let Some(line) = open.filter(|_| line.is_empty() || line.starts_with('#')) {
            return Err(EditableError::at_line(line, EditableFault::Dangling));
        }
        let goes_on = line.ends_with('\\') && !line.starts_with('#');
        open = goes_on.then_some(number);
    }
    Ok(())
}

/// The name in a heading.
fn heading(Assignment { key, value }: &Assignment) -> Option<String> {
    let inner = key.strip_prefix("[profile ")?;
    match inner.strip_suffix(']') {
        Some(name) if value.is_empty() => Some(name.to_owned()),
        _ => value.strip_suffix(']').map(|rest| format!("{inner}={rest}")),
    }
}

fn find(name: &str, headings: &[&str], seen: &mut HashSet<usize>) -> Result<usize, EditableFault> {
    let Some(at) = headings.iter().position(|heading| *heading == name) else {
        return Err(EditableFault::StrangeHeading { name: name.to_owned() });
    };
    if !seen.insert(at) {
        return Err(EditableFault::SecondHeading { name: name.to_owned() });
    }
    Ok(at)
}

fn put(entry: Entry, section: &mut Vec<Entry>) -> Result<(), EditableFault> {
    let Entry { assignment: Assignment { key, value }, location } = entry;
    let (key, value) = match key.strip_suffix(JSON_MARK) {
        None => (key, value),
        Some(key) => {
            let no_string = || EditableFault::NoString { key: key.to_owned() };
            (key.to_owned(), unquoted(&value).ok_or_else(no_string)?)
        }
    };
    section.push(Entry { assignment: Assignment { key, value }, location });
    Ok(())
}

fn unquoted(text: &str) -> Option<String> {
    Json::parse(text).ok()?.as_text()
}
