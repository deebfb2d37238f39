//! Properties from environment variables, for `config load --env`.

use std::ffi::OsString;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::environment;
use crate::cli::session::store::SelectedStore;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::ValidationOptions;
use crate::formats::env;
use crate::model::InvalidValue;
use crate::model::Profile;
use crate::schema::Schema;

/// Sets a property for each variable whose name begins with `prefix`: all or none.
pub(crate) fn load(
    session: &mut Session,
    selected: &SelectedStore,
    prefix: &str,
    force: ValidationOptions,
) -> Result<Exit, CommandError> {
    let variables = environment::variables(prefix);
    let schema = session.schema()?;
    let mut validation = Validation::with(schema, force);
    selected.change(session, |configuration, profile| {
        let profile = configuration.profile_or_new(profile);
        let outcomes = variables.iter().map(|variable| {
            let name = variable.0.to_string_lossy().into_owned();
            assign(profile, variable, prefix, schema, &mut validation)
                .map_err(|failure| failure.at(format!("environment variable {name}")))
        });
        CommandError::all(outcomes.filter_map(Result::err).collect())
    })?;
    validation.tell(session);
    Ok(Exit::Done)
}

fn assign(
    profile: &mut Profile,
    (name, value): &(OsString, OsString),
    prefix: &str,
    schema: Schema,
    validation: &mut Validation,
) -> Result<(), CommandError> {
    let name = name.to_string_lossy();
    let rest = name.strip_prefix(prefix).unwrap_or_default();
    if rest.is_empty() {
        return Err(CommandError::NoName);
    }
    let key = env::key(prefix, rest, &schema)?;
    schema.check_name(&key)?;
    let value = value
        .to_str()
        .ok_or_else(|| CommandError::Value { key: key.clone(), source: InvalidValue::Encoding })?;
    validation.assign(profile, &key, value.to_owned())
}
