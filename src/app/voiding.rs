//! Voiding a record, the same from a list and from a form: its reason, what the office says of it, and the doubts that the same
//! reason, or a better one, accepts. What its register says is taken back with all that it did elsewhere leads to the 撤销 of the act that
//! entered it.

use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::{Notice, in_one_line};
use crate::app::opening::{Opening, Why};
use crate::app::out::Out;
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
    /// It stands, and the clerk was told why, or how it is taken back.
    Stands,
}

impl Voiding {
    /// Asks for the reason to void a record, which is called so; or which act is to be taken back instead.
    pub fn start(&mut self, (register, key): (&'static Register, i64), called: String, out: &mut Out<'_>) {
        *self = Voiding::default();
        if register.is_undone() {
            self.waits = Some(out.ask(Want::Entered(register, key)));
            return;
        }
        let what = "作废的记录不再出现在名册和统计里, 但保留在留痕中。".to_owned();
        out.open(Opening::reason("作废", vec![called, what, "写明原因:".to_owned()]));
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
            Reply::Voided { said, act } => {
                let told =
                    if said.is_empty() { "已作废".to_owned() } else { format!("已作废; {}", in_one_line(said)) };
                out.tell(Notice::of_act(told, *act));
                Settled::Voided
            }
            Reply::Refused(slips) if slips.iter().all(|s| s.severity == Severity::Doubt) => {
                self.doubt(slips, out);
                Settled::Asked
            }
            Reply::Refused(slips) => {
                out.tell(Notice::slips(slips));
                Settled::Stands
            }
            Reply::Entered(act) => {
                match act {
                    Some(act) => out.open(Opening::Undo(*act)),
                    None => out.tell(Notice::slip("这条记录已经作废")),
                }
                Settled::Stands
            }
            _ => Settled::Stands,
        })
    }
    fn doubt(&mut self, slips: &[Slip], out: &mut Out<'_>) {
        self.accept = slips.iter().map(ToString::to_string).collect();
        let mut text: Vec<String> = self.accept.clone();
        text.push("核对无误仍要作废的, 写明原因和依据:".to_owned());
        out.open(Opening::Reason(Why { title: "存疑作废", text, typed: self.why.clone(), optional: false }));
    }
}
