//! Dotted names of Python modules, classes and functions: `omeroweb.webclient.views.image_viewer`.
//!
//! Source: the Python language reference, section 2.3. How many parts there must be is a matter
//! of the property.

use super::SyntaxError;
use super::found;
use super::quoted;

/// Python identifiers with dots between them.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    dotted(text, |next| next.is_alphabetic() || next == '_')
}

/// A class or function by its module: identifiers with at least one dot between them.
pub(crate) fn check_member(text: &str) -> Result<(), SyntaxError> {
    check(text)?;
    if text.contains('.') {
        return Ok(());
    }
    let problem = format!("expected a module, a dot and a name, found only {}", quoted(text));
    Err(SyntaxError::new(text.chars().count(), problem))
}

/// Identifiers with dots between them; digits may follow what `starts` one.
pub(crate) fn dotted(text: &str, starts: impl Fn(char) -> bool) -> Result<(), SyntaxError> {
    let mut position = 0;
    text.split('.').try_for_each(|name| {
        identifier(name, position, &starts)?;
        position += name.chars().count() + 1;
        Ok(())
    })
}

fn identifier(
    name: &str,
    position: usize,
    starts: impl Fn(char) -> bool,
) -> Result<(), SyntaxError> {
    if name.is_empty() {
        return Err(SyntaxError::new(position, "expected a name, found nothing"));
    }
    let fits = |at: usize, next: char| starts(next) || at > 0 && next.is_alphanumeric();
    match name.chars().enumerate().find(|&(at, next)| !fits(at, next)) {
        Some((at, next)) => {
            let problem =
                format!("expected names with dots between them, found {}", found(Some(next)));
            Err(SyntaxError::new(position + at, problem))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn a_member_has_a_module() {
        accepts(check_member, &["a.b", "django.contrib.sessions.serializers.JSONSerializer"]);
        refuses(check_member, &[("JSONSerializer", 14, "a dot"), ("a.", 2, "found nothing")]);
    }

    #[test]
    fn identifiers_with_dots() {
        accepts(check, &["omero_iviewer.views.index", "runTables", "a.b1._c"]);
        refuses(
            check,
            &[
                ("", 0, "found nothing"),
                ("a.", 2, "found nothing"),
                (".a", 0, "found nothing"),
                ("a.1", 2, "found `1`"),
                ("my-app.views", 2, "found `-`"),
                ("a:b", 1, "found `:`"),
                ("a$b", 1, "found `$`"),
            ],
        );
    }
}
