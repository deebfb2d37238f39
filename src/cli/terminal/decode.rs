//! The text of a file, whichever program wrote it: editors of Windows put a byte order mark before it, and
//! `PowerShell` 5 writes UTF-16.

const UTF_8: [u8; 3] = [0xef, 0xbb, 0xbf];
const UTF_16_LITTLE: [u8; 2] = [0xff, 0xfe];
const UTF_16_BIG: [u8; 2] = [0xfe, 0xff];

/// Whether a text begins with the byte order mark of UTF-16.
pub(super) fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(&UTF_16_LITTLE) || bytes.starts_with(&UTF_16_BIG)
}

/// The text without its byte order mark; the number of the first byte that is wrong if it is neither UTF-8 nor
/// marked UTF-16.
pub(crate) fn decode(mut bytes: Vec<u8>) -> Result<String, usize> {
    if bytes.starts_with(&UTF_8) {
        bytes.drain(..UTF_8.len());
    }
    let utf_16 = |unit: fn([u8; 2]) -> u16| from_utf_16(&bytes, unit);
    if bytes.starts_with(&UTF_16_LITTLE) {
        return utf_16(u16::from_le_bytes);
    }
    if bytes.starts_with(&UTF_16_BIG) {
        return utf_16(u16::from_be_bytes);
    }
    utf_8(bytes)
}

/// A part of a text, which has no mark.
pub(super) fn utf_8(bytes: Vec<u8>) -> Result<String, usize> {
    String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to() + 1)
}

fn from_utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(bytes.len());
    }
    let units = pairs.iter().skip(1).map(|pair| unit(*pair));
    let mut text = String::with_capacity(bytes.len());
    for (position, character) in char::decode_utf16(units).enumerate() {
        text.push(character.map_err(|_| 2 * position + 3)?);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn each_encoding_of_an_editor_gives_the_same_text() {
        let text = "omero.db.host=dätabase\r\n\u{1f600}";
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf_16(text, u16::to_le_bytes),
            utf_16(text, u16::to_be_bytes),
        ] {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_damaged_is_not_guessed() {
        assert_eq!(decode(b"ab\xff".to_vec()), Err(3));
        assert_eq!(decode(b"\xff\xfea\0b".to_vec()), Err(5));
        assert_eq!(decode(b"\xff\xfea\0\x00\xd8".to_vec()), Err(5));
    }

    #[test]
    fn a_mark_inside_the_text_stays() {
        assert_eq!(decode("a\u{feff}b".into()).as_deref(), Ok("a\u{feff}b"));
    }
}
