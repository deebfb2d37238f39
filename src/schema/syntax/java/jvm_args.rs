//! Options for the Java machine: `omero.jvmcfg.append`.
//!
//! Source: omero-py cuts them with `shlex.split`; the manual page of `java`. They come before the name
//! of the main class, so a word that is not an option would be treated as that class.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::python::shlex;
use crate::python::shlex::Word;

/// Options with one dash whose argument is the next word.
const WITH_ARGUMENT: &[&str] = &["-cp", "-classpath", "-p", "-jar", "-m"];

/// Options of `java`, or nothing.
///
/// # Errors
///
/// As `shell-words`, and the first word that `java` would take for its main class.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let words = shlex::words(text)?;
    let mut before: Option<&Word> = None;
    for word in &words {
        let is_option = word.text.starts_with(['-', '@']);
        if !is_option && !before.is_some_and(takes_argument) {
            let problem =
                format!("expected an option that begins with `-`, found {}", quoted(&word.text));
            return Err(SyntaxError::new(word.position, problem));
        }
        before = Some(word);
    }
    Ok(())
}

/// Whether the next word belongs to this one.
fn takes_argument(option: &Word) -> bool {
    let is_long = option.text.starts_with("--") && !option.text.contains('=');
    is_long || WITH_ARGUMENT.contains(&option.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn options_for_java() {
        accepts(
            check,
            &[
                "",
                "-XX:-PrintGC -XX:+UseCompressedOops",
                "-javaagent:/opt/jmx/exporter.jar=9180:/etc/jmx/config.yml",
                "-Dx='a b' \"-Dy=c d\"",
                "--add-opens java.base/java.lang=ALL-UNNAMED",
                "-cp /opt/x.jar",
                "@/etc/omero/jvm.args",
            ],
        );
        refuses(
            check,
            &[
                ("UseCompressedOops", 0, "begins with `-`"),
                ("-XX:+UseG1GC Xmx4g", 13, "found `Xmx4g`"),
                ("-Dx=a b", 6, "found `b`"),
                ("--add-opens=a b", 14, "found `b`"),
                ("-Dx='a", 4, "a closing '"),
            ],
        );
    }
}
