//! The exit codes: one table for the program, its help and its manual, and which errors end with which.

use std::io;
use std::process::ExitCode;
use std::process::ExitStatus;

use crate::cli::error::CommandError;
use crate::cli::error::take_over::TakeOverError;
use crate::platform;
use crate::store::StoreError;
use crate::web::BindingError;

/// How a run ended. Scripts test these numbers.
///
/// Those above 2 are the Python tool's, as a shell sees them: modulo 256.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, and the answer is yes.
    Done,
    /// Refused, or not found.
    Refused,
    /// The command line was wrong, there is no default to start from (514), or nothing to compare.
    Usage,
    /// The default of a property is not a list (515).
    DefaultNoList,
    /// The word after `-d` is unknown.
    UnknownDebug,
    /// The store may not be written.
    NotWritable,
    /// Another process holds the lock: trying again may work.
    Locked,
    /// The store cannot be read.
    Unreadable,
    /// `--source` names nothing.
    NotFound,
    /// OMERODIR is not set.
    NoOmerodir,
    /// A question was answered with Ctrl-C; the number is that of a program which it ends.
    Interrupted,
    /// A web server and OMERO.web would have the same port (678).
    PortConflict,
    /// The release cannot run OMERO.web as it is configured (679).
    UnknownKind,
    /// A web server cannot serve OMERO.web as it is configured (680).
    NotServable,
    /// The editor failed (954).
    Editor,
    /// The input is not valid UTF-8 (968).
    Input,
    /// A property has another value already (502).
    Conflict,
    /// Not a valid property name (506).
    IllegalKey,
    /// The stored value is not valid JSON (510).
    NoJson,
    /// The stored value is not a list (511).
    NoList,
    /// `apply --check`: something would change. The number is that of `DefaultNoList`.
    WouldChange,
    /// What a command that we started ended with.
    Child(u8),
}

impl Exit {
    /// Every code that is ours, in the order of the numbers.
    pub const ALL: [Self; 20] = [
        Self::Done,
        Self::Refused,
        Self::Usage,
        Self::DefaultNoList,
        Self::UnknownDebug,
        Self::NotWritable,
        Self::Locked,
        Self::Unreadable,
        Self::NotFound,
        Self::NoOmerodir,
        Self::Interrupted,
        Self::PortConflict,
        Self::UnknownKind,
        Self::NotServable,
        Self::Editor,
        Self::Input,
        Self::Conflict,
        Self::IllegalKey,
        Self::NoJson,
        Self::NoList,
    ];

    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::Usage => 2,
            Self::DefaultNoList | Self::WouldChange => 3,
            Self::UnknownDebug => 10,
            Self::NotWritable => 77,
            Self::Locked => 112,
            Self::Unreadable => 113,
            Self::NotFound => 124,
            Self::NoOmerodir => 125,
            Self::Interrupted => 130,
            Self::PortConflict => 166,
            Self::UnknownKind => 167,
            Self::NotServable => 168,
            Self::Editor => 186,
            Self::Input => 200,
            Self::Conflict => 246,
            Self::IllegalKey => 250,
            Self::NoJson => 254,
            Self::NoList => 255,
            Self::Child(code) => code,
        }
    }

    /// What the number means, in a line.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused, not found, or a check failed; diff: there are differences",
            Self::Usage => {
                "usage error; append, remove: no default to start from; diff: the comparison failed"
            }
            Self::DefaultNoList | Self::WouldChange => {
                "append, remove: the default of the property is not a list; apply --check: there \
                 would be changes"
            }
            Self::UnknownDebug => "unknown word after -d",
            Self::NotWritable => "no permission to write the configuration",
            Self::Locked => "another process holds the lock",
            Self::Unreadable => "the configuration cannot be opened, read or parsed",
            Self::NotFound => "the file given with --source does not exist",
            Self::NoOmerodir => "OMERODIR is not set, or is not a directory",
            Self::Interrupted => "Ctrl-C at a question; nothing was changed",
            Self::PortConflict => "web config: two services have the same port",
            Self::UnknownKind => {
                "web config: the release does not support this omero.web.application_server"
            }
            Self::NotServable => {
                "web config: omero.web.application_server does not fit the web server"
            }
            Self::Editor => "edit: the editor failed",
            Self::Input => "load, edit: the input is not UTF-8",
            Self::Conflict => "load: a property already has another value",
            Self::IllegalKey => "not a valid property name",
            Self::NoJson => "append, remove: the stored value is not valid JSON",
            Self::NoList => "append, remove: the stored value is not a list",
            Self::Child(_) => {
                "the exit code of a command that another program ran; 127 if it was not found, 126 \
                 if it cannot be run"
            }
        }
    }
}

