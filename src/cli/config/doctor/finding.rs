//! The findings of an examination. The table of examinations gives them their names.

use crate::schema::Finding;
use crate::schema::Severity;
use crate::schema::Subject;
use crate::schema::redacted_message;

pub(crate) fn error(problem: impl Into<String>, hint: impl Into<String>) -> Finding {
    // Both can quote variables and names of files.
    let subject = Subject::Installation { hint: redacted_message(&hint.into()).into_owned() };
    let problem = redacted_message(&problem.into()).into_owned();
    Finding { severity: Severity::Error, rule: "", problem, subject }
}

pub(crate) fn warning(problem: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding { severity: Severity::Warning, ..error(problem, hint) }
}

pub(crate) fn hint(problem: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding { severity: Severity::Hint, ..error(problem, hint) }
}
