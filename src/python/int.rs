//! Whole numbers as Python's `int(text)` reads them.
//!
//! The specification is the entry `int` of the page "Built-in Functions" of the Python
//! documentation, and "Integer string conversion length limitation" on the page "Built-in Types".

use std::fmt;

use super::SyntaxError;
use super::decimal_digit;

/// With more digits than this, leading zeros included, Python refuses a number.
const MOST_DIGITS: usize = 4300;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integer {
    negative: bool,
    /// Without leading zeros; a zero is one `0`.
    digits: String,
}

impl Integer {
    /// Whether the number is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The ASCII digits, without leading zeros and without a sign.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The number, if 64 bits hold it.
    #[must_use]
    pub fn value(&self) -> Option<i64> {
        self.to_string().parse().ok()
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.negative { "-" } else { "" })?;
        formatter.write_str(&self.digits)
    }
}

/// Reads `text` as `int(text)` does: spaces around it, a sign, digits of any script, and single
/// underscores between digits.
pub fn read(text: &str) -> Result<Integer, SyntaxError> {
    let start = text.chars().take_while(|&found| is_blank(found)).count();
    let body = text.trim_matches(is_blank);
    let (negative, unsigned) = match body.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, body.strip_prefix('+').unwrap_or(body)),
    };
    let first_digit = start + body.chars().count() - unsigned.chars().count();
    let digits = digits(unsigned, first_digit)?;
    if digits.len() > MOST_DIGITS {
        let problem = format!("Python accepts at most {MOST_DIGITS} digits");
        return Err(SyntaxError::new(first_digit, problem));
    }
    let digits = match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        significant => significant.to_owned(),
    };
    Ok(Integer { negative: negative && digits != "0", digits })
}

/// The digits of `text` in ASCII; `text` begins at `start`.
fn digits(text: &str, start: usize) -> Result<String, SyntaxError> {
    let mut digits = String::new();
    let mut digit_before = false;
    for (place, found) in text.chars().enumerate() {
        let digit = decimal_digit(found).and_then(|value| char::from_digit(value, 10));
        if digit.is_none() && !(found == '_' && digit_before) {
            return Err(SyntaxError::new(start + place, problem(found)));
        }
        digits.extend(digit);
        digit_before = digit.is_some();
    }
    if digit_before {
        return Ok(digits);
    }
    Err(SyntaxError::new(start + text.chars().count(), "expected a digit"))
}

fn problem(found: char) -> String {
    match found {
        '.' | ',' => "expected a whole number, without a fraction and without separators".into(),
        _ if is_blank(found) => "expected no space inside a number".into(),
        _ => format!("expected a digit, found `{}`", found.escape_debug()),
    }
}

/// What may surround a number. Python's own list of whitespace has four more separators (U+001C to
/// U+001F), which `int` does not skip.
fn is_blank(found: char) -> bool {
    found.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_python_reads_is_read() {
        for (text, expected) in [
            ("5", "5"),
            (" 5 ", "5"),
            ("\u{a0}5\u{3000}\u{85}", "5"),
            ("+5", "5"),
            ("-5", "-5"),
            ("0010", "10"),
            ("5_0", "50"),
            ("-0", "0"),
            ("٣", "3"),
            ("-１_０", "-10"),
            ("99999999999999999999", "99999999999999999999"),
        ] {
            assert_eq!(read(text).map(|number| number.to_string()), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn what_python_refuses_is_refused_where_it_goes_wrong() {
        for (text, position) in [
            ("", 0),
            ("  ", 2),
            ("-", 1),
            ("- 5", 1),
            ("1 000", 1),
            ("0x10", 1),
            ("#10", 0),
            ("5.0", 1),
            ("1e3", 1),
            ("5L", 1),
            ("5_", 2),
            ("_5", 0),
            ("5__0", 2),
            ("--5", 1),
            ("\u{1c}5", 0),
            ("5\0", 1),
        ] {
            assert_eq!(read(text).map_err(|error| error.position), Err(position), "{text:?}");
        }
    }

    #[test]
    fn more_than_4300_digits_are_refused_even_if_they_are_zeros() {
        assert!(read(&"0".repeat(4300)).is_ok());
        assert!(read(&"0".repeat(4301)).is_err());
        assert!(read(&format!("{}1", "1_".repeat(4299))).is_ok());
    }

    #[test]
    fn sixty_four_bits_are_a_value_and_more_are_not() {
        assert_eq!(read("-9223372036854775808").unwrap().value(), Some(i64::MIN));
        assert_eq!(read("9223372036854775808").unwrap().value(), None);
    }
}
