//! The values that the references of a document name: files, variables, credentials, output of programs.
//!
//! No message has a part of a value.

use std::collections::HashSet;
use std::env;
use std::mem;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::cli::error::CommandError;
use crate::cli::error::quoting;
use crate::cli::error::quoting::NAME_NOT_SHOWN;
use crate::cli::process::output;
use crate::cli::process::output::End;
use crate::cli::session::Session;
use crate::cli::terminal::decode::decode;
use crate::cli::terminal::input;
use crate::cli::terminal::input::Input;
use crate::cli::terminal::printer::Printer;
use crate::formats::Extent;
use crate::formats::Reference;
use crate::formats::Resolver;
use crate::formats::Unresolved;
use crate::model::MAX_VALUE_BYTES;
use crate::platform;
use crate::platform::Shell;
use crate::platform::here;
use crate::python::is_blank;
use crate::schema::MASK;
use crate::schema::Schema;
use crate::schema::shown;

/// The directory of the credentials that systemd hands to a service (`systemd.exec(5)`).
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// A carriage return, a line feed, and one byte that is too many.
const LONGEST_LINE_END: u64 = 3;

/// What references may do.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct ReferenceOptions {
    /// Run the programs that `$command` in the files names; use it only for files that you trust
    #[arg(long)]
    allow_commands: bool,
}

/// Whether programs may be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Commands {
    Allowed,
    Refused,
}

/// What resolves the references of one document after the other.
pub(crate) struct References<'printer> {
    printer: &'printer mut Printer,
    schema: Schema,
    commands: Commands,
    /// Where relative paths begin.
    base: PathBuf,
    /// The properties that have values from references.
    keys: HashSet<String>,
}

impl<'printer> References<'printer> {
    /// A program may wait for its user: earlier lines of a script do not hold the lock in the meantime.
    pub(crate) fn new(
        session: &'printer mut Session,
        options: ReferenceOptions,
    ) -> Result<Self, CommandError> {
        let commands = if options.allow_commands { Commands::Allowed } else { Commands::Refused };
        if commands == Commands::Allowed {
            session.flush_script()?;
        }
        let schema = session.schema()?;
        Ok(Self {
            printer: &mut session.printer,
            schema,
            commands,
            base: PathBuf::new(),
            keys: HashSet::new(),
        })
    }

    /// The next document: a relative path begins at its directory.
    pub(crate) fn enter(&mut self, document: &Input) {
        document.announce(self.printer);
        self.base = match document {
            Input::Standard => PathBuf::new(),
            Input::File(path) | Input::Found(path) => {
                path.parent().unwrap_or(Path::new("")).to_owned()
            }
        };
    }

    /// The properties of the document that have values from references.
    pub(crate) fn leave(&mut self) -> HashSet<String> {
        mem::take(&mut self.keys)
    }

    /// The value of the property `key` that is in a file.
    pub(crate) fn file(
        &mut self,
        path: &Path,
        key: &str,
        extent: Extent,
    ) -> Result<String, Unresolved> {
        if path.as_os_str().is_empty() {
            return Err("the name of the file is empty".into());
        }
        let name = path.display();
        let bytes =
            input::head(path, MAX_VALUE_BYTES as u64 + LONGEST_LINE_END).map_err(|error| {
                let is_name = path.symlink_metadata().is_ok();
                let name =
                    if is_name { path.to_string_lossy() } else { quoting::missing_file(path) };
                unresolved(format!("cannot read {name}: {error}"), &name, None)
            })?;
        let value = value(bytes, &format!("the file {name}"))?;
        if self.may_be_secret(key, &value, extent) {
            warn_if_open(self.printer, path, key);
        }
        Ok(value)
    }

    /// What is unknown may be secret, and so may a part of a value.
    fn may_be_secret(&self, key: &str, value: &str, extent: Extent) -> bool {
        extent == Extent::Part || self.schema.find(key).is_none() || shown(key, value) != value
    }

