//! The bytes of a file to text, in the encodings that IceGrid's parser knows: UTF-8, UTF-16,
//! ISO 8859-1 and US-ASCII (XML 1.0, section 4.3.3 and appendix F).

use std::borrow::Cow;

use super::Problem;
use super::XmlError;

/// The text of a file, without a byte order mark. A declaration must agree with what is found.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes)?,
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes)?,
        [0, b'<', ..] => utf_16(bytes, u16::from_be_bytes)?,
        [b'<', 0, ..] => utf_16(bytes, u16::from_le_bytes)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => return single_byte(rest),
        _ => return single_byte(bytes),
    };
    match declared_encoding(text.as_bytes()) {
        Some(declared) if !declared.to_ascii_lowercase().starts_with("utf-16") => {
            Err(Problem::WrongEncoding(declared).into())
        }
        _ => Ok(Cow::Owned(text)),
    }
}

fn single_byte(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    let Some(declared) = declared_encoding(bytes) else { return utf_8(bytes).map(Cow::Borrowed) };
    match declared.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => utf_8(bytes).map(Cow::Borrowed),
        "iso-8859-1" | "iso8859-1" | "latin1" | "latin-1" => {
            Ok(Cow::Owned(bytes.iter().copied().map(char::from).collect()))
        }
        "us-ascii" | "ascii" if bytes.is_ascii() => utf_8(bytes).map(Cow::Borrowed),
        "us-ascii" | "ascii" | "utf-16" | "utf-16le" | "utf-16be" => {
            Err(Problem::WrongEncoding(declared).into())
        }
        _ => Err(Problem::UnknownEncoding(declared).into()),
    }
}

/// The `encoding` of the XML declaration at the start of `bytes`.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let quoted = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    quoted.get(1..)?.split_once(quote).map(|(name, _)| name.to_owned())
}

fn utf_8(bytes: &[u8]) -> Result<&str, XmlError> {
    str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let place = Some(place_after(&String::from_utf8_lossy(valid)));
        XmlError { place, problem: Problem::Bytes { byte, encoding: "UTF-8" } }
    })
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, XmlError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().copied().map(unit).collect::<Vec<_>>());
    match (text, odd) {
        (Ok(text), []) => Ok(text),
        (_, odd) => {
            let byte = odd.first().copied().unwrap_or_default();
            Err(Problem::Bytes { byte, encoding: "UTF-16" }.into())
        }
    }
}

/// Line and column, from 1, of what comes after `text`.
pub(super) fn place_after(text: &str) -> (u32, u32) {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let last = text.rsplit('\n').next().unwrap_or_default();
    (count(text.matches('\n').count() + 1), count(last.chars().count() + 1))
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
        assert_eq!(refused.place, Some((2, 3)));
        assert_eq!(refused.to_string(), "byte 0xe9 is no UTF-8");
    }

    #[test]
    fn other_encodings_are_named() {
        let refused = decode(b"<?xml version='1.0' encoding='cp437'?><a/>").unwrap_err();
        assert_eq!(refused.problem, Problem::UnknownEncoding("cp437".to_owned()));
    }
}
