//! The name or address of a machine, with neither scheme nor port.
//!
//! Source: RFC 1123 for names (with the underscore that container networks use), RFC 4291 for
//! IPv6, in brackets or without, and the short IPv4 forms that resolvers take. Letters beyond
//! ASCII are left to the resolver.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::ice::interpolation::is_open;
use crate::schema::syntax::number::decimal;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::fields;
use std::net::Ipv6Addr;

/// The longest part of a name that the Domain Name System can hold.
const LONGEST_LABEL: usize = 63;

const LONGEST_NAME: usize = 253;

/// A host name, an IPv4 or an IPv6 address, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.is_empty() { Ok(()) } else { check_present(text) }
}

/// Host and port: the colon before a port is the last one, but not one between brackets.
pub(crate) fn split_port(machine: &str) -> (&str, Option<&str>) {
    match machine.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (machine, None),
    }
}

/// The host of a URL or of `host:port`, without what is around it.
pub(crate) fn repair(text: &str) -> String {
    let text = text.trim();
    let site = text.split_once("://").map_or(text, |(_, site)| site);
    let site = site.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match split_port(site) {
        (host, Some(_)) if !host.contains(':') || host.ends_with(']') => host,
        _ => site,
    };
    host.to_owned()
}

/// As `check`, where a host must be.
pub(crate) fn check_present(text: &str) -> Result<(), SyntaxError> {
    if is_open(text) {
        return Ok(());
    }
    if let Some(inner) = text.strip_prefix('[') {
        return bracketed(inner);
    }
    match text.matches(':').count() {
        0 => name(text),
        1 => Err(one_colon(text)),
        _ if text.contains("://") => Err(one_colon(text)),
        _ => address(text),
    }
}

fn bracketed(inner: &str) -> Result<(), SyntaxError> {
    match inner.strip_suffix(']') {
        Some(inside) => address(inside).map_err(|error| error.moved(1)),
        None => Err(SyntaxError::new(0, "expected `[`, an IPv6 address and `]`, nothing else")),
    }
}

/// An IPv6 address, perhaps with the network interface after a `%`.
fn address(text: &str) -> Result<(), SyntaxError> {
    let number = text.split_once('%').map_or(text, |(number, _)| number);
    number.parse::<Ipv6Addr>().map(|_| ()).map_err(|_| {
        SyntaxError::new(0, format!("expected a host name or an address, found {}", quoted(text)))
    })
}

/// A scheme before the host or a port after it.
fn one_colon(text: &str) -> SyntaxError {
    let (before, after) = text.split_once(':').unwrap_or((text, ""));
    if after.starts_with("//") {
        return SyntaxError::new(
            0,
            format!("expected only a host, found {} before it", quoted(before)),
        );
    }
    let problem = format!("expected only a host, found {} after it", quoted(&format!(":{after}")));
    SyntaxError::new(before.chars().count(), problem)
}

fn name(text: &str) -> Result<(), SyntaxError> {
    if let Some(position) = text.chars().position(|next| !is_part(next)) {
        let problem = match text.chars().nth(position) {
            Some(next) if next.is_whitespace() => {
                format!("expected a host name without spaces, found {}", quoted(text))
            }
            _ => format!("expected a host name or an address, found {}", quoted(text)),
        };
        return Err(SyntaxError::new(position, problem));
    }
    if text.chars().count() > LONGEST_NAME {
        let problem = format!("expected a host name of at most {LONGEST_NAME} characters");
        return Err(SyntaxError::new(LONGEST_NAME, problem));
    }
    let labels = text.strip_suffix('.').unwrap_or(text);
    fields(labels, |next| next == '.').try_for_each(label)?;
    numbers(labels)
}

fn is_part(next: char) -> bool {
    next.is_alphanumeric() || matches!(next, '-' | '_' | '.')
}

fn label(label: Token<'_>) -> Result<(), SyntaxError> {
    let problem = match label.text.chars().next() {
        None => "expected a part of a host name before the dot, found nothing",
        Some('-') => "expected a letter or a digit, found `-`",
        Some(_) if label.text.chars().count() > LONGEST_LABEL => {
            "expected at most 63 characters between dots"
        }
        Some(_) => return Ok(()),
    };
    Err(SyntaxError::new(label.position, problem))
}

/// Only numbers are an IPv4 address, in which the last one may represent several.
fn numbers(labels: &str) -> Result<(), SyntaxError> {
    let all: Option<Vec<u64>> = labels.split('.').map(decimal).collect();
    let Some((last, others)) = all.as_deref().and_then(<[u64]>::split_last) else {
        return Ok(());
    };
    let bits = u32::try_from(others.len()).map_or(0, |count| 32_u32.saturating_sub(8 * count));
    if bits > 0 && others.iter().all(|&number| number < 256) && *last < 1 << bits {
        return Ok(());
    }
    Err(SyntaxError::new(0, format!("expected an IPv4 address, found {}", quoted(labels))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn names_and_addresses() {
        accepts(
            check,
            &[
                "",
                "localhost",
                "db.example.org",
                "db.example.org.",
                "omero_db",
                "127.0.0.1",
                "0.0.0.0",
                "127.1",
                "::1",
                "[::1]",
                "fe80::1%eth0",
                "2001:db8::1",
                "xn--bcher-kva.example",
                "bücher.example",
                "host-1",
                "1host",
                "$${omero.db.host}",
            ],
        );
    }

    #[test]
    fn what_is_more_or_less_than_a_host() {
        refuses(
            check,
            &[
                ("http://db.example.org", 0, "found `http`"),
                ("http://db.example.org:80/", 0, "found `http`"),
                ("db.example.org:5432", 14, "found `:5432`"),
                ("db example", 2, "found `db example`"),
                ("db/x", 2, "a host name"),
                (" db", 0, "a host name"),
                ("a..b", 2, "found nothing"),
                (".example.org", 0, "found nothing"),
                (".", 0, "found nothing"),
                ("-h", 0, "found `-`"),
                ("192.168.1.300", 0, "an IPv4 address"),
                ("1.2.3.4.5", 0, "an IPv4 address"),
                ("1::2::3", 0, "an address"),
                ("[::1", 0, "and `]`"),
                ("[::1]:80", 0, "and `]`"),
                ("[x]", 1, "an address"),
                ("a,b", 1, "a host name"),
            ],
        );
        let long = "a".repeat(64);
        refuses(check, &[(long.as_str(), 0, "63 characters")]);
        let longer = "a.".repeat(200);
        refuses(check, &[(longer.as_str(), 253, "253 characters")]);
    }
}
