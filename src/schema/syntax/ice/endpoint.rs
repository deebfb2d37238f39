//! Ice endpoints: `tcp -h host -p 4064:ssl -p 4065`.
//!
//! Source: the Ice 3.6 manual, appendix "Proxy and endpoint syntax". A host may be a placeholder such as
//! `@omero.host@`, which a client replaces.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::number::decimal;
use crate::schema::syntax::number::within;
use crate::schema::syntax::scanner::Scanner;
use crate::schema::syntax::token::Token;

/// Options that need an argument, by the protocols that know them.
const OF_SOCKETS: &[&str] = &["-h", "-p", "-t", "--sourceAddress"];
const OF_WEB_SOCKETS: &[&str] = &["-h", "-p", "-t", "-r", "--sourceAddress"];
const OF_DATAGRAMS: &[&str] = &["-h", "-p", "-v", "-e", "--interface", "--ttl", "--sourceAddress"];
const OF_OPAQUE: &[&str] = &["-t", "-e", "-v"];
const OF_BLUETOOTH: &[&str] = &["-a", "-c", "-t", "-u", "--name"];

/// What a protocol is called, and its options with and without argument.
const PROTOCOLS: &[(&str, &[&str], &[&str])] = &[
    ("default", OF_WEB_SOCKETS, &["-z"]),
    ("tcp", OF_SOCKETS, &["-z"]),
    ("ssl", OF_SOCKETS, &["-z"]),
    ("ws", OF_WEB_SOCKETS, &["-z"]),
    ("wss", OF_WEB_SOCKETS, &["-z"]),
    ("udp", OF_DATAGRAMS, &["-c", "-z"]),
    ("opaque", OF_OPAQUE, &[]),
    ("bt", OF_BLUETOOTH, &["-z"]),
    ("bts", OF_BLUETOOTH, &["-z"]),
];

/// One or more endpoints with colons between them.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    check_from(Scanner::new(text))
}

/// As `check`, for what is left of a longer text.
pub(crate) fn check_from(mut scanner: Scanner<'_>) -> Result<(), SyntaxError> {
    loop {
        let words = words_of_one(&mut scanner)?;
        check_endpoint(&words, scanner.position())?;
        if !scanner.eat(':') {
            return Ok(());
        }
    }
}

/// A word, with its quotation marks if it had any.
pub(crate) fn word<'a>(
    scanner: &mut Scanner<'a>,
    is_end: impl Fn(char) -> bool,
) -> Result<Token<'a>, SyntaxError> {
    let start = scanner.clone();
    let Some(mark) = scanner.eat_if(|next| matches!(next, '"' | '\'')) else {
        let text = scanner.take_while(|next| !next.is_ascii_whitespace() && !is_end(next));
        return Ok(Token { position: start.position(), text });
    };
    let text = scanner.take_while(|next| next != mark);
    if !scanner.eat(mark) {
        return Err(start.error(format!("expected a closing {mark}, found the end")));
    }
    Ok(Token { position: start.position(), text })
}

/// Everything up to the next colon that is not quoted.
fn words_of_one<'a>(scanner: &mut Scanner<'a>) -> Result<Vec<Token<'a>>, SyntaxError> {
    let mut words = Vec::new();
    loop {
        scanner.take_while(|next| next.is_ascii_whitespace());
        if matches!(scanner.peek(), None | Some(':')) {
            return Ok(words);
        }
        words.push(word(scanner, |next| next == ':')?);
    }
}

