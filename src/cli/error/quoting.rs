//! What an error may quote of the input: bounded, and without secrets.

use std::borrow::Cow;

use crate::schema::MASK;
use crate::schema::is_secret;
use crate::schema::redacted_text;

/// What is said instead of an error that repeats words of a line after one that failed and held a secret.
pub(crate) const REST_OF_SECRET: &str = "this line may be the rest of the secret in a line before, and what is wrong with it is not shown";

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
}
