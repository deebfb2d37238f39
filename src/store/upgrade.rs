//! Older profiles brought up to date, as the Python `omero config` does on every command.

use crate::model::Configuration;
use crate::model::PRESENT_VERSION;
use crate::model::VERSION_KEY;

/// For each older version of profiles the new value of a key, if it gets one.
pub(crate) type Upgrades =
    &'static [(&'static str, fn(key: &str, value: &str) -> Option<String>)];

/// Brings every profile of a version in `upgrades` to the present version; others are not changed.
///
/// Unlike the Python tool we always raise the version, so that the change happens once.
pub(super) fn bring_up_to_date(configuration: &mut Configuration, upgrades: Upgrades) {
    for profile in configuration.profiles_mut() {
        let version = profile.get(VERSION_KEY);
        let Some((_, new_value)) = upgrades.iter().find(|(from, _)| version == Some(*from)) else {
            continue;
        };
        profile.rewrite(|key, value| match key {
            VERSION_KEY => Some(PRESENT_VERSION.to_owned()),
            _ => new_value(key, value),
        });
    }
}
