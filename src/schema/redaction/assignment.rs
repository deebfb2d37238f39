//! How far the value of a secret reaches: in quotes, in brackets, or up to where the next setting begins.

use super::MASK;
use super::names::can_be_of_endpoint;
use super::scanner::Name;
use super::scanner::Part;
use super::scanner::is_part_of_name;
use super::scanner::is_same;
use super::signs::Sign;

/// What was found after a name.
pub(super) struct Assigned {
    pub(super) part: Option<Part>,
    /// Where to go on.
    pub(super) next: usize,
}

/// A value that begins after a separator.
struct Value<'scan, 'text> {
    text: &'text str,
    signs: &'scan [Sign],
    name: Name<'scan>,
    separator: char,
    /// The quote of the string that all of it is inside.
    open: Option<Sign>,
}

/// The value that begins at the sign `at`.
pub(super) fn value(
    text: &str,
    signs: &[Sign],
    at: usize,
    name: Name<'_>,
    separator: char,
    open: Option<Sign>,
) -> Assigned {
    let value = Value { text, signs, name, separator, open };
    let is_blank = |found: char| match found {
        ' ' | '\t' => true,
        '\n' | '\r' => name.quote.is_some() || separator == '>',
        _ => false,
    };
    let start = value.skip(at, is_blank);
    if let Some(next) = value.end_of_placeholder(start) {
        return Assigned { part: None, next };
    }
    let quote = start + usize::from(value.is_prefix(start));
    match (value.found(start), value.found(quote)) {
        (_, Some('"' | '\'')) if !value.closes_outer(quote) => value.quoted(quote),
        (Some('{' | '['), _) if name.quote.is_some() => value.bracketed(start),
        (Some('|' | '>'), _) if value.is_block(start) => value.masked(start + 1, value.signs.len()),
        _ => value.bare(start),
    }
}

impl Value<'_, '_> {
    /// Where a name ends in whose place another program puts the value: `{password}`, `${password}`,
    /// `%(password)s`.
    fn end_of_placeholder(&self, start: usize) -> Option<usize> {
        let bracket = self.skip(start, |found| matches!(found, '$' | '@' | '%'));
        let closing = match self.found(bracket)? {
            '{' => '}',
            '(' if bracket > start => ')',
            _ => return None,
        };
        let end = self.skip(bracket + 1, is_part_of_name);
        let is_closed = end > bracket + 1 && self.found(end) == Some(closing);
        let next = end + 1 + usize::from(closing == ')' && self.found(end + 1) == Some('s'));
        let is_alone = self.found(next).is_none_or(|found| !is_part_of_name(found));
        (is_closed && is_alone).then_some(next)
    }

    fn quoted(&self, start: usize) -> Assigned {
        let end = self.end_of_string(start);
        let content = self.slice(start + 1, end);
        if can_be_of_endpoint(self.name.text) && is_endpoint(content) {
            return Assigned { part: None, next: start };
        }
        let masked = self.masked(start + 1, end);
        Assigned { next: end + 1, ..masked }
    }

    /// A list or an object: all of it, as one text.
    fn bracketed(&self, start: usize) -> Assigned {
        let (mut depth, mut at, mut is_empty) = (0_usize, start, true);
        while let Some(sign) = self.signs.get(at) {
            if self.open.is_some_and(|open| is_same(open, *sign)) {
                break;
            }
            match sign.found {
                '{' | '[' => depth += 1,
                '}' | ']' => depth -= 1,
                '"' | '\'' => {
                    at = self.end_of_string(at);
                    is_empty = false;
                }
                found => is_empty &= found.is_whitespace(),
            }
            at += 1;
            if depth == 0 {
                break;
            }
        }
        let end = at.min(self.signs.len());
        if is_empty {
            Assigned { part: None, next: end }
        } else {
            self.masked_in_quotes(start, end)
        }
    }

    /// Without quotes: a word, or more of them if what follows is not another setting.
    fn bare(&self, start: usize) -> Assigned {
        let mut at = start;
        while let Some(sign) = self.signs.get(at).copied() {
            if self.ends(sign) {
                break;
            }
            if self.is_gap(sign.found) {
                let gap = self.skip(at, |found| self.is_gap(found));
                if self.begins_setting(gap) {
                    break;
                }
                at = gap;
            } else {
                at += 1;
            }
        }
        match self.slice(start, at).trim() {
            "true" | "false" | "null" | "True" | "False" | "None" | "" => {
                Assigned { part: None, next: start }
            }
            content if can_be_of_endpoint(self.name.text) && is_endpoint(content) => {
                Assigned { part: None, next: start }
            }
            _ if self.is_json() => self.masked_in_quotes(start, at),
            _ => self.masked(start, at),
        }
    }

