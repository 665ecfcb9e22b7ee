//! Whether a key does something on the top screen: whether it makes sense there now, and whether whoever sits there may.

use crate::app::keys::Action;
use crate::app::msg::Effect;
use crate::app::opening::Opening;
use crate::app::tabs::TABS;
use crate::app::{App, allowed};
use crate::domain::slip::Slip;

impl App {
    /// Whether an action of the table does something on the top screen.
    pub fn works(&self, action: Action) -> bool {
        self.makes_sense(action) && self.refusal(action).is_none()
    }
    fn makes_sense(&self, action: Action) -> bool {
        match action {
            Action::Undo => self.undoes().is_some(),
            // Whatever stands on the screen.
            Action::Lock => true,
            Action::Password => self.desk.is_guarded,
            _ => self.top().component().can(action, &self.desk),
        }
    }
    /// Why somebody may not do what a key means on the top screen.
    pub(super) fn refusal(&self, action: Action) -> Option<Slip> {
        match action {
            Action::Tab(digit) if self.tabs().iter().all(|tab| tab.digit != digit) => {
                TABS.iter().find(|tab| tab.digit == digit)?.open(&self.desk.rights).err()
            }
            _ => allowed::may(action, self.top().component(), &self.desk.rights).err(),
        }
    }
    /// Why a key does nothing on the top screen that would do something there for somebody else, or in a file that can be written.
    pub(super) fn refuses(&self, action: Action) -> Option<String> {
        let refusal = self.refusal(action).filter(|_| self.makes_sense(action)).map(|slip| slip.text);
        refusal.or_else(|| allowed::unwritable(action, self.top().component(), &self.desk))
    }
    /// The act that can be taken back here: that of the message, else the one that the cursor's line tells of.
    pub(super) fn undoes(&self) -> Option<i64> {
        let said = self.notice.as_ref().and_then(|notice| notice.act);
        said.or_else(|| self.top().component().tells_of()).filter(|_| !self.desk.read_only)
    }
    pub(super) fn undo(&mut self, act: Option<i64>) -> Vec<Effect> {
        act.map_or_else(Vec::new, |act| self.lay(Opening::Undo(act)))
    }
}
