//! Yes and no, as the many readers of OMERO's configuration understand them.
//!
//! Few of these readers refuse a text: they silently treat unknown texts as one of the two. So a text is
//! accepted only if the reader takes it for what a person means by it, and `yes` is refused where it
//! would quietly be a no.

use crate::python::SyntaxError;
use crate::python::is_blank;

/// Who reads a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// OMERO.web: `true`, `1` and `t` are true in any case and with spaces around them, everything else
    /// is false.
    Web,
    /// Spring, in the server: true, on, yes, 1 and false, off, no, 0; all else stops the server.
    Spring,
    /// Java's `Boolean.parseBoolean`: `true` in any case is true, all else is false.
    Java,
    /// OMERO.web, of what the server publishes for clients: true and false in any case and with spaces
    /// around them; numbers stay numbers, and all other text stays a text.
    Client,
    /// OMERO.web, of the published `omero.mail.config`: true, yes, y, t and 1, all else is false.
    Mail,
    /// Python's `bool`: every text is true but the empty one.
    Truthy,
    /// The first character, `T` or `t`, is true, and any other is false.
    Initial,
    /// Only the exact text `False` is false.
    ExactFalse,
    /// An Ice integer: 0 is false, other numbers are true.
    Ice,
}

impl Reader {
    /// What a configuration should say for yes and for no.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Web | Self::Spring | Self::Java | Self::Client | Self::Mail | Self::Initial => {
                ("true", "false")
            }
            Self::Truthy => ("true", ""),
            Self::ExactFalse => ("True", "False"),
            Self::Ice => ("1", "0"),
        }
    }

    /// What `text` says to this reader, if a person who wrote it means the same.
    ///
    /// # Errors
    ///
    /// What the reader would make of `text`, and what to write instead.
    pub fn read(self, text: &str) -> Result<bool, SyntaxError> {
        match (self.meant(text), self.taken(text)) {
            (Some(meant), Some(taken)) if meant == taken => Ok(taken),
            (meant, taken) => Err(SyntaxError::new(0, self.problem(meant, taken))),
        }
    }

    /// What a person means by `text`.
    fn meant(self, text: &str) -> Option<bool> {
        if self == Self::Truthy && text.is_empty() {
            return Some(false);
        }
        let word = text.trim().to_lowercase();
        if self == Self::Ice && is_ice_integer(text) {
            return Some(!is_zero(text));
        }
        match &*word {
            "true" | "t" | "yes" | "y" | "on" | "1" | "enabled" | "enable" => Some(true),
            "false" | "f" | "no" | "n" | "off" | "0" | "disabled" | "disable" => Some(false),
            _ => None,
        }
    }

    /// What the reader makes of `text`; nothing when it refuses it.
    fn taken(self, text: &str) -> Option<bool> {
        let word = text.trim_matches(is_blank).to_lowercase();
        match self {
            Self::Web => Some(matches!(word.as_str(), "true" | "1" | "t")),
            Self::Spring => spring(text),
            Self::Java => Some(text.eq_ignore_ascii_case("true")),
            Self::Client => client(&word),
            Self::Mail => Some(matches!(word.as_str(), "true" | "yes" | "y" | "t" | "1")),
            Self::Truthy => Some(!text.is_empty()),
            Self::Initial => text.chars().next().map(|first| matches!(first, 'T' | 't')),
            Self::ExactFalse => Some(text != "False"),
            Self::Ice => is_ice_integer(text).then(|| !is_zero(text)),
        }
    }

    fn problem(self, meant: Option<bool>, taken: Option<bool>) -> String {
        let (yes, no) = self.words();
        let instead = match meant {
            Some(true) => quoted(yes),
            Some(false) => quoted(no),
            None => format!("{} or {}", quoted(yes), quoted(no)),
        };
        match taken {
            Some(true) => format!("this would be read as true: write {instead}"),
            Some(false) => format!("this would be read as false: write {instead}"),
            None => format!(
                "this is neither true nor false for the program that reads it: write {instead}"
            ),
        }
    }
}

