//! Environment variables as the images of OMERO read them: `CONFIG_omero_web_server__list`.
//!
//! One `_` means a dot, two mean one `_`. A text of such variables has the quotes of a shell. A name
//! that ends with `_FILE` is that of a file with the value, as in the images of `PostgreSQL`.

use super::desired::DesiredState;
use super::desired::Reading;
use super::desired::Vocabulary;
use super::desired::plain;
use super::error::FormatError;
use super::error::Unwritable;
use super::reference::Extent;
use super::reference::Reference;
use super::reference::Resolver;
use super::reference::Unresolved;
use crate::model::Location;
use crate::model::folded_name;
use crate::python::shlex;

/// What the names of variables begin with.
pub(crate) const PREFIX: &str = "CONFIG_";

/// A variable that represents more than one key, none of them known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` cannot be mapped to a property: three or more `_` in a row are ambiguous")]
pub(crate) struct Ambiguous {
    pub name: String,
}

/// Why the name of a variable is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidVariable {
    #[error(transparent)]
    Ambiguous(#[from] Ambiguous),
    /// It is that of a known property, but for its separators or its case.
    #[error(
        "it would set `{mapped}`, which is not a known property; the variable for `{meant}` is `{variable}`"
    )]
    Respelt {
        /// The key that it represents.
        mapped: String,
        /// The property that was meant.
        meant: String,
        /// The variable for it.
        variable: String,
    },
}

/// The key that `rest`, the name of a variable after its prefix, represents. A name that does not
/// represent a known property, but would with another separator, is refused:
/// `omero_web_use_x_forwarded_host`.
pub(crate) fn key_of_variable(
    prefix: &str,
    rest: &str,
    vocabulary: &dyn Vocabulary,
) -> Result<String, InvalidVariable> {
    let mapped = key(prefix, rest, vocabulary)?;
    if vocabulary.find(&|key| key == mapped).is_some() {
        return Ok(mapped);
    }
    let folded = folded_name(&mapped);
    match vocabulary.find(&|key| folded_name(key) == folded) {
        Some(meant) => Err(InvalidVariable::Respelt {
            variable: format!("{prefix}{}", variable(&meant)),
            mapped,
            meant,
        }),
        None => Ok(mapped),
    }
}

/// The key that `rest`, the name of a variable after its prefix, represents.
pub(crate) fn key(
    prefix: &str,
    rest: &str,
    vocabulary: &dyn Vocabulary,
) -> Result<String, Ambiguous> {
    if rest.contains("___") {
        let known = vocabulary.find(&|key| variable(key) == rest);
        return known.ok_or_else(|| Ambiguous { name: format!("{prefix}{rest}") });
    }
    // As the images do it.
    Ok(rest.replace('_', ".").replace("..", "_"))
}

/// How the name of a variable ends that names a file with the value of a property.
const FILE: &str = "_FILE";

/// The name of the variable for the value, if `name` is that for a file with it. `a__FILE` is not: it
/// represents the key `a_FILE`.
pub(crate) fn of_value(name: &str) -> Option<&str> {
    name.strip_suffix(FILE).filter(|value| !value.is_empty() && !value.ends_with('_'))
}

fn variable(key: &str) -> String {
    key.replace('_', "__").replace('.', "_")
}

pub(super) fn read(
    text: &str,
    vocabulary: &dyn Vocabulary,
    mut resolver: Option<&mut dyn Resolver>,
) -> Reading {
    let mut states = Vec::new();
    let mut faults = Vec::new();
    for (line, text) in lines(text) {
        let location = Location::new(line, 1);
        let resolver = resolver.as_mut().map(|resolver| &mut **resolver as &mut dyn Resolver);
        match state(location, text, vocabulary, resolver) {
            Ok(found) => states.extend(found),
            Err(Unresolved { problem, hint }) => {
                faults.push(FormatError { hint, ..FormatError::new(location, problem) });
            }
        }
    }
    Reading { states, faults }
}

pub(super) fn write(properties: &[(&str, &str)]) -> Result<String, Vec<Unwritable>> {
    let refuse = |(key, _): &(&str, &str)| {
        let refusal = |reason| Unwritable { key: (*key).to_owned(), format: "env", reason };
        if ["..", "._", "_.", "__"].iter().any(|pair| key.contains(pair)) {
            Some(refusal(
                "dots and `_` next to each other cannot be written in the name of a variable",
            ))
        } else if of_value(&variable(key)).is_some() {
            Some(refusal("a variable whose name ends in `_FILE` names a file with the value"))
        } else {
            None
        }
    };
    let refused: Vec<_> = properties.iter().filter_map(refuse).collect();
    if !refused.is_empty() {
        return Err(refused);
    }
    let line = |(key, value): &(&str, &str)| {
        format!("{PREFIX}{}={}\n", variable(key), shlex::quote(value))
    };
    Ok(properties.iter().map(line).collect())
}

/// Variables with another prefix are not ours.
fn state(
    location: Location,
    line: &str,
    vocabulary: &dyn Vocabulary,
    resolver: Option<&mut dyn Resolver>,
) -> Result<Option<DesiredState>, Unresolved> {
    let line = line.strip_prefix("export ").unwrap_or(line);
    let Some(rest) = line.trim_start().strip_prefix(PREFIX) else { return Ok(None) };
    let words = shlex::split(rest).map_err(|open| open.message)?;
    let [word] = &*words else { return Err("quote the value: it contains spaces".into()) };
    let (name, value) = word.split_once('=').ok_or("`=` and a value are missing after the name")?;
    let of_file = of_value(name).zip(resolver);
    let value_name = of_file.as_ref().map_or(name, |(value, _)| value);
    let key = key(PREFIX, value_name, vocabulary).map_err(|ambiguous| ambiguous.to_string())?;
    let value = match of_file {
        Some((_, resolver)) => {
            let found = resolver.resolve(&Reference::File(value.to_owned()), &key, Extent::Whole);
            found.map_err(|failed| failed.of(&key))?
        }
        None => value.to_owned(),
    };
    plain(location, &key, value).map(Some).map_err(|fault| fault.problem.into())
}

/// The lines of a text with their numbers, comments and empty lines left out; one with an open quote
/// goes on in the next.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let (mut start, mut first, mut number) = (0, 1, 1);
    let (mut quote, mut escaped, mut comment) = (None, false, false);
    for (at, found) in text.char_indices() {
        comment =
            comment || (found == '#' && text.get(start..at).unwrap_or_default().trim().is_empty());
        match found {
            '\n' if comment || quote.is_none() && !escaped => {
                lines.push((first, text.get(start..at).unwrap_or_default()));
                (start, first, comment) = (at + 1, number + 1, false);
            }
            _ if comment => {}
            _ if escaped => escaped = false,
            '\\' => escaped = quote != Some('\''),
            '\'' | '"' if quote.is_none() => quote = Some(found),
            _ if quote == Some(found) => quote = None,
            _ => {}
        }
        number += usize::from(found == '\n');
    }
    lines.push((first, text.get(start..).unwrap_or_default()));
    lines.retain(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    lines
}
