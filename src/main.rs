//! minzheng (民政): see README.md.

fn main() -> std::process::ExitCode {
    minzheng::cli::run(std::env::args_os().skip(1).collect()).into()
}
