//! Writes 低保 cases: causes, versions, covers, changes.

use super::{DIBAO_KEYS, Writing, applied, signer};
use crate::domain::assistance::dibao::{CaseType, Class, Kind};
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::anomalies::long_ago;
use crate::jobs::sample::cases::{Case, CaseVersion, Odd};
use crate::store::change::act::Cell;
use chrono::{Datelike, Days, NaiveDate};

pub(super) const CASE_FIELDS: &str = "case_no cert_no kind household division state class_code case_type rule_set channel apply_date \
    accept_date notice_from notice_to notice_place town_opinion town_by town_date district_opinion \
    district_by district_date review_cycle last_review kin_flag kin_staff_name kin_post kin_relation \
    kin_record_no retained_flag retained_reason retained_doc_no";
pub(super) const AWARD_FIELDS: &str = "dibao from_month kind class_code decided_date income per_head_income standard persons base extra total \
    change_kind reason_code";
pub(super) const CHANGE_FIELDS: &str = "scheme case_key month kind award person decided_date reason_code households_delta persons_delta \
    amount_delta notice_no served_date serve_method";

impl Writing<'_, '_, '_> {
    pub(super) fn cases(&mut self) -> Result<(), SampleFault> {
        for at in 0..self.part.population.cases.len() {
            let act = &self.part.acts.versions[at];
            self.case(at, act)?;
            let key = DIBAO_KEYS + self.serials.dibao;
            let case = &self.part.population.cases[at];
            for (nth, code) in case.causes.iter().enumerate() {
                self.serials.cause += 1;
                self.to.causes.add(self.serials.cause, act[0], &[key.into(), (*code).into(), (nth == 0).into()])?;
            }
            for (version, act) in self.part.versions[at].iter().zip(act) {
                self.version(key, case.kind, version, *act)?;
            }
        }
        Ok(())
    }

    fn case(&mut self, at: usize, acts: &[i64]) -> Result<(), SampleFault> {
        let population = self.part.population;
        let (case, versions) = (&population.cases[at], &self.part.versions[at]);
        let household = &population.households[case.household];
        let (first, last) = (&versions[0], &versions[versions.len() - 1]);
        let apply = applied(first);
        let accept = apply + Days::new(2);
        let town_date = first.decided - Days::new(12);
        let (notice_from, notice_to) = (first.decided - Days::new(11), first.decided - Days::new(4));
        let (number, cert) = self.numbers(case.kind, apply.year());
        let cycle = cycle(last.class);
        let reviewed = self.reviewed(case, cycle, first).to_string();
        let place = self.places.all[household.home.village].clone();
        let kin = |text: &'static str| if case.kin { Cell::Text(text) } else { Cell::Null };
        let retained = |text: &'static str| if case.retained { Cell::Text(text) } else { Cell::Null };
        let case_type = if household.single { CaseType::Single } else { CaseType::Family };
        let channel = ["1", "2", "3", "4"][self.rng.weighed(&[70, 14, 12, 4])];
        let dates = [apply, accept, notice_from, notice_to, town_date, first.decided].map(|d| d.to_string());
        self.serials.dibao += 1;
        self.to.cases.add(
            DIBAO_KEYS + self.serials.dibao,
            acts[acts.len() - 1],
            &[
                (&number).into(),
                (&cert).into(),
                case.kind.code().into(),
                (self.part.told.keys.households + case.household as i64).into(),
                place.code.into(),
                state(last).into(),
                last.class.code().into(),
                case_type.code().into(),
                if dates[1].as_str() >= "2021-07-01" { "2021-57" } else { "2012-220" }.into(),
                channel.into(),
                (&dates[0]).into(),
                (&dates[1]).into(),
                (&dates[2]).into(),
                (&dates[3]).into(),
                place.name.into(),
                "经入户调查、公示无异议, 同意上报".into(),
                signer(place.code).into(),
                (&dates[4]).into(),
                "同意确认".into(),
                (&self.to.district_by).into(),
                (&dates[5]).into(),
                (cycle as i64).into(),
                (&reviewed).into(),
                case.kin.into(),
                kin("周志明"),
                kin("村(居)委会委员"),
                kin("堂兄"),
                kin("近亲备〔2020〕3号"),
                case.retained.into(),
                retained("参战退役人员家庭, 收入超标后暂作保留"),
                retained("雁民函〔2020〕17号"),
            ],
        )?;
        Ok(())
    }

    /// The next 业务编号 and 低保证号 of a year.
    fn numbers(&mut self, kind: Kind, year: i32) -> (String, String) {
        let serial = self.serials.dibao_by_year.entry(year).or_default();
        *serial += 1;
        (format!("DB430406{year}{serial:05}"), format!("430406{}{year}{serial:05}", kind.code()))
    }

    /// The day of the last review: within the cycle, seen from the end of the year.
    fn reviewed(&mut self, case: &Case, cycle: usize, first: &CaseVersion) -> NaiveDate {
        let year_end = NaiveDate::from_ymd_opt(2021, 12, 10).unwrap_or_default();
        let reviewed = year_end - Days::new(self.rng.below(cycle * 30) as u64);
        if case.odd == Some(Odd::ReviewOverdue) { long_ago() } else { reviewed.max(first.decided) }
    }

    fn version(&mut self, case: i64, kind: Kind, v: &CaseVersion, act: i64) -> Result<(), SampleFault> {
        let from = v.from.to_string();
        let decided = v.decided.to_string();
        let persons = v.covers.len() as i64;
        let size = i64::from(v.size.max(1));
        let is_end = v.kind == "end";
        let amount = |fen: i64| Cell::Int(if is_end { 0 } else { fen });
        self.serials.award += 1;
        self.to.awards.add(
            self.serials.award,
            act,
            &[
                case.into(),
                (&from).into(),
                v.kind.into(),
                v.class.code().into(),
                (&decided).into(),
                v.income.into(),
                ((v.income + size / 2) / size).into(),
                v.standard.as_fen().into(),
                persons.into(),
                amount(v.base.as_fen()),
                amount(v.extra.as_fen()),
                amount(v.total()),
                v.change.into(),
                v.reason.into(),
            ],
        )?;
        for c in &v.covers {
            self.serials.cover += 1;
            let person = self.person_key(c.person);
            let cells = [
                case.into(),
                person.into(),
                (&from).into(),
                c.share.as_fen().into(),
                c.extra.as_fen().into(),
                c.category.into(),
            ];
            self.to.covers.add(self.serials.cover, act, &cells)?;
        }
        self.change(case, kind, v, act)
    }

    fn change(&mut self, case: i64, kind: Kind, v: &CaseVersion, act: i64) -> Result<(), SampleFault> {
        let noticed = matches!(v.change, "03" | "05" | "06" | "07" | "10").then(|| {
            let serial = self.serials.notices.entry(v.decided.year()).or_default();
            *serial += 1;
            (format!("雁民救告〔{}〕{serial}号", v.decided.year()), (v.decided + Days::new(3)).to_string())
        });
        let scheme = if kind == Kind::Urban { "dibao-urban" } else { "dibao-rural" };
        let person = v.person.map(|p| self.person_key(p));
        let (month, decided) = (v.from.to_string(), v.decided.to_string());
        self.serials.change += 1;
        self.to.changes.add(
            self.serials.change,
            act,
            &[
                scheme.into(),
                case.into(),
                (&month).into(),
                v.change.into(),
                self.serials.award.into(),
                person.into(),
                (&decided).into(),
                v.reason.into(),
                v.households_delta.into(),
                v.persons_delta.into(),
                v.amount_delta.as_fen().into(),
                noticed.as_ref().map(|n| &n.0).into(),
                noticed.as_ref().map(|n| &n.1).into(),
                noticed.as_ref().map(|_| "1").into(),
            ],
        )?;
        Ok(())
    }
}

/// What a case is after its last version.
fn state(last: &CaseVersion) -> &'static str {
    match last.kind {
        "suspended" => "suspended",
        "grace" => "grace",
        "end" => "stopped",
        _ => "active",
    }
}

/// 复核周期, months.
fn cycle(class: Class) -> usize {
    match class {
        Class::A => 12,
        Class::B => 6,
        Class::C => 3,
    }
}
