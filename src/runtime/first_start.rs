//! The first page's loop, and what is done for it: an office made, built, looked at or put back on a thread of its own, which tells how
//! far it is and stops when it is told to; then the settings file names it. What the page is, is the business of `app/welcome/`.

use crate::app::keymap::Keymap;
use crate::app::msg::{Msg, Reply, Ticket};
use crate::app::notice::{Look, Trouble, in_one_line};
use crate::app::welcome::{Order, Seed, Welcome, Wish};
use crate::config;
use crate::domain::division_code::DivisionCode;
use crate::jobs::sample::{self, SampleFault};
use crate::register::bureau::operator;
use crate::runtime::answers::refused;
use crate::runtime::pause::Pause;
use crate::runtime::terminal::Screen;
use crate::store::file::{files, ground};
use crate::store::{NewOffice, Store, StoreFault, today};
use crate::ui::{Theme, draw_welcome};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};
use std::thread;

/// The page asks nothing twice at a time: one ticket is enough.
const TICKET: Ticket = Ticket(0);

/// What is known when no office is: where a new one would lie, and which one is not there.
pub(super) fn seed(missing: Option<PathBuf>) -> Seed {
    let folder = config::data_dir().ok().or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    Seed { folder: folder.display().to_string(), missing: missing.map(|path| path.display().to_string()) }
}

/// Shows the page until an office is there, or the clerk leaves.
pub(super) fn office(
    screen: &mut Screen,
    theme: &Theme,
    (seed, keymap): (Seed, Keymap),
    (sender, messages): (&SyncSender<Msg>, &Receiver<Msg>),
) -> io::Result<Option<(PathBuf, Option<String>)>> {
    let is_missing = seed.missing.is_some();
    let mut page = Welcome::new(seed, screen.size()?, keymap);
    let stops = Arc::new(AtomicBool::new(false));
    loop {
        screen.show(page.size, |buffer| draw_welcome(&page, theme, buffer))?;
        let Ok(msg) = messages.recv() else { return Ok(None) };
        match page.update(msg) {
            Wish::Nothing => {}
            Wish::Quit => return Ok(None),
            Wish::Stop => stops.store(true, Ordering::Relaxed),
            Wish::Enter(place, unkept) => return Ok(Some((PathBuf::from(place), unkept))),
            Wish::Do(order) => {
                stops.store(false, Ordering::Relaxed);
                let work = Work { answers: sender.clone(), stops: Arc::clone(&stops), is_missing };
                let spawned = thread::Builder::new().name("work".to_owned()).spawn(move || work.carry_out(order));
                if let Err(e) = spawned {
                    let reply = Reply::Failed(trouble(format!("开不了后台线程: {e}; 请关掉别的程序再试")));
                    page.update(Msg::Answer(TICKET, reply));
                }
            }
        }
    }
}

/// What is done for the page.
#[derive(Clone)]
struct Work {
    answers: SyncSender<Msg>,
    stops: Arc<AtomicBool>,
    /// The office of the settings is not there: it stays the one of the settings until the clerk says otherwise.
    is_missing: bool,
}

impl Work {
    fn carry_out(&self, order: Order) {
        let (work, mut pause) = (self.clone(), Pause::new());
        Store::while_working(move |what, done, of| work.tells(&mut pause, what, (done, of)));
        // Who has left hears of it no more.
        let _ = self.answers.send(Msg::Answer(TICKET, heard(self.done(order))));
    }

    /// Tells how far it is, and says whether to go on.
    fn tells(&self, pause: &mut Pause, what: &str, (done, of): (usize, usize)) -> bool {
        let step = || Msg::Answer(TICKET, Reply::Step(what.to_owned(), done, of));
        pause.tell(what, || self.answers.try_send(step()).is_ok());
        !self.stops.load(Ordering::Relaxed)
    }

    fn done(&self, order: Order) -> Result<Founded, Undone> {
        match order {
            Order::Make { district, place, login, full_name } => {
                let place = whole(&place)?;
                made(&district, &place, (&login, &full_name))?;
                Ok(self.remembers(place))
            }
            Order::Demo => self.demonstration(),
            Order::Open(place) => {
                let place = whole(&place)?;
                ground::look(&place)?;
                Ok(self.remembers(place))
            }
            Order::Restore { backup, place } => {
                let place = whole(&place)?;
                folder_for(&place)?;
                Store::restore(&whole(&backup)?, &place, &|store: &Store| Ok((store.who(None)?, today())))?;
                Ok(self.remembers(place))
            }
            Order::Keep(place) => {
                let place = whole(&place)?;
                remember(&place).map_err(|why| Undone::Told(format!("设置文件没有写上: {why}")))?;
                Ok((place, None))
            }
        }
    }

    /// The first office of a machine is the one of its settings from now on. Where these cannot be written it is there all the same.
    fn remembers(&self, place: PathBuf) -> Founded {
        let unkept = if self.is_missing { None } else { remember(&place).err() };
        let told = |why| format!("设置文件没有写上, 下次用 minzheng --db {} 打开: {why}", place.display());
        let unkept = unkept.map(told);
        (place, unkept)
    }

    /// The demonstration office, which no settings name: it is opened by its own option.
    fn demonstration(&self) -> Result<Founded, Undone> {
        let place = config::data_dir().map_err(|e| Undone::Told(e.to_string()))?.join("demo.db");
        folder_for(&place)?;
        if !place.exists() {
            sample::build_over(&place, sample::Options::default())?;
        }
        Ok((place, None))
    }
}

