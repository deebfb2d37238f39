//! What the tables of the formats are checked with.

use super::Check;
use super::FORMATS;

/// Every row is in the language.
#[track_caller]
pub(super) fn accepts(check: Check, rows: &[&str]) {
    for text in rows {
        if let Err(mistake) = check(text) {
            panic!("{text:?} should pass: {mistake:?}");
        }
    }
}

/// Every row leaves the language at the given place, for a reason that holds the given words.
#[track_caller]
pub(super) fn refuses(check: Check, rows: &[(&str, usize, &str)]) {
    for (text, position, words) in rows {
        let Err(mistake) = check(text) else { panic!("{text:?} should be refused") };
        assert_eq!(mistake.position, *position, "{text:?}: {mistake:?}");
        assert!(mistake.problem.contains(words), "{text:?}: {mistake:?} lacks {words:?}");
    }
}

#[test]
fn every_format_has_one_name_and_the_names_are_sorted() {
    assert!(FORMATS.is_sorted_by(|(a, _), (b, _)| a < b));
}
