//! The definition of a property in words: for `describe` and the glossary.

use crate::python::Json;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::definition::Releases;
use crate::schema::definition::Schema;
use crate::schema::definition::Status;
use crate::schema::definition::Type;
use crate::schema::definition::ValueSchema;
use crate::schema::syntax::booleans::Reader;
use crate::schema::validation::expected::expected;

impl Definition {
    /// What the value is: `an integer from 1 to 65535`.
    pub fn kind(&self) -> String {
        kind(self.schema())
    }

    /// How the value is written as text; none where the text is the value.
    pub fn writing(&self) -> Option<String> {
        let ways: Vec<_> = self.encodings().iter().copied().filter_map(writing).collect();
        (!ways.is_empty()).then(|| ways.join("; and "))
    }

    /// What the type leaves open, each in a phrase.
    pub fn limits(&self) -> Vec<String> {
        limits(self.schema())
    }

    pub fn usual_values(&self) -> Vec<String> {
        self.known_values.iter().map(|value| self.encode(value)).collect()
    }

    /// Values that still work, and since when others are to be used.
    pub fn old_values(&self) -> Vec<(String, String)> {
        let values = self.schema().deprecated_values.0.iter();
        values.map(|(value, since)| (Json::text(value).to_string(), since.clone())).collect()
    }

    /// Programs with another default, and theirs.
    pub fn other_defaults(&self) -> Vec<(String, Option<String>)> {
        let text = |value: &Json| (!matches!(value, Json::Null)).then(|| self.encode(value));
        self.consumer_defaults.0.iter().map(|(name, value)| (reader(name), text(value))).collect()
    }

    pub fn readers(&self) -> Vec<String> {
        self.consumers().iter().map(|name| reader(name)).collect()
    }

    /// The first release with it: `5.6.9 (omero-web 5.22.0)`.
    pub fn since(&self) -> Option<String> {
        release(self.since.as_deref(), self.since_component.as_deref())
    }

    /// The first release without it.
    pub fn removed(&self) -> Option<String> {
        release(self.removed.as_deref(), self.removed_component.as_deref())
    }

    /// What is to be known before it is used; none for a property that just works.
    pub fn standing(&self) -> Option<String> {
        let standing = match self.status() {
            Status::Active => {
                let since = self.deprecated_since.as_deref();
                let since = since.map(|since| format!(" since {since}")).unwrap_or_default();
                return self.is_deprecated().then(|| format!("deprecated{since}"));
            }
            Status::Removed => {
                let since = self.removed().map(|since| format!(" in {since}")).unwrap_or_default();
                return Some(format!("removed{since}: setting it has no effect"));
            }
            Status::Internal => "works, but is not intended for administrators",
            Status::Development => "works, but is intended for developers",
            Status::Build => "fixed by the build of OMERO: setting it has no effect",
            Status::Runtime => "reported by a running server: setting it has no effect",
            Status::Inert => "accepted, but no program reads it: setting it has no effect",
            Status::Legacy => "read only by servers on Windows",
            Status::Never => "no release of OMERO reads it",
            Status::Unread => "found in use, but no program reads it",
            Status::ClientOnly => "belongs in the configuration of a client, not of a server",
        };
        Some(standing.to_owned())
    }
}

impl Schema {
    /// What is different about a property in other releases: `up to 5.0`, and the differences.
    pub fn elsewhere(self, key: &str) -> Vec<(String, String)> {
        let Some(here) = self.find(key) else { return Vec::new() };
        let until = here.ends_of_variants();
        let mut periods: Vec<_> =
            until.map(|(until, releases)| (format!("up to {until}"), releases)).collect();
        if let Some((last, _)) = periods.last() {
            periods.push((last.replace("up to", "after"), Releases::default()));
        }
        let different = |(label, releases): (String, Releases)| {
            let there = Self::from(releases).find(key)?;
            let differences = differences(&here, &there);
            (!differences.is_empty()).then(|| (label, differences.join("; ")))
        };
        periods.into_iter().filter_map(different).collect()
    }
}

/// A release, or the one of a component: `5.6.9 (omero-web 5.22.0)`.
fn release(release: Option<&str>, component: Option<&str>) -> Option<String> {
    match (release, component) {
        (Some(release), Some(component)) => Some(format!("{release} ({component})")),
        (release, component) => release.or(component).map(ToOwned::to_owned),
    }
}

