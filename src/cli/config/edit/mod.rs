//! `config edit`: a copy in the editor, and what was changed in it back through a transaction.

mod comment;
mod merge;
mod notation;
mod profile_snapshot;
mod question;
mod recovery;
mod review;
mod view;

use std::path::Path;

use clap::Args;
use glob::Pattern;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::secrets_options::SecretsOptions;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::ValidationOptions;
use crate::cli::terminal::editor;
use crate::cli::terminal::editor_directory;
use crate::cli::terminal::editor_file::Beginning;
use crate::cli::terminal::editor_file::EditorFile;
use crate::cli::terminal::prompt;
use crate::model::Configuration;
use crate::model::Profile;
use crate::platform;
use crate::schema::Schema;
use comment::Comments;
use merge::Told;
use notation::Notation;
use profile_snapshot::ProfileSnapshot;
use profile_snapshot::Selection;
use profile_snapshot::Unset;
use question::Choice;
use question::Question;
use recovery::Recovered;
use view::View;

/// Change the properties in an editor
///
/// The editor is the command in VISUAL or, if that is not set, in EDITOR, with arguments; otherwise an
/// editor of the system. A comment above each property shows its type, default and meaning. With
/// PATTERNs only the properties that match are shown; a property that is not set is offered as a comment
/// if its full name is given.
///
/// The configuration is not locked while the editor is open: only the properties that were changed in
/// the text are changed in the configuration. Passwords are shown as asterisks; leave the asterisks, and
/// the password stays the same. On a terminal the changes are shown when the editor closes, and risky
/// ones must be confirmed.
///
/// The text is in a private directory of your account. If an edit fails, the text is kept there, and the
/// next `edit` of the same configuration says where it is; --recover continues with it.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Without a terminal: another host" => "EDITOR='sed -i s/db.example.org/db2.example.org/' omero config edit",
    "The same in all profiles" => "EDITOR='sed -i s/db.example/db2.example/' omero config edit --all-profiles",
])]
pub(crate) struct Edit {
    /// Properties to show, such as 'omero.web.*' [default: all that are set]
    #[arg(value_name = "PATTERN")]
    patterns: Vec<Pattern>,
    #[command(flatten)]
    extent: Extent,
    /// Notation of the text: properties, json or yaml [default: properties]
    #[arg(long, value_name = "NOTATION")]
    format: Option<Notation>,
    /// Show properties without comments
    #[arg(long)]
    plain: bool,
    /// Continue with the text of an edit that was not finished
    #[arg(long, conflicts_with_all = ["patterns", "all", "all_profiles", "format", "plain"])]
    recover: bool,
    #[command(flatten)]
    secrets: SecretsOptions,
    #[command(flatten)]
    force: ValidationOptions,
}

/// How much is shown.
#[derive(Debug, Args)]
struct Extent {
    /// Also offer the properties that are not set, with their defaults
    #[arg(long)]
    all: bool,
    /// Edit all profiles in one text, each under a heading with its name
    #[arg(long, conflicts_with = "format")]
    all_profiles: bool,
}

/// What becomes of a text that was left in the editor.
enum Step {
    Over(Exit),
    EditAgain(EditorFile),
}

impl Edit {
    pub(crate) fn run(mut self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        if let (true, Some(_)) = (self.extent.all_profiles, selected.option()) {
            let problem = "--all-profiles and --profile exclude each other".to_owned();
            return Err(CommandError::CommandLine(problem));
        }
        let schema = session.schema()?;
        // Other commands must not wait for the lock while a user thinks.
        selected.flushed(session)?;
        let configuration = selected.read(session)?;
        Beginning::remove_orphans(selected.path());
        let recovered = self.recovered(&configuration, selected)?;
        let view = self.view(&configuration, selected, schema)?;
        check_writable(selected)?;
        let beginning = match &recovered {
            Some(recovered) => recovered.beginning.clone(),
            None => {
                editor_directory::tell_earlier_texts(&mut session.printer, selected.path());
                let name = selected.profile(&configuration).to_owned();
                let profile = (!self.extent.all_profiles).then_some(name);
                Beginning { profile, text: view.text() }
            }
        };
        let extension = view.notation.extension();
        let text = recovered.as_ref().map_or(&beginning.text, |recovered| &recovered.text);
        let mut file = EditorFile::new(selected.path(), extension, text, &beginning)?;
        if let Some(recovered) = &recovered {
            recovered.remove();
        }
        let before = beginning.text;
        let mut editing = Editing { selected, force: self.force, view, before, told: Told::new() };
        loop {
            match editing.step(session, file)? {
                Step::Over(exit) => return Ok(exit),
                Step::EditAgain(same) => file = same,
            }
        }
    }

