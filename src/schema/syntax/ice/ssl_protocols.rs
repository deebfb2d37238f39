//! Versions of TLS that the router offers: `TLS1_2,TLS1_3`.
//!
//! Source: measured with `IceSSL` 3.6.5, which takes these names in any case and refuses all
//! others, `TLSv1.2` among them. The versions themselves are a matter for a rule.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::token::words;

const NAMES: &[&str] = &[
    "SSL3", "SSLv3", "TLS", "TLS1", "TLSv1", "TLS1_0", "TLSv1_0", "TLS1_1", "TLSv1_1", "TLS1_2",
    "TLSv1_2", "TLS1_3", "TLSv1_3",
];

/// One or more protocols separated by commas or spaces.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut names = words(text, |next| next == ',' || next.is_whitespace()).peekable();
    if names.peek().is_none() {
        return Err(SyntaxError::new(0, "expected a protocol such as `TLS1_2`"));
    }
    names.try_for_each(|name| {
        if NAMES.iter().any(|known| known.eq_ignore_ascii_case(name.text)) {
            return Ok(());
        }
        let found = quoted(name.text);
        let problem = format!("expected SSL3, TLS1_0, TLS1_1, TLS1_2 or TLS1_3, found {found}");
        Err(SyntaxError::new(name.position, problem))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn names_that_icessl_knows() {
        accepts(check, &["tls1", "tls1_2", "TLS1_2,TLS1_3", "TLSv1_2 TLSv1_3", "TLS1_2, TLS1_3"]);
        refuses(
            check,
            &[
                ("", 0, "a protocol"),
                (",", 0, "a protocol"),
                ("TLSv1.2", 0, "found `TLSv1.2`"),
                ("TLS1_2;TLS1_3", 0, "found `TLS1_2;TLS1_3`"),
                ("TLS1_2,TLS1_4", 7, "found `TLS1_4`"),
            ],
        );
    }
}