fn quoted(word: &str) -> String {
    match word {
        "" => "no value (remove the property)".to_owned(),
        word => format!("`{word}`"),
    }
}

/// Spring cuts what Java's `trim` cuts: everything up to the space.
fn spring(text: &str) -> Option<bool> {
    let word = text.trim_matches(|found| found <= ' ').to_ascii_lowercase();
    match word.as_str() {
        "true" | "on" | "yes" | "1" => Some(true),
        "false" | "off" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// Clients compare with true and false, and numbers count as Python counts them.
fn client(word: &str) -> Option<bool> {
    match word {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn is_ice_integer(text: &str) -> bool {
    text.bytes().all(|found| found.is_ascii_digit() || found == b'-') && text.parse::<i32>().is_ok()
}

fn is_zero(text: &str) -> bool {
    text.parse() == Ok(0)
}

#[cfg(test)]
mod tests {
    use super::Reader::*;
    use super::*;

    const ALL: [Reader; 9] = [Web, Spring, Java, Client, Mail, Truthy, Initial, ExactFalse, Ice];

    /// A text and, in the order of `ALL`, what becomes of it: `t`rue, `f`alse or refused (`-`).
    const VERDICTS: [(&str, &str); 33] = [
        ("true", "ttttttt t-"),
        ("True", "ttttttt t-"),
        ("TRUE", "ttttttt t-"),
        (" true ", "tt-ttt- t-"),
        ("\u{a0}true", "t--ttt- t-"),
        ("t", "t---ttt t-"),
        ("T", "t---ttt t-"),
        ("1", "tt-ttt- tt"),
        ("yes", "-t--tt- t-"),
        ("y", "----tt- t-"),
        ("on", "-t---t- t-"),
        ("enabled", "-----t- t-"),
        ("false", "fffff-f --"),
        ("False", "fffff-f f-"),
        ("FALSE", "fffff-f --"),
        (" false ", "fffff-f --"),
        ("f", "f-f-f-f --"),
        ("0", "fffff-f -f"),
        ("no", "fff-f-f --"),
        ("n", "f-f-f-f --"),
        ("off", "fff-f-f --"),
        ("disabled", "f-f-f-f --"),
        ("", "-----f- --"),
        (" ", "------- --"),
        ("ture", "------- --"),
        ("tru", "------- --"),
        ("01", "------- -t"),
        ("00", "------- -f"),
        ("2", "------- -t"),
        ("-1", "------- -t"),
        ("+1", "------- --"),
        ("1.0", "------- --"),
        ("none", "------- --"),
    ];

    #[test]
    fn a_text_is_accepted_when_its_reader_takes_it_for_what_it_says() {
        for (text, verdicts) in VERDICTS {
            let found: String = ALL.iter().map(|reader| verdict(*reader, text)).collect();
            assert_eq!(found, verdicts.replace(' ', ""), "{text:?}");
        }
    }

    fn verdict(reader: Reader, text: &str) -> char {
        reader.read(text).map_or('-', |yes| if yes { 't' } else { 'f' })
    }

    #[test]
    fn every_reader_takes_its_own_words() {
        for reader in ALL {
            let (yes, no) = reader.words();
            assert_eq!((reader.read(yes), reader.read(no)), (Ok(true), Ok(false)), "{reader:?}");
        }
    }

    #[test]
    fn a_refusal_tells_what_would_be_read_and_what_to_write() {
        for (reader, text, problem) in [
            (Web, "yes", "this would be read as false: write `true`"),
            (Web, "ture", "this would be read as false: write `true` or `false`"),
            (
                Spring,
                "y",
                "this is neither true nor false for the program that reads it: write `true`",
            ),
            (Truthy, "false", "this would be read as true: write no value (remove the property)"),
            (ExactFalse, "false", "this would be read as true: write `False`"),
            (
                Ice,
                "true",
                "this is neither true nor false for the program that reads it: write `1`",
            ),
        ] {
            assert_eq!(reader.read(text), Err(SyntaxError::new(0, problem)), "{reader:?} {text}");
        }
    }
}
