//! What OMERO.web takes where a property is not set.

use crate::model::Json;
use crate::model::PropertyList;

/// What is known about the properties of OMERO.web.
const DOCUMENT: &str = include_str!("../../schema/web.schema.json");

/// What OMERO.web takes while a property is not set.
#[derive(Debug, Clone, PartialEq)]
pub enum WebDefault {
    /// A list, to which elements can be appended.
    List(PropertyList),
    /// Something else.
    NoList,
    /// Nothing: the setting stays undefined.
    Nothing,
    /// OMERO.web doesn't know the property; an app may.
    Unknown,
}

/// The default of one property of OMERO.web in its newest release.
pub fn web_default(key: &str) -> WebDefault {
    let properties = properties();
    let Some((_, property)) = properties.iter().find(|(name, _)| &**name == key) else {
        return WebDefault::Unknown;
    };
    match property.member("default").cloned() {
        None => WebDefault::Nothing,
        Some(default) => default.into_list().map_or(WebDefault::NoList, |elements| {
            WebDefault::List(elements.into_iter().collect())
        }),
    }
}

/// Keys and defaults of all settings of OMERO.web, in their order, as they would be stored.
pub fn web_defaults() -> Vec<(String, String)> {
    let text = |property: &Json| {
        property
            .member("x-omero-default-text")
            .or(property.member("default"))
            .map_or_else(String::new, |default| {
                default.clone().into_text().unwrap_or_else(|| default.to_string())
            })
    };
    properties().into_iter().map(|(key, property)| (key.into(), text(&property))).collect()
}

/// The properties that the settings of OMERO.web are made from.
fn properties() -> Vec<(Box<str>, Json)> {
    let document = Json::parse(DOCUMENT).ok();
    let properties = document.and_then(|document| document.member("properties").cloned());
    let properties = properties.and_then(Json::into_object).unwrap_or_default();
    let is_setting = |property: &Json| {
        let mapping = property.member("x-omero-mapping").cloned();
        mapping.and_then(Json::into_text).as_deref() == Some("custom")
    };
    properties.into_iter().filter(|(_, property)| is_setting(property)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_read() {
        assert_eq!(web_defaults().len(), 91);
        assert_eq!(web_default("omero.web.apps"), WebDefault::List(PropertyList::new()));
        assert_eq!(web_default("omero.web.debug"), WebDefault::NoList);
        assert_eq!(web_default("omero.web.prefix"), WebDefault::Nothing);
        assert_eq!(web_default("omero.web.nosuch"), WebDefault::Unknown);
    }
}
