//! Origins of web pages: `https://omero.example.org`, `https://*.example.org`.
//!
//! Source: the `Origin` header that browsers send (WHATWG URL, "serialisation of an origin"), and how
//! it is compared. `CsrfViewMiddleware` of Django compares the text; an origin with `*` is taken
//! apart, and what follows the `*` is the end of the host. `corsheaders` compares scheme and host, and
//! takes the words `null` and `file://`.

use crate::python::SyntaxError;
use crate::python::found;
use crate::python::quoted;
use crate::schema::syntax::net::host;
use crate::schema::syntax::number::port;
use crate::schema::syntax::token::Token;

/// Ports that a browser leaves out of the origin.
const DEFAULT_PORTS: [(&str, &str); 4] =
    [("http", "80"), ("https", "443"), ("ws", "80"), ("wss", "443")];

/// Origins that are not of a web site, as `corsheaders` takes them.
const WITHOUT_SITE: [&str; 2] = ["null", "file://"];

/// An origin that Django trusts to send forms.
pub(crate) fn check_csrf(text: &str) -> Result<(), SyntaxError> {
    let parts = Parts::of(text)?;
    if text.contains('*') {
        return parts.check_wildcard();
    }
    in_small_letters(parts.scheme)?;
    parts.check_exact()
}

/// An origin whose scripts may read answers.
pub(crate) fn check_cors(text: &str) -> Result<(), SyntaxError> {
    if WITHOUT_SITE.contains(&text) {
        return Ok(());
    }
    let parts = Parts::of(text)?;
    if let Some(place) = text.chars().position(|next| next == '*') {
        let problem = "`*` is not a wildcard here: only an origin with a `*` would match";
        return Err(SyntaxError::new(place, problem));
    }
    parts.check_exact()
}

/// The origin that was probably meant; its caller checks it.
pub(crate) fn repair(text: &str) -> String {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
    let scheme = scheme.to_lowercase();
    let host = DEFAULT_PORTS
        .iter()
        .filter(|(known, _)| *known == scheme)
        .find_map(|(_, port)| host.strip_suffix(port)?.strip_suffix(':'))
        .unwrap_or(&host);
    let labels = host.trim_start_matches('*');
    let dot = if labels.len() == host.len() || labels.starts_with('.') { "" } else { "." };
    let star = if labels.len() == host.len() { "" } else { "*" };
    format!("{scheme}://{star}{dot}{labels}")
}

fn in_small_letters(part: Token<'_>) -> Result<(), SyntaxError> {
    let Some(place) = part.text.chars().position(char::is_uppercase) else { return Ok(()) };
    let part_found = quoted(part.text);
    let problem = format!("browsers send the origin in lower case, so {part_found} never matches");
    Err(SyntaxError::new(part.position + place, problem))
}

