//! How findings are shown.

use crate::cli::error::CommandError;
use crate::cli::terminal::color::Role;
use crate::cli::terminal::layout;
use crate::cli::terminal::printer::Printer;
use crate::python::Json;
use crate::schema::Finding;
use crate::schema::Fix;
use crate::schema::Severity;

/// For whom it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Lines to be read.
    People,
    /// A list for another program.
    Json,
}

/// What was found, and how to speak of it.
pub(crate) struct Report {
    profile: String,
    /// How the command `config` is called for this store.
    config: String,
    findings: Vec<Finding>,
}

impl Report {
    /// Findings in a profile. `config` is how the command `config` is called for its store.
    pub(crate) fn new(profile: String, config: String, findings: Vec<Finding>) -> Self {
        Self { profile, config, findings }
    }

    /// Whether `--fix` would change anything.
    pub(crate) fn has_safe_fixes(&self) -> bool {
        self.findings.iter().any(|found| safe_fix(found).is_some())
    }

    /// Shows what was found.
    pub(crate) fn tell(&self, printer: &mut Printer, form: Form) -> Result<(), CommandError> {
        match form {
            Form::People => self.tell_people(printer),
            Form::Json => self.tell_json(printer),
        }
    }

    fn tell_people(&self, printer: &mut Printer) -> Result<(), CommandError> {
        // In a pipe each finding keeps its lines, so that a script can count on them.
        let width = Printer::terminal_width().map_or(usize::MAX, |width| width.saturating_sub(4));
        for found in &self.findings {
            let Finding { severity, rule, key, problem, why, fix } = found;
            let severity = printer.paint(role(*severity), severity);
            let key = printer.paint(Role::Name, key);
            printer.answer(format_args!("{severity} {rule} {key}: {problem}"))?;
            for line in layout::wrapped(why, width) {
                printer.answer(format_args!("    {line}"))?;
            }
            if let Some(fix) = fix {
                let label = printer.paint(Role::Label, "fix:");
                let command = fix.command(&self.config);
                printer.answer(format_args!("    {label} {command}"))?;
            }
        }
        printer.answer(format_args!("profile `{}`: {}", self.profile, self.summary()))
    }

    fn summary(&self) -> String {
        let counts = counts(|severity| self.count(severity));
        let safe = self.findings.iter().filter(|found| safe_fix(found).is_some()).count();
        match (counts.as_slice(), safe) {
            ([], _) => "nothing found".to_owned(),
            (counts, 0) => counts.join(", "),
            (counts, safe) => format!("{}; --fix mends {safe}", counts.join(", ")),
        }
    }

    fn tell_json(&self, printer: &mut Printer) -> Result<(), CommandError> {
        let lines: Vec<_> =
            self.findings.iter().map(|found| self.json(found).to_string()).collect();
        printer.answer(format_args!("[{}]", lines.join(",\n ")))
    }

    fn json(&self, found: &Finding) -> Json {
        let Finding { severity, rule, key, problem, why, fix } = found;
        let command = |fix: &Fix| Json::text(&fix.command(&self.config));
        let members = [
            ("severity", Json::text(&severity.to_string())),
            ("rule", Json::text(rule)),
            ("key", Json::text(key)),
            ("problem", Json::text(problem)),
            ("why", Json::text(why)),
            ("fix", fix.as_ref().map_or(Json::Null, command)),
            ("safe", Json::Bool(safe_fix(found).is_some())),
        ];
        Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// Says what was mended; on standard error where standard output is for another program.
    pub(crate) fn tell_fixed(
        &self,
        printer: &mut Printer,
        fixed: &[Finding],
        form: Form,
    ) -> Result<(), CommandError> {
        for Finding { rule, key, problem, fix, .. } in fixed {
            let command = fix.as_ref().map(|fix| fix.command(&self.config)).unwrap_or_default();
            let line = format!("fixed {rule} {key}: {problem}\n    done: {command}");
            match form {
                Form::Json => printer.remark(line),
                Form::People => printer.answer(line)?,
            }
        }
        Ok(())
    }

    /// Whether something is as bad as this, or worse.
    pub(crate) fn has(&self, bad: Severity) -> bool {
        self.findings.iter().any(|found| found.severity <= bad)
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.severity == severity).count()
    }
}

/// How many there are of each severity: `2 errors`, `1 hint`.
pub(crate) fn counts(count: impl Fn(Severity) -> usize) -> Vec<String> {
    let counted = |severity: Severity| match count(severity) {
        0 => None,
        1 => Some(format!("1 {severity}")),
        many => Some(format!("{many} {severity}s")),
    };
    Severity::ALL.into_iter().filter_map(counted).collect()
}

/// The colour of a finding.
pub(crate) fn role(severity: Severity) -> Role {
    match severity {
        Severity::Error => Role::Error,
        Severity::Warning => Role::Warning,
        Severity::Hint => Role::Hint,
    }
}

/// The fix of a finding, if it can be applied without a person's decision.
pub(crate) fn safe_fix(found: &Finding) -> Option<&Fix> {
    found.fix.as_ref().filter(|fix| fix.is_safe())
}
