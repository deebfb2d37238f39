//! The variables that `IceGrid` would expand in a value of `config.xml`.
//!
//! Source: how the registry of Ice 3.6 and 3.7 resolves a descriptor. `${name}` is expanded, an
//! undefined name stops the whole deployment. Each pair of `$` before it means one `$`, so `$${name}`
//! reaches the server as `${name}`. `@{name}` and a lone `$` mean nothing there.

use crate::python::SyntaxError;
use crate::python::quoted;

/// A variable that `IceGrid` would look up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interpolation<'a> {
    /// Characters before its `${`
    pub position: usize,
    /// The text between the braces
    pub name: &'a str,
}

/// Every variable that `IceGrid` would expand in `text`, from left to right.
///
/// # Errors
///
/// A `${` that is never closed, which `IceGrid` refuses.
pub(crate) fn interpolations(text: &str) -> Result<Vec<Interpolation<'_>>, SyntaxError> {
    let mut found = Vec::new();
    let mut position = 0;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        position += before.chars().count();
        if is_escaped(before) {
            rest = after;
            position += 2;
            continue;
        }
        let Some((name, behind)) = after.split_once('}') else {
            return Err(SyntaxError::new(position, "expected a `}` for this `${`, found the end"));
        };
        found.push(Interpolation { position, name });
        position += name.chars().count() + 3;
        rest = behind;
    }
    Ok(found)
}

/// Whether an odd number of `$` is before a `${`.
fn is_escaped(before: &str) -> bool {
    let dollars = before.len() - before.trim_end_matches('$').len();
    !dollars.is_multiple_of(2)
}

/// Refuses every variable, for values in which none can be meant.
///
/// # Errors
///
/// The first variable, with the spelling that reaches the server.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    match interpolations(text)?.first() {
        None => Ok(()),
        Some(Interpolation { position, name }) => {
            let variable = quoted(&format!("${{{name}}}"));
            let escaped = quoted(&format!("$${{{name}}}"));
            let problem =
                format!("expected no {variable}, which IceGrid would expand; write {escaped}");
            Err(SyntaxError::new(*position, problem))
        }
    }
}

/// Whether `text` has a part that only the server will fill in, as `$${name}` has.
pub(crate) fn is_open(text: &str) -> bool {
    text.contains("${")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    fn names(text: &str) -> Vec<(usize, &str)> {
        let found = interpolations(text).expect("nothing is left open");
        found.into_iter().map(|found| (found.position, found.name)).collect()
    }

    #[test]
    fn variables_with_their_places() {
        assert_eq!(names("${a}"), [(0, "a")]);
        assert_eq!(names("é${a.b}-${c}"), [(1, "a.b"), (8, "c")]);
        assert_eq!(names("$${a}"), []);
        assert_eq!(names("$$${a}"), [(2, "a")]);
        assert_eq!(names("$$$${a}"), []);
        assert_eq!(names("$${a} ${b}"), [(6, "b")]);
        assert_eq!(names("@{a} $a {b} $ $$"), []);
        assert_eq!(names("${}"), [(0, "")]);
        assert_eq!(names("${a${b}}"), [(0, "a${b")]);
        assert_eq!(names("$${a"), []);
        assert_eq!(names("${a}${b}"), [(0, "a"), (4, "b")]);
    }

    #[test]
    fn what_icegrid_would_stumble_over() {
        accepts(check, &["", "$${omero.data.dir}/x", "@{dn}", "100$"]);
        refuses(
            check,
            &[
                ("a${", 1, "a `}`"),
                ("${a} ${b", 5, "a `}`"),
                ("x${omero.db.host}", 1, "write `$${omero.db.host}`"),
            ],
        );
    }
}
