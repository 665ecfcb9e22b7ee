//! 走访 of the children on file: as often as the risk of each wants it, by whoever looks after the children of the village; what was found, and when
//! it was solved.

use super::Telling;
use crate::domain::param::Param;
use crate::jobs::sample::days::day;
use crate::jobs::sample::rng::Rng;
use crate::jobs::sample::{SampleFault, demo_day};
use crate::register::children::child::CHILD;
use crate::register::children::child_status::CHILD_STATUS;
use crate::register::children::child_visit::CHILD_VISIT;
use crate::register::children::visit_finding::VISIT_FINDING;
use crate::register::{Draft, Values};
use chrono::{Datelike, Days, NaiveDate};

/// Visits are on record from then on.
fn begin() -> NaiveDate {
    day(2021, 1, 4)
}

/// 方式, how often, of a child at school or not.
const MODES: [(&str, u32); 4] = [("1", 76), ("2", 12), ("3", 9), ("4", 3)];
/// 发现问题, its 措施, how often, and what became of it.
const FOUND: [((&str, &str, &str), u32); 5] = [
    (("1", "1", "已与监护人面谈, 签订监护承诺"), 30),
    (("4", "5", "转介区医保、卫健部门"), 18),
    (("5", "6", "社工每两周跟进一次"), 20),
    (("6", "7", "送米、油和学习用品"), 22),
    (("8", "1", "提醒用电、用火和溺水隐患"), 10),
];

impl Telling<'_> {
    pub(super) fn child_visits(&mut self) -> Result<(), SampleFault> {
        let mut rng = self.rng.clone();
        for (key, file) in self.player.rows(&CHILD) {
            self.visits_to(key, &file, &mut rng)?;
        }
        Ok(())
    }

    /// Whether a child is on file on a day, in the care of no institution.
    fn is_visited(&self, child: i64, day: NaiveDate) -> bool {
        let states = self.player.rows_with(&CHILD_STATUS, "child", child);
        let begun = states.iter().filter(|(_, row)| row.date("valid_from").is_some_and(|from| from <= day));
        let now = begun.max_by_key(|(_, row)| row.date("valid_from"));
        now.is_some_and(|(_, row)| row.text("state") == "on" && row.text("care_kind") != "1")
    }

    fn visits_to(&mut self, child: i64, file: &Values, rng: &mut Rng) -> Result<(), SampleFault> {
        let (Some(registered), every) =
            (file.date("registered_on"), self.every(Param::ChildVisitDays, file.text("risk_level")))
        else {
            return Ok(());
        };
        let first = registered.max(begin()) + Days::new(1 + rng.below(every.min(40)) as u64);
        let (mut day, mut was_seen) = (self.workdays.from(first), true);
        while day <= demo_day() && self.is_visited(child, day) {
            was_seen = self.visit_to(child, file, (day, was_seen), rng)?;
            // Some come late.
            let slack = every / 5;
            let days = if rng.chance(50) { every + slack } else { every - rng.below(slack + 1) };
            day = self.workdays.until(day + Days::new(days.max(2) as u64));
        }
        Ok(())
    }

    /// A visit; gives whether the child was seen. Whoever was not seen last time is looked for at home.
    fn visit_to(
        &mut self,
        child: i64,
        file: &Values,
        (day, was_seen): (NaiveDate, bool),
        rng: &mut Rng,
    ) -> Result<bool, SampleFault> {
        let at_school =
            matches!(file.text("school_state"), "02" | "03" | "04" | "05") && !matches!(day.month(), 2 | 7 | 8);
        let mode = if was_seen { rng.likely(&MODES) } else { "1" };
        let mode = if mode == "2" && !at_school { "1" } else { mode };
        let seen = mode == "2" || mode == "1" && (!was_seen || rng.chance(950));
        let state = |rng: &mut Rng| rng.likely(&[("1", 88), ("2", 11), ("3", 1)]);
        let mut visit = Draft::new(&CHILD_VISIT)
            .with_ref("child", child)
            .with("visited_on", day.to_string())
            .with("mode", mode)
            .with("seen_child", if seen { "1" } else { "0" })
            .with("guardian_present", if mode == "2" { "0" } else { "1" });
        for col in ["living", "safety", "schooling", "health", "mind"] {
            visit.type_in(col, state(rng));
        }
        let known = match (file.flag("unregistered"), file.text("school_state")) {
            (true, _) => Some(("3", "3", "协助到派出所申请办理户口登记")),
            (_, "09" | "10") => Some(("2", "2", "会同学校劝返")),
            _ => None,
        };
        let found = if rng.chance(70) { Some(known.unwrap_or_else(|| rng.likely(&FOUND))) } else { None };
        if let Some((problem, measure, note)) = found {
            let finding = Draft::new(&VISIT_FINDING).with("problem", problem).with("measure", measure);
            visit = visit.with_row(finding.with("note", note));
        }
        let at = self.acts.of_day(day);
        let key = self.player.enter(&visit, at)?;
        let solved = self.workdays.from(day + Days::new(12 + rng.below(50) as u64));
        if found.is_some() && known.is_none() && solved <= demo_day() && rng.chance(850) {
            for (finding, _) in self.player.rows_with(&VISIT_FINDING, "child_visit", key) {
                self.on(solved, &Draft::of(&VISIT_FINDING, finding).with("resolved_on", solved.to_string()))?;
            }
        }
        Ok(seen)
    }
}
