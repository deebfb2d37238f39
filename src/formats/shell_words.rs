//! Command lines to words, as `shlex.split` of Python splits them in its POSIX mode.
//!
//! Quotes and backslashes, and nothing else of a shell. The crates for shell words follow the POSIX
//! shell, which differs: there a backslash inside double quotes also protects `$` and the backquote.

/// What is unfinished at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfinished {
    /// A quote.
    #[error("a closing {0} is missing")]
    Quote(char),
    /// A backslash.
    #[error("nothing follows the backslash at the end")]
    Escape,
}

/// A word as a shell takes it for that word, quoted where it has to be.
///
/// ```
/// # use omero_config::formats::shell_words::quote;
/// assert_eq!(quote("db.example.org"), "db.example.org");
/// assert_eq!(quote("it's"), r"'it'\''s'");
/// ```
pub fn quote(word: &str) -> String {
    let is_plain = |found: char| found.is_ascii_alphanumeric() || "_@%+=:,./-".contains(found);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The words of a line.
///
/// ```
/// # use omero_config::formats::shell_words::split;
/// assert_eq!(split(r#"set a "b \"c\" $d" e\ f"#).unwrap(), ["set", "a", "b \"c\" $d", "e f"]);
/// ```
pub fn split(line: &str) -> Result<Vec<String>, Unfinished> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = line.chars();
    while let Some(found) = rest.next() {
        match found {
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            '\'' | '"' => quoted(found, &mut rest, word.get_or_insert_default())?,
            '\\' => word.get_or_insert_default().push(rest.next().ok_or(Unfinished::Escape)?),
            _ => word.get_or_insert_default().push(found),
        }
    }
    words.extend(word);
    Ok(words)
}

fn quoted(
    quote: char,
    rest: &mut std::str::Chars<'_>,
    word: &mut String,
) -> Result<(), Unfinished> {
    while let Some(found) = rest.next() {
        match found {
            _ if found == quote => return Ok(()),
            '\\' if quote == '"' => {
                let next = rest.next().ok_or(Unfinished::Quote(quote))?;
                if !matches!(next, '"' | '\\') {
                    word.push('\\');
                }
                word.push(next);
            }
            _ => word.push(found),
        }
    }
    Err(Unfinished::Quote(quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_as_python_splits_them() {
        for (line, words) in [
            ("", &[][..]),
            ("  a\tb  ", &["a", "b"]),
            ("a '' \"\"", &["a", "", ""]),
            ("a'b c'd", &["ab cd"]),
            ("'it'\\''s'", &["it's"]),
            (r#""\$x \\ \" \n""#, &[r#"\$x \ " \n"#]),
            ("a\\\nb", &["a\nb"]),
            ("a #b", &["a", "#b"]),
        ] {
            assert_eq!(split(line).unwrap(), words, "{line}");
        }
    }

    #[test]
    fn a_quoted_word_is_read_back_as_it_was() {
        for word in ["", "a", "a b", "it's", "[\"x\", 1]", "$HOME", "a\\b", "#", "\n", "''"] {
            assert_eq!(split(&quote(word)).unwrap(), [word]);
        }
    }

    #[test]
    fn an_open_quote_or_backslash_is_told() {
        assert_eq!(split("a 'b"), Err(Unfinished::Quote('\'')));
        assert_eq!(split("a \"b\\"), Err(Unfinished::Quote('"')));
        assert_eq!(split("a \\"), Err(Unfinished::Escape));
    }
}
