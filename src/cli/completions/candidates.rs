//! What fits at a cursor of a command line.

use std::borrow::Cow;
use std::collections::BTreeSet;

use clap::Arg;
use clap::ArgAction;
use clap::Command;

use crate::cli::command_line::cursor::Cursor;
use crate::cli::command_line::cursor::Expected;
use crate::cli::completions::answer::Answer;
use crate::cli::completions::answer::Beside;
use crate::cli::completions::answer::Candidate;
use crate::cli::completions::placeholder::Kind;
use crate::cli::completions::properties;
use crate::cli::completions::store::StoreSnapshot;
use crate::cli::config::log::headline::moment;
use crate::cli::help::topics::TOPICS;
use crate::cli::session::Session;
use crate::formats::Format;
use crate::schema::NOT_IMPLEMENTED;
use crate::schema::Release;
use crate::schema::Rule;
use crate::store::Version;
use crate::web::Binding;

/// What `config edit` takes.
const EDITED: [Format; 3] = [Format::Properties, Format::Json, Format::Yaml];

/// Everything that fits.
pub(crate) fn at(session: &Session, omero: &Command, cursor: &Cursor<'_>) -> Answer {
    match cursor.expected {
        Expected::Nothing => Answer::default(),
        Expected::Foreign => Answer::beside(Beside::Files),
        Expected::Command { typed } => Answer::of(commands(cursor.command)).narrowed(typed),
        Expected::Option { typed } => Answer::of(options(cursor)).narrowed(typed),
        Expected::Value { argument, before, typed } => {
            value(session, omero, cursor, argument, typed).narrowed(typed).behind(before)
        }
    }
}

fn commands(command: &Command) -> Vec<Candidate> {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| Candidate::new(command.get_name(), meaning(command.get_about()))).collect()
}

/// Options that were not given yet, or can be given again; a letter only where there is no name.
fn options(cursor: &Cursor<'_>) -> Vec<Candidate> {
    let is_free = |option: &&Arg| {
        let given = cursor.given.iter().any(|(given, _)| given.get_id() == option.get_id());
        !option.is_positional()
            && !option.is_hide_set()
            && (!given || matches!(option.get_action(), ArgAction::Append))
    };
    let name = |option: &Arg| match (option.get_long(), option.get_short()) {
        (Some(long), _) => format!("--{long}"),
        (None, short) => format!("-{}", short.unwrap_or_default()),
    };
    let free = cursor.command.get_arguments().filter(is_free);
    free.map(|option| Candidate::new(name(option), meaning(option.get_help()))).collect()
}

fn value(
    session: &Session,
    omero: &Command,
    cursor: &Cursor<'_>,
    argument: &Arg,
    typed: &str,
) -> Answer {
    let possible = argument.get_possible_values();
    if !possible.is_empty() {
        let shown = possible.iter().filter(|value| !value.is_hide_set());
        let shown = shown.map(|value| Candidate::new(value.get_name(), meaning(value.get_help())));
        return Answer::of(shown.collect());
    }
    match Kind::of(argument) {
        Kind::Free => Answer::default(),
        Kind::File => Answer::beside(Beside::Files),
        Kind::Directory => Answer::beside(Beside::Directories),
        // What follows the name of a program is the program's business.
        Kind::Command if cursor.value(argument.get_id().as_str()).is_some() => {
            Answer::beside(Beside::Files)
        }
        Kind::Command => Answer::beside(Beside::Commands),
        Kind::Binding => Answer::of(bindings()),
        Kind::Format => Answer::of(formats(&Format::ALL)),
        Kind::Notation => Answer::of(formats(&EDITED)),
        Kind::Key => Answer::of(properties::keys(session, cursor, argument, typed)),
        Kind::Value => properties::values(session, cursor),
        Kind::Answer => properties::values_of(session, cursor, argument.get_id().as_str()),
        Kind::Pattern => Answer::of(properties::patterns(session, cursor, typed)),
        Kind::Profile => Answer::of(profiles(session, cursor)),
        Kind::Rule => Answer::of(rules()),
        Kind::Change => Answer::of(changes(session, cursor)),
        Kind::Release => Answer::of(releases()),
        Kind::Topic => Answer::of(topics(omero, cursor, argument)),
        Kind::Server => Answer::of(servers(session, cursor)),
        Kind::Level => Answer::of(levels()),
    }
}

