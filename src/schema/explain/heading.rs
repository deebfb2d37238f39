//! Under which heading the glossary of OMERO describes what its defaults file has.

/// The heading below which the glossary of OMERO describes a property.
pub(crate) fn heading(key: &str) -> Option<String> {
    if key.starts_with("Ice") {
        return Some("Ice".to_owned());
    }
    let section = key.strip_prefix("omero.")?.split('.').next()?;
    let heading = match section {
        "checksum" | "data" | "fs" | "managed" => "Binary repository",
        "db" => "Database",
        "cluster" => "Grid",
        "jvmcfg" => "JVM",
        "launcher" | "process" | "scripts" => "Scripts",
        "ldap" => "LDAP",
        "resetpassword" | "security" => "Security",
        "sessions" | "threads" | "throttling" => "Performance",
        "upgrades" => "Misc",
        other => return Some(title(other)),
    };
    Some(heading.to_owned())
}

/// Each word with a capital, as Python's `str.title`.
fn title(text: &str) -> String {
    let mut inside = false;
    let mut titled = String::new();
    for found in text.chars() {
        if inside {
            titled.extend(found.to_lowercase());
        } else {
            titled.extend(found.to_uppercase());
        }
        inside = found.is_alphabetic();
    }
    titled
}
