//! `config set`.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::error::quoting;
use crate::cli::error::quoting::quotable;
use crate::cli::session::Session;
use crate::cli::session::references;
use crate::cli::session::unknown_names::Outcome;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::ValidationOptions;
use crate::cli::terminal::input::Input;
use crate::cli::terminal::input::NameParser;
use crate::cli::terminal::prompt;
use crate::formats::command;
use crate::model::Configuration;
use crate::model::Edit;
use crate::model::InvalidValue;
use crate::model::PropertyKey;
use crate::model::PropertyValue;
use crate::python::is_blank;
use crate::schema::Schema;
use crate::schema::is_secret;
use crate::schema::shown;

/// Set a property, or remove it
///
/// Without a VALUE the property is removed; if it was not set, that is not an error. An empty VALUE ('')
/// is stored. Write `--` before a VALUE that begins with a dash: `config set KEY -- -x`. For passwords
/// use --prompt or --file: other users can see the arguments of a command, and the shell keeps them in
/// its history.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A plain value" => "omero config set omero.db.host db.example.org",
    "A list; `omero help quoting` shows it for other shells" => r#"omero config set omero.web.server_list '[["omero.example.org", 4064]]'"#,
    "A password from a file" => "omero config set omero.db.pass --file password.txt",
    "A password from an environment variable" => "omero config set omero.db.pass --from-env DB_PASSWORD",
    "Back to the default" => "omero config set omero.db.host",
])]
pub(crate) struct Set {
    /// Property to set, such as `omero.db.host`
    key: OsString,
    /// New value
    value: Option<OsString>,
    /// Print what was changed
    #[arg(long)]
    report: bool,
    /// Change nothing: check the value and print what would change
    #[arg(long, conflicts_with = "prompt")]
    dry_run: bool,
    #[command(flatten)]
    force: ValidationOptions,
    /// Read the value from a file (`-`: standard input), without trailing whitespace
    #[arg(short, long, alias = "f", value_name = "FILE", value_parser = NameParser)]
    file: Option<Input>,
    /// Ask for the value on the terminal; a secret is asked for twice and not shown
    #[arg(long, conflicts_with_all = ["value", "file"])]
    prompt: bool,
    /// Read the value from this environment variable
    #[arg(long, value_name = "VARIABLE", conflicts_with_all = ["value", "file", "prompt"])]
    from_env: Option<String>,
}

/// The value that the property is to have; none removes it.
type NewValue = Option<Result<PropertyValue, InvalidValue>>;

