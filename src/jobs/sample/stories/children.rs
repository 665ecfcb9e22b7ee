//! Children: a file each, with guardian and parents; what is paid for orphans and for those whom in fact nobody supports. Of the children of
//! 低保 families so many are recognised, and from such months on, that the year comes to what the bureau reported; what each is paid the
//! rules say.

use super::{Telling, signer};
use crate::domain::children::topup::{Beside, topup};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::children::{Child, Guardian, Parent};
use crate::jobs::sample::days::month;
use crate::jobs::sample::somebody::Somebody;
use crate::register::children::child::CHILD;
use crate::register::children::child_status::CHILD_STATUS;
use crate::register::children::defacto::{DEFACTO, DEFACTO_AWARD};
use crate::register::children::orphan::{ORPHAN, ORPHAN_AWARD};
use crate::register::children::parent_state::PARENT_STATE;
use crate::register::people::person::PERSON;
use crate::register::{Covering, Draft, Register, benefit_of_case, find};
use chrono::{Days, NaiveDate};

/// What was paid in 2021 for children whom in fact nobody supports, fen, and how far the sum may lie from it to be printed so. The office
/// aims at it; nothing of it is stored.
const PAID: i64 = 22_170_000;
const NEAR: i64 = 4_000;

/// Where a child has moved that goes with its parents: a county nearby.
const MOVED_TO: &str = "430421";

/// A child of a 低保 family: a place among those planned, and what is left to be paid in each month of 2021, fen.
struct Weighed {
    nth: usize,
    left: [i64; 12],
}

