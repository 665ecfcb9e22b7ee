//! T-EL7 等级评定台账 (services 2.6, 2.14): the gradings of homes that were under way, announced or in force in the year, as they stood at the end
//! of the month.

use crate::domain::elderly::grade::called;
use crate::figure::When;
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted};
use crate::figure::sets::{GRADED, HOMES};
use std::collections::BTreeSet;

type RollColumn = crate::figure::roll::RollColumn<Grading>;

/// A grading, as far as it had come by the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grading {
    /// Its home: the key,
    pub home: i64,
    /// what it is called,
    pub name: String,
    /// and where it lies.
    pub division: String,
    /// 申报等级 code; none where a grade was lowered.
    pub applied: String,
    /// Called in stars.
    pub in_stars: bool,
    /// The scores of the review.
    pub scores: Option<[i64; 4]>,
    /// 评定等级 code; empty before the review.
    pub result: String,
    /// The grade that the scores give, by what was asked for on the day of the review.
    pub reached: String,
    /// 公告日, 有效期至.
    pub days: [Option<String>; 2],
    /// 状态 in words.
    pub state: &'static str,
}

/// The state of a grading by which a home has its grade.
pub const HOLDS: &str = "有效";

impl Entry for Grading {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Grading {
    fn called(&self, code: &str) -> String {
        if code.is_empty() { String::new() } else { called(code, self.in_stars) }
    }
    fn score(&self, part: usize) -> String {
        self.scores.and_then(|scores| scores.get(part).map(i64::to_string)).unwrap_or_default()
    }
    fn day(&self, nth: usize) -> String {
        self.days.get(nth).cloned().flatten().unwrap_or_default()
    }
}

const fn score(head: &'static [&'static str], of: fn(&Grading) -> String) -> RollColumn {
    RollColumn::text(head, of).centred()
}

/// Each home has the grade that one of these gives, and each grade is what its scores give.
fn checks(entries: &[&Grading], _: &[Grading]) -> Vec<Check> {
    let held: BTreeSet<i64> = entries.iter().filter(|e| e.state == HOLDS).map(|e| e.home).collect();
    let reviewed = entries.iter().filter(|e| e.scores.is_some());
    let right = reviewed.clone().filter(|e| e.result == e.reached).count();
    let graded = Against::Figure("有等级的养老机构", count(HOMES.only(GRADED), When::End));
    vec![
        Check { label: "表内等级有效的机构", found: RollCell::count(held.len()), against: graded },
        Check {
            label: "评定等级与得分相符",
            found: RollCell::count(right),
            against: Against::Own("已评审", RollCell::count(reviewed.count())),
        },
    ]
}

/// 台账.
pub static LEDGER: Roll<Grading> = Roll {
    unit: "件",
    units: "分",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["机构"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["申报等级"], |e| e.called(&e.applied)).centred(),
        score(&["得分", "环境"], |e| e.score(0)),
        score(&["得分", "设施设备"], |e| e.score(1)),
        score(&["得分", "运营管理"], |e| e.score(2)),
        score(&["得分", "服务"], |e| e.score(3)),
        score(&["总分"], |e| e.scores.map_or_else(String::new, |scores| scores.iter().sum::<i64>().to_string())),
        RollColumn::text(&["评定等级"], |e| e.called(&e.result)).centred(),
        RollColumn::text(&["公告日"], |e| e.day(0)),
        RollColumn::text(&["有效期至"], |e| e.day(1)),
        RollColumn::text(&["状态"], |e| e.state.to_owned()).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let held = entries.iter().filter(|e| e.state == HOLDS).count();
        format!("{}件 有效{}件", counted(entries.len()), counted(held))
    },
    checks,
    notes: &[
        "列本年在办、公告或有效的评定, 按报告期末的进度; 满分环境120、设施设备130、运营管理150、服务600, 共1000分。",
        "状态: 接续为其后已公告新的等级; 到期为有效期已过, 没有新的等级。",
    ],
};
