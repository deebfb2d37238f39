//! For which hosts a browser keeps a cookie: `omero.web.session_cookie_domain`.
//!
//! Source: RFC 6265, section 5.2.3. A leading dot is allowed and no longer has a meaning.

use crate::python::SyntaxError;
use crate::schema::syntax::net::host;

/// A host name with or without a dot before it, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    match text.strip_prefix('.') {
        Some(name) => host::check_present(name).map_err(|error| error.moved(1)),
        None => host::check(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn one_leading_dot() {
        accepts(check, &["", ".example.org", "example.org"]);
        refuses(check, &[("..example.org", 1, "found nothing"), (".a:80", 2, "found `:80`")]);
        refuses(check, &[(".", 1, "a part of a host")]);
    }
}
