//! 入户核查: a task is given, two go there and report; what they found is adopted when it is decided, or not.

use super::Telling;
use crate::domain::assistance::homecheck::State;
use crate::domain::money::Money;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::visits::{After, Income, Visit, Visited};
use crate::register::assistance::award::AWARD;
use crate::register::assistance::homecheck::HOMECHECK;
use crate::register::benefits::change::CHANGE;
use crate::register::{Draft, Values};

impl Telling<'_> {
    pub(super) fn visits(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        for visit in &planned.visits {
            let at = self.acts.of_day(visit.day);
            let task = self.player.enter(&self.task(visit), at)?;
            if let Some((at, judged)) = self.judged(visit, task) {
                self.player.enter(&judged.with("state", State::Concluded.code()), at)?;
            }
        }
        Ok(())
    }

    /// Whose case, and whom the visit is to.
    fn visited(&self, to: Visited) -> (i64, i64) {
        match to {
            Visited::Dibao(at) => {
                let population = &self.planned.population;
                let household = &population.households[population.cases[at].household];
                (self.keys.cases[at], self.person_key(household.members[0].person))
            }
            Visited::Support(at) => self.keys.supported[at],
        }
    }

    fn task(&self, visit: &Visit) -> Draft {
        let ((case, person), found) = (self.visited(visit.to), &visit.found);
        let state = if visit.after == After::Accepted { State::Accepted } else { State::Submitted };
        Draft::new(&HOMECHECK)
            .with("visitor_org", if visit.third_party { "third_party" } else { "socialwork" })
            .with_ref("person", person)
            .with_ref("case_key", case)
            .with("state", state.code())
            .with("assigned_to", visit.visitors.split('、').next().unwrap_or_default())
            .with("assigned_on", visit.given.to_string())
            .with("visit_on", visit.day.to_string())
            .with("visitors", visit.visitors)
            .with("met", found.met)
            .with("photo_count", visit.photos.to_string())
            .with("conclusion", found.conclusion)
            // The only one there is.
            .with_some("project", visit.third_party.then_some("#1"))
            .with_some("found_members", found.members.map(|members| members.to_string()))
            .with_some("found_income", found.income.map(|income| self.income(visit, income).plain()))
            .with_some("found_assets", found.assets)
            .with_some("note", found.note)
    }

    /// The income that a household named, by what the case was and is decided by.
    fn income(&self, visit: &Visit, income: Income) -> Money {
        let Visited::Dibao(at) = visit.to else { return Money::ZERO };
        let mut versions = self.player.rows_with(&AWARD, "dibao", self.keys.cases[at]);
        versions.sort_by_key(|(_, row)| row.date("decided_date"));
        let of = |row: &Values| row.money("income").unwrap_or_default();
        let day = Some(visit.day);
        let known = versions.iter().rev().find(|(_, row)| row.date("decided_date") <= day && row.text("kind") != "end");
        let known = known.map(|(_, row)| (of(row), row.money("standard").unwrap_or_default())).unwrap_or_default();
        let fen = match income {
            Income::AsKnown(more) => (known.0.as_fen() + more).max(0),
            Income::AsDecided(version) => {
                let from = self.planned.versions[at][version].from.to_string();
                return versions
                    .iter()
                    .find(|(_, row)| row.text("from_month") == from)
                    .map_or(Money::ZERO, |(_, row)| of(row));
            }
            Income::Above(more) => {
                let heads = visit.found.members.and_then(|n| i64::try_from(n).ok()).unwrap_or(1);
                known.0.as_fen().max(known.1.as_fen() * heads) + more * heads
            }
        };
        Money::fen(fen)
    }

    /// What the bureau says to what was found by a task, and when.
    fn judged(&mut self, visit: &Visit, task: i64) -> Option<(At, Draft)> {
        let judged = Draft::of(&HOMECHECK, task);
        match (visit.after, visit.to) {
            (After::Declined(day, why), _) => {
                let note = [visit.found.note.unwrap_or_default(), why].join("; ");
                Some((self.acts.of_day(day), judged.with("bureau_verdict", "2").with("note", note)))
            }
            (After::Adopted(version), Visited::Dibao(at)) => {
                let decided = &self.planned.versions[at][version];
                let from = decided.from.to_string();
                let changes = self.player.rows_with(&CHANGE, "case_key", self.keys.cases[at]);
                let (change, _) = changes.iter().find(|(_, row)| row.text("month") == from)?;
                let judged = judged.with("bureau_verdict", "1").with_ref("change", *change);
                // After it, on the same day.
                Some((self.acts.begin(decided.decided), judged))
            }
            _ => None,
        }
    }
}
