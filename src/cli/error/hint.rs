//! What the reader of an error can do next.

use std::borrow::Cow;
use std::io;
use std::iter;

use clap::Command;

use crate::cli::error::CommandError;
use crate::cli::error::quoting::NAME_NOT_SHOWN;
use crate::cli::error::shell::line_to_type;
use crate::formats::editable::EditableFault;
use crate::formats::env::InvalidVariable;
use crate::model::InvalidKey;
use crate::model::InvalidValue;
use crate::model::MAX_NAME_BYTES;
use crate::model::NameProblem;
use crate::platform::here;
use crate::platform::quote;
use crate::python::Json;
use crate::python::read_leniently;
use crate::schema;
use crate::schema::Rejection;
use crate::schema::Schema;
use crate::schema::has_secret;
use crate::store::java_preferences::PreferencesError;

/// `PowerShell` 5 writes UTF-16 with `>`.
const SAVE_AS_UTF8: &str = "save it as UTF-8 in the editor, or in PowerShell with `Get-Content OLD \
                            | Set-Content -Encoding UTF8 NEW`";

const TMP: &str = "set TMP to a directory of yours that no other user can change";
const EDIT_AS_ADMINISTRATOR: &str =
    "edit as the owner of this directory, or in a window that was opened as administrator";

impl CommandError {
    /// What the reader can do about it.
    pub(crate) fn hint(&self) -> Option<Cow<'static, str>> {
        self.hint_on_case().or_else(|| self.hint_on_kind().map(Cow::from))
    }

    /// What depends on the case: what was probably meant, or what a lower layer says.
    fn hint_on_case(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Store(error) => error.hint(),
            Self::At { failure, .. }
            | Self::InText { failure, .. }
            | Self::Lines { failure, .. }
            | Self::NotCompared(failure) => failure.hint(),
            Self::Assignment { key, .. } if schema::is_secret(key) => Some(
                format!(
                    "`omero config set {key} --prompt` asks for the value; in a script, `--file -` \
                     reads it from standard input"
                )
                .into(),
            ),
            Self::NoSpace { key, .. } => {
                Some(format!("type `omero config set {key} \"VALUE\"`").into())
            }
            Self::Several(all) => all.first()?.hint(),
            Self::NoSecretFile { name } if name == schema::MASK => {
                Some(format!("{NAME_NOT_SHOWN}; `--file -` reads it from standard input").into())
            }
            Self::Format(error) => error.hint.map(Cow::from),
            Self::Unresolved(error) => error.hint.map(Cow::from),
            Self::Binding(fault) => fault.error.hint(&fault.config).map(Cow::from),
            Self::Key(refused) => Some(hint_on_name(refused)),
            Self::Value { source, .. } => hint_on_value(source).map(Cow::from),
            Self::NotDefined { key } => {
                hint_on_key(key).or(Some("`omero config keys` lists what is set".into()))
            }
            Self::NoElement { key, .. } => hint_on_key(key)
                .or_else(|| Some(format!("`omero config get {key}` shows the list").into())),
            Self::NotSet { keys } => {
                let meant = keys.iter().find_map(|key| hint_on_key(key));
                meant.or(Some("`omero config set KEY VALUE` sets a property".into()))
            }
            Self::NoProfile { nearest: Some(nearest), .. } => Some(meant(nearest)),
            Self::Unknown { nearest: Some(nearest), .. }
            | Self::NothingFound { nearest: Some(nearest), .. }
            | Self::UnknownRule { nearest: Some(nearest), .. } => Some(meant(nearest)),
            Self::NoHelp { nearest: Some(nearest), .. } => {
                Some(meant(&format!("omero help {nearest}")))
            }
            Self::NoSuchCommand { name, .. } => Some(hint_on_command(name).into()),
            Self::VerbWithoutConfig { line, .. } => Some(format!("type `{line}`").into()),
            Self::TakeOver(error) => Some(error.hint()),
            Self::FileForProfile { name } => {
                Some(format!("`omero config diff --file {}` compares with it", quote(name)).into())
            }
            Self::Answer(refusal) => Some(remedy(refusal).into()),
            Self::Element { key, text, .. } => Some(hint_on_element(key, text).into()),
            Self::Refused(refusal) => {
                Some(format!("{}; --force stores it anyway", remedy(refusal)).into())
            }
            _ => None,
        }
    }

    /// What is the same for every failure of a kind.
    fn hint_on_kind(&self) -> Option<&'static str> {
        let hint = match self {
            Self::Assignment { .. } => "key and value are two words: `omero config set KEY VALUE`",
            Self::Profile { .. } | Self::NoProfile { .. } => {
                "`omero config all` lists the profiles"
            }
            Self::ProfileExists { .. } => "--force replaces it",
            Self::NoJson { .. } | Self::NoList { .. } | Self::DefaultNoList { .. } => {
                "append and remove work on JSON lists; use `set` for other values"
            }
            Self::NoDefault { .. } => "set the whole list first: `omero config set KEY '[...]'`",
            Self::Conflict(_) => "nothing was loaded; `load -q` replaces existing values",
            Self::NotUtf8 { .. } => hint_on_encoding(),
            Self::Dangling(_) => "remove the backslash, or add the missing line",
            Self::Words(_) => "quote the word as for a shell",
            Self::Editor { source: None, status: 1.., .. } => super::wording::LEFT_WITH_ERROR,
            Self::EditorWords { .. } | Self::NoEditor { .. } | Self::Editor { .. } => {
                "set VISUAL or EDITOR to an editor that works; nothing was changed"
            }
            Self::Asterisks { .. } => "type the password, or show passwords with --show-password",
            Self::NothingMatches { .. } => {
                "--all, or the full name of a property, also offers properties that are not set"
            }
            Self::Editable(EditableFault::Dangling) => {
                "remove the backslash, or use JSON notation: KEY:json=\"...\\\\\""
            }
            Self::Editable(
                EditableFault::StrangeHeading { .. }
                | EditableFault::SecondHeading { .. }
                | EditableFault::NoHeading { .. }
                | EditableFault::Homeless { .. },
            ) => {
                "do not change the headings; `omero config copy` and `drop` add and remove profiles"
            }
            Self::ChangedMeanwhile { .. } => "edit again; your new value replaces the other change",
            Self::Unknown { .. } => {
                "`omero config search WORD` finds properties by their description"
            }
            Self::NothingFound { .. } => "a match contains all words: try fewer",
            Self::Copy { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                "free some space there and try again; nothing was changed"
            }
            Self::Copy { .. } => here("set TMPDIR to a directory that only you can write to", TMP),
            Self::NotWritable { .. } => {
                here("edit as the owner of this directory, or as root", EDIT_AS_ADMINISTRATOR)
            }
            Self::NoTerminalToEdit { .. } => hint_on_editor(),
            Self::Child { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                "the command is run without a shell: name a program on the PATH"
            }
            Self::Child { .. } => "check that the file is a program and that you can run it",
            Self::NoTerminal => "`--file -` reads the value from standard input",
            Self::Needed { .. } => "there is no default, or it is public",
            Self::Unanswered { .. } => "give these options, or run it on a terminal to be asked",
            Self::AnsweredMeanwhile { .. } => "run it again: it starts from the current values",
            Self::NothingTyped { .. } | Self::NothingRead { .. } => {
                "`omero config set KEY ''` stores an empty value"
            }
            Self::UnknownDebug { .. } => "use a number from 0 to 3, or `debug`",
            Self::NoMatch { .. } => {
                "`omero config keys` lists the properties that are set; `omero config search WORD` finds others"
            }
            Self::Seconds { .. } => "write for example 0, 2.5 or 60",
            Self::Preferences(PreferencesError::EncodedName { .. }) => {
                "rename the directory to the name of the profile"
            }
            Self::SetTwice { .. } => "unset one of them",
            Self::Unwritable(_) => "choose another format, such as json",
            Self::Variable(InvalidVariable::Respelt { .. }) => {
                "in the name of a variable `_` means a dot and `__` means `_`; nothing was changed"
            }
            Self::Variable(InvalidVariable::Ambiguous(_)) => {
                "set it with `omero config set`, or in a file"
            }
            Self::NoKind { .. } => {
                "it has to end with .yaml, .json, .toml, .properties, .omero, .env or .xml"
            }
            Self::NoFormat { .. } => "give --format json, yaml, toml, properties, omero or env",
            Self::NoHelp { nearest: None, .. } => "`omero help` lists the commands and the topics",
            Self::Early => {
                "put the line in a separate script, or before the lines that make changes"
            }
            Self::NestedScripts => "check whether a script loads itself",
            Self::UnknownRule { nearest: None, .. } => "rules are named R01, R02 and so on",
            Self::NoServer { .. } => "omit --test, or run the command on the web server's machine",
            Self::RefusedByServer { .. } => {
                "nothing was written; run the test as root for ports below 1024 and private keys"
            }
            Self::Strange { .. } => "choose another directory, or give --force",
            Self::CommandLine(_) => {
                "`omero help` lists the commands, `omero help COMMAND` explains one"
            }
            _ => return None,
        };
        Some(hint)
    }
}

