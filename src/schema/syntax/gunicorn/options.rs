//! Options of gunicorn: the words of `omero.web.wsgi_args`.
//!
//! Source: `gunicorn.config.KNOWN_SETTINGS` of gunicorn 19.9, 20.1, 21.2, 22, 23 and 27, in
//! `options.txt`: an option of any of them is known. `argparse` reads the words: `--option value`,
//! `--option=value`, `-w4`, and a long option by its beginning. OMERO.web writes the name of its
//! application after them.

use std::sync::LazyLock;

use crate::python::SyntaxError;
use crate::python::int;
use crate::python::quoted;
use crate::schema::nearest::nearest;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::words;

/// Whether an option has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Flag,
    Int,
    Text,
    /// It depends on the release of gunicorn.
    Either,
}

static OPTIONS: LazyLock<Vec<(&'static str, Kind)>> =
    LazyLock::new(|| include_str!("options.txt").lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<(&'static str, Kind)> {
    let (name, kind) = line.split_once(' ')?;
    let kind = match kind {
        "flag" => Kind::Flag,
        "int" => Kind::Int,
        "text" => Kind::Text,
        _ => Kind::Either,
    };
    Some((name, kind))
}

/// Options with their values, and nothing else.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut rest = words(text, char::is_whitespace).peekable();
    while let Some(word) = rest.next() {
        let (option, joined) = option(word)?;
        match (option, joined) {
            ((name, Kind::Flag), Some(value)) if !value.text.is_empty() => {
                let problem = format!("`{name}` has no value, found {}", quoted(value.text));
                return Err(SyntaxError::new(value.position, problem));
            }
            ((name, kind @ (Kind::Int | Kind::Text)), joined) => {
                let next = || rest.next_if(|next| is_value(next.text));
                let Some(value) = joined.or_else(next) else {
                    let problem = format!("expected a value after `{name}`, found none");
                    return Err(SyntaxError::new(word.end(), problem));
                };
                check_value(name, kind, value)?;
            }
            ((_, Kind::Either), None) => {
                rest.next_if(|next| is_value(next.text));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The option that a word is, and the value in the same word.
fn option(word: Token<'_>) -> Result<((&'static str, Kind), Option<Token<'_>>), SyntaxError> {
    if !word.text.starts_with('-') || word.text == "-" {
        return Err(stray(word));
    }
    if !word.text.starts_with("--") {
        let end = word.text.char_indices().nth(2).map_or(word.text.len(), |(end, _)| end);
        let (name, value) = word.text.split_at(end);
        let known =
            OPTIONS.iter().find(|(known, _)| *known == name).ok_or_else(|| unknown(word))?;
        let value = Token { position: word.position + 2, text: value };
        return Ok((*known, (!value.text.is_empty()).then_some(value)));
    }
    let (name, value) =
        word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
    let exact = OPTIONS.iter().find(|(known, _)| *known == name.text);
    let mut beginnings = OPTIONS.iter().filter(|(known, _)| known.starts_with(name.text));
    let only = beginnings.next().filter(|_| name.text.len() > 2 && beginnings.next().is_none());
    let known = exact.or(only);
    Ok((*known.ok_or_else(|| unknown(name))?, value))
}

fn stray(word: Token<'_>) -> SyntaxError {
    let problem = match with_dashes(word.text) {
        Some(meant) => format!("expected an option, found {}: write `{meant}`", quoted(word.text)),
        None => format!("expected an option that begins with `--`, found {}", quoted(word.text)),
    };
    SyntaxError::new(word.position, problem)
}

fn unknown(word: Token<'_>) -> SyntaxError {
    let found = quoted(word.text);
    let meant = nearest(word.text, OPTIONS.iter().map(|(name, _)| *name));
    let problem = match meant {
        Some(meant) => format!("Gunicorn has no option {found}; did you mean `{meant}`?"),
        None => format!("Gunicorn has no option {found}"),
    };
    SyntaxError::new(word.position, problem)
}

/// As `argparse` sees it: a negative number is a value, too.
fn is_value(word: &str) -> bool {
    let number = word.strip_prefix('-').is_some_and(|rest| rest.parse::<f64>().is_ok());
    !word.starts_with('-') || word == "-" || number
}

fn check_value(name: &str, kind: Kind, value: Token<'_>) -> Result<(), SyntaxError> {
    let is_right = kind == Kind::Text
        || int::read(value.text).is_ok_and(|_| !value.text.trim().starts_with('-'));
    if is_right {
        return Ok(());
    }
    let problem =
        format!("expected an integer of at least 0 for `{name}`, found {}", quoted(value.text));
    Err(SyntaxError::new(value.position, problem))
}

/// The words with two dashes before each that is an option without them.
pub(crate) fn repair(text: &str) -> String {
    let mut repaired: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let after = |word: &str| [repaired.clone(), vec![word.to_owned()]].concat().join(" ");
        let is_right =
            check(&after(word)).is_ok() || option(Token { position: 0, text: word }).is_ok();
        let dashed = with_dashes(word).filter(|_| !is_right);
        repaired.push(dashed.unwrap_or_else(|| word.to_owned()));
    }
    repaired.join(" ")
}

/// The option that a word would be with two dashes before it.
fn with_dashes(word: &str) -> Option<String> {
    let bare = word.trim().trim_start_matches(['-', '\u{2013}', '\u{2014}']);
    let option = format!("--{bare}");
    (!bare.is_empty() && check(&option).is_ok()).then_some(option)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn what_gunicorn_starts_with() {
        accepts(
            check,
            &[
                "",
                "--log-level=DEBUG --error-logfile=/var/log/error.log",
                "--limit-request-line 8192",
                "--reload",
                "-w 4 -t30",
                "--forwarded-allow-ips=*",
                "--access-logfile -",
                "--config python:my.conf",
                "--worker-cl gevent",
                "--proxy-protocol --preload",
            ],
        );
    }

    #[test]
    fn words_get_their_dashes() {
        let repaired = repair("reload --workers 4 \u{2014}preload");
        assert_eq!(repaired, "--reload --workers 4 --preload");
    }

    #[test]
    fn what_gunicorn_does_not_start_with() {
        refuses(
            check,
            &[
                ("--workers=abc", 10, "an integer"),
                ("--workers=-1", 10, "an integer"),
                ("--workers 2.5", 10, "an integer"),
                ("--workers", 9, "a value after"),
                ("--log-level --reload", 11, "a value after"),
                ("reload", 0, "`--reload`"),
                ("--reload yes", 9, "an option"),
                ("--reload=yes", 9, "has no value"),
                ("--workers=4 --nosuch", 12, "no option"),
                ("--worker-c gevent", 0, "no option"),
                ("--log-levle=DEBUG", 0, "`--log-level`"),
                ("\u{2014}reload", 0, "`--reload`"),
                ("-x", 0, "no option"),
            ],
        );
    }
}
