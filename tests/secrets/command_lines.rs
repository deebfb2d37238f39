//! The rows of the table as command lines, and a store with every secret in it.

use std::collections::BTreeSet;
use std::process::Command;
use std::process::Stdio;

use super::table::Row;
use super::table::SECRETS;
use super::table::SIGN;
use super::table::To;
use crate::support::Installation;
use crate::support::Typed;
use omero_config::testing::python::shlex;

/// A command line that can be typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CommandLine {
    words: Vec<String>,
    input: String,
    to_terminal: bool,
}

/// All command lines of a row.
pub(super) fn of_row(row: &Row) -> BTreeSet<CommandLine> {
    let is_for = |line: &str, value: &str| !line.contains("PART") || value.contains(['=', ':']);
    let lines = row.lines.iter().flat_map(|line| {
        let kinds = SECRETS.iter().filter(move |(_, value)| is_for(line, value));
        kinds.map(|(key, value)| command_line(line, key, value, row.to))
    });
    lines.collect()
}

fn command_line(line: &str, key: &str, value: &str, to: To) -> CommandLine {
    let other = value.replace('§', &format!("other{SIGN}"));
    let value = value.replace('§', SIGN);
    let json = if value.starts_with(['{', '[']) { value.clone() } else { format!("\"{value}\"") };
    let filled = |text: &str| {
        text.replace("KEY", key)
            .replace("PART", &json)
            .replace("JSON", &json)
            .replace("VALUE", &value)
            .replace("OTHER", &other)
            .replace("URL", &format!("redis://:{SIGN}@cache"))
            .replace("SIGN", SIGN)
    };
    let (words, input) = line.split_once(" <").unwrap_or((line, ""));
    CommandLine {
        words: words.split(' ').map(filled).collect(),
        input: filled(input),
        to_terminal: to == To::Terminal,
    }
}

impl CommandLine {
    /// All that it prints.
    pub(super) fn output(&self, omero: &Installation) -> String {
        if self.to_terminal {
            self.on_terminal(omero)
        } else {
            self.in_pipe(omero).run().to_string()
        }
    }

    /// The command before it is run.
    pub(super) fn in_pipe<'omero>(&self, omero: &'omero Installation) -> Typed<'omero> {
        let typed = omero.program().env("EDITOR", omero.editor("cat \"$1\" > seen; false"));
        self.words.iter().fold(typed, Typed::arg).input(self.input.clone())
    }

    /// On a terminal, with standard error.
    fn on_terminal(&self, omero: &Installation) -> String {
        let line: Vec<_> = self.words.iter().map(|word| shlex::quote(word)).collect();
        shown_on_terminal(omero, &line.join(" "))
    }
}

/// What a terminal gets when this line is typed into a shell.
pub(super) fn shown_on_terminal(omero: &Installation, line: &str) -> String {
    shown_on_terminal_with(omero, "PAGER=cat ", line)
}

/// The same with variables, each with a space after it.
pub(super) fn shown_on_terminal_with(omero: &Installation, variables: &str, line: &str) -> String {
    let mut script = Command::new("script");
    let command = format!("{variables}{} {line}", omero.executable().display());
    script.args(["-q", "-c", &command, "/dev/null"]).current_dir(omero.cwd());
    script.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("SHELL", "/bin/sh");
    script.env("OMERODIR", omero.omerodir()).env("HOME", omero.home()).env("TERM", "xterm");
    let output = script.stdin(Stdio::null()).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// An installation with every secret in two profiles.
pub(super) fn with_all_secrets() -> Installation {
    let omero = Installation::empty();
    for (profile, secret) in [("other", format!("other{SIGN}")), ("default", SIGN.to_owned())] {
        let properties = SECRETS.iter().map(|(key, value)| format!("{key}={value}\n"));
        let text = properties.collect::<String>().replace('§', &secret);
        let line = format!("config load --force --profile {profile}");
        let loaded = omero.typed(&line).input(text).run();
        assert!(loaded.succeeded(), "{loaded}");
    }
    omero.prepare("config set lab.list '[]'");
    omero.prepare("config set omero.db.host db");
    write_wrong_files(&omero);
    omero
}

/// Files in which each line with a secret is wrong, or all of the text.
fn write_wrong_files(omero: &Installation) {
    let secrets = || SECRETS.iter().map(|(key, value)| (*key, value.replace('§', SIGN)));
    let lines = |line: fn((&str, String)) -> String| secrets().map(line).collect::<String>();
    omero.file("wrong.omero", lines(|(key, value)| format!("config set {key} {value} x\n")));
    omero.file("wrong.properties", lines(|(key, value)| format!("{key} {value}\n")));
    let variables = lines(|(key, value)| format!("CONFIG_{}x='{value}\n", key.replace('.', "_")));
    omero.file("wrong.env", variables);
    omero.file("tag.yaml", format!("omero.db.pass: !{SIGN} x\n"));
    omero.file("open.json", format!("{{\"omero.db.pass\": \"{SIGN}"));
}
