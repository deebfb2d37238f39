//! The glossary: a document that explains properties, below a heading for each section.
//!
//! In reStructuredText each property is announced by the directive `property`, which the documentation
//! of OMERO defines; in Markdown each has an anchor, so `#omero.db.host` leads to it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::defaults::ShippedDefault;

/// A property as the glossary explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Topic {
    /// The heading above it.
    pub heading: String,
    pub key: String,
    pub text: String,
    /// Its default; none if it has none.
    pub default: Option<String>,
}

/// In which markup the document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Markup {
    /// reStructuredText, as Sphinx takes it.
    Rst,
    /// Markdown, as `CommonMark` describes it.
    Markdown,
}

/// Comments that begin like this are for developers.
const FOR_DEVELOPERS: &str = "DEVELOPMENT";

/// The text at the beginning.
const INTRODUCTION: &str = "\
A property that is not set has its default. `omero config set KEY VALUE` sets a property,
`omero config unset KEY` returns it to its default, and `omero config describe KEY` explains it.";

/// The properties of a defaults file as topics; what is for developers is left out.
pub(crate) fn topics(
    defaults: Vec<ShippedDefault>,
    heading: impl Fn(&str) -> Option<String>,
) -> impl Iterator<Item = Topic> {
    defaults.into_iter().filter_map(move |ShippedDefault { key, value, text }| {
        let heading = heading(&key).filter(|_| !text.starts_with(FOR_DEVELOPERS))?;
        Some(Topic { heading, key, text, default: Some(value) })
    })
}

/// The whole document, sorted by heading and key.
pub(crate) fn write(topics: impl Iterator<Item = Topic>, markup: Markup) -> String {
    let mut sections = BTreeMap::<String, Vec<Topic>>::new();
    for topic in topics {
        sections.entry(topic.heading.clone()).or_default().push(topic);
    }
    let mut document = String::new();
    markup.heading("Configuration properties", '=', &mut document);
    put(&mut document, format_args!("{}\n\n", markup.prose(INTRODUCTION)));
    for (heading, mut topics) in sections {
        topics.sort_by(|one, other| one.key.cmp(&other.key));
        markup.section(&heading, &mut document);
        for topic in &topics {
            markup.topic(topic, &mut document);
        }
    }
    document.truncate(document.trim_end().len());
    document + "\n"
}

impl Markup {
    /// A section with the label that other documents refer to.
    fn section(self, heading: &str, out: &mut String) {
        if self == Self::Rst {
            let label = label(heading);
            put(out, format_args!(".. _{label}_configuration:\n\n"));
        }
        self.heading(heading, '-', out);
    }

    fn heading(self, heading: &str, line: char, out: &mut String) {
        match (self, line) {
            (Self::Rst, _) => {
                let line = line.to_string().repeat(heading.chars().count());
                put(out, format_args!("{heading}\n{line}\n\n"));
            }
            (Self::Markdown, '=') => put(out, format_args!("# {heading}\n\n")),
            (Self::Markdown, _) => put(out, format_args!("## {heading}\n\n")),
        }
    }

    fn topic(self, topic: &Topic, out: &mut String) {
        let Topic { key, text, default, .. } = topic;
        match self {
            Self::Rst => {
                let line = "^".repeat(key.chars().count());
                put(out, format_args!(".. property:: {key}\n\n{key}\n{line}\n"));
            }
            Self::Markdown => {
                let shown = self.plain(key);
                put(out, format_args!("### <a id=\"{}\"></a>{shown}\n\n", anchor(key)));
            }
        }
        let text = text.trim_end_matches('\n');
        if !text.is_empty() {
            put(out, format_args!("{text}\n\n"));
        }
        if let Some(default) = default {
            put(out, format_args!("Default: {}\n\n", self.literal(default)));
        }
    }

    /// Plain prose in this markup; text between backticks is code.
    pub(crate) fn prose(self, text: &str) -> String {
        let pieces = text.split('`').enumerate();
        let marked = pieces.map(|(at, piece)| match at % 2 {
            0 => self.plain(piece),
            _ => self.literal(piece),
        });
        marked.collect()
    }

    /// Characters that would be marks get a backslash; `_` inside a word is none.
    fn plain(self, text: &str) -> String {
        let marks = match self {
            Self::Rst => "*|\\",
            Self::Markdown => "*<\\",
        };
        let mut plain = String::new();
        let mut before = ' ';
        let mut rest = text.chars().peekable();
        while let Some(found) = rest.next() {
            let ends_word = rest.peek().is_none_or(|next| !next.is_alphanumeric());
            let is_mark = found == '_' && (ends_word || !before.is_alphanumeric());
            if is_mark || marks.contains(found) {
                plain.push('\\');
            }
            plain.push(found);
            before = found;
        }
        plain
    }

    fn literal(self, value: &str) -> String {
        if value.is_empty() {
            return "[empty]".to_owned();
        }
        let value = value.replace('\n', " ");
        match self {
            Self::Rst => format!("``{value}``"),
            Self::Markdown if value.contains('`') => format!("`` {value} ``"),
            Self::Markdown => format!("`{value}`"),
        }
    }
}

/// The beginning of the label of a section, as the documentation of OMERO refers to it.
fn label(heading: &str) -> String {
    match heading {
        "Binary repository" => "fs".to_owned(),
        "Database" => "db".to_owned(),
        "Logging" => "log".to_owned(),
        other => other.to_lowercase(),
    }
}

/// The part of an address that leads to a property; those of a family are in angle brackets.
fn anchor(key: &str) -> String {
    key.replace(['<', '>'], "")
}

/// Writing to a string cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::defaults;

    fn document(markup: Markup) -> String {
        let read = defaults::read(
            "# Where images are.\n#\n# - one\nomero.data.dir=/OMERO\n# DEVELOPMENT\nomero.data.x=1\n\
             omero.db.name=\nomero.checksum.supported=a,b\n",
        );
        let heading = |key: &str| {
            let is_database = key.starts_with("omero.db.");
            Some(if is_database { "Database" } else { "Binary repository" }.to_owned())
        };
        write(topics(read.unwrap(), heading), markup)
    }

    #[test]
    fn in_restructured_text() {
        insta::assert_snapshot!(document(Markup::Rst), @"
        Configuration properties
        ========================

        A property that is not set has its default. ``omero config set KEY VALUE`` sets a property,
        ``omero config unset KEY`` returns it to its default, and ``omero config describe KEY`` explains it.

        .. _fs_configuration:

        Binary repository
        -----------------

        .. property:: omero.checksum.supported

        omero.checksum.supported
        ^^^^^^^^^^^^^^^^^^^^^^^^
        Default: ``a,b``

        .. property:: omero.data.dir

        omero.data.dir
        ^^^^^^^^^^^^^^
        Where images are.

        - one

        Default: ``/OMERO``

        .. _db_configuration:

        Database
        --------

        .. property:: omero.db.name

        omero.db.name
        ^^^^^^^^^^^^^
        Default: [empty]
        ");
    }

    #[test]
    fn in_markdown() {
        insta::assert_snapshot!(document(Markup::Markdown), @r#"
        # Configuration properties

        A property that is not set has its default. `omero config set KEY VALUE` sets a property,
        `omero config unset KEY` returns it to its default, and `omero config describe KEY` explains it.

        ## Binary repository

        ### <a id="omero.checksum.supported"></a>omero.checksum.supported

        Default: `a,b`

        ### <a id="omero.data.dir"></a>omero.data.dir

        Where images are.

        - one

        Default: `/OMERO`

        ## Database

        ### <a id="omero.db.name"></a>omero.db.name

        Default: [empty]
        "#);
    }
}
