//! The texts in Rust code: string literals, without those that only developers read.

use proc_macro2::Delimiter;
use proc_macro2::TokenStream;
use proc_macro2::TokenTree;

/// The string literals of a file, apart from those of its tests and of attributes for the compiler.
pub(super) fn of(code: &str) -> Vec<String> {
    let mut literals = Vec::new();
    collect(code.parse().unwrap(), &mut literals);
    literals
}

fn collect(tokens: TokenStream, literals: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_test = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                // `#!` begins an attribute of the whole file, such as its doc comment.
                tokens.next_if(
                    |next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'),
                );
                let attribute = tokens.next_if(|next| matches!(next, TokenTree::Group(_)));
                let Some(TokenTree::Group(attribute)) = attribute else { continue };
                let name = attribute.to_string().replace(' ', "");
                if is_message(&name) {
                    collect(attribute.stream(), literals);
                }
                is_test |= name == "[cfg(test)]";
            }
            // The module of the tests is the last group that its attribute belongs to.
            TokenTree::Group(group) if is_test && group.delimiter() == Delimiter::Brace => {
                is_test = false;
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => is_test = false,
            TokenTree::Group(group) => collect(group.stream(), literals),
            TokenTree::Literal(literal) => literals.extend(text(&literal.to_string())),
            _ => {}
        }
    }
}

/// Whether an attribute has texts for users: messages of errors and examples of a command.
fn is_message(attribute: &str) -> bool {
    ["[error(", "[command(", "[arg("].iter().any(|start| attribute.starts_with(start))
}

/// The content of a string literal, with its line breaks inside a sentence removed.
fn text(literal: &str) -> Option<String> {
    let inside = literal.trim_start_matches('r').trim_matches('#');
    let inside = inside.strip_prefix('"')?.strip_suffix('"')?;
    let lines = inside.split("\\\n").map(str::trim_start);
    Some(lines.collect::<Vec<_>>().join(" ").replace("\\n", "\n").replace("\\\"", "\""))
}

#[test]
fn literals_of_tests_and_doc_comments_are_left_out() {
    let code = r##"
        //! What stands here is a comment.
        /// A comment.
        #[error("an error")]
        #[expect(lint, reason = "for developers")]
        const MESSAGE: &str = "a message \
                               of two lines";
        #[cfg(test)]
        mod tests { const TEXT: &str = "a test"; }
        const RAW: &str = r#"raw"#;
    "##;
    assert_eq!(of(code), ["an error", "a message  of two lines", "raw"]);
}
