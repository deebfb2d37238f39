//! The configuration manager of OMERO.server and OMERO.web: the library behind the program `omero`.
//!
//! Imports only go down: [`cli`] to [`web`], [`schema`] and [`formats`], to [`store`], to [`model`], to [`python`];
//! `platform` stands beside the store. `ARCHITECTURE.md` draws the house, `tests/layers.rs` keeps it.

pub mod cli;
pub mod formats;
pub mod model;
mod platform;
pub mod python;
pub mod schema;
pub mod store;
pub mod web;

pub use cli::Exit;
pub use cli::command;
pub use cli::run;
