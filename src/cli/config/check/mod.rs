//! `config check`.

mod explain;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::facts;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::terminal::findings::Report;
use crate::model::Configuration;
use crate::model::InvalidValue;
use crate::model::Profile;
use crate::model::PropertyValue;
use crate::schema::Facts;
use crate::schema::Finding;
use crate::schema::Schema;
use crate::schema::Severity;
use crate::schema::Step;

/// A fix can uncover what another can mend; so often it is tried again.
const MOST_ROUNDS: usize = 5;

/// Look for mistakes in the whole configuration
///
/// Checks every value and how the properties fit together, in the profile that is active or that
/// `OMERO_CONFIG` names. For each finding it says why it matters and, where possible, which command mends
/// it. The exit code is 1 if there are errors.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Look for mistakes" => "omero config check",
    "What a rule means" => "omero config check --explain R06",
    "Mend what can be mended without a decision" => "omero config check --fix",
])]
pub(crate) struct Check {
    /// Apply the fixes that cannot change what works, all or none
    #[arg(long)]
    fix: bool,
    /// Show a JSON list of the findings
    #[arg(long)]
    json: bool,
    /// Take warnings for errors: exit with 1
    #[arg(long)]
    strict: bool,
    /// Say what a rule means, such as R06, instead of checking
    #[arg(long, value_name = "RULE", conflicts_with_all = ["fix", "json", "strict"])]
    explain: Option<String>,
}

impl Check {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if let Some(rule) = &self.explain {
            return Self::explain(session, rule);
        }
        let selected = &*session.selected_store()?;
        let schema = session.schema()?;
        session.may_be_long();
        // The rights of the file are looked at, too.
        selected.flushed(session)?;
        let mut report = look(session, selected, schema)?;
        if self.fix && report.has_safe_fixes() {
            let fixed = fix(session, selected, schema)?;
            report = look(session, selected, schema)?;
            for line in fixed.iter().map(|found| report.fixed(found)) {
                if self.json {
                    session.printer.remark(line);
                } else {
                    session.printer.answer(line)?;
                }
            }
        }
        let show = if self.json { Report::show_as_json } else { Report::show };
        show(&report, &mut session.printer)?;
        let worst = if self.strict { Severity::Warning } else { Severity::Error };
        Ok(if report.has(worst) { Exit::Refused } else { Exit::Done })
    }

    fn explain(session: &mut Session, rule: &str) -> Result<Exit, CommandError> {
        if session.names_profile() {
            let problem = "--profile has no meaning for `config check --explain`";
            return Err(CommandError::CommandLine(problem.to_owned()));
        }
        explain::run(session, rule)
    }
}

/// Checks the profile as it is now.
fn look(
    session: &mut Session,
    selected: &SelectedStore,
    schema: Schema,
) -> Result<Report, CommandError> {
    let configuration = selected.read(session)?;
    let name = selected.profile(&configuration).to_owned();
    let profile = selected.find_named(&configuration)?;
    let facts = facts::of(session, selected, &schema.paths(profile));
    Ok(Report::of_profile(name, selected.command(session), schema.findings(profile, &facts)))
}

/// Applies all safe fixes in one transaction and tells which.
fn fix(
    session: &mut Session,
    selected: &SelectedStore,
    schema: Schema,
) -> Result<Vec<Finding>, CommandError> {
    session.note_command("config check --fix", [""; 0]);
    selected.change(session, |configuration, profile| {
        let mut fixed = Vec::new();
        for _ in 0..MOST_ROUNDS {
            let before = fixed.len();
            apply_all(configuration, profile, schema, &mut fixed)?;
            if fixed.len() == before {
                break;
            }
        }
        Ok(fixed)
    })
}

fn apply_all(
    configuration: &mut Configuration,
    profile: &str,
    schema: Schema,
    fixed: &mut Vec<Finding>,
) -> Result<(), CommandError> {
    let Some(profile) = configuration.profile_mut(profile) else { return Ok(()) };
    for found in schema.findings(Some(profile), &Facts::default()) {
        let Some(fix) = found.safe_fix() else { continue };
        let mut changes = false;
        for step in &fix.steps {
            changes |= apply(profile, step)?;
        }
        if changes {
            fixed.push(found);
        }
    }
    Ok(())
}

fn apply(profile: &mut Profile, step: &Step) -> Result<bool, CommandError> {
    match step {
        Step::Unset { key } => Ok(profile.remove(key)),
        Step::Set { key, value } => {
            let legal = profile.admit(key)?;
            let refused = |source: InvalidValue| CommandError::Value { key: key.clone(), source };
            let value = PropertyValue::try_from(value.clone()).map_err(refused)?;
            Ok(profile.set(&legal, &value))
        }
        // No safe fix has these.
        Step::Append { .. } | Step::Shell(_) => Ok(false),
    }
}
