//! Long work, beside the screen, on threads with connections of their own: what the screens wait for (counts, figures), what
//! takes seconds (paper, a copy), the check of the file, an undo, which may be one of a hundred thousand rows, and lists
//! that are arranged. A panic in one is a failed job, not the end of a half-filled form.

use crate::app::msg::{Msg, Reply, Ticket, Want};
use crate::app::notice::{Look, Trouble};
use crate::figure::paper::Paper;
use crate::jobs::paper::{self, Order};
use crate::jobs::report::doubts;
use crate::runtime::answers::{VALUES, numbers, order, preview, refused, summed, undo, undoing};
use crate::runtime::pause::Pause;
use crate::store::{Store, StoreFault, Who};
use chrono::NaiveDate;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Whether a question is answered beside the screen.
pub(super) fn takes_long(want: &Want) -> bool {
    thread_of(want) > 0 || matches!(want, Want::Count(_) | Want::Panel(_) | Want::Census(_) | Want::Naming(_))
}
/// Whether it reads most of the file: then that is read from front to back first.
fn touches_most(want: &Want) -> bool {
    match want {
        Want::Print { paper, .. } | Want::Preview { paper, .. } => {
            matches!(paper, Paper::Report(report, ..) if report.reads_most())
        }
        want => matches!(want, Want::Backup | Want::Integrity | Want::Oddities(_)),
    }
}
/// Which thread: figures, paper and copies, the check of the file, an undo, lists that are arranged. None waits for another.
fn thread_of(want: &Want) -> usize {
    match want {
        Want::Arrange(_) | Want::Values(..) | Want::Frequency(..) | Want::Sum(_) => 4,
        Want::Undoing(_) | Want::Undo { .. } | Want::Remapping(_) | Want::Remap(_) => 3,
        Want::Integrity => 2,
        Want::Print { .. } | Want::Preview { .. } | Want::Backup | Want::Oddities(_) => 1,
        _ => 0,
    }
}

/// The threads; each begins with its first job.
pub(super) struct Background {
    bench: Bench,
    threads: [Option<Sender<(Ticket, Want)>>; 5],
}

/// What a thread needs.
#[derive(Clone)]
struct Bench {
    path: PathBuf,
    /// Who works; without him the first operator.
    who: Option<Who>,
    day: NaiveDate,
    font: Option<PathBuf>,
    printer: Option<String>,
    aside: Option<PathBuf>,
    answers: SyncSender<Msg>,
    /// Whose answers nobody waits for any more.
    dropped: Arc<Mutex<HashSet<Ticket>>>,
}

impl Background {
    pub fn new(
        path: &Path,
        (who, day): (Option<Who>, NaiveDate),
        (font, printer, aside): (Option<PathBuf>, Option<String>, Option<PathBuf>),
        answers: SyncSender<Msg>,
    ) -> Self {
        let bench = Bench { path: path.to_owned(), who, day, font, printer, aside, answers, dropped: Arc::default() };
        Background { bench, threads: [const { None }; 5] }
    }
    /// Nobody waits for that job any more: it stops where it can.
    pub fn drop(&self, ticket: Ticket) {
        if let Ok(mut dropped) = self.bench.dropped.lock() {
            dropped.insert(ticket);
        }
    }
    /// Takes a job on.
    pub fn take(&mut self, ticket: Ticket, want: Want) {
        let Some(slot) = self.threads.get_mut(thread_of(&want)) else { return };
        if let Some(jobs) = slot {
            // The thread ends only with the program.
            let _ = jobs.send((ticket, want));
            return;
        }
        let (jobs, waiting) = channel();
        let _ = jobs.send((ticket, want));
        let bench = self.bench.clone();
        let answers = self.bench.answers.clone();
        match thread::Builder::new().name("work".to_owned()).spawn(move || bench.work(&waiting)) {
            Ok(_) => *slot = Some(jobs),
            Err(e) => {
                let what = format!("开不了后台线程: {e}");
                let trouble =
                    Trouble { look: Look::Surroundings, what, remedy: "请关掉别的程序再试".to_owned() };
                let _ = answers.send(Msg::Answer(ticket, Reply::Failed(trouble)));
            }
        }
    }
}

