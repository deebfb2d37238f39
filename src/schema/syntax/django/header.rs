//! Headers of a request as Django sees them: `HTTP_X_FORWARDED_PROTO` for `X-Forwarded-Proto`.
//!
//! Source: PEP 3333, and `SECURE_PROXY_SSL_HEADER` of Django.

use crate::python::SyntaxError;
use crate::python::quoted;

/// The name of a header in the form of WSGI.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let Some(name) = text.strip_prefix("HTTP_").filter(|name| !name.is_empty()) else {
        let problem = match repair(text).filter(|meant| check(meant).is_ok()) {
            Some(meant) => format!("Django calls this header `{meant}`, found {}", quoted(text)),
            None => format!(
                "expected a header such as `HTTP_X_FORWARDED_PROTO`, found {}",
                quoted(text)
            ),
        };
        return Err(SyntaxError::new(0, problem));
    };
    let is_part = |next: char| next.is_ascii_uppercase() || next.is_ascii_digit() || next == '_';
    match name.chars().position(|next| !is_part(next)) {
        Some(place) => {
            let problem = format!(
                "expected capital letters, digits and `_` after `HTTP_`, found {}",
                quoted(text)
            );
            Err(SyntaxError::new(5 + place, problem))
        }
        None => Ok(()),
    }
}

/// The form of WSGI of a header as it is written in a request.
pub(crate) fn repair(text: &str) -> Option<String> {
    let name = text.trim().trim_end_matches(':').to_uppercase().replace('-', "_");
    let name = name.strip_prefix("HTTP_").unwrap_or(&name);
    (!name.is_empty()).then(|| format!("HTTP_{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn the_form_of_wsgi() {
        accepts(check, &["HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PROTO_OMERO_WEB"]);
        refuses(
            check,
            &[
                ("X-Forwarded-Proto", 0, "`HTTP_X_FORWARDED_PROTO`"),
                ("X_FORWARDED_PROTO", 0, "`HTTP_X_FORWARDED_PROTO`"),
                ("HTTP_X-Forwarded-Proto", 6, "capital letters"),
                ("HTTP_", 0, "such as"),
                ("", 0, "such as"),
            ],
        );
    }
}
