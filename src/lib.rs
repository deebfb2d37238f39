//! The configuration manager of OMERO.server and OMERO.web: the library after the program `omero`.
//!
//! Imports only go down: `cli` to `web`, `schema` and `formats`, to `store`, to `model`, to `python`;
//! `platform` is next to the store. `ARCHITECTURE.md` draws the house, `tests/layers.rs` keeps it.

mod cli;
mod formats;
mod model;
mod platform;
mod python;
mod schema;
mod store;
mod web;

/// What the tests and benches use; other programs must not. It changes without notice.
#[doc(hidden)]
pub mod testing {
    pub mod cli {
        pub use crate::cli::TASKS;
    }
    pub mod model {
        pub use crate::model::{
            Configuration, Edit, ExtraMarkup, Item, Profile, ProfileName, Property, PropertyKey,
            PropertyValue, SharedText,
        };
    }
    pub mod formats {
        pub use crate::formats::Format;
    }
    pub mod platform {
        pub use crate::platform::Shell;
    }
    pub mod python {
        pub use crate::python::{Json, SyntaxError, int, regex, search, shlex};
    }
    pub mod schema {
        pub use crate::schema::{
            Definition, Elements, Encoding, Facts, Finding, NOT_IMPLEMENTED, PathState, Release,
            Releases, Rule, Schema, Severity, Status, Step, User, ValueSchema, WebRelease,
            is_secret, redacted_message, redacted_text, syntax::FORMATS,
        };
    }
    pub mod store {
        pub use crate::store::{LOCK_TIMEOUT, Store, StoreError, xml};
    }
}

pub use cli::Exit;
pub use cli::command;
pub use cli::run;