fn check_endpoint(words: &[Token<'_>], end: usize) -> Result<(), SyntaxError> {
    let names = || PROTOCOLS.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
    let Some((protocol, mut options)) = words.split_first() else {
        return Err(SyntaxError::new(end, format!("expected one of {}, found nothing", names())));
    };
    let known = PROTOCOLS.iter().find(|(name, ..)| *name == protocol.text);
    let Some((name, with_argument, without)) = known else {
        let problem = format!("expected one of {}, found {}", names(), quoted(protocol.text));
        return Err(SyntaxError::new(protocol.position, problem));
    };
    while let Some((option, rest)) = options.split_first() {
        options = if without.contains(&option.text) {
            rest
        } else if with_argument.contains(&option.text) {
            after_argument(name, *option, rest, end)?
        } else {
            return Err(unknown_option(name, *option));
        };
    }
    Ok(())
}

fn unknown_option(protocol: &str, option: Token<'_>) -> SyntaxError {
    let found = quoted(option.text);
    let problem = if option.text.starts_with('-') {
        format!("expected an option of `{protocol}`, found {found}")
    } else {
        format!("expected `:` or an option such as `-p`, found {found}")
    };
    SyntaxError::new(option.position, problem)
}

/// Checks the argument of `option` and returns what follows it.
fn after_argument<'w, 'a>(
    protocol: &str,
    option: Token<'_>,
    rest: &'w [Token<'a>],
    end: usize,
) -> Result<&'w [Token<'a>], SyntaxError> {
    let Some((argument, behind)) =
        rest.split_first().filter(|(argument, _)| !argument.text.starts_with('-'))
    else {
        let position = rest.first().map_or(end, |next| next.position);
        let problem = format!("expected an argument after `{}`", option.text);
        return Err(SyntaxError::new(position, problem));
    };
    if !argument.text.contains(['@', '$']) && protocol != "opaque" {
        check_argument(option.text, argument.text)
            .map_err(|problem| SyntaxError::new(argument.position, problem))?;
    }
    Ok(behind)
}

fn check_argument(option: &str, argument: &str) -> Result<(), String> {
    match option {
        "-p" => within(argument, 0..=65_535, "a port number").map(|_| ()),
        "-t" if argument == "infinite" || decimal(argument).is_some_and(|time| time > 0) => Ok(()),
        "-t" => Err(format!("expected milliseconds or `infinite`, found {}", quoted(argument))),
        "--ttl" => within(argument, 0..=255, "a number").map(|_| ()),
        _ if argument.is_empty() => Err(format!("expected an argument after `{option}`")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn endpoints_that_ice_understands() {
        accepts(
            check,
            &[
                "tcp",
                "tcp -h host -p 4064:ssl -p 4065",
                "tcp -h host -p 4064 : ssl -p 4065",
                "default -h \"::1\" -p 4064",
                "ssl -p 4064 -h @omero.host@",
                "tcp -p 0 -t 20000 -z",
                "tcp -t infinite",
                "ws -h omero.example.org -p 4065 -r /omero-ws",
                "wss -p 443",
                "udp -h 239.1.1.1 -p 1000 --interface eth0 --ttl 3 -c",
                "tcp -h '*' -p $${omero.ports.tcp}",
                "opaque -t 1 -v abcd==",
                "ssl -h 10.0.0.1 --sourceAddress 10.0.0.2",
            ],
        );
    }

    #[test]
    fn endpoints_that_ice_refuses() {
        refuses(
            check,
            &[
                ("", 0, "found nothing"),
                ("tcp:", 4, "found nothing"),
                (":tcp", 0, "found nothing"),
                ("tpc -p 1", 0, "found `tpc`"),
                ("TCP -p 1", 0, "found `TCP`"),
                ("tcp host", 4, "`:` or an option"),
                ("tcp -h", 6, "after `-h`"),
                ("tcp -h -p 1", 7, "after `-h`"),
                ("tcp -p 70000", 7, "from 0 to 65535"),
                ("tcp -p x", 7, "found `x`"),
                ("tcp -t soon", 7, "`infinite`"),
                ("tcp -t 0", 7, "`infinite`"),
                ("tcp -r /x", 4, "an option of `tcp`"),
                ("tcp -x 1", 4, "found `-x`"),
                ("tcp -h \"a", 7, "a closing"),
                ("tcp -h ::1", 7, "after `-h`"),
                ("tcp -h host:4064", 12, "found `4064`"),
            ],
        );
    }
}
