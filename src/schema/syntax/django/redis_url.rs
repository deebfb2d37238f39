//! Where a Redis cache is: `LOCATION` in `omero.web.caches`.
//!
//! Source: `redis.connection.parse_url`, which `django_redis` and Django call for each server; several have
//! `,` or `;` between them.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::token::fields;

/// Beginnings that the library takes.
const SCHEMES: [&str; 3] = ["redis://", "rediss://", "unix://"];

/// One or more addresses of servers.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    fields(text, |next| matches!(next, ',' | ';')).try_for_each(|server| {
        let server = server.trimmed();
        if SCHEMES.iter().any(|scheme| server.text.starts_with(scheme)) {
            return Ok(());
        }
        let found = quoted(server.text);
        let problem =
            format!("expected redis://, rediss:// or unix:// at the start, found {found}");
        Err(SyntaxError::new(server.position, problem))
    })
}

/// The address with its scheme.
pub(crate) fn repair(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && !text.contains("://")).then(|| format!("redis://{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn addresses_of_redis() {
        accepts(
            check,
            &["redis://:pw@redis:6379/0", "unix:///run/redis.sock?db=1", "rediss://a,redis://b"],
        );
        refuses(
            check,
            &[
                ("", 0, "redis://"),
                ("127.0.0.1:6379", 0, "found `127.0.0.1:6379`"),
                ("redis://a,b:6379", 10, "found `b:6379`"),
                ("http://a", 0, "found `http://a`"),
            ],
        );
        assert_eq!(repair("localhost:6379/0").as_deref(), Some("redis://localhost:6379/0"));
    }
}
