//! Every verb and every form of its output, with every kind of secret.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::command_lines;
use super::command_lines::CommandLine;
use super::table::ROWS;
use super::table::Row;
use super::table::SECRETS;
use super::table::SIGN;
use super::table::To;
use crate::support::Installation;

/// Verbs of `clap`, as in the table.
pub(super) fn verbs() -> BTreeSet<String> {
    let omero = omero_config::command();
    let verbs = omero.get_subcommands().flat_map(|command| {
        let name = command.get_name();
        let inner: Vec<_> = command.get_subcommands().map(clap_name).collect();
        if matches!(name, "config" | "web") {
            inner.into_iter().map(|verb| format!("{name} {verb}")).collect()
        } else {
            vec![name.to_owned()]
        }
    });
    verbs.collect()
}

fn clap_name(command: &clap::Command) -> &str {
    command.get_name()
}

#[test]
fn every_verb_has_a_row() {
    let listed: BTreeSet<_> = ROWS.iter().map(|row| row.verb.to_owned()).collect();
    let missing: Vec<_> = verbs().into_iter().filter(|verb| !listed.contains(verb)).collect();
    assert!(missing.is_empty(), "tests/secrets/table.rs has no row for {missing:?}");
}

#[test]
fn the_store_has_every_secret_and_shows_it_on_request() {
    let omero = command_lines::with_all_secrets();
    let shown = omero.answer("config get --show-password");
    assert_eq!(shown.matches(SIGN).count(), SECRETS.len());
    for (key, value) in SECRETS {
        let masked = omero.answer(&format!("config get --hide-password {key}"));
        assert!(masked.contains("********") && !masked.contains(SIGN), "{key}: {masked}");
        assert_eq!(omero.answer(&format!("config get {key}")), value.replace('§', SIGN));
    }
}

#[test]
fn difference_description_and_log_show_secrets_on_request() {
    let omero = command_lines::with_all_secrets();
    for (key, value) in SECRETS.iter().filter(|(key, _)| key.starts_with("omero.db.")) {
        let value = value.replace('§', SIGN);
        let described = omero.answer(&format!("config describe --show-password {key}"));
        assert!(described.contains(&value), "{key}: {described}");
    }
    for line in ["config diff other default", "config log --values"] {
        let shown = omero.run(&format!("{line} --show-password"));
        for (key, value) in SECRETS {
            assert!(shown.stdout().contains(&value.replace('§', SIGN)), "{line}: {key}: {shown}");
        }
        assert!(!shown.stdout().contains("********"), "{line}: {shown}");
    }
    for line in ["config diff other default --json", "config log --json"] {
        let json = omero.run(&format!("{line} --show-password"));
        assert!(!json.stdout().contains("********") && json.stdout().contains(SIGN), "{json}");
    }
}

#[test]
fn log_shows_no_secret_without_values() {
    let shown = command_lines::with_all_secrets().run("config log --show-password");
    assert_eq!(shown.exit(), 2);
    assert!(shown.stderr().contains("--values"), "{shown}");
}

#[test]
fn no_verb_prints_a_secret_into_a_pipe() {
    check(ROWS.iter().filter(|row| row.to == To::Pipe));
}

#[test]
#[needs(Program("script"))]
fn no_verb_prints_a_secret_on_a_terminal() {
    check(ROWS.iter().filter(|row| row.to == To::Terminal));
}

fn check<'row>(rows: impl Iterator<Item = &'row Row>) {
    let omero = command_lines::with_all_secrets();
    let list = format!(r#"["redis://:{SIGN}@cache", {{"token": "{SIGN}"}}]"#);
    assert!(omero.typed("config set lab.secrets").arg(list).run().succeeded());
    let before = omero.config_xml().unwrap();
    let mut leaks = Vec::new();
    for line in rows.flat_map(command_lines::of_row) {
        omero.write(&before);
        let output = line.output(&omero);
        if output.contains(SIGN) {
            leaks.push(leak(&line, &output));
        }
    }
    leaks.extend(left_over(&omero));
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

fn leak(line: &CommandLine, output: &str) -> String {
    let lines: Vec<_> = output.lines().filter(|line| line.contains(SIGN)).collect();
    format!("{line:?}\n    {}", lines.join("\n    "))
}

/// Names in the directory of the store, and what is left in the home of the user.
fn left_over(omero: &Installation) -> Vec<String> {
    let names = files(&omero.omerodir()).into_iter().filter(|path| path.contains(SIGN));
    let texts = files(&omero.home()).into_iter().filter(|path| {
        path.contains(SIGN) || String::from_utf8_lossy(&fs::read(path).unwrap()).contains(SIGN)
    });
    names.chain(texts).chain(remarks(omero)).collect()
}

/// What the history keeps about changes, beside the versions themselves.
fn remarks(omero: &Installation) -> impl Iterator<Item = String> {
    let history = omero.omerodir().join("etc/grid/config.xml.history");
    let is_version = |path: &str| [".xml", ".written"].iter().any(|end| path.ends_with(end));
    files(&history).into_iter().filter(move |path| {
        !is_version(path) && String::from_utf8_lossy(&fs::read(path).unwrap()).contains(SIGN)
    })
}

fn files(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let all = entries.flat_map(|path| {
        if path.is_dir() { files(&path) } else { vec![path.to_string_lossy().into_owned()] }
    });
    all.collect()
}
