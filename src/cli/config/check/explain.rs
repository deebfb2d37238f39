//! `config check --explain`: what a rule means, for a person who saw a finding.

use std::fmt::Display;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::schema::NOT_IMPLEMENTED;
use crate::schema::Rule;

pub(crate) fn run(session: &mut Session, name: &str) -> Result<Exit, CommandError> {
    if let Some(rule) = Rule::named(name) {
        explain(session, rule)?;
        return Ok(Exit::Done);
    }
    let left_out = NOT_IMPLEMENTED.iter().find(|(id, ..)| id.eq_ignore_ascii_case(name));
    let Some((id, title, reason)) = left_out else {
        return Err(CommandError::UnknownRule {
            name: name.to_owned(),
            nearest: Rule::nearest(name),
        });
    };
    session.printer.answer(format_args!("{id} is not checked: {title}"))?;
    session.printer.answer(format_args!("\n{reason}"))?;
    Ok(Exit::Done)
}

fn explain(session: &mut Session, rule: &Rule) -> Result<(), CommandError> {
    let Rule { id, severity, title, why, fix, example, instead, .. } = rule;
    session.printer.answer(format_args!("{id} ({severity}): {title}"))?;
    session.printer.answer(format_args!("\n{why}\n\n{fix}"))?;
    properties(session, "Example with this problem", example)?;
    properties(session, "Example without it", instead)
}

fn properties(
    session: &mut Session,
    title: impl Display,
    list: &[(&str, &str)],
) -> Result<(), CommandError> {
    if list.is_empty() {
        return Ok(());
    }
    session.printer.answer(format_args!("\n{title}:"))?;
    for (key, value) in list {
        session.printer.answer(format_args!("    {key}={}", value.replace('\n', "\\n")))?;
    }
    Ok(())
}