    /// What can be between two settings.
    fn is_gap(&self, found: char) -> bool {
        matches!(found, ' ' | '\t' | ',' | ';' | '&' | ')' | '}' | ']') && self.separator != '>'
    }

    fn ends(&self, sign: Sign) -> bool {
        match sign.found {
            '\n' => self.separator != '>',
            '<' => self.separator == '>',
            '"' | '\'' | '`' => self.open.is_some_and(|open| is_same(open, sign)),
            ',' | '}' | ']' => self.is_json(),
            _ => false,
        }
    }

    /// Whether it is a member of JSON, in which only texts have quotes.
    fn is_json(&self) -> bool {
        self.separator == ':' && self.name.quote.is_some()
    }

    /// Whether something else begins after a gap: a name with its separator, an option, the end.
    fn begins_setting(&self, at: usize) -> bool {
        let Some(sign) = self.signs.get(at).copied() else { return true };
        let after_space = self.found(at.saturating_sub(1)) == Some(' ');
        if self.ends(sign) || (after_space && sign.found == '-') {
            return true;
        }
        let start = at + usize::from(matches!(sign.found, '"' | '\'' | '{' | '['));
        let end = self.skip(start, is_part_of_name);
        let quote = usize::from(matches!(self.found(end), Some('"' | '\'')));
        let separator = self.skip(end + quote, |found| found == ' ');
        start < end
            && match self.found(separator) {
                Some('=') => true,
                Some(':') => self.separator == ':',
                _ => false,
            }
    }

    /// Where the string ends that the quote at `start` begins; two quotes in a row are one of the text.
    fn end_of_string(&self, start: usize) -> usize {
        let Some(quote) = self.signs.get(start).copied() else { return start };
        let mut at = start + 1;
        while let Some(sign) = self.signs.get(at).copied() {
            if is_same(quote, sign) {
                let next = self.signs.get(at + 1);
                let is_doubled =
                    next.is_some_and(|next| (next.found, next.depth) == (sign.found, sign.depth));
                if !is_doubled {
                    return at;
                }
                at += 1;
            }
            at += 1;
        }
        self.signs.len()
    }

    fn closes_outer(&self, quote: usize) -> bool {
        let quote = self.signs.get(quote).copied();
        quote.is_some_and(|quote| self.open.is_some_and(|open| is_same(open, quote)))
    }

    /// Whether a letter of Python is before a quote.
    fn is_prefix(&self, at: usize) -> bool {
        matches!(self.found(at), Some('u' | 'b' | 'r' | 'f'))
            && matches!(self.found(at + 1), Some('"' | '\''))
    }

    /// Whether the lines that follow are the value, as in YAML.
    fn is_block(&self, at: usize) -> bool {
        let indicator = |found: char| found.is_ascii_digit() || matches!(found, '+' | '-');
        self.separator == ':' && self.found(self.skip(at + 1, indicator)) == Some('\n')
    }

    fn masked(&self, start: usize, end: usize) -> Assigned {
        self.replaced(start, end, MASK.to_owned())
    }

    /// As a string in the notation in which the name is.
    fn masked_in_quotes(&self, start: usize, end: usize) -> Assigned {
        let quote = match self.name.quote {
            Some(Sign { found, depth, .. }) => format!("{}{found}", "\\".repeat((1 << depth) - 1)),
            None => String::new(),
        };
        self.replaced(start, end, format!("{quote}{MASK}{quote}"))
    }

    fn replaced(&self, start: usize, end: usize, instead: String) -> Assigned {
        let range = self.offset(start)..self.offset(end);
        Assigned { part: Some(Part { range, instead }), next: end }
    }

    fn skip(&self, at: usize, is_skipped: impl Fn(char) -> bool) -> usize {
        let rest = self.signs.get(at..).unwrap_or_default();
        let skipped = rest.iter().position(|sign| !is_skipped(sign.found));
        (at + skipped.unwrap_or(rest.len())).min(self.signs.len())
    }

    fn found(&self, at: usize) -> Option<char> {
        self.signs.get(at).map(|sign| sign.found)
    }

    fn offset(&self, at: usize) -> usize {
        self.signs.get(at).map_or(self.text.len(), |sign| sign.at)
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(self.offset(start)..self.offset(end)).unwrap_or_default()
    }
}

/// An address from which tokens are fetched is not one of them.
fn is_endpoint(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && !text.contains(['?', '@', '#', '=']) && text.matches("://").count() == 1
}
