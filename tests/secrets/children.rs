//! What other programs get from us: arguments, environment and texts.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::command_lines;
use super::table::SIGN;
use crate::support::Installation;

/// Writes down what it gets: its arguments, its environment, our arguments, and standard input.
const SPY: &str =
    "{ echo \"$0 $@\"; env; tr '\\0' ' ' < /proc/$PPID/cmdline; } >> \"$SPY_NOTES\"\n";

fn notes(omero: &Installation) -> String {
    let path = omero.cwd().join("notes");
    let notes = fs::read_to_string(&path).unwrap_or_default();
    let _ = fs::remove_file(path);
    notes
}

fn check_notes(omero: &Installation, line: &str) {
    let notes = notes(omero);
    assert!(notes.contains("SPY_NOTES="), "{line}: nothing was started");
    assert!(!notes.contains(SIGN), "{line}: {notes}");
}

#[test]
#[needs(Program("env"))]
fn no_program_that_is_started_gets_a_secret_in_its_arguments_or_environment() {
    let omero = command_lines::with_all_secrets();
    let spy = omero.editor(SPY);
    let command = format!("config lock -- {spy}");
    for line in
        ["config edit", "config edit --show-password", "config edit --format json", &command]
    {
        let typed = omero.typed(line).env("EDITOR", &spy).env("PATH", "/usr/bin:/bin");
        let run = typed.env("SPY_NOTES", omero.cwd().join("notes")).run();
        assert!(!run.to_string().contains(SIGN), "{line}: {run}");
        check_notes(&omero, line);
    }
}

#[test]
#[needs(Program("script"))]
fn a_pager_gets_no_secret() {
    let omero = command_lines::with_all_secrets();
    let lines: Vec<_> = (0..100).map(|at| format!("lab.many{at}=x")).collect();
    omero.file("many", lines.join("\n"));
    omero.prepare("config load many");
    let pager = omero.editor(&format!("{SPY}cat >> \"$SPY_NOTES\"\n"));
    let notes = omero.cwd().join("notes");
    let line = "config get --all --origin";
    let set = format!("stty rows 24 cols 80; PAGER={pager:?} SPY_NOTES={} ", notes.display());
    let shown = command_lines::shown_on_terminal_with(&omero, &set, line);
    assert!(!shown.contains(SIGN), "{shown}");
    check_notes(&omero, line);
}

/// A program `omero`, copied by another process: one that we had open for writing could not be run.
fn next_omero(omero: &Installation) -> PathBuf {
    let source = omero.file("next", format!("#!/bin/sh\n{SPY}"));
    let directory = omero.cwd().join("bin");
    fs::create_dir(&directory).unwrap();
    let next = directory.join("omero");
    assert!(Command::new("install").arg(source).arg(&next).status().unwrap().success());
    next
}

/// The next `omero` gets the command line unchanged and nothing more.
#[test]
#[needs(Program("env"))]
fn the_next_omero_gets_what_was_typed_and_no_more() {
    let omero = command_lines::with_all_secrets();
    let next = next_omero(&omero);
    let path = format!("{}:/usr/bin:/bin", next.parent().unwrap().display());
    let typed = omero.typed("login -s server").env("PATH", path);
    let run = typed.env("SPY_NOTES", omero.cwd().join("notes")).run();
    assert!(run.succeeded(), "{run}");
    check_notes(&omero, "login -s server");
}

/// Also if `OMERO_CONFIG_NEXT` names it, and if we guard the store while it runs.
#[test]
#[needs(Program("env"))]
fn a_next_omero_that_is_named_and_guarded_gets_no_more() {
    let omero = command_lines::with_all_secrets();
    let next = next_omero(&omero);
    for line in ["login -s server", "admin start", "-q admin stop"] {
        let typed = omero.typed(line).env("OMERO_CONFIG_NEXT", &next).env("PATH", "/usr/bin:/bin");
        let run = typed.env("SPY_NOTES", omero.cwd().join("notes")).run();
        assert!(run.succeeded() && !run.to_string().contains(SIGN), "{run}");
        check_notes(&omero, line);
    }
}

/// The document says which program is run; what another one has printed is not handed to it.
#[test]
#[needs(Program("env"))]
fn a_program_of_a_reference_gets_no_secret_of_the_store_or_of_the_document() {
    let omero = command_lines::with_all_secrets();
    let spy = omero.editor(SPY);
    let document = serde_json::json!({
        "lab.token": {"$command": ["printf", format!("x%s{}", &SIGN[1..]), &SIGN[..1]]},
        "omero.db.pass": format!("more{SIGN}"),
        "omero.ldap.password": {"$command": ["sh", "-c", format!("{spy}; echo x")]},
    });
    let typed = omero.typed("config apply --allow-commands --diff --format json -");
    let typed = typed.input(document.to_string()).env("PATH", "/usr/bin:/bin");
    let run = typed.env("SPY_NOTES", omero.cwd().join("notes")).run();
    assert!(run.succeeded() && !run.to_string().contains(SIGN), "{run}");
    check_notes(&omero, "config apply");
}

#[test]
fn an_edit_leaves_no_text_that_others_can_read() {
    let omero = command_lines::with_all_secrets();
    let run = omero
        .edit("config edit", "ls -l \"$1\" > mode; ls -ld \"$(dirname \"$1\")\" >> mode; exit 1");
    assert!(!run.succeeded(), "{run}");
    let modes = fs::read_to_string(omero.cwd().join("mode")).unwrap();
    let modes: Vec<_> = modes.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(modes, ["-rw-------", "drwx------"]);
}
