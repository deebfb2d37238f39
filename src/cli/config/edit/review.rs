//! What a text would change, shown to whoever edited it, and a question where that looks risky.

use std::path::Path;

use crate::cli::config::edit::draft::Draft;
use crate::cli::config::edit::merge;
use crate::cli::config::edit::merge::Told;
use crate::cli::config::edit::question;
use crate::cli::config::edit::question::Choice;
use crate::cli::config::edit::question::Question;
use crate::cli::config::edit::sheet::Revision;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::facts;
use crate::cli::session::store::Target;
use crate::cli::session::validation::Guard;
use crate::cli::terminal::changes;
use crate::cli::terminal::changes::Form;
use crate::cli::terminal::color::Role;
use crate::model::Change;
use crate::model::Configuration;
use crate::schema::Finding;
use crate::schema::Severity;

/// A change that is about to be made.
pub(crate) struct Review<'edit> {
    pub(crate) target: &'edit Target,
    pub(crate) draft: &'edit Draft,
    pub(crate) revisions: &'edit [Revision],
    pub(crate) told: &'edit Told,
}

impl Review<'_> {
    /// Tries the change on a copy, shows it, and asks if something speaks against it.
    pub(crate) fn run(
        &self,
        app: &mut App,
        guard: &mut Guard,
        text: &Path,
    ) -> Result<Choice, Failure> {
        let before = self.target.settled(app)?.read()?;
        let mut after = before.clone();
        merge::apply(&mut after, self.draft, self.revisions, self.told, guard)?;
        self.show(app)?;
        let mut risks = guard.tell(app);
        if guard.is_asked() {
            risks += self.tell_new_errors(app, &before, &after) + self.tell_losses(app);
        }
        if risks == 0 { Ok(Choice::Apply) } else { Ok(question::choose(app, text, Question::Risk)) }
    }

    fn show(&self, app: &mut App) -> Result<(), Failure> {
        for sheet in &self.draft.sheets {
            let ours = self.revisions.iter().filter(|revision| revision.profile == sheet.profile);
            let mut changes: Vec<Change> = ours.map(|revision| revision.change.clone()).collect();
            if changes.is_empty() {
                continue;
            }
            if self.draft.has_headings {
                let name = app.printer.paint(Role::Name, &sheet.profile);
                app.printer.answer(format_args!("profile {name}:"))?;
            }
            changes.sort_by(|one, other| one.key.cmp(&other.key));
            changes::show(app, &changes, Form::Lines)?;
        }
        Ok(())
    }

    /// Tells the errors of `config check` that were not there before, and how many they are.
    fn tell_new_errors(
        &self,
        app: &mut App,
        before: &Configuration,
        after: &Configuration,
    ) -> usize {
        let mut told = Vec::new();
        for sheet in &self.draft.sheets {
            let errors = |configuration| self.errors(app, configuration, &sheet.profile);
            let (old, new) = (errors(before), errors(after));
            let is_old = |found: &Finding| {
                old.iter().any(|old| (old.rule, &old.key) == (found.rule, &found.key))
            };
            for Finding { rule, key, problem, why, .. } in new.iter().filter(|new| !is_old(new)) {
                app.printer.warning(format_args!("{rule} {key}: {problem}"));
                if !told.contains(rule) {
                    app.printer.hint(why);
                }
                told.push(rule);
            }
        }
        told.len()
    }

    fn errors(&self, app: &App, configuration: &Configuration, profile: &str) -> Vec<Finding> {
        let schema = self.draft.schema;
        let profile = configuration.profile(profile);
        let facts = facts::of(app, self.target, &schema.paths(profile));
        let mut findings = schema.findings(profile, &facts);
        findings.retain(|found| found.severity == Severity::Error);
        findings
    }

    /// An editor that could not save, on a full disk for example, can leave nothing.
    fn tell_losses(&self, app: &mut App) -> usize {
        let lost = self.draft.sheets.iter().filter(|sheet| sheet.loses_all(self.revisions));
        let lost: Vec<_> = lost.collect();
        for sheet in &lost {
            let profile = &sheet.profile;
            app.printer
                .warning(format_args!("nothing stays of what was shown of profile `{profile}`"));
        }
        lost.len()
    }
}
