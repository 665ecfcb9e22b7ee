//! What is typed and saved nowhere, kept in the office's file while it is typed, so that a killed program loses little of it. It
//! is forgotten when it was saved or given up.

use crate::app::msg::{Effect, Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::out::Out;
use crate::register::Draft;

/// The drafts that are kept.
#[derive(Default)]
pub(super) struct KeptDrafts {
    drafts: Vec<Draft>,
    keys: Vec<i64>,
    /// The save under way with which one of them goes.
    saving: Option<(Ticket, i64)>,
    /// The drafts that are being saved.
    sent: Vec<(Ticket, Draft)>,
    /// What is being kept now.
    keeping: Option<(Ticket, Vec<Draft>)>,
}

impl KeptDrafts {
    /// A draft that was kept is gone on with.
    pub fn taken_up(key: i64, draft: Draft) -> Self {
        KeptDrafts { drafts: vec![draft], keys: vec![key], ..KeptDrafts::default() }
    }
    /// Whether this is kept as it stands now.
    pub fn are(&self, typed: &[Draft]) -> bool {
        self.drafts == typed
    }
    /// Keeps what is typed; what was kept before goes.
    pub fn keep(&mut self, typed: Vec<Draft>, out: &mut Out<'_>) {
        if self.drafts != typed {
            let want = Want::Keep { drafts: typed.clone(), instead_of: self.keys.clone() };
            self.keeping = Some((out.ask(want), typed));
        }
    }
    /// Whether something is kept that may be forgotten.
    pub fn can_go(&self) -> bool {
        !self.drafts.is_empty() && self.keeping.is_none()
    }
    /// What is kept of a record that is to be saved goes in the same change.
    pub fn go_with_save(&mut self, effects: &mut [Effect]) {
        for effect in effects {
            let Effect::Ask(ticket, Want::Save(draft)) = effect else { continue };
            let is_it = |kept: &Draft| kept.register == draft.register && kept.key == draft.key;
            let kept = self.drafts.iter().zip(&self.keys).rfind(|(kept, _)| is_it(kept));
            draft.kept = kept.map(|(_, key)| *key);
            self.saving = draft.kept.map(|key| (*ticket, key));
            self.sent.push((*ticket, Draft::clone(draft)));
        }
    }
    /// The answer to a save: gives what was saved.
    pub fn went_with_save(&mut self, ticket: Ticket, reply: &Reply) -> Option<Draft> {
        let saving = self.saving.take_if(|(waits, _)| *waits == ticket);
        if let (Some((_, saved)), Reply::Saved(_)) = (saving, reply) {
            let kept = self.drafts.drain(..).zip(self.keys.drain(..));
            (self.drafts, self.keys) = kept.filter(|(_, key)| *key != saved).unzip();
        }
        let at = self.sent.iter().position(|(sent, _)| *sent == ticket)?;
        let (_, draft) = self.sent.swap_remove(at);
        matches!(reply, Reply::Saved(_)).then_some(draft)
    }
    /// Whether that is the answer to what was to be kept.
    pub fn waits_for(&self, ticket: Ticket) -> bool {
        self.keeping.as_ref().is_some_and(|(waits, _)| *waits == ticket)
    }
    /// Takes that answer, and says what is to be told of it.
    pub fn take(&mut self, reply: &Reply) -> Option<Notice> {
        let (_, drafts) = self.keeping.take()?;
        match reply {
            Reply::Kept(keys) => {
                let sent = std::mem::take(&mut self.sent);
                *self = KeptDrafts { drafts, keys: keys.clone(), sent, ..KeptDrafts::default() };
            }
            Reply::Failed(trouble) if !drafts.is_empty() => {
                let text = format!("填写中的内容暂时没有存下草稿: {}; 请尽快保存", trouble.what);
                return Some(Notice::slip(text));
            }
            _ => {}
        }
        None
    }
}

/// What is typed on each screen, from bottom to top: a row goes with the record it is saved with.
pub(super) fn with_their_rows(typed: impl Iterator<Item = Draft>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for draft in typed {
        match drafts.pop() {
            Some(record) if draft.register.belongs_to(record.register) => drafts.push(record.with_row(draft)),
            Some(other) => drafts.extend([other, draft]),
            None => drafts.push(draft),
        }
    }
    drafts
}
