//! What a shell, an env file or a document leaves around a value: quotes, whitespace, a comment.

use crate::python::is_blank;

/// Pairs of quotes, straight and typographic.
const QUOTES: [(char, char); 8] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('\u{201c}', '\u{201d}'),
    ('\u{201d}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{ab}', '\u{bb}'),
];

/// The text itself, then what is left of it without what surrounds it, without repetition.
pub(crate) fn without(text: &str) -> Vec<String> {
    let trimmed = text.trim_matches(is_blank);
    let inside = in_quotes(trimmed).unwrap_or(trimmed);
    let before = before_comment(trimmed).unwrap_or(trimmed);
    let bare = in_quotes(before).unwrap_or(before);
    let mut all: Vec<String> = Vec::new();
    for candidate in [text, trimmed, inside, before, bare] {
        if !all.iter().any(|known| known == candidate) {
            all.push(candidate.to_owned());
        }
    }
    all
}

/// The text between quotes at both ends.
pub(crate) fn in_quotes(text: &str) -> Option<&str> {
    QUOTES.iter().find_map(|&(open, close)| {
        let inside = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.contains([open, close])).then_some(inside)
    })
}

/// What is between straight single quotes at both ends. To a Unix shell and to `PowerShell` they mean that all
/// inside is one word; cmd.exe passes them on.
pub(crate) fn in_single_quotes(text: &str) -> Option<&str> {
    in_quotes(text).filter(|_| text.starts_with('\''))
}

/// The absolute path of Windows that is before a double quote, which no path has: `C:\OMERO data"`, as a backslash
/// before the closing quote leaves it.
pub(crate) fn path_before_quote(text: &str) -> Option<&str> {
    let mut start = text.chars();
    let is_absolute = text.starts_with(r"\\")
        || start.next().is_some_and(|letter| letter.is_ascii_alphabetic())
            && start.next() == Some(':')
            && matches!(start.next(), Some('\\' | '/'));
    let (path, _) = text.split_once('"').filter(|_| is_absolute)?;
    Some(path)
}

/// The text before a space and a `#`, as people write comments in files.
pub(crate) fn before_comment(text: &str) -> Option<&str> {
    let (before, _) = text.split_once(" #").or_else(|| text.split_once("\t#"))?;
    Some(before.trim_end_matches(is_blank)).filter(|before| !before.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_at_both_ends_are_a_pair() {
        assert_eq!(in_quotes("'a b'"), Some("a b"));
        assert_eq!(in_quotes("\u{201c}a\u{201d}"), Some("a"));
        for text in ["'a", "'", "\"a'", "'a' 'b'", "a"] {
            assert_eq!(in_quotes(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_of_windows_ends_before_a_quote() {
        assert_eq!(path_before_quote(r#"C:\OMERO data""#), Some(r"C:\OMERO data"));
        assert_eq!(path_before_quote(r#"d:/OMERO" --report"#), Some("d:/OMERO"));
        assert_eq!(path_before_quote(r#"\\server\share""#), Some(r"\\server\share"));
        for text in [r"C:\OMERO data", r#"C:OMERO""#, r#""C:\OMERO""#, r#"a"b"#] {
            assert_eq!(path_before_quote(text), None, "{text}");
        }
    }

    #[test]
    fn a_comment_begins_after_whitespace() {
        assert_eq!(before_comment("secret  # adjust this"), Some("secret"));
        assert_eq!(before_comment("a#b"), None);
        assert_eq!(before_comment(" # nothing"), None);
    }

    #[test]
    fn each_layer_is_taken_off() {
        assert_eq!(without(" 'a' # b"), [" 'a' # b", "'a' # b", "'a'", "a"]);
        assert_eq!(without("a"), ["a"]);
    }
}
