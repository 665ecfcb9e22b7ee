//! What is typed and saved nowhere, kept in the office's file while it is typed, so that a killed program loses little of it. It
//! is forgotten when it was saved or given up.

use crate::app::App;
use crate::app::desk::Out;
use crate::app::msg::{Effect, Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::register::Draft;

/// What is kept.
#[derive(Default)]
pub(super) struct Kept {
    drafts: Vec<Draft>,
    keys: Vec<i64>,
    /// The save under way with which one of them goes.
    saving: Option<(Ticket, i64)>,
    /// What is being kept now.
    keeping: Option<(Ticket, Vec<Draft>)>,
}

impl App {
    /// Whether something typed is not kept as it stands now.
    pub fn is_unkept(&self) -> bool {
        self.unfinished() != self.kept.drafts
    }
    /// Keeps what is typed; what was kept before goes.
    pub fn keep(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let drafts = self.unfinished();
        if drafts != self.kept.drafts {
            self.put_in_place(drafts, &mut effects);
        }
        effects
    }
    /// Nothing is kept any more once everything typed was saved or given up: so does who leaves by his own will.
    pub(super) fn forget(&mut self, effects: &mut Vec<Effect>) {
        let leaves = effects.contains(&Effect::Quit);
        if !self.kept.drafts.is_empty() && self.kept.keeping.is_none() && (leaves || self.unfinished().is_empty()) {
            let mut first = Vec::new();
            self.put_in_place(Vec::new(), &mut first);
            effects.splice(..0, first);
        }
    }
    /// What is kept of a record that is to be saved goes in the same change.
    pub(super) fn goes_with_save(&mut self, effects: &mut [Effect]) {
        for effect in effects {
            let Effect::Ask(ticket, Want::Save(draft)) = effect else { continue };
            let is_it = |kept: &Draft| kept.register == draft.register && kept.key == draft.key;
            let kept = self.kept.drafts.iter().zip(&self.kept.keys).rfind(|(kept, _)| is_it(kept));
            draft.kept = kept.map(|(_, key)| *key);
            self.kept.saving = draft.kept.map(|key| (*ticket, key));
        }
    }
    /// The answer to a save.
    pub(super) fn went_with_save(&mut self, ticket: Ticket, reply: &Reply) {
        let saving = self.kept.saving.take_if(|(waits, _)| *waits == ticket);
        if let (Some((_, saved)), Reply::Saved(_)) = (saving, reply) {
            let kept = self.kept.drafts.drain(..).zip(self.kept.keys.drain(..));
            (self.kept.drafts, self.kept.keys) = kept.filter(|(_, key)| *key != saved).unzip();
        }
    }
    fn put_in_place(&mut self, drafts: Vec<Draft>, effects: &mut Vec<Effect>) {
        let want = Want::Keep { drafts: drafts.clone(), instead_of: self.kept.keys.clone() };
        let ticket = Out::new(effects, &mut self.tickets).ask(want);
        self.kept.keeping = Some((ticket, drafts));
    }
    /// A draft that was kept is gone on with.
    pub(super) fn take_up(&mut self, key: i64, draft: Draft) {
        self.kept = Kept { drafts: vec![draft], keys: vec![key], ..Kept::default() };
    }
    /// The answer to what was to be kept. Says whether it was that.
    pub(super) fn answer_kept(&mut self, ticket: Ticket, reply: &Reply) -> bool {
        let Some((_, drafts)) = self.kept.keeping.take_if(|(waits, _)| *waits == ticket) else { return false };
        match reply {
            Reply::Kept(keys) => self.kept = Kept { drafts, keys: keys.clone(), ..Kept::default() },
            // Of a file that is no longer at its place more has been said already.
            Reply::Failed(trouble) if !drafts.is_empty() && self.notice.is_none() && !self.adrift => {
                self.notice = Some(Notice::slip(format!("填写中的内容暂时没有存下草稿: {}; 请尽快保存", trouble.what)));
            }
            _ => {}
        }
        true
    }
    /// Each form that is being filled in, with the row on top of it.
    fn unfinished(&self) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        for draft in self.stack.iter().filter_map(|s| s.component().unfinished()) {
            match drafts.pop() {
                Some(record) if draft.register.belongs_to(record.register) => drafts.push(record.with_row(draft)),
                Some(other) => drafts.extend([other, draft]),
                None => drafts.push(draft),
            }
        }
        drafts
    }
}
