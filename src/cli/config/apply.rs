//! `config apply`.

use std::rc::Rc;

use clap::Args;
use clap::builder::OsStringValueParser;
use clap::builder::TypedValueParser;

use crate::cli::answers::Changes;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::desired_state;
use crate::cli::session::desired_state::Document;
use crate::cli::session::desired_state::Documents;
use crate::cli::session::desired_state::Others;
use crate::cli::session::references::ReferenceOptions;
use crate::cli::session::references::References;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::unknown_names::Outcome;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::ValidationOptions;
use crate::cli::terminal::changes;
use crate::cli::terminal::input::Input;
use crate::formats::Format;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::property_changes;
use crate::schema::Schema;
use crate::schema::ShownChange;

/// Make the configuration match files
///
/// Reads JSON, YAML, TOML, Java properties, `.omero` scripts or environment variables; a later file
/// overrides an earlier one. Write full names (`omero.web.debug`) or nested objects. Values can have
/// types: a list or a boolean is stored as text in the form that the property requires. `null` removes a
/// property. `KEY@contains` and `KEY@lacks` take a list of elements that the property must contain or
/// must not contain; if the property is not set, its default is the starting point.
///
/// A value can come from elsewhere: `{"$file": PATH}`, `{"$env": NAME}`, `{"$credential": NAME}` for a
/// systemd credential, or `{"$command": [PROGRAM, ARGUMENT...]}` with --allow-commands. YAML also has
/// tags: `!file PATH`. If a value is itself an object of this form, write it as `{"$literal": {...}}`.
///
/// All values are checked before anything is changed, and all changes are made in one step. Applying the
/// same files again changes nothing.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Show what would change; exits with 3 if anything would" => "omero config apply --check --diff site.yaml",
    "Apply the changes" => "omero config apply site.yaml",
    "Also remove properties that are not in the file, except those of the database" => "omero \
                                                                                        config \
                                                                                        apply \
                                                                                        --prune \
                                                                                        --keep \
                                                                                        'omero.db.*' \
                                                                                        site.yaml",
])]
pub(crate) struct Apply {
    /// Files to read; `-` is standard input
    #[arg(value_name = "FILE", value_parser = OsStringValueParser::new().map(Input::named), required = true)]
    files: Vec<Input>,
    /// Format of all files [default: from the file name extension]
    #[arg(long)]
    format: Option<Format>,
    /// Remove all properties that are not in the files
    #[arg(long)]
    prune: bool,
    /// Properties that --prune does not remove, such as 'omero.db.*'
    #[arg(long, value_name = "PATTERN", requires = "prune")]
    keep: Vec<glob::Pattern>,
    /// Change nothing; exit with 3 if something would change
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    report: Report,
    #[command(flatten)]
    references: ReferenceOptions,
    #[command(flatten)]
    force: ValidationOptions,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct Report {
    /// Show the changes
    #[arg(long)]
    diff: bool,
    /// Show the changes as JSON
    #[arg(long)]
    json: bool,
}

/// What the files require, and for which profile.
struct Plan<'apply> {
    documents: Vec<Document>,
    others: Others<'apply>,
    schema: Schema,
}

impl Apply {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let schema = session.schema()?;
        let mut references = References::new(session, self.references)?;
        let Documents { readable, failures } =
            desired_state::read(&self.files, self.format, schema, &mut references);
        session.note_command_with_files("config apply", self.files.iter().map(Input::name));
        let plan = Plan {
            documents: readable,
            others: if self.prune { Others::Go(&self.keep) } else { Others::Stay },
            schema,
        };
        let mut validation = Validation::with(schema, self.force);
        if !failures.is_empty() {
            return Err(plan.failure(session, selected, &mut validation, failures));
        }
        let changes = if self.check {
            let mut configuration = Rc::unwrap_or_clone(selected.read(session)?);
            let profile = selected.profile(&configuration).to_owned();
            plan.realize(&mut configuration, &profile, &mut validation)?
        } else {
            selected.change(session, |configuration, profile| {
                plan.realize(configuration, profile, &mut validation)
            })?
        };
        if self.check {
            validation.ended(Outcome::Planned);
        }
        validation.tell(session);
        self.report.show(session, desired_state::shown(&changes, &plan.documents))?;
        let would_change = self.check && !changes.is_empty();
        Ok(if would_change { Exit::WouldChange } else { Exit::Done })
    }
}

impl Report {
    fn show(
        &self,
        session: &mut Session,
        changes: Vec<ShownChange<'_>>,
    ) -> Result<(), CommandError> {
        match self {
            Self { json: true, .. } => session.printer.json(&Changes::new(changes)),
            Self { diff: true, .. } => changes::show(&mut session.printer, changes),
            Self { .. } => Ok(()),
        }
    }
}

impl Plan<'_> {
    /// The errors in the files, and in the requirements of those that can be read.
    fn failure(
        &self,
        session: &mut Session,
        selected: &SelectedStore,
        validation: &mut Validation,
        mut failures: Vec<CommandError>,
    ) -> CommandError {
        // A store that cannot be read is reported if the files are valid.
        if let Ok(configuration) = selected.read(session) {
            let mut configuration = Rc::unwrap_or_clone(configuration);
            let profile = selected.profile(&configuration).to_owned();
            failures.extend(self.realize(&mut configuration, &profile, validation).err());
        }
        CommandError::Several(failures)
    }

    fn realize(
        &self,
        configuration: &mut Configuration,
        profile: &str,
        validation: &mut Validation,
    ) -> Result<Vec<Change>, CommandError> {
        let before = configuration.profile(profile).cloned();
        desired_state::realize(
            configuration,
            profile,
            &self.documents,
            &self.others,
            self.schema,
            validation,
        )?;
        Ok(property_changes(before.as_ref(), configuration.profile(profile)))
    }
}
