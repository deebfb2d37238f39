//! Files and directories as a consumer opens them: without any expansion.
//!
//! Source: none of OMERO's programs runs these values through a shell, so `~` and `$HOME` would
//! be the names of directories.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::ice::interpolation::is_open;
use crate::schema::syntax::scanner::Scanner;

/// A path, absolute or not, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if let Some(place) = text.chars().position(|next| next == '\0') {
        return Err(SyntaxError::new(place, "expected no NUL character in a path"));
    }
    if !is_open(text) && is_for_a_shell(text) {
        let first = text.split(['/', '\\']).next().unwrap_or(text);
        let problem =
            format!("expected a full path, found {}, which is not expanded", quoted(first));
        return Err(SyntaxError::new(0, problem));
    }
    Ok(())
}

/// Whether the text begins with `~/`, `$NAME` or `%NAME%`.
fn is_for_a_shell(text: &str) -> bool {
    let is_upper = |next: char| next.is_ascii_uppercase() || next.is_ascii_digit() || next == '_';
    let mut scanner = Scanner::new(text);
    match scanner.advance() {
        Some('~') => matches!(scanner.peek(), None | Some('/' | '\\')),
        Some('$') => !scanner.take_while(is_upper).is_empty() && is_end_of_name(&scanner),
        Some('%') => !scanner.take_while(is_upper).is_empty() && scanner.eat('%'),
        _ => false,
    }
}

fn is_end_of_name(scanner: &Scanner<'_>) -> bool {
    matches!(scanner.peek(), None | Some('/' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn paths_that_open_what_they_name() {
        accepts(
            check,
            &[
                "",
                "server.key",
                "/srv/omero data/a~b",
                r"C:\OMERO",
                "../x",
                "~x",
                "$${omero.data.dir}/x",
                "$ecret",
                "%user%",
            ],
        );
        refuses(
            check,
            &[
                ("~", 0, "found `~`"),
                ("~/omero", 0, "found `~`"),
                ("$HOME/omero", 0, "found `$HOME`"),
                (r"%USERPROFILE%\omero", 0, "found `%USERPROFILE%`"),
                ("a\0b", 1, "NUL"),
            ],
        );
    }
}
