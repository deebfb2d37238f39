//! What the tables of accepted and refused texts are checked with.

use super::SyntaxError;

/// A look at a whole text.
type Check = fn(&str) -> Result<(), SyntaxError>;

/// Every row is in the language.
#[track_caller]
pub(crate) fn accepts(check: Check, rows: &[&str]) {
    for text in rows {
        if let Err(error) = check(text) {
            panic!("{text:?} should pass: {error:?}");
        }
    }
}

/// Every row leaves the language at the given place, for a reason that holds the given words.
#[track_caller]
pub(crate) fn refuses(check: Check, rows: &[(&str, usize, &str)]) {
    for (text, position, words) in rows {
        let Err(error) = check(text) else { panic!("{text:?} should be refused") };
        assert_eq!(error.position, *position, "{text:?}: {error:?}");
        assert!(error.message.contains(words), "{text:?}: {error:?} lacks {words:?}");
    }
}
