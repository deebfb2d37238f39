//! The cases in which we differ from the Python tool, one by one, with the reason.

use std::collections::BTreeMap;

/// Reason and cases.
const DIFFERENCES: &[(&str, &[&str])] = &[];

/// The reason for each case.
pub(super) fn by_case() -> BTreeMap<&'static str, &'static str> {
    DIFFERENCES.iter().flat_map(|(reason, cases)| cases.iter().map(move |case| (*case, *reason))).collect()
}
