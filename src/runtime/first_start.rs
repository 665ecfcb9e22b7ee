//! The first page's loop, and what is done for it: an office made, built, looked at or put back on a thread of its own, which tells how
//! far it is and stops when it is told to; then the settings file names it. What the page is, is the business of `app/welcome/`.

use crate::app::keys::Keymap;
use crate::app::msg::{Msg, Reply, Ticket};
use crate::app::notice::{Look, Trouble, in_one_line};
use crate::app::welcome::{Order, Seed, Welcome, Wish};
use crate::config;
use crate::domain::division_code::DivisionCode;
use crate::jobs::sample::{self, SampleFault};
use crate::register::bureau::operator;
use crate::runtime::answers::refused;
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
) -> io::Result<Option<PathBuf>> {
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
            Wish::Enter(place) => return Ok(Some(PathBuf::from(place))),
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
        let work = self.clone();
        Store::while_working(move |what, done, of| work.tells(what, done, of));
        // Who has left hears of it no more.
        let _ = self.answers.send(Msg::Answer(TICKET, heard(self.done(order))));
    }

    /// Tells how far it is, and says whether to go on.
    fn tells(&self, what: &str, done: usize, of: usize) -> bool {
        let _ = self.answers.try_send(Msg::Answer(TICKET, Reply::Step(what.to_owned(), done, of)));
        !self.stops.load(Ordering::Relaxed)
    }

    fn done(&self, order: Order) -> Result<PathBuf, Undone> {
        match order {
            Order::Make { district, place, login, full_name } => {
                let place = whole(&place)?;
                made(&district, &place, (&login, &full_name))?;
                self.remembers(place)
            }
            Order::Demo => self.demonstration(),
            Order::Open(place) => {
                let place = whole(&place)?;
                ground::look(&place)?;
                self.remembers(place)
            }
            Order::Restore { backup, place } => {
                let place = whole(&place)?;
                folder_of(&place)?;
                Store::restore(&whole(&backup)?, &place, &|store: &Store| Ok((store.who(None)?, today())))?;
                self.remembers(place)
            }
            Order::Keep(place) => {
                let place = whole(&place)?;
                remember(&place)?;
                Ok(place)
            }
        }
    }

    /// The first office of a machine is the one of its settings from now on.
    fn remembers(&self, place: PathBuf) -> Result<PathBuf, Undone> {
        if !self.is_missing {
            remember(&place)?;
        }
        Ok(place)
    }

    /// The demonstration office, which no settings name: it is opened by its own option.
    fn demonstration(&self) -> Result<PathBuf, Undone> {
        let place = config::data_dir().map_err(|e| Undone::Told(e.to_string()))?.join("demo.db");
        folder_of(&place)?;
        if !place.exists() {
            sample::build_over(&place, sample::Options::default())?;
        }
        Ok(place)
    }
}

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
fn heard(done: Result<PathBuf, Undone>) -> Reply {
    match done {
        Ok(place) => Reply::Founded(place.display().to_string()),
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

/// A path from the root on: what is written into the settings is found from anywhere.
fn whole(path: &str) -> Result<PathBuf, Undone> {
    std::path::absolute(path).map_err(|e| StoreFault::io(Path::new(path), "打开", &e).into())
}

fn folder_of(place: &Path) -> Result<(), Undone> {
    Ok(place.parent().map_or(Ok(()), files::folder)?)
}

fn made(district: &str, place: &Path, (login, full_name): (&str, &str)) -> Result<(), Undone> {
    let division = DivisionCode::parse(district).map_err(|e| Undone::Told(e.to_string()))?;
    let first = operator::first(login, full_name).map_err(StoreFault::refused)?;
    folder_of(place)?;
    let new = NewOffice { division, name: None, day: today(), demo_day: None, at: None };
    Store::make_for(place, &new, Some(&first))?;
    Ok(())
}

/// Writes the office into the settings file, of which all else stays as it is.
fn remember(place: &Path) -> Result<(), Undone> {
    let Some((file, portable)) = config::settings_file() else { return Ok(()) };
    let told = |why: String| {
        Undone::Told(format!(
            "业务库 {} 已经好了, 但设置文件没有写上: {why}; 下次用 minzheng --db 打开它",
            place.display()
        ))
    };
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(told(StoreFault::io(&file, "读取", &e).to_string())),
    };
    // What is carried along is named from its folder on: the stick has another letter on each machine.
    let folder = file.parent().filter(|_| portable);
    let named = folder.and_then(|folder| place.strip_prefix(folder).ok()).unwrap_or(place);
    let text = config::with_office(&text, named).map_err(told)?;
    folder_of(&file)?;
    files::write(&file, text.as_bytes(), place).map_err(|fault| told(fault.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_stopped_is_said_to_have_left_nothing() {
        assert_eq!(heard(Err(StoreFault::stopped().into())), Reply::Dropped);
        assert_eq!(heard(Err(SampleFault::Store(StoreFault::stopped()).into())), Reply::Dropped);
        // The office is made, only the settings were not: its place is told.
        let said = "业务库 /data/a.db 已经好了, 但设置文件没有写上: 盘满; 下次用 minzheng --db 打开它";
        let Reply::Failed(told) = heard(Err(Undone::Told(said.to_owned()))) else { panic!() };
        assert!(told.what.contains("/data/a.db") && told.remedy.contains("打开它"), "{told:?}");
        let full = StoreFault::Surroundings("盘满; 请腾出空间".to_owned());
        assert!(matches!(heard(Err(full.into())), Reply::Failed(told) if told.remedy == "请腾出空间"));
        assert_eq!(heard(Ok("/data/a.db".into())), Reply::Founded("/data/a.db".to_owned()));
    }
}
