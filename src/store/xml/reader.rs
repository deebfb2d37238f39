//! The text of `config.xml` to a configuration.

use std::rc::Rc;

use super::ACTIVE_BLOCK;
use super::ActiveCopy;
use super::Document;
use super::Frame;
use super::ROOT;
use super::encoding;
use super::error::Malformed;
use super::error::Problem;
use super::error::XmlError;
use super::syntax::WHITESPACE;
use super::tokens::DocumentType;
use super::tokens::Kind;
use super::tokens::Token;
use super::tokens::Tokens;
use super::write::HEADER;
use super::write::INCLUDE;
use crate::model::Configuration;
use crate::model::ExtraMarkup;
use crate::model::Item;
use crate::model::MAX_VALUE_BYTES;
use crate::model::PROFILE_KEY;
use crate::model::Profile;
use crate::model::ProfileName;
use crate::model::Property;
use crate::model::SharedText;
use crate::model::TopLevelItem;
use crate::model::UnknownMarkup;

/// What the Python `omero config` writes into its comment, whatever the time; ours replaces it.
const FORMER_HEADER: [&str; 2] = ["This file was generated at ", " by the OmeroConfig system."];

/// Reads a file: well-formed XML with any elements, in their order.
pub fn read(bytes: &[u8]) -> Result<Document, XmlError> {
    read_text(&encoding::decode(bytes)?.into())
}

/// The same for a text, of which keys and values become parts.
pub(in crate::store) fn read_text(text: &Rc<str>) -> Result<Document, XmlError> {
    let tokens = Tokens::new(text, DocumentType::Refused);
    let document = tokens.and_then(|tokens| Reader::new(text, tokens).document());
    document.map_err(|problem| problem.located(text))
}

struct Reader<'text> {
    text: &'text Rc<str>,
    tokens: Tokens<'text>,
    frame: Frame,
    entries: Vec<TopLevelItem>,
    /// The block `__ACTIVE__`, if there is one.
    active: Option<ActiveBlock>,
}

/// The first block `__ACTIVE__` of a file.
#[derive(Default)]
struct ActiveBlock {
    /// Which profile it names; of two names the last counts.
    profile: Option<SharedText>,
    pairs: Vec<(SharedText, SharedText)>,
}

impl<'text> Reader<'text> {
    fn new(text: &'text Rc<str>, tokens: Tokens<'text>) -> Self {
        Self { text, tokens, frame: Frame::default(), entries: Vec::new(), active: None }
    }

    fn document(mut self) -> Result<Document, Malformed> {
        let root = self.root()?;
        if root == Kind::Start {
            self.root_content()?;
        }
        while let Some(token) = self.tokens.next()? {
            self.frame.after_root.extend(self.markup(token.start, token.end));
        }
        let named = self.active.as_ref().and_then(|block| block.profile.as_deref());
        let named = named.filter(|name| *name != ACTIVE_BLOCK).unwrap_or(ProfileName::DEFAULT);
        let found = self.entries.len();
        let configuration = Configuration::read(self.entries, named);
        let is_complete = self.frame.includes_templates && configuration.entries().len() == found;
        let active_copy = match self.active {
            Some(block) if is_complete => ActiveCopy::Unchecked(block.pairs),
            _ => ActiveCopy::Stale,
        };
        Ok(Document { configuration, frame: self.frame, active_copy })
    }

    /// Everything up to the start tag of the root, and that.
    fn root(&mut self) -> Result<Kind, Malformed> {
        loop {
            // Without a root the tokens end with an error.
            let Some(token) = self.tokens.next()? else { return Ok(Kind::Empty) };
            match token.kind {
                Kind::Declaration => self.frame.declared = true,
                Kind::Start | Kind::Empty => {
                    self.check_root(&token)?;
                    self.frame.root_attributes = self.tokens.tag.extra_attributes(&[]);
                    return Ok(token.kind);
                }
                _ => self.frame.before_root.extend(self.markup(token.start, token.end)),
            }
        }
    }

    fn check_root(&self, token: &Token<'_>) -> Result<(), Malformed> {
        let name = self.tokens.tag.name;
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        match self.tokens.namespace() {
            Some(namespace) if local == ROOT => {
                Err(Malformed::new(token.start, Problem::Namespace(namespace.into())))
            }
            _ if name != ROOT => Err(Malformed::new(token.start, Problem::WrongRoot(name.into()))),
            _ => Ok(()),
        }
    }

    fn root_content(&mut self) -> Result<(), Malformed> {
        while let Some(token) = self.tokens.next()? {
            self.entries.extend(unknown(token.text_before).map(TopLevelItem::Unknown));
            match token.kind {
                Kind::End => return Ok(()),
                Kind::Start | Kind::Empty if self.tokens.is_named("properties") => {
                    self.properties(&token)?;
                }
                Kind::Start | Kind::Empty => self.other_element(&token)?,
                Kind::Remark | Kind::Declaration => {
                    let remark = self.markup(token.start, token.end);
                    let remark = remark.filter(|found| !is_header(found));
                    self.entries.extend(remark.map(TopLevelItem::Unknown));
                }
            }
        }
        Ok(())
    }

    /// An element that is not a profile. The one for the templates is written in our way unless there is
    /// more in it, so that the same content is the same bytes whichever program wrote it first.
    fn other_element(&mut self, token: &Token<'_>) -> Result<(), Malformed> {
        let is_include = self.tokens.is_named("include")
            && self.tokens.tag.value("file") == Some("templates.xml");
        let is_plain = is_include && self.tokens.tag.extra_attributes(&["file"]).is_empty();
        let end = self.tokens.skip_element(token)?;
        let is_empty = token.kind == Kind::Empty || self.is_empty_element(token.end, end);
        self.frame.includes_templates |= is_include;
        let markup = if is_plain && is_empty {
            Some(UnknownMarkup(INCLUDE.into()))
        } else {
            self.markup(token.start, end)
        };
        self.entries.extend(markup.map(TopLevelItem::Unknown));
        Ok(())
    }