/// The parts of a text with a scheme.
struct Parts<'a> {
    scheme: Token<'a>,
    /// Host and port.
    site: Token<'a>,
    /// What an origin does not have.
    rest: Token<'a>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Result<Self, SyntaxError> {
        let Some((scheme, behind)) = text.split_once("://") else {
            let problem = format!(
                "expected a scheme such as `https://` before the host, found {}",
                quoted(text)
            );
            return Err(SyntaxError::new(0, problem));
        };
        let is_part = |next: char| next.is_ascii_alphanumeric() || "+-.".contains(next);
        if !scheme.starts_with(|next: char| next.is_ascii_alphabetic())
            || !scheme.chars().all(is_part)
        {
            let problem =
                format!("expected `https` or `http` before `://`, found {}", quoted(scheme));
            return Err(SyntaxError::new(0, problem));
        }
        let scheme = Token { position: 0, text: scheme };
        let (site, rest) = behind.split_at(behind.find(['/', '?', '#']).unwrap_or(behind.len()));
        let site = Token { position: scheme.end() + 3, text: site };
        if site.text.is_empty() {
            return Err(SyntaxError::new(site.position, "expected a host after `://`, found none"));
        }
        let rest = Token { position: site.end(), text: rest };
        Ok(Self { scheme, site, rest })
    }

    /// What is compared as a text has to be written as browsers write it.
    fn check_exact(&self) -> Result<(), SyntaxError> {
        in_small_letters(self.site)?;
        if let Some(place) = self.site.text.chars().position(|next| !next.is_ascii()) {
            let problem = format!(
                "browsers send this host in its ASCII form (`xn--...`), found {}",
                found(self.site.text.chars().nth(place))
            );
            return Err(SyntaxError::new(self.site.position + place, problem));
        }
        self.check_host(self.site)?;
        match self.rest.text {
            "" => Ok(()),
            "/" => Err(self.rest_is("a slash at the end")),
            rest if rest.starts_with('/') => Err(self.rest_is("a path")),
            rest if rest.starts_with('?') => Err(self.rest_is("a query")),
            _ => Err(self.rest_is("a fragment")),
        }
    }

    fn rest_is(&self, what: &str) -> SyntaxError {
        let problem = format!("browsers send an origin without {what}, so this never matches");
        SyntaxError::new(self.rest.position, problem)
    }

    /// Django takes what follows the first `*` of the host for the end of a host.
    fn check_wildcard(&self) -> Result<(), SyntaxError> {
        let ending = self.site.text.trim_start_matches('*');
        let position = self.site.position + self.site.text.len() - ending.len();
        let ending = Token { position, text: ending };
        if ending.position == self.site.position || ending.text.contains('*') {
            let at = self.site.text.rfind('*').map_or(0, |at| self.site.text[..at].chars().count());
            let problem =
                "`*` can only be the first part of the host, as in `https://*.example.org`";
            return Err(SyntaxError::new(self.site.position + at, problem));
        }
        let Some(labels) = ending.text.strip_prefix('.').filter(|labels| !labels.is_empty()) else {
            let problem = match ending.text {
                "" | "." => {
                    "a single `*` matches no host; name the domain, as in `https://*.example.org`"
                }
                _ => "expected a dot after `*`, as in `https://*.example.org`",
            };
            return Err(SyntaxError::new(ending.position, problem));
        };
        self.check_host(Token { position: ending.position + 1, text: labels })
    }

    /// A host and perhaps a port that is not the one of the scheme.
    fn check_host(&self, site: Token<'_>) -> Result<(), SyntaxError> {
        let (name, number) = host::split_port(site.text);
        host::check_present(name).map_err(|error| error.moved(site.position))?;
        if name.contains(':') && !name.starts_with('[') {
            let problem = "expected the address between brackets, as in `https://[::1]`";
            return Err(SyntaxError::new(site.position, problem));
        }
        let Some(number) = number else { return Ok(()) };
        let position = site.position + name.chars().count() + 1;
        port(number).map_err(|problem| SyntaxError::new(position, problem))?;
        let scheme = self.scheme.text.to_lowercase();
        if DEFAULT_PORTS.contains(&(&*scheme, number)) {
            let problem =
                format!("browsers omit port {number} for {scheme}, so this never matches");
            return Err(SyntaxError::new(position - 1, problem));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn origins_as_browsers_send_them() {
        let both = ["https://omero.example.org", "http://localhost:8080", "https://[::1]:8443"];
        accepts(check_csrf, &both);
        accepts(check_cors, &both);
        accepts(check_cors, &["null", "file://", "capacitor://localhost"]);
    }

    #[test]
    fn django_compares_only_the_end_of_the_host_after_an_asterisk() {
        let works =
            ["https://*.example.org", "https://*.Example.org/omero", "https://*.a.org:8443"];
        accepts(check_csrf, &works);
        refuses(
            check_csrf,
            &[
                ("https://*", 9, "name the domain"),
                ("https://*.", 9, "name the domain"),
                ("https://*example.org", 9, "a dot after"),
                ("https://a.*.org", 10, "the first part"),
                ("https://*.*.org", 10, "the first part"),
                ("*://example.org", 0, "found `*`"),
                ("https://*.example.org:443", 21, "port 443"),
            ],
        );
        refuses(check_cors, &[("https://*.example.org", 8, "not a wildcard")]);
    }

    #[test]
    fn what_never_equals_the_header_of_a_browser() {
        let rows = [
            ("omero.example.org", 0, "`https://`"),
            ("https://", 8, "a host"),
            ("https:///x", 8, "a host"),
            ("https://a.org/", 13, "without a slash"),
            ("https://a.org/omero", 13, "without a path"),
            ("https://a.org?x", 13, "without a query"),
            ("https://a.org#x", 13, "without a fragment"),
            ("https://a.org:443", 13, "port 443"),
            ("http://a.org:80", 12, "port 80"),
            ("https://a.org:", 14, "a port number"),
            ("https://A.org", 8, "lower case"),
            (" https://a.org", 0, "before `://`"),
            ("https://a.org ", 13, "a host name"),
            ("https://me@a.org", 10, "a host name"),
            ("https://b\u{fc}cher.example", 9, "ASCII form"),
            ("https://::1", 8, "after it"),
            ("", 0, "a scheme such"),
        ];
        refuses(check_csrf, &rows);
        refuses(check_cors, &rows);
        refuses(check_csrf, &[("HTTPS://a.org", 0, "lower case")]);
    }

    #[test]
    fn what_was_meant_is_proposed() {
        for (typed, meant) in [
            ("omero.example.org", "https://omero.example.org"),
            (" HTTPS://A.org:443/omero?x ", "https://a.org"),
            ("http://me@a.org:8080/", "http://a.org:8080"),
            ("https://*example.org", "https://*.example.org"),
            ("*.example.org/", "https://*.example.org"),
        ] {
            assert_eq!(repair(typed), meant, "{typed}");
        }
    }
}
