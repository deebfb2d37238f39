//! The properties of a file with the places where their names are written.

use std::rc::Rc;

use super::encoding;
use super::error::XmlError;
use super::reader::read_text;
use crate::model::Location;

/// A property of a profile as it is written in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedProperty {
    pub(crate) key: String,
    pub(crate) value: String,
    /// Where its name is; none if the name has character references.
    pub(crate) location: Option<Location>,
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
    // Each location is counted from the one before, so that a long file is read once.
    let (mut counted, mut location) = (0, Location::START);
    let listed = profile.properties().map(|property| {
        let start = property.key.start_in(&text).filter(|start| *start >= counted);
        if let Some(start) = start {
            location = location.after(text.get(counted..start).unwrap_or_default());
            counted = start;
        }
        let (key, value) = (property.key.to_string(), property.value.to_string());
        ListedProperty { key, value, location: start.map(|_| location) }
    });
    Ok(listed.collect())
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
        let found: Vec<_> = listed.iter().map(|it| (&*it.key, &*it.value, it.location)).collect();
        assert_eq!(
            found,
            [("x", "2", Some(Location::new(5, 19))), ("y", "3", Some(Location::new(5, 50)))]
        );
    }
}