    /// The text to continue with, whose notation and profiles are those of this edit.
    fn recovered(
        &mut self,
        configuration: &Configuration,
        selected: &SelectedStore,
    ) -> Result<Option<Recovered>, CommandError> {
        if !self.recover {
            return Ok(None);
        }
        let recovered = Recovered::newest(selected.path())?;
        match &recovered.beginning.profile {
            None => self.extent.all_profiles = true,
            Some(profile) if profile == selected.profile(configuration) => {}
            Some(profile) => return Err(CommandError::TextOfProfile { profile: profile.clone() }),
        }
        self.format = Some(recovered.notation());
        Ok(Some(recovered))
    }

    fn view(
        &self,
        configuration: &Configuration,
        selected: &SelectedStore,
        schema: Schema,
    ) -> Result<View, CommandError> {
        let notation = self.format.unwrap_or_default();
        let unset = if self.extent.all { Unset::Offered } else { Unset::LeftOut };
        let selection = Selection { patterns: &self.patterns, unset, notation };
        let snapshot =
            |name: &str| ProfileSnapshot::of(name, configuration.profile(name), &selection, schema);
        let profiles: Vec<_> = if self.extent.all_profiles {
            let names = configuration.profiles().map(Profile::name);
            names.filter(|name| notation.can_name(name)).map(snapshot).collect::<Result<_, _>>()?
        } else {
            vec![snapshot(selected.profile(configuration))?]
        };
        if !self.patterns.is_empty() && profiles.iter().all(ProfileSnapshot::is_empty) {
            let patterns = self.patterns.iter().map(Pattern::to_string).collect();
            return Err(CommandError::NothingMatches { patterns });
        }
        Ok(View {
            profiles,
            notation,
            comments: if self.plain { Comments::LeftOut } else { Comments::Shown },
            secrets: self.secrets.secrets(),
            has_headings: self.extent.all_profiles,
            schema,
        })
    }
}

/// Before the editor is opened: a user must not write a text that cannot be stored.
fn check_writable(selected: &SelectedStore) -> Result<(), CommandError> {
    let directory = selected.path().parent().filter(|directory| !directory.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    // One that is missing is made with the change.
    if platform::may_write(directory) || !directory.exists() {
        Ok(())
    } else {
        Err(CommandError::NotWritable { directory: directory.to_owned() })
    }
}

/// An edit from opening the editor to the end.
struct Editing<'edit> {
    selected: &'edit SelectedStore,
    view: View,
    /// The text that was shown first.
    before: String,
    told: Told,
    force: ValidationOptions,
}

impl Editing<'_> {
    /// Lets the text be edited once.
    fn step(&mut self, session: &mut Session, file: EditorFile) -> Result<Step, CommandError> {
        let failure = match self.attempt(session, &file) {
            Ok(Choice::Apply) => return Ok(Step::Over(Exit::Done)),
            Ok(choice) => {
                return Ok(match question::carry_out(session, file, choice)? {
                    Some(again) => Step::EditAgain(again),
                    None => {
                        session.printer.remark("nothing was changed");
                        Step::Over(Exit::Refused)
                    }
                });
            }
            Err(failure) => failure,
        };
        if !file.holds_an_edit(&self.before) {
            return Err(failure);
        }
        session.printer.failure(&failure);
        self.told.extend(merge::changed_by_others(&failure));
        let choice = question::choose(session, file.path(), Question::Mistake);
        Ok(match question::carry_out(session, file, choice)? {
            Some(mut again) => {
                if self.view.notation.has_comments() {
                    again.put_annotations(&failure.annotations());
                }
                Step::EditAgain(again)
            }
            None => Step::Over(failure.exit()),
        })
    }

    fn attempt(
        &mut self,
        session: &mut Session,
        file: &EditorFile,
    ) -> Result<Choice, CommandError> {
        editor::run(&mut session.printer, session.environment.editor.as_deref(), file.path())?;
        let revisions = recovery::revisions(&self.view, &file.read()?, &self.before)?;
        if revisions.is_empty() {
            session.printer.debug("the text was not changed");
            if session.printer.confirms() {
                session.printer.remark("nothing was changed");
            }
            return Ok(Choice::Apply);
        }
        let Self { selected, force, told, view, .. } = self;
        let is_seen = prompt::is_possible();
        if is_seen {
            let review = review::Review { selected, view, revisions: &revisions, told };
            match review.run(session, &mut Validation::with(view.schema, *force), file.path())? {
                Choice::Apply => {}
                other => return Ok(other),
            }
        }
        let mut validation = Validation::with(view.schema, *force);
        session.note_command("config edit", [""; 0]);
        selected.change(session, |configuration, _| {
            merge::apply(configuration, view, &revisions, told, &mut validation)
        })?;
        if !is_seen {
            validation.tell(session);
        }
        Ok(Choice::Apply)
    }
}
