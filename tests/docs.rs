//! The guides in `docs/`: every command in them is run, and shows what is printed there.
//!
//! A block ```` ```yaml NAME ```` is a file, a block ```` ```console ```` a session: lines that begin
//! with `$ ` are typed, what follows each is what it shows on both streams.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::directories;
use crate::support::Installation;

/// A fenced block: the words behind the fence, and the lines inside.
pub(crate) struct Block<'text> {
    pub(crate) kind: &'text str,
    pub(crate) name: Option<&'text str>,
    pub(crate) text: String,
}

pub(crate) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(words) = line.strip_prefix("```") else { continue };
        let mut words = words.split(' ');
        let inside = lines.by_ref().take_while(|line| *line != "```");
        let text = inside.flat_map(|line| [line, "\n"]).collect();
        blocks.push(Block { kind: words.next().unwrap(), name: words.next(), text });
    }
    blocks
}

/// What a shell shows for a command in the current directory of the installation.
fn shown(omero: &Installation, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_omero")).parent().unwrap();
    let path = env::join_paths([program.to_owned()].into_iter().chain(directories()));
    let output = Command::new("/bin/sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .env_clear()
        .env("PATH", path.unwrap())
        .env("OMERODIR", omero.omerodir())
        .env("HOME", omero.home())
        .current_dir(omero.cwd())
        .output();
    omero.collapsed(&String::from_utf8(output.unwrap().stdout).unwrap())
}

/// Runs the sessions of a page in its order and returns how many commands there were.
fn run(page: &str) -> usize {
    run_in(&Installation::empty(), page)
}

/// The same in an installation that was prepared.
fn run_in(omero: &Installation, page: &str) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    let text = fs::read_to_string(path).unwrap();
    let mut count = 0;
    for Block { kind, name, text } in blocks(&text) {
        if let Some(name) = name {
            omero.file(name, text);
        } else if kind == "console" {
            for typed in text.split("$ ").skip(1) {
                let (command, expected) = typed.split_once('\n').unwrap();
                assert_eq!(shown(omero, command), expected, "{page}: {command}");
                count += 1;
            }
        } else {
            assert!(!matches!(kind, "sh" | "shell"), "{page}: a shell block is not run");
        }
    }
    count
}

#[test]
fn provisioning() {
    assert!(run("provisioning.md") > 20);
}

#[test]
fn docker() {
    assert!(run("docker.md") > 3);
}

#[test]
#[needs(Program("nginx"))]
fn nginx() {
    assert!(run("nginx.md") > 15);
}

#[test]
fn iis() {
    assert!(run("iis.md") > 10);
}

#[test]
fn json() {
    assert!(run("json.md") > 10);
}

#[test]
fn secrets() {
    assert!(run("secrets.md") > 15);
}

#[test]
fn teams() {
    assert!(run("teams.md") > 4);
}

#[test]
fn first_steps() {
    assert!(run("first-steps.md") > 10);
}

#[test]
#[needs(Program("python3"))]
fn ome() {
    let omero = Installation::empty();
    let programs = omero.cwd().join("venv3/bin");
    fs::create_dir_all(&programs).unwrap();
    let script = omero.file(
        "tool",
        "#!/usr/bin/env python3\nimport sys\n# from omero.main import main\n\
         print('the Python tool:', *sys.argv[1:])\n",
    );
    let install = Command::new("install").arg(script).arg(programs.join("omero")).status();
    assert!(install.unwrap().success());
    assert!(run_in(&omero, "ome.md") > 10);
}
