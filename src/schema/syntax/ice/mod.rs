//! What Ice and IceGrid read.

pub mod endpoint;
pub mod interpolation;
pub mod node_descriptors;
pub mod proxy;
pub mod ssl_protocols;
