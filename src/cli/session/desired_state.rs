//! Files with a desired state, and what they change in a profile.

use std::collections::HashMap;
use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use crate::cli::error::CommandError;
use crate::cli::session::references::References;
use crate::cli::session::validation::Validation;
use crate::cli::terminal::input::Input;
use crate::formats::DesiredState;
use crate::formats::DesiredValue;
use crate::formats::Format;
use crate::formats::Reading;
use crate::formats::Vocabulary;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::Location;
use crate::model::Profile;
use crate::model::is_internal;
use crate::schema::Elements;
use crate::schema::Schema;
use crate::schema::ShownChange;

/// A file that has been read.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) states: Vec<DesiredState>,
    /// Keys whose values come from references.
    pub(crate) referenced: HashSet<String>,
}

/// A place in one of several files. It is shown as `site.yaml:3:1`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) location: Location,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file, self.location)
    }
}

/// Changes as they may be shown: nothing of a value that comes from a reference.
pub(crate) fn shown<'change>(
    changes: &'change [Change],
    documents: &[Document],
) -> Vec<ShownChange<'change>> {
    let is_referenced = |key: &str| documents.iter().any(|it| it.referenced.contains(key));
    let shown = |change: &'change Change| {
        if is_referenced(&change.key) { ShownChange::of_secret(change) } else { change.into() }
    };
    changes.iter().map(shown).collect()
}

/// Files that have been read, each as far as it can be.
pub(crate) struct Documents {
    pub(crate) readable: Vec<Document>,
    /// What is wrong with them and with those that cannot be read.
    pub(crate) failures: Vec<CommandError>,
}

impl Documents {
    /// All of them, if nothing is wrong.
    pub(crate) fn complete(self) -> Result<Vec<Document>, CommandError> {
        CommandError::all(self.failures).map(|()| self.readable)
    }
}

/// What one property is to be, and where that was last said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DesiredProperty {
    pub(crate) key: String,
    /// None if it is to be unset.
    pub(crate) value: Option<String>,
    pub(crate) place: Place,
    /// Whether messages may quote the value.
    is_shown: bool,
    /// Whether it is the stored list with other elements.
    is_changed_list: bool,
}

/// Properties that no file names.
pub(crate) enum Others<'patterns> {
    Stay,
    /// They are removed, but for those that a pattern matches.
    Go(&'patterns [glob::Pattern]),
}

impl Vocabulary for Schema {
    fn is_property(&self, name: &str) -> bool {
        Self::find(*self, name).is_some()
    }

    fn takes_objects(&self, key: &str) -> bool {
        Self::takes_objects(*self, key)
    }

    fn is_section(&self, name: &str) -> bool {
        Self::is_section(*self, name)
    }

    fn find(&self, condition: &dyn Fn(&str) -> bool) -> Option<String> {
        self.keys().find(|key| condition(key)).map(str::to_owned)
    }
}

/// Reads files; all errors in them are reported together.
pub(crate) fn read(
    inputs: &[Input],
    format: Option<Format>,
    schema: Schema,
    references: &mut References<'_>,
) -> Documents {
    let mut all = Documents { readable: Vec::new(), failures: Vec::new() };
    for input in inputs {
        match reading(input, format, schema, references) {
            Ok(Reading { states, faults }) => {
                let name = input.name();
                let failures = faults.into_iter().map(|fault| {
                    let place = Place { file: name.clone(), location: fault.location };
                    CommandError::from(fault).at(place.to_string())
                });
                all.failures.extend(failures);
                all.readable.push(Document { name, states, referenced: references.leave() });
            }
            Err(failure) => all.failures.push(failure),
        }
    }
    all
}

fn reading(
    input: &Input,
    format: Option<Format>,
    schema: Schema,
    references: &mut References<'_>,
) -> Result<Reading, CommandError> {
    input.check().map_err(CommandError::CommandLine)?;
    let name = input.name();
    let by_name = || match input {
        Input::Standard => None,
        Input::File(path) | Input::Found(path) => Format::of_path(Path::new(path)),
    };
    let format = format.or_else(by_name).ok_or(CommandError::NoFormat { name })?;
    references.enter(input);
    Ok(format.read_with_references(&input.read_as_it_is()?, &schema, references))
}

