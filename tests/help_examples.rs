//! The help of every command: how it is built, that it fits, and that its examples do what they say.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use crate::support::Installation;
use crate::support::wait;

/// Every command that is shown, with the words that call it.
fn commands() -> Vec<(String, clap::Command)> {
    fn collect(words: &str, command: &clap::Command, all: &mut Vec<(String, clap::Command)>) {
        all.push((words.to_owned(), command.clone()));
        for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
            collect(&format!("{words} {}", verb.get_name()), verb, all);
        }
    }
    let mut all = Vec::new();
    collect("omero", &omero_config::command(), &mut all);
    all
}

/// What is said in front of each example, and the example.
fn examples(command: &clap::Command) -> Vec<(String, String)> {
    let text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let mut said = String::new();
    let mut examples = Vec::new();
    for line in text.lines().skip_while(|line| *line != "Examples:") {
        match line.strip_prefix("    ") {
            Some(example) => examples.push((said.clone(), example.to_owned())),
            None => line.trim().clone_into(&mut said),
        }
    }
    examples
}

/// The installation that the examples are about.
fn site() -> Installation {
    let omero = Installation::empty();
    for line in [
        "config set omero.db.port 5433",
        r#"config set omero.web.apps '["omero_iviewer"]'"#,
        r#"config set omero.web.server_list '[["omero.example.org", 4064]]'"#,
        "config def test",
        "config set omero.db.host test-db.example.org",
        "config def default",
    ] {
        omero.prepare(line);
    }
    omero.file("copy.xml", omero.config_xml().unwrap());
    omero.file("site.properties", "omero.db.port=5432\n");
    omero.file("base.yaml", "omero.db.poolsize: 25\n");
    omero.file("site.yaml", "omero.db.port: 5434\n");
    omero.file("servers.json", "[[\"omero.example.org\", 4064]]\n");
    omero.file("password.txt", "secret\n");
    omero.file("web.omero", "config set omero.web.debug true\n");
    fs::create_dir(omero.cwd().join("conf.d")).unwrap();
    omero.file("conf.d/10-web.omero", "config set omero.web.debug false\n");
    fs::create_dir_all(omero.cwd().join("venv3/bin")).unwrap();
    omero.file("venv3/bin/omero", "#!/usr/bin/python3\nfrom omero.main import main\nmain()\n");
    for below in [".config/fish/completions", ".local/share/bash-completion/completions"] {
        fs::create_dir_all(omero.home().join(below)).unwrap();
    }
    // Leaves the file as it is, as somebody who only looks.
    let editor = omero.home().join("vi");
    fs::write(&editor, "#!/bin/sh\n").unwrap();
    assert!(Command::new("chmod").arg("+x").arg(&editor).status().unwrap().success());
    omero
}

/// Types a line into a shell; Enter is pressed once.
fn typed(omero: &Installation, line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_omero")).parent().unwrap().to_owned();
    let path = env::var_os("PATH").unwrap();
    let path = env::join_paths([program, omero.home()].into_iter().chain(env::split_paths(&path)));
    let enter = omero.file("enter", "\n");
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", line]).env_clear().env("PATH", path.unwrap());
    shell.env("DB_PASSWORD", "secret");
    shell.env("OMERODIR", omero.omerodir()).env("HOME", omero.home()).current_dir(omero.cwd());
    shell.stdin(fs::File::open(enter).unwrap()).stdout(Stdio::piped()).stderr(Stdio::piped());
    wait(shell.spawn().unwrap())
}

/// The exit code that a description tells.
fn expected(said: &str) -> i32 {
    let code = said.split_once("exits with ").and_then(|(_, rest)| rest.split(' ').next());
    code.map_or(0, |code| code.parse().unwrap())
}

#[test]
fn every_command_has_a_summary_a_paragraph_and_two_examples() {
    for (words, command) in commands() {
        let summary = command.get_about().map(ToString::to_string).unwrap_or_default();
        let all = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        assert!(!summary.is_empty() && !summary.ends_with('.'), "{words}: {summary}");
        assert!(all.len() > summary.len() + 40 && all.ends_with('.'), "{words}: {all}");
        assert!(examples(&command).len() >= 2, "{words} needs two examples");
    }
}

#[test]
fn every_example_does_what_it_says() {
    for (words, command) in commands() {
        let omero = site();
        for (said, line) in examples(&command) {
            assert!(line.contains(command.get_name()), "{words}: {line}");
            let output = typed(&omero, &line);
            let told = String::from_utf8_lossy(&output.stderr);
            let code = expected(&said);
            assert_eq!(output.status.code(), Some(code), "{line}: {told}");
            assert!(code != 0 || !told.contains("error:"), "{line}: {told}");
        }
    }
}

#[test]
fn every_help_page_fits_80_columns() {
    for (words, command) in commands() {
        for page in [command.clone().render_help(), command.clone().render_long_help()] {
            for line in page.to_string().lines() {
                assert!(line.trim_end().chars().count() <= 80, "{words}: {line}");
            }
        }
        for (_, line) in examples(&command) {
            assert!(line.chars().count() <= 76, "{words}: {line} is broken in two");
        }
    }
}