    fn command(&mut self, program: &str, arguments: &[String]) -> Result<String, Unresolved> {
        if self.commands == Commands::Refused {
            let problem = format!(
                "the program `{program}` is not run without --allow-commands; use it only for \
                 files that you trust"
            );
            return Err(problem.into());
        }
        let output = output::of(program, arguments, MAX_VALUE_BYTES)
            .map_err(|error| format!("cannot run `{program}`: {error}"))?;
        self.printer.messages_of(program, &output);
        match output.end {
            End::Exited(status) if status.success() => {}
            End::Exited(status) => return Err(format!("`{program}` failed: {status}").into()),
            End::TooLong => {
                let problem = format!("`{program}` prints more than {MAX_VALUE_BYTES} bytes");
                return Err(problem.into());
            }
        }
        let line = output.bytes.split_inclusive(|&byte| byte == b'\n').next().unwrap_or_default();
        value(line.to_owned(), &format!("the first line that `{program}` prints"))
    }
}

impl Resolver for References<'_> {
    fn resolve(
        &mut self,
        reference: &Reference,
        key: &str,
        extent: Extent,
    ) -> Result<String, Unresolved> {
        let value = match reference {
            Reference::File(path) => self.file(&self.base.join(path), key, extent),
            Reference::Variable(name) => variable(name, &quoting::missing_variable(name)),
            Reference::Credential(name) => self.file(&credential(name)?, key, extent),
            Reference::Command { program, arguments } => self.command(program, arguments),
        }?;
        self.keys.insert(key.to_owned());
        Ok(value)
    }
}

/// Why there is no value, and what helps if the name is not shown.
fn unresolved(problem: String, name: &str, hint: Option<&'static str>) -> Unresolved {
    let hint = if name == MASK { Some(NAME_NOT_SHOWN) } else { hint };
    Unresolved { problem, hint }
}

/// The value of an environment variable. If it is not set, its name is shown as the caller says.
pub(crate) fn variable(name: &str, shown: &str) -> Result<String, Unresolved> {
    let is_name = !name.is_empty() && !name.contains(['=', '\0']);
    let Some(text) = env::var_os(name).filter(|_| is_name) else {
        let problem = format!("the environment variable `{shown}` is not set");
        let hint = here(
            "export the variable: `export NAME`",
            "set it before: `set NAME=VALUE` in cmd.exe, `$env:NAME = 'VALUE'` in PowerShell",
        );
        return Err(unresolved(problem, shown, Some(hint)));
    };
    value(text.into_encoded_bytes(), &format!("the environment variable `{name}`"))
}

/// Warns if all users can read the file from which a secret is taken.
pub(crate) fn warn_if_open(printer: &mut Printer, path: &Path, key: &str) {
    if path.is_file() && platform::is_readable_by_all(path) == Some(true) {
        let name = path.display();
        printer.warning(format_args!(
            "all users of this machine can read {name}, which holds `{key}`"
        ));
        printer.hint(Shell::in_use().close_to_others(&name.to_string()));
    }
}

/// The path of a credential.
fn credential(name: &str) -> Result<PathBuf, Unresolved> {
    if name.contains(['/', '\\']) || matches!(name, "." | "..") {
        return Err("the name of a credential is that of a file, without a directory".into());
    }
    let directory = env::var_os(CREDENTIALS).filter(|directory| !directory.is_empty());
    let directory = directory.ok_or_else(|| Unresolved {
        problem: format!("there are no credentials: {CREDENTIALS} is not set"),
        hint: Some("systemd sets it for a service with LoadCredential or LoadCredentialEncrypted"),
    })?;
    Ok(PathBuf::from(directory).join(name))
}

/// The text without the line end with which it may end. `source` is the subject of a message.
fn value(bytes: Vec<u8>, source: &str) -> Result<String, Unresolved> {
    let mut text =
        decode(bytes).map_err(|position| format!("{source} is not UTF-8 (byte {position})"))?;
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    match text.find('\0') {
        Some(position) => Err(format!("{source} has a NUL byte (byte {})", position + 1).into()),
        None if text.len() > MAX_VALUE_BYTES => {
            Err(format!("{source} has more than {MAX_VALUE_BYTES} bytes").into())
        }
        None if text.trim_matches(is_blank).is_empty() => Err(format!("{source} is empty").into()),
        None => Ok(text),
    }
}
