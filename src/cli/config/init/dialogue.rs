//! The questions as they are put to a person.

use crate::cli::config::init::Questionnaire;
use crate::cli::config::init::answer::Answer;
use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::session::validation::tell_advice;
use crate::cli::terminal::changes;
use crate::cli::terminal::color::Color;
use crate::cli::terminal::color::Role;
use crate::cli::terminal::layout;
use crate::cli::terminal::layout::Page;
use crate::cli::terminal::printer::Printer;
use crate::cli::terminal::prompt;
use crate::model::Change;
use crate::python::Json;
use crate::schema::Advice;
use crate::schema::Schema;
use crate::schema::setup::Need;
use crate::schema::setup::QUESTIONS;

/// Goes back to the default.
const DEFAULT: &str = "-";

/// Explains the question.
const HELP: &str = "?";

/// Goes back to the question before.
const BACK: &str = "<";

const INTRODUCTION: &str = "Enter keeps what is in brackets, `-` goes back to the default, `<` to the question before, and `?` \
     explains a question. Ctrl-C changes nothing. Nothing is written before you have seen all of it.";

/// What was done with a question.
enum Step {
    Next,
    Back,
}

/// Asks what no option has answered, in the order of the table.
pub(crate) fn fill(
    session: &mut Session,
    questionnaire: &mut Questionnaire,
) -> Result<(), CommandError> {
    let introduction = layout::wrapped(INTRODUCTION, width()).join("\n");
    session.printer.remark(introduction);
    // The questions that were asked, for the way back.
    let mut asked = Vec::new();
    let mut at = 0;
    while let Some(answer) = questionnaire.answers.get(at) {
        let is_given = questionnaire.given.contains(&answer.question.key);
        if is_given || !questionnaire.applies(answer.question) {
            at += 1;
            continue;
        }
        match put(session, questionnaire, at)? {
            Step::Next => {
                asked.push(at);
                at += 1;
            }
            Step::Back => at = asked.pop().unwrap_or(at),
        }
    }
    session.printer.remark("");
    Ok(())
}

/// The changes under the names of their sections.
pub(crate) fn show_by_section(session: &mut Session, all: &[Change]) -> Result<(), CommandError> {
    let section_of = |change: &Change| {
        let question = QUESTIONS.iter().find(|question| question.key == change.key);
        question.map(|question| question.section)
    };
    for section in all.chunk_by(|one, next| section_of(one) == section_of(next)) {
        if let Some(name) = section.first().and_then(section_of) {
            let name = session.printer.paint(Role::Name, name);
            session.printer.answer(name)?;
        }
        changes::show(&mut session.printer, section)?;
    }
    Ok(())
}

fn width() -> usize {
    Printer::terminal_width().unwrap_or(layout::WIDTH).min(layout::WIDTH)
}

/// An empty line, the title, what the schema says, and what to choose.
fn explanation(answer: &Answer, color: Color) -> String {
    let mut page = Page::new(width(), color);
    page.gap();
    page.title(answer.question.title);
    page.paragraph(&format!("{}. {}", answer.known.summary(), answer.question.advice));
    if answer.known.default().and_then(Json::as_list).is_some() {
        page.paragraph("Type HOST or HOST:PORT, several separated by commas, or a JSON list.");
    }
    page.into_text().trim_end().to_owned()
}

/// All that is known about a question.
fn help(answer: &Answer, color: Color) -> String {
    let mut page = Page::new(width(), color);
    page.paragraph(answer.known.description());
    if let Some(choices) = &answer.known.schema().words {
        let names: Vec<_> = choices.iter().map(|choice| answer.known.encode(choice)).collect();
        page.paragraph(&format!("One of {}.", names.join(", ")));
    }
    page.block("Examples", &answer.known.examples());
    page.into_text().trim_end().to_owned()
}

/// Asks until there is an answer that can be stored.
fn put(
    session: &mut Session,
    questionnaire: &mut Questionnaire,
    at: usize,
) -> Result<Step, CommandError> {
    let schema = questionnaire.schema;
    let color = session.printer.remarks_color();
    let present = questionnaire.shown(at).map(|shown| format!(" [{shown}]")).unwrap_or_default();
    let Some(answer) = questionnaire.answers.get_mut(at) else { return Ok(Step::Next) };
    let question = format!("  {}{present}: ", answer.question.key);
    session.printer.remark(explanation(answer, color));
    loop {
        let typed = if answer.question.is_secret() {
            prompt::secret_or_command(&mut session.printer, &question, &[DEFAULT, HELP, BACK])?
        } else {
            prompt::edited_line(&mut session.printer, &question)?
        };
        match typed.as_str() {
            BACK => return Ok(Step::Back),
            HELP => session.printer.remark(help(answer, color)),
            typed => match take(answer, typed, schema) {
                Ok(advice) => {
                    tell_advice(session, &advice);
                    return Ok(Step::Next);
                }
                Err(failure) => session.printer.failure(&failure),
            },
        }
    }
}

/// Takes an answer as it was typed.
fn take(answer: &mut Answer, typed: &str, schema: Schema) -> Result<Vec<Advice>, CommandError> {
    let key = answer.question.key;
    match typed {
        "" if answer.is_missing() => Err(CommandError::Needed { key }),
        "" => Ok(Vec::new()),
        DEFAULT if answer.question.need == Need::Answer => Err(CommandError::Needed { key }),
        DEFAULT => answer.give("", schema),
        typed => answer.give(typed, schema),
    }
}
