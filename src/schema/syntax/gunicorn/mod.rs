//! What gunicorn reads, which runs OMERO.web.

pub(crate) mod bind_host;
pub(crate) mod options;
pub(crate) mod script_name;
