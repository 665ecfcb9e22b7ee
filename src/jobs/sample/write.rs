//! Writes what was planned into the file: people, households, accounts, cases with versions, covers and changes, relief.
//!
//! Must not decide anything: every fact comes from the plan.

use super::SampleFault;
use super::bank::Failing;
use super::cases::Version;
use super::numbers::Numbers;
use super::people::Person;
use super::places::Places;
use super::plan::Population;
use super::relief::Relief;
use super::rng::Rng;
use crate::domain::dibao::{CaseType, Class, Kind};
use crate::domain::pinyin;
use crate::domain::sex::Sex;
use crate::register::{account, award, cause, change, cover, dibao, household, member, person, temporary};
use crate::store::bulk::{Cell, Filling, Rows};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// The key of the act that took the opening roster over from paper.
pub(crate) const TAKEN_OVER: i64 = 2;
/// Keys of 低保 and 临时救助 cases count from here (schema.sql).
const DIBAO_KEYS: i64 = 1_000_000_000;
const RELIEF_KEYS: i64 = 2_000_000_000;

/// The day the papers were taken over; what was decided later was entered on its own day.
pub(crate) fn taken_over_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 12, 15).unwrap_or_default()
}

/// Who signs in each town; invented.
pub(crate) const SIGNERS: [&str; 7] = ["谭建平", "周海燕", "罗志强", "彭秋云", "唐晓军", "邓丽华", "肖国良"];

/// Keys and serial numbers given so far; they go on over all parts of the office.
#[derive(Debug, Default)]
pub(crate) struct Serials {
    person: i64,
    household: i64,
    member: i64,
    account: i64,
    dibao: i64,
    relief: i64,
    cause: i64,
    award: i64,
    cover: i64,
    change: i64,
    /// The last act.
    pub act: i64,
    by_village: BTreeMap<usize, i64>,
    dibao_by_year: BTreeMap<i32, i64>,
    relief_by_year: BTreeMap<i32, i64>,
    notices: BTreeMap<i32, i64>,
    readings: BTreeMap<String, String>,
}

/// One part of the office: everything planned for it.
pub(crate) struct Part<'a> {
    /// People, households, cases.
    pub population: &'a Population,
    /// The versions of each case.
    pub versions: &'a [Vec<Version>],
    /// What the bank refuses.
    pub failing: &'a [Failing],
    /// 临时救助.
    pub relief: &'a [Relief],
}

/// The prepared rows of every register that is filled.
pub(crate) struct Writer<'f> {
    filling: &'f Filling<'f>,
    people: Rows<'f>,
    households: Rows<'f>,
    members: Rows<'f>,
    accounts: Rows<'f>,
    cases: Rows<'f>,
    causes: Rows<'f>,
    awards: Rows<'f>,
    covers: Rows<'f>,
    changes: Rows<'f>,
    relief: Rows<'f>,
    district_by: String,
}

impl<'f> Writer<'f> {
    /// Prepares the rows.
    pub(crate) fn new(filling: &'f Filling<'f>, district_by: &str) -> Result<Self, SampleFault> {
        Ok(Writer {
            filling,
            people: filling.rows(&person::PERSON, &PERSON_FIELDS)?,
            households: filling.rows(&household::HOUSEHOLD, &["household_no", "applicant", "division", "address"])?,
            members: filling.rows(&member::MEMBER, &MEMBER_FIELDS)?,
            accounts: filling.rows(
                &account::ACCOUNT,
                &["person", "account_name", "bank_code", "account_no", "medium", "status", "valid_from"],
            )?,
            cases: filling.rows(&dibao::DIBAO, &CASE_FIELDS)?,
            causes: filling.rows(&cause::CAUSE, &["dibao", "cause_code", "main"])?,
            awards: filling.rows(&award::AWARD, &AWARD_FIELDS)?,
            covers: filling.rows(&cover::COVER, &["dibao", "person", "from_month", "share", "extra", "extra_kind"])?,
            changes: filling.rows(&change::CHANGE, &CHANGE_FIELDS)?,
            relief: filling.rows(&temporary::TEMPORARY, &RELIEF_FIELDS)?,
            district_by: district_by.to_owned(),
        })
    }