/// An office that is there, and what could not be kept of it.
type Founded = (PathBuf, Option<String>);

/// Why nothing came of it.
enum Undone {
    Store(StoreFault),
    Told(String),
}

impl From<StoreFault> for Undone {
    fn from(fault: StoreFault) -> Self {
        Undone::Store(fault)
    }
}
impl From<SampleFault> for Undone {
    fn from(fault: SampleFault) -> Self {
        match fault {
            SampleFault::Store(fault) => Undone::Store(fault),
            other => Undone::Told(other.to_string()),
        }
    }
}

/// What the page hears of it. Who was asked to stop may be done already, or fail of something else: then that is what it hears.
fn heard(done: Result<Founded, Undone>) -> Reply {
    match done {
        Ok((place, unkept)) => Reply::Founded(place.display().to_string(), unkept),
        Err(Undone::Store(fault)) => match refused(fault) {
            Reply::Refused(slips) => Reply::Failed(trouble(in_one_line(&slips))),
            reply => reply,
        },
        Err(Undone::Told(text)) => Reply::Failed(trouble(text)),
    }
}

/// A trouble whose text says behind its first semicolon what to do.
fn trouble(text: String) -> Trouble {
    let (what, remedy) = text.split_once("; ").map_or((text.as_str(), ""), |parts| parts);
    Trouble { look: Look::Surroundings, what: what.to_owned(), remedy: remedy.to_owned() }
}

/// A path from the root on, that of a file: what is written into the settings is found from anywhere.
fn whole(path: &str) -> Result<PathBuf, Undone> {
    let path = config::at_home(Path::new(path));
    let whole = std::path::absolute(&path).map_err(|e| StoreFault::io(&path, "打开", &e))?;
    if whole.is_dir() {
        let shown = whole.display();
        return Err(Undone::Told(format!("{shown} 是目录; 请再写上文件名, 如 {}", whole.join("yanfeng.db").display())));
    }
    Ok(whole)
}

/// The folder that is offered is made. Another one must be there: a slip in its name makes none, nor does a disk that is not connected.
fn folder_for(place: &Path) -> Result<(), Undone> {
    let Some(folder) = place.parent() else { return Ok(()) };
    if folder.is_dir() {
        return Ok(());
    }
    let offered = config::data_dir().ok();
    match offered.as_deref() == Some(folder) {
        true => Ok(files::folder(folder)?),
        false => Err(files::no_folder(folder).into()),
    }
}

fn made(district: &str, place: &Path, (login, full_name): (&str, &str)) -> Result<(), Undone> {
    let division = DivisionCode::parse(district).map_err(|e| Undone::Told(e.to_string()))?;
    let first = operator::first(login, full_name).map_err(StoreFault::refused)?;
    folder_for(place)?;
    let new = NewOffice { division, name: None, day: today(), demo_day: None, at: None };
    Store::make_for(place, &new, Some(&first))?;
    Ok(())
}

/// Writes the office into the settings file, of which all else stays as it is.
///
/// # Errors
/// Why it could not be written.
fn remember(place: &Path) -> Result<(), String> {
    let Some((file, portable)) = config::settings_file() else {
        return Err("找不到用户的目录, 请设置 HOME".to_owned());
    };
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(StoreFault::io(&file, "读取", &e).to_string()),
    };
    // What is carried along is named from its folder on: the stick has another letter on each machine.
    let folder = file.parent().filter(|_| portable);
    let named = folder.and_then(|folder| place.strip_prefix(folder).ok()).unwrap_or(place);
    let text = config::with_office(&text, named)?;
    let written = file.parent().map_or(Ok(()), files::folder);
    written.and_then(|()| files::write(&file, text.as_bytes(), place)).map_err(|fault| fault.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_stopped_is_said_to_have_left_nothing() {
        assert_eq!(heard(Err(StoreFault::stopped().into())), Reply::Dropped);
        assert_eq!(heard(Err(SampleFault::Store(StoreFault::stopped()).into())), Reply::Dropped);
        let said = "设置文件没有写上: 盘满; 请腾出空间";
        let Reply::Failed(told) = heard(Err(Undone::Told(said.to_owned()))) else { panic!() };
        assert_eq!((told.what.as_str(), told.remedy.as_str()), ("设置文件没有写上: 盘满", "请腾出空间"));
        let full = StoreFault::Surroundings("盘满; 请腾出空间".to_owned());
        assert!(matches!(heard(Err(full.into())), Reply::Failed(told) if told.remedy == "请腾出空间"));
        // The office is made, only the settings were not: it is there, and that is said in it.
        let unkept = Some("设置文件没有写上".to_owned());
        assert_eq!(heard(Ok(("/data/a.db".into(), unkept.clone()))), Reply::Founded("/data/a.db".to_owned(), unkept));
    }

    #[test]
    fn a_step_is_not_told_each_time_that_the_work_looks_up() {
        let (answers, said) = std::sync::mpsc::sync_channel(10_000);
        let work = Work { answers, stops: Arc::default(), is_missing: false };
        let (mut pause, begun) = (Pause::new(), std::time::Instant::now());
        (0..5_000).for_each(|done| assert!(work.tells(&mut pause, "建立索引", (done, 5_000))));
        work.stops.store(true, Ordering::Relaxed);
        assert!(!work.tells(&mut pause, "核对", (0, 1)), "a stop is heard at once");
        let told = said.try_iter().count() as u128;
        assert!((2..=2 + begun.elapsed().as_millis() / 100).contains(&told), "{told}");
    }
}
