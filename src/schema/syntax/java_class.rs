//! Names of Java classes: `ome.util.PostgresqlDialect`, `a.Outer$Inner`.
//!
//! Source: the Java Language Specification, section 3.8.

use super::Mistake;
use super::mistake::found;
use super::piece::Piece;
use super::piece::fields;

/// Java identifiers with dots between them.
///
/// # Errors
///
/// The first character that cannot stand where it stands.
pub fn check(text: &str) -> Result<(), Mistake> {
    dotted(text, |next| next.is_alphabetic() || next == '_' || next == '$')
}

/// Identifiers with dots between them; digits may follow what `starts` one.
pub(super) fn dotted(text: &str, starts: impl Fn(char) -> bool) -> Result<(), Mistake> {
    fields(text, |next| next == '.').try_for_each(|name| identifier(name, &starts))
}

fn identifier(name: Piece<'_>, starts: impl Fn(char) -> bool) -> Result<(), Mistake> {
    let stray = name
        .text
        .char_indices()
        .enumerate()
        .find(|(_, (index, next))| !(starts(*next) || *index > 0 && next.is_alphanumeric()));
    match stray {
        Some((place, (_, next))) => {
            let problem =
                format!("expected names with dots between them, found {}", found(Some(next)));
            Err(Mistake::new(name.position + place, problem))
        }
        None if name.text.is_empty() => {
            Err(Mistake::new(name.position, "expected a name, found nothing"))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::accepts;
    use super::super::table::refuses;
    use super::*;

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
                ("a b", 1, "a blank"),
                ("a/b", 1, "found `/`"),
                ("${a}", 1, "found `{`"),
            ],
        );
    }
}
