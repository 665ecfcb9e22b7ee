//! minzheng (民政): see README.md. A command is carried out by `cli`; without one the screens open.

use minzheng::app::keys_listed;
use minzheng::cli::{self, Begin, Outcome, Probe, Screens};
use minzheng::config::{data_dir, lists_file};
use minzheng::door;
use minzheng::runtime::{self, Options, ask, probe};
use std::panic;
use std::process::ExitCode;

/// Threads give each other much (a demonstration office is told in two and written in a third), and the system's allocators lock for that. On Windows
/// it would want what Windows 7 lacks.
#[cfg(unix)]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A defect ends like trouble in the surroundings: it is told where it happened, and scripts know the code.
const DEFECT: u8 = 74;

fn main() -> ExitCode {
    door::tell_panics();
    leave_no_core();
    outlive_limits();
    panic::catch_unwind(work).unwrap_or(DEFECT.into())
}

/// A crash leaves no image of the memory on the disk: people's data is in it.
fn leave_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where the system refuses, the program is as safe as others.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// A limit on the size of files (`ulimit -f`) makes a write fail, which is told like any other, instead of ending the program without a word.
fn outlive_limits() {
    #[cfg(unix)]
    {
        // Nobody asks whether it came: the write says so. Where the system refuses, it ends as before.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    }
}

fn work() -> ExitCode {
    let probe = Probe { terminal: probe::terminal, show_keys: probe::show_keys, ask_password: ask::ask_password };
    match cli::run(std::env::args_os().skip(1).collect(), keys_listed::told, probe) {
        Outcome::Done(code) => code.into(),
        Outcome::Screens(screens) => show(*screens),
    }
}

fn show(screens: Screens) -> ExitCode {
    let Screens { begin, operator, today, config } = screens;
    let options = Options {
        operator,
        today,
        ascii: config.ascii,
        colours: config.colours(std::env::var_os("NO_COLOR").as_deref()),
        skip_filled: config.skip_filled,
        keys: config.keys,
        font: config.font,
        printer: config.printer,
        aside: data_dir().ok(),
        lists: lists_file(),
    };
    let done = match begin {
        Begin::Office(office) => runtime::run(&office, options),
        Begin::Welcome(missing) => runtime::welcome(missing, options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            door::tell(&fault.to_string());
            fault.exit_code().into()
        }
    }
}
