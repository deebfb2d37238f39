//! The path of the site, which gunicorn calls `SCRIPT_NAME`: `omero.web.prefix`.
//!
//! Source: gunicorn 19 to 27 compare it with the beginning of each path as the browser wrote it, and
//! answer 500 if it is missing. With a slash at the end the rest lacks its slash, and Django answers
//! 404: that is advice and not refused, since other servers and older releases take it off.

use crate::python::SyntaxError;
use crate::python::found;
use crate::python::quoted;

/// A path from its first slash, as browsers write it in a request.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.is_empty() {
        return Ok(());
    }
    if let Some((before, _)) = text.split_once("://") {
        let problem = "expected a path in the web site, found a full URL";
        return Err(SyntaxError::new(before.chars().count(), problem));
    }
    let is_stray = |next: char| {
        !next.is_ascii()
            || next.is_ascii_whitespace()
            || next.is_control()
            || "?#\"<>\\^`{|}".contains(next)
    };
    if let Some(place) = text.chars().position(is_stray) {
        let found = found(text.chars().nth(place));
        let problem = format!(
            "expected a path as browsers send it, with `%` for other characters, found {found}"
        );
        return Err(SyntaxError::new(place, problem));
    }
    if !text.starts_with('/') {
        let problem =
            format!("expected a slash at the beginning, as in `/omero`, found {}", quoted(text));
        return Err(SyntaxError::new(0, problem));
    }
    Ok(())
}

/// The path of a URL, with a slash before it and none at its end.
pub(crate) fn repair(text: &str) -> Option<String> {
    let text = text.trim();
    let path = text
        .split_once("://")
        .map_or(text, |(_, site)| site.find('/').and_then(|at| site.get(at..)).unwrap_or_default());
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    (!path.is_empty()).then(|| format!("/{}", in_bytes(path)))
}

/// Characters beyond ASCII and spaces as browsers send them.
fn in_bytes(path: &str) -> String {
    let mut written = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_graphic() {
            written.push(char::from(byte));
        } else {
            let digit =
                |half: u8| char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase();
            written.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn paths_that_gunicorn_finds_again() {
        accepts(check, &["", "/omero", "/imaging/omero", "/omero/", "/a%20b", "/a+b;c,d:e@f&g='~"]);
        refuses(
            check,
            &[
                ("omero", 0, "a slash"),
                ("/\u{dc}n\u{ef}", 1, "as browsers send it"),
                ("/a b", 2, "a space"),
                ("/omero?x", 6, "found `?`"),
                ("https://a.org/omero", 5, "a full URL"),
                ("/omero ", 6, "a space"),
            ],
        );
    }

    #[test]
    fn the_path_that_was_meant() {
        for (typed, meant) in [
            ("omero", "/omero"),
            ("https://a.org/omero/", "/omero"),
            ("/omero/?x ", "/omero"),
            ("/\u{dc}", "/%C3%9C"),
        ] {
            assert_eq!(repair(typed).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(repair("https://a.org"), None);
    }
}
