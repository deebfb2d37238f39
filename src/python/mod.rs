//! What Python makes of a text, which is what OMERO.web and the Python tool make of it.
//!
//! JSON as `json.loads` reads it and `json.dumps` writes it, the regular expressions of `re`, the
//! numbers of `int`, the words of `shlex`, dotted names. No crate does the same: they keep to other
//! standards. `tests/verdicts` compares each of them with recorded verdicts of Python. Nothing here
//! depends on OMERO, and no other layer is imported.

pub(crate) mod dotted_name;
pub mod int;
pub mod regex;
pub mod search;
pub mod shlex;

mod decimal_digit;
mod json;
mod syntax_error;
#[cfg(test)]
pub(crate) mod table;
mod whitespace;

pub(crate) use decimal_digit::value as decimal_digit;
pub(crate) use json::Build as BuildJson;
pub use json::Json;
pub(crate) use json::Number;
pub(crate) use json::Slip;
pub(crate) use json::parse as parse_json;
pub(crate) use json::read_leniently;
pub use syntax_error::SyntaxError;
pub(crate) use syntax_error::found;
pub(crate) use syntax_error::quoted;
pub(crate) use whitespace::is_blank;
