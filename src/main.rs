//! minzheng (民政): see README.md. A command is carried out by `cli`; without one the screens open.

use minzheng::cli::{self, Outcome, Screens};
use minzheng::runtime::{self, Options};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(std::env::args_os().skip(1).collect()) {
        Outcome::Done(code) => code.into(),
        Outcome::Screens(screens) => show(*screens),
    }
}

fn show(screens: Screens) -> ExitCode {
    let Screens { office, operator, today, config } = screens;
    let options = Options {
        operator,
        today,
        ascii: config.ascii,
        no_color: config.no_color,
        keys: config.keys,
        font: config.font,
        printer: config.printer,
    };
    match runtime::run(&office, options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            fault.exit_code().into()
        }
    }
}