impl Bench {
    fn is_dropped(&self, ticket: Ticket) -> bool {
        self.dropped.lock().is_ok_and(|dropped| dropped.contains(&ticket))
    }
    /// Whether nobody waited for a job, which is over now.
    fn forget(&self, ticket: Ticket) -> bool {
        self.dropped.lock().is_ok_and(|mut dropped| dropped.remove(&ticket))
    }
    fn work(&self, waiting: &Receiver<(Ticket, Want)>) {
        let mut store = None;
        while let Ok((ticket, want)) = waiting.recv() {
            // Dropped before it began.
            if self.forget(ticket) {
                let _ = self.answers.send(Msg::Answer(ticket, Reply::Dropped));
                continue;
            }
            let reply = catch_unwind(AssertUnwindSafe(|| self.answer(&mut store, ticket, want))).unwrap_or_else(|_| {
                store = None;
                Reply::Failed(Trouble {
                    look: Look::Defect,
                    what: "后台工作出错, 已停止这一项".to_owned(),
                    remedy: "已保存的内容没有受影响, 可以继续工作; 请把在做什么告诉维护人员".to_owned(),
                })
            });
            let sent = self.answers.send(Msg::Answer(ticket, reply));
            self.forget(ticket);
            if sent.is_err() {
                return;
            }
        }
    }
    fn answer(&self, kept: &mut Option<Store>, ticket: Ticket, want: Want) -> Reply {
        self.listens(ticket);
        let store = match kept.take().map_or_else(|| self.opened(), Ok) {
            Ok(store) => store,
            Err(fault) => return refused(fault),
        };
        let reply = self.put(&store, ticket, want).unwrap_or_else(refused);
        *kept = Some(store);
        reply
    }
    /// A connection of its own, before which sits who sits at the screen.
    fn opened(&self) -> Result<Store, StoreFault> {
        let store = Store::open_beside(&self.path)?;
        self.who.as_ref().map_or(Ok(()), |who| store.sit(who))?;
        Ok(store)
    }
    fn who(&self, store: &Store) -> Result<Who, StoreFault> {
        self.who.clone().map_or_else(|| store.who(None), Ok)
    }
    /// Tells now and then how far a job is, and the job whether to go on.
    fn tells_how_far(&self, ticket: Ticket) -> impl FnMut(usize, usize) -> bool {
        let mut pause = Pause::new();
        move |done, total| self.tells(&mut pause, ticket, (done, total))
    }
    fn tells(&self, pause: &mut Pause, ticket: Ticket, (done, total): (usize, usize)) -> bool {
        pause.tell("", || self.answers.try_send(Msg::Answer(ticket, Reply::Going(done, total))).is_ok());
        !self.is_dropped(ticket)
    }
    /// What the store itself tells of long work on this thread is told of this job from now on.
    fn listens(&self, ticket: Ticket) {
        let (bench, mut pause) = (self.clone(), Pause::new());
        Store::while_working(move |_, done, total| bench.tells(&mut pause, ticket, (done, total)));
    }
    fn order<'o>(&'o self, paper: &'o Paper) -> Order<'o> {
        let (font, printer, aside) = (self.font.as_deref(), self.printer.as_deref(), self.aside.as_deref());
        Order { font, printer, aside, ..order(paper, self.day) }
    }
    fn put(&self, store: &Store, ticket: Ticket, want: Want) -> Result<Reply, StoreFault> {
        let going = || !self.is_dropped(ticket);
        if touches_most(&want) {
            store.read_ahead(&going);
        }
        Ok(match want {
            Want::Count(query) => Reply::Count(store.count(&query)?),
            Want::Arrange(query) => {
                let mut begins = |page| {
                    let _ = self.answers.send(Msg::Answer(ticket, Reply::Beginning(page)));
                };
                Reply::Arranged(store.arrange_and_show(&query, &mut self.tells_how_far(ticket), &mut begins)?)
            }
            Want::Values(query, path) => {
                Reply::Values(store.values_of(&query, path, VALUES, &mut self.tells_how_far(ticket))?)
            }
            Want::Frequency(query, by) => {
                Reply::Frequency(Box::new(store.frequency(&query, &by, &mut self.tells_how_far(ticket))?))
            }
            Want::Sum(query) => summed(store, &query, &mut self.tells_how_far(ticket))?,
            Want::Panel(questions) => Reply::Numbers(numbers(store, &questions)?),
            Want::Census(day) => Reply::Census(Box::new(store.territory_with_counts(day)?)),
            Want::Naming(code) => Reply::Naming(store.naming(&code, self.day)?),
            Want::Remapping(plan) => {
                Reply::Remapping(Box::new(store.remap_preview(plan, self.day, &mut self.tells_how_far(ticket))?))
            }
            Want::Remap(plan) => {
                let who = self.who(store)?;
                let done = store.remap(plan, (&who, self.day), &mut self.tells_how_far(ticket))?;
                Reply::Remapping(Box::new(done))
            }
            Want::Print { paper, medium } => Reply::Printed(self.order(&paper).carry_out(store, medium, &going)?.said),
            Want::Preview { paper, width, from } => preview(store, self.order(&paper), (width, from), &going)?,
            Want::Oddities(month) => Reply::Oddities(doubts(store, month, &going)?),
            Want::Backup => {
                let by = (&self.who(store)?, self.day);
                let done = store.backup(&paper::folder(store, "备份")?, by)?;
                let unrecorded =
                    if done.is_recorded { "" } else { "; 没有记入办理记录, 业务库这时写不进去" };
                Reply::BackedUp(format!("{}{unrecorded}", done.path.display()))
            }
            Want::Undoing(act) => undoing(store, act, self.day, &mut self.tells_how_far(ticket))?,
            Want::Undo { act, why, accept } => {
                let who = self.who(store)?;
                undo(store, (&who, self.day), (act, &why, &accept), &mut self.tells_how_far(ticket))?
            }
            Want::Integrity => {
                let wrong = store.verify()?.into_iter().filter(|c| !c.ok);
                Reply::Integrity(wrong.map(|c| format!("应 {}; 现在 {}", c.holds, c.detail)).collect())
            }
            other => return Err(StoreFault::defect(format!("这项工作不在后台进行: {other:?}"))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_dropped_before_it_began_is_not_done_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let (answers, said) = std::sync::mpsc::sync_channel(4);
        let mut work =
            Background::new(&dir.path().join("none.db"), (None, NaiveDate::MIN), (None, None, None), answers);
        for ticket in [1, 3].map(Ticket) {
            work.drop(ticket);
        }
        for ticket in [1, 2, 3, 4].map(Ticket) {
            work.take(ticket, Want::Census(NaiveDate::MIN));
        }
        let mut dropped = Vec::new();
        for _ in 0..4 {
            if let Ok(Msg::Answer(ticket, Reply::Dropped)) = said.recv() {
                dropped.push(ticket);
            }
        }
        assert_eq!(dropped, [1, 3].map(Ticket));
        assert!(work.bench.dropped.lock().unwrap().is_empty());
    }
}
