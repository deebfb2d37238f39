//! `config remove`.

use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::config::list;
use crate::cli::config::list::element;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::unknown_names::Outcome;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::ValidationOptions;
use crate::model::Configuration;
use crate::model::Edit;
use crate::model::ListChange;
use crate::python::Json;
use crate::schema::Elements;
use crate::schema::Schema;
use crate::schema::shown;

/// Remove an element from a list
///
/// Removes the first element that is equal; the list may become empty. If an `omero.web.*` property is
/// not set, the element is removed from the default of OMERO.web. To remove the whole property, use
/// `config unset KEY`.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Remove a web application" => r#"omero config remove omero.web.apps '"omero_iviewer"'"#,
    "A server" => r#"omero config remove omero.web.server_list '["omero.example.org", 4064]'"#,
])]
pub(crate) struct Remove {
    /// Property that holds the list
    key: OsString,
    /// Element to remove, in JSON: '"text"', 5, '["a", 1]'
    #[arg(value_name = "VALUE")]
    element: OsString,
    /// Print what was changed
    #[arg(long)]
    report: bool,
    #[command(flatten)]
    force: ValidationOptions,
}

impl Remove {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let key = crate::cli::session::names::key(&self.key);
        session.note_command("config remove", [&key]);
        let schema = session.schema_for(&key)?;
        let mut validation = Validation::of_list(session, schema, self.force);
        let removed = selected.edit(session, |configuration, profile| {
            self.remove(configuration, profile, &key, schema, &mut validation).map(Some)
        });
        validation.leave(session);
        removed?;
        validation.ended(Outcome::Changed);
        validation.tell(session);
        if self.report {
            let value = self.element.to_string_lossy();
            let shown = shown(&key, &value);
            session.printer.answer(format_args!("Changed: Removed {key}:{shown}"))?;
        }
        Ok(Exit::Done)
    }

    fn remove(
        &self,
        configuration: &Configuration,
        profile: &str,
        key: &str,
        schema: Schema,
        validation: &mut Validation,
    ) -> Result<Edit, CommandError> {
        let profile = configuration.profile(profile);
        let elements = [Json::text(&self.element.to_string_lossy())];
        if let Some(text) =
            list::between_separators(schema, profile, key, Elements::Lacks(&elements))?
        {
            let (key, value) = validation.admit(profile, key, text)?;
            return Ok(Edit::Set(key, value));
        }
        let found = list::find(schema, profile, key)?;
        if !found.is_there {
            return Err(CommandError::NotDefined { key: key.to_owned() });
        }
        let element = element::of(key, &self.element)?;
        if !found.list.contains(&element) {
            let typed = self.element.to_string_lossy();
            let element = shown(key, &typed).into_owned();
            return Err(CommandError::NoElement { key: key.to_owned(), element });
        }
        list::edit(schema, profile, key, &found.list, ListChange::Remove(element), validation)
    }
}
