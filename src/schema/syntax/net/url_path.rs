//! The path of something below a web site: `/omero`, `/static/`, `webgateway/img/ome.ico`.
//!
//! Source: RFC 3986, section 3.3. Where the leading slash matters, the property says so itself.

use crate::python::SyntaxError;
use crate::schema::syntax::net::url;
use crate::schema::syntax::token::Token;

/// A URL path, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if let Some((before, _)) = text.split_once("://") {
        let problem = "expected a path in the web site, found a full URL";
        return Err(SyntaxError::new(before.chars().count(), problem));
    }
    url::check_characters(Token { position: 0, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn paths_without_a_scheme() {
        accepts(check, &["", "/omero", "/omero/static/", "webgateway/img/ome.ico", "/a%20b?c"]);
        refuses(
            check,
            &[
                ("https://static.example.org/", 5, "a full URL"),
                ("/a b", 2, "a space"),
                (r"\omero", 0, r"found `\`"),
                ("/omero\n", 6, "found `"),
            ],
        );
    }
}
