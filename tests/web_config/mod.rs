//! `web config`: what is refused and why, options, files, templates.

mod options;
mod refusals;
mod surroundings;

use crate::support::Installation;

/// An installation with these properties, each a key and a value.
fn with(properties: &[(&str, &str)]) -> Installation {
    let omero = Installation::empty();
    for (key, value) in properties {
        let line = omero.typed("config set --force").arg(key).arg("--").arg(value).run();
        assert!(line.succeeded(), "{line}");
    }
    omero
}
