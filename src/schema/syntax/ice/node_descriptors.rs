//! Which node of the grid runs which services: `master:Blitz-0,Tables-0 worker1:Processor-0`.
//!
//! Source: omero-py, which splits the text at spaces, each word at its one colon and the rest at commas.
//! Services are not looked up: a site may have templates of its own.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::scanner::Scanner;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::fields;
use crate::schema::syntax::token::words;

/// Nodes with their services, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    words(text, char::is_whitespace).try_for_each(check_node)
}

fn check_node(word: Token<'_>) -> Result<(), SyntaxError> {
    let Some((node, services)) = word.split_once(':') else {
        let problem = format!("expected `node:service,service`, found {}", quoted(word.text));
        return Err(SyntaxError::new(word.position, problem));
    };
    if node.text.is_empty() || node.text.contains(',') {
        let problem = format!("expected a node before `:`, found {}", quoted(node.text));
        return Err(SyntaxError::new(node.position, problem));
    }
    fields(services.text, |next| next == ',')
        .try_for_each(|service| check_service(services.position + service.position, service.text))
}

/// Letters, and for some a dash and a number.
fn check_service(position: usize, service: &str) -> Result<(), SyntaxError> {
    let mut scanner = Scanner::within(position, service);
    if scanner.take_while(|next| next.is_ascii_alphabetic()).is_empty() {
        return Err(scanner.expected("a service such as `Blitz-0`"));
    }
    if scanner.eat('-') && scanner.take_while(|next| next.is_ascii_digit()).is_empty() {
        return Err(scanner.expected("a number after `-`"));
    }
    scanner.finish("`,` or a space after the service")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn nodes_with_services() {
        accepts(
            check,
            &[
                "",
                "master:Blitz-0,Tables-0",
                "master:Blitz-0,Indexer-0,Processor-0,Storm,Tables-0  worker1:Processor-0",
                "node-2.example:DropBox\n",
            ],
        );
        refuses(
            check,
            &[
                ("master", 0, "`node:service,service`"),
                ("master Blitz-0", 0, "`node:service,service`"),
                ("master: Blitz-0", 7, "found the end"),
                (":Blitz-0", 0, "a node before"),
                ("a:Blitz-0,", 10, "found the end"),
                ("a:Blitz-0:Tables-0", 9, "found `:`"),
                ("a:Blitz-", 8, "a number"),
                ("a:Blitz0", 7, "found `0`"),
                ("a:Blitz-0,b:Tables-0", 11, "found `:`"),
                ("a,b:Blitz-0", 0, "found `a,b`"),
            ],
        );
    }
}
