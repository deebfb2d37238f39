//! Properties from environment variables, for `config load --env`.

use std::ffi::OsString;
use std::path::Path;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::environment;
use crate::cli::session::references::ReferenceOptions;
use crate::cli::session::references::References;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::ValidationOptions;
use crate::formats::Extent;
use crate::formats::Unresolved;
use crate::formats::Vocabulary;
use crate::formats::env;
use crate::formats::env::InvalidVariable;
use crate::model::InvalidValue;
use crate::model::Profile;
use crate::schema::Schema;

/// A variable whose name begins with the prefix.
struct Variable<'names> {
    name: String,
    /// The name without the prefix and without the end that says that the value is in a file.
    property: String,
    value: Value,
    prefix: &'names str,
}

enum Value {
    Given(OsString),
    /// What was read from the file that the variable names, if it can be read.
    InFile(Option<Result<String, Unresolved>>),
}

/// Sets a property for each variable whose name begins with `prefix`: all or none.
pub(crate) fn load(
    session: &mut Session,
    selected: &SelectedStore,
    prefix: &str,
    force: ValidationOptions,
) -> Result<Exit, CommandError> {
    session.note_command_with_files("config load --env", [""; 0]);
    let schema = session.schema()?;
    let mut references = References::new(session, ReferenceOptions::default())?;
    let variables = environment::variables(prefix).into_iter();
    let variables: Vec<_> = variables
        .map(|variable| Variable::new(variable, prefix, schema, &mut references))
        .collect();
    let mut validation = Validation::with(schema, force);
    let key_of = if validation.is_asked() { env::key_of_variable } else { plain_key };
    selected.change(session, |configuration, profile| {
        let profile = configuration.profile_or_new(profile);
        let outcomes = variables.iter().map(|variable| {
            check_once(variable, &variables)
                .and_then(|()| variable.assign(profile, schema, key_of, &mut validation))
                .map_err(|failure| failure.at(format!("environment variable {}", variable.name)))
        });
        CommandError::all(outcomes.filter_map(Result::err).collect())
    })?;
    validation.tell(session);
    Ok(Exit::Done)
}

/// How the key of a variable is found.
type KeyOf = fn(&str, &str, &dyn Vocabulary) -> Result<String, InvalidVariable>;

/// As the images find it.
fn plain_key(
    prefix: &str,
    property: &str,
    vocabulary: &dyn Vocabulary,
) -> Result<String, InvalidVariable> {
    Ok(env::key(prefix, property, vocabulary)?)
}

/// A value is given, or it is in a file.
fn check_once(variable: &Variable<'_>, all: &[Variable<'_>]) -> Result<(), CommandError> {
    let Value::InFile(_) = variable.value else { return Ok(()) };
    let other = all.iter().find(|other| {
        other.property == variable.property && matches!(other.value, Value::Given(_))
    });
    match other {
        Some(other) => {
            Err(CommandError::SetTwice { names: [&other.name, &variable.name].map(Clone::clone) })
        }
        None => Ok(()),
    }
}

impl<'names> Variable<'names> {
    fn new(
        (name, value): (OsString, OsString),
        prefix: &'names str,
        schema: Schema,
        references: &mut References<'_>,
    ) -> Self {
        let name = name.to_string_lossy().into_owned();
        let rest = name.strip_prefix(prefix).unwrap_or_default();
        let (property, value) = match env::of_value(rest) {
            None => (rest.to_owned(), Value::Given(value)),
            Some(property) => {
                let key = env::key(prefix, property, &schema).ok();
                let content =
                    key.map(|key| references.file(Path::new(&value), &key, Extent::Whole));
                (property.to_owned(), Value::InFile(content))
            }
        };
        Self { name, property, value, prefix }
    }

    fn assign(
        &self,
        profile: &mut Profile,
        schema: Schema,
        key_of: KeyOf,
        validation: &mut Validation,
    ) -> Result<(), CommandError> {
        if self.property.is_empty() {
            return Err(CommandError::NoName);
        }
        let key = key_of(self.prefix, &self.property, &schema)?;
        schema.check_name(&key)?;
        let value = match &self.value {
            Value::Given(value) => value.to_str().ok_or_else(|| CommandError::Value {
                key: key.clone(),
                source: InvalidValue::Encoding,
            })?,
            Value::InFile(Some(Ok(content))) => content,
            Value::InFile(Some(Err(failed))) => return Err(failed.clone().into()),
            Value::InFile(None) => return Err(CommandError::NoName),
        };
        validation.assign(profile, &key, value.to_owned())
    }
}
