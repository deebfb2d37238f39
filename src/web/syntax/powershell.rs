//! Strings of PowerShell.
//!
//! Source: PowerShell documentation, `about_Quoting_Rules` and the language specification, section
//! 2.3.5.2. In single quotes nothing has a meaning but a single quote, which is doubled, and the
//! typographic ones count as single quotes as well.

pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        if matches!(character, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(character);
        }
        quoted.push(character);
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_single_quote_is_doubled() {
        assert_eq!(quoted("C:\\it's $a `b"), "'C:\\it''s $a `b'");
        assert_eq!(quoted("\u{2019}"), "'\u{2019}\u{2019}'");
    }
}
