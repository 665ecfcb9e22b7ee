//! The loop, and what the screens hear while the office's file is waited for. One message after the other goes to the screens;
//! what they want is done; then they are drawn. When nothing happens, nothing runs.

use crate::app::App;
use crate::app::key::{Code, Key};
use crate::app::msg::{Effect, Msg};
use crate::app::notice::Notice;
use crate::runtime::answers::OpenedOffice;
use crate::runtime::background::{self, Background};
use crate::runtime::inbox::Inbox;
use crate::runtime::terminal::Screen;
use crate::store::{Store, holder_of};
use crate::ui::Theme;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// So many messages wait at most; whoever has more waits with them. And so many are taken in before the screen is drawn.
pub(super) const WAITING: usize = 256;
/// How old what is kept of a form that is being filled in may be.
const KEPT_WITHIN: Duration = Duration::from_secs(2);

/// Everything that takes part.
pub(super) struct Stage {
    app: RefCell<App>,
    screen: RefCell<Screen>,
    theme: Theme,
    office: OpenedOffice,
    background: RefCell<Background>,
    inbox: Inbox,
    waiting: Cell<Waiting>,
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
        messages: Receiver<Msg>,
    ) -> Rc<Stage> {
        let stage = Rc::new(Stage {
            app: app.into(),
            screen: screen.into(),
            theme,
            office,
            background: background.into(),
            inbox: Inbox::of(messages),
            waiting: Cell::default(),
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
    pub fn plays(&self) -> io::Result<()> {
        self.draw()?;
        let mut due = None;
        loop {
            due = self.app.borrow().is_unkept().then(|| due.unwrap_or_else(|| Instant::now() + KEPT_WITHIN));
            let came = match due {
                Some(at) if at <= Instant::now() => None,
                due => match self.inbox.next(due) {
                    Ok(msg) => Some(msg),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                },
            };
            if let Some(first) = came {
                if self.take_in(first) {
                    return Ok(());
                }
            } else {
                due = None;
                self.keep();
            }
            self.draw()?;
        }
    }

    /// The clerk leaves: what was saved lies in the file itself.
    pub fn leaves(&self) {
        self.office.store.bring_log_in();
    }

    /// Takes in a message and those that wait behind it. Says whether the program is to end.
    fn take_in(&self, first: Msg) -> bool {
        std::iter::once(first).chain(std::iter::from_fn(|| self.inbox.at_once()).take(WAITING)).any(|msg| {
            let effects = self.app.borrow_mut().update(msg);
            self.perform(effects)
        })
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
