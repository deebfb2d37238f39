//! Mail addresses, with or without a name before them.
//!
//! Source: RFC 5322 as `JavaMail`'s strict parser and Django take it: `omero@example.org` or `OMERO
//! <omero@example.org>`. An interpolation must be stored so that `IceGrid` does not expand it.

use crate::python::SyntaxError;
use crate::python::found;
use crate::python::quoted;
use crate::schema::syntax::ice::interpolation;
use crate::schema::syntax::net::host;
use crate::schema::syntax::token::Token;

/// One mail address.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    interpolation::check(text)?;
    check_token(Token { position: 0, text })
}

/// As `check`, for a part of a longer text.
pub(crate) fn check_token(token: Token<'_>) -> Result<(), SyntaxError> {
    let token = token.trimmed();
    let halves = token.text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    if let Some((name, inside)) = halves {
        check_display_name(Token { text: name, ..token })?;
        let position = token.position + name.chars().count() + 1;
        return address(Token { position, text: inside });
    }
    match token.text.chars().position(|next| next == '<') {
        Some(place) if !token.text.starts_with('"') => {
            let problem = "expected an address and `>` after `<`, and nothing after that";
            Err(SyntaxError::new(token.position + place, problem))
        }
        _ => address(token),
    }
}

fn address(token: Token<'_>) -> Result<(), SyntaxError> {
    // What is between brackets at the end is a comment, in which a name was written once.
    let comment = token.text.strip_suffix(')').and_then(|text| text.split_once(" ("));
    if let Some((before, _)) = comment {
        return address(Token { text: before, ..token });
    }
    let is_quoted = token.text.starts_with('"');
    let halves = if is_quoted { token.text.rsplit_once('@') } else { token.text.split_once('@') };
    let Some((before, domain)) = halves else {
        let problem =
            format!("expected an address such as `a@b.org`, found {}", quoted(token.text));
        return Err(SyntaxError::new(token.position, problem));
    };
    let mailbox = Token { text: before, ..token };
    check_mailbox(mailbox)?;
    let domain = Token { position: mailbox.end() + 1, text: domain };
    if domain.text.starts_with('[') && domain.text.ends_with(']') {
        return Ok(());
    }
    if domain.text.is_empty() {
        return Err(SyntaxError::new(domain.position, "expected a host after `@`, found nothing"));
    }
    host::check_present(domain.text).map_err(|error| error.moved(domain.position))?;
    check_domain(domain)
}

/// `JavaMail` takes letters, digits, `-` and `.`, and no dot at the end.
fn check_domain(domain: Token<'_>) -> Result<(), SyntaxError> {
    if interpolation::is_open(domain.text) {
        return Ok(());
    }
    let is_part = |next: char| next.is_alphanumeric() || matches!(next, '-' | '.');
    if let Some(place) = domain.text.chars().position(|next| !is_part(next)) {
        let found = found(domain.text.chars().nth(place));
        let problem = format!(
            "expected letters, digits, `-` and `.` in the host of an address, found {found}"
        );
        return Err(SyntaxError::new(domain.position + place, problem));
    }
    if domain.text.ends_with('.') {
        return Err(SyntaxError::new(domain.end() - 1, "expected no dot at the end of an address"));
    }
    Ok(())
}

/// The text before `<`: outside of quotes none of the characters that separate addresses.
fn check_display_name(name: Token<'_>) -> Result<(), SyntaxError> {
    let mut is_quoted = false;
    let mut last_quote = 0;
    for (place, next) in name.text.chars().enumerate() {
        match next {
            '"' => {
                is_quoted = !is_quoted;
                last_quote = place;
            }
            ',' | ':' | ';' | '<' | '>' if !is_quoted => {
                let problem = format!("expected quotes around a name with {}", found(Some(next)));
                return Err(SyntaxError::new(name.position + place, problem));
            }
            _ => {}
        }
    }
    if is_quoted {
        let problem = "expected a second quotation mark in the name, found none";
        return Err(SyntaxError::new(name.position + last_quote, problem));
    }
    Ok(())
}

/// The address with its display name between quotes.
pub(crate) fn repair(text: &str) -> Option<String> {
    let (name, address) = text.trim().strip_suffix('>')?.rsplit_once('<')?;
    let name = name.trim().replace('"', "");
    Some(if name.is_empty() { format!("<{address}>") } else { format!("\"{name}\" <{address}>") })
}

/// The text before the `@`: a quoted text, or words with single dots between them.
fn check_mailbox(mailbox: Token<'_>) -> Result<(), SyntaxError> {
    let text = mailbox.text;
    if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
        return Ok(());
    }
    if text.is_empty() {
        return Err(SyntaxError::new(
            mailbox.position,
            "expected a name before `@`, found nothing",
        ));
    }
    let is_stray =
        |next: char| next.is_whitespace() || next.is_control() || "()<>[]:;@\\,\"".contains(next);
    if let Some(place) = text.chars().position(is_stray) {
        let found = found(text.chars().nth(place));
        let problem = format!("expected one e-mail address, found {found} in it");
        return Err(SyntaxError::new(mailbox.position + place, problem));
    }
    if text.starts_with('.') || text.ends_with('.') || text.contains("..") {
        let problem = format!("expected single dots between words, found {}", quoted(text));
        return Err(SyntaxError::new(mailbox.position, problem));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn addresses_that_can_send_mail() {
        accepts(
            check,
            &[
                "omero@example.org",
                "root@localhost",
                "first.last+tag@example.org",
                "OMERO Server <omero@example.org>",
                "\"Lab, the\" <omero@example.org>",
                "\"a <b>\" <omero@example.org>",
                "\"a b\"@example.org",
                "omero@[127.0.0.1]",
                "omero@$${omero.mail.host}",
                "o'neil@example.org",
                "omero@example.org (Lab, the)",
            ],
        );
    }

    #[test]
    fn what_mail_programs_refuse() {
        refuses(
            check,
            &[
                ("", 0, "an address"),
                (" ", 1, "an address"),
                ("omero", 0, "found `omero`"),
                ("@example.org", 0, "a name before"),
                ("omero@", 6, "a host after"),
                ("a b@c", 1, "a space in it"),
                ("a@b@c", 3, "a host name"),
                ("a@b, c@d", 3, "a host name"),
                ("a..b@c", 0, "single dots"),
                ("a@b c", 3, "a host name"),
                ("a@b:25", 3, "`:25`"),
                ("OMERO, Lab <a@b.org>", 5, "quotes around"),
                ("OMERO: production <a@b.org>", 5, "quotes around"),
                ("\"OMERO <a@b.org>", 0, "a second"),
                ("OMERO\" <a@b.org>", 5, "a second"),
                ("omero@my_host", 8, "found `_`"),
                ("omero@b.org.", 11, "no dot"),
                ("X <a@b", 2, "`>`"),
                ("X <a@b> y", 2, "nothing after"),
                ("X <a>", 3, "found `a`"),
                ("omero@${omero.mail.host}", 6, "IceGrid"),
            ],
        );
    }
}
