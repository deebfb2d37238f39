//! Passwords in addresses: URLs, and what Oracle calls a connection.

use super::Kind;
use super::MASK;
use super::Name;
use super::Scanner;
use super::Sign;
use crate::schema::redaction::url;

/// This number of signs is checked after `oracle:thin:`.
const LONGEST_LOGIN: usize = 256;

/// What is before a colon and an address without being a user: schemes, and drivers of Oracle.
const NOT_USERS: [&str; 7] = ["mailto", "sip", "sips", "xmpp", "acct", "thin", "oci"];

impl Scanner<'_> {
    pub(super) fn url(&mut self, colon: usize) -> usize {
        let scheme = self.name.take().filter(|name| name.end == colon).map_or("", |name| name.text);
        self.url_after(scheme, colon + "://".len())
    }

    pub(super) fn url_without_scheme(&mut self, at: usize) -> usize {
        self.name = None;
        self.url_after("", at + "//".len())
    }

    fn url_after(&mut self, scheme: &str, start: usize) -> usize {
        let next = if scheme.is_empty() { "//" } else { "://" };
        let end = self.end_of_url(start, next);
        let Some(found) = url::password(scheme, self.signs.get(start..end).unwrap_or_default())
        else {
            return start;
        };
        let (from, to) = (start + found.start, start + found.end);
        self.part(self.offset(from)..self.offset(to), MASK.to_owned());
        to
    }

    /// `oracle:thin:user/SECRET@host`.
    pub(super) fn oracle(&mut self, at: usize, name: Name<'_>) -> Option<usize> {
        if !matches!(name.text, "thin" | "oci") || self.kind == Kind::Message {
            return None;
        }
        let rest = self.signs.get(at + 1..)?.iter().take(LONGEST_LOGIN);
        let login: Vec<_> =
            rest.map(|sign| sign.found).take_while(|found| !found.is_whitespace()).collect();
        let slash = login.iter().position(|&found| found == '/')?;
        let host = login.iter().rposition(|&found| found == '@')?;
        if slash + 1 >= host {
            return None;
        }
        self.part(self.offset(at + 2 + slash)..self.offset(at + 1 + host), MASK.to_owned());
        Some(at + 1 + host)
    }

    /// `user:SECRET@host` without a scheme, as proxies are written. Another colon, or a slash, makes it something else.
    pub(super) fn login(&mut self, colon: usize, name: Name<'_>) -> Option<usize> {
        let is_word = name.end == colon && name.quote.is_none() && !NOT_USERS.contains(&name.text);
        // In a sentence it is quoted.
        let is_sentence = self.kind == Kind::Message && self.open.is_empty();
        if is_sentence || !is_word {
            return None;
        }
        let rest = self.signs.get(colon + 1..)?.iter().take(LONGEST_LOGIN);
        let ends = |found: char| {
            found.is_whitespace() || matches!(found, ':' | '/' | '"' | '\'' | ',' | ';' | '`')
        };
        let login: Vec<_> = rest.map(|sign| sign.found).take_while(|found| !ends(*found)).collect();
        let at = login.iter().rposition(|&found| found == '@').filter(|&at| at > 0)?;
        let host: String = login.get(at + 1..)?.iter().collect();
        // `image:tag@sha256:...`
        if !host.starts_with(char::is_alphanumeric) || host == "sha256" {
            return None;
        }
        self.part(self.offset(colon + 1)..self.offset(colon + 1 + at), MASK.to_owned());
        Some(colon + 1 + at)
    }

    /// Where the URL ends: before what cannot be in one, and before the next one.
    fn end_of_url(&self, start: usize, beginning: &str) -> usize {
        let rest = self.signs.get(start..).unwrap_or_default();
        let ends = |sign: &Sign| {
            sign.found.is_whitespace()
                || matches!(sign.found, '<' | '>' | '"' | '`')
                || self.open.iter().any(|open| open.found == sign.found && open.depth >= sign.depth)
        };
        let next = (0..rest.len()).find(|&at| {
            rest.get(at).is_some_and(ends) || (at > 0 && self.follows(start + at, beginning))
        });
        let Some(mut end) = next.filter(|&at| rest.get(at).is_some_and(|sign| !ends(sign))) else {
            return start + next.unwrap_or(rest.len());
        };
        let is_of_scheme =
            |found: char| found.is_alphanumeric() || matches!(found, '+' | '.' | '-');
        while end > 0 && rest.get(end - 1).is_some_and(|sign| is_of_scheme(sign.found)) {
            end -= 1;
        }
        start + end
    }

    /// Whether two slashes here are inside a path, and begin no host.
    pub(super) fn is_in_path(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.sign(before));
        before.is_some_and(|before| {
            before.found.is_alphanumeric() || matches!(before.found, ':' | '/' | '.' | '_' | '-')
        })
    }
}
