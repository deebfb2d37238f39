//! Every test that runs the program. A file for each verb or promise, `support` for what they share.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod any_document;
mod any_value;
mod concurrency;
mod config_apply;
mod config_diff;
mod config_edit;
mod config_edit_meanwhile;
mod config_export;
mod config_get;
mod config_list;
mod config_load;
mod config_load_env;
mod config_lock;
mod config_parse;
mod config_path;
mod config_profiles;
mod config_set;
mod config_upgrade;
mod docs;
mod errors;
mod help;
mod kill;
mod layers;
mod load;
mod replay;
mod store_content;
mod store_failure;
mod store_links;
mod store_ownership;
mod store_reading;
mod store_root;
mod streams;
mod support;
mod verdicts;
