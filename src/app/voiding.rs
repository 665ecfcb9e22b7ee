//! Voiding a record, the same from a list and from a form: its reason, what the office says of it, and the doubts that the same
//! reason, or a better one, accepts.

use crate::app::desk::Out;
use crate::app::form::in_one_line;
use crate::app::line::Line;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::reason::Reason;
use crate::domain::slip::{Severity, Slip};
use crate::register::Register;

/// Where the voiding of a record stands.
#[derive(Debug, Default)]
pub struct Voiding {
    waits: Option<Ticket>,
    why: String,
    accept: Vec<String>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It is voided, and the clerk was told.
    Voided,
    /// A reason is asked for once more: there are doubts.
    Asked,
    /// It stands, and the clerk was told why.
    Stands,
}

impl Voiding {
    /// Asks for the reason to void a record, which is called so.
    pub fn start(&mut self, record: String, out: &mut Out<'_>) {
        *self = Voiding::default();
        out.open(Reason::to_void(record));
    }
    /// Voids it for a reason, with the doubts that were shown before.
    pub fn go_on(&mut self, register: &'static Register, key: i64, why: String, out: &mut Out<'_>) {
        self.why.clone_from(&why);
        let accept = self.accept.clone();
        self.waits = Some(out.ask(Want::Void { register, key, why, accept }));
    }
    /// Takes the office's answer, where it is one to this.
    pub fn take(&mut self, ticket: Ticket, reply: &Reply, out: &mut Out<'_>) -> Option<Settled> {
        self.waits.take_if(|t| *t == ticket)?;
        Some(match reply {
            Reply::Voided(said) => {
                let told =
                    if said.is_empty() { "已作废".to_owned() } else { format!("已作废; {}", in_one_line(said)) };
                out.tell(Notice::done(told));
                Settled::Voided
            }
            Reply::Refused(slips) if slips.iter().all(|s| s.severity == Severity::Doubt) => {
                self.doubt(slips, out);
                Settled::Asked
            }
            Reply::Refused(slips) => {
                out.tell(Notice::slip(in_one_line(slips)));
                Settled::Stands
            }
            _ => Settled::Stands,
        })
    }
    fn doubt(&mut self, slips: &[Slip], out: &mut Out<'_>) {
        self.accept = slips.iter().map(|s| s.code.to_owned()).collect();
        let mut text: Vec<String> = slips.iter().map(|s| format!("{} {}", s.code, s.text)).collect();
        text.push("核对无误仍要作废的, 写明原因和依据:".to_owned());
        let mut reason = Reason::new("存疑作废", text);
        reason.line = Line::of(self.why.clone());
        out.open(reason);
    }
}
