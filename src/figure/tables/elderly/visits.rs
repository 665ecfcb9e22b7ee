//! 特殊困难老年人探访月报 (services 2.14 T-EL6): who was to be visited by the end of the month, who was, how, and what came of it.

use crate::figure::check::Check;
use crate::figure::column::{TableColumn, column};
use crate::figure::sets::{ELDER_VISITS, HELPED, REFERRED, TROUBLED};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, at_least, count, flow};
use crate::figure::{Called, Is, Measure, RowSet, Unit, When};

const LISTED: RowSet = RowSet::CalledOn(Called::All);
const VISITED: RowSet = RowSet::CalledOn(Called::Made);

const fn visits(head: &'static [&'static str], only: &'static [Is]) -> TableColumn {
    asked(head, flow(ELDER_VISITS.only(only)), Unit::PersonTime)
}

/// 特殊困难老年人探访月报.
pub(in crate::figure) static ELDERLY_VISITS: Sheet = Sheet {
    title: "特殊困难老年人探访月报表",
    units: "人、次",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        asked(&["应探访"], count(LISTED, When::End), Unit::Person),
        asked(&["已探访"], count(VISITED, When::End), Unit::Person),
        column(&["探访率"], Measure::Share(VISITED, LISTED), When::End, Unit::Rate),
        visits(&["上门"], &[("mode", &["1"])]),
        visits(&["电话视频"], &[("mode", &["2", "3", "4"])]),
        visits(&["发现问题"], TROUBLED),
        asked(&["已转介"], flow(REFERRED.all()), Unit::PersonTime),
        asked(&["已解决"], flow(HELPED.all()), Unit::PersonTime),
    ],
    checks: &[at_least("上门+电话视频与已探访", &[3, 4], &[1]), Check::Towns],
    says: &[],
    notes: &[
        "应探访为月末在册、健在的独居、空巢、留守、失智、重度残疾、计生特殊家庭老年人, 月末以前死亡的不计; 已探访为其中当月至少探访一次的人, 几次只计一人。",
        "上门、电话视频(含智能设备)、发现问题按探访日期, 已转介按转介日期, 已解决按办结日期, 以次计。",
    ],
};
