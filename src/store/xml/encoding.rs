//! The bytes of a file to text, in the encodings that IceGrid's parser supports: UTF-8, UTF-16, ISO
//! 8859-1 and US-ASCII (XML 1.0, section 4.3.3 and appendix F). A name for one of the latter two that
//! only Python supports is accepted too.

use std::borrow::Cow;

use super::Problem;
use super::XmlError;
use super::syntax;
use crate::model::Location;

/// The text of a file, without a byte order mark. A declaration must agree with the bytes.
pub(in crate::store) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, "utf-16be", u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, "utf-16le", u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => single_byte(rest),
        [0, _, ..] => utf_16(bytes, "utf-16be", u16::from_be_bytes),
        [_, 0, ..] => utf_16(bytes, "utf-16le", u16::from_le_bytes),
        _ => single_byte(bytes),
    }
}

fn single_byte(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    let Some(declared) = declared_encoding(bytes) else { return utf_8(bytes).map(Cow::Borrowed) };
    match declared.to_ascii_lowercase().as_str() {
        "utf-8" => utf_8(bytes).map(Cow::Borrowed),
        "iso-8859-1" | "iso8859-1" | "latin1" | "latin-1" => {
            Ok(Cow::Owned(bytes.iter().copied().map(char::from).collect()))
        }
        "us-ascii" | "ascii" if bytes.is_ascii() => utf_8(bytes).map(Cow::Borrowed),
        "us-ascii" | "ascii" | "utf-16" | "utf-16le" | "utf-16be" => {
            Err(Problem::WrongEncoding(declared.into()).into())
        }
        _ => Err(Problem::UnknownEncoding(declared.into()).into()),
    }
}

/// The `encoding` of the XML declaration at the start of `bytes`. One that is not well-formed is
/// reported when the text is read.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let after = bytes.strip_prefix(b"<?xml")?;
    if !after.first().copied().is_some_and(syntax::is_whitespace) {
        return None;
    }
    let end = after.windows(2).position(|pair| pair == b"?>")?;
    let content = str::from_utf8(bytes.get("<?".len().."<?xml".len() + end)?).ok()?;
    syntax::declaration(content).ok()?
}

fn utf_8(bytes: &[u8]) -> Result<&str, XmlError> {
    str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let location = Some(Location::START.after(&String::from_utf8_lossy(valid)));
        XmlError { location, problem: Problem::Bytes { byte, encoding: "UTF-8" } }
    })
}

fn utf_16(
    bytes: &[u8],
    name: &str,
    unit: fn([u8; 2]) -> u16,
) -> Result<Cow<'static, str>, XmlError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().copied().map(unit).collect::<Vec<_>>());
    let (Ok(text), []) = (text, odd) else {
        let byte = odd.first().copied().unwrap_or_default();
        return Err(Problem::Bytes { byte, encoding: "UTF-16" }.into());
    };
    match declared_encoding(text.as_bytes()) {
        Some(declared) if !["utf-16", name].contains(&&*declared.to_ascii_lowercase()) => {
            Err(Problem::WrongEncoding(declared.into()).into())
        }
        _ => Ok(Cow::Owned(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        for text in ["<é/>", "\u{FEFF}<é/>"] {
            assert_eq!(decode(&encoded(text, u16::to_be_bytes)).unwrap(), "<é/>");
            assert_eq!(decode(&encoded(text, u16::to_le_bytes)).unwrap(), "<é/>");
        }
    }

    #[test]
    fn latin_1_is_read_where_it_is_declared() {
        let text = b"<?xml version='1.0' encoding = 'ISO-8859-1'?><a v='\xE9'/>";
        assert!(decode(text).unwrap().contains('é'));
    }

    #[test]
    fn a_wrong_byte_is_told_with_its_place() {
        let refused = decode(b"<a>\n  \xE9</a>").unwrap_err();
        assert_eq!(refused.location, Some(Location::new(2, 3)));
        assert_eq!(refused.to_string(), "byte 0xe9 is not valid UTF-8");
    }

    #[test]
    fn other_encodings_are_named() {
        let refused = decode(b"<?xml version='1.0' encoding='cp437'?><a/>").unwrap_err();
        assert_eq!(refused.problem, Problem::UnknownEncoding("cp437".into()));
    }
}
