//! Every test that runs the program. A file for each verb or promise, `support` for what they share.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

// Replaces the attribute `#[test]` of the standard library in all modules.
#[macro_use]
extern crate omero_test_attribute;

mod account;
mod ansible;
mod any_document;
mod any_value;
mod app_readmes;
mod bad_input;
mod byte_order_marks;
mod command_prompt;
mod commands_on_input;
mod completions;
mod completions_in_shells;
mod concurrency;
mod config_apply;
mod config_check;
mod config_check_files;
mod config_describe;
mod config_diff;
mod config_doctor;
mod config_doctor_site;
mod config_edit;
mod config_edit_editors;
mod config_edit_failures;
mod config_edit_formats;
mod config_edit_meanwhile;
mod config_edit_private;
mod config_edit_profiles;
mod config_edit_review;
mod config_edit_secrets;
mod config_edit_text;
mod config_export;
mod config_get;
mod config_get_extras;
mod config_glossary;
mod config_init;
mod config_list;
mod config_load;
mod config_load_env;
mod config_lock;
mod config_log;
mod config_parse;
mod config_path;
mod config_profile_option;
mod config_profiles;
mod config_references;
mod config_schema;
mod config_search;
mod config_set;
mod config_set_from_env;
mod config_set_secret;
mod config_upgrade;
mod created_files;
mod delegate;
mod docs;
mod first_change;
mod found_files;
mod frozen_lists;
mod generated;
mod harness;
mod help;
mod help_examples;
mod help_topics;
mod history;
mod hostile;
mod json_answers;
mod kill;
mod layers;
mod limits;
mod list_in_script;
mod load;
mod load_atomic;
mod load_together;
mod manual;
mod ome_deployments;
mod omero_web_release;
mod output_for_people;
mod packages;
mod plain_english;
mod replay;
mod rules;
mod schema;
mod secrets;
mod seeds;
mod seeds_at_the_prompt;
mod start_race;
mod store_content;
mod store_failure;
mod store_links;
mod store_ownership;
mod store_reading;
mod store_root;
mod streams;
mod support;
mod take_over;
mod typed_mistakes;
mod verdicts;
mod web_config;
mod web_config_types;
mod web_iis;
mod web_iis_dispatch;
mod web_iis_files;
mod web_live;
mod web_url_filter;

fn main() -> std::process::ExitCode {
    harness::run()
}
mod values_that_never_work;
