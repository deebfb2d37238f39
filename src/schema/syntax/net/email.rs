//! Mail addresses, alone or behind a name.
//!
//! Source: RFC 5322 as `JavaMail`'s strict parser and Django take it: `omero@example.org` or
//! `OMERO <omero@example.org>`. An interpolation must be stored so that `IceGrid` leaves it alone.

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
        let position = token.position + name.chars().count() + 1;
        return address(Token { position, text: inside });
    }
    match token.text.chars().position(|next| next == '<') {
        Some(place) if !token.text.starts_with('"') => {
            let problem = "expected an address and `>` after `<`, and nothing behind them";
            Err(SyntaxError::new(token.position + place, problem))
        }
        _ => address(token),
    }
}

fn address(token: Token<'_>) -> Result<(), SyntaxError> {
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
    host::check_present(domain.text).map_err(|error| error.moved(domain.position))
}

/// What stands before the `@`: a quoted text, or words with single dots between them.
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
        let problem = format!("expected one mail address, found {found} in it");
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
                ("X <a@b", 2, "`>`"),
                ("X <a@b> y", 2, "nothing behind"),
                ("X <a>", 3, "found `a`"),
                ("omero@${omero.mail.host}", 6, "IceGrid"),
            ],
        );
    }
}
