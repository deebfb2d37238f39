//! Text from files and standard input, as the verbs take it.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io;
use std::io::BufRead;
use std::io::IsTerminal;
use std::io::Read;
use std::iter;
use std::mem;
use std::path::Path;
use std::path::PathBuf;
use std::vec;

use crate::cli::error::CommandError;
use crate::cli::error::quoting;
use crate::cli::terminal::decode::decode;
use crate::cli::terminal::decode::is_utf_16;
use crate::cli::terminal::decode::utf_8;
use crate::cli::terminal::printer::Printer;
use crate::cli::terminal::printer::Verbosity;
use crate::platform;
use crate::store::xml::MAX_FILE_BYTES;

/// The maximum size of a text, or of a typed line. All of it is kept in memory, more than once while it
/// is read; a store that is filled from it cannot be larger.
const MOST_BYTES: u64 = MAX_FILE_BYTES / 4;

/// Where a verb reads from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// `-`.
    Standard,
    /// A file that was named. It may be a pipe, as a shell makes one for `<(COMMAND)`.
    File(PathBuf),
    /// A file that was not named but found. What is not a regular file is not read.
    Found(PathBuf),
}

impl Input {
    /// For clap: a file that is missing is a mistake in the command line.
    pub(crate) fn parse(name: &OsStr) -> Result<Self, String> {
        let input = Self::named(name.to_owned());
        input.check().map(|()| input)
    }

    /// The meaning of a name on the command line.
    pub(crate) fn named(name: OsString) -> Self {
        if name == "-" { Self::Standard } else { Self::File(name.into()) }
    }

    /// Whether there is something to read.
    pub(crate) fn check(&self) -> Result<(), String> {
        let (Self::File(path) | Self::Found(path)) = self else { return Ok(()) };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                Err(format!("Path is not a file: {}", path.display()))
            }
            Ok(_) => Ok(()),
            Err(_) if is_pattern(path) => Ok(()),
            Err(_) => Err(format!("File does not exist: {}", path.display())),
        }
    }

    /// The same for what is perhaps a secret itself, typed in the place of the name of its file.
    pub(crate) fn check_for_secret(&self) -> Result<(), CommandError> {
        let Err(problem) = self.check() else { return Ok(()) };
        Err(match self {
            Self::File(path) if !path.exists() => {
                CommandError::NoSecretFile { name: quoting::missing_file(path).into_owned() }
            }
            _ => CommandError::CommandLine(problem),
        })
    }

    /// The files that a pattern stands for, where shells leave that to programs.
    pub(crate) fn expanded(self) -> Vec<Self> {
        let matches = match &self {
            Self::File(path) if is_pattern(path) => glob::glob(&path.to_string_lossy()).ok(),
            _ => None,
        };
        let mut found: Vec<_> = matches.into_iter().flatten().filter_map(Result::ok).collect();
        found.sort();
        if found.is_empty() { vec![self] } else { found.into_iter().map(Self::Found).collect() }
    }

    /// How to call it in a message.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".to_owned(),
            Self::File(path) | Self::Found(path) => path.display().to_string(),
        }
    }

    /// Whether it is typed on a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        *self == Self::Standard && io::stdin().is_terminal()
    }

    /// Says that the text is to be typed, where it is: a command that waits for it looks as if it hung.
    pub(crate) fn announce(&self, printer: &mut Printer) {
        if self.is_terminal() && printer.verbosity >= Verbosity::Normal {
            let key = platform::END_OF_INPUT;
            printer.remark(format_args!("reading from the terminal; press {key} to finish"));
        }
    }

    /// The text. In a file every line end becomes a line feed.
    pub(crate) fn read(&self) -> Result<String, CommandError> {
        match self {
            Self::Standard => self.read_as_it_is(),
            Self::File(_) | Self::Found(_) => Ok(unify_line_ends(self.read_as_it_is()?)),
        }
    }

    /// The text with the line ends that it has.
    pub(crate) fn read_as_it_is(&self) -> Result<String, CommandError> {
        self.text(self.bytes())
    }

    /// The bytes, which may be of any encoding.
    pub(crate) fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Standard => read_bounded(io::stdin()),
            Self::File(path) => read_file(File::open(path)?),
            Self::Found(path) => read_file(platform::open_regular(path)?),
        }
    }

    /// The text line by line, without line ends. Of standard input only what is asked for is taken,
    /// so that a command can read the rest.
    pub(crate) fn lines(
        &self,
    ) -> Result<Box<dyn Iterator<Item = Result<String, CommandError>> + '_>, CommandError> {
        match self {
            Self::Standard => {
                let mut lines = StandardLines::default();
                Ok(Box::new(iter::from_fn(move || lines.next(self).transpose())))
            }
            Self::File(_) | Self::Found(_) => {
                let lines: Vec<_> = self.read()?.lines().map(str::to_owned).collect();
                Ok(Box::new(lines.into_iter().map(Ok)))
            }
        }
    }

    fn not_utf8(&self, position: usize) -> CommandError {
        CommandError::NotUtf8 { name: self.name(), position }
    }

    fn text(&self, bytes: io::Result<Vec<u8>>) -> Result<String, CommandError> {
        let bytes = bytes.map_err(|source| CommandError::Input { name: self.name(), source })?;
        decode(bytes).map_err(|position| self.not_utf8(position))
    }
}

