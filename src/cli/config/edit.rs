//! `config edit`: a copy in the editor, and what was changed in it back through a transaction.

use std::collections::HashMap;
use std::collections::HashSet;
use std::io;
use std::io::IsTerminal;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use super::super::examples::examples;
use super::App;
use super::Exit;
use super::Failure;
use super::Target;
use super::guard::Force;
use super::guard::Guard;
use crate::cli::editor;
use crate::formats::draft;
use crate::formats::draft::Revision;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::Profile;
use crate::model::VERSION_KEY;

/// Change the properties in an editor
///
/// The editor is VISUAL, else EDITOR, with arguments, else one of the system. The configuration is not
/// locked meanwhile: only what was changed in the text is changed in the configuration. Passwords are
/// visible in the editor.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "In the editor that you like" => "EDITOR=vi omero config edit",
    "Without a person: another host, wherever it stands" => "EDITOR='sed -i s/db.example.org/db2.example.org/' omero config edit",
])]
pub(super) struct Edit {
    #[command(flatten)]
    force: Force,
}

/// Values of others, by key, that the person has been told of: an edit after that replaces them.
type Told = HashMap<String, Option<String>>;

/// What to do with a text that can't be taken over.
enum Choice {
    EditAgain,
    Discard,
    KeepHere,
    KeepAs(PathBuf),
}

impl Edit {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let mut guard = Guard::new(app, self.force)?;
        // Nobody else is to wait for the lock while somebody thinks.
        target.settled(app)?;
        let before = text(&*target.read(app)?, target);
        target.make_directory(app)?;
        let mut copy = editor::Copy::new(target.path(), &before)?;
        let mut told = Told::new();
        loop {
            let Err(failure) = attempt(app, target, &copy, &before, &told, &mut guard) else {
                guard.tell(app);
                return Ok(Exit::Done);
            };
            if !copy.holds_an_edit(&before) {
                return Err(failure);
            }
            let exit = failure.exit();
            app.printer.failure(&failure);
            told.extend(changed_by_others(&failure));
            match settle(app, copy)? {
                Some(again) => copy = again.with_remarks(&failure.remarks())?,
                None => return Ok(exit),
            }
        }
    }
}

/// The properties of the profile, sorted; one that stands twice with the value that counts.
fn text(configuration: &Configuration, target: &Target) -> String {
    let profile = configuration.profile(target.profile(configuration));
    let properties = profile.map(Profile::sorted).unwrap_or_default();
    draft::write(properties.into_iter().map(|property| (&*property.key, &*property.value)))
}

fn attempt(
    app: &mut App,
    target: &Target,
    copy: &editor::Copy,
    before: &str,
    told: &Told,
    guard: &mut Guard,
) -> Result<(), Failure> {
    editor::run(app, copy.path())?;
    let revisions = draft::revisions(before, &copy.read()?)?;
    if revisions.is_empty() {
        app.printer.debug("the text was not changed");
        return Ok(());
    }
    target.change(app, |configuration, profile| {
        guard.begin();
        apply(configuration.profile_or_new(profile), &revisions, told, guard)
    })
}

/// Makes all changes, or tells everything that is wrong with them.
fn apply(
    profile: &mut Profile,
    revisions: &[Revision],
    told: &Told,
    guard: &mut Guard,
) -> Result<(), Failure> {
    let mut failures = changed_meanwhile(profile, revisions, told);
    for Revision { change, line } in revisions {
        let (Some(value), Some(line)) = (&change.after, line) else { continue };
        let outcome = guard.assign(profile, &change.key, value.clone());
        failures.extend(outcome.map_err(|failure| failure.at(format!("line {line}"))).err());
    }
    let changes = revisions.iter().map(|revision| &revision.change);
    let removed = changes.filter(|change| change.after.is_none());
    let removed: HashSet<_> = removed.map(|change| &*change.key).collect();
    // A profile without a version would never be brought up to date.
    profile.remove_all(|key| key != VERSION_KEY && removed.contains(key));
    Failure::all(failures)
}

fn changed_meanwhile(profile: &Profile, revisions: &[Revision], told: &Told) -> Vec<Failure> {
    let present = profile.values();
    let conflict = |change: &Change| {
        let now = present.get(&*change.key).copied();
        let is_told = told.get(&*change.key).is_some_and(|told| told.as_deref() == now);
        let is_other = now != change.before.as_deref() && !is_told;
        let now = now.map(str::to_owned);
        is_other.then(|| Failure::ChangedMeanwhile { key: change.key.clone(), now })
    };
    revisions.iter().filter_map(|revision| conflict(&revision.change)).collect()
}

fn changed_by_others(failure: &Failure) -> Told {
    match failure {
        Failure::ChangedMeanwhile { key, now } => Told::from([(key.clone(), now.clone())]),
        Failure::Several(all) => all.iter().flat_map(changed_by_others).collect(),
        _ => Told::new(),
    }
}

/// Does with a text that can't be taken over what the person wants. It comes back if it is to be
/// edited again.
fn settle(app: &mut App, mut copy: editor::Copy) -> Result<Option<editor::Copy>, Failure> {
    loop {
        match choose(app, copy.path()) {
            Choice::EditAgain => return Ok(Some(copy)),
            Choice::Discard => return Ok(None),
            Choice::KeepHere => {
                let path = copy.keep()?;
                app.printer.hint(format_args!("the edited text is kept in {}", path.display()));
                return Ok(None);
            }
            Choice::KeepAs(path) => match copy.keep_as(&path) {
                Ok(()) => return Ok(None),
                Err((same, failure)) => {
                    app.printer.failure(&failure);
                    copy = same;
                }
            },
        }
    }
}

/// On a terminal the person decides. Elsewhere, or when nobody can be asked, nothing is thrown away.
fn choose(app: &mut App, text: &Path) -> Choice {
    if !io::stdin().is_terminal() {
        return Choice::KeepHere;
    }
    // Ctrl-C is an answer, too: then the text stays where it is.
    app.printer.remark(format_args!("The text is in {}.", text.display()));
    loop {
        let question = "Edit again (e), discard the text (d), or save it elsewhere (s)? ";
        let Some(answer) = ask(app, question) else { return Choice::KeepHere };
        match answer.as_str() {
            "e" | "" => return Choice::EditAgain,
            "d" => return Choice::Discard,
            "s" => match ask(app, "Save it in which file? ") {
                Some(name) if name.is_empty() => {}
                Some(name) => return Choice::KeepAs(name.into()),
                None => return Choice::KeepHere,
            },
            _ => {}
        }
    }
}

/// A line from the terminal; none if there is no more, or if the question could not be shown.
fn ask(app: &mut App, question: &str) -> Option<String> {
    app.printer.prompt(question).ok()?;
    let mut answer = String::new();
    match io::stdin().read_line(&mut answer) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(answer.trim().to_owned()),
    }
}
