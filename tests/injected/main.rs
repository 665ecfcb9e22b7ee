//! Every command that writes, with the machine failing at each of its calls in turn: killed, EIO, ENOSPC. What lies there then is
//! the old or the new one, nothing is left beside, and what was said agrees. All of it: `docs/measured.md` has the command.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod full;
mod judge;
#[path = "../support/older.rs"]
mod older;
mod scene;
mod strace;

use judge::{Known, Met, WRONG, Wrong};
use scene::Scene;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use strace::{FAULTS, Fault, Point};

/// Cases at a time: more than a small machine has cores, for they wait for the disk.
const HANDS: usize = 4;
/// Lines that tell of single cases, for each command.
const TOLD: usize = 12;

/// Also where a test's output is kept back: what was tried, and that it was not, is part of the answer.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// What came of a command's cases.
#[derive(Default)]
struct Tally {
    cases: BTreeMap<Fault, usize>,
    wrong: BTreeMap<Wrong, usize>,
    lines: Vec<String>,
}

/// At most so many of the points, the kinds of calls as equally as they go: of the rare ones all, of the others each k-th.
fn drawn(points: &[Point], most: usize) -> Vec<Point> {
    let mut kinds: BTreeMap<&str, Vec<&Point>> = BTreeMap::new();
    for p in points {
        kinds.entry(p.call.as_str()).or_default().push(p);
    }
    let mut kinds: Vec<Vec<&Point>> = kinds.into_values().collect();
    kinds.sort_by_key(Vec::len);
    let (mut room, mut taken) = (most, Vec::new());
    for (i, kind) in kinds.iter().enumerate() {
        let share = room.div_ceil(kinds.len() - i).min(kind.len());
        // From the middle of each stretch.
        taken.extend((0..share).map(|j| kind[(j * kind.len() + kind.len() / 2) / share].clone()));
        room -= share;
    }
    taken
}

fn cases(points: &[Point]) -> Vec<(Point, Fault)> {
    // Removing that fails for good can only leave something; a device that is dead for opening is the same as one call.
    let fits = |p: &Point, f: Fault| f != Fault::Dead || !(p.call.starts_with("unlink") || p.call.starts_with("open"));
    points.iter().flat_map(|p| FAULTS.into_iter().filter(|f| fits(p, *f)).map(|f| (p.clone(), f))).collect()
}

fn tried(scene: &Scene, known: &Known, taken: &[Point], root: &Path) -> Tally {
    let queue = Mutex::new(cases(taken).into_iter());
    let tally = Mutex::new(Tally::default());
    std::thread::scope(|hands| {
        for hand in 0..HANDS {
            let (queue, tally) = (&queue, &tally);
            hands.spawn(move || {
                let at = |what: &str| root.join(format!("{what}-{hand}"));
                let (dir, room, log) = (at("case"), at("room"), at("log"));
                loop {
                    let Some((point, fault)) = queue.lock().unwrap().next() else { break };
                    let _ = fs::remove_dir_all(&dir);
                    scene::copy(&scene.folder, &dir);
                    let Some(out) = strace::with_fault(scene, &dir, &log, &point, fault) else { continue };
                    let met = Met {
                        removing: point.call.starts_with("unlink"),
                        mute: fault == Fault::Dead && point.call == "write",
                    };
                    let wrong = scene.judged(known, &dir, &room, &out, &met);
                    let mut tally = tally.lock().unwrap();
                    *tally.cases.entry(fault).or_default() += 1;
                    for kind in wrong.iter().map(|(kind, _)| *kind).collect::<BTreeSet<_>>() {
                        *tally.wrong.entry(kind).or_default() += 1;
                    }
                    for (_, what) in wrong {
                        tally.lines.push(format!("  {}: {} at {point}: {what}", scene.name, fault.label()));
                    }
                }
            });
        }
    });
    tally.into_inner().unwrap()
}

/// The states of each scene, from runs without a fault, and the calls of its command.
fn known(scenes: &[Scene], root: &Path, traced: bool) -> Vec<(Known, Vec<Point>)> {
    let (dir, room) = (root.join("clean"), root.join("room"));
    let fresh = |scene: &Scene| {
        let _ = fs::remove_dir_all(&dir);
        scene::copy(&scene.folder, &dir);
    };
    let first: Vec<_> = scenes
        .iter()
        .map(|scene| {
            fresh(scene);
            let before = judge::copied(&dir, &room);
            let (out, points) = match traced {
                true => strace::points(scene, &dir, &root.join("log")),
                false => (scene::program(&dir, &scene.words()), Vec::new()),
            };
            assert!(out.status.success(), "{}: {}", scene.name, judge::said(&out));
            let after = judge::copied(&dir, &room);
            let bytes = judge::bytes(&dir);
            scene::program(&dir, &scene.words());
            (Known { before, after, twice: judge::copied(&dir, &room), bytes }, points)
        })
        .collect();
    for (scene, (known, _)) in scenes.iter().zip(&first) {
        // Seconds later the same comes out, or nothing could be told apart by it.
        fresh(scene);
        scene::program(&dir, &scene.words());
        assert_eq!(judge::copied(&dir, &room), known.after, "{}", scene.name);
        assert_ne!(known.before, known.after, "{}", scene.name);
        assert!(known.after.iter().all(|(_, held)| !held.starts_with("broken")), "{:?}", known.after);
    }
    first
}

