//! 疑点清单: what the checks between registers find for a month (services 7), in the order in which they are told.

use super::{Entry, Roll};
use crate::figure::cross::{Oddity, counted};

type RollColumn = super::RollColumn<Oddity>;

impl Entry for Oddity {
    fn division(&self) -> &str {
        &self.division
    }
}

/// The list.
pub static ODDITIES: Roll<Oddity> = Roll {
    unit: "条",
    units: "条",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["轻重"], |odd| odd.check.weight.label().to_owned()),
        RollColumn::text(&["代码"], |odd| odd.check.code.to_owned()),
        RollColumn::town(),
        RollColumn::text(&["姓名"], |odd| odd.name().to_owned()).wrapping(),
        RollColumn::id(&["身份证号"], |odd| odd.person.as_ref().map_or("", |person| &person.id_number)),
        RollColumn::text(&["疑点"], |odd| odd.text.clone()).wrapping(),
        RollColumn::text(&["记录"], |odd| odd.called.clone()).wrapping(),
        RollColumn::text(&["怎么办"], |odd| odd.check.to_do.to_owned()).wrapping(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| counted(entries.iter().copied()),
    checks: |_, _| Vec::new(),
    notes: &["疑点要核实, 不等于差错; 核实以后更正有关记录, 再核对一次。"],
};
