//! The rules of 低保 in force in a month, from the office's dated parameters, and the months in which the standard rose.
//!
//! Must not know cases.

use super::SampleFault;
use crate::domain::dibao::{DibaoRules, Extras, Kind, Method, SingleMethod};
use crate::domain::money::{Money, Rounding};
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;

/// The rules of one kind by month: one entry for each month in which they changed, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Standards(Vec<(Month, DibaoRules)>);

impl Standards {
    /// The rules of a kind over some months.
    pub(crate) fn of(kind: Kind, parameters: &Parameters, from: Month, to: Month) -> Result<Standards, SampleFault> {
        let mut all: Vec<(Month, DibaoRules)> = Vec::new();
        let mut month = from;
        while month <= to {
            let rules = rules(kind, parameters, month).ok_or(SampleFault::Lists("低保参数"))?;
            if all.last().is_none_or(|(_, last)| *last != rules) {
                all.push((month, rules));
            }
            month = month.next();
        }
        Ok(Standards(all))
    }

    /// The rules of a month; before the first month those of the first.
    pub(crate) fn in_month(&self, month: Month) -> &DibaoRules {
        let found = self.0.iter().rev().find(|(from, _)| *from <= month).or(self.0.first());
        // `of` never leaves the list empty for a span of at least one month.
        &found.unwrap_or(&self.0[0]).1
    }

    /// The months after `start` in which the rules changed (提标).
    pub(crate) fn raises(&self, start: Month) -> impl Iterator<Item = Month> + '_ {
        self.0.iter().map(|(month, _)| *month).filter(move |month| *month > start)
    }
}

fn rules(kind: Kind, parameters: &Parameters, month: Month) -> Option<DibaoRules> {
    let name = if kind == Kind::Urban { "urban" } else { "rural" };
    let int = |name: &str| parameters.int(name, month);
    let bp = |name: &str| int(name).and_then(|n| u32::try_from(n).ok());
    let money = |name: &str| int(name).map(Money::fen);
    Some(DibaoRules {
        kind,
        standard: money(&format!("dibao.{name}.month_fen"))?,
        method: Method::from_text(parameters.text(&format!("dibao.method.{}", kind.code()), month)?)?,
        tiers: [money("dibao.tier.A_fen")?, money("dibao.tier.B_fen")?, money("dibao.tier.C_fen")?],
        extras: Extras {
            disabled_bp: bp("dibao.extra.disabled_bp")?,
            ill_bp: bp("dibao.extra.ill_bp")?,
            aged70_bp: bp("dibao.extra.aged70_bp")?,
            minor_bp: bp("dibao.extra.minor_bp")?,
            stack: int("dibao.extra_stack")? == 1,
        },
        rounding: Rounding::from_text(parameters.text("dibao.round_mode", month)?)?,
        single_method: SingleMethod::from_text(parameters.text("dibao.single_method", month)?)?,
        edge_bp: bp("dibao.edge_ratio_bp")?,
    })
}
