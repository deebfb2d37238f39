//! Findings in files: the answer of `config check --format json FILE...`, and annotations of GitHub Actions.

use std::io;

use serde::Serialize;

use super::laid_out;
use super::layout::Layout;
use crate::model::Location;
use crate::schema::Finding;
use crate::schema::Fix;
use crate::schema::Severity;
use crate::schema::Subject;

/// A finding, and where in a file it is.
#[derive(Debug, Clone)]
pub(crate) struct LocatedFinding {
    /// The name as it was given.
    pub(crate) file: String,
    /// None if the whole file is meant, as for a property that is missing.
    pub(crate) location: Option<Location>,
    pub(crate) finding: Finding,
}

impl LocatedFinding {
    /// Whether the rule with this name found it.
    pub(crate) fn is_of(&self, rule: &str) -> bool {
        self.finding.rule.eq_ignore_ascii_case(rule)
    }

    /// `site.yaml:3:1`, or `site.yaml` for the whole of it.
    pub(crate) fn place(&self) -> String {
        match self.location {
            Some(location) => format!("{}:{location}", self.file),
            None => self.file.clone(),
        }
    }

    /// What is so, with the name of the property.
    pub(crate) fn problem(&self) -> String {
        match self.finding.key() {
            Some(key) => format!("{key}: {}", self.finding.problem),
            None => self.finding.problem.clone(),
        }
    }

    /// Why it matters, or what can be done about it; perhaps nothing.
    pub(crate) fn explanation(&self) -> &str {
        match &self.finding.subject {
            Subject::Property { why, .. } => why,
            Subject::Installation { hint } | Subject::Text { hint } => hint,
        }
    }

    /// What to change in the file, if that can be said.
    pub(crate) fn fix(&self) -> Option<String> {
        self.finding.fix().map(Fix::in_file)
    }

    /// All that there is to say about it: problem, explanation and fix, a paragraph each.
    pub(super) fn message(&self) -> String {
        let fix = self.fix().map(|fix| format!("Fix: {fix}"));
        let rest = [Some(self.explanation().to_owned()), fix];
        let rest = rest.into_iter().flatten().filter(|text| !text.is_empty());
        std::iter::once(self.problem()).chain(rest).collect::<Vec<_>>().join("\n")
    }
}

#[derive(Serialize)]
struct Found<'finding> {
    file: &'finding str,
    line: Option<usize>,
    column: Option<usize>,
    severity: Severity,
    rule: &'finding str,
    key: Option<&'finding str>,
    problem: &'finding str,
    why: &'finding str,
    fix: Option<String>,
    safe: bool,
}

/// A list of findings, one on each line.
pub(crate) fn findings_in_files(findings: &[LocatedFinding]) -> io::Result<String> {
    let line = |located: &LocatedFinding| {
        let LocatedFinding { file, location, finding } = located;
        let found = Found {
            file,
            line: location.map(|location| location.line),
            column: location.and_then(|location| location.column),
            severity: finding.severity,
            rule: finding.rule,
            key: finding.key(),
            problem: &finding.problem,
            why: located.explanation(),
            fix: located.fix(),
            safe: finding.safe_fix().is_some(),
        };
        laid_out(&found, Layout::one_line())
    };
    let lines: Vec<_> = findings.iter().map(line).collect::<Result<_, _>>()?;
    Ok(format!("[{}]", lines.join(",\n ")))
}

/// A workflow command of GitHub Actions that annotates the line ("Workflow commands for GitHub Actions").
pub(crate) fn annotation(found: &LocatedFinding) -> String {
    let command = match found.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let mut properties = vec![format!("file={}", escaped_property(&found.file))];
    if let Some(location) = found.location {
        properties.push(format!("line={}", location.line));
        properties.extend(location.column.map(|column| format!("col={column}")));
    }
    properties.push(format!("title=omero {}", escaped_property(found.finding.rule)));
    format!("::{command} {}::{}", properties.join(","), escaped(&found.message()))
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
