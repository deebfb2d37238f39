//! Every test that runs the program. A file for each verb or promise, `support` for what they share.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod config_describe;
mod config_get_extras;
mod config_glossary;
mod config_schema;
mod config_search;
mod generated;
mod replay;
mod schema;
mod seeds;
#[allow(dead_code, reason = "more than what is used yet")]
mod support;
mod verdicts;
