//! Versions: `5.1.0`, `OMERO5.4`, `9.4-1200-jdbc4`.

use crate::python::SyntaxError;
use crate::python::found;
use crate::python::quoted;

/// A version with at least one digit, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let is_part = |next: char| next.is_ascii_alphanumeric() || ".-_+~".contains(next);
    if let Some(place) = text.chars().position(|next| !is_part(next)) {
        let problem = format!("expected a version, found {} in it", found(text.chars().nth(place)));
        return Err(SyntaxError::new(place, problem));
    }
    if !text.is_empty() && !text.contains(|next: char| next.is_ascii_digit()) {
        return Err(SyntaxError::new(0, format!("expected a version, found {}", quoted(text))));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn digits_and_what_surrounds_them() {
        accepts(
            check,
            &["", "5.1.0", "OMERO5.4", "OMERO5.4DEV", "9.4-1200-jdbc4", "5.6.11-SNAPSHOT"],
        );
        refuses(check, &[("latest", 0, "found `latest`"), ("5.1 beta", 3, "a space")]);
    }
}
