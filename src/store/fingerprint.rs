//! A number that represents the content of a configuration, so that two of them can be compared by the
//! names of their files.

use std::fmt;
use std::str::FromStr;

use xxhash_rust::xxh3::xxh3_64;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::model::Configuration;

/// Equal for the same profiles, properties and active profile, in any order and layout. It is part of file
/// names, so the way it is calculated must not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    pub(super) fn of(configuration: &Configuration) -> Self {
        let active = xxh3_64(configuration.active_name().as_bytes());
        // A sum does not depend on the order.
        Self(configuration.profiles().fold(active, |sum, profile| {
            let name = xxh3_64_with_seed(profile.name().as_bytes(), 1);
            profile.properties().fold(sum.wrapping_add(name), |sum, property| {
                let key = xxh3_64_with_seed(property.key.as_bytes(), name);
                sum.wrapping_add(xxh3_64_with_seed(property.value.as_bytes(), key))
            })
        }))
    }

    /// Of a file that holds no configuration.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_64(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    fn of(properties: &str) -> String {
        let text = format!("<icegrid><properties id='default'>{properties}</properties></icegrid>");
        Fingerprint::of(&xml::read(text.as_bytes()).unwrap().configuration).to_string()
    }

    const A: &str = "<property name='a' value='1'/>";
    const B: &str = "<property name='b' value='2'/>";

    #[test]
    fn neither_order_nor_comments_count() {
        assert_eq!(of(&format!("{A}{B}")), of(&format!("{B}<!-- after -->{A}")));
    }

    #[test]
    fn a_value_under_another_key_is_another_configuration() {
        let swapped = "<property name='a' value='2'/><property name='b' value='1'/>";
        assert_ne!(of(&format!("{A}{B}")), of(swapped));
        assert_ne!(of(A), of(""));
    }

    #[test]
    fn it_is_the_same_in_every_release() {
        assert_eq!(of(&format!("{A}{B}")), "65bfd5305305cdfe");
    }
}
