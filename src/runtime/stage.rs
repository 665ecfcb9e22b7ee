//! The loop, and what the screens hear while the office's file is waited for. One message after the other goes to the screens;
//! what they want is done; then they are drawn. When nothing happens, nothing runs, but that an office with passwords locks its screen.

use crate::app::App;
use crate::app::key::{Code, Key};
use crate::app::msg::{Effect, Msg};
use crate::app::notice::Notice;
use crate::domain::param::Param;
use crate::runtime::answers::OpenedOffice;
use crate::runtime::background::{self, Background};
use crate::runtime::fault::RuntimeFault;
use crate::runtime::inbox::Inbox;
use crate::runtime::login::{self, By};
use crate::runtime::terminal::Screen;
use crate::store::rights::State;
use crate::store::{Store, StoreFault, Who, holder_of};
use crate::ui::Theme;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// So many messages wait at most; whoever has more waits with them. And so many are taken in before the screen is drawn.
pub(super) const WAITING: usize = 256;
/// How old what is kept of a form that is being filled in may be.
const KEPT_WITHIN: Duration = Duration::from_secs(2);
/// So many minutes without a key lock the screen of an office with passwords; fewer where a record stands on it that is restricted.
const IDLE: u64 = 5;
const IDLE_RESTRICTED: u64 = 1;
/// And so long after somebody came in, whatever he does.
const LONGEST: Duration = Duration::from_secs(8 * 60 * 60);

/// Everything that takes part.
pub(super) struct Stage {
    app: RefCell<App>,
    screen: RefCell<Screen>,
    theme: Theme,
    office: OpenedOffice,
    background: RefCell<Background>,
    inbox: Inbox,
    waiting: Cell<Waiting>,
    /// The screen is to be locked.
    locks: Cell<bool>,
    /// When the last key came, and when who works here came in.
    touched: Cell<Instant>,
    came_in: Cell<Instant>,
    /// Whoever works here has proved himself.
    is_proved: Cell<bool>,
}

/// How a sitting ends.
pub(super) enum Ended {
    /// The program is left.
    Left,
    /// Another person came in at the lock.
    Another(Who),
}

/// How another program's hold on the file is borne.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Waiting {
    /// Nobody has waited yet.
    #[default]
    Not,
    /// The clerk was told for whom he waits.
    Told,
    /// It is not worth it: another time does as well.
    Never,
}

impl Stage {
    pub fn new(
        app: App,
        (screen, theme): (Screen, Theme),
        office: OpenedOffice,
        background: Background,
        inbox: Inbox,
    ) -> Rc<Stage> {
        let now = Instant::now();
        let stage = Rc::new(Stage {
            app: app.into(),
            screen: screen.into(),
            theme,
            office,
            background: background.into(),
            inbox,
            waiting: Cell::default(),
            locks: Cell::default(),
            touched: now.into(),
            came_in: now.into(),
            is_proved: Cell::default(),
        });
        let waits = Rc::downgrade(&stage);
        Store::while_waiting(move |_| waits.upgrade().is_none_or(|stage| stage.goes_on_waiting()));
        stage
    }

    /// Draws what has changed.
    pub fn draw(&self) -> io::Result<()> {
        self.screen.borrow_mut().draw(&self.app.borrow(), &self.theme)?;
        self.app.borrow_mut().was_drawn();
        Ok(())
    }

    /// Asks for what the first frame did not need.
    pub fn goes_on_after_first_frame(&self) {
        let effects = self.app.borrow_mut().after_first_frame();
        self.perform(effects);
    }

