//! Strings of lighttpd.
//!
//! Source: lighttpd 1.4.69, tried. A string is always quoted. A backslash before a quote protects the
//! quote; everywhere else it is itself, and so it cannot be at the end.

use super::Unwritable;
use super::in_quotes;
use super::unwritable;

pub(super) fn quoted(text: &str) -> Result<String, Unwritable> {
    if text.ends_with('\\') {
        return Err(unwritable(
            text,
            '\\',
            "at the end would escape the closing quote in lighttpd",
        ));
    }
    Ok(in_quotes(text, '"', &['"']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_always_quoted() {
        assert_eq!(quoted(r#"/a $b" \.c"#).unwrap(), r#""/a $b\" \.c""#);
        assert_eq!(quoted(r"C:\").unwrap_err().found, '\\');
    }
}
