//! What becomes of the parts of a text: values, or something else that a caller makes of them.

use std::ops::Range;

use super::Json;

/// What is made of the parts of a text while it is read; a range is where a part is, in bytes.
pub(crate) trait Build {
    /// What a value becomes.
    type Value;
    /// What the members of an object become.
    type Object: Default;

    /// A value without parts.
    fn plain(&mut self, range: Range<usize>, value: Json) -> Self::Value;

    /// A list, which begins at an offset.
    fn list(&mut self, start: usize, items: Vec<Self::Value>) -> Self::Value;

    /// An object, which begins at an offset.
    fn object(&mut self, start: usize, members: Self::Object) -> Self::Value;

    /// Takes a member, whose name begins at an offset.
    fn member(
        &mut self,
        start: usize,
        name: Box<str>,
        value: Self::Value,
        members: &mut Self::Object,
    );
}

/// Makes values of [`Json`]: the places do not matter.
pub(super) struct Values;

impl Build for Values {
    type Value = Json;
    type Object = Members;

    fn plain(&mut self, _: Range<usize>, value: Json) -> Json {
        value
    }

    fn list(&mut self, _: usize, items: Vec<Json>) -> Json {
        Json::List(items)
    }

    fn object(&mut self, _: usize, members: Members) -> Json {
        Json::Object(members.list)
    }

    fn member(&mut self, _: usize, name: Box<str>, value: Json, members: &mut Members) {
        members.put(name, value);
    }
}

/// The members of an object: of equal names the last value counts, in the place of the first.
#[derive(Default)]
pub(super) struct Members {
    list: Vec<(Box<str>, Json)>,
    places: hashbrown::HashMap<Box<str>, usize>,
}

impl Members {
    fn put(&mut self, name: Box<str>, value: Json) {
        match self.places.get(&name).and_then(|&at| self.list.get_mut(at)) {
            Some(member) => member.1 = value,
            None => {
                self.places.insert(name.clone(), self.list.len());
                self.list.push((name, value));
            }
        }
    }
}
