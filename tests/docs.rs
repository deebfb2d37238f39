//! The guides in `docs/` and the README: every command in them is run, and shows what is printed there.
//! `UPDATE=1 cargo test docs::` writes what is printed now to the pages.
//!
//! A block ```` ```yaml NAME ```` is a file, a block ```` ```console ```` a session: lines that begin
//! with `$ ` are typed, what follows each is what it shows on both streams.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
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

/// The name of a page below the directory of the repository, and its text.
struct Page {
    path: PathBuf,
    text: String,
    /// Where the next command is searched for: a page can show the same one twice.
    at: usize,
}

impl Page {
    fn read(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = fs::read_to_string(&path).unwrap();
        Self { path, text, at: 0 }
    }

    /// The commands in its sessions, each with what the page shows of it.
    fn commands(&self) -> Vec<(String, String)> {
        let sessions = blocks(&self.text).into_iter().filter(|block| block.kind == "console");
        let texts: Vec<_> = sessions.map(|block| block.text).collect();
        let typed = texts.iter().flat_map(|text| text.split("$ ").skip(1));
        let halves = typed.map(|typed| typed.split_once('\n').unwrap());
        halves.map(|(command, expected)| (command.to_owned(), expected.to_owned())).collect()
    }

    /// Compares what a command shows; with `UPDATE=1` in the environment it is written to the page.
    fn check(&mut self, command: &str, expected: &str, shown: &str) {
        if env::var_os("UPDATE").is_some() {
            let (old, new) = (format!("$ {command}\n{expected}"), format!("$ {command}\n{shown}"));
            let start = self.at + self.text[self.at..].find(&old).unwrap();
            self.text.replace_range(start..start + old.len(), &new);
            self.at = start + new.len();
            fs::write(&self.path, &self.text).unwrap();
        } else {
            assert_eq!(shown, expected, "{}: {command}", self.path.display());
        }
    }
}

/// A shell in the current directory of the installation, whose errors are part of its output.
fn shell(omero: &Installation, script: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_omero")).parent().unwrap();
    let path = env::join_paths([program.to_owned()].into_iter().chain(directories()));
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", &format!("exec 2>&1\n{script}")])
        .env_clear()
        .env("PATH", path.unwrap())
        .env("OMERODIR", omero.omerodir())
        .env("HOME", omero.home())
        .current_dir(omero.cwd());
    shell
}

/// What a shell shows for a command.
fn shown(omero: &Installation, command: &str) -> String {
    let output = shell(omero, command).output();
    omero.collapsed(&String::from_utf8(output.unwrap().stdout).unwrap())
}

/// Runs the sessions of a page in its order and returns how many commands there were.
fn run(page: &str) -> usize {
    run_in(&Installation::empty(), page)
}

/// The same in an installation that was prepared.
fn run_in(omero: &Installation, name: &str) -> usize {
    let mut page = Page::read(&format!("docs/{name}"));
    for Block { kind, name, text } in blocks(&page.text.clone()) {
        if let Some(name) = name {
            omero.file(name, text);
        } else if kind == "console" {
            for typed in text.split("$ ").skip(1) {
                let (command, expected) = typed.split_once('\n').unwrap();
                page.check(command, expected, &shown(omero, command));
            }
        } else {
            let name = page.path.display();
            assert!(!matches!(kind, "sh" | "shell"), "{name}: a shell block is not run");
        }
    }
    page.commands().len()
}

/// Types all commands of a page into one shell, which keeps its variables and its directory.
fn run_in_one_shell(omero: &Installation, name: &str) {
    const MARK: char = '\u{1e}';
    let mut page = Page::read(name);
    let commands = page.commands();
    assert!(!commands.is_empty());
    let lines = commands.iter().map(|(command, _)| format!("printf '\\036'\n{command}\n"));
    let output = shell(omero, &lines.collect::<String>()).output().unwrap().stdout;
    let output = omero.collapsed(&String::from_utf8(output).unwrap());
    let shown: Vec<_> = output.split(MARK).skip(1).collect();
    assert_eq!(shown.len(), commands.len(), "{output}");
    for ((command, expected), shown) in commands.iter().zip(shown) {
        page.check(command, expected, shown);
    }
}

#[test]
fn the_tour_ends_where_it_began() {
    let omero = Installation::empty();
    run_in_one_shell(&omero, "docs/tour.md");
    assert_eq!(fs::read_dir(omero.cwd()).unwrap().count(), 0);
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    run_in_one_shell(&Installation::empty(), "README.md");
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
