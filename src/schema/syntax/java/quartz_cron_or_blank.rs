//! `omero.search.cron`: a Quartz expression, or a blank to switch indexing off.
//!
//! Since OMERO 5.5.0 the indexer asks only whether the text is blank. The shipped documentation
//! still calls it an expression, so one that is there must be sound.

use crate::python::SyntaxError;
use crate::schema::syntax::java::quartz_cron;

/// A Quartz cron expression, or nothing but blanks.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.trim().is_empty() { Ok(()) } else { quartz_cron::check(text) }
}
