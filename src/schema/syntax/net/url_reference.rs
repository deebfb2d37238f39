//! Where a browser finds a file: a URL, a path below the site, or the file itself as `data:`.
//!
//! Source: RFC 3986, section 4.1, and RFC 2397. `omero.web.static_url` and the logos take these.

use crate::python::SyntaxError;
use crate::schema::syntax::net::url;
use crate::schema::syntax::net::url_path;
use crate::schema::syntax::token::Token;

/// An absolute URL, a URL path, or nothing.
///
/// # Errors
///
/// As `url` for a text with `://`, else as `url-path`.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.starts_with("data:") {
        url::check_characters(Token { position: 0, text })
    } else if text.contains("://") {
        url::check(text)
    } else {
        url_path::check(text)
    }
}

/// As `check`, for a picture in a page, whose template escapes what HTML does not take.
pub(crate) fn check_logo(text: &str) -> Result<(), SyntaxError> {
    let is_stray = |next: char| next.is_control();
    if let Some(place) = text.chars().position(is_stray) {
        return Err(SyntaxError::new(place, "expected a URL on one line"));
    }
    match text.split_once("://") {
        Some((_, site)) if site.is_empty() || site.starts_with('/') => {
            let place = text.chars().count() - site.chars().count();
            Err(SyntaxError::new(place, "expected a host after `//`, found nothing"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn urls_and_paths() {
        accepts(
            check,
            &["", "/about/img/logo.png", "https://a/b.png", "//cdn/x", "data:image/x,y"],
        );
        refuses(check, &[("https:///x", 8, "a host"), ("logo file.png", 4, "a space")]);
    }
}
