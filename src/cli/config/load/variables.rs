//! Properties from environment variables, for `config load --env`.

use std::ffi::OsString;

use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::environment;
use crate::cli::session::store::Target;
use crate::cli::session::validation::Force;
use crate::cli::session::validation::Guard;
use crate::formats::env;
use crate::model::InvalidValue;
use crate::model::Profile;
use crate::schema::Schema;

/// Sets a property for each variable whose name begins with `prefix`: all or none.
pub(crate) fn load(
    app: &mut App,
    target: &Target,
    prefix: &str,
    force: Force,
) -> Result<Exit, Failure> {
    let variables = environment::variables(prefix);
    let schema = app.schema()?;
    let mut guard = Guard::with(schema, force);
    target.change(app, |configuration, profile| {
        let profile = configuration.profile_or_new(profile);
        let outcomes = variables.iter().map(|variable| {
            let name = variable.0.to_string_lossy().into_owned();
            assign(profile, variable, prefix, schema, &mut guard)
                .map_err(|failure| failure.at(format!("environment variable {name}")))
        });
        Failure::all(outcomes.filter_map(Result::err).collect())
    })?;
    guard.tell(app);
    Ok(Exit::Done)
}

fn assign(
    profile: &mut Profile,
    (name, value): &(OsString, OsString),
    prefix: &str,
    schema: Schema,
    guard: &mut Guard,
) -> Result<(), Failure> {
    let name = name.to_string_lossy();
    let rest = name.strip_prefix(prefix).unwrap_or_default();
    if rest.is_empty() {
        return Err(Failure::NoName);
    }
    let key = env::key(prefix, rest, &schema)?;
    schema.check_name(&key)?;
    let value = value
        .to_str()
        .ok_or_else(|| Failure::Value { key: key.clone(), source: InvalidValue::Encoding })?;
    guard.assign(profile, &key, value.to_owned())
}
