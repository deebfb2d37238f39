//! `config append`.

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
use crate::model::Repeats;
use crate::python::Json;
use crate::schema::Elements;
use crate::schema::Schema;
use crate::schema::shown;

/// Append an element to a list
///
/// The value of the property must be a JSON list. If the property is not set, the list starts empty; for
/// an `omero.web.*` property it starts with the default of OMERO.web.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Add a web application" => r#"omero config append omero.web.apps '"omero_figure"'"#,
    "Only if it is missing, and print what was changed" => r#"omero config append --set --report omero.web.apps '"omero_figure"'"#,
])]
pub(crate) struct Append {
    /// Property that holds the list
    key: OsString,
    /// Element to append, in JSON: '"text"', 5, '["a", 1]'
    #[arg(value_name = "VALUE")]
    element: OsString,
    /// Append only if the element is not in the list yet
    #[arg(long)]
    set: bool,
    /// Print what was changed
    #[arg(long)]
    report: bool,
    #[command(flatten)]
    force: ValidationOptions,
}

impl Append {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let key = crate::cli::session::names::key(&self.key);
        session.note_command("config append", [&key]);
        let schema = session.schema_for(&key)?;
        let mut validation = Validation::of_list(session, schema, self.force);
        let appended = selected.edit(session, |configuration, profile| {
            self.append(configuration, profile, &key, schema, &mut validation)
        });
        validation.leave(session);
        let appended = appended?;
        validation.ended(if appended { Outcome::Changed } else { Outcome::Unchanged });
        validation.tell(session);
        if appended && self.report {
            let value = self.element.to_string_lossy();
            let shown = shown(&key, &value);
            session.printer.answer(format_args!("Changed: Appended {key}:{shown}"))?;
        }
        Ok(Exit::Done)
    }

    fn append(
        &self,
        configuration: &Configuration,
        profile: &str,
        key: &str,
        schema: Schema,
        validation: &mut Validation,
    ) -> Result<Option<Edit>, CommandError> {
        let profile = configuration.profile(profile);
        let elements = [Json::text(&self.element.to_string_lossy())];
        if let Some(text) =
            list::between_separators(schema, profile, key, Elements::Contains(&elements))?
        {
            let (key, value) = validation.admit(profile, key, text)?;
            return Ok(Some(Edit::Set(key, value)));
        }
        let list = list::find(schema, profile, key)?.list;
        let element = element::of(key, &self.element)?;
        if self.set && list.contains(&element) {
            return Ok(None);
        }
        let change = ListChange::Append(element, self.repeats());
        list::edit(schema, profile, key, &list, change, validation).map(Some)
    }

    fn repeats(&self) -> Repeats {
        if self.set { Repeats::Skip } else { Repeats::Keep }
    }
}
