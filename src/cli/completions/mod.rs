//! `omero completions`: the scripts that teach a shell to complete, and the answers to their questions.
//!
//! A script contains no knowledge about `omero`: for every Tab it passes the typed words to the program,
//! after `--`, and shows the answer. The first line of an answer says what else fits (`files`,
//! `directories`, `commands` or `nothing`); each line after it is a candidate, with its meaning after a
//! tab if the shell shows it. Whatever is wrong, the answer is shorter, never an error.

mod answer;
mod bash;
mod candidates;
mod install;
mod placeholder;
mod properties;
mod store;

use std::borrow::Cow;
use std::ffi::OsString;

use clap::Args;
use clap::ValueEnum;

use crate::cli::command_line::cursor::Cursor;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::help::page;
use crate::cli::session::Session;
use crate::cli::session::environment;
use answer::Answer;
use bash::Split;

/// Print the script that completes commands, options, properties and values in a shell
///
/// With --install the script is put where the shell looks for the completions of a person; packages install it for
/// everyone. The script asks this program at each press of Tab, so it never has to be updated.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Complete in bash, in every new shell" => "omero completions bash --install",
    "Print the script, for a package" => "omero completions fish",
])]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
    /// Install the script for your account
    #[arg(long, conflicts_with = "typed")]
    install: bool,
    /// What was typed up to the cursor, in the way of the script
    #[arg(last = true, hide = true, value_name = "TYPED")]
    typed: Vec<OsString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

impl Completions {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if self.install {
            return install::run(session, self.shell);
        }
        if self.typed.is_empty() {
            session.printer.write_as_is(self.shell.script())?;
            return Ok(Exit::Done);
        }
        let typed: Vec<_> = self.typed.iter().map(|word| word.to_string_lossy()).collect();
        let reply = self.shell.reply(session, &typed);
        // A shell that does not read the answer does not need it.
        let _ = session.printer.write_as_is(reply);
        Ok(Exit::Done)
    }
}

impl Shell {
    fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../../completions/omero.bash"),
            Self::Zsh => include_str!("../../../completions/_omero"),
            Self::Fish => include_str!("../../../completions/omero.fish"),
            Self::Powershell => include_str!("../../../completions/omero.ps1"),
            Self::Elvish => include_str!("../../../completions/omero.elv"),
        }
    }

    /// The answer to what the script of this shell asks.
    fn reply(self, session: &Session, typed: &[Cow<'_, str>]) -> String {
        match (self, typed) {
            (Self::Bash, [breaks, line]) => {
                let split = Split::of(line, breaks);
                let answer = answer(session, &split.words);
                answer.written(|candidate| split.rest(&candidate.value))
            }
            // Before its release 7.3 PowerShell drops empty words, so the last one comes with a mark.
            (Self::Powershell, [words @ .., last]) => {
                let words = words.iter().chain([last]);
                let mut words: Vec<_> = words.map(ToString::to_string).collect();
                words.last_mut().map(String::pop);
                answer(session, &words).written(|candidate| {
                    Some(format!("{}\t{}", for_powershell(&candidate.value), candidate.meaning))
                })
            }
            _ => {
                let words: Vec<_> = typed.iter().map(ToString::to_string).collect();
                answer(session, &words).written(|candidate| {
                    Some(format!("{}\t{}", candidate.value, candidate.meaning))
                })
            }
        }
    }
}

/// What fits at the end of `words`, of which the first is the program.
fn answer(session: &Session, words: &[String]) -> Answer {
    let Some((typed, before)) = words.split_last() else { return Answer::default() };
    let omero = page::commands();
    let cursor = Cursor::find(&omero, before.get(1..).unwrap_or_default(), typed);
    candidates::at(session, &omero, &cursor)
}

/// A path as a shell takes it: a tilde at its beginning means HOME.
fn expanded(path: &str) -> OsString {
    match (path.strip_prefix("~/"), environment::home()) {
        (Some(rest), Some(home)) => home.join(rest).into(),
        _ => path.into(),
    }
}

fn for_powershell(value: &str) -> String {
    let is_plain = |found: char| found.is_ascii_alphanumeric() || "_%+=:./-".contains(found);
    if !value.is_empty() && value.chars().all(is_plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', "''"))
}
