//! A configuration to the text of `config.xml`.

use super::Document;
use super::MAX_FILE_BYTES;
use super::Problem;
use super::XmlError;
use crate::model::Configuration;
use crate::model::ExtraMarkup;
use crate::model::Item;
use crate::model::Profile;
use crate::model::Property;
use crate::model::TopLevelItem;
use crate::model::UnknownMarkup;

/// The comment at the top of every file that we write.
pub(super) const HEADER: &str = "<!-- Kept by `omero config`: change it with `omero config set` or \
                                 `omero config edit`. IceGrid reads it too. -->";

/// What the registry of IceGrid needs in addition to the profiles.
pub(super) const INCLUDE: &str = "<include file=\"templates.xml\"/>";

/// The text of a file that holds `configuration`, with everything around it that `document` had.
pub fn write(document: &Document, configuration: &Configuration) -> Result<String, XmlError> {
    let frame = &document.frame;
    let mut out = Writer { text: String::new() };
    if frame.declared {
        out.line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }
    out.foreign(0, &frame.before_root);
    out.line(0, &format!("<{}{}>", super::ROOT, frame.root_attributes));
    out.line(1, HEADER);
    for entry in configuration.entries() {
        match entry {
            TopLevelItem::Active => out.active_block(configuration, &frame.active_block),
            TopLevelItem::Profile(profile) => out.profile(profile),
            TopLevelItem::Unknown(foreign) => out.line(1, &foreign.0),
        }
    }
    if !frame.includes_templates {
        out.line(1, INCLUDE);
    }
    out.line(0, &format!("</{}>", super::ROOT));
    out.foreign(0, &frame.after_root);
    match out.text.len() as u64 {
        bytes if bytes > MAX_FILE_BYTES => Err(Problem::TooLarge(bytes).into()),
        _ => Ok(out.text),
    }
}

struct Writer {
    text: String,
}

impl Writer {
    fn line(&mut self, depth: usize, text: &str) {
        self.indent(depth);
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn indent(&mut self, depth: usize) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
    }

    fn foreign(&mut self, depth: usize, all: &[UnknownMarkup]) {
        for foreign in all {
            self.line(depth, &foreign.0);
        }
    }

    fn profile(&mut self, profile: &Profile) {
        self.open_block(profile.name(), profile.extra());
        for item in profile.items() {
            match item {
                Item::Property(property) => self.property(property),
                Item::Unknown(foreign) => self.line(2, &foreign.0),
            }
        }
        self.line(1, "</properties>");
    }

    fn active_block(&mut self, configuration: &Configuration, extra: &ExtraMarkup) {
        self.open_block(super::ACTIVE_BLOCK, extra);
        self.copy_of_active(configuration);
        if !extra.content.is_empty() {
            self.line(2, &extra.content);
        }
        self.line(1, "</properties>");
    }

    fn copy_of_active(&mut self, configuration: &Configuration) {
        for (key, value) in configuration.active_block() {
            self.key_and_value(key, value);
            self.text.push_str("/>\n");
        }
    }

    fn open_block(&mut self, id: &str, extra: &ExtraMarkup) {
        self.indent(1);
        self.text.push_str("<properties");
        self.attribute("id", id);
        self.text.push_str(&extra.attributes);
        self.text.push_str(">\n");
    }

    fn property(&mut self, property: &Property) {
        self.key_and_value(&property.key, &property.value);
        match property.extra.as_deref() {
            None => self.text.push_str("/>\n"),
            Some(ExtraMarkup { attributes, content }) if content.is_empty() => {
                self.text.push_str(attributes);
                self.text.push_str("/>\n");
            }
            Some(ExtraMarkup { attributes, content }) => {
                self.text.push_str(attributes);
                self.text.push('>');
                self.text.push_str(content);
                self.text.push_str("</property>\n");
            }
        }
    }

    fn key_and_value(&mut self, key: &str, value: &str) {
        self.indent(2);
        self.text.push_str("<property");
        self.attribute("name", key);
        self.attribute("value", value);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.escaped(value);
        self.text.push('"');
    }

    /// Whitespace other than spaces would be read back as spaces (XML 1.0, section 3.3.3).
    fn escaped(&mut self, value: &str) {
        let is_special =
            |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\t' | b'\n' | b'\r');
        let mut rest = value;
        while let Some(at) = rest.bytes().position(is_special) {
            let (plain, special) = rest.split_at(at);
            self.text.push_str(plain);
            self.text.push_str(match special.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'"') => "&quot;",
                Some(b'\t') => "&#9;",
                Some(b'\n') => "&#10;",
                _ => "&#13;",
            });
            rest = special.get(1..).unwrap_or_default();
        }
        self.text.push_str(rest);
    }
}
