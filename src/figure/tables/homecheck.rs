//! 入户核查汇总表 (assistance 6.2): households of 低保 on the third party's plan, those visited, what was found, what was done.

use super::{asked, at_least, count, equal};
use crate::figure::check::Check;
use crate::figure::column::{Ask, TableColumn, column};
use crate::figure::declared::{RURAL, THIRD_PARTY, URBAN};
use crate::figure::table::{Rows, Say, Sheet};
use crate::figure::{Measure, Outcome, RowSet, Unit, When};

const BOTH: &[&str] = &[URBAN, RURAL];

const fn visited(schemes: &'static [&'static str], outcome: Outcome) -> RowSet {
    RowSet::Visited(schemes, THIRD_PARTY, outcome)
}

const fn households(head: &'static [&'static str], set: RowSet) -> TableColumn {
    asked(head, count(set, When::Year), Unit::Household)
}

const fn found(head: &'static [&'static str], codes: &'static [&'static str]) -> TableColumn {
    households(head, visited(BOTH, Outcome::Found(codes)))
}

/// 核查结论 after which there is something to do: all but 1 符合.
const TO_DO: &[&str] = &["2", "3", "4", "5", "6", "7", "8", "9"];
const SETTLED: RowSet = visited(BOTH, Outcome::Settled);
const BY_SOCIAL_WORK: Ask = count(RowSet::Visited(&[URBAN, RURAL, "tekun"], "socialwork", Outcome::Any), When::Year);

/// 入户核查汇总表, from January to the month.
pub(in crate::figure) static HOMECHECK: Sheet = Sheet {
    title: "城乡低保入户核查汇总表",
    units: "户",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        households(&["应查户数"], RowSet::OnPlan(BOTH)),
        households(&["已查户数"], visited(BOTH, Outcome::Any)),
        households(&["其中", "城市"], visited(&[URBAN], Outcome::Any)),
        households(&["其中", "农村"], visited(&[RURAL], Outcome::Any)),
        found(&["核查结论", "符合"], &["1"]),
        found(&["核查结论", "增发"], &["2"]),
        found(&["核查结论", "减发"], &["3"]),
        found(&["核查结论", "停发"], &["4"]),
        found(&["核查结论", "人户分离"], &["5"]),
        found(&["核查结论", "拒访"], &["7"]),
        found(&["核查结论", "其他"], &["6", "8", "9"]),
        households(&["已处理户数"], SETTLED),
        column(&["处理率"], Measure::Share(SETTLED, visited(BOTH, Outcome::Found(TO_DO))), When::Year, Unit::Percent),
    ],
    checks: &[
        equal("核查结论之和与已查户数", &[4, 5, 6, 7, 8, 9, 10], &[1]),
        at_least("应查户数与已查户数", &[0], &[1]),
        Check::Towns,
    ],
    says: &[Say {
        text: "社工站另走访 {} 户(含特困), 不计入本表。", asks: &[BY_SOCIAL_WORK], unit: Unit::Household
    }],
    notes: &[
        "本表为1月至报告期第三方核查的低保家庭; 应查为核查项目已列入任务的户, 已查为已验收的户, 一户多次核查只计一次, 以首次为准。",
        "结论“其他”为死亡未报、查无此户、建议转特困; 已处理为结论不是“符合”且已有处理意见的户, 处理率=已处理÷结论不是“符合”的户。",
    ],
};
