//! A text as the tokens of well-formed XML 1.0 with namespaces, one at a time.
//!
//! quick-xml finds where tokens end, and compares end tags with start tags. It accepts much that is not
//! XML, so each token is then checked with the rules of `syntax`, `tag` and `namespaces`: what expat
//! refuses is refused. Nothing is copied, nothing recurses, and no step reads more than one token.

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::errors::IllFormedError;
use quick_xml::events::Event;

use super::MAX_DEPTH;
use super::error::Malformed;
use super::error::Problem;
use super::namespaces::Namespaces;
use super::syntax;
use super::syntax::WHITESPACE;
use super::syntax::Whitespace;
use super::syntax_error::SyntaxError;
use super::tag::Tag;

/// What a document type does. No declaration in it is ever followed, so an entity of its own is not
/// defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum DocumentType {
    Refused,
    Skipped,
}

/// A piece of markup, and the text in front of it.
#[derive(Debug)]
pub(in crate::store) struct Token<'text> {
    pub(in crate::store) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The text between the token before and this one as it is written, without the whitespace
    /// around it.
    pub(super) text_before: &'text str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Start,
    /// The tag of an element without content. No end tag follows.
    Empty,
    End,
    /// A comment or a processing instruction.
    Remark,
    /// The XML declaration.
    Declaration,
}

/// The tokens of a text.
pub(in crate::store) struct Tokens<'text> {
    text: &'text str,
    reader: Reader<&'text [u8]>,
    whitespace: Whitespace,
    document_type: DocumentType,
    namespaces: Option<Box<Namespaces<'text>>>,
    /// The last start tag, or tag of an empty element.
    pub(in crate::store) tag: Tag<'text>,
    /// How many elements are open.
    pub(in crate::store) depth: usize,
    has_root: bool,
    /// Whether the last token was an empty element, whose declarations end with it.
    was_empty: bool,
    /// The end of the last event of the tokenizer.
    at: usize,
    /// The end of the last token.
    token_end: usize,
    has_text: bool,
}

impl<'text> Tokens<'text> {
    /// The tokens of a text without a byte order mark.
    pub(in crate::store) fn new(
        text: &'text str,
        document_type: DocumentType,
    ) -> Result<Self, Malformed> {
        let whitespace = syntax::check_characters(text)?;
        // The tokenizer would skip it, and count bytes from there.
        if text.starts_with('\u{FEFF}') {
            return Err(Malformed::new(0, SyntaxError::TextOutside));
        }
        let mut reader = Reader::from_str(text);
        reader.config_mut().trim_text_start = true;
        Ok(Self {
            text,
            reader,
            whitespace,
            document_type,
            namespaces: None,
            tag: Tag::default(),
            depth: 0,
            has_root: false,
            was_empty: false,
            at: 0,
            token_end: 0,
            has_text: false,
        })
    }

