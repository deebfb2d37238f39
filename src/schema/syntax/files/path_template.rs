//! Where imported files go: the template of the managed repository, `omero.fs.repo.path`.
//!
//! Source: the server's `ManagedRepositoryI`. Directories before the last `//` belong to root,
//! those after it to the user; without `//` all are the user's. A term that cannot be expanded
//! fails at the first import, not at the start of the server.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::number::within;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::fields;

/// Terms that take no argument.
const PLAIN: &[&str] = &[
    "user",
    "userId",
    "group",
    "groupId",
    "perms",
    "year",
    "month",
    "monthname",
    "day",
    "session",
    "sessionId",
    "thread",
];

/// Terms that create their directory immediately, in what belongs to the user; one to a directory.
const MAKERS: &[&str] = &["time", "increment", "subdirs"];

/// Digits that `%hash%` has to give.
const HASH_DIGITS: u64 = 8;

/// A template of `%term%` and other text.
///
/// # Errors
///
/// The first term that an import could not expand, or a template without user-owned directories.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let (root, user) = text.rsplit_once("//").unwrap_or(("", text));
    let start = text.chars().count() - user.chars().count();
    if user.trim_matches('/').is_empty() {
        let problem = "expected a directory that belongs to the user, found the end";
        return Err(SyntaxError::new(text.chars().count(), problem));
    }
    fields(root, |next| next == '/').try_for_each(|name| directory(name, Owner::Root))?;
    fields(user, |next| next == '/').try_for_each(|name| {
        directory(Token { position: name.position + start, ..name }, Owner::User)
    })
}

/// Who owns a directory of the template.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Root,
    User,
}

/// A term between its percent signs.
struct Term<'a> {
    name: Token<'a>,
    argument: Option<Token<'a>>,
}

fn directory(name: Token<'_>, owner: Owner) -> Result<(), SyntaxError> {
    let mut maker: Option<&str> = None;
    let mut tokens = fields(name.text, |next| next == '%');
    tokens.next();
    while let Some(inside) = tokens.next() {
        let inside = Token { position: inside.position + name.position, ..inside };
        if tokens.next().is_none() {
            let problem = "expected a `%` at the end of the term, found the end of the directory";
            return Err(SyntaxError::new(inside.position - 1, problem));
        }
        let term = term(inside)?;
        if let Some(earlier) = maker {
            return Err(after_maker(earlier, &term));
        }
        maker = check_term(&term, owner)?;
    }
    Ok(())
}

