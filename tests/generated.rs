//! Pages that are made from the program, compared with what is checked in.
//!
//! With `UPDATE=1` in the environment they are written anew instead.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use omero_config::testing::schema::NOT_IMPLEMENTED;
use omero_config::testing::schema::Rule;

use crate::manual;
use crate::support::Installation;

#[test]
fn the_glossary_of_the_properties_is_fresh() {
    let omero = Installation::empty();
    compare("docs/properties.md", &(omero.answer("config parse --markdown") + "\n"));
}

#[test]
fn the_page_of_the_rules_is_fresh() {
    compare("docs/rules.md", &rules());
}

#[test]
fn the_manual_is_fresh() {
    let pages = manual::pages();
    for (name, text) in &pages {
        compare(&format!("man/{name}"), text);
    }
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("man")).unwrap() {
        let path = entry.unwrap().path();
        let is_made = pages.iter().any(|(name, _)| path.ends_with(name));
        if !is_made && env::var_os("UPDATE").is_some() {
            fs::remove_file(&path).unwrap();
        }
        assert!(!path.exists() || is_made, "{} belongs to no command", path.display());
    }
}

fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{name} is stale: run `UPDATE=1 cargo test generated`");
}

const INTRODUCTION: &str = "\
# Rules of `omero config check`

`omero config check` checks the whole profile: each value, and whether the properties fit together. An error means
that something does not start, does not work or is open to all users; a warning, that something probably does not work as intended; a hint is a suggestion. `omero config check --explain R06` shows the section
about a rule, `--fix` applies the fixes that cannot break anything, and `--strict` treats warnings as errors.

A single finding can be less severe than its rule; if a program refuses the value completely,
it is an error. Rules that depend on the release use the one that the configuration is for (`--omero-version`). This page is generated.
";

fn rules() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n| rule | severity | finds |\n|---|---|---|\n");
    for Rule { id, severity, title, .. } in Rule::all() {
        let anchor = id.to_lowercase();
        writeln!(page, "| [{id}](#{anchor}) | {severity} | {title} |").unwrap();
    }
    for rule in Rule::all() {
        section(&mut page, rule);
    }
    page.push_str(
        "\n## Rules that are not implemented\n\nThe configuration does not contain enough information for these rules.\n\n",
    );
    page.push_str("| rule | would find | why it is not implemented |\n|---|---|---|\n");
    for (id, title, reason) in NOT_IMPLEMENTED {
        writeln!(page, "| {id} | {title} | {reason} |").unwrap();
    }
    page
}

fn section(page: &mut String, rule: &Rule) {
    let Rule { id, severity, title, why, fix, example, instead, .. } = rule;
    write!(page, "\n## {id}\n\n**{title}** ({severity})\n\n{why}\n\n{fix}\n").unwrap();
    for (heading, properties) in
        [("Example with this problem", example), ("Example without it", instead)]
    {
        write!(page, "\n{heading}:\n\n```properties\n").unwrap();
        for (key, value) in *properties {
            writeln!(page, "{key}={}", value.replace('\n', r"\n")).unwrap();
        }
        page.push_str("```\n");
    }
}