impl Telling<'_> {
    pub(super) fn children(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        let mut paid = 0;
        for child in &planned.children.files {
            self.child(child)?;
            if let Some(from) = child.paid_from.filter(|_| !child.is_orphan()) {
                paid += self.standard() * i64::from(month(12).months_since(from.max(month(1))) + 1);
            }
        }
        for (nth, from) in self.recognised(PAID - paid)? {
            let child = &planned.children.in_dibao[nth];
            let (person, _) = self.file(child)?;
            self.kept(child, person, false, from)?;
        }
        Ok(())
    }

    /// The file of a child, what it is paid, and what becomes of it; gives the key of the child.
    pub(super) fn child(&mut self, child: &Child) -> Result<i64, SampleFault> {
        let (person, file) = self.file(child)?;
        if let Some(from) = child.paid_from {
            self.kept(child, person, child.is_orphan(), from)?;
        }
        if let Some((day, cols)) = &child.then {
            let at = self.acts.of_day(*day);
            if cols.contains(&("state", "moved")) {
                let moved = Draft::of(&PERSON, person).with("hukou_division", MOVED_TO);
                self.player.enter(&moved, at)?;
            }
            let turn = Draft::new(&CHILD_STATUS).with_ref("child", file).with("valid_from", day.to_string());
            let turn = cols.iter().fold(turn, |draft, (col, text)| draft.with(col, *text));
            self.player.enter(&turn, at)?;
        }
        Ok(person)
    }

    /// The standard of those whom nobody supports, fen.
    fn standard(&self) -> i64 {
        let standard = self.player.parameters().money(Param::ChildStandard.by("B", ""), month(1));
        standard.map_or(0, Money::as_fen)
    }

    /// The file of a child; gives the keys of the child and of the file.
    fn file(&mut self, child: &Child) -> Result<(i64, i64), SampleFault> {
        let at = self.acts.of_day(child.filed);
        let person = self.somebody(&child.who, at)?;
        let steps = [("verified_on", 19), ("registered_on", 15), ("village_reported_on", 10), ("town_reported_on", 5)];
        let steps = steps.map(|(col, days)| (col, self.workdays.before(child.filed, days).to_string()));
        let entrusted = self.workdays.before(child.filed, 25).to_string();
        let mut draft = Draft::new(&CHILD).with_ref("person", person).with("risk_level", child.risk);
        for (col, day) in &steps {
            draft.type_in(col, day);
        }
        draft = draft.with("filed_on", child.filed.to_string());
        draft = match &child.guardian {
            Guardian::Named(name, relation) => {
                draft.with("guardian_name", &**name).with("guardian_relation", *relation)
            }
            Guardian::Somebody(guardian, relation) => {
                let key = self.somebody(guardian, at)?;
                draft.with_ref("guardian", key).with("guardian_relation", *relation)
            }
        };
        if let Some((name, relation)) = &child.carer {
            draft = draft.with("carer_name", &**name).with("carer_relation", *relation).with("entrusted_on", entrusted);
        }
        if let Some(tag) = child.tag {
            draft.type_in(tag, "1");
        }
        for (who, parent) in ["1", "2"].into_iter().zip(child.parents.iter().flatten()) {
            draft = draft.with_row(self.parent(who, parent));
        }
        Ok((person, self.player.enter(&draft, at)?))
    }

    fn parent(&self, who: &str, parent: &Parent) -> Draft {
        let paper = match parent.state {
            "02" => "死亡证明",
            "04" => "残疾人证",
            "05" => "诊断证明",
            "06" => "刑事判决书",
            "07" => "强制隔离戒毒决定书",
            "09" => "公安机关报警回执",
            _ => "人民法院判决书",
        };
        Draft::new(&PARENT_STATE)
            .with("parent", who)
            .with("state", parent.state)
            .with("valid_from", parent.from.to_string())
            .with("document", paper)
            .with_some("term_to", parent.to.map(|day| day.to_string()))
            .with_some("dis_type", parent.disability.map(|(kind, _)| kind))
            .with_some("dis_level", parent.disability.map(|(_, level)| level))
            .with_some("person", parent.known.map(|nth| format!("#{}", self.person_key(nth))))
    }

    /// Applies, is confirmed, and is paid from a month on; later versions follow what else the child draws.
    fn kept(&mut self, child: &Child, person: i64, orphan: bool, from: Month) -> Result<(), SampleFault> {
        let decided = self.workdays.after(from.prev().first_day() + Days::new(12), self.rng.within(2, 6) as u32);
        let town = self.workdays.before(decided, 4);
        let accept = self.workdays.before(town, 5);
        let apply = self.workdays.before(accept, 2).max(child.filed);
        let at = self.acts.of_day(decided);
        self.card(person, apply, at)?;
        let of: [&'static Register; 2] = if orphan { [&ORPHAN, &ORPHAN_AWARD] } else { [&DEFACTO, &DEFACTO_AWARD] };
        let ([cases, versions], opinion) = (of, if orphan { "同意按孤儿保障" } else { "同意确认为事实无人抚养儿童" });
        let home = self.home_of(child);
        let case = Draft::new(cases)
            .with_ref("person", person)
            .with("origin", at.origin())
            .with("apply_date", apply.to_string())
            .with("accept_date", accept.max(apply).to_string())
            .with("town_opinion", format!("经查验情况属实, 同意上报({})", signer(home)))
            .with("town_date", town.to_string())
            .with("district_opinion", opinion)
            .with("district_date", decided.to_string())
            .with_row(Draft::new(versions).with("decided_date", decided.to_string()));
        let key = self.player.enter(&case, at)?;
        if orphan { Ok(()) } else { self.follows_others((key, person), from) }
    }

    /// The village of a child.
    fn home_of(&self, child: &Child) -> &'static str {
        self.places.all[self.planned.person(&child.who).home].code
    }

    /// A version for each month in which the child draws otherwise of others than before, decided with what changes.
    fn follows_others(&mut self, (case, person): (i64, i64), from: Month) -> Result<(), SampleFault> {
        // What others pay does not change while the versions of this one are entered.
        let covering = self.player.covering(person, month(12).last_day());
        let mut of = from.next();
        while of <= month(12) {
            let changed = beside(&covering, of) != beside(&covering, of.prev());
            if let Some(decided) = changed.then(|| self.decided_with(&covering, of)).flatten() {
                let at = self.acts.of_day(decided);
                let version = Draft::new(&DEFACTO_AWARD)
                    .with_ref("defacto", case)
                    .with("from_month", of.to_string())
                    .with("decided_date", decided.to_string());
                self.player.enter(&version, at)?;
            }
            of = of.next();
        }
        Ok(())
    }

    /// The last decision by which somebody draws otherwise from a month on.
    fn decided_with(&self, covering: &[Covering], of: Month) -> Option<NaiveDate> {
        let versions = covering.iter().filter_map(|case| {
            let benefit = benefit_of_case(case.case)?;
            let register = find(benefit.cases.versions?.register)?.register;
            Some(self.player.rows_with(register, benefit.cases.name, case.case))
        });
        let begun = versions.flatten().filter(|(_, row)| row.month("from_month") == Some(of));
        begun.filter_map(|(_, row)| row.date("decided_date")).max()
    }

    /// Which of the children of 低保 families are recognised, and from which month on: together they are paid so much in the year.
    fn recognised(&mut self, aim: i64) -> Result<Vec<(usize, Month)>, SampleFault> {
        let standard = self.standard();
        let mut all = Vec::new();
        for (nth, child) in self.planned.children.in_dibao.iter().enumerate() {
            let Somebody::Known(place) = child.who else { continue };
            let covering = self.player.covering(self.person_key(place), month(12).last_day());
            let of = |nth: usize| {
                let drawn = beside(&covering, month(nth + 1));
                topup(Money::fen(standard), &Beside { dibao: drawn, ..Beside::default() }).as_fen()
            };
            let steady = covering.iter().all(|c| c.since < month(0) && c.until.is_none());
            let left: [i64; 12] = std::array::from_fn(of);
            if steady && left.iter().all(|fen| (10_000..standard).contains(fen)) {
                all.push(Weighed { nth, left });
            }
        }
        met(&all, aim).ok_or(SampleFault::Exhausted("事实无人抚养儿童"))
    }
}

/// What a child draws of others in a month.
fn beside(covering: &[Covering], of: Month) -> Money {
    let counted = covering.iter().filter(|c| c.covers(of) && c.scheme != "disability-care" && c.scheme != "de-facto");
    Money::fen(counted.map(|c| c.drawn_in(of).as_fen()).sum())
}

/// The first of them all the year, and two more from such months on that the sum is near the aim.
fn met(all: &[Weighed], aim: i64) -> Option<Vec<(usize, Month)>> {
    let year = |w: &Weighed| w.left.iter().sum::<i64>();
    let mut rest = aim;
    let mut chosen = Vec::new();
    let mut open = all.iter();
    // Two come in the course of the year.
    while let Some(next) = open.clone().next().filter(|next| year(next) + 600_000 < rest) {
        rest -= year(next);
        chosen.push((next.nth, month(0)));
        open.next();
    }
    let late: Vec<(usize, Month, i64)> =
        open.flat_map(|w| (2..=12).map(move |from| (w.nth, month(from), w.left.iter().skip(from - 1).sum()))).collect();
    for (nth, from, sum) in &late {
        let other = late.iter().find(|(other, _, more)| other != nth && (rest - sum - more).abs() <= NEAR);
        if let Some((other, of_other, _)) = other {
            chosen.extend([(*nth, *from), (*other, *of_other)]);
            return Some(chosen);
        }
    }
    None
}
