//! Command lines to be typed into a shell.

use crate::platform::quote;

/// The command that sets a property.
pub(crate) fn set(key: &str, value: &str) -> String {
    let dashes = if value.starts_with('-') { "-- " } else { "" };
    format!("omero config set {} {dashes}{}", quote(key), quote(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_begins_with_a_dash_follows_two_dashes() {
        assert_eq!(set("omero.web.apps", r#"["a"]"#), r#"omero config set omero.web.apps '["a"]'"#);
        assert_eq!(set("a.b", "-Xmx1g"), "omero config set a.b -- -Xmx1g");
    }
}
