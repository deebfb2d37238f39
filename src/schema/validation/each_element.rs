//! Lists whose elements are checked one by one.

use crate::schema::definition::Encoding;
use crate::schema::definition::Schema;
use crate::schema::definition::Type;
use crate::schema::definition::ValueSchema;

impl Schema {
    /// Whether a list in JSON is accepted for `key` exactly if each list of one of its elements is, and with
    /// the same advice; whether an element is repeated is another question.
    pub fn looks_at_elements_alone(self, key: &str) -> bool {
        let Some(known) = self.find_for_validation(key) else { return true };
        known.encodings() == [Encoding::Json]
            && !known.reaches_only_server()
            && is_about_each_element(known.schema())
    }

    /// Whether no element of the list may be there twice.
    pub fn wants_unique_elements(self, key: &str) -> bool {
        self.find_for_validation(key).is_some_and(|known| known.schema().unique_items)
    }
}

/// Whether nothing is said but the type, `items`, and that they are unique. Every field is named, so that a new keyword has to
/// be thought about here.
fn is_about_each_element(schema: &ValueSchema) -> bool {
    let ValueSchema {
        types,
        title: _,
        format,
        pattern,
        words,
        any_of,
        minimum: _,
        maximum: _,
        min_length: _,
        min_items,
        max_items,
        max_properties: _,
        unique_items: _,
        items: _,
        prefix_items,
        properties: _,
        contains,
        required: _,
        additional_properties: _,
        condition,
        then: _,
        otherwise: _,
        expected: _,
        ignore_case: _,
        deprecated_values,
    } = schema;
    let is_list = *types == [Type::Array];
    let has_other_rules = format.is_some()
        || pattern.is_some()
        || words.is_some()
        || !any_of.is_empty()
        || condition.is_some();
    let counts = min_items.is_some() || max_items.is_some() || contains.is_some();
    is_list
        && !has_other_rules
        && !counts
        && prefix_items.is_empty()
        && deprecated_values.0.is_empty()
}
