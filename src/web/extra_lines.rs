//! The user's own lines in the server block of nginx: `omero.web.nginx_server_extra_config`.
//!
//! They are written as they are, that is what the property is for. But a line that ends the block, or
//! opens one that nothing closes, would change the meaning of everything around it.

use super::BindingError;

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
        Scan { depth: 1.., .. } => Err(BindingError::ExtraLine {
            item,
            problem: "a block is open at the end: `}` is missing",
        }),
        Scan { in_directive: true, .. } => {
            Err(BindingError::ExtraLine { item, problem: "the directive has no `;` at its end" })
        }
        Scan { .. } => Ok(lines),
    }
}

/// What a look at the lines so far has found. Source: how nginx reads a configuration file.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_directive: bool,
}

impl Scan {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        if line.contains(['\n', '\r', '\0']) {
            return Err("a line break or control character in it");
        }
        let mut characters = line.chars();
        let mut at_start = true;
        while let Some(found) = characters.next() {
            let starts_word = at_start;
            at_start = matches!(found, ' ' | '\t' | ';' | '{' | '}');
            match found {
                '#' if starts_word => break,
                '\\' => {
                    characters.next().ok_or("a backslash at its end")?;
                    self.in_directive = true;
                }
                '"' | '\'' if starts_word => {
                    quoted(&mut characters, found)?;
                    self.in_directive = true;
                }
                // `${name}` is a variable and no block.
                '$' if characters.as_str().starts_with('{') => {
                    characters.by_ref().find(|end| *end == '}').ok_or("`${` without `}`")?;
                    self.in_directive = true;
                }
                _ => self.character(found)?,
            }
        }
        Ok(())
    }

    fn character(&mut self, found: char) -> Result<(), &'static str> {
        match found {
            ' ' | '\t' => {}
            ';' if !self.in_directive => return Err("`;` without a directive"),
            ';' => self.in_directive = false,
            '{' if !self.in_directive => return Err("`{` without the name of a block"),
            '{' => {
                self.depth += 1;
                self.in_directive = false;
            }
            '}' if self.in_directive => return Err("a directive without `;` before `}`"),
            '}' => {
                self.depth = self.depth.checked_sub(1).ok_or("`}` would end the server block")?;
            }
            _ => self.in_directive = true,
        }
        Ok(())
    }
}

fn quoted(characters: &mut std::str::Chars<'_>, quote: char) -> Result<(), &'static str> {
    while let Some(found) = characters.next() {
        match found {
            '\\' => drop(characters.next()),
            found if found == quote => return Ok(()),
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
        ] {
            assert_eq!(problem(lines), None, "{lines:?}");
        }
    }

    #[test]
    fn what_would_leave_the_block_is_refused() {
        for (lines, item, begins) in [
            (&["a b;", "} server {"][..], 2, "`}` would end"),
            (&["a b"], 1, "the directive has no"),
            (&["location / {"], 1, "a block is open"),
            (&["a \"b;"], 1, "a closing quote"),
            (&["a b;\n}"], 1, "a line break"),
            (&["a b\\"], 1, "a backslash"),
            (&["location / { a }"], 1, "a directive without"),
        ] {
            let found = problem(lines).unwrap();
            assert!(found.0 == item && found.1.starts_with(begins), "{lines:?}: {found:?}");
        }
    }
}
