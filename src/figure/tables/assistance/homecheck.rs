//! 入户核查汇总表 (assistance 6.2): households of 低保 on the third party's plan, those visited, what was found, what was done.

use crate::figure::check::Check;
use crate::figure::column::{Ask, TableColumn, column};
use crate::figure::declared::{OF_DIBAO, OF_RURAL, OF_URBAN, RURAL, URBAN};
use crate::figure::sets::{CALLED_ON, VISITED};
use crate::figure::table::{Rows, Say, Sheet};
use crate::figure::tables::{asked, at_least, count, equal};
use crate::figure::{Is, Measure, RowSet, Unit, When};

const BOTH: &[&str] = &[URBAN, RURAL];

const fn visited(only: &'static [Is]) -> RowSet {
    VISITED.only(only)
}

const fn households(head: &'static [&'static str], set: RowSet) -> TableColumn {
    asked(head, count(set, When::Year), Unit::Household)
}

const fn found(head: &'static [&'static str], only: &'static [Is]) -> TableColumn {
    households(head, visited(only))
}

const DIBAO: Is = ("scheme", BOTH);
/// 核查结论 after which there is something to do: all but 1 符合.
const TO_DO: Is = ("conclusion", &["2", "3", "4", "5", "6", "7", "8", "9"]);
/// The bureau has decided: 采纳 or 不采纳.
const SETTLED: RowSet = visited(&[DIBAO, TO_DO, ("bureau_verdict", &["1", "2"])]);
const BY_SOCIAL_WORK: Ask = count(CALLED_ON.only(&[("scheme", &[URBAN, RURAL, "tekun"])]), When::Year);

/// 入户核查汇总表, from January to the month.
pub(in crate::figure) static HOMECHECK: Sheet = Sheet {
    title: "城乡低保入户核查汇总表",
    units: "户",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        households(&["应查户数"], RowSet::OnPlan(BOTH)),
        households(&["已查户数"], visited(OF_DIBAO)),
        households(&["其中", "城市"], visited(OF_URBAN)),
        households(&["其中", "农村"], visited(OF_RURAL)),
        found(&["核查结论", "符合"], &[DIBAO, ("conclusion", &["1"])]),
        found(&["核查结论", "增发"], &[DIBAO, ("conclusion", &["2"])]),
        found(&["核查结论", "减发"], &[DIBAO, ("conclusion", &["3"])]),
        found(&["核查结论", "停发"], &[DIBAO, ("conclusion", &["4"])]),
        found(&["核查结论", "人户分离"], &[DIBAO, ("conclusion", &["5"])]),
        found(&["核查结论", "拒访"], &[DIBAO, ("conclusion", &["7"])]),
        found(&["核查结论", "其他"], &[DIBAO, ("conclusion", &["6", "8", "9"])]),
        households(&["已处理户数"], SETTLED),
        column(&["处理率"], Measure::Share(SETTLED, visited(&[DIBAO, TO_DO])), When::Year, Unit::Rate),
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
