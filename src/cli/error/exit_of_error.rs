//! What the shell is told of an error.

use std::io;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::store::StoreError;
use crate::web::BindingError;

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
            Self::Conflict { .. } => Exit::Conflict,
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
            | Self::Seconds { .. }
            | Self::Count { .. }
            | Self::Unanswered { .. }
            | Self::Release(_)
            | Self::NoFormat { .. }
            | Self::UnknownRule { .. }
            | Self::NoSuchCommand { .. }
            | Self::NoHelp { .. }
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
        StoreError::NoOmerodir => Exit::NoOmerodir,
        StoreError::NotFound { .. } => Exit::NotFound,
        StoreError::Unreadable { .. }
        | StoreError::NotRegular { .. }
        | StoreError::UnsafeLink { .. }
        | StoreError::NotLockable { .. }
        | StoreError::Malformed { .. }
        | StoreError::BadVersion { .. }
        | StoreError::LockFile { .. } => Exit::Unreadable,
        StoreError::Locked { .. } | StoreError::Overtaken { .. } => Exit::Locked,
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
