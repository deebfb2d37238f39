//! References: where a value is that a document does not hold itself, so that it can be kept under version
//! control.
//!
//! An object with one member whose name begins with `$` is one: `{"$file": "/run/secrets/db"}`. YAML also
//! has tags for them (`!file /run/secrets/db`), which are read as such objects. `$literal` is for a value
//! that looks like a reference.

use super::error::FormatError;
use super::tree::Content;
use super::tree::Member;
use super::tree::Node;
use crate::model::Location;

/// Where a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reference {
    /// The content of the file with this path.
    File(String),
    /// The value of the environment variable with this name.
    Variable(String),
    /// The content of the systemd credential with this name.
    Credential(String),
    /// The first line that this program prints with these arguments.
    Command { program: String, arguments: Vec<String> },
}

/// How much of the value of a property a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    /// A part of a list or an object.
    Part,
}

/// Why there is no value for a reference.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{problem}")]
pub(crate) struct Unresolved {
    pub(crate) problem: String,
    /// What the reader can do about it, if that is not plain.
    pub(crate) hint: Option<&'static str>,
}

impl Unresolved {
    /// The same with the name of the property.
    pub(super) fn of(self, key: &str) -> Self {
        Self { problem: format!("{key}: {}", self.problem), ..self }
    }
}

impl From<String> for Unresolved {
    fn from(problem: String) -> Self {
        Self { problem, hint: None }
    }
}

impl From<&str> for Unresolved {
    fn from(problem: &str) -> Self {
        problem.to_owned().into()
    }
}

/// Finds what references name: files, variables and programs are not the business of a format.
pub(crate) trait Resolver {
    /// The value that `reference` names for the property `key`.
    fn resolve(
        &mut self,
        reference: &Reference,
        key: &str,
        extent: Extent,
    ) -> Result<String, Unresolved>;
}

const SIGN: char = '$';
const TAG: char = '!';

/// Whether a tag of YAML is that of a reference.
pub(super) fn is_tag(tag: &str) -> bool {
    tag.strip_prefix(TAG).is_some_and(|kind| KINDS.contains(&kind))
}

/// The object that a value with such a tag is short for.
pub(super) fn tagged(tag: &str, value: Node) -> Node {
    let location = value.location;
    let name = format!("{SIGN}{}", tag.trim_start_matches(TAG));
    Node::new(location, Content::Object(vec![Member { location, name, value }]))
}

const FILE: &str = "file";
const VARIABLE: &str = "env";
const CREDENTIAL: &str = "credential";
const COMMAND: &str = "command";
const LITERAL: &str = "literal";

const KINDS: [&str; 5] = [FILE, VARIABLE, CREDENTIAL, COMMAND, LITERAL];

/// Whether an object is a reference, perhaps one of an unknown kind.
pub(super) fn is_reference(members: &[Member]) -> bool {
    matches!(members, [only] if only.name.starts_with(SIGN))
}

/// Puts the values in the place of the references in a value of one property.
pub(super) struct Expansion<'reading> {
    resolver: &'reading mut dyn Resolver,
    key: &'reading str,
    faults: &'reading mut Vec<FormatError>,
    /// Whether there was a reference.
    pub(super) found_any: bool,
}

impl<'reading> Expansion<'reading> {
    pub(super) fn new(
        resolver: &'reading mut dyn Resolver,
        key: &'reading str,
        faults: &'reading mut Vec<FormatError>,
    ) -> Self {
        Self { resolver, key, faults, found_any: false }
    }

    /// The value without references; what cannot be resolved is among the faults.
    pub(super) fn expand(&mut self, Node { location, content }: Node, extent: Extent) -> Node {
        let content = match content {
            Content::Object(mut members) if is_reference(&members) => {
                let Member { name, value, .. } = members.remove(0);
                match self.resolve(
                    location,
                    name.get(SIGN.len_utf8()..).unwrap_or_default(),
                    value.content,
                    extent,
                ) {
                    Ok(content) => content,
                    Err(fault) => {
                        self.faults.push(fault);
                        Content::Null
                    }
                }
            }
            Content::Object(members) => {
                let inside = members.into_iter().map(|member| Member {
                    value: self.expand(member.value, Extent::Part),
                    ..member
                });
                Content::Object(inside.collect())
            }
            Content::List(items) => {
                let inside = items.into_iter().map(|item| self.expand(item, Extent::Part));
                Content::List(inside.collect())
            }
            plain => plain,
        };
        Node::new(location, content)
    }

    fn resolve(
        &mut self,
        location: Location,
        kind: &str,
        operand: Content,
        extent: Extent,
    ) -> Result<Content, FormatError> {
        if kind == LITERAL {
            return Ok(operand);
        }
        self.found_any = true;
        let found = reference(kind, operand)
            .map_err(Unresolved::from)
            .and_then(|reference| self.resolver.resolve(&reference, self.key, extent));
        found.map(Content::Text).map_err(|failed| {
            let Unresolved { problem, hint } = failed.of(self.key);
            FormatError { location, problem, hint }
        })
    }
}

fn reference(kind: &str, operand: Content) -> Result<Reference, String> {
    match kind {
        FILE => text(operand).map(Reference::File).ok_or("`$file` needs the path of a file".into()),
        VARIABLE => text(operand)
            .map(Reference::Variable)
            .ok_or("`$env` needs the name of an environment variable".into()),
        CREDENTIAL => text(operand)
            .map(Reference::Credential)
            .ok_or("`$credential` needs the name of a systemd credential".into()),
        COMMAND => command(operand)
            .ok_or("`$command` needs a list: a program and its arguments, each a text".into()),
        _ => Err(format!(
            "`${kind}` is not a kind of reference; use $file, $env, $credential or $command, or \
             $literal for an object that is itself the value"
        )),
    }
}

fn command(operand: Content) -> Option<Reference> {
    let Content::List(words) = operand else { return None };
    let mut words = words.into_iter().map(|word| match word.content {
        Content::Text(text) | Content::Number(text, _) => Some(text),
        _ => None,
    });
    let program = words.next()?.filter(|program| !program.is_empty())?;
    Some(Reference::Command { program, arguments: words.collect::<Option<_>>()? })
}

fn text(operand: Content) -> Option<String> {
    match operand {
        Content::Text(text) | Content::Number(text, _) if !text.is_empty() => Some(text),
        _ => None,
    }
}
