//! Words of a command line as Python's `shlex` splits and quotes them.
//!
//! Quotes and backslashes, and nothing else of a shell: `#` begins no comment. The crates for shell
//! words follow POSIX, section 2.2, where a backslash in double quotes also protects `$` and the
//! backquote.

use super::SyntaxError;

/// One word, its quotes and backslashes resolved.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    /// Characters before it.
    pub position: usize,
    pub text: String,
}

/// A word as a shell takes it for that word, quoted where it has to be.
///
/// ```
/// # use omero_config::testing::python::shlex::quote;
/// assert_eq!(quote("db.example.org"), "db.example.org");
/// assert_eq!(quote("it's"), r"'it'\''s'");
/// ```
pub fn quote(word: &str) -> String {
    let is_plain = |found: char| found.is_ascii_alphanumeric() || "_@%+=:,./-".contains(found);
    // zsh takes a word that begins with `=` for the path of a command.
    if !word.is_empty() && !word.starts_with('=') && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The texts of the words of a line.
///
/// ```
/// # use omero_config::testing::python::shlex::split;
/// assert_eq!(split(r#"set a "b \"c\" $d" e\ f"#).unwrap(), ["set", "a", "b \"c\" $d", "e f"]);
/// ```
pub fn split(line: &str) -> Result<Vec<String>, SyntaxError> {
    words(line).map(|words| words.into_iter().map(|word| word.text).collect())
}

/// Whether all quotes are closed, and something follows each backslash.
pub fn check(line: &str) -> Result<(), SyntaxError> {
    words(line).map(|_| ())
}

pub fn words(line: &str) -> Result<Vec<Word>, SyntaxError> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    let mut rest = line.chars().enumerate();
    while let Some((position, found)) = rest.next() {
        if matches!(found, ' ' | '\t' | '\r' | '\n') {
            words.extend(word.take());
            continue;
        }
        let text = &mut word.get_or_insert_with(|| Word { position, text: String::new() }).text;
        match found {
            '\'' | '"' => quoted((position, found), &mut rest, text)?,
            '\\' => text.push(after_backslash(position, &mut rest)?),
            _ => text.push(found),
        }
    }
    words.extend(word);
    Ok(words)
}

/// Reads up to the closing quote; between double ones a backslash serves `"` and itself.
fn quoted(
    (opening, quote): (usize, char),
    rest: &mut impl Iterator<Item = (usize, char)>,
    text: &mut String,
) -> Result<(), SyntaxError> {
    while let Some((position, found)) = rest.next() {
        match found {
            _ if found == quote => return Ok(()),
            '\\' if quote == '"' => {
                let escaped = after_backslash(position, rest)?;
                if !matches!(escaped, '"' | '\\') {
                    text.push('\\');
                }
                text.push(escaped);
            }
            _ => text.push(found),
        }
    }
    Err(SyntaxError::new(opening, format!("a closing {quote} is missing")))
}

fn after_backslash(
    position: usize,
    rest: &mut impl Iterator<Item = (usize, char)>,
) -> Result<char, SyntaxError> {
    let escaped = rest.next().map(|(_, escaped)| escaped);
    escaped
        .ok_or_else(|| SyntaxError::new(position + 1, "nothing follows the backslash at the end"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

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
    fn quotation_marks_in_pairs() {
        accepts(
            check,
            &[
                "",
                "--log-level=DEBUG --error-logfile=/opt/omero/error.log",
                "--limit-request-line 8192",
                "--access-logformat '%(h)s \"%(r)s\"'",
                r#"a "b \" c" d\ e"#,
                "# no comment",
            ],
        );
        refuses(
            check,
            &[
                ("a 'b", 2, "a closing '"),
                ("a \"b c", 2, "a closing \""),
                (r"a\", 2, "the backslash"),
                (r#""a\"#, 3, "the backslash"),
                ("it's", 2, "a closing '"),
            ],
        );
    }

    #[test]
    fn words_know_where_they_begin() {
        let found = words(r#" a'b "c"' "d\"\e"\ f "" "#).unwrap();
        let found: Vec<_> = found.iter().map(|word| (word.position, word.text.as_str())).collect();
        assert_eq!(found, [(1, "ab \"c\""), (10, "d\"\\e f"), (21, "")]);
    }
}
