//! Where gunicorn listens: `omero.web.application_server.host`, to which the port is added with a colon.
//!
//! Source: `gunicorn.util.parse_address`, which takes `::1:4080` apart at its first colon.

use crate::python::SyntaxError;
use crate::schema::syntax::net::host;

/// A host; an IPv6 address in brackets.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    host::check(text)?;
    if text.parse::<std::net::Ipv6Addr>().is_ok() {
        let problem = format!("expected the address between brackets, as in `[{text}]`");
        return Err(SyntaxError::new(0, problem));
    }
    Ok(())
}

/// The address in brackets, without what is around it.
pub(crate) fn repair(text: &str) -> String {
    let text = text.trim();
    let is_address = text.parse::<std::net::Ipv6Addr>().is_ok();
    if is_address { format!("[{text}]") } else { host::repair(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn addresses_to_listen_at() {
        accepts(check, &["127.0.0.1", "[::1]", "[::]", "localhost", "omeroweb"]);
        refuses(
            check,
            &[("::1", 0, "`[::1]`"), ("::", 0, "`[::]`"), ("0.0.0.0:4080", 7, "`:4080`")],
        );
    }
}
