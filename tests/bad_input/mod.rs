//! Every message on bad input, on a page for each layer that refuses it: `snapshots/bad_input/`.

mod command_line;
mod content;
mod encoding;
mod page;
mod path;
mod syntax;

fn store_with(properties: &str) -> String {
    format!("<icegrid><properties id=\"default\">{properties}</properties></icegrid>")
}
