//! What a draft says after it was edited, and what can be wrong with it.

use std::collections::HashSet;

use super::JSON_MARK;
use crate::formats::assignments;
use crate::formats::assignments::Assignment;
use crate::formats::assignments::Dangling;
use crate::python::Json;
use crate::python::is_blank;

/// A line of a draft, or several that go on in one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The line, from 1, on which it begins.
    pub number: usize,
    pub key: String,
    pub value: String,
}

/// Why a draft can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub(crate) struct DraftError {
    /// The line, from 1, unless it is missing.
    pub line: Option<usize>,
    pub fault: DraftFault,
}

/// What can be wrong with a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DraftFault {
    #[error("the line ends in a backslash, but no line follows that belongs to it")]
    Dangling,
    #[error("the value of `{key}` is not a JSON string in double quotes")]
    NoString { key: String },
    #[error("`[profile {name}]` is not a heading of this text")]
    StrangeHeading { name: String },
    #[error("`[profile {name}]` is listed twice")]
    SecondHeading { name: String },
    #[error("the heading `[profile {name}]` is missing")]
    NoHeading { name: String },
    #[error("`{key}` is above the first heading and so belongs to no profile")]
    Homeless { key: String },
}

/// The lines below each of the headings, which must all be there once; without headings all lines.
pub(crate) fn read(text: &str, headings: &[&str]) -> Result<Vec<Vec<Line>>, Vec<DraftError>> {
    let broken = |fault: DraftError| vec![fault];
    check_ends(text).map_err(broken)?;
    let assignments = assignments::read(text).map_err(|Dangling { line }| {
        broken(DraftError { line: Some(line), fault: DraftFault::Dangling })
    })?;
    let mut sections = vec![Vec::new(); headings.len().max(1)];
    let mut faults = Vec::new();
    let mut homeless = Vec::new();
    let mut seen = HashSet::new();
    let mut open = headings.is_empty().then_some(0);
    for found in assignments {
        let line = Some(found.line);
        let fault = match (heading(&found), open.and_then(|at| sections.get_mut(at))) {
            (Some(name), _) => find(&name, headings, &mut seen).map(|at| open = Some(at)).err(),
            (None, Some(section)) => put(found, section).err(),
            (None, None) => {
                homeless.push(DraftError { line, fault: DraftFault::Homeless { key: found.key } });
                None
            }
        };
        faults.extend(fault.map(|fault| DraftError { line, fault }));
    }
    let missing = headings.iter().enumerate().filter(|(at, _)| !seen.contains(at));
    let missing = missing.map(|(_, name)| DraftFault::NoHeading { name: (*name).to_owned() });
    faults.extend(missing.map(|fault| DraftError { line: None, fault }));
    // Most probably a heading is why they have none.
    if faults.is_empty() {
        faults = homeless;
    }
    if faults.is_empty() { Ok(sections) } else { Err(faults) }
}

/// A comment must not become the end of a value because the line above it was left open.
fn check_ends(text: &str) -> Result<(), DraftError> {
    let lines = text.lines().map(|line| line.trim_matches(is_blank));
    let mut open = None;
    for (number, line) in (1..).zip(lines) {
        if let Some(line) = open.filter(|_| line.is_empty() || line.starts_with('#')) {
            return Err(DraftError { line: Some(line), fault: DraftFault::Dangling });
        }
        let goes_on = line.ends_with('\\') && !line.starts_with('#');
        open = goes_on.then_some(number);
    }
    Ok(())
}

/// The name in a heading.
fn heading(Assignment { key, value, .. }: &Assignment) -> Option<String> {
    let inner = key.strip_prefix("[profile ")?;
    match inner.strip_suffix(']') {
        Some(name) if value.is_empty() => Some(name.to_owned()),
        _ => value.strip_suffix(']').map(|rest| format!("{inner}={rest}")),
    }
}

fn find(name: &str, headings: &[&str], seen: &mut HashSet<usize>) -> Result<usize, DraftFault> {
    let Some(at) = headings.iter().position(|heading| *heading == name) else {
        return Err(DraftFault::StrangeHeading { name: name.to_owned() });
    };
    if !seen.insert(at) {
        return Err(DraftFault::SecondHeading { name: name.to_owned() });
    }
    Ok(at)
}

fn put(found: Assignment, section: &mut Vec<Line>) -> Result<(), DraftFault> {
    let Assignment { line: number, key, value } = found;
    let (key, value) = match key.strip_suffix(JSON_MARK) {
        None => (key, value),
        Some(key) => {
            let no_string = || DraftFault::NoString { key: key.to_owned() };
            (key.to_owned(), unquoted(&value).ok_or_else(no_string)?)
        }
    };
    section.push(Line { number, key, value });
    Ok(())
}

fn unquoted(text: &str) -> Option<String> {
    Json::parse(text).ok()?.as_text()
}
