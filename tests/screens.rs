//! Whole screens at 80 and 120 columns, with and without colour.

use std::fmt::Write;

use crate::support::Installation;
use crate::support::Terminal;

/// What is typed, one after the other.
const COMMANDS: [&str; 9] = [
    "config -h",
    "config apply site.yaml",
    "config apply site.yaml",
    "config diff default trial",
    "config set omero.web.server_list localhost:4064",
    "config search mail port",
    "config copy default second",
    "config undo",
    "config drop trial",
];

/// Whether the codes of colours are shown and captured.
#[derive(Debug, Clone, Copy)]
enum Colour {
    Never,
    Always,
}

fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config copy default trial");
    omero.file(
        "site.yaml",
        "omero.db.host: db2.example.org\nomero.db.name: omero\nomero.db.pass: secret\n",
    );
    omero
}

/// Every command with what it shows.
fn screens(columns: u16, colour: Colour) -> String {
    let omero = site();
    let option = match colour {
        Colour::Never => "never",
        Colour::Always => "always",
    };
    let terminal = Terminal::sh_with_columns(&omero, columns);
    let mut screens = String::new();
    for (number, command) in COMMANDS.iter().enumerate() {
        // The quotes keep what is typed from being taken for what is shown.
        terminal
            .type_text(&format!("clear; omero --color {option} {command}; echo do''ne {number}"));
        terminal.press("Enter");
        let end = format!("\ndone {number}\nready>");
        terminal.wait_for(command, |screen| screen.ends_with(&end));
        let screen = match colour {
            Colour::Never => terminal.plain_screen(),
            Colour::Always => terminal.coloured_screen(),
        };
        let shown = screen.split(&format!("done {number}")).next().unwrap();
        writeln!(screens, "$ omero {command}\n{}\n", shown.trim_end()).unwrap();
    }
    screens
}

fn check(name: &str, screens: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/screens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, screens));
}

#[test]
#[needs(Program("tmux"))]
fn screens_have_80_columns() {
    check("80_columns", &screens(80, Colour::Never));
}

#[test]
#[needs(Program("tmux"))]
fn screens_have_120_columns() {
    check("120_columns", &screens(120, Colour::Never));
}

#[test]
#[needs(Program("tmux"))]
fn screens_have_80_columns_and_colour() {
    check("80_columns_in_colour", &screens(80, Colour::Always));
}

#[test]
#[needs(Program("tmux"))]
fn screens_have_120_columns_and_colour() {
    check("120_columns_in_colour", &screens(120, Colour::Always));
}
