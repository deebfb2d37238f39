//! `config take-over`.

use std::env;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::error::take_over::TakeOverError;
use crate::cli::process::start_script;
use crate::cli::process::start_script::StartScript;
use crate::cli::session::Session;
use crate::platform;
use crate::store::KeptProgram;
use crate::store::Script;

/// Take the place of the Python tool in a virtual environment
///
/// For installations that call the Python tool by its path, `VENV/bin/omero`: systemd units, and the
/// Ansible roles and images of OME. A small script replaces that file and starts this program. The
/// Python tool stays next to it as `omero.py-tool`, and runs all commands that this program does not
/// provide. `VENV/bin/python VENV/bin/omero ...` works too.
///
/// You can run it again at any time; if there is nothing to do, it changes nothing. When `pip` installs
/// omero-py again, it puts the Python tool back; `omero config doctor` reports this. If this program is
/// removed, the script starts the Python tool. The script gets the owner and the permissions of the file
/// that it replaces.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "In /opt/omero/server, where OME's Ansible role creates venv3" => "omero config take-over venv3",
    "Back to the Python tool" => "omero config take-over --undo venv3",
])]
pub(crate) struct TakeOver {
    /// Put the Python tool back
    #[arg(long)]
    undo: bool,
    /// The virtual environment with the Python tool in `bin/omero`
    #[arg(value_name = "VENV")]
    environment: PathBuf,
}

/// What has the name `omero` in the environment.
enum Present {
    PythonTool(Script),
    StartScript(Script),
    Nothing,
}

impl TakeOver {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if !platform::runs_scripts() {
            return Err(TakeOverError::Windows.into());
        }
        let place = Tool::find(&self.environment)?;
        let news = if self.undo { place.give_back()? } else { place.take()? };
        match news {
            News::Done(text) => session.printer.answer(text)?,
            News::Already(text) => session.printer.remark(text),
        }
        Ok(Exit::Done)
    }
}

/// What is to be said.
enum News {
    Done(String),
    /// Nothing was to be done.
    Already(String),
}

/// The Python tool of an environment: what is called `omero` there.
struct Tool {
    program: KeptProgram,
}

impl Tool {
    fn find(environment: &Path) -> Result<Self, CommandError> {
        // The script contains the full paths of both programs.
        let environment = std::path::absolute(environment).unwrap_or(environment.to_owned());
        let path = environment.join("bin").join("omero");
        match KeptProgram::at(&path, &start_script::kept_name()) {
            Ok(program) => Ok(Self { program }),
            Err(error) if error.is_not_found() => Err(TakeOverError::Missing(path).into()),
            Err(error) => Err(error.into()),
        }
    }

    fn take(&self) -> Result<News, CommandError> {
        let script = self.start_script()?;
        let text = script.to_string();
        let (path, kept) = (self.program.path().display(), self.program.kept_path().display());
        let native = script.native.display();
        match self.present()? {
            Present::PythonTool(present) => {
                self.program.replace(&present, &text)?;
                Ok(News::Done(format!("{path} now starts {native}; the Python tool is {kept}")))
            }
            Present::StartScript(present) => {
                self.kept()?;
                if present.text == text {
                    return Ok(News::Already(format!("{path} already starts {native}")));
                }
                self.program.rewrite(&present, &text)?;
                Ok(News::Done(format!("{path} now starts {native}")))
            }
            Present::Nothing => Err(TakeOverError::Missing(self.program.path().to_owned()).into()),
        }
    }

    fn give_back(&self) -> Result<News, CommandError> {
        let path = self.program.path().display();
        match self.present()? {
            Present::PythonTool(_) if self.program.kept()?.is_none() => {
                Ok(News::Already(format!("{path} is already the Python tool")))
            }
            Present::PythonTool(_) => {
                self.kept()?;
                self.program.forget()?;
                let kept = self.program.kept_path().display();
                Ok(News::Done(format!("{path} is already the Python tool; removed {kept}")))
            }
            Present::Nothing if self.program.kept()?.is_none() => {
                Err(TakeOverError::Missing(self.program.path().to_owned()).into())
            }
            Present::StartScript(_) | Present::Nothing => {
                self.kept()?;
                self.program.restore()?;
                Ok(News::Done(format!("{path} is the Python tool again")))
            }
        }
    }

    /// What has the name now; what we do not know stays as it is.
    fn present(&self) -> Result<Present, CommandError> {
        let Some(script) = self.program.present()? else { return Ok(Present::Nothing) };
        if StartScript::parse(&script.text).is_some() {
            return Ok(Present::StartScript(script));
        }
        if start_script::is_python_tool(&script.text) {
            return Ok(Present::PythonTool(script));
        }
        Err(TakeOverError::Unknown(self.program.path().to_owned()).into())
    }

    /// The Python tool must be kept, and still be one.
    fn kept(&self) -> Result<(), CommandError> {
        let kept = self.program.kept()?;
        match kept.filter(|kept| start_script::is_python_tool(&kept.text)) {
            Some(_) => Ok(()),
            None => Err(TakeOverError::NothingKept(self.program.kept_path().to_owned()).into()),
        }
    }

    /// The script that starts this program here.
    fn start_script(&self) -> Result<StartScript, CommandError> {
        let native = env::current_exe().map_err(|_| TakeOverError::NoProgram)?;
        if native == self.program.path() {
            return Err(TakeOverError::Ourselves(native).into());
        }
        let script = StartScript { native, python_tool: self.program.kept_path().to_owned() };
        if !script.can_be_written() {
            let path = self.program.path().to_owned();
            return Err(TakeOverError::Path(path).into());
        }
        Ok(script)
    }
}
