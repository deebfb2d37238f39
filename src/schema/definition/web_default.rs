//! What OMERO.web takes where a property is not set.

use crate::model::PropertyList;
use crate::schema::definition::Definition;
use crate::schema::definition::Schema;
use crate::schema::definition::encoding::Encoding;

/// What OMERO.web takes while a property is not set.
#[derive(Debug, Clone, PartialEq)]
pub enum WebDefault {
    /// A list, to which elements can be appended.
    List(PropertyList),
    /// Something else.
    NoList,
    /// Nothing: the setting stays undefined.
    Nothing,
    /// It is not a property of OMERO.web, or one that only an app may know.
    Unknown,
}

/// Whether a property is one of OMERO.web, to which the properties of apps belong.
pub(crate) fn is_of_web(key: &str) -> bool {
    key.starts_with("omero.web.")
}

impl Schema {
    /// The default of a property of OMERO.web, as `append` and `remove` need it.
    pub fn web_default(self, key: &str) -> WebDefault {
        let Some(known) = self.find(key).filter(|known| is_of_web(key) && known.status().works())
        else {
            return WebDefault::Unknown;
        };
        let Some(default) = known.default() else { return WebDefault::Nothing };
        match default.as_list().filter(|_| {
            known
                .encodings()
                .iter()
                .any(|encoding| matches!(encoding, Encoding::Json | Encoding::JsonWindows))
        }) {
            Some(elements) => WebDefault::List(elements.iter().cloned().collect()),
            None => WebDefault::NoList,
        }
    }

    /// Keys and defaults of all settings of OMERO.web, in their order, as they would be stored.
    pub fn web_settings(self) -> impl Iterator<Item = (String, String)> {
        let settings = self.all().filter(Definition::is_web_setting);
        settings.map(|known| (known.name().to_owned(), known.default_text().unwrap_or_default()))
    }
}

impl Definition {
    /// Whether it is one of the settings that OMERO.web lists.
    pub fn is_web_setting(&self) -> bool {
        self.mapping.as_deref() == Some("custom")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_other_defaults_are_told_apart() {
        let schema = Schema::default();
        assert_eq!(schema.web_settings().count(), 91);
        assert_eq!(schema.web_default("omero.web.apps"), WebDefault::List(PropertyList::new()));
        assert_eq!(schema.web_default("omero.web.debug"), WebDefault::NoList);
        assert_eq!(schema.web_default("omero.web.prefix"), WebDefault::Nothing);
        assert_eq!(schema.web_default("omero.web.nosuch"), WebDefault::Unknown);
    }
}
