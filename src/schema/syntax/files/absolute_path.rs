//! Files and directories from the root on, as Unix or Windows write them.
//!
//! Source: POSIX, section 3.2, and the Windows naming of drives (`C:\`) and shares (`\\server\`).

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::files::path;
use crate::schema::syntax::ice::interpolation::is_open;
use crate::schema::syntax::scanner::Scanner;

/// An absolute path, or nothing.
///
/// # Errors
///
/// As `path`, and where neither a root, a drive nor a share begins the text.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    path::check(text)?;
    if text.is_empty() || is_absolute(text) {
        return Ok(());
    }
    let problem = "expected a path that begins with `/`, a drive such as `C:\\`, or `\\\\`, found";
    Err(SyntaxError::new(0, format!("{problem} {}", quoted(text))))
}

/// Whether a path begins at a root; what the server fills in may hold one.
fn is_absolute(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    match scanner.advance() {
        Some('/') => true,
        Some('\\') => scanner.eat('\\'),
        Some('$') => is_open(text),
        Some(drive) if drive.is_ascii_alphabetic() => {
            scanner.eat(':') && matches!(scanner.peek(), Some('/' | '\\'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn paths_from_the_root_on() {
        accepts(
            check,
            &[
                "",
                "/OMERO/",
                r"C:\OMERO",
                "d:/OMERO",
                r"\\server\share",
                "$${omero.data.dir}/ManagedRepository",
                "${omero.data.dir}/ManagedRepository",
            ],
        );
        refuses(
            check,
            &[
                ("OMERO", 0, "found `OMERO`"),
                ("./OMERO", 0, "begins with `/`"),
                ("C:OMERO", 0, "a drive"),
                (r"\OMERO", 0, "a drive"),
                ("~/OMERO", 0, "is not expanded"),
                (" /OMERO", 0, "begins with `/`"),
            ],
        );
    }
}
