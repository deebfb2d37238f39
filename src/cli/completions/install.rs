//! `omero completions SHELL --install`: the script where the shell looks for the completions of a person, and what
//! the shell has to read at its start to find it.

use std::env;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::completions::Shell;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::environment;
use crate::cli::terminal::input::Input;
use crate::platform;
use crate::python::shlex;
use crate::store;

/// What every script of ours has in its first lines.
const SIGNATURE: &str = "`omero completions ";

/// What a line in a file of the person ends with, so that it is found again.
const MARK: &str = "# completion of omero";

/// Where the script goes.
struct Destination {
    script: PathBuf,
    /// A line that the shell has to read, and the file that it reads at its start.
    startup: Option<(PathBuf, String)>,
    /// What else has to be true.
    condition: &'static str,
}

pub(super) fn run(session: &mut Session, shell: Shell) -> Result<Exit, CommandError> {
    let Destination { script, startup, condition } = Destination::of(shell)?;
    let startup = match startup {
        Some((file, line)) => Some((with_line(&file, &line)?, file)),
        None => None,
    };
    let is_new = is_other(&script, shell.script())?;
    if is_new {
        write(&script, shell.script())?;
    }
    let event = if is_new { "wrote" } else { "up to date:" };
    session.printer.answer(format_args!("{event} {}", script.display()))?;
    let mut undo = format!("delete {}", script.display());
    if let Some((text, file)) = startup {
        if let Some(text) = text {
            write(&file, &text)?;
            session.printer.answer(format_args!("added a line to {}", file.display()))?;
        }
        undo = format!("{undo}, and the line `... {MARK}` in {}", file.display());
    }
    session.printer.answer(format_args!("A new shell completes `omero`{condition}."))?;
    session.printer.answer(format_args!("To undo this, {undo}."))?;
    Ok(Exit::Done)
}

impl Destination {
    fn of(shell: Shell) -> Result<Self, CommandError> {
        let (data, config) = (data_directory()?, config_directory()?);
        let script = |path: PathBuf| Self { script: path, startup: None, condition: "" };
        Ok(match shell {
            Shell::Bash => Self {
                condition: ", if the package bash-completion is installed",
                ..script(bash_directory(&data).join("completions/omero"))
            },
            Shell::Zsh => {
                let directory = data.join("zsh/site-functions");
                let fpath = shlex::quote(&directory.to_string_lossy());
                let line =
                    format!("fpath=({fpath} $fpath); autoload -Uz compinit; compinit {MARK}");
                let file = variable("ZDOTDIR").map_or_else(home, Ok)?.join(".zshrc");
                Self { startup: Some((file, line)), ..script(directory.join("_omero")) }
            }
            Shell::Fish => script(config.join("fish/completions/omero.fish")),
            Shell::Elvish => Self {
                startup: Some((config.join("elvish/rc.elv"), format!("use omero {MARK}"))),
                ..script(data.join("elvish/lib/omero.elv"))
            },
            Shell::Powershell => {
                let path = data.join("omero-config/completions/omero.ps1");
                let quoted = path.to_string_lossy().replace('\'', "''");
                let line = format!(". '{quoted}' {MARK}");
                Self { startup: Some((powershell_profile(&config), line)), ..script(path) }
            }
        })
    }
}

/// The home of the person. A home that another user can change is refused when something is written.
fn home() -> Result<PathBuf, CommandError> {
    dirs::home_dir().filter(|home| home.is_dir()).ok_or(CommandError::NoHome)
}

/// As the shells understand the specification of XDG, on all systems.
fn data_directory() -> Result<PathBuf, CommandError> {
    variable("XDG_DATA_HOME").map_or_else(|| Ok(home()?.join(".local/share")), Ok)
}

fn config_directory() -> Result<PathBuf, CommandError> {
    variable("XDG_CONFIG_HOME").map_or_else(|| Ok(home()?.join(".config")), Ok)
}

/// The first of the directories that bash-completion looks into.
fn bash_directory(data: &Path) -> PathBuf {
    let named = environment::path_list("BASH_COMPLETION_USER_DIR").into_iter().next();
    named.filter(|path| path.is_absolute()).unwrap_or_else(|| data.join("bash-completion"))
}

/// The profile of PowerShell 7 for all its programs.
fn powershell_profile(config: &Path) -> PathBuf {
    let documents = dirs::document_dir().filter(|_| env::consts::FAMILY == "windows");
    let directory = documents.map(|path| path.join("PowerShell"));
    directory.unwrap_or_else(|| config.join("powershell")).join("profile.ps1")
}

/// A directory that a variable names. A relative one means nothing, as the specification says.
fn variable(name: &str) -> Option<PathBuf> {
    environment::path_list(name).into_iter().next().filter(|path| path.is_absolute())
}

/// Whether a script has to be written. What is not a script of ours is left alone.
fn is_other(path: &Path, script: &str) -> Result<bool, CommandError> {
    match text_of(path)? {
        None => Ok(true),
        Some(text) if text == script => Ok(false),
        Some(text) if text.lines().take(3).any(|line| line.contains(SIGNATURE)) => Ok(true),
        Some(_) => Err(CommandError::NotOurScript { path: path.to_owned() }),
    }
}

/// The text of a file with a line at its end; none if it has the line.
fn with_line(path: &Path, line: &str) -> Result<Option<String>, CommandError> {
    let text = text_of(path)?.unwrap_or_default();
    if text.lines().any(|found| found == line) {
        return Ok(None);
    }
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Ok(Some(format!("{text}{gap}{line}\n")))
}

fn text_of(path: &Path) -> Result<Option<String>, CommandError> {
    match Input::Found(path.to_owned()).read_as_it_is() {
        Ok(text) => Ok(Some(text)),
        Err(CommandError::Input { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Writes a file whose directory is made if it is missing. Only we and root may be able to change that.
fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    if let Some(directory) = path.parent() {
        platform::private_directory(directory)
            .map_err(|source| CommandError::Make { path: directory.to_owned(), source })?;
    }
    Ok(store::replace_file(path, text.as_bytes())?)
}
