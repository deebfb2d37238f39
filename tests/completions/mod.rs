//! `omero completions`: the scripts, and what the program answers to them.

mod files_and_quotes;
mod words;

use std::fs;
use std::path::Path;

use crate::support::Installation;
use crate::support::Typed;

/// What fits at the end of a line: what the script for zsh asks, which hands over words.
fn ask<'omero>(omero: &'omero Installation, line: &str) -> Typed<'omero> {
    let words = line.split(' ');
    words.fold(omero.typed("completions zsh -- omero"), Typed::arg)
}

/// The answer, and that there was no word beside it.
fn answer(typed: Typed<'_>) -> String {
    let transcript = typed.run();
    assert!(transcript.succeeded() && transcript.stderr().is_empty(), "{transcript}");
    transcript.stdout().to_owned()
}

fn fitting(omero: &Installation, line: &str) -> String {
    answer(ask(omero, line))
}

/// The candidates alone.
fn words(omero: &Installation, line: &str) -> Vec<String> {
    let answer = fitting(omero, line);
    let lines = answer.lines().skip(1);
    lines.map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare(r#"config set omero.web.server_list '[["one", 4064], ["two", 4064, "b"]]'"#);
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set lab.room 5");
    omero.prepare("config def test");
    omero.prepare("config set omero.ldap.config true");
    omero.prepare("config def default");
    omero
}

fn set_thousands(omero: &Installation) {
    let lines = (0..10_000).map(|at| format!("site.prop.{at:05}=x\n"));
    omero.file("many.properties", lines.collect::<String>());
    omero.prepare("config load many.properties");
}

#[test]
fn every_shell_has_its_script() {
    let omero = Installation::empty();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, file) in [
        ("bash", "omero.bash"),
        ("zsh", "_omero"),
        ("fish", "omero.fish"),
        ("powershell", "omero.ps1"),
        ("elvish", "omero.elv"),
    ] {
        let script = fs::read_to_string(directory.join(file)).unwrap();
        assert_eq!(omero.run(&format!("completions {shell}")).stdout(), script);
    }
    assert_eq!(omero.run("completions tcsh").exit(), 2);
}
