//! Where somebody lives, as homes and 特困 see it: one place at a time (services 7 X09), and the stay that a version of a benefit which
//! pays a home begins, moves and ends, so that it is entered once.

use crate::domain::month::Month;
use crate::domain::people::home::Care;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::RestingCase;
use crate::register::{Facts, Value, Values, Write, benefit};
use chrono::{Days, NaiveDate};

/// The code of one person in two places at once.
pub const TWO_PLACES: &str = "E-X09";
/// 费用来源 特困集中.
pub const SUPPORTED: &str = "2";
/// 费用来源 集中养育: a child whose 基本生活费 goes to the home.
pub const RAISED: &str = "4";
/// 去向 of whoever is still there; in another home; on another footing in the same one.
pub const STAYS: &str = "0";
/// 死亡.
pub const DIED: &str = "1";
const ELSEWHERE: &str = "3";
const OTHERWISE: &str = "5";

/// Days of a stay; without a last one it lasts.
type Span = (NaiveDate, Option<NaiveDate>);

/// What a home is called.
pub fn name<'f>(home: i64, facts: &'f Facts) -> &'f str {
    facts.row("institution", home).map_or("", |row| row.text("name"))
}

/// `E-X09`: another stay of the person in those days.
pub fn lives_elsewhere(person: i64, (from, until): Span, facts: &Facts) -> Option<Slip> {
    let other = facts.rows_of("resident", "person", person).find(|row| row.meets(from, until))?;
    let (home, since) = (name(other.int("institution")?, facts), other.text("in_on"));
    let who = facts.person(person).map_or("", |p| &p.name);
    let text = match other.date("out_on") {
        None => format!("{who} 自 {since} 起住在{home}, 没有离院; 一人不能同时住两处, 请先登记离院"),
        Some(out) => format!("{who} 在{home}住到 {out}(最后一天), 入住日期应在其后, 或先更正那里的离院日期"),
    };
    Some(Slip::error(TWO_PLACES, text))
}

/// What the latest confirmed assessment that holds on a day found: its day, and the ability level.
pub fn assessed(person: i64, day: NaiveDate, facts: &Facts) -> Option<(NaiveDate, String)> {
    let confirmed = facts.rows_of("ability", "person", person).filter(|row| row.text("state") == "3");
    let found = confirmed.filter_map(|row| Some((row.date("assess_on")?, row)));
    let (on, latest) = found.filter(|(on, _)| *on <= day).max_by_key(|(on, _)| *on)?;
    let holds = latest.date("valid_until").is_none_or(|until| until >= day);
    Some((on, latest.text("level").to_owned())).filter(|(_, level)| holds && !level.is_empty())
}

/// A person who draws a benefit that pays a home in the person's place, or would (特困, 基本生活费 of children).
pub struct Supported {
    /// What a clerk calls the case: 特困(TK…).
    pub case: String,
    /// The home that is paid; none for one who is supported at home.
    pub institution: Option<i64>,
    /// 费用来源 of a stay there.
    pub pays: &'static str,
    /// How somebody gets into a home, out of it or into another one.
    pub way: String,
}

/// Who is supported so: by a case that has not been ended. One that waits for its first version says nothing of a place yet.
pub fn supported(person: i64, facts: &Facts) -> Option<Supported> {
    let running = facts.resting(person).iter().filter(|case| case.ends.is_none() && !case.months.is_empty());
    running.filter_map(|case| by_case(case, facts)).next()
}

fn by_case(running: &RestingCase, facts: &Facts) -> Option<Supported> {
    let benefit = benefit(running.scheme)?;
    let home = benefit.monthly()?.lines.institution?;
    let case = format!("{}({})", benefit.label, running.case_no);
    if benefit.cases.field(home).is_some() {
        let institution = facts.row(benefit.cases.name, running.case)?.int(home);
        return Some(Supported { way: format!("在{case}里另增一行核定"), case, institution, pays: SUPPORTED });
    }
    // Where the case itself does not keep the home (children: their file does), its versions follow what is said there; one that pays
    // no home says nothing of where somebody lives.
    let versions = facts.record(benefit.cases.name, running.case)?.children.iter().map(|(_, row)| row);
    let latest = versions.filter(|row| Some(row.register.name) == benefit.cases.versions.map(|v| v.register));
    let institution = latest.max_by_key(|row| row.month("from_month"))?.int(home)?;
    Some(Supported {
        case, institution: Some(institution), pays: RAISED, way: "在儿童档案里改养育状况".to_owned()
    })
}

