//! `omero.search.cron`: a Quartz expression, or a space to switch indexing off.
//!
//! Since OMERO 5.5.0 the indexer only checks whether the text is whitespace. The documentation in the
//! release still calls it an expression, so an expression must be valid.

use crate::python::SyntaxError;
use crate::schema::syntax::java::quartz_cron;

/// A Quartz cron expression, or only whitespace.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.trim().is_empty() { Ok(()) } else { quartz_cron::check(text) }
}
