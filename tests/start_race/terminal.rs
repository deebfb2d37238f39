//! A start on a terminal, with the keys that stop, continue and end it.

use super::path_of_stand_in;
use super::with_host;
use crate::support::Installation;
use crate::support::Terminal;

/// A shell in which `omero admin start` has read the store.
fn started(omero: &Installation) -> Terminal<'_> {
    let terminal = Terminal::sh(omero);
    let path = path_of_stand_in(omero);
    let shims = std::env::var("PATH").unwrap_or_default();
    enter(&terminal, &format!("export PATH='{}:{path}:{shims}'; clear", program_directory()));
    enter(&terminal, "omero admin start");
    terminal.wait_for("the start", |screen| screen.ends_with("begun"));
    terminal
}

fn program_directory() -> String {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_omero"));
    program.parent().unwrap().display().to_string()
}

fn enter(terminal: &Terminal<'_>, line: &str) {
    terminal.type_text(line);
    terminal.press("Enter");
}

/// What the last command ended with.
fn exit_code(terminal: &Terminal<'_>) -> String {
    terminal.wait_for("the shell", |screen| screen.ends_with("ready>"));
    enter(terminal, "echo ended with $?");
    let has_ended = |screen: &str| screen.lines().any(|line| line.starts_with("ended with "));
    let screen = terminal.wait_for("the exit code", has_ended);
    let line = screen.lines().find_map(|line| line.strip_prefix("ended with "));
    line.unwrap().to_owned()
}

#[test]
#[needs(Program("tmux"), Program("python3"))]
fn ctrl_z_stops_a_start_and_fg_continues_it() {
    let omero = with_host();
    let terminal = started(&omero);
    terminal.press("C-z");
    terminal
        .wait_for("the shell", |screen| screen.contains("Stopped") && screen.ends_with("ready>"));
    omero.prepare("config set omero.db.host db2");
    enter(&terminal, "fg");
    terminal.wait_for("the command", |screen| screen.ends_with("omero admin start"));
    terminal.press("C-d");
    terminal.wait_for("the report", |screen| screen.contains("omero.db.host=db2"));
    assert_eq!(exit_code(&terminal), "0");
    assert_eq!(omero.answer("config get omero.db.host"), "db2");
}

#[test]
#[needs(Program("tmux"), Program("python3"))]
fn a_start_that_was_stopped_can_be_ended_in_the_background() {
    let omero = with_host();
    let terminal = started(&omero);
    omero.prepare("config set omero.db.host db2");
    terminal.press("C-z");
    terminal.wait_for("the shell", |screen| screen.ends_with("ready>"));
    enter(&terminal, "kill %1; fg");
    assert_eq!(exit_code(&terminal), "143");
    assert_eq!(omero.answer("config get omero.db.host"), "db2");
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
}

#[test]
#[needs(Program("tmux"), Program("python3"))]
fn ctrl_c_ends_a_start_as_it_ends_the_python_tool() {
    let omero = with_host();
    let terminal = started(&omero);
    omero.prepare("config set omero.db.host db2");
    terminal.press("C-c");
    terminal.wait_for("the end", |screen| screen.contains("KeyboardInterrupt"));
    assert_eq!(exit_code(&terminal), "130");
    assert_eq!(omero.answer("config get omero.db.host"), "db2");
}
