//! One file: what it wants, what is wrong with its text, and which findings its comments silence.

use std::collections::HashSet;
use std::path::Path;

use super::ignores::Ignores;
use crate::cli::answers::LocatedFinding;
use crate::cli::error::CommandError;
use crate::cli::session::desired_state::Document;
use crate::cli::session::desired_state::Place;
use crate::cli::terminal::input::Input;
use crate::formats::DesiredState;
use crate::formats::DesiredValue;
use crate::formats::Extent;
use crate::formats::Format;
use crate::formats::Reading;
use crate::formats::Reference;
use crate::formats::Resolver;
use crate::formats::Unresolved;
use crate::model::Location;
use crate::model::is_internal;
use crate::schema::Finding;
use crate::schema::Schema;
use crate::store::xml::XmlError;
use crate::store::xml::listing;
use crate::store::xml::listing::ListedProperty;

/// The ending of a store's name, as in `config.xml`.
const STORE: &str = "xml";

/// How the text of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Properties(Format),
    Store,
}

/// What is in a file.
pub(super) struct ReadFile {
    pub(super) document: Document,
    pub(super) faults: Vec<LocatedFinding>,
    pub(super) ignores: Ignores,
}

/// How a file is read, by the end of its name.
pub(super) fn kind(path: &Path) -> Option<Kind> {
    let is_store = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(STORE));
    if is_store { Some(Kind::Store) } else { Format::of_path(path).map(Kind::Properties) }
}

pub(super) fn read(path: &Path, schema: Schema) -> Result<ReadFile, CommandError> {
    let input = Input::File(path.to_owned());
    let name = input.name();
    let kind = kind(path).ok_or_else(|| CommandError::NoKind { name: name.clone() })?;
    let failed = |source| CommandError::Input { name: name.clone(), source };
    let bytes = input.bytes().map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes);
    let ignores = Ignores::of(&name, &text);
    let mut withheld = Withheld::default();
    let (states, faults) = match kind {
        Kind::Store => match listing::list(&bytes) {
            Ok(listed) => (listed.into_iter().filter_map(state).collect(), Vec::new()),
            Err(error) => (Vec::new(), vec![of_xml(&name, &error)]),
        },
        Kind::Properties(format) => {
            let text = input.read_as_it_is()?;
            let text = if format == Format::Omero { only_wishes(&text) } else { text };
            let Reading { states, faults } =
                format.read_with_references(&text, &schema, &mut withheld);
            let faults = faults.into_iter().map(|fault| {
                let place = Place { file: name.clone(), location: fault.location };
                super::of_failure(place, &CommandError::from(fault))
            });
            (states, faults.collect())
        }
    };
    let document = Document { name, states, referenced: withheld.keys };
    Ok(ReadFile { document, faults, ignores })
}

fn state(ListedProperty { key, value, location }: ListedProperty) -> Option<DesiredState> {
    let location = location.unwrap_or(Location::START);
    let value = DesiredValue::Text(value);
    (!is_internal(&key)).then_some(DesiredState { location, key, value })
}

fn of_xml(name: &str, error: &XmlError) -> LocatedFinding {
    LocatedFinding {
        file: name.to_owned(),
        location: error.location,
        finding: Finding::of_text(error.problem.to_string(), String::new()),
    }
}

/// A script without the lines that do other things than set properties, such as `certificates` or
/// `config drop default`. Each line keeps its number.
fn only_wishes(script: &str) -> String {
    let is_wish = |line: &str| {
        let mut words = line.split_whitespace();
        let verb = (words.next(), words.next());
        matches!(verb, (Some("config"), Some("set" | "append" | "remove")))
    };
    script
        .lines()
        .map(|line| if is_wish(line) { format!("{line}\n") } else { "\n".to_owned() })
        .collect()
}

/// Gives nothing for references: the files and variables are those of another machine.
#[derive(Default)]
struct Withheld {
    /// The properties with values from references.
    keys: HashSet<String>,
}

impl Resolver for Withheld {
    fn resolve(&mut self, _: &Reference, key: &str, _: Extent) -> Result<String, Unresolved> {
        self.keys.insert(key.to_owned());
        Ok("withheld".to_owned())
    }
}
