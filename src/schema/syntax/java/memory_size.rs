//! How much memory a Java process may take: `omero.jvmcfg.heap_size`.
//!
//! Source: measured with omero-py's `jvmcfg`. A number is megabytes, cut to a whole one; a text that
//! ends in b, k, m or g is passed to Java after `-Xmx`; one that begins with `-X` goes there whole.

use crate::python::SyntaxError;
use crate::python::quoted;

/// A number of megabytes, a whole number with a unit, or an option for Java.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.starts_with("-X") {
        return Ok(());
    }
    let number = text.trim();
    let whole = number.trim_end_matches(|next: char| next.is_ascii_digit());
    let is_fraction = whole.strip_suffix('.').is_some_and(is_digits) && !number.ends_with('.');
    let units = ['b', 'k', 'm', 'g', 'B', 'K', 'M', 'G'];
    if is_digits(number) || is_fraction || text.strip_suffix(units).is_some_and(is_digits) {
        return Ok(());
    }
    let place = text.chars().take_while(char::is_ascii_digit).count();
    let problem = "expected megabytes, or a whole number and one of b, k, m, g, found";
    Err(SyntaxError::new(place, format!("{problem} {}", quoted(text))))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|next| next.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn sizes_that_java_gets_as_they_are_meant() {
        accepts(check, &["512m", "24G", "2000", "1g", "1.5", " 512 ", "500M", "-Xmx4g", "1024k"]);
        refuses(
            check,
            &[
                ("", 0, "found ``"),
                ("24GB", 2, "found `24GB`"),
                ("24 G", 2, "megabytes"),
                ("1.5g", 1, "a whole number"),
                ("2t", 1, "one of b, k, m, g"),
                ("lots", 0, "megabytes"),
                ("-5", 0, "megabytes"),
                ("1.", 1, "megabytes"),
                (" 512m", 0, "megabytes"),
                ("1..5", 1, "megabytes"),
            ],
        );
    }
}
