//! 低保: a family applies and is granted, what is found later, how it ends.

use super::people::applied;
use super::{Telling, signer};
use crate::domain::assistance::dibao::{CaseType, Class};
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::anomalies::long_ago;
use crate::jobs::sample::cases::{Case, CaseVersion, Odd};
use crate::jobs::sample::player::At;
use crate::register::Draft;
use crate::register::assistance::award::AWARD;
use crate::register::assistance::cause::CAUSE;
use crate::register::assistance::dibao::DIBAO;
use crate::register::benefits::change::CHANGE;
use chrono::{Datelike, Days, NaiveDate};

impl Telling<'_> {
    pub(super) fn dibao(&mut self) -> Result<(), SampleFault> {
        for at in 0..self.planned.population.cases.len() {
            self.case(at)?;
        }
        Ok(())
    }

    fn case(&mut self, nth: usize) -> Result<(), SampleFault> {
        let planned = self.planned;
        let (case, versions) = (&planned.population.cases[nth], &planned.versions[nth]);
        let acts = self.acts.versions[nth].clone();
        let at = acts[0];
        let mut draft = self.application(case, &versions[0], at);
        for (nth, code) in case.causes.iter().enumerate() {
            let main = if nth == 0 { "1" } else { "0" };
            draft.children.push(Draft::new(&CAUSE).with("cause_code", *code).with("main", main));
        }
        draft.children.push(version(&versions[0], self.is_single(case)));
        let key = self.player.enter(&draft, at)?;
        self.keys.cases.push(key);
        for (later, at) in versions.iter().zip(acts).skip(1) {
            let draft = version(later, self.is_single(case)).with("dibao", format!("#{key}"));
            let award = self.player.enter(&draft, at)?;
            self.noticed(award, later)?;
        }
        self.reviewed(key, case, versions)
    }

    fn is_single(&self, case: &Case) -> bool {
        self.planned.population.households[case.household].single
    }

    /// The papers of a case, from the application to the decision.
    fn application(&mut self, case: &Case, first: &CaseVersion, at: At) -> Draft {
        let (population, single) = (&self.planned.population, self.is_single(case));
        let place = &self.places.all[population.households[case.household].home.village];
        let decided = first.decided;
        let (apply, before) = (applied(first), |days: u64| (decided - Days::new(days)).to_string());
        let channel = ["1", "2", "3", "4"][self.rng.weighed(&[70, 14, 12, 4])];
        let case_type = if single { CaseType::Single } else { CaseType::Family };
        let mut draft = Draft::new(&DIBAO)
            .with("cert_no", self.accounts.certificate(case.kind, apply.year()))
            .with("kind", case.kind.code())
            .with("household", format!("#{}", self.keys.households + case.household as i64))
            .with("case_type", case_type.code())
            .with("origin", if at.day == taken_over_on() { "taken_over" } else { "applied" })
            .with("channel", channel)
            .with("apply_date", apply.to_string())
            .with("accept_date", (apply + Days::new(2)).to_string())
            .with("notice_from", before(11))
            .with("notice_to", before(4))
            .with("notice_place", place.name)
            .with("town_opinion", "经入户调查、公示无异议, 同意上报")
            .with("town_by", signer(place.code))
            .with("town_date", before(12))
            .with("district_opinion", "同意确认")
            .with("district_by", super::super::OPERATOR_NAMES[2])
            .with("district_date", decided.to_string());
        let mut further = |yes: bool, fields: &[(&'static str, &str)]| {
            fields.iter().filter(|_| yes).for_each(|(col, text)| draft.type_in(col, *text));
        };
        further(case.kin, &KIN);
        further(case.retained, &RETAINED);
        draft
    }

    /// 减发 and what is worse is told the family in writing.
    fn noticed(&mut self, award: i64, version: &CaseVersion) -> Result<(), SampleFault> {
        let change = self.player.row_with(&CHANGE, "award", award);
        let Some((key, _)) = change.filter(|(_, row)| matches!(row.text("kind"), "03" | "05" | "06" | "07" | "10"))
        else {
            return Ok(());
        };
        let served = version.decided + Days::new(3);
        let told = Draft { key: Some(key), ..Draft::new(&CHANGE) }
            .with("notice_no", self.accounts.notice(version.decided.year()))
            .with("served_date", served.to_string())
            .with("serve_method", "1");
        let at = self.acts.of_day(served);
        self.player.enter(&told, at).map(drop)
    }

    /// The last review: within the cycle, seen from the end of the year.
    fn reviewed(&mut self, key: i64, case: &Case, versions: &[CaseVersion]) -> Result<(), SampleFault> {
        let cycle = match versions[versions.len() - 1].class {
            Class::A => 12,
            Class::B => 6,
            Class::C => 3,
        };
        let day = NaiveDate::from_ymd_opt(2021, 12, 10).unwrap_or_default();
        let day = (day - Days::new(self.rng.below(cycle * 30) as u64)).max(versions[0].decided);
        let day = if case.odd == Some(Odd::ReviewOverdue) { long_ago() } else { day };
        let reviewed = Draft { key: Some(key), ..Draft::new(&DIBAO) }.with("last_review", day.to_string());
        let at = self.acts.of_day(day);
        self.player.enter(&reviewed, at).map(drop)
    }
}

/// A version as it is typed: what follows from it the rules fill in.
fn version(version: &CaseVersion, single: bool) -> Draft {
    let mut draft = Draft::new(&AWARD).with("kind", version.kind).with("decided_date", version.decided.to_string());
    let mut further = |col: &'static str, text: Option<String>| {
        if let Some(text) = text {
            draft.type_in(col, text);
        }
    };
    let ends = version.kind == "end";
    let yuan = format!("{}.{:02}", version.income / 100, version.income % 100);
    further("class_code", (!ends).then(|| version.class.code().to_owned()));
    further("income", (!ends).then_some(yuan));
    further("own_income", (single && !ends).then(|| "0".to_owned()));
    further("change_kind", matches!(version.change, "09" | "10").then(|| version.change.to_owned()));
    further("reason_code", version.reason.filter(|_| ends).map(str::to_owned));
    draft
}

/// 近亲属备案.
const KIN: [(&str, &str); 5] = [
    ("kin_flag", "1"),
    ("kin_staff_name", "周志明"),
    ("kin_post", "村(居)委会委员"),
    ("kin_relation", "堂兄"),
    ("kin_record_no", "近亲备〔2020〕3号"),
];
/// 涉军暂作保留.
const RETAINED: [(&str, &str); 3] = [
    ("retained_flag", "1"),
    ("retained_reason", "参战退役人员家庭, 收入超标后暂作保留"),
    ("retained_doc_no", "雁民函〔2020〕17号"),
];
