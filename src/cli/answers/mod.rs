//! What verbs answer with `--json`: one type for each answer, and one layout for all of them
//! but lists of findings.
//!
//! A field here is a promise to scripts: `docs/json.md` describes it, and its JSON Schema in `docs/json/` is
//! held against what the program prints. Nothing of `cli` is imported, so that every printer can use it.

mod changes;
mod describe;
mod findings;
mod findings_in_files;
mod get;
mod junit;
mod layout;
mod log;
mod members;
mod sarif;
mod search;
mod value;

use std::io;

use serde::Serialize;

pub(crate) use changes::Changes;
pub(crate) use describe::Describe;
pub(crate) use describe::Description;
pub(crate) use findings::findings;
pub(crate) use findings_in_files::LocatedFinding;
pub(crate) use findings_in_files::annotation;
pub(crate) use findings_in_files::findings_in_files;
pub(crate) use get::Get;
pub(crate) use get::ShownValue;
pub(crate) use junit::junit;
use layout::Layout;
pub(crate) use log::Blamed;
pub(crate) use log::LoggedChange;
pub(crate) use log::Recorded;
pub(crate) use members::Members;
pub(crate) use sarif::sarif;
pub(crate) use search::FoundProperty;
pub(crate) use value::Value;

/// The text of an answer, without the end of its last line.
pub(crate) fn text(answer: &impl Serialize) -> io::Result<String> {
    laid_out(answer, Layout::default())
}

fn laid_out(answer: &impl Serialize, layout: Layout) -> io::Result<String> {
    let mut text = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, layout);
    // Neither can fail. What would be boxed here is loaded by every `get`.
    answer.serialize(&mut serializer).map_err(|_| io::ErrorKind::InvalidData)?;
    String::from_utf8(text).map_err(|_| io::ErrorKind::InvalidData.into())
}