/// The stay of a person that lasts, with its key.
pub fn lasting<'f>(person: i64, facts: &'f Facts) -> Option<(i64, &'f Values)> {
    facts.referring("resident", "person", person).find(|(_, row)| row.get("out_on").is_null())
}

/// Where a version of a benefit has its person live.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Housed<'a> {
    /// Who.
    pub person: i64,
    /// The home, since when, and the ability level; none for one who lives at home, or whose benefit ends.
    pub home: Option<(i64, NaiveDate, &'a str)>,
    /// From which month on the version pays.
    pub month: Month,
    /// 费用来源 of the stay that it pays for.
    pub pays: &'static str,
    /// The last day in the home where it is left, and 去向.
    pub leaves: (NaiveDate, &'static str),
}

impl Housed<'_> {
    /// `E-X09`: what stands against it, with what would be right.
    pub fn slip(&self, facts: &Facts) -> Option<Slip> {
        let who = facts.person(self.person).map_or("", |p| &p.name);
        let Some((_, stands)) = lasting(self.person, facts) else {
            let (_, since, _) = self.home?;
            return lives_elsewhere(self.person, (since, None), facts).map(|slip| slip.at("check_in_date"));
        };
        let (paid, since) = (stands.text("pay_kind") == self.pays, stands.date("in_on")?);
        let there = stands.int("institution")?;
        let called = name(there, facts);
        match self.home {
            None if !paid && self.pays == SUPPORTED => {
                let text = format!("{who} 自 {since} 起住在{called}, 应为集中供养; 已搬回家的请先登记离院");
                Some(Slip::error(TWO_PLACES, text).at("support_mode"))
            }
            Some((home, ..)) if home != there && !paid => {
                let text = format!("{who} 自 {since} 起住在{called}, 机构应为它; 已搬走的请先登记离院");
                Some(Slip::error(TWO_PLACES, text).at("institution"))
            }
            Some((home, from, _)) if home != there && from <= since => {
                let text = format!("{who} 自 {since} 起住在{called}; 换机构的入住日期应晚于它");
                Some(Slip::error(TWO_PLACES, text).at("check_in_date"))
            }
            _ => None,
        }
    }

    /// What its act writes of the stay.
    pub fn follows(&self, facts: &Facts) -> Vec<Write> {
        let Some((key, stands)) = lasting(self.person, facts) else {
            return self.home.map(|_| self.begins(None)).into_iter().collect();
        };
        let paid = stands.text("pay_kind") == self.pays;
        let Some((home, from, level)) = self.home else {
            let (last, why) = self.leaves;
            let last = stands.date("in_on").map_or(last, |since| since.max(last));
            return paid.then(|| ends(key, last, why)).into_iter().collect();
        };
        if stands.int("institution") != Some(home) {
            return vec![ends(key, from - Days::new(1), ELSEWHERE), self.begins(None)];
        }
        if paid && Care::of_level(stands.text("ability_level")) == Care::of_level(level) {
            return Vec::new();
        }
        // The footing changes with the money.
        let first = self.month.first_day();
        if stands.date("in_on").is_some_and(|since| since >= first) {
            return vec![Write::Update(
                "resident",
                key,
                vec![("pay_kind", self.pays.into()), ("ability_level", level.into())],
            )];
        }
        vec![ends(key, first - Days::new(1), OTHERWISE), self.begins(Some((first, stands)))]
    }

    /// Another stay; in the bed of the one before where it only goes on otherwise.
    fn begins(&self, goes_on: Option<(NaiveDate, &Values)>) -> Write {
        let (home, from, level) = self.home.unwrap_or_default();
        let mut row: Vec<(&'static str, Value)> = vec![
            ("person", self.person.into()),
            ("institution", home.into()),
            ("in_on", goes_on.map_or(from, |(first, _)| first).into()),
            ("pay_kind", self.pays.into()),
            ("ability_level", level.into()),
            ("out_reason", STAYS.into()),
            ("award", Write::THIS.into()),
        ];
        if let Some((_, stands)) = goes_on {
            row.extend(["bed_no", "contract_no", "guarantor"].map(|col| (col, stands.get(col).clone())));
        }
        Write::Insert("resident", row)
    }
}

fn ends(stay: i64, last: NaiveDate, why: &'static str) -> Write {
    let row = vec![("out_on", last.into()), ("out_reason", why.into()), ("left_award", Write::THIS.into())];
    Write::Update("resident", stay, row)
}