/// The scenes; `MINZHENG_INJECT_ONLY` names the one that is wanted, or how it begins.
fn scenes(root: &Path) -> Vec<Scene> {
    let only = std::env::var("MINZHENG_INJECT_ONLY").unwrap_or_default();
    let mut scenes = scene::all(root);
    scenes.retain(|s| s.name.starts_with(&only));
    scenes
}

fn head(columns: &[&str]) {
    let wrong: Vec<&str> = WRONG.iter().map(|w| w.label()).collect();
    say(&format!("| command | {} | {} |", columns.join(" | "), wrong.join(" | ")));
    say(&format!("|---|{}", "---|".repeat(columns.len() + wrong.len())));
}

/// Tries all scenes, at most so many calls of each, and prints what came of it. Panics when anything is wrong, and where all must
/// be tried (`CI`) also when nothing can be.
fn try_all(most: usize) {
    if let Some(why) = strace::unavailable() {
        assert!(std::env::var_os("CI").is_none(), "fault injection cannot be left out here: {why}");
        say(&format!("fault injection was left out: {why}"));
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let scenes = scenes(root.path());
    let known = known(&scenes, root.path(), true);
    let columns: Vec<&str> = ["calls", "taken"].into_iter().chain(FAULTS.iter().map(|f| f.label())).collect();
    head(&columns);
    let (mut all, mut lines) = (0, Vec::new());
    for (scene, (known, points)) in scenes.iter().zip(&known) {
        let taken = drawn(points, most / usize::try_from(scene.weight).unwrap());
        let tally = tried(scene, known, &taken, root.path());
        let numbers = FAULTS.iter().map(|f| tally.cases.get(f)).chain(WRONG.iter().map(|w| tally.wrong.get(w)));
        let cells: Vec<String> = numbers.map(|n| n.copied().unwrap_or(0).to_string()).collect();
        say(&format!("| `{}` | {} | {} | {} |", scene.name, points.len(), taken.len(), cells.join(" | ")));
        let tried: usize = tally.cases.values().sum();
        assert!(tried >= taken.len(), "{}: of {} calls only {tried} cases were met", scene.name, taken.len());
        all += tried;
        lines.push(tally.lines);
    }
    finish(all, &lines);
}

/// The last words: how many cases, and which of them are wrong.
fn finish(all: usize, lines: &[Vec<String>]) {
    let bad: usize = lines.iter().map(Vec::len).sum();
    say(&format!("{all} cases, {bad} times wrong"));
    lines.iter().flat_map(|of_one| of_one.iter().take(TOLD)).for_each(|line| say(line));
    assert_eq!(bad, 0);
}

#[test]
fn a_sample_of_all_faults_leaves_the_old_or_the_new() {
    try_all(8);
}

#[test]
#[ignore = "many minutes; docs/measured.md has the command"]
fn every_fault_leaves_the_old_or_the_new() {
    let most = std::env::var("MINZHENG_INJECT_MOST").map_or(1200, |n| n.parse().unwrap());
    try_all(most);
}

#[test]
#[ignore = "needs the right to mount a file system; docs/measured.md has the command"]
fn a_full_disk_leaves_the_old_or_the_new() {
    let root = tempfile::tempdir().unwrap();
    let disk = match full::Disk::mounted(root.path().join("disk")) {
        Ok(disk) => disk,
        Err(why) => return say(&format!("the full disk was left out: {why}")),
    };
    let scenes = scenes(root.path());
    let known = known(&scenes, root.path(), false);
    head(&["done", "refused"]);
    let (mut all, mut lines) = (0, Vec::new());
    for (scene, (known, _)) in scenes.iter().zip(&known) {
        let filled = full::tried(scene, known, &disk, &root.path().join("room"));
        let count = |kind: Wrong| filled.wrong.iter().filter(|(k, _)| *k == kind).count().to_string();
        let wrong: Vec<String> = WRONG.into_iter().map(count).collect();
        say(&format!("| `{}` | {} | {} | {} |", scene.name, filled.done, filled.refused, wrong.join(" | ")));
        all += filled.done + filled.refused;
        lines.push(filled.wrong.into_iter().map(|(_, what)| format!("  {}: {what}", scene.name)).collect());
    }
    finish(all, &lines);
}