impl Exit {
    /// What a program that we ran ended with; as shells do it, 128 and the number of the signal.
    pub(crate) fn of_child(status: ExitStatus) -> Self {
        match platform::status_number(status) {
            0 => Self::Done,
            signal @ ..0 => Self::Child(u8::try_from(128 - signal).unwrap_or(u8::MAX)),
            code => Self::Child(u8::try_from(code).unwrap_or(u8::MAX)),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

impl CommandError {
    /// The number for the shell.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Store(error) => exit_of_store(error),
            Self::At { failure, .. }
            | Self::InText { failure, .. }
            | Self::Lines { failure, .. } => failure.exit(),
            // As for `diff`, 1 is an answer.
            Self::NotCompared(failure) => match failure.exit() {
                Exit::Refused => Exit::Usage,
                exit => exit,
            },
            Self::Several(all) => all.first().map_or(Exit::Refused, Self::exit),
            Self::Binding(fault) => exit_of_binding(&fault.error),
            Self::Ended(exit) => *exit,
            Self::Key(_) => Exit::IllegalKey,
            Self::Conflict(_) => Exit::Conflict,
            Self::NotUtf8 { .. } => Exit::Input,
            Self::NoJson { .. } => Exit::NoJson,
            Self::NoList { .. } => Exit::NoList,
            Self::DefaultNoList { .. } => Exit::DefaultNoList,
            Self::Editor { .. } | Self::HungUp => Exit::Editor,
            Self::Copy { .. } | Self::NotWritable { .. } => Exit::NotWritable,
            Self::Child { source, .. } => exit_of_start(source),
            Self::Interrupted => Exit::Interrupted,
            Self::UnknownDebug { .. } => Exit::UnknownDebug,
            Self::NoDefault { .. }
            | Self::Assignment { .. }
            | Self::NoSpace { .. }
            | Self::Seconds { .. }
            | Self::Count { .. }
            | Self::Unanswered { .. }
            | Self::Release(_)
            | Self::WebRelease(_)
            | Self::NoFormat { .. }
            | Self::NoKind { .. }
            | Self::UnknownRule { .. }
            | Self::NoSuchCommand { .. }
            | Self::TakeOver(TakeOverError::Next { .. })
            | Self::VerbWithoutConfig { .. }
            | Self::NoHelp { .. }
            | Self::NoSecretFile { .. }
            | Self::CommandLine(_) => Exit::Usage,
            _ => Exit::Refused,
        }
    }
}

/// What shells return for a program that does not start.
fn exit_of_start(error: &io::Error) -> Exit {
    match error.kind() {
        io::ErrorKind::NotFound => Exit::Child(127),
        _ => Exit::Child(126),
    }
}

fn exit_of_store(error: &StoreError) -> Exit {
    match error {
        error if error.is_not_writable() => Exit::NotWritable,
        StoreError::NoOmerodir | StoreError::NoRoot { .. } => Exit::NoOmerodir,
        StoreError::NotFound { .. } => Exit::NotFound,
        StoreError::Unreadable { .. }
        | StoreError::NotRegular { .. }
        | StoreError::UnsafeLink { .. }
        | StoreError::NotLockable { .. }
        | StoreError::Malformed { .. }
        | StoreError::BadVersion { .. }
        | StoreError::LockFile { .. } => Exit::Unreadable,
        StoreError::Locked { .. } | StoreError::ToolRuns { .. } | StoreError::Overtaken { .. } => {
            Exit::Locked
        }
        StoreError::ReadOnly { .. } | StoreError::Owner { .. } => Exit::NotWritable,
        StoreError::Replace { .. }
        | StoreError::Output { .. }
        | StoreError::History { .. }
        | StoreError::Untrusted { .. }
        | StoreError::Attribute { .. }
        | StoreError::NoVersion { .. }
        | StoreError::NotDurable { .. }
        | StoreError::Directory { .. } => Exit::Refused,
    }
}

fn exit_of_binding(error: &BindingError) -> Exit {
    match error {
        BindingError::NotServable { .. } | BindingError::MethodUnfit { .. } => Exit::NotServable,
        BindingError::UnknownKind { .. } => Exit::UnknownKind,
        // As for `grep`, 1 is an answer.
        BindingError::Pattern(_) => Exit::Usage,
        BindingError::PortConflict { .. } | BindingError::SamePort { .. } => Exit::PortConflict,
        _ => Exit::Refused,
    }
}
