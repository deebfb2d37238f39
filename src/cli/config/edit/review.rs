//! Shows what a text would change, and asks if that looks risky.

use std::path::Path;

use crate::cli::config::edit::merge;
use crate::cli::config::edit::merge::Told;
use crate::cli::config::edit::profile_snapshot::Revision;
use crate::cli::config::edit::question;
use crate::cli::config::edit::question::Choice;
use crate::cli::config::edit::question::Question;
use crate::cli::config::edit::view::View;
use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::session::facts;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::unknown_names::Outcome;
use crate::cli::session::validation::Validation;
use crate::cli::terminal::changes;
use crate::cli::terminal::color::Role;
use crate::model::Configuration;
use crate::schema::Finding;
use crate::schema::Severity;
use crate::schema::Subject;

/// A change that is about to be made.
pub(crate) struct Review<'edit> {
    pub(crate) selected: &'edit SelectedStore,
    pub(crate) view: &'edit View,
    pub(crate) revisions: &'edit [Revision],
    pub(crate) told: &'edit Told,
}

impl Review<'_> {
    /// Tries the change on a copy, shows it, and asks if there is a risk.
    pub(crate) fn run(
        &self,
        session: &mut Session,
        validation: &mut Validation,
        text: &Path,
    ) -> Result<Choice, CommandError> {
        let before = self.selected.flushed(session)?.read()?;
        let mut after = before.clone();
        merge::apply(&mut after, self.view, self.revisions, self.told, validation)?;
        self.show(session)?;
        validation.ended(Outcome::Planned);
        let mut risks = validation.tell(session);
        if validation.is_asked() {
            risks += self.tell_new_errors(session, &before, &after) + self.tell_losses(session);
        }
        if risks == 0 {
            Ok(Choice::Apply)
        } else {
            Ok(question::choose(session, text, Question::Risk))
        }
    }

    fn show(&self, session: &mut Session) -> Result<(), CommandError> {
        for Revision { profile, changes, .. } in self.revisions {
            if self.view.has_headings {
                let name = session.printer.paint(Role::Name, profile);
                session.printer.answer(format_args!("profile {name}:"))?;
            }
            let mut changes = changes.clone();
            changes.sort_by(|one, other| one.key.cmp(&other.key));
            changes::show(&mut session.printer, &changes)?;
        }
        Ok(())
    }

    /// Reports the new errors of `config check`, and returns their number.
    fn tell_new_errors(
        &self,
        session: &mut Session,
        before: &Configuration,
        after: &Configuration,
    ) -> usize {
        let mut told = Vec::new();
        for profile in &self.view.profiles {
            let errors = |configuration| self.errors(session, configuration, &profile.name);
            let (old, new) = (errors(before), errors(after));
            let is_old = |found: &Finding| {
                old.iter().any(|old| (old.rule, old.key()) == (found.rule, found.key()))
            };
            for Finding { rule, problem, subject, .. } in new.iter().filter(|new| !is_old(new)) {
                let Subject::Property { key, why, .. } = subject else { continue };
                session.printer.warning(format_args!("{rule} {key}: {problem}"));
                if !told.contains(rule) {
                    session.printer.hint(why);
                }
                told.push(rule);
            }
        }
        told.len()
    }

    fn errors(
        &self,
        session: &Session,
        configuration: &Configuration,
        profile: &str,
    ) -> Vec<Finding> {
        let schema = self.view.schema;
        let profile = configuration.profile(profile);
        let facts = facts::of(session, self.selected, &schema.paths(profile));
        let mut findings = schema.findings(profile, &facts);
        findings.retain(|found| found.severity == Severity::Error);
        findings
    }

    /// An editor that could not save, on a full disk for example, can leave nothing.
    fn tell_losses(&self, session: &mut Session) -> usize {
        let lost = self.revisions.iter().filter(|revision| revision.loses_all);
        let lost: Vec<_> = lost.collect();
        for Revision { profile, .. } in &lost {
            session.printer.warning(format_args!(
                "all properties that were shown are removed from profile `{profile}`"
            ));
        }
        lost.len()
    }
}
