//! What a property may be called.

use std::fmt;
use std::str::FromStr;

/// The name of a property, such as `omero.db.host`, that may be newly set.
///
/// Legal are ASCII letters, digits, `.`, `_` and `-`: the rule of the Python `omero config`. Older
/// files can hold other names; [`Profile::admit`](super::Profile::admit) takes those as they are.
///
/// ```
/// # use omero_config::testing::model::PropertyKey;
/// assert!("omero.web.server_list".parse::<PropertyKey>().is_ok());
/// assert!("omero.web.server list".parse::<PropertyKey>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PropertyKey(Box<str>);

/// A name that no property may newly get.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Illegal property name: {name}")]
pub struct InvalidKey {
    /// The name as it was given.
    pub name: String,
    /// What is wrong with it.
    pub problem: NameProblem,
}

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameProblem {
    /// The first character that is not allowed.
    Character(char),
    /// It has more than [`MAX_NAME_BYTES`].
    Long,
}

/// The most bytes that a new property or profile can have as its name. The longest name in OMERO has 50;
/// one with thousands is another text that was taken for a name.
pub(crate) const MAX_NAME_BYTES: usize = 1024;

/// A name without what is easily mistyped: in lower case, each separator a dot.
pub(crate) fn folded_name(name: &str) -> String {
    folded_letters(name).collect()
}

/// The same letter by letter: of most names a comparison needs only the first few.
pub(crate) fn folded_letters(name: &str) -> impl Iterator<Item = char> {
    let mut after_separator = false;
    name.chars().filter_map(move |found| {
        let is_separator = matches!(found, '.' | '_' | '-');
        let is_repeated = is_separator && after_separator;
        after_separator = is_separator;
        let letter = if is_separator { '.' } else { found.to_ascii_lowercase() };
        (!is_repeated).then_some(letter)
    })
}

impl PropertyKey {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A name that a profile has already, legal or not.
    pub(super) fn admitted(name: &str) -> Self {
        Self(name.into())
    }
}

impl FromStr for PropertyKey {
    type Err = InvalidKey;

    fn from_str(name: &str) -> Result<Self, InvalidKey> {
        let illegal = name.chars().find(|&found| !is_legal(found)).map(NameProblem::Character);
        let problem = illegal.or((name.len() > MAX_NAME_BYTES).then_some(NameProblem::Long));
        match problem {
            Some(problem) => Err(InvalidKey { name: name.to_owned(), problem }),
            None => Ok(Self(name.into())),
        }
    }
}

impl fmt::Display for PropertyKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn is_legal(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_dot_underscore_and_dash_are_legal() {
        for name in ["omero.db.host", "a-b_C.9", ""] {
            assert!(name.parse::<PropertyKey>().is_ok(), "{name}");
        }
    }

    #[test]
    fn a_name_has_a_limit() {
        assert!("a".repeat(MAX_NAME_BYTES).parse::<PropertyKey>().is_ok());
        let refused = "a".repeat(MAX_NAME_BYTES + 1).parse::<PropertyKey>();
        assert_eq!(refused.unwrap_err().problem, NameProblem::Long);
    }

    #[test]
    fn the_first_illegal_character_is_told() {
        for (name, found) in [("a b!", ' '), ("é", 'é'), ("a\u{1}", '\u{1}'), ("a=b", '=')] {
            let problem = name.parse::<PropertyKey>().unwrap_err().problem;
            assert_eq!(problem, NameProblem::Character(found));
        }
    }
}
