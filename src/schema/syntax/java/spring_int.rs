//! Whole numbers as Spring reads them for a Java `int` or `long`.
//!
//! Spring removes all whitespace, then passes hexadecimal texts to `Integer.decode` or `Long.decode` and
//! all others to `valueOf`. The specification is the documentation of Spring's `NumberUtils` and of
//! these methods of Java.

use std::ops::RangeInclusive;

use crate::python::SyntaxError;
use crate::python::decimal_digit;

/// Reads `text` as Spring does for an `int`, of 32 bits.
pub(crate) fn read_32(text: &str) -> Result<i32, SyntaxError> {
    let range = i128::from(i32::MIN)..=i128::from(i32::MAX);
    read(text, &range, |number| i32::try_from(number).ok())
}

/// Reads `text` as Spring does for a `long`, of 64 bits.
pub(crate) fn read_64(text: &str) -> Result<i64, SyntaxError> {
    let range = i128::from(i64::MIN)..=i128::from(i64::MAX);
    read(text, &range, |number| i64::try_from(number).ok())
}

/// A character that remains without the whitespace, and its position.
type Placed = (usize, char);

fn read<T>(
    text: &str,
    range: &RangeInclusive<i128>,
    narrow: impl Fn(i128) -> Option<T>,
) -> Result<T, SyntaxError> {
    let placed: Vec<Placed> =
        text.chars().enumerate().filter(|&(_, found)| !is_blank(found)).collect();
    let (negative, digits, radix) = parts(&placed);
    let Some(&(start, _)) = digits.first() else {
        return Err(SyntaxError::new(text.chars().count(), "expected a digit"));
    };
    let size = size(digits, radix)?;
    let number = if negative { -size } else { size };
    narrow(number).ok_or_else(|| {
        let problem = format!("expected a number from {} to {}", range.start(), range.end());
        SyntaxError::new(start, problem)
    })
}

/// Whether there is a minus, the digits, and how they count.
fn parts(text: &[Placed]) -> (bool, &[Placed], u32) {
    let (negative, unsigned) = match text {
        [(_, '-'), rest @ ..] => (true, rest),
        _ => (false, text),
    };
    match (unsigned, negative) {
        ([(_, '0'), (_, 'x' | 'X'), digits @ ..] | [(_, '#'), digits @ ..], _) => {
            (negative, digits, 16)
        }
        // A plus is for decimal numbers only, and only without a minus.
        ([(_, '+'), digits @ ..], false) => (negative, digits, 10),
        _ => (negative, unsigned, 10),
    }
}

/// The number that `digits` write. It stops growing where it is too large for any range.
fn size(digits: &[Placed], radix: u32) -> Result<i128, SyntaxError> {
    digits.iter().try_fold(0_i128, |number, &(place, found)| {
        let digit = digit(found, radix).ok_or_else(|| SyntaxError::new(place, problem(found)))?;
        Ok(number.saturating_mul(i128::from(radix)).saturating_add(i128::from(digit)))
    })
}

/// The value Java gives a digit. Java reads 16 bits at a time, so it does not recognise digits beyond
/// them.
fn digit(found: char, radix: u32) -> Option<u32> {
    let narrow = match found {
        '\u{ff21}'..='\u{ff26}' => 10 + u32::from(found) - 0xff21,
        '\u{ff41}'..='\u{ff46}' => 10 + u32::from(found) - 0xff41,
        _ if found.is_ascii() => found.to_digit(16)?,
        _ if u32::from(found) <= 0xffff => decimal_digit(found)?,
        _ => return None,
    };
    Some(narrow).filter(|&value| value < radix)
}

fn problem(found: char) -> String {
    match found {
        '.' | ',' => "expected a whole number, without a fraction and without separators".into(),
        _ => format!("expected a digit, found `{}`", found.escape_debug()),
    }
}

/// What Java's `Character.isWhitespace` treats as whitespace; it leaves out those that forbid a break.
fn is_blank(found: char) -> bool {
    match found {
        '\u{1c}'..='\u{1f}' => true,
        '\u{85}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => false,
        _ => found.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spring_reads_is_read() {
        for (text, expected) in [
            (" 5 ", 5),
            ("+5", 5),
            ("-5", -5),
            ("0010", 10),
            ("1 000", 1000),
            ("- 1\t0", -10),
            ("0x10", 16),
            ("0 X 1 0", 16),
            ("#10", 16),
            ("-0xff", -255),
            ("-#Ff", -255),
            ("٣", 3),
            ("2147483647", i32::MAX),
            ("-0x80000000", i32::MIN),
        ] {
            assert_eq!(read_32(text), Ok(expected), "{text:?}");
            assert_eq!(read_64(text), Ok(i64::from(expected)), "{text:?}");
        }
    }

    #[test]
    fn what_spring_refuses_is_refused_where_it_goes_wrong() {
        for (text, position) in [
            ("", 0),
            ("  ", 2),
            ("-", 1),
            ("+-5", 1),
            ("-+5", 1),
            ("+0x10", 2),
            ("0x", 2),
            ("0x-1", 2),
            ("0xg", 2),
            ("5_0", 1),
            ("5.0", 1),
            ("1e3", 1),
            ("5L", 1),
            ("\u{a0}5", 0),
            ("𝟓", 0),
        ] {
            assert_eq!(read_64(text).map_err(|error| error.position), Err(position), "{text:?}");
        }
    }

    #[test]
    fn each_width_has_its_range() {
        for text in ["2147483648", "-2147483649", "0x80000000", "0xffffffff"] {
            assert!(read_32(text).is_err(), "{text}");
            assert!(read_64(text).is_ok(), "{text}");
        }
        assert_eq!(read_64("-9223372036854775808"), Ok(i64::MIN));
        assert!(read_64("9223372036854775808").is_err());
        assert!(read_64(&"9".repeat(100_000)).is_err());
    }
}
