//! Words for a command line, quoted as Python's `shlex.split` reads them.
//!
//! Source: the Python library reference and POSIX, section 2.2. `#` begins no comment there.

use super::scanner::Scanner;
use crate::python::SyntaxError;

/// One word, its quotation marks and backslashes resolved.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) position: usize,
    pub(super) text: String,
}

/// Words whose quotation marks are all closed, or nothing.
///
/// # Errors
///
/// The mark that is never closed, or the backslash that nothing follows.
pub fn check(text: &str) -> Result<(), SyntaxError> {
    words(text).map(|_| ())
}

/// The words of `text`.
pub(super) fn words(text: &str) -> Result<Vec<Word>, SyntaxError> {
    let mut scanner = Scanner::new(text);
    let mut words = Vec::new();
    loop {
        scanner.take_while(is_blank);
        if scanner.is_done() {
            return Ok(words);
        }
        words.push(word(&mut scanner)?);
    }
}

fn is_blank(next: char) -> bool {
    matches!(next, ' ' | '\t' | '\r' | '\n')
}

fn word(scanner: &mut Scanner<'_>) -> Result<Word, SyntaxError> {
    let position = scanner.position();
    let mut text = String::new();
    while let Some(next) = scanner.eat_if(|next| !is_blank(next)) {
        match next {
            '\\' => text.push(after_backslash(scanner)?),
            '\'' | '"' => quotation(next, scanner, &mut text)?,
            other => text.push(other),
        }
    }
    Ok(Word { position, text })
}

fn after_backslash(scanner: &mut Scanner<'_>) -> Result<char, SyntaxError> {
    scanner.advance().ok_or_else(|| scanner.error("expected a character after `\\`, found the end"))
}

/// Reads up to the closing `mark`; between double ones a backslash serves `"` and itself.
fn quotation(mark: char, scanner: &mut Scanner<'_>, text: &mut String) -> Result<(), SyntaxError> {
    let opening = scanner.position() - 1;
    while let Some(next) = scanner.advance() {
        if next == mark {
            return Ok(());
        }
        if next != '\\' || mark == '\'' {
            text.push(next);
            continue;
        }
        let escaped = after_backslash(scanner)?;
        if !matches!(escaped, '"' | '\\') {
            text.push('\\');
        }
        text.push(escaped);
    }
    Err(SyntaxError::new(opening, format!("expected a second {mark} for this one, found the end")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

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
                ("a 'b", 2, "a second '"),
                ("a \"b c", 2, "a second \""),
                (r"a\", 2, "after `\\`"),
                (r#""a\"#, 3, "after `\\`"),
                ("it's", 2, "a second '"),
            ],
        );
    }

    #[test]
    fn words_without_their_quotation_marks() {
        let found = words(r#" a'b "c"' "d\"\e"\ f "" "#).expect("all marks are closed");
        let found: Vec<_> = found.iter().map(|word| (word.position, word.text.as_str())).collect();
        assert_eq!(found, [(1, "ab \"c\""), (10, "d\"\\e f"), (21, "")]);
    }
}
