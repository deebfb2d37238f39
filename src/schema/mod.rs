//! What is known about properties, and what their programs make of a value.
//!
//! The files in `schema/` are the single source of truth; `build.rs` puts them into the program. A
//! verdict speaks for the consumer: what OMERO.web or OMERO.server would refuse or silently misread is
//! refused, and what a real site uses never is. Nothing here opens a file or knows a terminal.

mod accept;
mod advice;
mod bundle;
mod choices;
mod encoding;
mod facts;
mod finding;
mod index;
mod judge;
mod known;
mod nearest;
mod phrase;
mod rules;
mod search;
mod secret;
mod site;
pub mod syntax;
mod target;
mod wanted;
mod web;
mod words;

pub use accept::Refusal;
pub use advice::Advice;
pub use advice::Problem;
pub use choices::Choice;
pub use encoding::Encoding;
pub use facts::Facts;
pub use facts::PathState;
pub use finding::Finding;
pub use finding::Fix;
pub use finding::Safety;
pub use finding::Severity;
pub use finding::Step;
pub use judge::Fault;
pub use known::Known;
pub use known::Status;
pub use nearest::nearest;
pub use rules::LEFT_OUT;
pub use rules::Rule;
pub use search::Hit;
pub use secret::MASK;
pub use secret::Masked;
pub use secret::is_secret;
pub use site::Site;
pub use target::Target;
pub use target::UnknownRelease;
pub use wanted::Elements;
pub use wanted::WishError;
pub use web::WebDefault;

use index::Entry;
use index::without_service;

/// The properties as one release of OMERO knows them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Schema {
    target: Target,
}

impl Schema {
    /// The properties of a release.
    pub fn new(target: Target) -> Self {
        Self { target }
    }

    /// The release.
    pub fn target(self) -> Target {
        self.target
    }

    /// What is known about `key`, or about the family that it belongs to.
    pub fn find(self, key: &str) -> Option<Known> {
        Known::read(Entry::with_family(key)?, self.target)
    }

    /// What `key` is judged by: a value for one service alone (`omero.db.poolsize.indexer`) by what is
    /// known about the property itself.
    fn find_judged(self, key: &str) -> Option<Known> {
        let plain =
            without_service(key).filter(|plain| !self.is_plain(key) && self.is_plain(plain));
        self.find(plain.unwrap_or(key))
    }

    /// Everything that is known, sorted by key, then the families.
    pub fn all(self) -> impl Iterator<Item = Known> {
        let target = self.target;
        Entry::all().filter_map(move |entry| Known::read(entry, target))
    }

    /// The keys of all properties that are no family, sorted.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        Entry::all().filter(|entry| !entry.is_family()).map(Entry::name)
    }

    /// Whether `key` is a property by itself and not only a member of a family.
    pub fn is_plain(self, key: &str) -> bool {
        Entry::of(key).is_some()
    }

    /// The known key that `key` was probably meant to be.
    pub fn nearest(self, key: &str) -> Option<&'static str> {
        nearest(key, self.keys()).filter(|found| *found != key)
    }
}
