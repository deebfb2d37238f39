//! What a property may hold.

use std::ffi::OsString;
use std::fmt;

/// The text that a property holds. XML 1.0 can contain every such value.
///
/// ```
/// # use omero_config::testing::model::PropertyValue;
/// assert!(PropertyValue::try_from("line\nbreak".to_owned()).is_ok());
/// assert!(PropertyValue::try_from("bell\u{7}".to_owned()).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PropertyValue(Box<str>);

/// Why a text can be no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidValue {
    /// XML 1.0 cannot contain this character, not even as a reference (section 2.2, `Char`).
    #[error("character {position} is U+{:04X}, which an XML file cannot contain", u32::from(*.found))]
    Character {
        /// The place, counted in characters from 1.
        position: usize,
        found: char,
    },
    /// More text than any program of the server would take.
    #[error("the text has {0} bytes; the maximum is {MAX_VALUE_BYTES}")]
    Long(usize),
    /// The bytes are not UTF-8.
    #[error("the text is not UTF-8")]
    Encoding,
}

/// The most bytes that a value can have: 16 MiB, a quarter of what Ice sends in one message.
pub(crate) const MAX_VALUE_BYTES: usize = 16 << 20;

impl PropertyValue {
    /// A text of JSON as we write it: it has only characters of ASCII that XML can hold.
    pub(super) fn of_json(text: &str) -> Result<Self, InvalidValue> {
        if text.len() > MAX_VALUE_BYTES {
            return Err(InvalidValue::Long(text.len()));
        }
        Ok(Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PropertyValue {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        match forbidden_character(&text) {
            _ if text.len() > MAX_VALUE_BYTES => Err(InvalidValue::Long(text.len())),
            Some((position, found)) => Err(InvalidValue::Character { position, found }),
            None => Ok(Self(text.into())),
        }
    }
}

impl TryFrom<OsString> for PropertyValue {
    type Error = InvalidValue;

    fn try_from(text: OsString) -> Result<Self, InvalidValue> {
        text.into_string().map_err(|_| InvalidValue::Encoding)?.try_into()
    }
}

impl fmt::Display for PropertyValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The first character that XML 1.0 cannot hold, and its place counted in characters from 1.
pub(crate) fn forbidden_character(text: &str) -> Option<(usize, char)> {
    text.chars()
        .zip(1..)
        .find(|&(found, _)| !is_xml_character(found))
        .map(|(found, at)| (at, found))
}

/// `Char` of XML 1.0, section 2.2; a `char` is never a surrogate.
pub(crate) fn is_xml_character(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => character >= ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_told_with_its_place() {
        for (text, position, found) in
            [("ab\u{1}", 3, '\u{1}'), ("é\u{FFFE}", 2, '\u{FFFE}'), ("\0", 1, '\0')]
        {
            let refused = PropertyValue::try_from(text.to_owned()).unwrap_err();
            assert_eq!(refused, InvalidValue::Character { position, found });
        }
    }

    #[test]
    fn blanks_line_breaks_and_every_other_plane_are_fine() {
        for text in ["", " a\t\r\n", "\u{7F}\u{85}", "\u{1FFFE}", "\u{FDD0}", "😀"] {
            assert!(PropertyValue::try_from(text.to_owned()).is_ok(), "{text:?}");
        }
    }
}
