//! What an error may quote of the input: bounded, and without secrets.

use std::borrow::Cow;
use std::path::Path;

use crate::schema::MASK;
use crate::schema::is_secret;
use crate::schema::redacted_text;

/// What is said instead of an error that repeats words of a line after one that failed and held a secret.
pub(crate) const REST_OF_SECRET: &str =
    "this line may belong to a secret on an earlier line, so the error is not shown";

/// A line of input as a message may quote it: without secrets, and cut to [`LONGEST_LINE`].
///
/// The line is one that could not be understood, so all that follows the name of a secret may belong to it.
pub(crate) fn quotable(line: &str) -> Cow<'_, str> {
    let redacted = redacted_text(line);
    let shown = match end_of_name(&redacted, begins_secret) {
        Some(end) if end < redacted.len() => Cow::Owned(up_to_name(&redacted, end)),
        _ => redacted,
    };
    match shown.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}...", shown.get(..end).unwrap_or_default()).into(),
        None => shown,
    }
}

/// Whether a secret can follow a word: the name of one, or `value` in a list of names and values.
fn begins_secret(word: &str) -> bool {
    word == "value" || is_secret(word)
}

/// The line up to the name of a secret and the sign after it.
fn up_to_name(line: &str, end: usize) -> String {
    let (front, behind) = line.split_at_checked(end).unwrap_or((line, ""));
    let separator = behind.chars().next().unwrap_or(' ');
    format!("{front}{separator}{MASK}")
}

/// A line of input in a message is cut after this many characters.
const LONGEST_LINE: usize = 160;

/// Whether there is the name of a secret in a line.
pub(crate) fn names_secret(line: &str) -> bool {
    end_of_name(line, is_secret).is_some()
}

/// Whether a line that could not be understood can hold a secret: by a name in it, or by a part of a value.
pub(crate) fn can_hold_secret(line: &str) -> bool {
    names_secret(line) || matches!(redacted_text(line), Cow::Owned(_))
}

/// Where the first name ends that `is_name` takes for that of a secret.
pub(crate) fn end_of_name(text: &str, is_name: fn(&str) -> bool) -> Option<usize> {
    let mut end = 0;
    for word in text.split_inclusive(|found| !is_part_of_name(found)) {
        let name = word.trim_end_matches(|found| !is_part_of_name(found));
        if !name.is_empty() && is_name(name) {
            return Some(end + name.len());
        }
        end += word.len();
    }
    None
}

fn is_part_of_name(found: char) -> bool {
    found.is_alphanumeric() || matches!(found, '.' | '_' | '-')
}

/// The hint where the name of a file or variable is not shown.
pub(crate) const NAME_NOT_SHOWN: &str =
    "what was given as its name is not shown, because it may be the secret itself";

/// Ends of names that files have and secrets do not.
const EXTENSIONS: [&str; 9] =
    ["txt", "json", "yaml", "yml", "toml", "conf", "properties", "pem", "key"];

/// The name of a file that cannot be found, from which a secret was to be read.
///
/// It may be the secret itself, typed in the place of the name, and is shown only if it is plainly the name of a
/// file: if its directory exists, or by its end.
pub(crate) fn missing_file(path: &Path) -> Cow<'_, str> {
    let has_directory = path
        .parent()
        .is_some_and(|directory| !directory.as_os_str().is_empty() && directory.is_dir());
    let extension = path.extension().and_then(std::ffi::OsStr::to_str);
    let is_file = extension.is_some_and(|extension| EXTENSIONS.contains(&extension));
    if has_directory || is_file { path.to_string_lossy() } else { MASK.into() }
}

/// The same for an environment variable: names have capital letters and underscores.
pub(crate) fn missing_variable(name: &str) -> Cow<'_, str> {
    let is_sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let is_name = name.bytes().all(is_sign) && name.trim_matches('_').contains('_');
    if is_name { name.into() } else { MASK.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_follows_the_name_of_a_secret_is_quoted() {
        for (line, quoted) in [
            ("omero.db host=PW", "omero.db host=PW"),
            ("omero.db.pass", "omero.db.pass"),
            ("config set omero.db.pass PW x", "config set omero.db.pass ********"),
            (r#"{"a":"b","omero.db.pass":"PW"}"#, r#"{"a":"b","omero.db.pass"********"#),
            ("- name: lab.token", "- name: lab.token"),
            (r#"<p value="PW" name="omero.db.pass"/>"#, "<p value=********"),
            ("x redis://:PW@h y", "x redis://:********@h y"),
        ] {
            assert_eq!(quotable(line), quoted);
        }
        assert_eq!(quotable(&"é".repeat(200)), format!("{}...", "é".repeat(160)));
    }

    #[test]
    fn a_missing_name_is_shown_if_it_is_plainly_a_name() {
        for name in ["/etc/passwort", "src/passwort", "./passwort", "passwort.txt"] {
            assert_eq!(missing_file(Path::new(name)), name);
        }
        for name in ["hunter2", "hun/ter2", "hunter2.", "/hunter2/x", "hunter.2", ""] {
            assert_eq!(missing_file(Path::new(name)), MASK);
        }
        for name in ["DB_PASSWORD", "A_1"] {
            assert_eq!(missing_variable(name), name);
        }
        for name in ["hunter2", "HUNTER2", "hunter_2", "_HUNTER2", ""] {
            assert_eq!(missing_variable(name), MASK);
        }
    }
}
