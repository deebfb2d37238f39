//! `config describe`.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::Args;

use crate::cli::answers;
use crate::cli::answers::Description;
use crate::cli::answers::Members;
use crate::cli::answers::Value;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::effective::Effective;
use crate::cli::session::effective::Lookup;
use crate::cli::session::effective::Origin;
use crate::cli::session::effective::Stored;
use crate::cli::session::names::KeyPatterns;
use crate::cli::session::names::is_pattern;
use crate::cli::session::names::key;
use crate::cli::session::secrets_options::SecretsOptions;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::terminal::color::Color;
use crate::cli::terminal::layout;
use crate::cli::terminal::layout::Page;
use crate::cli::terminal::printer::Printer;
use crate::formats::command;
use crate::model::Configuration;
use crate::model::Profile;
use crate::schema::Definition;
use crate::schema::Schema;
use crate::schema::Secrets;
use crate::schema::Violation;

/// Explain properties: type, default, meaning, examples, value
///
/// Shows what the schema says about each KEY, its current value, and where that value comes from.
/// Passwords are shown as asterisks unless --show-password is given. OMERODIR need not be set; without
/// it no value is shown.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Explain a property" => "omero config describe omero.web.server_list",
    "The same, as JSON" => "omero config describe --json omero.db.port",
])]
pub(crate) struct Describe {
    /// Properties to explain, such as `omero.web.server_list`, or patterns such as 'omero.mail.*'
    #[arg(value_name = "KEY", required = true)]
    keys: Vec<OsString>,
    /// Print the JSON Schema of a property with its value, or an object with one for each KEY
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    secrets: SecretsOptions,
}

impl Describe {
    /// Shows what is known, then says what is not.
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = session.selected_store_if_any()?;
        let selected = selected.as_deref();
        let schema = session.schema()?;
        session.may_be_long();
        let configuration = selected.map(|selected| selected.read(session)).transpose()?;
        let stored = Stored::of(profile(session, selected, configuration.as_deref()));
        let of = |key| DescribedProperty::of(key, schema, &stored, self.secrets.secrets());
        let described: Vec<_> = self.named(schema, &stored)?.into_iter().map(of).collect();
        let (known, unknown): (Vec<_>, Vec<_>) = described.into_iter().partition(Result::is_ok);
        let known: Vec<_> = known.into_iter().flatten().collect();
        if self.json {
            print_json(session, &known, self.keys.len())?;
        } else {
            print_pages(session, &known)?;
        }
        let typed: Vec<_> = self.keys.iter().map(|typed| key(typed)).collect();
        session.withhold_among(&typed);
        for failure in unknown.iter().filter_map(|property| property.as_ref().err()) {
            session.printer.failure(failure);
        }
        Ok(if unknown.is_empty() { Exit::Done } else { Exit::Refused })
    }
}

impl Describe {
    /// The names, with each pattern replaced by the properties that match it.
    fn named(&self, schema: Schema, stored: &Stored<'_>) -> Result<Vec<String>, CommandError> {
        let mut named = Vec::new();
        for word in &self.keys {
            if !is_pattern(word) {
                named.push(key(word));
                continue;
            }
            let patterns = KeyPatterns::of(std::slice::from_ref(word))?;
            let set = stored.keys().filter(|key| schema.find(key).is_some());
            let known = schema.keys().map(str::to_owned);
            let keys: BTreeSet<_> = known.chain(set.map(str::to_owned)).collect();
            let before = named.len();
            named.extend(keys.into_iter().filter(|key| patterns.matches(key)));
            patterns.must_match(named.len() - before)?;
        }
        Ok(named)
    }
}

/// The profile to look into, if there is a store.
fn profile<'read>(
    session: &mut Session,
    selected: Option<&SelectedStore>,
    configuration: Option<&'read Configuration>,
) -> Option<&'read Profile> {
    let (selected, configuration) = (selected?, configuration?);
    selected.find(session, configuration)
}

fn print_pages(session: &mut Session, described: &[DescribedProperty]) -> Result<(), CommandError> {
    let width = Printer::terminal_width().unwrap_or(layout::WIDTH);
    let pages: Vec<_> = described
        .iter()
        .map(|property| property.page(width, session.printer.answers_color()))
        .collect();
    session.printer.write_as_is(pages.join("\n"))
}

/// One KEY: its schema; several: an object of schemas.
fn print_json<'property>(
    session: &mut Session,
    described: &'property [DescribedProperty],
    asked: usize,
) -> Result<(), CommandError> {
    let answer = match described {
        [] if asked == 1 => return Ok(()),
        [property] if asked == 1 => answers::Describe::One(property.description()),
        described => {
            let member =
                |property: &'property DescribedProperty| (&*property.key, property.description());
            answers::Describe::ByKey(Members(described.iter().map(member).collect()))
        }
    };
    session.printer.json(&answer)
}

/// Everything that is shown about a property.
struct DescribedProperty {
    key: String,
    known: Definition,
    schema: Schema,
    /// What counts; none if nothing does.
    value: Option<Effective>,
    /// Whether there is a store to look into.
    has_store: bool,
    secrets: Secrets,
}

