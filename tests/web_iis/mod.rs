//! `web iis` as an administrator types it.

mod directory;
mod plan;
mod refusals;