    /// Writes one part of the office; gives the key of its first case, the others follow.
    pub(crate) fn write(
        &mut self,
        part: &Part<'_>,
        places: &Places,
        serials: &mut Serials,
        numbers: &mut Numbers,
        rng: &mut Rng,
    ) -> Result<i64, SampleFault> {
        let acts = self.acts(part, serials)?;
        let first_case = DIBAO_KEYS + serials.dibao + 1;
        let mut writing =
            Writing { to: self, part, places, serials, numbers, rng, first_person: 0, first_household: 0 };
        writing.people(&acts)?;
        writing.households(&acts)?;
        writing.cases(&acts)?;
        writing.relief(&acts)?;
        Ok(first_case)
    }

    /// One act for each decision after the take-over, in the order of their days.
    fn acts(&self, part: &Part<'_>, serials: &mut Serials) -> Result<Acts, SampleFault> {
        let mut days: Vec<(NaiveDate, bool, usize, usize)> = Vec::new();
        for (case, versions) in part.versions.iter().enumerate() {
            for (nth, version) in versions.iter().enumerate().filter(|(_, v)| v.decided > taken_over_on()) {
                days.push((version.decided, false, case, nth));
            }
        }
        for (nth, relief) in part.relief.iter().enumerate() {
            days.push((relief.approve, true, nth, 0));
        }
        days.sort_unstable();
        let mut acts = Acts {
            versions: part.versions.iter().map(|v| vec![TAKEN_OVER; v.len()]).collect(),
            relief: vec![TAKEN_OVER; part.relief.len()],
        };
        for (nth, (day, is_relief, at, version)) in days.into_iter().enumerate() {
            serials.act += 1;
            let (hour, minute, second) = (9 + nth / 7 % 8, nth * 11 % 60, nth * 37 % 60);
            let at_clock = format!("{day} {hour:02}:{minute:02}:{second:02}");
            self.filling.act(serials.act, "enter", 1, &at_clock, &day.to_string(), None)?;
            if is_relief { acts.relief[at] = serials.act } else { acts.versions[at][version] = serials.act }
        }
        Ok(acts)
    }
}

/// The act of each version and each relief case.
struct Acts {
    versions: Vec<Vec<i64>>,
    relief: Vec<i64>,
}

struct Writing<'w, 'f, 'p> {
    to: &'w mut Writer<'f>,
    part: &'w Part<'p>,
    places: &'w Places,
    serials: &'w mut Serials,
    numbers: &'w mut Numbers,
    rng: &'w mut Rng,
    first_person: i64,
    first_household: i64,
}

const PERSON_FIELDS: [&str; 25] = [
    "id_number",
    "name",
    "sex",
    "birth_date",
    "ethnicity",
    "marital_code",
    "hukou_type",
    "hukou_division",
    "home_division",
    "address",
    "phone",
    "health_code",
    "disease_name",
    "labor_code",
    "disability_cert_no",
    "disability_type",
    "disability_level",
    "disability_valid_to",
    "employ_code",
    "school_code",
    "custody_from",
    "custody_to",
    "special_status",
    "death_date",
    "death_source",
];
const MEMBER_FIELDS: [&str; 9] = [
    "household",
    "person",
    "relation_code",
    "is_member",
    "exclude_reason",
    "is_covered",
    "valid_from",
    "ended",
    "leave_reason",
];
const CASE_FIELDS: [&str; 31] = [
    "case_no",
    "cert_no",
    "kind",
    "household",
    "division",
    "state",
    "class_code",
    "case_type",
    "rule_set",
    "channel",
    "apply_date",
    "accept_date",
    "notice_from",
    "notice_to",
    "notice_place",
    "town_opinion",
    "town_by",
    "town_date",
    "district_opinion",
    "district_by",
    "district_date",
    "review_cycle",
    "last_review",
    "kin_flag",
    "kin_staff_name",
    "kin_post",
    "kin_relation",
    "kin_record_no",
    "retained_flag",
    "retained_reason",
    "retained_doc_no",
];
const AWARD_FIELDS: [&str; 14] = [
    "dibao",
    "from_month",
    "kind",
    "class_code",
    "decided_date",
    "income",
    "per_head_income",
    "standard",
    "persons",
    "base",
    "extra",
    "total",
    "change_kind",
    "reason_code",
];
const CHANGE_FIELDS: [&str; 14] = [
    "scheme",
    "case_key",
    "month",
    "kind",
    "award",
    "person",
    "decided_date",
    "reason_code",
    "households_delta",
    "persons_delta",
    "amount_delta",
    "notice_no",
    "served_date",
    "serve_method",
];
const RELIEF_FIELDS: [&str; 26] = [
    "case_no",
    "apply_kind",
    "person",
    "division",
    "state",
    "aid_type",
    "cause_code",
    "cause_text",
    "event_date",
    "apply_date",
    "people_count",
    "object_class",
    "procedure",
    "aid_form",
    "form_reason",
    "self_pay",
    "amount",
    "approve_level",
    "approve_by",
    "approve_date",
    "papers_due",
    "papers_done",
    "fund",
    "pay_date",
    "notice_from",
    "notice_to",
];

