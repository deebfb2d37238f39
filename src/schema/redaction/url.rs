//! Passwords in URLs: `scheme://user:PASSWORD@host`.
//!
//! Many are written without the escapes that a URL requires, so where a character could end the
//! password or belong to it, it belongs to it.

use std::ops::Range;

use super::signs::Sign;

/// The password in a URL without its scheme, as a range of `signs`.
pub(super) fn password(scheme: &str, signs: &[Sign]) -> Option<Range<usize>> {
    let authority_end = position(signs, |found| matches!(found, '/' | '?' | '#' | '\\'));
    let authority_end = authority_end.unwrap_or(signs.len());
    let authority = signs.get(..authority_end).unwrap_or_default();
    let start = position(authority, |found| found == ':')? + 1;
    let in_authority = authority.iter().rposition(|sign| sign.found == '@');
    if in_authority.is_some_and(|at| at < start) {
        return None;
    }
    let is_plain_host = in_authority.is_none() && is_host_and_port(authority);
    let end = match in_authority {
        Some(end) if is_of_web(scheme) => end,
        None if is_of_web(scheme) && is_plain_host => return None,
        _ => match last_at(signs) {
            Some(end) if end >= start => end,
            _ if !is_plain_host && is_cut(signs) => signs.len(),
            _ => return None,
        },
    };
    (start < end).then_some(start..end)
}

/// The `@` that ends a password, wherever it is; one in parameters ends none.
fn last_at(signs: &[Sign]) -> Option<usize> {
    let end = position(signs, |found| found == '?').filter(|&query| {
        let rest = signs.get(query..).unwrap_or_default();
        let assigned = position(rest, |found| found == '=');
        assigned.is_some() && assigned < position(rest, |found| found == '@')
            || position(rest, |found| found == '@').is_none()
    });
    let before = signs.get(..end.unwrap_or(signs.len())).unwrap_or_default();
    before.iter().rposition(|sign| sign.found == '@')
}

/// Whether this consists only of hosts, each with a port: `h1:5432,h2:5432`, `[::1]:80`.
fn is_host_and_port(authority: &[Sign]) -> bool {
    let is_one = |host: &[Sign]| {
        let colon = host.iter().rposition(|sign| sign.found == ':');
        let port = colon.and_then(|colon| host.get(colon + 1..)).unwrap_or_default();
        colon != Some(0) && port.iter().all(|sign| sign.found.is_ascii_digit() || sign.found == ']')
    };
    authority.split(|sign| sign.found == ',').all(is_one)
}

/// Whether the end was left out, as messages do with long values.
fn is_cut(signs: &[Sign]) -> bool {
    let end = signs.iter().rev().take(3);
    signs.len() >= 3 && end.map(|sign| sign.found).all(|found| found == '.')
}

/// Schemes whose paths often have an `@`, and whose programs refuse a password that is not escaped.
fn is_of_web(scheme: &str) -> bool {
    matches!(scheme.to_ascii_lowercase().as_str(), "" | "http" | "https" | "ws" | "wss")
}

fn position(signs: &[Sign], is_wanted: impl Fn(char) -> bool) -> Option<usize> {
    signs.iter().position(|sign| is_wanted(sign.found))
}
