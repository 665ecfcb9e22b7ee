//! What becomes of records that do not just follow a change of divisions: where several would be the same, their register says whether they
//! join; what lies between two divisions that become one ends.

use crate::domain::slip::Slip;
use crate::register::places::meeting::{Joined, Meeting};
use crate::register::{Register, Value, Values};
use crate::store::change::act::{Act, columns};
use crate::store::change::remap::meetings::{self, Words};
use crate::store::change::remap::records::Going;
use crate::store::change::void;
use crate::store::engine::Sql;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::sql::bind;
use std::collections::HashSet;

/// A record that ends, and what it says then, as stored.
type End = (&'static Register, i64, Vec<(String, Sql)>);

/// What becomes of those that do not just follow.
#[derive(Default)]
pub(super) struct Apart {
    ends: Vec<End>,
    falls: Vec<(&'static Register, i64)>,
    new: Vec<Values>,
    /// As it is told.
    pub told: Vec<String>,
}

impl Apart {
    /// Takes them out of those that follow.
    pub fn of(all: &mut Vec<Going<'_>>, words: &Words<'_>) -> Answer<Apart> {
        let (mut apart, mut wrong) = (Apart::default(), Vec::new());
        for going in &*all {
            if let Some(division) = going.inner() {
                wrong.extend(apart.inner(going, division, words)?);
            }
        }
        apart.out_of(all);
        for meeting in meetings::find(all, words)? {
            match meeting.joined(words.before, words.from) {
                Some(joined) => apart.joins(&meeting, joined, words),
                None => wrong.push(meeting.slip(&|field, value| words.name(field, value))),
            }
        }
        apart.out_of(all);
        if wrong.is_empty() { Ok(apart) } else { Err(StoreFault::refused_all(wrong)) }
    }

    /// Who does not follow.
    pub fn stay(&self) -> HashSet<(&'static str, i64)> {
        let ends = self.ends.iter().map(|(register, key, _)| (register.name, *key));
        ends.chain(self.falls.iter().map(|(register, key)| (register.name, *key))).collect()
    }

    fn out_of(&self, all: &mut Vec<Going<'_>>) {
        let out = self.stay();
        all.retain(|going| !out.contains(&(going.register.name, going.key)));
    }

    fn ends(&mut self, register: &'static Register, key: i64, says: &[(&'static str, Value)]) {
        let says = says.iter().map(|(col, value)| (register.stored(col), bind(value))).collect();
        self.ends.push((register, key, says));
    }

    /// A line between two divisions that become one: it ends on the day before. `E-DV16` where it was not there yet.
    fn inner(&mut self, going: &Going<'_>, division: &str, words: &Words<'_>) -> Answer<Option<Slip>> {
        let (register, before) = (going.register, words.before);
        let called = words.called(register, going.key)?;
        let (Some(since), Some(until)) = (register.since, register.until) else { return Ok(None) };
        let name = words.division(division);
        if going.is.date(since).is_some_and(|day| day > before) {
            let label = register.label_of(since);
            let text = format!(
                "变更后{called}两侧都是{name}, 应在 {before} 废止, 但{label} {} 在这以后; 请先更正它的两侧或{label}, 再办理变更",
                going.is.text(since)
            );
            return Ok(Some(Slip::error("E-DV16", text)));
        }
        self.ends(register, going.key, &[(until, Value::from(before))]);
        let label = register.label_of(until);
        self.told.push(format!("{called}: 两侧都是{name}了, {label} {before}; 归它的登记请另行处理"));
        Ok(None)
    }

    fn joins(&mut self, meeting: &Meeting, joined: Joined, words: &Words<'_>) {
        self.told.push(meeting.told(&joined, &|field, value| words.name(field, value)));
        self.falls.extend(joined.fall.iter().map(|key| (meeting.register, *key)));
        joined.end.iter().for_each(|key| self.ends(meeting.register, *key, &joined.says));
        self.new.extend(joined.new);
    }

    /// Before the others follow, so that there is room.
    pub fn leave(&self, act: &Act<'_>) -> Answer<()> {
        for (register, key) in &self.falls {
            void::fall(act, register, *key)?;
        }
        for (register, key, says) in &self.ends {
            act.update(register, *key, says)?;
        }
        Ok(())
    }

    /// After that.
    pub fn come(&self, act: &Act<'_>) -> Answer<()> {
        for row in &self.new {
            act.insert(row.register, &columns(row))?;
        }
        Ok(())
    }
}
