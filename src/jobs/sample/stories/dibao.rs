//! 低保: a family applies and is granted, what is found later, how it ends; and what all of it comes to.

use super::purses::Held;
use super::{Planted, Telling, signer};
use crate::domain::assistance::dibao::CaseType;
use crate::domain::money::Money;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::anomalies::long_ago;
use crate::jobs::sample::cases::{Case, CaseVersion, Event, Odd};
use crate::jobs::sample::{OPERATOR_NAMES, SampleFault, demo_day};
use crate::register::Draft;
use crate::register::assistance::award::AWARD;
use crate::register::assistance::cause::CAUSE;
use crate::register::assistance::dibao::{BENEFIT, DIBAO, review_cycle};
use crate::register::benefits::change::CHANGE;
use chrono::{Datelike, Days, NaiveDate};

impl Telling<'_> {
    /// The families in the order in which they applied. What is still open then are the incomes of some, by which the money is met.
    pub(super) fn dibao(&mut self) -> Result<(), SampleFault> {
        let cases = &self.planned.population.cases;
        let mut order: Vec<usize> = (0..cases.len()).collect();
        order.sort_by_key(|nth| cases[*nth].papers.apply);
        let mut held = Vec::new();
        for nth in order {
            self.family(nth, &mut held)?;
        }
        self.meet_purses(held)
    }

    fn family(&mut self, nth: usize, held: &mut Vec<Held>) -> Result<(), SampleFault> {
        let planned = self.planned;
        let (case, first) = (&planned.population.cases[nth], &planned.versions[nth][0]);
        let at = self.acts.begin(first.decided);
        self.household(case.household, case.papers.apply, at)?;
        self.accounts_of_case(nth, at)?;
        let open = self.open_version(nth);
        let mut draft = self.application(case, at);
        if open != Some(0) {
            draft.children.push(self.version(case, first, first.income));
        }
        self.keys.cases[nth] = self.player.enter(&draft, at)?;
        match open {
            Some(open) => {
                if open > 0 {
                    self.versions(nth, 1..open)?;
                }
                let at = if open == 0 { at } else { self.acts.begin(planned.versions[nth][open].decided) };
                held.push(self.weighed(nth, open, at)?);
                Ok(())
            }
            None => {
                let due = self.due(nth, first)?;
                self.dues[nth].push(due);
                self.go_on(nth, 1)
            }
        }
    }

    /// The rest of a case.
    pub(super) fn go_on(&mut self, nth: usize, next: usize) -> Result<(), SampleFault> {
        self.versions(nth, next..self.planned.versions[nth].len())?;
        self.subsidies_of(nth, true)?;
        self.reviewed(nth)
    }

    /// Some of its versions; after the first, what rests on it.
    fn versions(&mut self, nth: usize, which: std::ops::Range<usize>) -> Result<(), SampleFault> {
        if which.start == 1 {
            self.subsidies_of(nth, false)?;
        }
        let planned = self.planned;
        let case = &planned.population.cases[nth];
        for version in &planned.versions[nth][which] {
            // A birthday may change nothing, or take back what another income changed.
            if let Some(Event::Birthday | Event::Income(_)) = version.event {
                let draft = self.of_case(nth, version, version.income);
                let begin = || self.acts.begin(version.decided);
                if let Some(award) = self.player.enter_unless(&draft, (version.decided, unchanged()), begin)? {
                    self.decided(nth, version, award)?;
                }
                continue;
            }
            let at = self.acts.begin(version.decided);
            if let Some(event) = version.event {
                self.happens(case.household, event, at)?;
            }
            self.decide(nth, version, version.income, at)?;
            if let Some(event) = version.event {
                self.dies(case.household, event, at)?;
            }
        }
        Ok(())
    }

    /// A version is decided.
    pub(super) fn decide(&mut self, nth: usize, version: &CaseVersion, income: i64, at: At) -> Result<(), SampleFault> {
        let award = self.player.enter(&self.of_case(nth, version, income), at)?;
        self.decided(nth, version, award)
    }

    fn decided(&mut self, nth: usize, version: &CaseVersion, award: i64) -> Result<(), SampleFault> {
        self.noticed(award, version);
        let due = self.due(nth, version)?;
        self.dues[nth].push(due);
        Ok(())
    }

    /// A version of a case that stands.
    pub(super) fn of_case(&self, nth: usize, version: &CaseVersion, income: i64) -> Draft {
        let case = &self.planned.population.cases[nth];
        self.version(case, version, income).with_ref("dibao", self.keys.cases[nth])
    }

    /// A version as it is typed: what follows from it the rules fill in.
    fn version(&self, case: &Case, version: &CaseVersion, income: i64) -> Draft {
        let draft = Draft::new(&AWARD).with("kind", version.kind).with("decided_date", version.decided.to_string());
        if let Some(Event::End(change, why)) = version.event {
            return draft.with("reason_code", why).with_some("change_kind", (change == "10").then_some(change));
        }
        draft
            .with("class_code", version.class.code())
            .with("income", Money::fen(income).to_string())
            .with_some("own_income", self.is_single(case).then_some("0"))
            .with_some("change_kind", (version.event.is_none() && case.moved_in).then_some("09"))
    }

    fn is_single(&self, case: &Case) -> bool {
        self.planned.population.households[case.household].single
    }

    /// The papers of a case, from the application to the decision.
    fn application(&mut self, case: &Case, at: At) -> Draft {
        let place = &self.places.all[self.planned.population.households[case.household].home.village];
        let papers = &case.papers;
        let case_type = if self.is_single(case) { CaseType::Single } else { CaseType::Family };
        let mut draft = Draft::new(&DIBAO)
            .with("cert_no", self.accounts.certificate(case.kind, papers.apply.year()))
            .with("kind", case.kind.code())
            .with_ref("household", self.keys.households[case.household])
            .with("case_type", case_type.code())
            .with("origin", at.origin())
            .with("channel", case.channel)
            .with("apply_date", papers.apply.to_string())
            .with("accept_date", papers.accept.to_string())
            .with("notice_from", papers.notice.0.to_string())
            .with("notice_to", papers.notice.1.to_string())
            .with("notice_place", place.name)
            .with("town_opinion", "经入户调查、公示无异议, 同意上报")
            .with("town_by", signer(place.code))
            .with("town_date", papers.town.to_string())
            .with("district_opinion", "同意确认")
            .with("district_by", OPERATOR_NAMES[2])
            .with("district_date", papers.decided.to_string());
        if let Some(name) = &case.kin {
            let record = format!("近亲备〔{}〕{}号", papers.apply.year(), self.accounts.kin(papers.apply.year()));
            let kin =
                [("kin_flag", "1"), ("kin_staff_name", name), ("kin_post", "村(居)委会委员"), ("kin_relation", "堂兄")];
            kin.into_iter()
                .chain([("kin_record_no", record.as_str())])
                .for_each(|(col, text)| draft.type_in(col, text));
        }
        for (col, text) in RETAINED.iter().filter(|_| case.retained) {
            draft.type_in(col, *text);
        }
        for (nth, code) in case.causes.iter().enumerate() {
            let main = if nth == 0 { "1" } else { "0" };
            draft.children.push(Draft::new(&CAUSE).with("cause_code", *code).with("main", main));
        }
        draft
    }

    /// 减发 and what is worse is told the family in writing.
    fn noticed(&mut self, award: i64, version: &CaseVersion) {
        let change = self.player.row_with(&CHANGE, "award", award);
        let Some((key, row)) = change.filter(|(_, row)| {
            matches!(row.text("kind"), "03" | "05" | "06" | "07" | "10") && row.text("reason_code") != "03"
        }) else {
            return;
        };
        // Who moved away gets a letter; of who cannot be found it is posted.
        let method = match row.text("reason_code") {
            "04" => "3",
            "15" => "4",
            _ => ["1", "2", "3"][self.rng.weighed(&[92, 3, 5])],
        };
        let served = self.workdays.from(version.decided + Days::new(self.rng.within(1, 5).unsigned_abs()));
        self.notices.push((served, key, method));
    }

    /// The papers that were served, numbered in the order of their days.
    pub(super) fn notices(&mut self) -> Result<(), SampleFault> {
        let mut notices = std::mem::take(&mut self.notices);
        notices.sort_by_key(|(served, ..)| *served);
        for (served, change, method) in notices {
            let told = Draft::of(&CHANGE, change)
                .with("notice_no", self.accounts.notice(served.year()))
                .with("served_date", served.to_string())
                .with("serve_method", method);
            self.on(served, &told)?;
        }
        Ok(())
    }

    /// The last review: within the cycle, seen from the end of the year, or from where the case ended.
    fn reviewed(&mut self, nth: usize) -> Result<(), SampleFault> {
        let planned = self.planned;
        let (case, versions) = (&planned.population.cases[nth], &planned.versions[nth]);
        let last = &versions[versions.len() - 1];
        let head = planned.population.households[case.household].members[0].person;
        let died = planned.population.people[head].death.map_or(NaiveDate::MAX, |(day, _)| day - Days::new(1));
        let until = if last.on_roster() { demo_day() } else { last.decided - Days::new(10) }.min(died);
        let cycle = review_cycle(last.class.code(), self.player.parameters(), until);
        let days = cycle * 30 - 6;
        let day = self.workdays.until(until - Days::new(self.rng.within(1, days).unsigned_abs()));
        let overdue = case.odd == Some(Odd::ReviewOverdue);
        let day = if overdue { long_ago() } else { day.max(case.papers.decided) };
        if overdue {
            let text = format!("低保逾期未核查, 上次核查 {day}: ");
            self.planted.push(Planted(text, Some((&DIBAO, self.keys.cases[nth]))));
        }
        let reviewed = Draft::of(&DIBAO, self.keys.cases[nth])
            .with("review_cycle", cycle.to_string())
            .with("last_review", day.to_string());
        self.on(day, &reviewed).map(drop)
    }
}

/// What is said of a version that changes nothing.
fn unchanged() -> &'static str {
    BENEFIT.monthly().map_or("", |monthly| monthly.unchanged)
}

/// 涉军暂作保留.
const RETAINED: [(&str, &str); 3] = [
    ("retained_flag", "1"),
    ("retained_reason", "参战退役人员家庭, 收入超标后暂作保留"),
    ("retained_doc_no", "雁民函〔2020〕17号"),
];
