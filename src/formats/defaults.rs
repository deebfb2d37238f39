//! The defaults file that OMERO.server ships, `omero.properties`, and the three ways to list it.
//!
//! Keys and values, with comments and continued lines, but none of the escapes of Java properties. A
//! comment describes the property below it; `glossary` makes a document of that.

use std::collections::BTreeMap;
use std::fmt::Write;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShippedDefault {
    pub key: String,
    pub value: String,
    /// The comment above it, line by line.
    pub text: String,
}

/// A line that is neither a comment nor an assignment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is neither a comment nor `KEY=VALUE`: {text}")]
pub(crate) struct NoAssignment {
    pub line: usize,
    pub text: String,
}

/// What follows is for developers.
const END: &str = "### END";

/// Lines that are not a comment about a property.
const RULE: &str = "##";

/// Beginnings of lines that are not settings.
const PASSED_OVER: [&str; 3] = ["versions", "omero.upgrades", "omero.version"];

/// The properties of a defaults file, in its order.
pub(crate) fn read(text: &str) -> Result<Vec<ShippedDefault>, NoAssignment> {
    let mut defaults = Vec::new();
    let mut comment = String::new();
    let mut lines = (1..).zip(text.lines()).take_while(|(_, line)| !line.starts_with(END));
    while let Some((line, text)) = lines.next() {
        if text.trim().is_empty() || text.starts_with(RULE) {
            continue;
        }
        if text.starts_with('#') {
            // One space belongs to the mark.
            comment.extend([text.get(2..).unwrap_or_default(), "\n"]);
            continue;
        }
        let text_above = std::mem::take(&mut comment);
        if PASSED_OVER.iter().any(|beginning| text.starts_with(beginning)) {
            continue;
        }
        let mut whole = text.to_owned();
        while let Some(open) = whole.strip_suffix('\\') {
            let next = lines.next().map_or("", |(_, next)| next);
            whole = open.to_owned() + next;
        }
        let (key, value) =
            whole.split_once('=').ok_or_else(|| NoAssignment { line, text: text.to_owned() })?;
        defaults.push(ShippedDefault {
            key: key.to_owned(),
            value: value.to_owned(),
            text: text_above,
        });
    }
    Ok(defaults)
}

pub(crate) fn assignments(defaults: &[ShippedDefault]) -> String {
    let mut lines: Vec<_> =
        defaults.iter().map(|found| format!("{}={}\n", found.key, found.value)).collect();
    lines.sort();
    lines.concat()
}

/// The keys of each section below it, the sections sorted; those of Ice are left out.
pub(crate) fn keys(defaults: &[ShippedDefault]) -> String {
    let mut sections = BTreeMap::<&str, Vec<&str>>::new();
    for default in defaults {
        let Some(rest) = default.key.strip_prefix("omero.") else { continue };
        let (section, name) = rest.split_once('.').unwrap_or((rest, ""));
        sections.entry(section).or_default().push(name);
    }
    let mut listing = String::new();
    for (section, names) in sections {
        // Writing to a string cannot fail.
        let _ = writeln!(listing, "{section} ({})", names.len());
        listing.extend(names.iter().flat_map(|name| ["\t ", *name, "\n"]));
    }
    listing
}

/// The headings of the glossary with the number of their properties, sorted.
pub(crate) fn headings(
    defaults: &[ShippedDefault],
    heading: impl Fn(&str) -> Option<String>,
) -> String {
    let mut counts = BTreeMap::<String, usize>::new();
    for heading in defaults.iter().filter_map(|default| heading(&default.key)) {
        *counts.entry(heading).or_default() += 1;
    }
    counts.iter().fold(String::new(), |listing, (heading, count)| {
        listing + &format!("{heading} ({count})\n")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_goes_on_while_lines_end_in_a_backslash() {
        let read = read("a=1,\\\n2,\\\n  3\nb=4\n").unwrap();
        assert_eq!(assignments(&read), "a=1,2,  3\nb=4\n");
    }

    #[test]
    fn versions_and_what_is_for_developers_are_left_out() {
        let read = read("omero.version=5\nversions.x=1\na=1\n### END\nb=2\n").unwrap();
        assert_eq!(assignments(&read), "a=1\n");
    }

    #[test]
    fn a_comment_tells_about_the_property_below_it() {
        let read = read("## Ice\n# Where\n#\n# images are\n\na=1\nb=2\n# gone\nversions.x=1\nc=3");
        let texts: Vec<_> = read.unwrap().into_iter().map(|found| found.text).collect();
        assert_eq!(texts, ["Where\n\nimages are\n", "", ""]);
    }

    #[test]
    fn a_line_without_equals_sign_is_told() {
        assert_eq!(read("a=1\n\njunk\n").unwrap_err().line, 3);
    }

    #[test]
    fn a_setting_is_a_property_with_its_default() {
        let read = read("# Where images are\nomero.data.dir=/OMERO\n").unwrap();
        assert_eq!(read[0].key, "omero.data.dir");
    }
}
