//! Dotted names of Python modules, classes and functions: `omeroweb.webclient.views.image_viewer`.
//!
//! Source: the Python language reference, section 2.3. How many parts there must be is a matter
//! of the property.

use super::Mistake;
use super::java_class::dotted;

/// Python identifiers with dots between them.
///
/// # Errors
///
/// The first character that cannot stand where it stands.
pub fn check(text: &str) -> Result<(), Mistake> {
    dotted(text, |next| next.is_alphabetic() || next == '_')
}

#[cfg(test)]
mod tests {
    use super::super::table::accepts;
    use super::super::table::refuses;
    use super::*;

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
