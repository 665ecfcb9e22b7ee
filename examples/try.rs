fn main() {
    let mut args = std::env::args().skip(1);
    let path = std::path::PathBuf::from(args.next().unwrap());
    if !path.exists() {
        let r = minzheng::jobs::sample::build(&path, minzheng::jobs::sample::Options::default(), &mut |_, _, _| {});
        if let Err(e) = r {
            eprintln!("{e}");
            return;
        }
    }
    if let Err(e) = minzheng::runtime::run(&path, minzheng::runtime::Options::default()) {
        eprintln!("{e}");
    }
}
