//! What Django reads: apps, classes, caches, headers.

pub(crate) mod app;
pub(crate) mod cache_backend;
pub(crate) mod header;
pub(crate) mod header_value;
pub(crate) mod redis_url;
