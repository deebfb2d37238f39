//! The grammar around clap: values that begin with a dash, commands that are described when they are typed,
//! suggestions, and what an error may repeat of what was typed.

pub(crate) mod abbreviation;
pub(crate) mod cursor;
pub(crate) mod dash_values;
pub(crate) mod deferred;
pub(crate) mod examples;
pub(crate) mod misplaced;
pub(crate) mod near_misses;
pub(crate) mod redaction;
pub(crate) mod session_options;
pub(crate) mod suggestions;
pub(crate) mod walk;
