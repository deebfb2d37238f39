//! `#[test]` for a harness that can ignore a test at run time.
//!
//! The standard harness decides at compile time which tests are ignored, so it cannot ask whether a
//! program is installed. This attribute passes the name of the function, and what `#[needs(...)]` below
//! it lists, to the macro `collect` in `tests/harness/`. It only moves tokens: what a need is, and how
//! tests are run, belongs in the harness.

use std::iter;

use proc_macro::Delimiter;
use proc_macro::Group;
use proc_macro::TokenStream;
use proc_macro::TokenTree;

/// Adds a function to the tests, as the attribute of the same name in the standard library does.
#[proc_macro_attribute]
pub fn test(_arguments: TokenStream, function: TokenStream) -> TokenStream {
    let mut needs = TokenStream::new();
    let mut kept = Vec::new();
    let mut name = None;
    let mut tokens = function.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                if let Some(listed) = tokens.peek().and_then(listed_needs) {
                    needs.extend(listed);
                    tokens.next();
                    continue;
                }
            }
            TokenTree::Ident(word) if word.to_string() == "fn" && name.is_none() => {
                name = tokens.peek().cloned();
            }
            _ => {}
        }
        kept.push(token);
    }
    kept.into_iter().chain(collected(name, needs)).collect()
}

/// The content of the parentheses if this is the part of `#[needs(...)]` in brackets.
fn listed_needs(attribute: &TokenTree) -> Option<TokenStream> {
    let TokenTree::Group(brackets) = attribute else { return None };
    let mut inside = brackets.stream().into_iter();
    match (inside.next(), inside.next()) {
        (Some(TokenTree::Ident(word)), Some(TokenTree::Group(list)))
            if brackets.delimiter() == Delimiter::Bracket && word.to_string() == "needs" =>
        {
            Some(list.stream())
        }
        _ => None,
    }
}

/// `crate::harness::collect! { NAME [NEEDS] }`
fn collected(name: Option<TokenTree>, needs: TokenStream) -> TokenStream {
    let list = TokenTree::from(Group::new(Delimiter::Bracket, needs));
    let inside = name.into_iter().chain(iter::once(list)).collect();
    let call: TokenStream = "crate::harness::collect!".parse().unwrap();
    call.into_iter().chain(iter::once(Group::new(Delimiter::Brace, inside).into())).collect()
}
