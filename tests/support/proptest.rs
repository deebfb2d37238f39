//! How property tests are run.

use proptest::test_runner::Config;

/// So many cases; what fails is shown small and not written to a file.
pub(crate) fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}
