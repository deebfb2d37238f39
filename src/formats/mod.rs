//! The texts in which properties travel: values in, values out, no files and no terminal.
//!
//! [`Format`] lists those that hold whole sets of properties. One law binds them all: what a format
//! writes, it reads back.

pub(crate) mod assignments;
pub(crate) mod command;
mod conflicts;
pub(crate) mod defaults;
mod desired;
pub(crate) mod document;
pub(crate) mod editable;
pub(crate) mod env;
mod error;
pub(crate) mod glossary;
pub(crate) mod json;
mod json_tree;
mod properties;
mod quoted;
mod reference;
mod script;
mod toml;
mod tree;
pub(crate) mod visible;
mod yaml;

use std::path::Path;
use std::str::FromStr;

use crate::python::Json;
pub(crate) use desired::DesiredState;
pub(crate) use desired::DesiredValue;
pub(crate) use desired::Reading;
pub(crate) use desired::Vocabulary;
pub(crate) use error::FormatError;
pub(crate) use error::Unwritable;
pub(crate) use reference::Extent;
pub(crate) use reference::Reference;
pub(crate) use reference::Resolver;
pub(crate) use reference::Unresolved;
use tree::Content;
use tree::Node;
use tree::Tree;
use yaml::Tags;

/// A text that holds a set of properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    Yaml,
    Toml,
    Properties,
    Omero,
    /// Environment variables as the images of OMERO read them.
    Env,
}

impl Format {
    pub const ALL: [Self; 6] =
        [Self::Json, Self::Yaml, Self::Toml, Self::Properties, Self::Omero, Self::Env];

    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Properties => "properties",
            Self::Omero => "omero",
            Self::Env => "env",
        }
    }

    /// Whether the names of its files end with this after a dot.
    fn has_extension(self, extension: &str) -> bool {
        extension == self.name() || self == Self::Yaml && extension == "yml"
    }

    /// The format of a file, by the end of its name.
    pub fn of_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let (_, extension) = name.rsplit_once('.')?;
        Self::ALL.into_iter().find(|format| format.has_extension(extension))
    }

    /// What a text requires, and all errors in it that can be determined.
    ///
    /// Objects that look like references are values.
    pub fn read(self, text: &str, vocabulary: &dyn Vocabulary) -> Reading {
        self.reading(text, vocabulary, None)
    }

    /// The same with the values that references name.
    pub(crate) fn read_with_references(
        self,
        text: &str,
        vocabulary: &dyn Vocabulary,
        resolver: &mut dyn Resolver,
    ) -> Reading {
        self.reading(text, vocabulary, Some(resolver))
    }

    fn reading<'names>(
        self,
        text: &str,
        vocabulary: &'names dyn Vocabulary,
        resolver: Option<&'names mut dyn Resolver>,
    ) -> Reading {
        let tags = if resolver.is_some() { Tags::References } else { Tags::Core };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let tree = match self {
            Self::Json => json_tree::read(text),
            Self::Yaml => yaml::read(text, tags),
            Self::Toml => toml::read(text),
            Self::Properties => return once(properties::read(text)),
            // A later line of a script changes what an earlier one did.
            Self::Omero => return script::read(text),
            Self::Env => return once(env::read(text, vocabulary, resolver)),
        };
        let Tree { top, mut faults } = tree;
        let mut states = Vec::new();
        match top {
            Some(Node { content: Content::Object(members), .. }) => {
                let within = desired::states(members, vocabulary, resolver);
                states = within.states;
                faults.extend(within.faults);
            }
            Some(Node { location, .. }) => {
                let problem = "expected an object with properties at the top level";
                faults.push(FormatError::new(location, problem));
            }
            None => {}
        }
        Reading { states, faults }
    }

    /// Whether values other than texts can be written.
    pub(crate) fn has_types(self) -> bool {
        matches!(self, Self::Json | Self::Yaml | Self::Toml)
    }

    /// The text of properties with their types, as far as the format has types.
    pub(crate) fn write_typed(
        self,
        properties: &[(&str, Json)],
    ) -> Result<String, Vec<Unwritable>> {
        match self {
            Self::Json => Ok(json_tree::write(properties)),
            Self::Yaml => Ok(yaml::write(properties)),
            Self::Toml => Ok(toml::write(properties)),
            Self::Properties | Self::Omero | Self::Env => {
                let texts: Vec<_> = properties
                    .iter()
                    .map(|(key, value)| {
                        (*key, value.as_text().unwrap_or_else(|| value.to_string()))
                    })
                    .collect();
                let texts: Vec<_> = texts.iter().map(|(key, text)| (*key, &**text)).collect();
                self.write(&texts)
            }
        }
    }

    /// The text of properties whose keys are valid and occur once.
    pub fn write(self, properties: &[(&str, &str)]) -> Result<String, Vec<Unwritable>> {
        let typed = || -> Vec<_> {
            properties.iter().map(|(key, text)| (*key, Json::text(text))).collect()
        };
        match self {
            Self::Json | Self::Yaml | Self::Toml => self.write_typed(&typed()),
            Self::Properties => Ok(properties::write(properties)),
            Self::Omero => script::write(properties),
            Self::Env => env::write(properties),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|format| format.has_extension(name));
        found.ok_or_else(|| {
            format!("`{name}` is not a format; use json, yaml, toml, properties, omero or env")
        })
    }
}

/// The same states; each property is to be spoken of once.
fn once(mut reading: Reading) -> Reading {
    reading.faults.extend(conflicts::collisions(&reading.states, &[]));
    reading
}

#[cfg(test)]
mod tests;