/// The lines of standard input, read one by one.
#[derive(Default)]
struct StandardLines {
    has_begun: bool,
    /// All lines, if they are in UTF-16: a line end cannot be found there among bytes.
    whole: Option<vec::IntoIter<String>>,
}

impl StandardLines {
    fn next(&mut self, input: &Input) -> Result<Option<String>, CommandError> {
        if let Some(whole) = &mut self.whole {
            return Ok(whole.next());
        }
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(MOST_BYTES + 1).read_until(b'\n', &mut bytes);
        let mut read = read.and_then(|read| check_length(read as u64).map(|()| read));
        let is_first = !mem::replace(&mut self.has_begun, true);
        let is_whole = is_first && is_utf_16(&bytes);
        if is_whole {
            read = read_bounded(io::stdin()).map(|rest| {
                bytes.extend(rest);
                bytes.len()
            });
        }
        if read.map_err(|source| CommandError::Input { name: input.name(), source })? == 0 {
            return Ok(None);
        }
        let text = if is_first { decode(bytes) } else { utf_8(bytes) };
        let text = text.map_err(|position| input.not_utf8(position))?;
        if is_whole {
            let lines: Vec<_> = text.lines().map(str::to_owned).collect();
            return Ok(self.whole.insert(lines.into_iter()).next());
        }
        Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
    }
}

/// Whether a name is a pattern that no shell has expanded: no file of Windows has such a name.
fn is_pattern(path: &Path) -> bool {
    platform::PROGRAMS_EXPAND_PATTERNS && path.to_string_lossy().contains(['*', '?'])
}

/// The first bytes of a file that was found, at most so many.
pub(crate) fn head(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    platform::open_regular(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_file(file: File) -> io::Result<Vec<u8>> {
    check_length(file.metadata()?.len())?;
    read_bounded(file)
}

/// The bytes up to the first that is too many.
fn read_bounded(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    check_length(bytes.len() as u64)?;
    Ok(bytes)
}

fn check_length(bytes: u64) -> io::Result<()> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let problem = format!("more than {MOST_BYTES} bytes");
    Err(io::Error::new(io::ErrorKind::FileTooLarge, problem))
}

/// CR LF and CR become LF.
fn unify_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// A file on the command line that is looked for later: a message about it depends on the other arguments.
#[derive(Debug, Clone)]
pub(crate) struct NameParser;

impl clap::builder::TypedValueParser for NameParser {
    type Value = Input;

    fn parse_ref(
        &self,
        _: &clap::Command,
        _: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Input, clap::Error> {
        Ok(Input::named(value.to_owned()))
    }
}

/// Files on the command line must be there before anything is done.
#[derive(Debug, Clone)]
pub(crate) struct InputParser;

impl clap::builder::TypedValueParser for InputParser {
    type Value = Input;

    fn parse_ref(
        &self,
        command: &clap::Command,
        _: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Input, clap::Error> {
        Input::parse(value).map_err(|problem| {
            command.clone().error(clap::error::ErrorKind::ValueValidation, problem)
        })
    }
}
