//! `config check`.

mod explain;
mod files;

use std::path::PathBuf;

use clap::Args;
use files::FileCheck;
use files::OutputFormat;

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
use crate::schema::Rule;
use crate::schema::Schema;
use crate::schema::Severity;
use crate::schema::Step;

/// A fix can uncover a problem that another one fixes; so often it is tried again.
const MOST_ROUNDS: usize = 5;

/// Check the whole configuration for mistakes
///
/// Checks every value, and whether the properties fit together, in the active profile or the one that
/// `OMERO_CONFIG` names. Each finding says why it matters and, where possible, which command fixes it.
/// The exit code is 1 if there are errors.
///
/// With FILEs, these are checked instead of the configuration: YAML, JSON, TOML, Java properties,
/// `.omero` scripts, files of variables (`.env`) and `config.xml`. FILEs are checked together, as
/// `config apply` reads them; the files in a directory are checked one by one. A comment silences a
/// finding: `# omero: ignore R57: REASON` at the end of its line or on the line above, `# omero:
/// ignore-file R57: REASON` for the whole file.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Check the configuration" => "omero config check",
    "Explain a rule" => "omero config check --explain R06",
    "Fix everything that needs no decision" => "omero config check --fix",
    "Check files under version control" => "omero config check base.yaml site.yaml",
    "Annotate a pull request on GitHub" => "omero config check --format github conf.d",
])]
pub(crate) struct Check {
    /// Files and directories to check instead of the store
    #[arg(value_name = "FILE", conflicts_with_all = ["fix", "explain"])]
    files: Vec<PathBuf>,
    /// Apply all fixes that cannot break anything, in one change
    #[arg(long)]
    fix: bool,
    /// Print the findings as a JSON list
    #[arg(long)]
    json: bool,
    /// How findings in files are shown
    #[arg(long, value_name = "FORMAT", conflicts_with = "json", requires = "files")]
    format: Option<OutputFormat>,
    /// Leave out what this rule finds; can be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    ignore: Vec<String>,
    /// Treat warnings as errors: exit with 1
    #[arg(long)]
    strict: bool,
    /// Explain a rule, such as R06, instead of checking
    #[arg(long, value_name = "RULE", conflicts_with_all = ["fix", "json", "strict"])]
    explain: Option<String>,
}

impl Check {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if let Some(rule) = &self.explain {
            return Self::explain(session, rule);
        }
        let worst = if self.strict { Severity::Warning } else { Severity::Error };
        if !self.files.is_empty() {
            let json = if self.json { OutputFormat::Json } else { OutputFormat::Text };
            let format = self.format.unwrap_or(json);
            return FileCheck { files: &self.files, format, ignored: &self.ignore, worst }
                .run(session);
        }
        let selected = &*session.selected_store()?;
        let schema = session.schema()?;
        for newer in session.newer_than_known() {
            session.printer.warning(newer);
        }
        session.may_be_long();
        // The permissions of the file are checked, too.
        selected.flushed(session)?;
        let mut report = self.look(session, selected, schema)?;
        if self.fix && report.has_safe_fixes() {
            let fixed = fix(session, selected, schema)?;
            report = self.look(session, selected, schema)?;
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
        Ok(if report.has(worst) { Exit::Refused } else { Exit::Done })
    }

    /// Checks the profile as it is now.
    fn look(
        &self,
        session: &mut Session,
        selected: &SelectedStore,
        schema: Schema,
    ) -> Result<Report, CommandError> {
        let configuration = selected.read(session)?;
        let name = selected.profile(&configuration).to_owned();
        let profile = selected.find_named(&configuration)?;
        let facts = facts::of(session, selected, &schema.paths(profile));
        let mut findings = schema.findings(profile, &facts);
        findings.retain(|found| !self.ignore.iter().any(|rule| rule == found.rule));
        Ok(Report::of_profile(name, selected.command(session), findings))
    }

    fn explain(session: &mut Session, rule: &str) -> Result<Exit, CommandError> {
        if session.names_profile() {
            let problem = "--profile has no effect for `config check --explain`";
            return Err(CommandError::CommandLine(problem.to_owned()));
        }
        explain::run(session, rule)
    }
}

/// The name of a rule, for clap.
fn rule(name: &str) -> Result<String, String> {
    let known = Rule::named(name).map(|rule| rule.id.to_owned());
    known.ok_or_else(|| match Rule::nearest(name) {
        Some(nearest) => format!("there is no such rule; did you mean {nearest}?"),
        None => "there is no such rule; docs/rules.md lists them".to_owned(),
    })
}

/// Applies all safe fixes in one transaction and reports them.
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