fn differences(here: &Definition, there: &Definition) -> Vec<String> {
    let mut found = Vec::new();
    if here.standing() != there.standing() {
        found.push(there.standing().unwrap_or_else(|| "works".to_owned()));
    }
    if here.default_text() != there.default_text() {
        found.push(match there.default_text() {
            Some(default) if default.is_empty() => "the default is empty".to_owned(),
            Some(default) => format!("the default is {default}"),
            None => "no default".to_owned(),
        });
    }
    if here.kind() != there.kind() {
        found.push(there.kind());
    }
    found
}

fn writing(encoding: Encoding) -> Option<&'static str> {
    Some(match encoding {
        Encoding::Text => return None,
        Encoding::Json | Encoding::JsonWindows => "JSON",
        Encoding::PythonInt | Encoding::IceInt => "in digits",
        Encoding::JavaInt => "in digits, or hexadecimal like 0x10",
        Encoding::JavaLong => "in digits, or hexadecimal like 0x10; 64 bits",
        Encoding::PythonFloat => "in digits, with a decimal point if needed",
        Encoding::Csv => "items separated by commas",
        Encoding::CsvExact => "items separated by commas, without spaces",
        Encoding::Semicolons => "items separated by semicolons, without spaces",
        Encoding::Words => "items separated by spaces",
        Encoding::Boolean(reader) => boolean(reader),
    })
}

fn boolean(reader: Reader) -> &'static str {
    match reader {
        Reader::Web => "true or false (or 1, t; 0, f, no, off, n; any case)",
        Reader::Spring => "true or false (or on, yes, 1; off, no, 0; any case)",
        Reader::Java | Reader::Client => "true or false (any case)",
        Reader::Mail => "true or false (or yes, y, t, 1; any case)",
        Reader::Truthy => "true, or empty for false: any other text means true",
        Reader::Initial => "true or false, or their first letters",
        Reader::ExactFalse => "exactly True or False",
        Reader::Ice => "1 or 0",
    }
}

fn reader(consumer: &str) -> String {
    match consumer {
        "server" => "OMERO.server",
        "web" => "OMERO.web",
        "grid" => "the grid files that are written at start",
        "jvm" => "the memory settings of the Java processes",
        "ice" => "Ice",
        "services" => "the Python services",
        "dropbox" => "DropBox",
        "python" => "the command line",
        "client" => "clients",
        other => other,
    }
    .to_owned()
}

/// What the schema requires, including the content of lists and objects.
fn kind(schema: &ValueSchema) -> String {
    match *schema.types {
        [Type::Array] => list(schema),
        [Type::Object] => object(schema),
        [] if schema.any_of.is_empty() => "any text".to_owned(),
        _ => expected(schema),
    }
}

/// What the type leaves open: how many items, how long.
fn limits(schema: &ValueSchema) -> Vec<String> {
    let says_so = schema.format.is_none() && schema.pattern.is_none();
    let not_empty = schema.min_length.filter(|_| !says_so);
    let ignores_case =
        schema.ignore_case || schema.items.as_ref().is_some_and(|items| items.ignore_case);
    let limits = [
        not_empty.map(|_| "not empty".to_owned()),
        schema.min_items.map(|least| format!("at least {least} in the list")),
        schema.max_items.map(|most| format!("at most {most} in the list")),
        schema.unique_items.then(|| "no duplicates".to_owned()),
        ignores_case.then(|| "case is ignored".to_owned()),
        schema.max_properties.map(|most| format!("at most {most} members")),
    ];
    limits.into_iter().flatten().collect()
}

fn list(schema: &ValueSchema) -> String {
    let places = &schema.prefix_items;
    if places.is_empty() {
        return match &schema.items {
            Some(items) => format!("a list; each item is {}", kind(items)),
            None => "a list".to_owned(),
        };
    }
    let least = schema.min_items.unwrap_or(places.len());
    let places = places.iter().enumerate().map(|(at, place)| {
        let optional = if at < least { "" } else { ", optional" };
        match &place.title {
            Some(title) => format!("{title} ({}{optional})", kind(place)),
            None => kind(place),
        }
    });
    format!("a list of {}", enumeration(places.collect()))
}

fn object(schema: &ValueSchema) -> String {
    match (&schema.properties, &schema.additional_properties) {
        (Some(members), _) => {
            let names = members.0.iter().map(|(name, _)| format!("`{name}`"));
            format!("an object with {}", enumeration(names.collect()))
        }
        (None, Some(members)) => format!("an object; each member is {}", kind(members)),
        (None, None) => "an object".to_owned(),
    }
}

/// `a, b and c`.
fn enumeration(mut words: Vec<String>) -> String {
    match (words.pop(), words.is_empty()) {
        (None, _) => String::new(),
        (Some(last), true) => last,
        (Some(last), false) => format!("{} and {last}", words.join(", ")),
    }
}
