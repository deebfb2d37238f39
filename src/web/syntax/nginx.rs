//! Parameters of directives of nginx.
//!
//! Source: how nginx reads a configuration file. In quotes everything is one word, and a backslash
//! protects a quote or another backslash. Nothing protects `$`, which begins a variable.

use super::Unwritable;
use super::plain_or_in_quotes;
use super::unwritable;

pub(super) fn quoted(text: &str) -> Result<String, Unwritable> {
    if text.contains('$') {
        return Err(unwritable(text, '$', "begins an nginx variable and cannot be quoted"));
    }
    Ok(literal(text))
}

/// A text as one word for a directive in which `$` begins no variable.
pub(in crate::web) fn literal(text: &str) -> String {
    // The one variable of `server_name`.
    if text == "$hostname" {
        return text.to_owned();
    }
    plain_or_in_quotes(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_plain_stands_in_quotes() {
        for (text, expected) in [
            ("/opt/omero-5.6/var", "/opt/omero-5.6/var"),
            ("", r#""""#),
            ("/a b", r#""/a b""#),
            ("a;}", r#""a;}""#),
            (r#"C:\a"b"#, r#""C:\\a\"b""#),
            ("#", "\"#\""),
        ] {
            assert_eq!(quoted(text).unwrap(), expected);
        }
        assert_eq!(quoted("/a$b").unwrap_err().found, '$');
    }
}
