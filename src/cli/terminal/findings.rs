//! How findings are shown.

use crate::cli::answers;
use crate::cli::answers::LocatedFinding;
use crate::cli::error::CommandError;
use crate::cli::error::location::MOST_REPEATED;
use crate::cli::terminal::color::Role;
use crate::cli::terminal::layout;
use crate::cli::terminal::printer::Printer;
use crate::schema::Finding;
use crate::schema::Severity;
use crate::schema::Subject;
use crate::schema::User;

/// What was found, and how to speak of it.
pub(crate) struct Report {
    /// None for findings in an installation.
    profile: Option<String>,
    /// How the command `config` is called for this store.
    config: String,
    findings: Vec<Finding>,
}

impl Report {
    /// `config` is how the command `config` is called for the store of the profile.
    pub(crate) fn of_profile(profile: String, config: String, findings: Vec<Finding>) -> Self {
        Self { profile: Some(profile), config, findings }
    }

    pub(crate) fn of_installation(findings: Vec<Finding>) -> Self {
        Self { profile: None, config: String::new(), findings }
    }

    /// Whether `--fix` would change anything.
    pub(crate) fn has_safe_fixes(&self) -> bool {
        self.count(|found| found.safe_fix().is_some()) > 0
    }

    /// Whether something is as bad as this, or worse.
    pub(crate) fn has(&self, bad: Severity) -> bool {
        self.count(|found| found.severity <= bad) > 0
    }

    fn count(&self, is_counted: impl Fn(&Finding) -> bool) -> usize {
        self.findings.iter().filter(|found| is_counted(found)).count()
    }

    /// Shows what was found.
    pub(crate) fn show(&self, printer: &mut Printer) -> Result<(), CommandError> {
        for alike in self.findings.chunk_by(are_alike) {
            for finding in alike.iter().take(MOST_REPEATED) {
                self.show_one(printer, finding)?;
            }
            if let [first, ..] = alike
                && alike.len() > MOST_REPEATED
            {
                let rest = alike.len() - MOST_REPEATED;
                let rule = printer.paint(role(first.severity), first.rule);
                printer.answer(format_args!("    and {rest} more of {rule}"))?;
            }
        }
        printer.answer(self.summary())
    }

    /// Shows what was found to another program.
    pub(crate) fn show_as_json(&self, printer: &mut Printer) -> Result<(), CommandError> {
        let text = answers::findings(&self.findings, &self.config);
        printer.answer(text.map_err(CommandError::Output)?)
    }

    fn show_one(&self, printer: &mut Printer, found: &Finding) -> Result<(), CommandError> {
        let Finding { severity, rule, problem, subject } = found;
        let severity = printer.paint(role(*severity), severity);
        match subject {
            Subject::Property { key, why, fix } => {
                let key = printer.paint(Role::Name, key);
                let headline = format!("{severity} {rule} {key}: {problem}");
                printer.answer(layout::fitted(&headline, width().saturating_add(4), 4))?;
                for line in layout::wrapped(why, width()) {
                    printer.answer(format_args!("    {line}"))?;
                }
                let Some(fix) = fix else { return Ok(()) };
                let label = printer.paint(Role::Label, "fix:");
                let command = fix.command(&self.config, printer.user());
                printer.answer(format_args!("    {label} {command}"))
            }
            Subject::Installation { hint } | Subject::Text { hint } => {
                printer.answer(format_args!("{severity} {rule}: {problem}"))?;
                printer.answer(format_args!("    {hint}"))
            }
        }
    }

    /// How many there are of each severity, and how many `--fix` can fix.
    fn summary(&self) -> String {
        let counts = counts(&self.findings.iter().map(|found| found.severity));
        let summary = match self.count(|found| found.safe_fix().is_some()) {
            0 => counts,
            safe => format!("{counts}; --fix fixes {safe}"),
        };
        match &self.profile {
            Some(profile) => format!("profile `{profile}`: {summary}"),
            None => summary,
        }
    }

    /// What was fixed, and how.
    pub(crate) fn fixed(&self, found: &Finding) -> String {
        let Finding { rule, problem, .. } = found;
        let key = found.key().unwrap_or_default();
        let command =
            found.fix().map(|fix| fix.command(&self.config, User::Script)).unwrap_or_default();
        format!("fixed {rule} {key}: {problem}\n    done: {command}")
    }
}

/// Shows findings in files, each with its place in the way of compilers, which editors follow.
pub(crate) fn show_located(
    findings: &[LocatedFinding],
    files: usize,
    printer: &mut Printer,
) -> Result<(), CommandError> {
    for found in findings {
        let severity = found.finding.severity;
        let label = printer.paint(role(severity), severity);
        let place = printer.paint(Role::Name, found.place());
        let (rule, problem) = (found.finding.rule, found.problem());
        printer.answer(format_args!("{place}: {label} {rule} {problem}"))?;
        for line in layout::wrapped(found.explanation(), width()) {
            printer.answer(format_args!("    {line}"))?;
        }
        if let Some(fix) = found.fix() {
            let label = printer.paint(Role::Label, "fix:");
            printer.answer(format_args!("    {label} {fix}"))?;
        }
    }
    let counts = counts(&findings.iter().map(|found| found.finding.severity));
    let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
    printer.answer(format_args!("{files}: {counts}"))
}

/// How many there are of each severity: `2 errors, 1 hint`.
fn counts(severities: &(impl Iterator<Item = Severity> + Clone)) -> String {
    let counted = |severity| match severities.clone().filter(|found| *found == severity).count() {
        0 => None,
        1 => Some(format!("1 {severity}")),
        many => Some(format!("{many} {severity}s")),
    };
    let counts: Vec<_> = Severity::ALL.into_iter().filter_map(counted).collect();
    if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") }
}

/// Whether one is about the same as the next, such as elements of one list.
fn are_alike(one: &Finding, next: &Finding) -> bool {
    (one.rule, one.key()) == (next.rule, next.key())
}

/// What is left of a line after its indent. In a pipe each finding keeps its lines, so that a script can
/// count on them.
fn width() -> usize {
    Printer::terminal_width().map_or(usize::MAX, |width| width.saturating_sub(4))
}

/// The colour of a finding.
fn role(severity: Severity) -> Role {
    match severity {
        Severity::Error => Role::Error,
        Severity::Warning => Role::Warning,
        Severity::Hint => Role::Hint,
    }
}
