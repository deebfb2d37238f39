//! The properties of a file with the places where their names are written.

use std::rc::Rc;

use super::encoding;
use super::encoding::place_after;
use super::error::XmlError;
use super::reader::read_text;

/// A property of a profile as it is written in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedProperty {
    pub(crate) key: String,
    pub(crate) value: String,
    /// Line and column of its name, from 1, in characters; none if the name has character references.
    pub(crate) place: Option<(u32, u32)>,
}

/// The properties of the active profile of a file, in their order.
///
/// # Errors
///
/// If the bytes are not a store.
pub(crate) fn list(bytes: &[u8]) -> Result<Vec<ListedProperty>, XmlError> {
    let text: Rc<str> = encoding::decode(bytes)?.into();
    let configuration = read_text(&text)?.configuration;
    let Some(profile) = configuration.profile(configuration.active_name()) else {
        return Ok(Vec::new());
    };
    // Each place is counted from the one before, so that a long file is read once.
    let (mut counted, mut place) = (0, (1, 1));
    let listed = profile.properties().map(|property| {
        let start = property.key.start_in(&text).filter(|start| *start >= counted);
        if let Some(start) = start {
            place = after(place, text.get(counted..start).unwrap_or_default());
            counted = start;
        }
        let (key, value) = (property.key.to_string(), property.value.to_string());
        ListedProperty { key, value, place: start.map(|_| place) }
    });
    Ok(listed.collect())
}

/// The place that is `text` after another one.
fn after((line, column): (u32, u32), text: &str) -> (u32, u32) {
    match place_after(text) {
        (1, further) => (line, column + further - 1),
        (lines, column) => (line + lines - 1, column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_property_of_the_active_profile_has_the_place_of_its_name() {
        let text = "<icegrid>\n<properties id=\"__ACTIVE__\"><property name=\"omero.config.profile\" \
                    value=\"b\"/></properties>\n<properties id=\"a\"><property name=\"x\" value=\"1\"/>\
                    </properties>\n<properties id=\"b\">\n  <property name=\"x\" value=\"2\"/> \
                    <property name=\"y\" value=\"3\"/>\n</properties></icegrid>";
        let listed = list(text.as_bytes()).unwrap();
        let found: Vec<_> = listed.iter().map(|it| (&*it.key, &*it.value, it.place)).collect();
        assert_eq!(found, [("x", "2", Some((5, 19))), ("y", "3", Some((5, 50)))]);
    }
}
