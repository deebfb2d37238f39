//! What Ice and IceGrid read.

pub(crate) mod endpoint;
pub(crate) mod interpolation;
pub(crate) mod node_descriptors;
pub(crate) mod proxy;
pub(crate) mod ssl_protocols;
