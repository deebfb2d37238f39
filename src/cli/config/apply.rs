//! `config apply`.

use std::rc::Rc;

use clap::Args;
use clap::builder::OsStringValueParser;
use clap::builder::TypedValueParser;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::desired_state;
use crate::cli::session::desired_state::Document;
use crate::cli::session::desired_state::Documents;
use crate::cli::session::desired_state::Others;
use crate::cli::session::store::Target;
use crate::cli::session::validation::Force;
use crate::cli::session::validation::Guard;
use crate::cli::terminal::changes;
use crate::cli::terminal::changes::Form;
use crate::cli::terminal::input::Input;
use crate::formats::Format;
use crate::model::Change;
use crate::model::Configuration;
use crate::schema::Schema;

/// Make the properties what files say
///
/// The files are JSON, YAML, TOML, Java properties, `.omero` scripts or environment variables; later ones
/// win. Names stand in full (`omero.web.debug`) or as objects inside one another. Values can have
/// types: they are stored as the property wants them. `null` removes a property. `KEY@contains` and
/// `KEY@lacks` with a list make sure that a list has, or does not have, these elements; a list that is
/// not set begins with its default.
///
/// Everything is checked before anything is changed, and all is changed in one step. Once more, the same
/// files change nothing.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "What would change; exits with 3 if something would" => "omero config apply --check --diff site.yaml",
    "Make it so" => "omero config apply site.yaml",
    "Remove what no file names, but for the database" => "omero config apply --prune --keep 'omero.db.*' site.yaml",
])]
pub(crate) struct Apply {
    /// Files to read; `-` is standard input
    #[arg(value_name = "FILE", value_parser = OsStringValueParser::new().map(Input::named), required = true)]
    files: Vec<Input>,
    /// Format of all files [default: by the end of the name]
    #[arg(long)]
    format: Option<Format>,
    /// Remove the properties that no file names
    #[arg(long)]
    prune: bool,
    /// Properties that --prune leaves alone, such as 'omero.db.*'
    #[arg(long, value_name = "PATTERN", requires = "prune")]
    keep: Vec<glob::Pattern>,
    /// Change nothing; exit with 3 if something would change
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    report: Report,
    #[command(flatten)]
    force: Force,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct Report {
    /// Show what changes
    #[arg(long)]
    diff: bool,
    /// Show what changes as JSON
    #[arg(long)]
    json: bool,
}

/// What the files want, and of which profile.
struct Plan<'apply> {
    documents: Vec<Document>,
    others: Others<'apply>,
    schema: Schema,
}

impl Apply {
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let schema = app.schema()?;
        let Documents { readable, failures } =
            desired_state::read(&self.files, self.format, schema);
        let plan = Plan {
            documents: readable,
            others: if self.prune { Others::Go(&self.keep) } else { Others::Stay },
            schema,
        };
        let mut guard = Guard::with(schema, self.force);
        if !failures.is_empty() {
            return Err(plan.failure(app, target, &mut guard, failures));
        }
        let changes = if self.check {
            let mut configuration = Rc::unwrap_or_clone(target.read(app)?);
            let profile = target.profile(&configuration).to_owned();
            plan.realize(&mut configuration, &profile, &mut guard)?
        } else {
            target.change(app, |configuration, profile| {
                plan.realize(configuration, profile, &mut guard)
            })?
        };
        guard.tell(app);
        self.report.show(app, &changes)?;
        let would_change = self.check && !changes.is_empty();
        Ok(if would_change { Exit::WouldChange } else { Exit::Done })
    }
}

impl Report {
    fn show(&self, app: &mut App, changes: &[Change]) -> Result<(), Failure> {
        match self {
            Self { json: true, .. } => changes::show(app, changes, Form::Json),
            Self { diff: true, .. } => changes::show(app, changes, Form::Lines),
            Self { .. } => Ok(()),
        }
    }
}

impl Plan<'_> {
    /// What is wrong with the files, and with what those want that can be read.
    fn failure(
        &self,
        app: &mut App,
        target: &Target,
        guard: &mut Guard,
        mut failures: Vec<Failure>,
    ) -> Failure {
        // A store that can't be read is told when the files are right.
        if let Ok(configuration) = target.read(app) {
            let mut configuration = Rc::unwrap_or_clone(configuration);
            let profile = target.profile(&configuration).to_owned();
            failures.extend(self.realize(&mut configuration, &profile, guard).err());
        }
        Failure::Several(failures)
    }

    fn realize(
        &self,
        configuration: &mut Configuration,
        profile: &str,
        guard: &mut Guard,
    ) -> Result<Vec<Change>, Failure> {
        let before = configuration.profile(profile).cloned();
        desired_state::realize(
            configuration,
            profile,
            &self.documents,
            &self.others,
            self.schema,
            guard,
        )?;
        Ok(changes::between_profiles(before.as_ref(), configuration.profile(profile)))
    }
}
