//! Tells the program what it was built for and from: `MINZHENG_TARGET`, and `MINZHENG_COMMIT` where that is known. It needs nothing but the
//! compiler: where there is no git, or no checkout (a source archive), the commit is simply not said.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=MINZHENG_COMMIT");
    let of = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    println!("cargo::rustc-env=MINZHENG_TARGET={}", of("TARGET").unwrap_or_default());
    // A package built from an archive says itself what it was made from. While one works nobody asks: each commit would compile all anew.
    let is_release = of("PROFILE").as_deref() == Some("release");
    let commit =
        of("MINZHENG_COMMIT").or_else(|| of("CARGO_MANIFEST_DIR").filter(|_| is_release).and_then(checked_out));
    println!("cargo::rustc-env=MINZHENG_COMMIT={}", commit.unwrap_or_default());
}

/// The commit that is checked out in a folder, with `+` where files were changed since. A checkout of something else, in which the folder of
/// an unpacked archive may lie, says nothing of it.
fn checked_out(folder: String) -> Option<String> {
    let git = |args: &[&str]| {
        let out = Command::new("git").arg("-C").arg(&folder).args(args).output().ok()?;
        String::from_utf8(out.stdout).ok().filter(|_| out.status.success()).map(|text| text.trim().to_owned())
    };
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let is_own = Path::new(&top).canonicalize().ok()? == Path::new(&folder).canonicalize().ok()?;
    let commit = git(&["rev-parse", "--short=12", "HEAD"]).filter(|_| is_own)?;
    for moves in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", moves]).map(|path| Path::new(&folder).join(path));
        if let Some(path) = path.filter(|path| path.exists()) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    for files in ["src", "schema.sql", "sample-db", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={files}");
    }
    let changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|list| !list.is_empty());
    Some(if changed { format!("{commit}+") } else { commit })
}
