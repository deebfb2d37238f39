//! What the tables of accepted and refused texts are checked with.

use super::Mistake;

/// A look at a whole text.
type Check = fn(&str) -> Result<(), Mistake>;

/// Every row is in the language.
#[track_caller]
pub(crate) fn accepts(check: Check, rows: &[&str]) {
    for text in rows {
        if let Err(mistake) = check(text) {
            panic!("{text:?} should pass: {mistake:?}");
        }
    }
}

/// Every row leaves the language at the given place, for a reason that holds the given words.
#[track_caller]
pub(crate) fn refuses(check: Check, rows: &[(&str, usize, &str)]) {
    for (text, position, words) in rows {
        let Err(mistake) = check(text) else { panic!("{text:?} should be refused") };
        assert_eq!(mistake.position, *position, "{text:?}: {mistake:?}");
        assert!(mistake.problem.contains(words), "{text:?}: {mistake:?} lacks {words:?}");
    }
}
