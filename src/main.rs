//! The program `omero`. Everything it does is in the library.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    omero_config::run(env::args_os()).into()
}
