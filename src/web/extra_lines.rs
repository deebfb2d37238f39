//! The user's own lines in the server block of nginx: `omero.web.nginx_server_extra_config`.
//!
//! They are written as they are, that is what the property is for. But a line that ends the block, or
//! opens one that nothing closes, would change the meaning of everything around it.

use super::error::BindingError;

/// The lines, if together they are whole directives that stay in their block.
///
/// # Errors
///
/// The first line that leaves its block, an open quote, and what is open at the end.
pub(super) fn checked(lines: Vec<String>) -> Result<Vec<String>, BindingError> {
    let mut scan = Scan::default();
    for (item, line) in (1..).zip(&lines) {
        scan.line(line).map_err(|problem| BindingError::ExtraLine { item, problem })?;
    }
    let item = lines.len();
    match scan {
        Scan { depth: 1.., .. } => {
            Err(BindingError::ExtraLine { item, problem: "a block is not closed: `}` is missing" })
        }
        Scan { in_directive: true, .. } => {
            Err(BindingError::ExtraLine { item, problem: "the directive does not end in `;`" })
        }
        Scan { .. } => Ok(lines),
    }
}

/// What a look at the lines so far has found.
///
/// Source: how nginx reads a configuration file, tried with 1.22. Quotes, `#` and `}` have their meaning
/// only where a word could begin; `;` and `{` end a word, but for the `{` of a variable `${name}`.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_directive: bool,
}

impl Scan {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        if line.contains(['\n', '\r', '\0']) {
            return Err("it contains a line break or control character");
        }
        let mut characters = line.chars();
        let mut before = Before::Blank;
        while let Some(found) = characters.next() {
            before = match (before, found) {
                (Before::Blank, '#') => break,
                (Before::Blank, '}') => self.close()?,
                (Before::Quote, found) if !matches!(found, ' ' | '\t' | ';' | '{' | ')') => {
                    return Err("a space is missing after a closing quote");
                }
                (Before::Blank, '"' | '\'') => {
                    self.in_directive = true;
                    quoted(&mut characters, found)?
                }
                (_, ' ' | '\t') => Before::Blank,
                (_, ';') => self.end()?,
                (Before::Dollar, '{') => Before::Word,
                (_, '{') => self.open()?,
                (_, '\\') => {
                    characters.next().ok_or("a backslash at its end")?;
                    self.in_directive = true;
                    Before::Word
                }
                (_, '$') => {
                    self.in_directive = true;
                    Before::Dollar
                }
                _ => {
                    self.in_directive = true;
                    Before::Word
                }
            };
        }
        Ok(())
    }

    fn end(&mut self) -> Result<Before, &'static str> {
        if !self.in_directive {
            return Err("`;` without a directive");
        }
        self.in_directive = false;
        Ok(Before::Blank)
    }

    fn open(&mut self) -> Result<Before, &'static str> {
        if !self.in_directive {
            return Err("`{` without the name of a block");
        }
        self.depth += 1;
        self.in_directive = false;
        Ok(Before::Blank)
    }

    fn close(&mut self) -> Result<Before, &'static str> {
        if self.in_directive {
            return Err("a directive without `;` before `}`");
        }
        self.depth = self.depth.checked_sub(1).ok_or("`}` would end the server block")?;
        Ok(Before::Blank)
    }
}

/// What comes before a character.
#[derive(Clone, Copy)]
enum Before {
    /// A space or the end of a directive: a word could begin.
    Blank,
    /// A part of a word.
    Word,
    /// The `$` of a variable.
    Dollar,
    /// The end of a word in quotes.
    Quote,
}

fn quoted(characters: &mut std::str::Chars<'_>, quote: char) -> Result<Before, &'static str> {
    while let Some(found) = characters.next() {
        match found {
            '\\' => drop(characters.next()),
            found if found == quote => return Ok(Before::Quote),
            _ => {}
        }
    }
    Err("a closing quote is missing")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(lines: &[&str]) -> Option<(usize, &'static str)> {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        match checked(lines) {
            Err(BindingError::ExtraLine { item, problem }) => Some((item, problem)),
            _ => None,
        }
    }

    #[test]
    fn whole_directives_are_taken() {
        for lines in [
            &["include /etc/nginx/conf.d-nested-includes/*.conf;"][..],
            &["client_body_timeout 300s;", "add_header X-Robots-Tag \"no;index}\";"],
            &["location /x {", "  return 200 ok; # }", "}"],
            &["location ~ ^/a\\{2\\} { return 204; }"],
            &["", "# a comment"],
            &["set $a ${host}b;"],
            &["add_header", "X-A b;"],
            &["return 200 a}b\"c#d;"],
            &["if ($a = \"b\") { return 204; }"],
        ] {
            assert_eq!(problem(lines), None, "{lines:?}");
        }
    }

    #[test]
    fn what_would_leave_the_block_is_refused() {
        for (lines, item, begins) in [
            (&["a b;", "} server {"][..], 2, "`}` would end"),
            (&["a b"], 1, "the directive does not end"),
            (&["location / {"], 1, "a block is not closed"),
            (&["a \"b;"], 1, "a closing quote"),
            (&["a b;\n}"], 1, "it contains a line break"),
            (&["a b\\"], 1, "a backslash"),
            (&["location / { a }"], 1, "a directive without"),
            (&["a $${b;}#;", "a $${b; server { c d; #};"], 1, "`}` would end"),
            (&["a \"b\"c;"], 1, "a space is missing"),
        ] {
            let found = problem(lines).unwrap();
            assert!(found.0 == item && found.1.starts_with(begins), "{lines:?}: {found:?}");
        }
    }
}
