//! The next `omero`: the program that gets the commands which this one does not have.
//!
//! Units and start scripts call us by a path, with a PATH that has no other `omero`. So the configured
//! path is tried first, then the directory of this program, and the PATH last.

use std::env;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use crate::cli::error::CommandError;
use crate::cli::error::take_over::TakeOverError;
use crate::cli::process::on_path::OnPath;
use crate::cli::process::programs;
use crate::cli::process::start_script;
use crate::platform;

/// The variable that names the next `omero`.
const NEXT: &str = "OMERO_CONFIG_NEXT";

/// What Python runs if there is no script that starts the tool. The first argument becomes the name of
/// the program. Modules in the current directory are ignored: it may belong to another user.
const START: &str = "import sys; sys.path[:] = [path for path in sys.path if path]; \
                     del sys.argv[0]; from omero.main import main; sys.exit(main())";

/// The next `omero`, and how it is started.
#[derive(Debug)]
pub(crate) enum NextProgram {
    /// A program of its own.
    Program(PathBuf),
    /// The start script of a server without a virtual environment, and the Python that runs it.
    Script { python: PathBuf, script: PathBuf },
    /// The Python tool of the environment in which this program has the place of its start script.
    Package { python: PathBuf, start_script: PathBuf },
}

impl NextProgram {
    /// The next `omero`; none if there is none.
    pub(crate) fn find() -> Result<Option<Self>, CommandError> {
        let programs = OnPath::look();
        if let Some(named) = env::var_os(NEXT).filter(|named| !named.is_empty()) {
            return Self::named(PathBuf::from(named), &programs).map(Some);
        }
        let directories = own_directories(&programs);
        let beside = directories.iter().find_map(|directory| beside(directory, &programs));
        Ok(beside.or_else(|| programs.next().map(Self::Program)))
    }

    /// The one that the variable names. If it cannot be run, another one would be a surprise.
    fn named(path: PathBuf, programs: &OnPath) -> Result<Self, CommandError> {
        let problem = match &path {
            path if !path.is_absolute() => "which is not an absolute path",
            path if !platform::is_program(path) => "which is not a program",
            path if programs.is_us(path) => "which is this program itself",
            path => match programs.other(path) {
                Some(program) => return Ok(Self::Program(program)),
                None => "which starts this program, and the Python tool that it keeps is missing",
            },
        };
        Err(TakeOverError::Next { path, problem }.into())
    }

    /// The command that passes these arguments to it.
    pub(crate) fn command(&self, arguments: &[OsString]) -> Command {
        let mut command = match self {
            Self::Program(program) => Command::new(program),
            Self::Script { python, script } => {
                let mut command = Command::new(python);
                command.arg(script);
                command
            }
            Self::Package { python, start_script } => {
                let mut command = Command::new(python);
                command.args(["-c", START]).arg(start_script);
                command
            }
        };
        command.args(arguments);
        command
    }
}

/// The directories in which this program is: by the name that it was started with, the one of the file itself,
/// and as a shell finds it.
fn own_directories(programs: &OnPath) -> Vec<PathBuf> {
    let started_as = env::args_os().next().map(PathBuf::from);
    let started_as = started_as.filter(|path| path.is_absolute() && programs.is_us(path));
    let named = started_as.into_iter().chain(env::current_exe().ok());
    let named: Vec<_> = named.filter_map(|path| path.parent().map(Path::to_owned)).collect();
    let found = programs.own_directories().map(Path::to_owned);
    named.into_iter().chain(found).collect()
}

/// The Python tool in a directory that has this program under the name `omero`.
fn beside(directory: &Path, programs: &OnPath) -> Option<NextProgram> {
    let kept = directory.join(start_script::kept_name());
    if platform::is_program(&kept) && !programs.is_us(&kept) {
        return programs.other(&kept).map(NextProgram::Program);
    }
    let python = directory.join("python").with_extension(env::consts::EXE_EXTENSION);
    let has_tool = platform::is_program(&python) && has_python_tool(directory);
    let start_script = directory.join("omero").with_extension(env::consts::EXE_EXTENSION);
    let package = has_tool.then_some(NextProgram::Package { python, start_script });
    package.or_else(|| start_script_beside(directory, programs))
}

/// What the server for Windows has in `bin`: `omero.bat`, and the script `omero` that it starts. As `omero.exe` this
/// program comes before both there.
fn start_script_beside(directory: &Path, programs: &OnPath) -> Option<NextProgram> {
    if !platform::finds_by_extension() {
        return None;
    }
    let named = platform::program_names(Path::new("omero")).into_iter();
    let mut others = named.map(|name| directory.join(name)).filter(|path| !programs.is_us(path));
    if let Some(other) = others.find(|path| platform::is_program(path)) {
        return programs.other(&other).map(NextProgram::Program);
    }
    let script = directory.join("omero");
    let python = || ["python", "py"].iter().find_map(|name| first_on_path(name));
    let script = start_script::is_python_tool_at(&script).then_some(script)?;
    Some(NextProgram::Script { python: python()?, script })
}

fn first_on_path(name: &str) -> Option<PathBuf> {
    programs::on_path(Path::new(name)).into_iter().next()
}

/// Whether the package of the Python tool is installed next to these programs.
fn has_python_tool(programs: &Path) -> bool {
    let is_there = |home: &Path| home.join("site-packages/omero/main.py").is_file();
    let libraries = fs::read_dir(programs.join("../lib")).into_iter().flatten();
    let mut of_versions =
        libraries.filter_map(Result::ok).filter(|entry| is_python(&entry.file_name()));
    is_there(&programs.join("../Lib")) || of_versions.any(|entry| is_there(&entry.path()))
}

/// `python3.12`: each version of Python has its own packages, except on Windows.
fn is_python(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b"python")
}
