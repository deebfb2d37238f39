//! What is wrong with a template.

use std::error;

use minijinja::Error;

/// How the template that is filled is called.
pub(super) const TEMPLATE: &str = "template";

/// A mistake in a template, or a value that it cannot write.
#[derive(Debug, thiserror::Error)]
#[error("{place}line {line}: {problem}")]
pub(crate) struct TemplateError {
    /// The template that was included, if it is there.
    place: String,
    line: usize,
    problem: String,
}

impl From<Error> for TemplateError {
    fn from(error: Error) -> Self {
        let mut innermost = &error;
        while let Some(cause) =
            error::Error::source(innermost).and_then(|cause| cause.downcast_ref())
        {
            innermost = cause;
        }
        let kind = innermost.kind().to_string();
        let problem =
            innermost.detail().map_or_else(|| kind.clone(), |detail| format!("{kind}: {detail}"));
        let included = innermost.name().filter(|name| *name != TEMPLATE);
        let place = included.map(|name| format!("`{name}`, ")).unwrap_or_default();
        Self { line: innermost.line().unwrap_or(1), problem, place }
    }
}