fn hint_on_encoding() -> &'static str {
    here("convert it, for example with `iconv -t UTF-8`", SAVE_AS_UTF8)
}

fn hint_on_editor() -> &'static str {
    here(
        "set EDITOR to a command that works without one, such as 'sed -i s/OLD/NEW/'",
        "set EDITOR to a program that works without one",
    )
}

fn meant(nearest: &str) -> Cow<'static, str> {
    format!("did you mean `{nearest}`?").into()
}

/// What a key that is not set was probably meant to be.
fn hint_on_key(key: &str) -> Option<Cow<'static, str>> {
    Schema::default().nearest(key).map(meant)
}

/// The line to type instead of one that is refused, and what else is said.
fn remedy(Rejection { key, hint, proposal, .. }: &Rejection) -> String {
    match proposal {
        Some(value) if hint.is_empty() => format!("`{}`", line_to_type("set", key, value)),
        Some(value) => format!("`{}`; {hint}", line_to_type("set", key, value)),
        None => hint.clone(),
    }
}

/// The element that was probably meant, or one that the property has as an example.
fn hint_on_element(key: &str, text: &str) -> String {
    let example = || {
        let known = Schema::default().find(key)?;
        let examples = known.examples();
        let items = examples.iter().filter_map(|example| Json::parse(example).ok()?.into_list());
        items.flatten().next()
    };
    let meant = read_leniently(text).filter(|_| !has_secret(key, text));
    let (label, element) = match (meant, example()) {
        (Some(meant), _) => ("", meant.value),
        (None, Some(example)) => ("for example ", example),
        (None, None) => ("for example ", Json::text("text")),
    };
    let line = line_to_type("append", key, &element.to_string());
    format!("{label}`{line}`; `omero help quoting` explains how to quote")
}

