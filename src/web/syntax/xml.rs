//! Text and values of attributes in XML.
//!
//! Source: XML 1.0, sections 2.2 and 2.4. What has a meaning in markup is written as an entity; two
//! characters are none of XML at all.

use super::Unwritable;
use super::unwritable;

pub(super) fn quoted(text: &str) -> Result<String, Unwritable> {
    if let Some(found) = text.chars().find(|found| matches!(found, '\u{fffe}' | '\u{ffff}')) {
        return Err(unwritable(text, found, "is not an XML character"));
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            character => escaped.push(character),
        }
    }
    Ok(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(quoted(r#"<a b="c'">&"#).unwrap(), "&lt;a b=&quot;c&apos;&quot;&gt;&amp;");
        assert_eq!(quoted("a\u{ffff}").unwrap_err().found, '\u{ffff}');
    }
}
