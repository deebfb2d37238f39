//! TOML: a key for each property, or tables for parts of its name.

use toml::Spanned;
use toml::de::DeInteger;
use toml::de::DeTable;
use toml::de::DeValue;
use toml::de::Error;

use super::error::FormatError;
use super::error::Locations;
use super::quoted::quoted_without_surrogates;
use super::quoted::single;
use super::tree::Content;
use super::tree::Member;
use super::tree::Members;
use super::tree::Node;
use super::tree::Tree;
use crate::python::Json;

/// After the first mistake in the notation the parser may only guess; names that occur twice can all be
/// reported.
const DUPLICATE: &str = "duplicate key";

pub(super) fn read(text: &str) -> Tree {
    let locations = Locations::new(text);
    let (table, wrong) = DeTable::parse_recoverable(text);
    let fault = |wrong: &Error| {
        let location = locations.of(wrong.span().map_or(0, |span| span.start));
        FormatError::new(location, wrong.message())
    };
    let is_guess = |wrong: &Error| wrong.message() != DUPLICATE;
    if let Some(first) = wrong.iter().position(is_guess) {
        return Tree::unreadable(wrong.iter().take(first + 1).map(fault).collect());
    }
    let mut faults = wrong.iter().map(fault).collect();
    match object(table.into_inner(), &locations, &mut faults) {
        Ok(content) => Tree::new(Node::new(locations.of(0), content), faults),
        Err(fault) => {
            faults.push(fault);
            Tree::unreadable(faults)
        }
    }
}

/// `properties` with their whole names as keys.
pub(super) fn write(properties: &[(&str, Json)]) -> String {
    let line = |(key, value): &(&str, Json)| {
        format!("{} = {}\n", quoted_without_surrogates(key), written(value))
    };
    properties.iter().map(line).collect()
}

/// A value on one line. TOML has nothing for null: what has one inside is written as JSON in a text.
fn written(value: &Json) -> String {
    plain(value).unwrap_or_else(|| text(&value.to_string()))
}

fn plain(value: &Json) -> Option<String> {
    Some(match value {
        Json::Null => return None,
        Json::List(items) => {
            let items: Option<Vec<_>> = items.iter().map(plain).collect();
            format!("[{}]", items?.join(", "))
        }
        Json::Object(members) => {
            let member = |(name, value): &(Box<str>, Json)| {
                let name = Json::String(name.clone()).as_text()?;
                Some(format!("{} = {}", quoted_without_surrogates(&name), plain(value)?))
            };
            let members: Option<Vec<_>> = members.iter().map(member).collect();
            format!("{{ {} }}", members?.join(", "))
        }
        Json::String(_) => text(&value.as_text()?),
        // An integer of TOML has 64 bits.
        Json::Number(number) if number.is_integer() => {
            number.to_string().parse::<i64>().ok()?.to_string()
        }
        Json::Bool(_) | Json::Number(_) => value.to_string(),
    })
}

fn text(value: &str) -> String {
    single(value, None).unwrap_or_else(|| quoted_without_surrogates(value))
}

fn node(
    value: Spanned<DeValue<'_>>,
    locations: &Locations<'_>,
    faults: &mut Vec<FormatError>,
) -> Result<Node, FormatError> {
    let location = locations.of(value.span().start);
    let content = match value.into_inner() {
        DeValue::String(text) => Content::Text(text.into_owned()),
        DeValue::Integer(number) => integer(&number)
            .ok_or_else(|| FormatError::new(location, "the integer has more than 128 bits"))?,
        DeValue::Float(number) => float(number.as_str()),
        DeValue::Boolean(value) => Content::Bool(value),
        DeValue::Datetime(time) => Content::Text(time.to_string()),
        DeValue::Array(items) => Content::List(
            items
                .into_iter()
                .map(|item| node(item, locations, faults))
                .collect::<Result<_, _>>()?,
        ),
        DeValue::Table(table) => object(table, locations, faults)?,
    };
    Ok(Node::new(location, content))
}

/// The members in the order of the text; the table has them sorted.
fn object(
    table: DeTable<'_>,
    locations: &Locations<'_>,
    faults: &mut Vec<FormatError>,
) -> Result<Content, FormatError> {
    let mut sorted: Vec<_> = table.into_iter().collect();
    sorted.sort_by_key(|(name, _)| name.span().start);
    let mut members = Members::default();
    for (name, value) in sorted {
        let location = locations.of(name.span().start);
        let value = node(value, locations, faults)?;
        members.put(Member { location, name: name.into_inner().into_owned(), value }, faults);
    }
    Ok(members.into_content())
}

fn integer(number: &DeInteger<'_>) -> Option<Content> {
    let value = i128::from_str_radix(number.as_str(), number.radix()).ok()?;
    Some(Content::Number(value.to_string(), Json::integer(value)))
}

fn float(text: &str) -> Content {
    Content::Number(text.to_owned(), Json::float(text.parse().unwrap_or(f64::NAN)))
}
