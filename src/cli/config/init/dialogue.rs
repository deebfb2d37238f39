//! The questions as they are put to a person.

use crate::cli::config::init::Questionnaire;
use crate::cli::config::init::answer::Answer;
use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::session::validation::tell_advice;
use crate::cli::terminal::color::Color;
use crate::cli::terminal::layout;
use crate::cli::terminal::layout::Page;
use crate::cli::terminal::printer::Printer;
use crate::cli::terminal::prompt;
use crate::python::Json;
use crate::schema::Schema;
use crate::schema::setup::Need;

/// How a user selects the default.
const DEFAULT: &str = "-";

/// Asks what no option has answered, in the order of the table.
pub(crate) fn fill(
    session: &mut Session,
    questionnaire: &mut Questionnaire,
) -> Result<(), CommandError> {
    session
        .printer
        .remark("Enter keeps the value in brackets, `-` returns to the default, and Ctrl-C");
    session.printer.remark(
        "changes nothing. Nothing is written until you have seen and confirmed all changes.",
    );
    for at in 0..questionnaire.answers.len() {
        let Some(answer) = questionnaire.answers.get(at) else { continue };
        let is_given = questionnaire.given.contains(&answer.question.key);
        if is_given || !questionnaire.applies(answer.question) {
            continue;
        }
        let explanation = explanation(answer, session.printer.remarks_color());
        session.printer.remark(explanation);
        if let Some(answer) = questionnaire.answers.get_mut(at) {
            put(session, answer, questionnaire.schema)?;
        }
    }
    session.printer.remark("");
    Ok(())
}

/// An empty line, the title, and what the schema says.
fn explanation(answer: &Answer, color: Color) -> String {
    let mut page =
        Page::new(Printer::terminal_width().unwrap_or(layout::WIDTH).min(layout::WIDTH), color);
    page.gap();
    page.title(answer.question.title);
    page.paragraph(&format!("{}.", answer.known.summary()));
    if let Some(choices) = &answer.known.schema().words {
        let names: Vec<_> = choices.iter().map(|choice| answer.known.encode(choice)).collect();
        page.paragraph(&format!("One of {}.", names.join(", ")));
    }
    if answer.known.default().and_then(Json::as_list).is_some() {
        page.paragraph("Type HOST or HOST:PORT, several separated by commas, or a JSON list.");
    }
    page.into_text().trim_end().to_owned()
}

/// Asks until there is an answer that can be stored.
fn put(session: &mut Session, answer: &mut Answer, schema: Schema) -> Result<(), CommandError> {
    let key = answer.question.key;
    loop {
        let present = answer.shown().map(|shown| format!(" [{shown}]")).unwrap_or_default();
        let question = format!("  {key}{present}: ");
        let ask = if answer.question.is_secret() { prompt::secret } else { prompt::line };
        let typed = ask(&mut session.printer, &question)?;
        let outcome = match typed.as_str() {
            "" if answer.is_missing() => Err(CommandError::Needed { key }),
            "" => return Ok(()),
            DEFAULT if answer.question.need == Need::Answer => Err(CommandError::Needed { key }),
            DEFAULT => answer.give("", schema),
            typed => answer.give(typed, schema),
        };
        match outcome {
            Ok(advice) => {
                tell_advice(session, &advice);
                return Ok(());
            }
            Err(failure) => session.printer.failure(&failure),
        }
    }
}
