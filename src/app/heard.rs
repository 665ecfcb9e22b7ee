//! Answers to long work that belongs to no screen: the names of the divisions, the check of the file, what was kept, a backup.

use crate::app::App;
use crate::app::confirm::Confirm;
use crate::app::message::MessageDialog;
use crate::app::msg::{Effect, Reply, Ticket, Want};
use crate::app::notice::{Message, Notice};
use crate::app::opening::Question;
use crate::domain::text::counted;

/// What stands there from when it was told to stop until it has: it may be done by then.
const STOPPING: &str = "正在停止备份…";
/// What stands in the status line while a backup is made, unless something else is said.
const BACKING_UP: &str = "正在备份, 可以继续工作…";

impl App {
    pub(super) fn answer_background(&mut self, ticket: Ticket, reply: &Reply) -> bool {
        let waits = |t: Option<Ticket>| t == Some(ticket);
        if waits(self.background.divisions) {
            if let Reply::Divisions(divisions) = reply {
                self.desk.divisions = divisions.clone();
                self.desk.divisions.sort_by(|a, b| a.code.cmp(&b.code));
            }
        } else if waits(self.background.integrity) {
            if let Reply::Integrity(found) = reply {
                self.integrity = Some(found.clone());
            }
        } else if waits(self.background.unfinished) {
            if let (Reply::Unfinished(Some((key, draft))), true) = (reply, self.screens.is_bare()) {
                self.screens.push(Confirm::of(Question::Resume(*key, draft.clone())));
            }
        } else if waits(self.background.backup) {
            self.hear_of_backup(reply);
        } else {
            return false;
        }
        true
    }

    fn hear_of_backup(&mut self, reply: &Reply) {
        if let Reply::Going(done, of) = reply {
            let is_said = self.notice.as_ref().is_some_and(|notice| notice.text.starts_with(BACKING_UP));
            if is_said {
                let far = format!("{BACKING_UP} {}/{}; 同一个键停止", counted(*done), counted(*of));
                self.notice = Some(Notice::done(far));
            }
            return;
        }
        self.background.backup = None;
        match reply {
            Reply::BackedUp(path) => self.notice = Some(Notice::done(format!("已备份并核对无误: {path}"))),
            Reply::Dropped => self.notice = Some(Notice::done("已停止备份, 没有留下做了一半的文件")),
            Reply::Refused(slips) => self.notice = Some(Notice::slips(slips)),
            Reply::Failed(trouble) => self.screens.push(MessageDialog { message: Message::of(trouble) }),
            _ => {}
        }
    }

    /// A backup beside the work. While one is being made the same key stops it.
    pub(super) fn back_up(&mut self) -> Vec<Effect> {
        if let Some(ticket) = self.background.backup {
            self.notice = Some(Notice::done(STOPPING));
            return vec![Effect::Drop(ticket)];
        }
        let mut effects = Vec::new();
        self.background.backup = Some(self.ask(Want::Backup, &mut effects));
        self.notice = Some(Notice::done(BACKING_UP));
        effects
    }
}
