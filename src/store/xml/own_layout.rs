//! A quick way through files that are laid out exactly as we write them, which nearly all are.
//!
//! A reading command spends most of its time in the XML parser. Here a line is a property or the file
//! is not ours: at the first thing that we would not have written, the parser takes over. A test
//! holds both ways to the same result.

use std::borrow::Cow;

use super::Copy;
use super::Document;
use super::Frame;
use super::read::chosen_profile;
use super::write;
use crate::model::Configuration;
use crate::model::Entry;
use crate::model::ExtraMarkup;
use crate::model::Item;
use crate::model::MAX_VALUE_BYTES;
use crate::model::PROFILE_KEY;
use crate::model::Profile;
use crate::model::Property;
use crate::model::UnknownMarkup;

/// The document, if the text is laid out as we write it and holds nothing but profiles.
pub(super) fn read(text: &str) -> Option<Document> {
    if !is_plain(text) {
        return None;
    }
    let rest = text.strip_prefix("<icegrid>\n  ")?.strip_prefix(write::HEADER)?;
    let rest = rest.strip_prefix("\n  <properties id=\"__ACTIVE__\">\n")?;
    let (block, mut rest) = rest.split_once(BLOCK_END)?;
    let mut pairs = block.split('\n').map(pair);
    let active = match pairs.next()?? {
        (key, name) if key == PROFILE_KEY => name,
        _ => return None,
    };
    if !pairs.all(|pair| pair.is_some_and(|(key, _)| key != PROFILE_KEY)) {
        return None;
    }
    let mut entries = vec![Entry::Active];
    while let Some(block) = rest.strip_prefix("  <properties id=\"") {
        let (id, block) = block.split_once("\">\n")?;
        let (block, behind) = empty_block(block).or_else(|| block.split_once(BLOCK_END))?;
        if id == super::ACTIVE_BLOCK {
            return None;
        }
        entries.push(Entry::Profile(profile(id, block)?));
        rest = behind;
    }
    let behind = rest.strip_prefix("  ")?.strip_prefix(write::INCLUDE)?;
    if behind != "\n</icegrid>\n" {
        return None;
    }
    entries.push(Entry::Unknown(UnknownMarkup(write::INCLUDE.into())));
    let found = entries.len();
    let configuration = Configuration::read(entries, chosen_profile(&active));
    if configuration.entries().len() != found {
        return None;
    }
    let frame = Frame { includes_templates: true, ..Frame::default() };
    Some(Document { configuration, frame, copy: Copy::Text(block.into()) })
}

const BLOCK_END: &str = "\n  </properties>\n";

fn empty_block(block: &str) -> Option<(&str, &str)> {
    block.strip_prefix("  </properties>\n").map(|behind| ("", behind))
}

/// Whether there is no white space but blanks and line feeds, and no character that XML forbids.
fn is_plain(text: &str) -> bool {
    !text.bytes().any(|byte| byte < b' ' && byte != b'\n')
        && !text.contains('\u{FFFE}')
        && !text.contains('\u{FFFF}')
}

fn profile(id: &str, block: &str) -> Option<Profile> {
    let id = unescaped(id)?;
    let mut items = Vec::new();
    for line in block.split('\n').filter(|_| !block.is_empty()) {
        let (key, value) = pair(line)?;
        let property = Property { key: key.into(), value: value.into(), extra: None };
        items.push(Item::Property(property));
    }
    Some(Profile::read(&id, ExtraMarkup::default(), items))
}

/// Key and value of a line.
fn pair(line: &str) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    let line = line.strip_prefix("    <property name=\"")?.strip_suffix("\"/>")?;
    let (key, rest) = line.split_once('"')?;
    let (key, value) = (unescaped(key)?, unescaped(rest.strip_prefix(" value=\"")?)?);
    (value.len() <= MAX_VALUE_BYTES).then_some((key, value))
}

/// The text of an attribute, with none but the escapes that we write.
fn unescaped(raw: &str) -> Option<Cow<'_, str>> {
    // One search for each: that is several times as fast as one for all.
    if raw.contains('<') || raw.contains('"') || raw.contains('\n') {
        return None;
    }
    if !raw.contains('&') {
        return Some(Cow::Borrowed(raw));
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, behind) = after.split_once(';')?;
        text.push_str(before);
        text.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#9" => '\t',
            "#10" => '\n',
            "#13" => '\r',
            _ => return None,
        });
        rest = behind;
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}
