//! The process that holds the lock of a store, as messages name it.

use std::borrow::Cow;
use std::fmt;
use std::fs::Metadata;
use std::iter;

use super::python_tool::base_name;
use super::python_tool::script;
use crate::platform;

/// Longer words are cut at their beginning: the end of a path is the name of the program.
const LONGEST_WORD: usize = 60;

/// How many words after `omero` say what it does: `admin start`, `config set`.
const WORDS_OF_COMMAND: usize = 2;

/// A process that holds the lock. Most of its arguments are not kept: they may hold secrets.
#[derive(Debug)]
pub struct LockHolder {
    process: u32,
    command: String,
}

impl LockHolder {
    /// The processes that hold the lock of a lock file, as far as the system reports them.
    pub(crate) fn all_of(lock_file: &Metadata) -> Vec<Self> {
        let processes = platform::lock_holders(lock_file).into_iter();
        let named = |process| Self { process, command: command(&platform::command_line(process)) };
        processes.map(named).collect()
    }
}

/// process 4711 (python3 /opt/omero/bin/omero admin start)
impl fmt::Display for LockHolder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "process {}", self.process)?;
        if self.command.is_empty() { Ok(()) } else { write!(out, " ({})", self.command) }
    }
}

/// What may be shown of a command line whose words end with a NUL: the program, the script that Python runs,
/// and what `omero` is asked to do.
fn command(line: &[u8]) -> String {
    let mut words = line.split(|byte| *byte == 0).filter(|word| !word.is_empty());
    let Some(program) = words.next().map(base_name) else { return String::new() };
    let script = program.starts_with(b"python").then(|| script(&mut words)).flatten();
    let is_omero = base_name(script.unwrap_or(program)).starts_with(b"omero");
    let verbs = words.take_while(|word| is_verb(word));
    let verbs = verbs.take(if is_omero { WORDS_OF_COMMAND } else { 0 });
    let shown = iter::once(program).chain(script).chain(verbs).map(shown);
    shown.collect::<Vec<_>>().join(" ")
}

fn is_verb(word: &[u8]) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'-';
    word.first().is_some_and(u8::is_ascii_lowercase) && word.iter().all(is_letter)
}

/// The word of another user on one line: it cannot look like a line of ours.
fn shown(word: &[u8]) -> String {
    let word = String::from_utf8_lossy(word);
    let length = word.chars().count();
    let word = match length.checked_sub(LONGEST_WORD).filter(|cut| *cut > 0) {
        Some(cut) => Cow::from(format!("...{}", word.chars().skip(cut).collect::<String>())),
        None => word,
    };
    let escaped = word.chars().map(|found| match found {
        found if found.is_control() => found.escape_unicode().to_string(),
        found => found.to_string(),
    });
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_named_without_what_may_be_secret() {
        for (line, shown) in [
            ("", ""),
            ("/usr/bin/flock|config.xml.lock|sleep", "flock"),
            ("/bin/sh|-c|PW", "sh"),
            ("/opt/bin/omero|config|set|omero.db.pass|PW", "omero config set"),
            ("omero|-w|PW|admin|start", "omero"),
            (
                "python3|/opt/omero/bin/omero|admin|start",
                "python3 /opt/omero/bin/omero admin start",
            ),
            ("/usr/bin/python3.11|-m|omero.main|admin|start", "python3.11 omero.main admin start"),
            ("python3|deploy.py|PW", "python3 deploy.py"),
            ("omero|config|--source|x|set", "omero config"),
        ] {
            let line = line.replace('|', "\0") + "\0";
            assert_eq!(command(line.as_bytes()), shown);
        }
    }

    #[test]
    fn a_hostile_name_is_escaped_and_cut() {
        let line = format!("python3\0{}/a\nhint: b\u{1b}[2J\0", "x".repeat(5000));
        let shown = command(line.as_bytes());
        assert!(shown.ends_with(r"xx/a\u{a}hint: b\u{1b}[2J"), "{shown}");
        assert!(shown.starts_with("python3 ...x") && shown.len() < 100, "{shown}");
        assert_eq!(command(b"\xff\0"), "\u{fffd}");
    }
}
