//! Every test that runs the program. A file for each verb or promise, `support` for what they share.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod replay;
mod support;
mod verdicts;
