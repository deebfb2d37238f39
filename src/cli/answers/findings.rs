//! The answers of `config check --json` and `config doctor --json`: a list of these, one on each line.

use std::io;

use serde::Serialize;

use super::laid_out;
use super::layout::Layout;
use crate::schema::Finding;
use crate::schema::Fix;
use crate::schema::Severity;
use crate::schema::Subject;
use crate::schema::User;

#[derive(Serialize)]
#[serde(untagged)]
enum Found<'finding> {
    InProfile {
        severity: Severity,
        rule: &'finding str,
        key: &'finding str,
        problem: &'finding str,
        why: &'finding str,
        fix: Option<String>,
        safe: bool,
    },
    InInstallation {
        severity: Severity,
        examination: &'finding str,
        problem: &'finding str,
        hint: &'finding str,
    },
}

/// The text of a list of findings; `config` is how the command `config` is called for the store.
pub(crate) fn findings(findings: &[Finding], config: &str) -> io::Result<String> {
    let line = |finding| laid_out(&Found::new(finding, config), Layout::one_line());
    let lines = findings.iter().map(line);
    let lines: Vec<_> = lines.collect::<Result<_, _>>()?;
    Ok(format!("[{}]", lines.join(",\n ")))
}

impl<'finding> Found<'finding> {
    fn new(finding: &'finding Finding, config: &str) -> Self {
        let Finding { severity, rule, problem, subject } = finding;
        match subject {
            Subject::Property { key, why, fix } => Self::InProfile {
                severity: *severity,
                rule,
                key,
                problem,
                why,
                fix: fix.as_ref().map(|fix| fix.command(config, User::Script)),
                safe: fix.as_ref().is_some_and(Fix::is_safe),
            },
            Subject::Installation { hint } | Subject::Text { hint } => {
                Self::InInstallation { severity: *severity, examination: rule, problem, hint }
            }
        }
    }
}
