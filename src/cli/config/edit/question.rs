//! Questions about a text that was edited: they are asked on a terminal, and no answer loses a text.

use std::path::Path;
use std::path::PathBuf;

use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::terminal::editor_file::EditorFile;
use crate::cli::terminal::prompt;

/// What to do with a text.
pub(crate) enum Choice {
    Apply,
    EditAgain,
    Discard,
    KeepHere,
    KeepAs(PathBuf),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// The text cannot be taken over.
    Mistake,
    /// The text can be taken over, but perhaps should not.
    Risk,
}

impl Question {
    fn text(self) -> &'static str {
        match self {
            Self::Mistake => "Edit again (e), discard the text (d), or save it to a file (s)? ",
            Self::Risk => {
                "Apply it (a), edit again (e), discard the text (d), or save it to a file (s)? "
            }
        }
    }
}

/// Does with a text what was chosen. It comes back if it is to be edited again.
pub(crate) fn carry_out(
    session: &mut Session,
    mut file: EditorFile,
    mut choice: Choice,
) -> Result<Option<EditorFile>, CommandError> {
    loop {
        match choice {
            Choice::EditAgain | Choice::Apply => return Ok(Some(file)),
            Choice::Discard => return Ok(None),
            Choice::KeepHere => {
                let path = file.keep()?;
                // A user without hints still needs to find it.
                session
                    .printer
                    .warning(format_args!("the edited text was saved in {}", path.display()));
                return Ok(None);
            }
            Choice::KeepAs(path) => match file.keep_as(&path) {
                Ok(()) => return Ok(None),
                Err(refused) => {
                    let (same, failure) = *refused;
                    session.printer.failure(&failure);
                    file = same;
                    choice = choose(session, file.path(), Question::Mistake);
                }
            },
        }
    }
}

/// On a terminal the person decides. Without a terminal nothing is thrown away.
pub(crate) fn choose(session: &mut Session, text: &Path, question: Question) -> Choice {
    if !prompt::is_possible() {
        return Choice::KeepHere;
    }
    // Ctrl-C is an answer, too: then the text stays where it is.
    session.printer.remark(format_args!("The text is in {}.", text.display()));
    loop {
        let Ok(answer) = prompt::line(&mut session.printer, question.text()) else {
            return Choice::KeepHere;
        };
        match answer.as_str() {
            "e" | "" => return Choice::EditAgain,
            "a" if question == Question::Risk => return Choice::Apply,
            "d" => return Choice::Discard,
            "s" => match prompt::line(&mut session.printer, "File name: ") {
                Ok(name) if name.is_empty() => {}
                Ok(name) => return Choice::KeepAs(name.into()),
                Err(_) => return Choice::KeepHere,
            },
            _ => {}
        }
    }
}
