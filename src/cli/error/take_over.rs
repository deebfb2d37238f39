//! Why the Python tool is not replaced in a virtual environment, or is not found next to this program.

use std::borrow::Cow;
use std::path::Path;
use std::path::PathBuf;

use crate::platform::quote;

/// Why `config take-over` changed nothing, or a command did not reach the Python tool.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TakeOverError {
    #[error("OMERO_CONFIG_NEXT is {}, {problem}", path.display())]
    Next { path: PathBuf, problem: &'static str },
    #[error("there is no {}", .0.display())]
    Missing(PathBuf),
    #[error("{} is not the start script of the Python tool", .0.display())]
    Unknown(PathBuf),
    #[error("{} is this program itself", .0.display())]
    Ourselves(PathBuf),
    #[error("{} does not exist, or is not the Python tool", .0.display())]
    NothingKept(PathBuf),
    #[error("a start script cannot hold a path with a quote, backslash or line break: {}", .0.display())]
    Path(PathBuf),
    #[error("the path of this program is unknown")]
    NoProgram,
    #[error("on Windows `omero.exe` of a virtual environment cannot be replaced by a script")]
    Windows,
}

impl TakeOverError {
    pub(crate) fn hint(&self) -> Cow<'static, str> {
        let hint = match self {
            // As the start script names it.
            Self::Next { path, .. } if path.extension().is_some_and(|it| it == "py-tool") => {
                return reinstall(path).into();
            }
            Self::Next { .. } => {
                "set it to the path of the Python tool, such as /opt/omero/server/venv3/bin/omero"
            }
            Self::Missing(_) | Self::Unknown(_) => {
                "name the virtual environment in which pip installed omero-py, such as /opt/omero/server/venv3"
            }
            Self::Ourselves(_) => {
                "install this program in another directory, put the Python tool back with `pip \
                 install --force-reinstall --no-deps omero-py`, and try again"
            }
            Self::NothingKept(path) => return reinstall(path).into(),
            Self::Path(_) => "use another path for the program or the environment",
            Self::NoProgram => "start this program with its full path",
            Self::Windows => {
                "put the directory of this program first on the PATH, and set OMERO_CONFIG_NEXT to \
                 the path of that omero.exe"
            }
        };
        hint.into()
    }
}

/// How the Python tool gets back into the environment of one of its programs, and this program in its place.
pub(crate) fn reinstall(program: &Path) -> String {
    let programs = program.parent().unwrap_or(program);
    let environment = programs.parent().unwrap_or(programs);
    let (pip, environment) = (programs.join("pip"), environment.to_string_lossy());
    format!(
        "`{} install --force-reinstall --no-deps omero-py`, then `omero config take-over {}`",
        quote(&pip.to_string_lossy()),
        quote(&environment)
    )
}