impl DescribedProperty {
    fn of(
        key: String,
        schema: Schema,
        stored: &Stored<'_>,
        secrets: Secrets,
    ) -> Result<Self, CommandError> {
        let Some(known) = schema.find(&key) else {
            let nearest = schema.nearest(&key);
            return Err(CommandError::Unknown { key, nearest });
        };
        let value = Effective::of(&key, stored, schema, Lookup::SetOrDefault);
        Ok(Self { key, known, schema, value, has_store: stored.is_there(), secrets })
    }

    fn description(&self) -> Description {
        let keywords = self.known.document().into_object().unwrap_or_default();
        let keywords = keywords.into_iter().map(|(name, value)| (name, Value(value)));
        let value = self.value.as_ref();
        Description {
            definition: Members(keywords.collect()),
            value: value.map(|value| Value(value.typed(self.secrets))),
            origin: value.map(|value| value.origin.to_string()),
        }
    }

    fn page(&self, width: usize, color: Color) -> String {
        let mut page = Page::new(width, color);
        page.title(&self.key);
        if self.known.is_family() {
            page.paragraph(&format!("One of the properties {}.", self.known.name()));
        }
        page.paragraph(self.known.description());
        page.gap();
        self.tell_type(&mut page);
        self.tell_values(&mut page);
        self.tell_standing(&mut page);
        self.tell_use(&mut page);
        page.into_text()
    }

    fn tell_type(&self, page: &mut Page) {
        let mut kind = vec![self.known.kind()];
        kind.extend(self.known.limits());
        page.labelled("Type", &kind.join(", "));
        if let Some(writing) = self.known.writing() {
            page.labelled("Written", &writing);
        }
        let usual = self.known.usual_values();
        if !usual.is_empty() {
            page.labelled("Often", &usual.join(", "));
        }
        for (value, since) in self.known.old_values() {
            page.labelled("Outdated", &format!("{value}, since {since}"));
        }
    }

    fn tell_values(&self, page: &mut Page) {
        match (self.known.default_from(), self.known.default_text()) {
            (Some(followed), _) => page.exact("Default", &[format!("that of {followed}")]),
            (None, Some(default)) => page.exact("Default", &[visible(&default)]),
            (None, None) => page.exact("Default", &["none"]),
        }
        for (reader, default) in self.known.other_defaults() {
            let default = default.unwrap_or_else(|| "none".to_owned());
            page.exact("", &[format!("{default} (in {reader})")]);
        }
        if let Some(Effective { origin: Origin::Profile(name), .. }) = &self.value {
            let value = self.value.as_ref().map(|value| value.shown(self.secrets));
            page.exact("Value", &[visible(&value.unwrap_or_default())]);
            page.exact("", &[format!("set in profile `{name}`")]);
            self.tell_faults(page);
        } else if self.has_store {
            let counts = self.value.is_some();
            page.exact("Value", &[if counts { "not set: the default applies" } else { "not set" }]);
        }
    }

    /// What is wrong with the value that is set.
    fn tell_faults(&self, page: &mut Page) {
        let text = self.value.as_ref().map_or("", |value| &value.text);
        for (at, Violation { place, problem }) in
            self.schema.violations(&self.known, text).into_iter().enumerate()
        {
            let parts: Vec<_> = place.into_iter().chain([problem]).collect();
            page.labelled(if at == 0 { "Wrong" } else { "" }, &parts.join(": "));
        }
    }

    fn tell_standing(&self, page: &mut Page) {
        let readers = self.known.readers();
        if !readers.is_empty() {
            page.labelled("Read by", &readers.join(", "));
        }
        if self.schema.is_later(&self.known) {
            let release = self.schema.release_of(&self.known);
            page.labelled("Status", &format!("unknown in {release}"));
        } else if let Some(standing) = self.known.standing() {
            page.labelled("Status", &standing);
        }
        let replacements = self.known.replaced_by();
        let commands: Vec<_> =
            replacements.iter().map(|key| format!("omero config set {key} VALUE")).collect();
        page.exact("Instead", &commands);
        if let Some(since) = self.known.since() {
            page.labelled("Since", &since);
        }
        if let Some(removed) = self.known.removed() {
            page.labelled("Removed", &removed);
        }
    }

    fn tell_use(&self, page: &mut Page) {
        for (at, (release, differences)) in self.schema.elsewhere(&self.key).iter().enumerate() {
            let label = if at == 0 { "Releases" } else { "" };
            page.labelled(label, &format!("{release}: {differences}"));
        }
        if let Some(remark) = self.known.remark() {
            page.labelled("Note", remark);
        }
        if self.schema.has(&self.known) {
            let commands: Vec<_> = self
                .known
                .examples()
                .iter()
                .map(|example| command::set(&self.key, example))
                .collect();
            page.block("Examples", &commands);
        }
    }
}

/// A value on one line; an empty one would not be seen.
fn visible(value: &str) -> String {
    if value.is_empty() { "(empty)".to_owned() } else { value.replace('\n', "\\n") }
}
