//! Who made a change, when, how and why: the line above what it changed.

use std::borrow::Cow;
use std::time::SystemTime;

use crate::cli::answers::Recorded;
use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::terminal::color::Role;
use crate::schema::redacted_message;
use crate::store::PastChange;

/// `17  2026-11-22 04:17:00 UTC  config set omero.db.host  terminal of anna`, and its message below.
pub(crate) fn show(session: &mut Session, change: &PastChange) -> Result<(), CommandError> {
    let number = session.printer.paint(Role::Name, change.version.number);
    let when = session.printer.paint(Role::Label, when(change));
    session.printer.answer(format_args!("{number}  {when}  {}", who(change)))?;
    if let Some(message) = shown_message(change) {
        for line in message.lines() {
            session.printer.answer(format_args!("    \"{line}\""))?;
        }
    }
    Ok(())
}

/// What a program is answered about a change.
pub(crate) fn recorded(change: &PastChange) -> Recorded {
    let time = |time| humantime::format_rfc3339_seconds(time).to_string();
    let PastChange { version, since, .. } = change;
    let (origin, command) = match &version.record {
        Some(record) => (Some(record.origin.to_string()), Some(record.command.clone())),
        None => (None, None),
    };
    let is_ours = !version.is_of_another_program();
    Recorded {
        number: version.number,
        since: since.filter(|_| !is_ours).map(time),
        time: time(version.replaced),
        user: is_ours.then(|| version.user.clone()),
        origin,
        command: command.filter(|command| !command.is_empty()),
        message: shown_message(change).map(Cow::into_owned),
    }
}

/// Earlier releases kept messages as they were typed.
fn shown_message(change: &PastChange) -> Option<Cow<'_, str>> {
    change.message.as_deref().map(redacted_message)
}

/// A time as it is shown to people.
pub(crate) fn moment(time: SystemTime) -> String {
    let text = humantime::format_rfc3339_seconds(time).to_string();
    text.replace('T', " ").replace('Z', " UTC")
}

/// Another program does not say when it made its change.
fn when(PastChange { version, since, .. }: &PastChange) -> String {
    let time = moment(version.replaced);
    match since {
        _ if !version.is_of_another_program() => time,
        Some(since) => format!("between {} and {time}", moment(*since)),
        None => format!("before {time}"),
    }
}

fn who(PastChange { version, .. }: &PastChange) -> String {
    if version.is_of_another_program() {
        return "by another program".to_owned();
    }
    let Some(record) = &version.record else { return version.user.clone() };
    let gap = if record.command.is_empty() { "" } else { "  " };
    format!("{}{gap}{} of {}", record.command, record.origin, version.user)
}
