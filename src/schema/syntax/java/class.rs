//! Names of Java classes: `ome.util.PostgresqlDialect`, `a.Outer$Inner`.
//!
//! Source: the Java Language Specification, section 3.8.

use crate::python::SyntaxError;
use crate::python::dotted_name::dotted;

/// Java identifiers with dots between them.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    dotted(text, |next| next.is_alphabetic() || next == '_' || next == '$')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn names_with_dots() {
        accepts(check, &["ome.util.PostgresqlDialect", "a.Outer$Inner", "Main", "_a.b1", "a.Ä"]);
        refuses(
            check,
            &[
                ("", 0, "found nothing"),
                ("a..b", 2, "found nothing"),
                ("a.b.", 4, "found nothing"),
                ("a.1b", 2, "found `1`"),
                ("a.b-c", 3, "found `-`"),
                ("a b", 1, "a space"),
                ("a/b", 1, "found `/`"),
                ("${a}", 1, "found `{`"),
            ],
        );
    }
}
