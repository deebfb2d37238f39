//! Every error of a verb and what it says. `hint` returns what to do next, `exit` the exit code,
//! `location` where it happened.

mod binding;
mod exit;
mod hint;
mod wording;

pub(crate) mod location;
pub(crate) mod quoting;
pub(crate) mod shell;
pub(crate) mod take_over;

use std::error::Error;
use std::io;
use std::path::PathBuf;

use crate::cli::error::location::one_a_line;
use crate::cli::error::quoting::quotable;
use crate::cli::error::take_over::TakeOverError;
use crate::cli::error::wording::conflict;
use crate::cli::error::wording::quoted;
use crate::cli::error::wording::state;
use crate::cli::error::wording::unchanged;
use crate::formats::FormatError;
use crate::formats::Unresolved;
use crate::formats::Unwritable;
use crate::formats::assignments::Dangling;
use crate::formats::defaults::NoAssignment;
use crate::formats::editable::EditableFault;
use crate::formats::env::InvalidVariable;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::InvalidKey;
use crate::model::InvalidProfileName;
use crate::model::InvalidValue;
use crate::model::Location;
use crate::model::Profile;
use crate::python::SyntaxError;
use crate::schema;
use crate::schema::DesiredValueError;
use crate::schema::Rejection;
use crate::schema::Schema;
use crate::schema::UnknownRelease;
use crate::schema::UnknownWebRelease;
use crate::store::StoreError;
use crate::store::java_preferences::PreferencesError;
pub(crate) use binding::BindingFailure;
pub use exit::Exit;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("Illegal property name: {}", quoted(.0))]
    Key(InvalidKey),
    #[error("profile name {:?}", quotable(.name))]
    Profile { name: String, source: InvalidProfileName },
    #[error("value of `{key}`")]
    Value { key: String, source: InvalidValue },
    #[error("{lines}")]
    Lines {
        lines: String,
        #[source]
        failure: Box<CommandError>,
    },
    #[error("{place}")]
    At {
        place: String,
        #[source]
        failure: Box<CommandError>,
    },
    /// In a text that is edited.
    #[error("{}", .location.in_words())]
    InText {
        location: Location,
        #[source]
        failure: Box<CommandError>,
    },
    #[error("\"=\" in key name. Did you mean \"...set {} {}\"?", quotable(.key), quotable(.value))]
    Assignment { key: String, value: String },
    #[error("`{word}` is a name and a value without a space between them")]
    NoSpace { word: String, key: String },
    #[error("Property {key} is not defined")]
    NotDefined { key: String },
    #[error("{element} is not defined in {key}")]
    NoElement { key: String, element: String },
    #[error("the element for {key} is not valid JSON")]
    Element { key: String, text: String, source: SyntaxError },
    #[error("No JSON object could be decoded: the value of {key}")]
    NoJson { key: String, source: SyntaxError },
    #[error("Property {key} is not a list")]
    NoList { key: String },
    #[error("Property {key} is not a list: its default in OMERO.web is not a list either")]
    DefaultNoList { key: String },
    #[error("Cannot retrieve default value for property {key}: OMERO.web has no default for it")]
    NoDefault { key: String },
    #[error("Duplicate property: {}", conflict(.0))]
    Conflict(Change),
    #[error("Cannot read {name}: byte {position} is not valid UTF-8")]
    NotUtf8 { name: String, position: usize },
    #[error("{} exists and was not written by `omero web`; nothing was written", path.display())]
    Strange { path: PathBuf },
    #[error("{server} is not installed on this machine and cannot test the configuration")]
    NoServer { server: &'static str },
    #[error("{server} refuses the configuration: {said}")]
    RefusedByServer { server: &'static str, said: String },
    #[error("there is no home directory to install into; set HOME")]
    NoHome,
    #[error("{} is there and is not a completion script of omero; move it away first", path.display())]
    NotOurScript { path: PathBuf },
    #[error("cannot create the directory {}", path.display())]
    Make { path: PathBuf, source: io::Error },
    #[error("cannot read {name}")]
    Input { name: String, source: io::Error },
    #[error("File does not exist: {name}")]
    NoSecretFile { name: String },
    #[error("cannot write to standard output")]
    Output(#[source] io::Error),
    #[error(transparent)]
    Dangling(#[from] Dangling),
    #[error("line {} is neither a comment nor `KEY=VALUE`: {}", .0.line, quotable(&.0.text))]
    NoAssignment(NoAssignment),
    #[error("{0}")]
    Words(String),
    #[error("the value of {name}")]
    EditorWords { name: &'static str, source: SyntaxError },
    #[error("cannot find the editor `{name}` on the PATH")]
    NoEditor { name: String },
    #[error("{status}: Failed to edit {}{}", path.display(), unchanged(source.as_ref()))]
    Editor { status: i32, path: PathBuf, source: Option<io::Error> },
    #[error(transparent)]
    Editable(#[from] EditableFault),
    #[error("`{key}` would be set to asterisks, which represent a hidden password here")]
    Asterisks { key: String },
    #[error("no property that is set matches `{}`", .patterns.join("` or `"))]
    NothingMatches { patterns: Vec<String> },
    #[error("no text of an unfinished edit is left")]
    NothingToRecover,
    #[error("the text that was left is of another profile: add --profile {}", quotable(.profile))]
    TextOfProfile { profile: String },
    #[error("the terminal was lost while you were editing")]
    HungUp,
    #[error("another program changed `{key}` while you were editing; it is {}", state(key, now.as_deref()))]
    ChangedMeanwhile { profile: String, key: String, now: Option<String> },
    #[error("cannot save the edited text in {}", path.display())]
    Keep { path: PathBuf, source: io::Error },
    #[error("cannot create a private file for the text in {}", directory.display())]
    Copy { directory: PathBuf, source: io::Error },
    #[error("changes cannot be stored: you have no permission to write to {}", directory.display())]
    NotWritable { directory: PathBuf },
    #[error("there is no terminal for the editor `{name}`; nothing was changed")]
    NoTerminalToEdit { name: String },
    #[error("cannot run `{name}`")]
    Child { name: String, source: io::Error },
    #[error("questions need a terminal")]
    NoTerminal,
    #[error("interrupted; nothing was changed")]
    Interrupted,
    #[error("the input ended before the last answer; nothing was changed")]
    NoAnswer,
    #[error("{name} is empty; the value of `{key}` was not changed")]
    NothingRead { key: String, name: String },
    #[error("no value was typed for {key}; nothing was changed")]
    NothingTyped { key: String },
    #[error("{0}")]
    Answer(Box<Rejection>),
    #[error("{key} needs an answer")]
    Needed { key: &'static str },
    #[error("no answer for {}", .options.join(", "))]
    Unanswered { options: Vec<String> },
    #[error(
        "another program changed `{key}` while you answered the questions; nothing was changed"
    )]
    AnsweredMeanwhile { key: String },
    #[error("standard input ended before Enter was pressed")]
    NoEnter,
    #[error(transparent)]
    Preferences(#[from] PreferencesError),
    #[error("Unknown debug action: {{'{word}'}}")]
    UnknownDebug { word: String },
    #[error("{name}: {text:?} is not a number")]
    Count { name: &'static str, text: String },
    #[error("`{key}` is not known")]
    Unknown { key: String, nearest: Option<&'static str> },
    #[error("no property matches {words}")]
    NothingFound { words: String, nearest: Option<&'static str> },
    #[error("not set: {}", .keys.join(", "))]
    NotSet { keys: Vec<String> },
    #[error("{name}: {text:?} is not a number of seconds")]
    Seconds { name: &'static str, text: String },
    #[error(transparent)]
    Refused(#[from] Rejection),
    #[error(transparent)]
    Release(#[from] UnknownRelease),
    #[error(transparent)]
    WebRelease(#[from] UnknownWebRelease),
    #[error(transparent)]
    Format(#[from] FormatError),
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
    #[error(transparent)]
    Variable(#[from] InvalidVariable),
    #[error(transparent)]
    DesiredValue(#[from] DesiredValueError),
    #[error(transparent)]
    Binding(Box<BindingFailure>),
    #[error(transparent)]
    Unresolved(#[from] Unresolved),
    #[error("{} and {} are both set", .names[0], .names[1])]
    SetTwice { names: [String; 2] },
    #[error("it consists of the prefix only and names no property")]
    NoName,
    #[error("cannot determine the format of {name}")]
    NoFormat { name: String },
    #[error("{name} is not a file that can be checked: its name does not say its format")]
    NoKind { name: String },
    #[error("there is no profile `{}`, but there is a file with this name", quotable(.name))]
    FileForProfile { name: String },
    #[error("there is no profile `{name}`")]
    NoProfile { name: String, nearest: Option<String> },
    #[error(transparent)]
    NotCompared(Box<CommandError>),
    #[error("profile `{name}` already exists")]
    ProfileExists { name: String },
    #[error("{}", one_a_line(.0))]
    Several(Vec<CommandError>),
    #[error("there is no command `{}` here, and {reason}", quotable(.name))]
    NoSuchCommand { name: String, reason: &'static str },
    #[error(transparent)]
    TakeOver(#[from] TakeOverError),
    #[error("`{typed}` is not a command of `omero`, but `config` can do this")]
    VerbWithoutConfig { typed: String, line: String },
    #[error("no property that is set matches `{}`", .patterns.join("` or `"))]
    NoMatch { patterns: Vec<String> },
    #[error("there is no command or topic `{name}`")]
    NoHelp { name: String, nearest: Option<String> },
    #[error("too many scripts load one another")]
    NestedScripts,
    #[error("it needs the lines before it to be stored, but --atomic stores everything at the end")]
    Early,
    /// A line of a script that has nothing more to say about it.
    #[error("the command ended with {}", .0.code())]
    Ended(Exit),
    #[error("there is no rule {name:?}")]
    UnknownRule { name: String, nearest: Option<&'static str> },
    #[error("{0}")]
    CommandLine(String),
}

impl CommandError {
    /// What happened, with its causes.
    pub(crate) fn describe(&self) -> String {
        let mut text = self.to_string();
        let mut cause = Error::source(self);
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }

    /// The same failure if its message may not quote a value.
    pub(crate) fn without_value(self, schema: Schema) -> Self {
        match self {
            Self::Refused(rejection) => Self::Refused(rejection.without_value(schema)),
            Self::Several(all) => {
                Self::Several(all.into_iter().map(|one| one.without_value(schema)).collect())
            }
            failure => failure,
        }
    }

    /// There is no such profile; another one may have been meant.
    pub(crate) fn no_profile(name: &str, configuration: &Configuration) -> Self {
        let nearest = schema::nearest(name, configuration.profiles().map(Profile::name));
        Self::NoProfile { name: name.to_owned(), nearest: nearest.map(str::to_owned) }
    }
}

impl From<InvalidKey> for CommandError {
    fn from(refused: InvalidKey) -> Self {
        Self::Key(refused)
    }
}

/// What a line of a script cannot be split into words for; its message names the line already.
impl From<SyntaxError> for CommandError {
    fn from(open: SyntaxError) -> Self {
        Self::Words(open.message)
    }
}

impl From<NoAssignment> for CommandError {
    fn from(error: NoAssignment) -> Self {
        Self::NoAssignment(error)
    }
}
