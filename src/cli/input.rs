//! Text from files and standard input, as the verbs take it.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::io::Read;
use std::path::PathBuf;

use super::failure::Failure;

/// Where a verb reads from: `-` is standard input, everything else a file that must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Standard,
    File(PathBuf),
}

impl Input {
    /// For clap: a file that is missing is a mistake in the command line.
    pub(crate) fn parse(name: &OsStr) -> Result<Self, String> {
        if name == "-" {
            return Ok(Self::Standard);
        }
        match fs::metadata(name) {
            Ok(metadata) if metadata.is_file() => Ok(Self::File(name.into())),
            Ok(_) => Err(format!("Path is not a file: {}", name.to_string_lossy())),
            Err(_) => Err(format!("File does not exist: {}", name.to_string_lossy())),
        }
    }

    /// How to call it in a message.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// The text. In a file every line end becomes a line feed.
    pub(crate) fn read(&self) -> Result<String, Failure> {
        match self {
            Self::Standard => self.text(read_standard()),
            Self::File(path) => Ok(unify_line_ends(self.text(fs::read(path))?)),
        }
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
