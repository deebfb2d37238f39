//! `config init`.

mod answer;
mod dialogue;
mod options;
mod typed;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::tell_advice;
use crate::cli::terminal::changes;
use crate::cli::terminal::prompt;
use crate::cli::terminal::prompt::Consent;
use crate::model::Change;
use crate::schema::Advice;
use crate::schema::Finding;
use crate::schema::Schema;
use crate::schema::setup::QUESTIONS;
use crate::schema::setup::Question;
use answer::Answer;
use options::Options;

/// Configure a new installation by answering a few questions
///
/// Each question comes with its meaning, what to choose and when, and the value that applies now. Enter keeps it,
/// `-` goes back to the default, `<` to the question before, and `?` explains more. The line can be edited with the
/// arrow keys. Answers that OMERO would refuse are asked for again.
/// At the end you see what will change, and all of it is written in one step, or nothing: Ctrl-C at any
/// question leaves everything as it is. Run again, it starts from what is set and changes only what
/// you answer differently.
///
/// An option answers its question in advance. With --yes, or without a terminal, no questions are asked:
/// the options, the current values and the defaults are the answers. The database password has no
/// default: if it is not set, --db-pass-file is required.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "On a terminal, with one question answered in advance" => "omero config init --db-pass-file password.txt",
    "In a script" => "omero config init --yes --db-host db --db-pass-file password.txt",
])]
pub(crate) struct Init {
    /// Ask no questions; write what the options specify
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    options: Options,
}

/// What is asked on a release that has it, and the answers.
struct Questionnaire {
    schema: Schema,
    answers: Vec<Answer>,
    /// Questions that are answered by options.
    given: Vec<&'static str>,
}

impl Init {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let schema = session.schema()?;
        // Other commands must not wait for the lock while a user thinks.
        selected.flushed(session)?;
        let configuration = selected.read(session)?;
        let profile = selected.profile(&configuration);
        let answer = |question| Answer::new(question, schema, &configuration, profile);
        let answers = QUESTIONS.iter().filter_map(answer).collect();
        let mut questionnaire = Questionnaire { schema, answers, given: Vec::new() };
        let is_asking = !self.yes && prompt::is_possible();
        questionnaire.take(session, self.options)?;
        if is_asking {
            dialogue::fill(session, &mut questionnaire)?;
        }
        questionnaire.check_complete()?;
        let changes: Vec<_> = questionnaire.answers.iter().filter_map(Answer::change).collect();
        if changes.is_empty() {
            session.printer.answer("there is nothing to change")?;
        } else {
            if is_asking {
                dialogue::show_by_section(session, &changes)?;
            } else {
                changes::show(&mut session.printer, &changes)?;
            }
            if is_asking && !is_wanted(session, selected)? {
                session.printer.remark("nothing was changed");
                return Ok(Exit::Refused);
            }
            write(session, selected, &changes)?;
        }
        tell_next(session, selected, &questionnaire)?;
        Ok(Exit::Done)
    }
}

impl Questionnaire {
    /// Takes the answers of the options, all of them or none.
    fn take(&mut self, session: &mut Session, options: Options) -> Result<(), CommandError> {
        let mut failures = Vec::new();
        for (question, text) in options.read(&mut session.printer)? {
            self.given.push(question.key);
            match self.give(question, &text) {
                Ok(advice) => tell_advice(session, &advice),
                Err(failure) => failures.push(failure.at(format!("--{}", question.option))),
            }
        }
        CommandError::all(failures)
    }

    fn give(&mut self, question: &Question, text: &str) -> Result<Vec<Advice>, CommandError> {
        let release = self.schema.release();
        let answer = self.answers.iter_mut().find(|answer| answer.question.key == question.key);
        let lacks =
            || CommandError::CommandLine(format!("OMERO {release} has no {}", question.key));
        answer.ok_or_else(lacks)?.give(text, self.schema)
    }

    /// What counts as the answer to a question, for people to see.
    fn shown(&self, at: usize) -> Option<String> {
        let value_of = |key: &str| {
            let mut answers = self.answers.iter();
            match answers.find(|answer| answer.question.key == key) {
                Some(answer) => answer.counting(),
                None => self.schema.find(key)?.default_text(),
            }
        };
        self.answers.get(at)?.shown(value_of)
    }

    /// Whether a question makes sense with the answers to others.
    fn applies(&self, question: &Question) -> bool {
        question.only_with.is_none_or(|key| {
            self.answers.iter().any(|answer| answer.question.key == key && answer.is_yes())
        })
    }

    /// Reports all missing answers together.
    fn check_complete(&self) -> Result<(), CommandError> {
        let missing = self
            .answers
            .iter()
            .filter(|answer| answer.is_missing() && self.applies(answer.question));
        let option =
            |answer: &Answer| format!("--{} {}", answer.question.option, answer.question.value);
        let options: Vec<_> = missing.map(option).collect();
        if options.is_empty() { Ok(()) } else { Err(CommandError::Unanswered { options }) }
    }
}

fn is_wanted(session: &mut Session, selected: &SelectedStore) -> Result<bool, CommandError> {
    let question = format!("Write these changes to {}?", selected.path().display());
    Ok(prompt::consent(&mut session.printer, &question)? == Consent::Yes)
}

/// Makes all changes in one step, unless another program has changed the same properties in the
/// meantime.
fn write(
    session: &mut Session,
    selected: &SelectedStore,
    changes: &[Change],
) -> Result<(), CommandError> {
    session.note_command("config init", [""; 0]);
    selected.change(session, |configuration, profile| {
        let profile = configuration.profile_or_new(profile);
        for Change { key, before, after, .. } in changes {
            if profile.get(key) != before.as_deref() {
                return Err(CommandError::AnsweredMeanwhile { key: key.clone() });
            }
            match after {
                Some(value) => Validation::skipped().assign(profile, key, value.clone())?,
                None => {
                    profile.remove(key);
                }
            }
        }
        Ok(())
    })
}

/// What to type next.
fn tell_next(
    session: &mut Session,
    selected: &SelectedStore,
    questionnaire: &Questionnaire,
) -> Result<(), CommandError> {
    let config = selected.command(session);
    let configuration = selected.read(session)?;
    let profile = configuration.profile(selected.profile(&configuration));
    let findings = questionnaire.schema.findings_after_setup(profile);
    session.printer.answer("Next:")?;
    for fix in findings.iter().filter_map(Finding::fix) {
        session
            .printer
            .answer(format_args!("    {}", fix.command(&config, session.printer.user())))?;
    }
    session.printer.answer(format_args!("    {config} check"))?;
    session.printer.answer(format_args!("    {config} doctor"))?;
    let needs_web_server = |answer: &Answer| {
        answer.counting().is_some_and(|text| answer.question.calls_for_web_server(&text))
    };
    if questionnaire.answers.iter().any(needs_web_server) {
        let web = config.replacen(" config", " web config", 1);
        session.printer.answer(format_args!("    {web} nginx"))?;
    }
    Ok(())
}
