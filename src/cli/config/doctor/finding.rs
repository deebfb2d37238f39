//! The findings of an examination. The table of examinations gives them their names.

use crate::schema::Finding;
use crate::schema::Severity;
use crate::schema::Subject;

pub(crate) fn error(problem: impl Into<String>, hint: impl Into<String>) -> Finding {
    let subject = Subject::Installation { hint: hint.into() };
    Finding { severity: Severity::Error, rule: "", problem: problem.into(), subject }
}

pub(crate) fn warning(problem: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding { severity: Severity::Warning, ..error(problem, hint) }
}

pub(crate) fn hint(problem: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding { severity: Severity::Hint, ..error(problem, hint) }
}
