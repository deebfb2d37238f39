//! `config check`.

pub(crate) mod explain;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::Target;
use crate::cli::terminal::findings::Form;
use crate::cli::terminal::findings::Report;
use crate::cli::terminal::findings::safe_fix;
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
    pub(crate) explain: Option<String>,
}

impl Check {
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let schema = app.schema()?;
        app.may_be_long();
        // The rights of the file are looked at, too.
        target.settled(app)?;
        let form = if self.json { Form::Json } else { Form::People };
        let mut report = Report::new(app, target, schema)?;
        if self.fix && report.has_safe_fixes() {
            let fixed = fix(app, target, schema)?;
            report = Report::new(app, target, schema)?;
            report.tell_fixed(app, &fixed, form)?;
        }
        report.tell(app, form)?;
        let worst = if self.strict { Severity::Warning } else { Severity::Error };
        Ok(if report.has(worst) { Exit::Refused } else { Exit::Done })
    }
}

/// Applies all safe fixes in one transaction and tells which.
fn fix(app: &mut App, target: &Target, schema: Schema) -> Result<Vec<Finding>, Failure> {
    target.change(app, |configuration, profile| {
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
) -> Result<(), Failure> {
    let Some(profile) = configuration.profile_mut(profile) else { return Ok(()) };
    for found in schema.findings(Some(profile), &Facts::default()) {
        let Some(fix) = safe_fix(&found) else { continue };
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

fn apply(profile: &mut Profile, step: &Step) -> Result<bool, Failure> {
    match step {
        Step::Unset { key } => Ok(profile.remove(key)),
        Step::Set { key, value } => {
            let legal = profile.admit(key)?;
            let refused = |source: InvalidValue| Failure::Value { key: key.clone(), source };
            let value = PropertyValue::try_from(value.clone()).map_err(refused)?;
            Ok(profile.set(&legal, &value))
        }
        // No safe fix has these.
        Step::Append { .. } | Step::Shell(_) => Ok(false),
    }
}
