//! The help topics, apart from the commands.

use std::fmt::Write;

use crate::cli::error::Exit;
use crate::cli::session::environment::VARIABLES;

/// How wide a topic may be.
const WIDTH: usize = 80;

/// Something to read about.
pub(crate) struct Topic {
    pub(crate) name: &'static str,
    /// What it is about, in a few words.
    pub(crate) summary: &'static str,
    text: fn() -> String,
}

/// All topics, in the order in which they are listed.
pub(crate) const TOPICS: [Topic; 5] = [
    Topic { name: "exit-codes", summary: "the exit codes and their meaning", text: exits },
    Topic {
        name: "quoting",
        summary: "how to type values in each shell",
        text: || include_str!("quoting.txt").to_owned(),
    },
    Topic {
        name: "profiles",
        summary: "several sets of properties in one installation",
        text: || include_str!("profiles.txt").to_owned(),
    },
    Topic {
        name: "environment",
        summary: "all environment variables that are read",
        text: environment,
    },
    Topic {
        name: "files",
        summary: "the configuration file and related files",
        text: || include_str!("files.txt").to_owned(),
    },
];

impl Topic {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }

    /// What there is to read.
    pub(crate) fn text(&self) -> String {
        (self.text)()
    }
}

/// The topics with what they are about, below a heading.
pub(crate) fn list() -> String {
    let mut text = "Topics:\n".to_owned();
    for Topic { name, summary, .. } in &TOPICS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name:<12} {summary}");
    }
    text
}

fn exits() -> String {
    let mut text = String::new();
    for exit in Exit::ALL {
        entry(&mut text, &format!("{:>3}", exit.code()), 5, exit.meaning());
    }
    entry(&mut text, "  *", 5, Exit::Child(0).meaning());
    text
}

fn environment() -> String {
    let mut text = "Environment variables that are read\n".to_owned();
    for variable in VARIABLES {
        text.push('\n');
        let _ = writeln!(text, "{}", variable.name);
        entry(&mut text, "", 4, variable.meaning);
    }
    text
}

/// A label and its meaning, wrapped next to it.
fn entry(text: &mut String, label: &str, column: usize, meaning: &str) {
    let lines = crate::cli::terminal::layout::wrapped(meaning, WIDTH - column);
    for (at, line) in lines.iter().enumerate() {
        let label = if at == 0 { label } else { "" };
        let _ = writeln!(text, "{label:column$}{line}");
    }
}
