//! Text from files and standard input, as the verbs take it.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::io::BufRead;
use std::io::IsTerminal;
use std::io::Read;
use std::iter;
use std::path::PathBuf;

use super::failure::Failure;

/// Where a verb reads from: `-` is standard input, everything else a file that must be there. It may be a
/// pipe, as a shell makes one for `<(COMMAND)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Standard,
    File(PathBuf),
}

impl Input {
    /// For clap: a file that is missing is a mistake in the command line.
    pub(crate) fn parse(name: &OsStr) -> Result<Self, String> {
        let input = Self::named(name.to_owned());
        input.check().map(|()| input)
    }

    /// What a name on the command line stands for.
    pub(crate) fn named(name: OsString) -> Self {
        if name == "-" { Self::Standard } else { Self::File(name.into()) }
    }

    /// Whether there is something to read.
    pub(crate) fn check(&self) -> Result<(), String> {
        let Self::File(path) = self else { return Ok(()) };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                Err(format!("Path is not a file: {}", path.display()))
            }
            Ok(_) => Ok(()),
            Err(_) => Err(format!("File does not exist: {}", path.display())),
        }
    }

    /// How to call it in a message.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Whether somebody types it.
    pub(crate) fn is_terminal(&self) -> bool {
        *self == Self::Standard && io::stdin().is_terminal()
    }

    /// The text. In a file every line end becomes a line feed.
    pub(crate) fn read(&self) -> Result<String, Failure> {
        match self {
            Self::Standard => self.text(read_standard()),
            Self::File(path) => Ok(unify_line_ends(self.text(fs::read(path))?)),
        }
    }

    /// The text with the line ends that it has.
    pub(crate) fn read_as_it_is(&self) -> Result<String, Failure> {
        match self {
            Self::Standard => self.text(read_standard()),
            Self::File(path) => self.text(fs::read(path)),
        }
    }

    /// The text line by line, without line ends. Of standard input only what is asked for is taken,
    /// so that a command can read the rest.
    pub(crate) fn lines(
        &self,
    ) -> Result<Box<dyn Iterator<Item = Result<String, Failure>> + '_>, Failure> {
        match self {
            Self::Standard => Ok(Box::new(iter::from_fn(|| self.next_line().transpose()))),
            Self::File(_) => {
                let lines: Vec<_> = self.read()?.lines().map(str::to_owned).collect();
                Ok(Box::new(lines.into_iter().map(Ok)))
            }
        }
    }

    fn next_line(&self) -> Result<Option<String>, Failure> {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut bytes);
        if read.map_err(|source| Failure::Input { name: self.name(), source })? == 0 {
            return Ok(None);
        }
        let line = self.text(Ok(bytes))?;
        Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
    }

    fn text(&self, bytes: io::Result<Vec<u8>>) -> Result<String, Failure> {
        let bytes = bytes.map_err(|source| Failure::Input { name: self.name(), source })?;
        String::from_utf8(bytes).map_err(|error| Failure::NotUtf8 {
            name: self.name(),
            position: error.utf8_error().valid_up_to() + 1,
        })
    }
}

fn read_standard() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// CR LF and CR become LF.
pub(crate) fn unify_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