/// All profiles but those that are in the line already.
fn profiles(session: &Session, cursor: &Cursor<'_>) -> Vec<Candidate> {
    let Some(snapshot) = StoreSnapshot::at(session, cursor) else { return Vec::new() };
    let is_free = |name: &str| !cursor.given.iter().any(|(_, given)| *given == name);
    let profiles = snapshot.profiles().filter(|(name, _)| is_free(name));
    let candidate = |(name, active): (&str, bool)| {
        Candidate::new(name, if active { "the active profile" } else { "" })
    };
    profiles.map(candidate).collect()
}

fn bindings() -> Vec<Candidate> {
    let all = Binding::ALL.into_iter();
    all.map(|binding| Candidate::new(binding.name(), binding.summary())).collect()
}

fn formats(formats: &[Format]) -> Vec<Candidate> {
    formats.iter().map(|format| Candidate::new(format.name(), "")).collect()
}

fn rules() -> Vec<Candidate> {
    let rules = Rule::all().into_iter().map(|rule| Candidate::new(rule.id, rule.title));
    let left_out = NOT_IMPLEMENTED.iter().map(|(id, title, _)| Candidate::new(*id, *title));
    let mut all: Vec<_> = rules.chain(left_out).collect();
    all.sort_by(|one, other| one.value.cmp(&other.value));
    all
}

fn changes(session: &Session, cursor: &Cursor<'_>) -> Vec<Candidate> {
    let versions =
        StoreSnapshot::at(session, cursor).map(|snapshot| snapshot.versions()).unwrap_or_default();
    let candidate = |version: Version| {
        let when = moment(version.replaced);
        Candidate::new(version.number.to_string(), format!("{when} {}", version.user))
    };
    versions.into_iter().map(candidate).collect()
}

fn releases() -> Vec<Candidate> {
    let release = |text: &str| text.parse::<Release>().is_ok().then(|| Candidate::new(text, ""));
    (0..10).filter_map(|minor| release(&format!("5.{minor}"))).collect()
}

/// The commands, and at first the topics as well.
fn topics(omero: &Command, cursor: &Cursor<'_>, argument: &Arg) -> Vec<Candidate> {
    let mut words = cursor.values(argument.get_id().as_str()).peekable();
    let topics = match words.peek() {
        None => TOPICS.iter().map(|topic| Candidate::new(topic.name, topic.summary)).collect(),
        Some(_) => Vec::new(),
    };
    let command = words.try_fold(omero, |command, word| command.find_subcommand(word));
    command.map(commands).into_iter().flatten().chain(topics).collect()
}

fn servers(session: &Session, cursor: &Cursor<'_>) -> Vec<Candidate> {
    let snapshot = StoreSnapshot::at(session, cursor);
    let profile = snapshot.as_ref().and_then(StoreSnapshot::profile);
    let hosts: BTreeSet<_> =
        properties::schema(session, cursor).hosts(profile).into_iter().collect();
    hosts.into_iter().map(|host| Candidate::new(host, "a server of OMERO.web")).collect()
}

fn levels() -> Vec<Candidate> {
    ["0", "1", "2", "3", "debug"].map(|level| Candidate::new(level, "")).into()
}

/// The first line of a help text.
fn meaning(help: Option<&clap::builder::StyledStr>) -> String {
    let text = help.map(ToString::to_string).unwrap_or_default();
    text.lines().next().map(Cow::from).unwrap_or_default().trim().to_owned()
}