    /// The next token; none after the last, when the root element has ended.
    pub(in crate::store) fn next(&mut self) -> Result<Option<Token<'text>>, Malformed> {
        if std::mem::take(&mut self.was_empty) {
            self.leave_namespaces();
        }
        loop {
            let event = self.reader.read_event().map_err(|error| self.not_a_token(&error))?;
            // The tokenizer skips whitespace in front of a token.
            let start = syntax::end_of_whitespace(self.text, self.at);
            // The text is not larger than an address.
            #[expect(clippy::cast_possible_truncation, reason = "a place in a text")]
            let end = self.reader.buffer_position() as usize;
            self.at = end;
            let kind = match event {
                Event::Empty(_) => self.start_element(Kind::Empty, start, end)?,
                Event::Start(_) => self.start_element(Kind::Start, start, end)?,
                Event::End(_) => self.end_element(),
                Event::Comment(_) => self.comment(start, end)?,
                Event::PI(_) | Event::Decl(_) => self.instruction(start, end)?,
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    self.content(&event, start)?;
                    continue;
                }
                Event::DocType(_) => {
                    self.document_type(start)?;
                    continue;
                }
                Event::Eof if self.depth > 0 || !self.has_root => return Err(self.truncated()),
                Event::Eof => return Ok(None),
            };
            return Ok(Some(self.token(kind, start, end)));
        }
    }

    /// Whether the element of `tag` is called `name` and is in no namespace.
    pub(in crate::store) fn is_named(&self, name: &str) -> bool {
        self.tag.name == name
            && self.namespaces.as_ref().is_none_or(|all| all.default_namespace().is_none())
    }

    /// The namespace of the element of `tag`.
    pub(super) fn namespace(&self) -> Option<&str> {
        self.namespaces.as_ref()?.of(&self.tag)
    }

    /// Skips the rest of the element that `token` starts; the byte after its end.
    pub(in crate::store) fn skip_element(&mut self, token: &Token<'_>) -> Result<usize, Malformed> {
        let mut end = token.end;
        if token.kind == Kind::Start {
            let depth = self.depth;
            while self.depth >= depth {
                let Some(token) = self.next()? else { break };
                end = token.end;
            }
        }
        Ok(end)
    }

    fn token(&mut self, kind: Kind, start: usize, end: usize) -> Token<'text> {
        let text_before = if std::mem::take(&mut self.has_text) {
            self.slice(self.token_end, start).trim_matches(WHITESPACE)
        } else {
            ""
        };
        self.token_end = end;
        Token { kind, start, end, text_before }
    }

    fn start_element(&mut self, kind: Kind, start: usize, end: usize) -> Result<Kind, Malformed> {
        let raw = self.slice(start, end);
        self.tag.read(raw, self.whitespace).map_err(|problem| problem.after(start))?;
        if self.depth == 0 && self.has_root {
            return Err(Malformed::new(start, SyntaxError::SecondRoot));
        }
        if self.depth >= MAX_DEPTH {
            return Err(Malformed::new(start, Problem::TooDeep));
        }
        self.has_root = true;
        if self.tag.mentions_namespaces {
            let namespaces = self.namespaces.get_or_insert_default();
            let entered = namespaces.enter(self.depth + 1, &self.tag);
            entered.map_err(|problem| problem.after(start))?;
        }
        match kind {
            Kind::Empty => self.was_empty = true,
            _ => self.depth += 1,
        }
        Ok(kind)
    }

    /// The tokenizer has compared its name with that of the start tag.
    fn end_element(&mut self) -> Kind {
        self.depth -= 1;
        self.leave_namespaces();
        Kind::End
    }

    /// Drops the declarations of the last element in those that are open.
    fn leave_namespaces(&mut self) {
        if let Some(namespaces) = &mut self.namespaces {
            namespaces.leave(self.depth + 1);
        }
    }

    fn comment(&self, start: usize, end: usize) -> Result<Kind, Malformed> {
        let from = start + "<!--".len();
        let content = self.slice(from, end - "-->".len());
        syntax::check_comment(content).map_err(|problem| problem.after(from))?;
        Ok(Kind::Remark)
    }

    fn instruction(&self, start: usize, end: usize) -> Result<Kind, Malformed> {
        let from = start + "<?".len();
        let content = self.slice(from, end - "?>".len());
        if !syntax::check_instruction(content).map_err(|problem| problem.after(from))? {
            return Ok(Kind::Remark);
        }
        if start > 0 {
            return Err(Malformed::new(start, SyntaxError::MisplacedDeclaration));
        }
        syntax::declaration(content).map_err(|problem| problem.after(from))?;
        Ok(Kind::Declaration)
    }

    /// Text, a CDATA section or a reference.
    fn content(&mut self, event: &Event<'_>, start: usize) -> Result<(), Malformed> {
        if self.depth == 0 {
            return Err(Malformed::new(start, SyntaxError::TextOutside));
        }
        self.has_text = true;
        match event {
            Event::Text(text) => syntax::check_text(text).map_err(|problem| problem.after(start)),
            Event::GeneralRef(name) => match syntax::reference(name) {
                Ok(_) => Ok(()),
                Err(problem) => Err(Malformed::new(start, problem)),
            },
            _ => Ok(()),
        }
    }

    fn document_type(&self, start: usize) -> Result<(), Malformed> {
        let is_allowed = self.document_type == DocumentType::Skipped
            && !self.has_root
            && self.slice(start, self.at).starts_with("<!DOCTYPE");
        if is_allowed { Ok(()) } else { Err(Malformed::new(start, Problem::DocumentType)) }
    }

    /// What is wrong where the tokenizer finds no token.
    fn not_a_token(&mut self, error: &Error) -> Malformed {
        let start = syntax::end_of_whitespace(self.text, self.at);
        let rest = self.slice(start, self.text.len());
        match error {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                let (expected, found) = (expected.as_str().into(), found.as_str().into());
                Malformed::new(start, SyntaxError::EndTag { expected, found })
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(name)) => {
                Malformed::new(start, SyntaxError::NoStartTag(name.as_str().into()))
            }
            Error::IllFormed(IllFormedError::UnclosedReference) => {
                Malformed::new(start, SyntaxError::Ampersand)
            }
            _ if rest.starts_with("<!DOCTYPE") => Malformed::new(start, Problem::DocumentType),
            _ if rest.starts_with("<!--")
                || rest.starts_with("<![CDATA[")
                || rest.starts_with("<?")
                || rest.starts_with("</") =>
            {
                self.truncated()
            }
            _ if rest.starts_with("<!") => Malformed::new(start, SyntaxError::Markup),
            // A quote that is missing takes all the rest into the tag: say what is wrong in it first.
            _ => match self.tag.read(rest, self.whitespace) {
                Err(problem) => problem.after(start),
                Ok(()) => self.truncated(),
            },
        }
    }

    fn truncated(&self) -> Malformed {
        Malformed::new(self.text.len(), Problem::Truncated)
    }

    fn slice(&self, start: usize, end: usize) -> &'text str {
        self.text.get(start..end).unwrap_or_default()
    }
}
