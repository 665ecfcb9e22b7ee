//! A small disk that is full but for some room: twenty sizes of it, from none to more than the command needs.

use crate::judge::{Known, Met, Wrong};
use crate::scene::{self, Scene};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Sizes of room that are tried.
const LEVELS: u64 = 20;

/// A file system of its own in memory, gone with the value.
pub struct Disk(PathBuf);

impl Disk {
    /// `Err`: why none can be made here.
    pub fn mounted(at: PathBuf) -> Result<Disk, String> {
        fs::create_dir_all(&at).unwrap();
        let out = Command::new("mount").args(["-t", "tmpfs", "-o", "size=192m", "tmpfs"]).arg(&at).output();
        match out {
            Ok(out) if out.status.success() => Ok(Disk(at)),
            Ok(out) => Err(String::from_utf8_lossy(&out.stderr).trim().to_owned()),
            Err(e) => Err(e.to_string()),
        }
    }

    /// Fills it up to `room` bytes.
    fn fill(&self, room: u64) {
        let mut filler = File::create(self.filler()).unwrap();
        let zeros = vec![0_u8; 1 << 16];
        while filler.write(&zeros).is_ok_and(|n| n > 0) {}
        let length = filler.metadata().unwrap().len();
        filler.set_len(length.saturating_sub(room)).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// What came of a command at all sizes of room.
#[derive(Default)]
pub struct Filled {
    /// Runs that did their work.
    pub done: usize,
    /// Runs that did not.
    pub refused: usize,
    pub wrong: Vec<(Wrong, String)>,
}

/// Runs a command on the disk at each size of room.
pub fn tried(scene: &Scene, known: &Known, disk: &Disk, room: &Path) -> Filled {
    let mut filled = Filled::default();
    let dir = disk.0.join("case");
    let most = 4 * known.bytes;
    let levels = LEVELS / scene.weight;
    for level in 0..levels {
        let _ = fs::remove_file(disk.filler());
        let _ = fs::remove_dir_all(&dir);
        scene::copy(&scene.folder, &dir);
        let left = most * level * level / (levels * levels);
        disk.fill(left);
        let out = scene::program(&dir, &scene.words());
        let met = Met { removing: false, mute: false };
        let mut wrong = scene.judged(known, &dir, room, &out, &met);
        match out.status.success() {
            true => filled.done += 1,
            false => {
                filled.refused += 1;
                fs::remove_file(disk.filler()).unwrap();
                scene.judge_again(known, &dir, room, false, &mut wrong);
            }
        }
        filled.wrong.extend(wrong.into_iter().map(|(kind, what)| (kind, format!("{left} bytes of room: {what}"))));
    }
    filled
}