fn hint_on_command(name: &str) -> String {
    let omero = crate::cli::command();
    let with_verbs = |command: &Command| {
        let verbs = command.get_subcommands().map(Command::get_name);
        let whole: Vec<_> = verbs.map(|verb| format!("{} {verb}", command.get_name())).collect();
        iter::once(command.get_name().to_owned()).chain(whole)
    };
    let ours: Vec<_> = omero.get_subcommands().flat_map(with_verbs).collect();
    match schema::nearest(name, ours.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `omero {near}`?"),
        None => "`omero help` lists the commands".to_owned(),
    }
}

fn hint_on_value(refused: &InvalidValue) -> Option<&'static str> {
    match refused {
        InvalidValue::Character { .. } => {
            Some("remove it, or write it in JSON as an escape such as `\\u0007`")
        }
        InvalidValue::Encoding => {
            Some(here("convert it to UTF-8, for example with `iconv`", SAVE_AS_UTF8))
        }
        InvalidValue::Long(_) => None,
    }
}

fn rule_of_names(problem: NameProblem) -> String {
    match problem {
        NameProblem::Character(found) => {
            format!("a name contains only letters, digits, `.`, `_` and `-`, not {found:?}")
        }
        NameProblem::Long => format!("a name can be at most {MAX_NAME_BYTES} bytes long"),
    }
}

/// What an illegal name is: perhaps a line of a text in another format.
fn hint_on_name(InvalidKey { name, problem }: &InvalidKey) -> Cow<'static, str> {
    if let Some(key) = name.strip_suffix(':').filter(|key| Schema::default().find(key).is_some()) {
        return format!("remove the `:`: `omero config set {key} VALUE`").into();
    }
    let line = name.trim_start();
    let (looks_like, read_by) = match line.chars().next() {
        Some('{' | '[' | '"') => ("JSON", "omero config apply --format json FILE"),
        Some('<') => ("XML", "omero config --source FILE export --format properties"),
        _ if line.starts_with("config ") => ("a script of commands", "omero load FILE"),
        _ if line.starts_with("export ") => ("a shell script", "omero config load --env"),
        _ if line.starts_with("- ") || line.contains(": ") || line.ends_with(':') => {
            ("YAML", "omero config apply --format yaml FILE")
        }
        _ => return rule_of_names(*problem).into(),
    };
    format!("this looks like {looks_like}: `{read_by}` reads that").into()
}
