//! Who makes a change, from where and with which command: what the history says of it.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

/// The author of changes.
#[derive(Debug, Clone)]
pub(crate) struct Author {
    /// Finds the name of the account. It is only called when something is replaced.
    pub(crate) user: fn() -> String,
    pub(crate) origin: Origin,
    pub(crate) breadth: Breadth,
    /// The words of the command, without values.
    pub(crate) command: String,
    /// Why the change is made, in the words of the author.
    pub(crate) message: Option<String>,
    /// The run of a script whose changes are one.
    pub(crate) script: Option<ScriptRun>,
}

/// Where a change comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A command that was typed on a terminal.
    Terminal,
    /// A command without a terminal.
    Script,
    /// What `OMERO_CONFIG_ORIGIN` names, such as Ansible.
    Named(String),
    /// A program that does not keep this history.
    AnotherProgram,
}

/// How much a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// Some properties that were named.
    Properties,
    /// Everything that files or variables say, as a start script does it.
    Files,
    /// All properties: the active profile was emptied, which begins a run that fills it again.
    Reset,
    /// All properties: a script emptied the active profile and filled it again.
    Rebuilt,
    /// The whole file: an undo.
    Undo,
}

/// The changes of one run of a script, which share a number in the history.
#[derive(Debug, Clone, Default)]
pub(crate) struct ScriptRun(Rc<Cell<Option<u64>>>);

impl Default for Author {
    fn default() -> Self {
        Self {
            user: || "unknown".to_owned(),
            origin: Origin::Script,
            breadth: Breadth::Properties,
            command: String::new(),
            message: None,
            script: None,
        }
    }
}

impl Author {
    /// Another program, which is found to have changed the store.
    pub(super) fn another_program() -> Self {
        Self { user: String::new, origin: Origin::AnotherProgram, ..Self::default() }
    }

    /// Who has made a change that is found before one of this author: another program, unless the author's
    /// script has run that.
    pub(super) fn of_found_change(&self) -> Self {
        Self { script: self.script.clone(), ..Self::another_program() }
    }

    /// The number that earlier changes of the same script have in the history.
    pub(super) fn script_number(&self) -> Option<u64> {
        self.script.as_ref()?.0.get()
    }

    pub(super) fn set_script_number(&self, number: u64) {
        if let Some(script) = &self.script {
            script.0.set(Some(number));
        }
    }
}

/// As many characters of a user's name are kept; file systems allow 255 bytes for the whole name.
const LONGEST_USER: usize = 32;

/// As many characters of the name of an origin are kept.
const LONGEST_ORIGIN: usize = 16;

impl Origin {
    /// The origin that a word names; none if it is a word of our own.
    pub(crate) fn named(word: &str) -> Option<Self> {
        match word {
            "" | "another-program" => None,
            "terminal" => Some(Self::Terminal),
            "script" => Some(Self::Script),
            name => Some(Self::Named(safe_word(name))),
        }
    }

    /// The origin in the name of a version.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        match word {
            "another-program" => Some(Self::AnotherProgram),
            word => Self::named(word),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Terminal => "terminal",
            Self::Script => "script",
            Self::Named(name) => name,
            Self::AnotherProgram => "another-program",
        })
    }
}

/// The name of an origin that can be part of a file name.
fn safe_word(name: &str) -> String {
    let characters = name.chars().take(LONGEST_ORIGIN);
    let safe = |found: char| found.is_ascii_alphanumeric() || matches!(found, '.' | '_' | '-');
    characters.map(|found| if safe(found) { found } else { '_' }).collect()
}

/// The name of a user that can be part of a file name.
pub(super) fn safe_name(name: &str) -> String {
    let safe = |found: char| found.is_alphanumeric() || matches!(found, '.' | '_' | '-' | '@');
    let characters = name.chars().take(LONGEST_USER);
    characters.map(|found| if safe(found) { found } else { '_' }).collect()
}