    /// Sleeps until something happens, takes in what has happened meanwhile, draws once; until the clerk leaves.
    pub fn plays(&self) -> Result<Ended, RuntimeFault> {
        self.draw()?;
        let mut due = None;
        loop {
            due = self.app.borrow().is_unkept().then(|| due.unwrap_or_else(|| Instant::now() + KEPT_WITHIN));
            let idle = self.locks_at();
            let came = match due.into_iter().chain(idle).min() {
                Some(at) if at <= Instant::now() => None,
                until => match self.inbox.next(until) {
                    Ok(msg) => Some(msg),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Left),
                },
            };
            match came {
                Some(first) => {
                    if self.take_in(first) {
                        return Ok(Ended::Left);
                    }
                }
                None if idle.is_some_and(|at| at <= Instant::now()) => self.locks.set(true),
                None => {
                    due = None;
                    self.keep();
                }
            }
            if self.locks.take()
                && let Some(ended) = self.lock()?
            {
                return Ok(ended);
            }
            self.draw()?;
        }
    }

    /// When the screen locks by itself, if nobody touches a key: where passwords are set, and nothing is under way that the clerk waits for.
    fn locks_at(&self) -> Option<Instant> {
        let app = self.app.borrow();
        if app.is_under_way() || !self.wants_a_lock() {
            return None;
        }
        let (param, usual) =
            if app.shows_restricted() { (Param::LockRestricted, IDLE_RESTRICTED) } else { (Param::LockIdle, IDLE) };
        let given = self.office.store.parameters().ok();
        let given = given.and_then(|given| given.on(param, self.office.day)?.1.parse().ok());
        let minutes = given.filter(|minutes| *minutes > 0).unwrap_or(usual);
        Some((self.touched.get() + Duration::from_secs(minutes * 60)).min(self.came_in.get() + LONGEST))
    }

    /// Whether the screen locks by itself: where passwords are set, and where they were when somebody came in, whatever became of them since.
    fn wants_a_lock(&self) -> bool {
        let is_guarded = self.office.store.state().is_ok_and(|state| state == State::Guarded);
        self.is_proved.set(is_guarded || self.is_proved.get());
        self.is_proved.get()
    }

    /// Locks the screen until somebody comes in: what is typed is kept, nothing of what was seen stays on the terminal. Says how the sitting
    /// ends, where it does.
    fn lock(&self) -> Result<Option<Ended>, RuntimeFault> {
        self.keep();
        // Nothing is told on the screen meanwhile: who cannot be let in now tries again.
        self.waiting.set(Waiting::Never);
        // Where no row can be written of it, the screen is locked all the same.
        let _ = self.office.store.locks(&self.office.who);
        let ended = self.is_locked();
        self.waiting.set(Waiting::Not);
        ended
    }

    fn is_locked(&self) -> Result<Option<Ended>, RuntimeFault> {
        let (store, who) = (&self.office.store, &self.office.who);
        let mut screen = self.screen.borrow_mut();
        screen.wipes()?;
        // Whose password could be asked for, where another program has changed them?
        if self.wants_a_lock()
            && let Ok(State::Broken(_)) = store.state()
        {
            return Err(StoreFault::BadFile(store.warning().unwrap_or_default()).into());
        }
        let desk = self.app.borrow().desk.clone();
        let locked = (Some(who.full_name.clone()), who.name.as_str());
        let mut page = login::page(store, &self.office.place, locked, (desk.size, desk.keymap));
        loop {
            let came = login::asks(&mut page, store, self.office.day, (&mut screen, &self.theme), &self.inbox)?;
            came.meanwhile.into_iter().for_each(|msg| self.inbox.put_off(msg));
            let must = came.by == By::End;
            let ended = match came.by {
                By::In(same) if same.is(who) => None,
                By::In(other) => Some(Ended::Another(other)),
                By::Quit | By::End => Some(Ended::Left),
            };
            if ended.is_some() && !self.is_kept() && !must {
                page.said = Some("没填完的还存不进去, 另一个程序正占着库文件; 请过一会儿再试".to_owned());
                continue;
            }
            if let Some(Ended::Another(_)) = ended {
                // Where that cannot be written, they are his again when this program has ended.
                let _ = store.lays_down(who);
            }
            screen.wipes()?;
            let now = Instant::now();
            self.touched.set(now);
            self.came_in.set(now);
            return Ok(ended);
        }
    }

    /// Whether all that is typed is kept, after another try where it is not.
    fn is_kept(&self) -> bool {
        if self.app.borrow().is_unkept() {
            let effects = self.app.borrow_mut().keep();
            self.perform(effects);
        }
        !self.app.borrow().is_unkept()
    }

    /// What goes on with another person: the screen, and what comes in.
    pub fn into_parts(self) -> ((Screen, Theme), OpenedOffice, Inbox, u32) {
        let tickets = self.app.borrow().tickets();
        ((self.screen.into_inner(), self.theme), self.office, self.inbox, tickets)
    }

    /// The clerk leaves: what was saved lies in the file itself.
    pub fn leaves(&self) {
        self.waiting.set(Waiting::Never);
        // Where no row can be written of it, he leaves all the same.
        let _ = self.office.store.leaves(&self.office.who);
        if self.office.store.state().is_ok_and(|state| state == State::Guarded) {
            self.screen.borrow().wipes_at_end();
        }
        self.office.store.bring_log_in();
    }

    /// Takes in a message and those that wait behind it. Says whether the program is to end.
    fn take_in(&self, first: Msg) -> bool {
        std::iter::once(first).chain(std::iter::from_fn(|| self.comes_next()).take(WAITING)).any(|msg| {
            if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
                self.touched.set(Instant::now());
            }
            let effects = self.app.borrow_mut().update(msg);
            self.perform(effects)
        })
    }

    /// What waits behind a message; nothing where that has locked the screen.
    fn comes_next(&self) -> Option<Msg> {
        if self.locks.get() { None } else { self.inbox.at_once() }
    }

    /// Keeps what is typed. Nobody waits for another program for it: it is tried again.
    fn keep(&self) {
        let effects = self.app.borrow_mut().keep();
        self.waiting.set(Waiting::Never);
        self.perform(effects);
        self.waiting.set(Waiting::Not);
    }

    /// Does what is wanted, and what is wanted because of the answers. Says whether the program is to end.
    pub fn perform(&self, effects: Vec<Effect>) -> bool {
        let mut wanted: VecDeque<Effect> = effects.into();
        while let Some(effect) = wanted.pop_front() {
            match effect {
                Effect::Quit => return true,
                Effect::Lock => self.locks.set(true),
                Effect::Drop(ticket) => self.background.borrow().drop(ticket),
                Effect::Ask(ticket, want) if background::takes_long(&want) => {
                    self.background.borrow_mut().take(ticket, want);
                }
                Effect::Ask(ticket, want) => {
                    let answer = Msg::Answer(ticket, self.of_office(|office| office.answer(want)));
                    wanted.extend(self.app.borrow_mut().update(answer));
                }
            }
        }
        // The screens are free while the file is looked at: they hear of a wait.
        let was_adrift = self.app.borrow().adrift;
        if let Some(told) = self.of_office(|office| office.look(was_adrift)) {
            self.app.borrow_mut().set_adrift(told);
        }
        false
    }

    /// Asks the office something. It may have to wait for the file.
    fn of_office<T>(&self, ask: impl FnOnce(&OpenedOffice) -> T) -> T {
        let answer = ask(&self.office);
        if self.waiting.get() == Waiting::Told {
            self.waiting.set(Waiting::Not);
            self.app.borrow_mut().notice = None;
        }
        answer
    }

    /// Another program has the office's file: the clerk is told which, and each key is answered. Esc gives up waiting; nothing else
    /// is done meanwhile, and what is typed blindly is not taken for anything. Says whether to go on waiting.
    fn goes_on_waiting(&self) -> bool {
        if self.waiting.get() == Waiting::Never {
            return false;
        }
        let mut goes_on = true;
        let mut changed = self.waiting.replace(Waiting::Told) != Waiting::Told;
        for msg in self.inbox.meanwhile() {
            changed = true;
            match msg {
                Msg::Key(key) => goes_on &= key != Key::plain(Code::Esc),
                Msg::Paste(_) => {}
                msg => {
                    // The machine does not wait.
                    goes_on &= msg != Msg::End;
                    self.inbox.put_off(msg);
                }
            }
        }
        if changed {
            let holder = holder_of(self.office.store.path()).unwrap_or_else(|| "另一个程序用完库文件".to_owned());
            let text = format!("正在等待 {holder}…; 填的都在, Esc 不再等");
            self.app.borrow_mut().notice = Some(Notice::slip(text));
            // A terminal that has gone is heard of after the waiting.
            let _ = self.draw();
        }
        goes_on
    }
}
