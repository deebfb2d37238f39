//! The data in `schema/` and the judge of values, property by property.

mod data;
mod documents;
mod judge;
mod refused_values;

use omero_config::testing::schema::Definition;
use omero_config::testing::schema::Schema;

/// What the newest release knows, families included.
fn all() -> impl Iterator<Item = Definition> {
    Schema::default().all()
}

/// Fails with all lines, if there are any.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} of them:\n{}", complaints.len(), complaints.join("\n"));
}
