//! The characters of a text as its program reads them, each with its place in the text.
//!
//! Escapes are resolved (`pass\u0077ord`, `redis:\/\/`), whatever language they are from. Quotes keep
//! how deep they are: in JSON inside a string of JSON they are `\"`.

/// A character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    /// The byte at which it is written.
    pub(super) at: usize,
    pub(super) found: char,
    /// Of a quote: how many strings it is inside.
    pub(super) depth: u32,
}

/// All characters of a text.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at += match rest.as_bytes() {
            [b'\\', ..] => push_escaped(&mut signs, at, rest),
            _ => push_plain(&mut signs, at, rest),
        };
    }
    signs
}

fn push_plain(signs: &mut Vec<Sign>, at: usize, rest: &str) -> usize {
    let found = rest.chars().next().unwrap_or_default();
    signs.push(Sign { at, found, depth: 0 });
    found.len_utf8()
}

/// What begins with backslashes; returns their number of bytes.
fn push_escaped(signs: &mut Vec<Sign>, at: usize, rest: &str) -> usize {
    let run = rest.bytes().take_while(|&byte| byte == b'\\').count();
    let behind = rest.get(run..).unwrap_or_default();
    let mut push = |at, found, depth| signs.push(Sign { at, found, depth });
    match behind.as_bytes() {
        [quote @ (b'"' | b'\''), ..] => {
            // Each string around halves the backslashes; the quote is inside as long as one is left over.
            let depth = run.trailing_ones();
            let own = (1_usize << depth) - 1;
            if own < run {
                push(at, '\\', 0);
            }
            push(at + run - own, char::from(*quote), depth);
            run + 1
        }
        [b'/', ..] => {
            push(at, '/', 0);
            run + 1
        }
        [b'u', ..] if hex(behind, 4).is_some() => {
            push(at, character(hex(behind, 4)), 0);
            run + 5
        }
        [b'x', ..] if hex(behind, 2).is_some() => {
            push(at, character(hex(behind, 2)), 0);
            run + 3
        }
        _ => {
            push(at, '\\', 0);
            run
        }
    }
}

/// The number after the letter of an escape.
fn hex(escape: &str, digits: usize) -> Option<u32> {
    let digits = escape.get(1..=digits)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_number.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// A quote that is written with its number ends no string.
fn character(number: Option<u32>) -> char {
    let found = number.and_then(char::from_u32);
    found.filter(|found| !matches!(found, '"' | '\'')).unwrap_or(char::REPLACEMENT_CHARACTER)
}