/// What the properties of a profile are to be: of several states the later one begins with what the
/// earlier one left. Contradictions are reported separately.
pub(crate) fn of(
    documents: &[Document],
    schema: Schema,
    present: &HashMap<&str, &str>,
) -> (Vec<DesiredProperty>, Vec<(Place, CommandError)>) {
    let mut all: Vec<DesiredProperty> = Vec::new();
    let mut places = HashMap::<&str, usize>::new();
    let mut failures = Vec::new();
    for Document { name, states, referenced } in documents {
        for state in states {
            let place = Place { file: name.clone(), location: state.location };
            let known = places.get(&*state.key).copied();
            let before = match known.and_then(|at| all.get(at)) {
                Some(wanted) => wanted.value.as_deref(),
                None => present.get(&*state.key).copied(),
            };
            match fulfilled(state, schema, before) {
                Ok(value) => {
                    let is_shown = !referenced.contains(&state.key);
                    let begins_with_stored =
                        known.and_then(|at| all.get(at)).is_none_or(|it| it.is_changed_list);
                    let is_changed_list = begins_with_stored && state.value.is_list_change();
                    let key = state.key.clone();
                    let wanted = DesiredProperty { key, value, place, is_shown, is_changed_list };
                    match known.and_then(|at| all.get_mut(at)) {
                        Some(earlier) => *earlier = wanted,
                        None => {
                            places.insert(&state.key, all.len());
                            all.push(wanted);
                        }
                    }
                }
                Err(failure) => failures.push((place, failure)),
            }
        }
    }
    (all, failures)
}

/// The text that a state comes to for a property that has the value `before`; none if it is to be unset.
pub(crate) fn fulfilled(
    state: &DesiredState,
    schema: Schema,
    before: Option<&str>,
) -> Result<Option<String>, CommandError> {
    let key = &state.key;
    schema.check_name(key)?;
    let elements = match &state.value {
        DesiredValue::Unset => return Ok(None),
        DesiredValue::Text(text) => return Ok(Some(text.clone())),
        DesiredValue::Value(value) => {
            let text = schema.encode(key, value)?;
            // What is stored in another way is kept: the programs see the same value.
            let kept = before.filter(|before| schema.is_same(key, before, &text));
            return Ok(Some(kept.map_or(text, str::to_owned)));
        }
        DesiredValue::Contains(elements) => Elements::Contains(elements),
        DesiredValue::Lacks(elements) => Elements::Lacks(elements),
    };
    let changed = schema.with_elements(key, before, elements)?;
    Ok(changed.or_else(|| before.map(str::to_owned)))
}

/// Makes a profile match the documents. Everything that is refused is reported together.
pub(crate) fn realize(
    configuration: &mut Configuration,
    profile: &str,
    documents: &[Document],
    others: &Others<'_>,
    schema: Schema,
    validation: &mut Validation,
) -> Result<(), CommandError> {
    let present = configuration.profile(profile).map(Profile::values).unwrap_or_default();
    let (wanted, failures) = of(documents, schema, &present);
    let located = |(place, failure): (Place, CommandError)| failure.at(place.to_string());
    let mut failures: Vec<_> = failures.into_iter().map(located).collect();
    let is_there = configuration.profile(profile).is_some();
    if !is_there && failures.is_empty() && wanted.iter().all(|wanted| wanted.value.is_none()) {
        return Ok(());
    }
    let profile = configuration.profile_or_new(profile);
    for DesiredProperty { key, value, place, is_shown, is_changed_list } in &wanted {
        if let Some(value) = value {
            let outcome = if *is_changed_list {
                validation.assign_changed_list(profile, key, value.clone())
            } else {
                validation.assign(profile, key, value.clone())
            };
            let failure = outcome.err().map(|failure| {
                let failure = if *is_shown { failure } else { failure.without_value(schema) };
                failure.at(place.to_string())
            });
            failures.extend(failure);
        }
    }
    CommandError::all(failures)?;
    remove(profile, &wanted, others);
    Ok(())
}

/// Removes the properties that must be unset, and those that are not listed and not kept.
fn remove(profile: &mut Profile, wanted: &[DesiredProperty], others: &Others<'_>) {
    let named: HashMap<&str, bool> =
        wanted.iter().map(|wanted| (&*wanted.key, wanted.value.is_some())).collect();
    let stays = |key: &str| match (named.get(key), others) {
        (Some(&is_set), _) => is_set,
        (None, Others::Stay) => true,
        (None, Others::Go(kept)) => kept.iter().any(|pattern| pattern.matches(key)),
    };
    profile.remove_all(|key| !is_internal(key) && !stays(key));
}
