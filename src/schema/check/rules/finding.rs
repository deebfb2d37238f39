//! What a rule found, before the rule itself is added to it.

use super::Rule;
use crate::schema::check::Finding;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::Subject;
use crate::schema::redaction::is_secret;
use crate::schema::redaction::redacted_message;
use crate::schema::redaction::redacted_text;
use crate::schema::validation::Violation;
use crate::schema::validation::expected::quoted;

/// The most bytes of values in a command that a person is to type.
const LONGEST_FIX: usize = 4096;

#[derive(Debug)]
pub(super) struct Found {
    key: String,
    problem: String,
    severity: Option<Severity>,
    fix: Option<Fix>,
}

impl Found {
    pub(super) fn at(key: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { key: key.into(), problem: problem.into(), severity: None, fix: None }
    }

    /// The same, and how to fix it, unless that is too long to type.
    pub(super) fn fix(self, fix: Fix) -> Self {
        let can_be_used = fix.is_safe() || fix.size() <= LONGEST_FIX;
        Self { fix: can_be_used.then_some(fix), ..self }
    }

    /// The same, but not as bad as the rule says.
    pub(super) fn only(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    pub(super) fn finding(self, rule: &'static Rule) -> Finding {
        Finding {
            severity: self.severity.unwrap_or(rule.severity),
            rule: rule.id,
            problem: redacted_message(&self.problem).into_owned(),
            subject: Subject::Property { key: self.key, why: rule.why, fix: self.fix },
        }
    }
}

/// A value as a message shows it: on one line, not too long, a secret not at all.
pub(super) fn shown(key: &str, value: &str) -> String {
    if is_secret(key) {
        return "a value that is not shown".to_owned();
    }
    quoted(&redacted_text(value))
}

/// A violation with its place in the value.
pub(super) fn told(violation: &Violation) -> String {
    if violation.place.is_empty() {
        return violation.problem.clone();
    }
    format!("{}: {}", violation.place.join(", "), violation.problem)
}
