//! Tests that can't be run everywhere.

use std::env;
use std::io;
use std::io::Write;

/// Says why a test is not run on this machine.
pub(crate) fn skipped(reason: &str) {
    // Not `eprintln!`, which the test harness keeps to itself where a test passes.
    let _ = writeln!(io::stderr(), "skipped: {reason}");
}

/// The same for what every machine can have: where `CI` is set it must be there.
pub(crate) fn skipped_but_in_ci(reason: &str) {
    assert!(env::var_os("CI").is_none(), "the tests can't be run: {reason}");
    skipped(reason);
}