fn term(inside: Token<'_>) -> Result<Term<'_>, SyntaxError> {
    let (name, argument) = match inside.split_once(':') {
        Some((name, argument)) => (name, Some(argument)),
        None => (inside, None),
    };
    if let Some(argument) = argument.filter(|argument| argument.text.is_empty()) {
        return Err(SyntaxError::new(argument.position, "expected an argument after `:`"));
    }
    Ok(Term { name, argument })
}

/// The server makes the directory at once and leaves what follows in it as it is.
fn after_maker(maker: &str, later: &Term<'_>) -> SyntaxError {
    let found = quoted(later.name.text);
    let problem = format!("expected no term after `%{maker}%` in this directory, found {found}");
    SyntaxError::new(later.name.position, problem)
}

/// Returns whether a valid term is one of the makers.
fn check_term(term: &Term<'_>, owner: Owner) -> Result<Option<&'static str>, SyntaxError> {
    if is_called(term, "institution") || PLAIN.iter().any(|name| is_called(term, name)) {
        return no_argument(term).map(|()| None);
    }
    let maker = MAKERS.iter().copied().find(|name| is_called(term, name));
    if maker.is_none() && !is_called(term, "hash") {
        let known = [PLAIN, &["institution", "hash"], MAKERS].concat().join(", ");
        let problem = format!("expected one of {known}, found {}", quoted(term.name.text));
        return Err(SyntaxError::new(term.name.position, problem));
    }
    if owner == Owner::Root {
        let name = quoted(term.name.text);
        let problem = format!("expected {name} only in directories after the last `//`");
        return Err(SyntaxError::new(term.name.position, problem));
    }
    if let Some(argument) = term.argument {
        digits(maker, argument)?;
    }
    Ok(maker)
}

/// The server finds a term by its name, in which the first letter may be large or small.
fn is_called(term: &Term<'_>, name: &str) -> bool {
    let mut letters = term.name.text.chars();
    let mut wanted = name.chars();
    match (letters.next(), wanted.next()) {
        (Some(first), Some(other)) => {
            first.eq_ignore_ascii_case(&other) && letters.as_str() == wanted.as_str()
        }
        _ => false,
    }
}

/// Only `%institution%` has a use for text; elsewhere the server drops it with a line in its log.
fn no_argument(term: &Term<'_>) -> Result<(), SyntaxError> {
    match term.argument {
        Some(argument) if !is_called(term, "institution") => {
            let name = quoted(term.name.text);
            let problem = format!("expected no argument, since {name} takes none");
            Err(SyntaxError::new(argument.position, problem))
        }
        _ => Ok(()),
    }
}

fn digits(maker: Option<&str>, argument: Token<'_>) -> Result<(), SyntaxError> {
    let checked = match maker {
        Some("subdirs") => within(argument.text, 1..=9, "a power of ten"),
        Some("increment") => within(argument.text, 0..=255, "a number of digits"),
        Some(_) => Err("expected no argument, since `time` takes none".to_owned()),
        None => return hash_digits(argument),
    };
    checked.map(|_| ()).map_err(|problem| SyntaxError::new(argument.position, problem))
}

/// How many digits of the hash each directory takes, eight together.
fn hash_digits(argument: Token<'_>) -> Result<(), SyntaxError> {
    let mut left = HASH_DIGITS;
    for count in fields(argument.text, |next| next == ',') {
        let position = argument.position + count.position;
        let most = left.max(1);
        left = within(count.text, 1..=most, "a number of digits")
            .ok()
            .and_then(|digits| left.checked_sub(digits))
            .ok_or_else(|| {
                let problem = "expected numbers of digits with a sum of at most 8, found";
                SyntaxError::new(position, format!("{problem} {}", quoted(argument.text)))
            })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn templates_that_an_import_can_expand() {
        accepts(
            check,
            &[
                "%user%_%userId%//%year%-%month%/%day%/%time%",
                "volume-B/%user%_%userId%//%year%-%month%/%day%/%time%",
                "%user%_%userId%/%thread%//%year%-%month%/%day%/%time%",
                "%User%/%time%",
                "%group%/%institution:other (none)%//%hash:2,2,4%/%increment:4%",
                "%institution%//%hash%",
                "%subdirs%/%user%-%increment%",
                "%subdirs:3%/%sessionId%",
                "data",
                "//%time%",
                "a//b//c",
                "%hash:8%/%year%",
            ],
        );
    }

    #[test]
    fn templates_that_fail_at_the_first_import() {
        refuses(
            check,
            &[
                ("", 0, "belongs to the user"),
                ("/", 1, "belongs to the user"),
                ("%user%//", 8, "belongs to the user"),
                ("%usr%//%time%", 1, "found `usr`"),
                ("%userid%//%time%", 1, "found `userid`"),
                ("%user//%time%", 0, "a `%` at the end"),
                ("100%/%time%", 3, "a `%` at the end"),
                ("%%/%time%", 1, "found ``"),
                ("%time%//%day%", 1, "after the last `//`"),
                ("%hash%//%day%", 1, "after the last `//`"),
                ("a//%time%_%increment%", 11, "after `%time%`"),
                ("a//%time%_%user%", 11, "after `%time%`"),
                ("a//%user:x%", 9, "no argument"),
                ("a//%time:x%", 9, "no argument"),
                ("a//%institution:%", 16, "an argument"),
                ("a//%hash:4,5%", 11, "at most 8"),
                ("a//%hash:0%", 9, "at most 8"),
                ("a//%hash:8,1%", 11, "at most 8"),
                ("a//%hash:x%", 9, "at most 8"),
                ("a//%subdirs:0%", 12, "from 1 to 9"),
                ("a//%increment:x%", 14, "found `x`"),
            ],
        );
    }
}
