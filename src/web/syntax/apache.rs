//! Parameters of directives of Apache.
//!
//! Source: Apache HTTP Server documentation, "Configuration Files". In quotes a backslash protects a
//! quote or another backslash. `${name}` is replaced everywhere, and nothing protects it.

use super::Unwritable;
use super::plain_or_in_quotes;
use super::unwritable;

pub(super) fn quoted(text: &str) -> Result<String, Unwritable> {
    if text.contains("${") {
        return Err(unwritable(text, '$', "begins an Apache variable and cannot be quoted"));
    }
    Ok(plain_or_in_quotes(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_plain_stands_in_quotes() {
        for (text, expected) in [
            ("http://127.0.0.1:4080/", "http://127.0.0.1:4080/"),
            ("/a b", r#""/a b""#),
            (r#"a"\"#, r#""a\"\\""#),
            ("a$b<>", r#""a$b<>""#),
        ] {
            assert_eq!(quoted(text).unwrap(), expected);
        }
        assert_eq!(quoted("/a${b}").unwrap_err().found, '$');
    }
}
