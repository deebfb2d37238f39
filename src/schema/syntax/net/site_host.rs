//! Hosts that Django lets in, and hosts that OMERO.web redirects to.
//!
//! Source: `ALLOWED_HOSTS` is compared with the `Host` of a request, in lower case and without its port
//! (`django.http.request`); a leading dot means a domain and its subdomains, `*` every host.
//! `omero.web.redirect_allowed_hosts` is compared with the host and port in the URL as they are written
//! there.

use crate::python::SyntaxError;
use crate::schema::syntax::net::host;
use crate::schema::syntax::number::port;

/// A host, a domain with a dot before it, or `*`.
pub(crate) fn check_allowed(text: &str) -> Result<(), SyntaxError> {
    if text == "*" {
        return Ok(());
    }
    no_scheme_or_path(text)?;
    let domain = text.strip_prefix('.').unwrap_or(text);
    if let Some(place) = text.chars().position(|next| next == '*') {
        let problem = "`*` means all hosts only if it is the whole value; for a domain with its \
                       subdomains write a leading dot, as in `.example.org`";
        return Err(SyntaxError::new(place, problem));
    }
    if is_bare_address(domain) {
        let problem = "expected the address between brackets, as in `[::1]`";
        return Err(SyntaxError::new(0, problem));
    }
    let moved = text.chars().count() - domain.chars().count();
    if let Some((name, _)) = with_port(domain) {
        let problem = "Django compares the host without its port, so this never matches";
        return Err(SyntaxError::new(moved + name.chars().count(), problem));
    }
    host::check_present(domain).map_err(|error| error.moved(moved))?;
    let is_refused = |next: char| next == '_' || !next.is_ascii();
    if let Some(place) = domain.chars().position(is_refused) {
        let problem = "Django refuses requests to hosts with characters other than `a-z`, \
                       `0-9`, `-` and `.`";
        return Err(SyntaxError::new(moved + place, problem));
    }
    if domain.ends_with('.') {
        let place = text.chars().count() - 1;
        return Err(SyntaxError::new(place, "Django compares the host without a dot at its end"));
    }
    Ok(())
}

/// A host as URLs have it, with a port if they have one.
pub(crate) fn check_redirect(text: &str) -> Result<(), SyntaxError> {
    no_scheme_or_path(text)?;
    if let Some(place) = text.chars().position(|next| next == '*') {
        return Err(SyntaxError::new(place, "`*` is not a wildcard here: name each host"));
    }
    if text.starts_with('.') {
        let problem = "a leading dot does not mean a whole domain here: name each host";
        return Err(SyntaxError::new(0, problem));
    }
    if is_bare_address(text) {
        let problem = "expected the address between brackets, as in `[::1]`";
        return Err(SyntaxError::new(0, problem));
    }
    let Some((name, number)) = with_port(text) else { return host::check_present(text) };
    host::check_present(name)?;
    port(number).map_err(|problem| SyntaxError::new(name.chars().count() + 1, problem))
}

/// The entry of `ALLOWED_HOSTS` that was probably meant.
pub(crate) fn repair_allowed(text: &str) -> String {
    let site = without_scheme_and_path(text);
    let host = with_port(site).map_or(site, |(name, _)| name).trim_end_matches('.');
    in_brackets(host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host))
}

/// The host to redirect to that was probably meant.
pub(crate) fn repair_redirect(text: &str) -> String {
    in_brackets(without_scheme_and_path(text))
}

fn no_scheme_or_path(text: &str) -> Result<(), SyntaxError> {
    if let Some((scheme, _)) = text.split_once("://") {
        let problem = format!("expected a host without `{scheme}://`, found a URL");
        return Err(SyntaxError::new(0, problem));
    }
    match text.chars().position(|next| matches!(next, '/' | '?' | '#')) {
        Some(place) => Err(SyntaxError::new(place, "expected a host, found a path after it")),
        None => Ok(()),
    }
}

fn without_scheme_and_path(text: &str) -> &str {
    let text = text.trim();
    let site = text.split_once("://").map_or(text, |(_, site)| site);
    site.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Host and port, where there is one.
fn with_port(text: &str) -> Option<(&str, &str)> {
    let (name, number) = host::split_port(text);
    let is_address = name.contains(':') && !name.ends_with(']');
    number.filter(|_| !is_address).map(|number| (name, number))
}

fn is_bare_address(text: &str) -> bool {
    text.parse::<std::net::Ipv6Addr>().is_ok()
}

fn in_brackets(host: &str) -> String {
    if is_bare_address(host) { format!("[{host}]") } else { host.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn hosts_that_django_lets_in() {
        let works =
            ["*", "omero.example.org", ".example.org", "Omero.Example.org", "[::1]", "10.0.0.1"];
        accepts(check_allowed, &works);
        refuses(
            check_allowed,
            &[
                ("https://a.org", 0, "without `https://`"),
                ("a.org/", 5, "a path"),
                ("a.org:80", 5, "without its port"),
                (".a.org:80", 6, "without its port"),
                ("[::1]:80", 5, "without its port"),
                ("*.a.org", 0, "`.example.org`"),
                ("::1", 0, "brackets"),
                ("omero_web", 5, "`a-z`"),
                ("b\u{fc}cher.example", 1, "`a-z`"),
                ("a.org.", 5, "a dot at its end"),
                (" a.org", 0, "a host name"),
                ("", 0, "a host name"),
            ],
        );
    }

    #[test]
    fn hosts_that_are_redirected_to() {
        accepts(check_redirect, &["a.org", "a.org:8443", "[::1]:80", "A.org"]);
        refuses(
            check_redirect,
            &[
                ("https://a.org", 0, "without `https://`"),
                ("a.org/omero", 5, "a path"),
                ("*.a.org", 0, "name each host"),
                (".a.org", 0, "name each host"),
                ("a.org:x", 6, "a port number"),
                ("::1", 0, "brackets"),
                ("a b", 1, "a host name"),
            ],
        );
    }

    #[test]
    fn what_was_meant_is_proposed() {
        for (typed, meant) in [
            ("https://a.org:443/", "a.org"),
            ("*.a.org", ".a.org"),
            ("::1", "[::1]"),
            (" a.org. ", "a.org"),
        ] {
            assert_eq!(repair_allowed(typed), meant, "{typed}");
        }
        assert_eq!(repair_redirect("https://a.org:8443/x"), "a.org:8443");
    }
}