impl Set {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let key = crate::cli::session::names::key(&self.key);
        session.note_command("config set", [&key]);
        let new_value = self.new_value(session, &key)?;
        let mut validation = Validation::of_key(session, &key, self.force)?;
        let plan = |_: &Configuration, _: &str| {
            self.check_assignment(&key)?;
            edit(&key, &new_value, &mut validation).map(Some)
        };
        let (changed, verb, outcome) = if self.dry_run {
            (selected.would_edit(session, plan)?, "Would change", Outcome::Planned)
        } else {
            (selected.edit(session, plan)?, "Changed", Outcome::Changed)
        };
        validation.ended(if changed { outcome } else { Outcome::Unchanged });
        validation.tell(session);
        if !changed && validation.is_asked() && new_value.is_none() {
            not_set(session, &key)?;
        }
        if changed && (self.report || self.dry_run) {
            session.printer.answer(format_args!("{verb}: {}", done(&key, &new_value)))?;
        }
        if session.open_scripts == 0 && self.shows_secret(&key) {
            session.printer.hint_to_person(format_args!(
                "the shell may keep this secret in its history; `config set {key} --prompt` asks for it"
            ));
        }
        Ok(Exit::Done)
    }

    /// Whether a secret is on the command line.
    fn shows_secret(&self, key: &str) -> bool {
        let is_typed =
            self.file.is_none() && self.value.as_ref().is_some_and(|value| !value.is_empty());
        is_typed && is_secret(key)
    }

    fn new_value(&self, session: &mut Session, key: &str) -> Result<NewValue, CommandError> {
        if self.prompt {
            return self.ask(session, key);
        }
        if let Some(name) = &self.from_env {
            let shown = if is_plain(session.schema()?, key) {
                Cow::Borrowed(&**name)
            } else {
                quoting::missing_variable(name)
            };
            return Ok(Some(references::variable(name, &shown)?.try_into()));
        }
        if let Some(file) = &self.file {
            if is_plain(session.schema()?, key) {
                file.check().map_err(CommandError::CommandLine)?;
            } else {
                file.check_for_secret()?;
            }
            if file.is_terminal() && is_secret(key) {
                session.printer.hint("the terminal shows what you type; --prompt does not");
            }
            file.announce(&mut session.printer);
            let text = file.read();
            if let (Input::File(path), Ok(text)) = (file, &text)
                && shown(key, text) != *text
            {
                references::warn_if_open(&mut session.printer, path, key);
            }
            return Ok(Some(match text {
                // What was to write the password has failed.
                Ok(text) if is_secret(key) && text.trim_end_matches(is_blank).is_empty() => {
                    return Err(CommandError::NothingRead {
                        key: key.to_owned(),
                        name: file.name(),
                    });
                }
                Ok(text) => text.trim_end_matches(is_blank).to_owned().try_into(),
                Err(CommandError::NotUtf8 { .. }) => Err(InvalidValue::Encoding),
                Err(failure) => return Err(failure),
            }));
        }
        Ok(self.value.clone().map(PropertyValue::try_from))
    }

    /// A user does not type a value for a key that cannot have one, and no other command waits for the
    /// lock in the meantime.
    fn ask(&self, session: &mut Session, key: &str) -> Result<NewValue, CommandError> {
        self.check_assignment(key)?;
        key.parse::<PropertyKey>()?;
        if !prompt::is_possible() {
            return Err(CommandError::NoTerminal);
        }
        session.flush_script()?;
        let ask = if is_secret(key) { prompt::secret } else { prompt::line };
        let value = ask(&mut session.printer, &format!("Value of {key}: "))?;
        if value.is_empty() {
            return Err(CommandError::NothingTyped { key: key.to_owned() });
        }
        Ok(Some(value.try_into()))
    }

    /// `KEY=VALUE` as one word is a slip: no key has an equals sign.
    fn check_assignment(&self, name: &str) -> Result<(), CommandError> {
        let Some((key, behind)) = name.split_once('=') else { return Ok(()) };
        let value = match &self.value {
            Some(value) if name.ends_with('=') => value.to_string_lossy(),
            _ => behind.into(),
        };
        let value = shown(key, &value).into_owned();
        Err(CommandError::Assignment { key: key.to_owned(), value })
    }
}

/// Whether a value of `key` has nothing to hide, and so nothing that was typed instead of it.
fn is_plain(schema: Schema, key: &str) -> bool {
    schema.find(key).is_some() && !is_secret(key)
}

/// Says that there was nothing to remove, if the name is unknown: it may be misspelt.
pub(crate) fn not_set(session: &mut Session, key: &str) -> Result<(), CommandError> {
    let schema = session.schema_for(key)?;
    if schema.find_for_validation(key).is_some() {
        return Ok(());
    }
    let shown = quotable(key);
    let split = name_and_value(schema, key);
    if let Some((name, _)) = split.filter(|(_, value)| value.starts_with(['\'', '"'])) {
        return Err(CommandError::NoSpace { word: shown.into_owned(), key: name.to_owned() });
    }
    session.printer.warning(format_args!(
        "`{shown}` is not set and is not a known property: nothing was changed"
    ));
    let meant = || schema.respelt(key).or_else(|| schema.nearest(key));
    let hint = match split {
        Some((name, value)) => {
            let value = if is_secret(name) { "VALUE" } else { value };
            format!("write the name and the value as two words: `{}`", command::set(name, value))
        }
        None => match meant() {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`omero config set KEY VALUE` sets a property".to_owned(),
        },
    };
    session.printer.hint(hint);
    Ok(())
}

/// A name and a value that were typed without a space between them.
fn name_and_value(schema: Schema, word: &str) -> Option<(&str, &str)> {
    let end = word.find(|found: char| !(found.is_ascii_alphanumeric() || "._-".contains(found)))?;
    let (name, value) = word.split_at_checked(end)?;
    schema.find_for_validation(name).map(|_| (name, value.trim_start()))
}

/// What has been done, for a report.
fn done(key: &str, value: &NewValue) -> String {
    match value {
        Some(Ok(value)) => format!("Set {key}:{}", shown(key, value.as_str())),
        Some(Err(_)) | None => format!("Removed {key}"),
    }
}

fn edit(key: &str, value: &NewValue, validation: &mut Validation) -> Result<Edit, CommandError> {
    let Some(value) = value else { return Ok(Edit::Unset(key.to_owned())) };
    let legal = key.parse()?;
    let refused =
        |source: &InvalidValue| CommandError::Value { key: key.to_owned(), source: source.clone() };
    let value = value.as_ref().map_err(refused)?;
    validation.check(key, value.as_str())?;
    Ok(Edit::Set(legal, value.clone()))
}
