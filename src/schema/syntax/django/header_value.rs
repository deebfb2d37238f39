//! Values that Django sends in a header of each answer, such as `omero.web.x_frame_options`.
//!
//! Source: `django.http.response.BadHeaderError`, for which every page fails.

use crate::python::SyntaxError;
use crate::python::found;

/// A text on one line.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    match text.chars().position(char::is_control) {
        Some(place) => {
            let found = found(text.chars().nth(place));
            let problem = format!("expected a single line of text for a header, found {found}");
            Err(SyntaxError::new(place, problem))
        }
        None => Ok(()),
    }
}

/// The text without what is around it.
pub(crate) fn repair(text: &str) -> String {
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn one_line() {
        accepts(check, &["", "DENY", "ALLOW-FROM https://a.org"]);
        refuses(check, &[("DENY\n", 4, "single line"), ("a\r\nX: y", 1, "single line")]);
    }
}
