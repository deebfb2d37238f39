//! The text in which `config edit` shows properties.
//!
//! `KEY=VALUE` lines as in [`assignments`]. What such a line can't hold (a line break, blanks at the
//! ends, a backslash at the end) is written as `KEY:json="..."`; no legal key contains a colon. Where
//! several profiles are shown, each begins with a heading: `[profile NAME]`.

use std::collections::HashSet;

use super::assignments;
use super::assignments::Assignment;
use super::assignments::Dangling;
use super::quoted::quoted;
use crate::python::is_blank;

/// A property as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub key: String,
    /// Its value, as it may be shown.
    pub value: String,
    /// What stands above it, line by line, without the signs of a comment.
    pub comment: Vec<String>,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether a property that is shown counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is set.
    Set,
    /// It can be set by making its comment a line.
    Offered,
}

/// What is shown of a profile, and its name where there are several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The name of the profile for the heading.
    pub heading: Option<String>,
    /// The properties in their order.
    pub entries: Vec<Entry>,
}

/// A line of a draft, or several that go on in one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The line, from 1, on which it begins.
    pub number: usize,
    pub key: String,
    /// Its value.
    pub value: String,
}

/// Why a draft can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub(crate) struct DraftError {
    /// The line, from 1, unless it is missing.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub fault: DraftFault,
}

/// What can be wrong with a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DraftFault {
    /// A line goes on, but nothing follows that can belong to its value.
    #[error("the line ends in a backslash, but no line follows that belongs to it")]
    Dangling,
    /// What follows `:json=` is no JSON string.
    #[error("the value of `{key}` is no JSON string in double quotes")]
    NoString { key: String },
    /// A heading that was not there.
    #[error("`[profile {name}]` is no heading of this text")]
    StrangeHeading {
        /// The name in it.
        name: String,
    },
    /// A heading that stands twice.
    #[error("`[profile {name}]` stands twice")]
    SecondHeading {
        /// The name in it.
        name: String,
    },
    /// A heading that is gone: what stood below it would belong to another profile.
    #[error("the heading `[profile {name}]` is missing")]
    NoHeading {
        /// The name in it.
        name: String,
    },
    /// A property above all headings.
    #[error("`{key}` stands above the first heading and so belongs to no profile")]
    Homeless { key: String },
}

/// Behind the key of a value in JSON notation.
const JSON_MARK: &str = ":json";

/// The first lines of every draft.
const HEAD: &str = "\
# One property a line: KEY=VALUE. Change, add or delete lines, then save and leave the editor.
# KEY:json=\"...\" holds a value that needs JSON notation, for example because it has line breaks.
";

/// The text of a draft, with more lines for its head.
pub(crate) fn write(head: &[String], parts: &[Part]) -> String {
    let mut text = HEAD.to_owned();
    write_comment(&mut text, head);
    for Part { heading, entries } in parts {
        if let Some(name) = heading {
            text.extend(["\n[profile ", name, "]\n"]);
        }
        for entry in entries {
            if !entry.comment.is_empty() {
                text.push('\n');
                write_comment(&mut text, &entry.comment);
            }
            write_entry(&mut text, entry);
        }
    }
    text
}

/// Lines that count for nothing.
pub(super) fn write_comment(text: &mut String, lines: &[String]) {
    for line in lines {
        text.extend(["# ", line, "\n"]);
    }
}

fn write_entry(text: &mut String, Entry { key, value, standing, .. }: &Entry) {
    if *standing == Standing::Offered {
        text.push('#');
    }
    if is_plain(value) {
        text.extend([key, "=", value, "\n"]);
    } else {
        text.extend([key, JSON_MARK, "=", &quoted(value), "\n"]);
    }
}

/// The lines below each of the headings, which must all be there once; without headings all lines.
pub(crate) fn read(text: &str, headings: &[&str]) -> Result<Vec<Vec<Line>>, Vec<DraftError>> {
    let broken = |fault: DraftError| vec![fault];
    check_ends(text).map_err(broken)?;
    let assignments = assignments::read(text).map_err(|Dangling { line }| {
        broken(DraftError { line: Some(line), fault: DraftFault::Dangling })
    })?;
    let mut sections = vec![Vec::new(); headings.len().max(1)];
    let mut faults = Vec::new();
    let mut homeless = Vec::new();
    let mut seen = HashSet::new();
    let mut open = headings.is_empty().then_some(0);
    for found in assignments {
        let line = Some(found.line);
        let fault = match (heading(&found), open.and_then(|at| sections.get_mut(at))) {
            (Some(name), _) => find(&name, headings, &mut seen).map(|at| open = Some(at)).err(),
            (None, Some(section)) => put(found, section).err(),
            (None, None) => {
                homeless.push(DraftError { line, fault: DraftFault::Homeless { key: found.key } });
                None
            }
        };
        faults.extend(fault.map(|fault| DraftError { line, fault }));
    }
    let missing = headings.iter().enumerate().filter(|(at, _)| !seen.contains(at));
    let missing = missing.map(|(_, name)| DraftFault::NoHeading { name: (*name).to_owned() });
    faults.extend(missing.map(|fault| DraftError { line: None, fault }));
    // Most probably a heading is why they have none.
    if faults.is_empty() {
        faults = homeless;
    }
    if faults.is_empty() { Ok(sections) } else { Err(faults) }
}

/// A comment must not become the end of a value because the line above it was left open.
fn check_ends(text: &str) -> Result<(), DraftError> {
    let lines = text.lines().map(|line| line.trim_matches(is_blank));
    let mut open = None;
    for (number, line) in (1..).zip(lines) {
        if let Some(line) = open.filter(|_| line.is_empty() || line.starts_with('#')) {
            return Err(DraftError { line: Some(line), fault: DraftFault::Dangling });
        }
        let goes_on = line.ends_with('\\') && !line.starts_with('#');
        open = goes_on.then_some(number);
    }
    Ok(())
}