    fn is_empty_element(&self, content: usize, end: usize) -> bool {
        let rest = self.text.get(content..end).unwrap_or_default();
        rest.trim_start_matches(WHITESPACE).starts_with("</")
    }

    /// A profile, or the block `__ACTIVE__`. Of two such blocks only the first is kept.
    fn properties(&mut self, token: &Token<'_>) -> Result<(), Malformed> {
        let attributes = self.tokens.tag.extra_attributes(&["id"]);
        let Some(id) = self.tokens.tag.value("id") else {
            return Err(Malformed::new(token.start, Problem::NoId));
        };
        if id != ACTIVE_BLOCK {
            let id = id.to_owned();
            let items = if token.kind == Kind::Start { self.items()? } else { Vec::new() };
            let extra = ExtraMarkup { attributes, content: Box::default() };
            self.entries.push(TopLevelItem::Profile(Profile::read(&id, extra, items)));
        } else if self.active.is_none() {
            self.entries.push(TopLevelItem::Active);
            let mut block = ActiveBlock::default();
            let content = if token.kind == Kind::Start {
                self.active_block(&mut block)?
            } else {
                Box::default()
            };
            self.frame.active_block = ExtraMarkup { attributes, content };
            self.active = Some(block);
        } else {
            self.tokens.skip_element(token)?;
        }
        Ok(())
    }

    /// What is in a profile.
    fn items(&mut self) -> Result<Vec<Item>, Malformed> {
        let mut items = Vec::new();
        while let Some(token) = self.tokens.next()? {
            items.extend(unknown(token.text_before).map(Item::Unknown));
            if token.kind == Kind::End {
                break;
            }
            match self.property(&token)? {
                Some(property) => items.push(Item::Property(property)),
                None => items.extend(self.other(&token)?.map(Item::Unknown)),
            }
        }
        Ok(items)
    }

    /// Reads the copy of a profile, and returns the other markup in the block.
    fn active_block(&mut self, block: &mut ActiveBlock) -> Result<Box<str>, Malformed> {
        let mut kept = Vec::new();
        while let Some(token) = self.tokens.next()? {
            kept.extend(unknown(token.text_before).map(|found| found.0));
            if token.kind == Kind::End {
                break;
            }
            if !self.is_property(&token) {
                kept.extend(self.other(&token)?.map(|found| found.0));
                continue;
            }
            let (key, value) = (self.value(&token, "name"), self.value(&token, "value"));
            if *key == *PROFILE_KEY {
                block.profile = Some(value.clone());
            }
            block.pairs.push((key, value));
            self.tokens.skip_element(&token)?;
        }
        Ok(kept.join("\n    ").into())
    }

    fn is_property(&self, token: &Token<'_>) -> bool {
        matches!(token.kind, Kind::Start | Kind::Empty)
            && self.tokens.is_named("property")
            && self.tokens.tag.value("name").is_some()
    }

    /// The property that `token` starts, if it is one and has a name.
    fn property(&mut self, token: &Token<'_>) -> Result<Option<Property>, Malformed> {
        if !self.is_property(token) {
            return Ok(None);
        }
        let attributes = self.tokens.tag.extra_attributes(&["name", "value"]);
        let (key, value) = (self.value(token, "name"), self.value(token, "value"));
        if value.len() > MAX_VALUE_BYTES {
            let problem = Problem::LongValue { key: (&*key).into(), bytes: value.len() };
            return Err(Malformed::new(token.start, problem));
        }
        let content = self.content(token)?;
        let extra = ExtraMarkup { attributes, content: content.into() };
        let extra = (extra != ExtraMarkup::default()).then(|| Box::new(extra));
        Ok(Some(Property { key, value, extra }))
    }

    /// The value of an attribute of the tag that is `token`; empty if there is no such attribute.
    fn value(&self, token: &Token<'_>, name: &str) -> SharedText {
        let tag = &self.tokens.tag;
        let Some(attribute) = tag.attribute(name) else { return "".into() };
        match attribute.written() {
            Some(part) => {
                SharedText::part(self.text, token.start + part.start..token.start + part.end)
            }
            None => tag.value_of(attribute).into(),
        }
    }

    /// What is between the tags of an element, as it is written.
    fn content(&mut self, token: &Token<'_>) -> Result<&'text str, Malformed> {
        if token.kind == Kind::Empty {
            return Ok("");
        }
        let end = self.tokens.skip_element(token)?;
        let content = self.text.get(token.end..end).unwrap_or_default();
        let content = content.get(..content.rfind("</").unwrap_or_default()).unwrap_or_default();
        Ok(content.trim_matches(WHITESPACE))
    }

    /// Markup that we do not know: an element with all its content, or a remark.
    fn other(&mut self, token: &Token<'_>) -> Result<Option<UnknownMarkup>, Malformed> {
        let end = self.tokens.skip_element(token)?;
        Ok(self.markup(token.start, end))
    }

    fn markup(&self, start: usize, end: usize) -> Option<UnknownMarkup> {
        unknown(self.text.get(start..end).unwrap_or_default())
    }
}

fn unknown(text: &str) -> Option<UnknownMarkup> {
    (!text.is_empty()).then(|| UnknownMarkup(text.into()))
}

fn is_header(found: &UnknownMarkup) -> bool {
    &*found.0 == HEADER || FORMER_HEADER.iter().all(|words| found.0.contains(words))
}
