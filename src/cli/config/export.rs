//! `config export`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::names::KeyPatterns;
use crate::cli::session::secrets_options::SecretsOptions;
use crate::formats::Format;
use crate::model::Profile;
use crate::model::PropertyKey;
use crate::python::Json;
use crate::schema;
use crate::schema::Schema;
use crate::schema::Secrets;
use crate::schema::User;

/// Write the properties in another format
///
/// `omero config apply` reads the output back to the same values. Passwords are written in plain text,
/// except on a terminal, where they are shown as asterisks. An `omero` script cannot hold values with
/// line breaks, and an `env` variable cannot hold names with dots and `_` next to each other; such
/// properties are refused.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "In YAML, which people and `apply` can read" => "omero config export --format yaml",
    "Only the properties of OMERO.web" => "omero config export --format yaml 'omero.web.*'",
    "One profile, to a file" => "omero config export --profile test --format json > test.json",
])]
pub(crate) struct Export {
    /// Only the properties that match, such as 'omero.web.*'
    #[arg(value_name = "PATTERN")]
    patterns: Vec<OsString>,
    /// json, yaml, toml, properties, omero (for `omero load`) or env (as for the images of OMERO)
    #[arg(long)]
    format: Format,
    /// Also write the properties that are not set, with the defaults of the release
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    secrets: SecretsOptions,
    /// Write the values after the change with this number (see `config log`)
    #[arg(long, value_name = "NUMBER")]
    at: Option<u64>,
}

impl Export {
    fn secrets(&self, session: &Session) -> Secrets {
        match session.printer.user() {
            User::AtTerminal => self.secrets.secrets(),
            User::Script => Secrets::Shown,
        }
    }

    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let configuration = selected.read_at(session, self.at)?;
        let listed = selected.find_named(&configuration)?.into_iter().flat_map(Profile::listed);
        let mut values: BTreeMap<&str, Cow<str>> =
            listed.map(|property| (&*property.key, (&*property.value).into())).collect();
        values.retain(|key, _| {
            let legal = key.parse::<PropertyKey>().is_ok();
            if !legal {
                session
                    .printer
                    .warning(format_args!("{key:?} is left out: it is not a valid property name"));
            }
            legal
        });
        if self.all {
            add_defaults(&mut values, session.schema()?);
        }
        let patterns = KeyPatterns::of(&self.patterns)?;
        values.retain(|key, _| patterns.matches(key));
        patterns.must_match(values.len())?;
        if self.secrets(session) == Secrets::Masked {
            mask(session, &mut values);
        }
        let schema = session.schema()?;
        let has_types = self.format.has_types();
        let typed = |key: &str, text: &str| {
            if has_types { schema.typed_value(key, text) } else { Json::text(text) }
        };
        let pairs: Vec<_> = values.iter().map(|(key, text)| (*key, typed(key, text))).collect();
        match self.format.write_typed(&pairs) {
            Ok(text) => session.printer.write_as_is(text).map(|()| Exit::Done),
            Err(refused) => {
                let failures = refused.into_iter().map(CommandError::from).collect();
                CommandError::all(failures).map(|()| Exit::Refused)
            }
        }
    }
}

/// On a terminal another person can read them, and a recording keeps them.
fn mask(session: &mut Session, values: &mut BTreeMap<&str, Cow<'_, str>>) {
    let mut has_secret = false;
    for (key, value) in values {
        let shown = schema::shown(key, value).into_owned();
        has_secret |= shown != *value;
        *value = shown.into();
    }
    if has_secret {
        session.printer.hint(
            "secrets are shown as asterisks on a terminal; a file or a pipe receives them, and \
             --show-password shows them",
        );
    }
}

fn add_defaults(values: &mut BTreeMap<&str, Cow<'_, str>>, schema: Schema) {
    for key in schema.keys() {
        if let Some(default) = schema.stored_default(key).filter(|_| !values.contains_key(key)) {
            values.insert(key, default.into());
        }
    }
}