/// The name in a heading.
fn heading(Assignment { key, value, .. }: &Assignment) -> Option<String> {
    let inner = key.strip_prefix("[profile ")?;
    match inner.strip_suffix(']') {
        Some(name) if value.is_empty() => Some(name.to_owned()),
        _ => value.strip_suffix(']').map(|rest| format!("{inner}={rest}")),
    }
}

fn find(name: &str, headings: &[&str], seen: &mut HashSet<usize>) -> Result<usize, DraftFault> {
    let Some(at) = headings.iter().position(|heading| *heading == name) else {
        return Err(DraftFault::StrangeHeading { name: name.to_owned() });
    };
    if !seen.insert(at) {
        return Err(DraftFault::SecondHeading { name: name.to_owned() });
    }
    Ok(at)
}

fn put(found: Assignment, section: &mut Vec<Line>) -> Result<(), DraftFault> {
    let Assignment { line: number, key, value } = found;
    let (key, value) = match key.strip_suffix(JSON_MARK) {
        None => (key, value),
        Some(key) => {
            let no_string = || DraftFault::NoString { key: key.to_owned() };
            (key.to_owned(), unquoted(&value).ok_or_else(no_string)?)
        }
    };
    section.push(Line { number, key, value });
    Ok(())
}

/// Whether a line can begin with `key`.
pub(crate) fn is_writable(key: &str) -> bool {
    let outer = key.starts_with(is_blank) || key.ends_with(is_blank);
    let marks = key.starts_with('#') || key.starts_with("[profile ");
    !key.is_empty() && !outer && !marks && !key.contains(['=', '\n', ':'])
}

/// Whether a heading can hold `name`.
pub(crate) fn is_writable_heading(name: &str) -> bool {
    !name.contains('\n') && !name.ends_with('\\')
}

/// Whether the rest of a line can hold `value`.
fn is_plain(value: &str) -> bool {
    !value.contains(['\n', '\r']) && !value.ends_with('\\') && !value.ends_with(is_blank)
}

fn unquoted(text: &str) -> Option<String> {
    crate::python::Json::parse(text).ok()?.as_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(key: &str, value: &str) -> Entry {
        let (key, value) = (key.to_owned(), value.to_owned());
        Entry { key, value, comment: vec!["a=b\\".to_owned()], standing: Standing::Set }
    }

    fn part(heading: Option<&str>, entries: Vec<Entry>) -> Part {
        Part { heading: heading.map(str::to_owned), entries }
    }

    fn faults(text: &str, headings: &[&str]) -> String {
        let faults = read(text, headings).unwrap_err();
        let line = |line: Option<usize>| line.map(|line| format!("{line}: ")).unwrap_or_default();
        let shown = faults.iter().map(|error| format!("{}{error}", line(error.line)));
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn whatever_a_value_holds_it_comes_back_from_an_untouched_draft() {
        let values = ["", " x ", "a\nB=7", "C:\\dir\\", "\t", "é\r", "\"quoted\"", "[1, \"a\"]"];
        let entries = values.iter().map(|value| set("key", value)).collect();
        let sections = read(&write(&[], &[part(None, entries)]), &[]).unwrap();
        let read: Vec<_> = sections[0].iter().map(|line| &*line.value).collect();
        assert_eq!(read, values);
    }

    #[test]
    fn what_is_offered_counts_for_nothing_until_its_sign_is_taken_away() {
        let offered = Entry { standing: Standing::Offered, ..set("a", "1") };
        let text = write(&["more".to_owned()], &[part(None, vec![offered])]);
        assert_eq!(text, format!("{HEAD}# more\n\n# a=b\\\n#a=1\n"));
        assert_eq!(read(&text, &[]).unwrap(), [[]]);
        assert_eq!(read(&text.replace("#a", "a"), &[]).unwrap()[0][0].value, "1");
    }

    #[test]
    fn every_line_belongs_to_the_profile_above_it() {
        let names = ["one", " a=b] "];
        let parts = names.map(|name| part(Some(name), vec![set("key", name)]));
        let text = write(&[], &parts);
        let sections = read(&text, &names).unwrap();
        let keys: Vec<_> = sections.iter().map(|lines| &*lines[0].value).collect();
        assert_eq!(keys, names);
        assert_eq!(
            faults("a=1\n[profile x]\n", &["x"]),
            "\
            1: `a` stands above the first heading and so belongs to no profile"
        );
        assert_eq!(
            faults("[profile x]\n[profile x]\n[profile y]\n", &["x", "z"]),
            "\
            2: `[profile x]` stands twice\n\
            3: `[profile y]` is no heading of this text\n\
            the heading `[profile z]` is missing"
        );
    }

    #[test]
    fn a_line_that_is_left_open_does_not_swallow_a_comment() {
        assert_eq!(read("a=b\\\nc\n", &[]).unwrap()[0][0].value, "bc");
        for text in ["a=b\\\n# c\n", "a=b\\\n\n# c\n", "a=b\\\n", "a=b\\"] {
            let problem = "1: the line ends in a backslash, but no line follows that belongs to it";
            assert_eq!(faults(text, &[]), problem, "{text:?}");
        }
        assert_eq!(read("# a\\\nb=1\n", &[]).unwrap()[0][0].key, "b");
    }

    #[test]
    fn some_names_cannot_be_written() {
        for name in ["", "#a", "a=b", "a\nb", " a", "a:json", "[profile x]"] {
            assert!(!is_writable(name), "{name:?}");
        }
    }
}
