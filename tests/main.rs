//! Every test that runs the program. A file for each verb or promise, `support` for what they share.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod any_document;
mod any_value;
mod concurrency;
mod config_check;
mod config_describe;
mod config_edit;
mod config_edit_meanwhile;
mod config_get;
mod config_get_extras;
mod config_glossary;
mod config_list;
mod config_load;
mod config_lock;
mod config_log;
mod config_parse;
mod config_path;
mod config_profiles;
mod config_schema;
mod config_search;
mod config_set;
mod config_upgrade;
mod delegate;
mod errors;
mod generated;
mod help;
mod kill;
mod layers;
mod load;
mod replay;
mod rules;
mod schema;
mod seeds;
mod store_content;
mod store_failure;
mod store_links;
mod store_ownership;
mod store_reading;
mod store_root;
mod streams;
mod support;
mod verdicts;
