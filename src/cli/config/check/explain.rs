//! `config check --explain`: what a rule means, for whoever was told of a finding.

use std::fmt::Display;

use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::schema::NOT_IMPLEMENTED;
use crate::schema::Rule;

pub(crate) fn run(app: &mut App, name: &str) -> Result<Exit, Failure> {
    if let Some(rule) = Rule::named(name) {
        explain(app, rule)?;
        return Ok(Exit::Done);
    }
    let left_out = NOT_IMPLEMENTED.iter().find(|(id, ..)| id.eq_ignore_ascii_case(name));
    let Some((id, title, reason)) = left_out else {
        return Err(Failure::UnknownRule { name: name.to_owned(), nearest: Rule::nearest(name) });
    };
    app.printer.answer(format_args!("{id} is not looked at: {title}"))?;
    app.printer.answer(format_args!("\n{reason}"))?;
    Ok(Exit::Done)
}

fn explain(app: &mut App, rule: &Rule) -> Result<(), Failure> {
    let Rule { id, severity, title, why, mend, example, instead, .. } = rule;
    app.printer.answer(format_args!("{id} ({severity}): {title}"))?;
    app.printer.answer(format_args!("\n{why}\n\n{mend}"))?;
    properties(app, "Found in", example)?;
    properties(app, "Not found in", instead)
}

fn properties(app: &mut App, title: impl Display, list: &[(&str, &str)]) -> Result<(), Failure> {
    if list.is_empty() {
        return Ok(());
    }
    app.printer.answer(format_args!("\n{title}:"))?;
    for (key, value) in list {
        app.printer.answer(format_args!("    {key}={}", value.replace('\n', "\\n")))?;
    }
    Ok(())
}
