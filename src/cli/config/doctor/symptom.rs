//! What an examination found, and how it is told.

use crate::python::Json;
use crate::schema::Severity;

/// Something about an installation that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symptom {
    pub(crate) severity: Severity,
    /// Which examination found it.
    pub(crate) examination: &'static str,
    /// What is so. No secret stands in it.
    pub(crate) problem: String,
    /// What to do about it.
    pub(crate) hint: String,
}

/// What an examination found, before it is known which one it was.
pub(crate) struct Found {
    severity: Severity,
    problem: String,
    hint: String,
}

impl Found {
    pub(crate) fn error(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Error, problem: problem.into(), hint: hint.into() }
    }

    pub(crate) fn warning(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(problem, hint) }
    }

    pub(crate) fn hint(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Hint, ..Self::error(problem, hint) }
    }

    pub(crate) fn by(self, examination: &'static str) -> Symptom {
        let Self { severity, problem, hint } = self;
        Symptom { severity, examination, problem, hint }
    }
}

impl Symptom {
    pub(crate) fn json(&self) -> Json {
        let Self { severity, examination, problem, hint } = self;
        let members = [
            ("severity", Json::text(&severity.to_string())),
            ("examination", Json::text(examination)),
            ("problem", Json::text(problem)),
            ("hint", Json::text(hint)),
        ];
        Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}