impl Writing<'_, '_, '_> {
    fn person_key(&self, at: usize) -> i64 {
        self.first_person + at as i64
    }

    fn people(&mut self, acts: &Acts) -> Result<(), SampleFault> {
        let population = self.part.population;
        let mut act_of: Vec<i64> = vec![TAKEN_OVER; population.people.len()];
        for (case, versions) in self.part.versions.iter().enumerate() {
            for member in &population.households[population.cases[case].household].members {
                let person = &population.people[member.person];
                // Who dies or is born carries the act that found it; everybody else the first act of the case.
                let late = versions
                    .iter()
                    .position(|v| v.person == Some(member.person) || (v.kind == "end" && person.death.is_some()));
                act_of[member.person] = acts.versions[case][late.unwrap_or(0)];
            }
        }
        for (nth, relief) in self.part.relief.iter().enumerate() {
            let members = &population.households[relief.household].members;
            members.iter().filter(|_| relief.class != "1").for_each(|m| act_of[m.person] = acts.relief[nth]);
        }
        self.first_person = self.serials.person + 1;
        for (person, act) in population.people.iter().zip(act_of) {
            self.serials.person += 1;
            let key = self.serials.person;
            self.person(key, act, person)?;
            if !self.serials.readings.contains_key(&person.name) {
                self.serials.readings.insert(person.name.clone(), pinyin::initials(&person.name));
            }
            for initials in self.serials.readings[&person.name].split(' ') {
                self.to.filling.reading(initials, key)?;
            }
        }
        Ok(())
    }

    fn person(&mut self, key: i64, act: i64, p: &Person) -> Result<(), SampleFault> {
        let home = self.places.all[p.home].code;
        let birth = p.birth.to_string();
        let cert = p.cert_no();
        let until = p.cert_until.map(|d| d.to_string());
        let custody = p.custody.map(|(from, to)| (from.to_string(), to.to_string()));
        let death = p.death.map(|(day, source)| (day.to_string(), source));
        self.to.people.add(
            key,
            act,
            &[
                (&p.id).into(),
                (&p.name).into(),
                if p.sex == Sex::Male { "1" } else { "2" }.into(),
                (&birth).into(),
                p.ethnicity.into(),
                p.marital.into(),
                if p.rural { "2" } else { "1" }.into(),
                p.hukou.unwrap_or(home).into(),
                home.into(),
                (&p.address).into(),
                p.phone.as_ref().into(),
                p.health.into(),
                p.disease.into(),
                p.labor.into(),
                cert.as_ref().into(),
                p.disability.map(|d| d.0).into(),
                p.disability.map(|d| d.1).into(),
                until.as_ref().into(),
                p.employ.into(),
                p.school.into(),
                custody.as_ref().map(|c| &c.0).into(),
                custody.as_ref().map(|c| &c.1).into(),
                p.special.into(),
                death.as_ref().map(|d| &d.0).into(),
                death.as_ref().map(|d| d.1).into(),
            ],
        )?;
        Ok(())
    }

    fn households(&mut self, acts: &Acts) -> Result<(), SampleFault> {
        let population = self.part.population;
        // The case or relief through which a household came into the office.
        let mut since: Vec<(NaiveDate, i64)> = vec![(NaiveDate::MIN, TAKEN_OVER); population.households.len()];
        let mut of_case: Vec<Option<usize>> = vec![None; population.households.len()];
        for (nth, relief) in self.part.relief.iter().enumerate() {
            since[relief.household] = (relief.apply, acts.relief[nth]);
        }
        for (at, case) in population.cases.iter().enumerate() {
            since[case.household] = (applied(&self.part.versions[at][0]), acts.versions[at][0]);
            of_case[case.household] = Some(at);
        }
        self.first_household = self.serials.household + 1;
        for (at, household) in population.households.iter().enumerate() {
            self.serials.household += 1;
            let (key, (day, act)) = (self.serials.household, since[at]);
            let code = self.places.all[household.home.village].code;
            let serial = self.serials.by_village.entry(household.home.village).or_default();
            *serial += 1;
            let number = format!("{code}{serial:05}");
            let applicant = self.person_key(household.members[0].person);
            let cells = [(&number).into(), applicant.into(), code.into(), (&household.home.address).into()];
            self.to.households.add(key, act, &cells)?;
            for member in &household.members {
                let person = self.person_key(member.person);
                let own_act = |person: usize| {
                    let case = of_case[at]?;
                    let version = self.part.versions[case].iter().position(|v| v.person == Some(person))?;
                    Some(acts.versions[case][version])
                };
                let changed = own_act(member.person).unwrap_or(act);
                let joined_act = if member.joined.is_some() { changed } else { act };
                let from = member.joined.unwrap_or(day).to_string();
                self.serials.member += 1;
                let excluded: Cell<'_> = member.excluded.into();
                let (is_member, covered): (Cell<'_>, Cell<'_>) =
                    (member.excluded.is_none().into(), member.covered.into());
                let (key_cell, relation): (Cell<'_>, Cell<'_>) = (key.into(), member.relation.into());
                let cells = [
                    key_cell,
                    person.into(),
                    relation,
                    is_member,
                    excluded,
                    covered,
                    (&from).into(),
                    0.into(),
                    Cell::Null,
                ];
                self.to.members.add(self.serials.member, joined_act, &cells)?;
                if let Some((left, why)) = member.left {
                    let left = left.to_string();
                    self.serials.member += 1;
                    let cells = [
                        key_cell,
                        person.into(),
                        relation,
                        is_member,
                        excluded,
                        covered,
                        (&left).into(),
                        1.into(),
                        why.into(),
                    ];
                    self.to.members.add(self.serials.member, changed, &cells)?;
                }
            }
        }
        Ok(())
    }

    fn cases(&mut self, acts: &Acts) -> Result<(), SampleFault> {
        for at in 0..self.part.population.cases.len() {
            let act = &acts.versions[at];
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
            self.accounts(at, act[0])?;
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
        let serial = self.serials.dibao_by_year.entry(apply.year()).or_default();
        *serial += 1;
        let number = format!("DB430406{}{serial:05}", apply.year());
        let cert = format!("430406{}{}{serial:05}", case.kind.code(), apply.year());
        let state = match last.kind {
            "suspended" => "suspended",
            "grace" => "grace",
            "end" => "stopped",
            _ => "active",
        };
        let cycle = match last.class {
            Class::A => 12,
            Class::B => 6,
            Class::C => 3,
        };
        let reviewed =
            NaiveDate::from_ymd_opt(2021, 12, 10).unwrap_or_default() - Days::new(self.rng.below(cycle * 30) as u64);
        let reviewed = reviewed.max(first.decided).to_string();
        let place = self.places.all[household.home.village].clone();
        let signer = SIGNERS[usize::from(place.code.as_bytes()[6] + place.code.as_bytes()[8]) % SIGNERS.len()];
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
                (self.first_household + case.household as i64).into(),
                place.code.into(),
                state.into(),
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
                signer.into(),
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

    fn version(&mut self, case: i64, kind: Kind, v: &Version, act: i64) -> Result<(), SampleFault> {
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

    fn change(&mut self, case: i64, kind: Kind, v: &Version, act: i64) -> Result<(), SampleFault> {
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

    /// The account of the applicant, and the one after a refusal by the bank.
    fn accounts(&mut self, at: usize, act: i64) -> Result<(), SampleFault> {
        let population = self.part.population;
        let case = &population.cases[at];
        let place = population.households[case.household].members[0].person;
        let since = applied(&self.part.versions[at][0]);
        let old_people = population.people[place].age() >= 72;
        let (medium, mut number) = if old_people && self.rng.chance(250) {
            ("3", self.numbers.passbook())
        } else {
            ("1", self.numbers.card())
        };
        let bank = ["403", "103", "314", "102"][self.rng.weighed(&[52, 24, 16, 8])];
        self.account(place, act, bank, &number, medium, since)?;
        for failing in self.part.failing.iter().filter(|f| f.case == at) {
            let Some(again) = failing.again else { continue };
            if failing.needs_new_number() {
                number = if medium == "3" { self.numbers.passbook() } else { self.numbers.card() };
            }
            self.account(place, act, bank, &number, medium, again.first_day() + Days::new(2))?;
        }
        Ok(())
    }

    fn account(
        &mut self,
        place: usize,
        act: i64,
        bank: &'static str,
        number: &str,
        medium: &'static str,
        since: NaiveDate,
    ) -> Result<(), SampleFault> {
        let since = since.to_string();
        self.serials.account += 1;
        let name = &self.part.population.people[place].name;
        let person = self.person_key(place);
        let cells =
            [person.into(), name.into(), bank.into(), number.into(), medium.into(), "1".into(), (&since).into()];
        Ok(self.to.accounts.add(self.serials.account, act, &cells)?)
    }

    fn relief(&mut self, acts: &Acts) -> Result<(), SampleFault> {
        let population = self.part.population;
        for (nth, relief) in self.part.relief.iter().enumerate() {
            let act = acts.relief[nth];
            let cash = relief.procedure == "3" && nth % 9 == 0;
            if !cash && relief.class != "1" {
                let number = self.numbers.card();
                self.account(relief.person, act, "403", &number, "1", relief.apply)?;
            }
            let serial = self.serials.relief_by_year.entry(relief.apply.year()).or_default();
            *serial += 1;
            let number = format!("LS430406{}{serial:05}", relief.apply.year());
            let place = self.places.all[population.households[relief.household].home.village].clone();
            let signer = SIGNERS[usize::from(place.code.as_bytes()[6] + place.code.as_bytes()[8]) % SIGNERS.len()];
            let approver = if relief.is_town() { signer.to_owned() } else { self.to.district_by.clone() };
            let urgent = relief.procedure == "2";
            let public = relief.procedure == "1";
            let dates = [
                relief.event,
                relief.apply,
                relief.approve,
                relief.paid,
                relief.approve + Days::new(14),
                relief.approve,
                relief.approve - Days::new(1),
                relief.approve + Days::new(4),
            ]
            .map(|d| d.to_string());
            let state =
                if urgent && nth % 5 == 0 { "papers_pending" } else { ["paid", "closed"][usize::from(nth % 3 != 0)] };
            self.serials.relief += 1;
            let person = self.person_key(relief.person);
            self.to.relief.add(
                RELIEF_KEYS + self.serials.relief,
                act,
                &[
                    (&number).into(),
                    relief.apply_kind.into(),
                    person.into(),
                    place.code.into(),
                    state.into(),
                    relief.aid_type.into(),
                    relief.cause.into(),
                    (&relief.text).into(),
                    (&dates[0]).into(),
                    (&dates[1]).into(),
                    relief.people.into(),
                    relief.class.into(),
                    relief.procedure.into(),
                    if cash { "2" } else { "1" }.into(),
                    if cash { "行动不便, 由村(居)代办领取".into() } else { Cell::Null },
                    relief.self_pay.into(),
                    (relief.amount * 100).into(),
                    if relief.is_town() { "T" } else { "D" }.into(),
                    (&approver).into(),
                    (&dates[2]).into(),
                    if urgent { (&dates[4]).into() } else { Cell::Null },
                    if urgent && state != "papers_pending" { (&dates[5]).into() } else { Cell::Null },
                    if relief.is_town() { "P" } else { "D" }.into(),
                    (&dates[3]).into(),
                    if public { (&dates[6]).into() } else { Cell::Null },
                    if public { (&dates[7]).into() } else { Cell::Null },
                ],
            )?;
        }
        Ok(())
    }
}

/// 申请日期 of a case: a month and more before it was decided.
fn applied(first: &Version) -> NaiveDate {
    first.decided - Days::new(36)
}
