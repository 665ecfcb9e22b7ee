//! T-CH4 儿童信息库汇总 (services 3.12): the children of the register at the month's end by category, each once, and those with a tag.

use crate::figure::check::Check;
use crate::figure::column::TableColumn;
use crate::figure::sets::{CHILDREN, OUT_OF_SCHOOL, UNREGISTERED};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, count, equal};
use crate::figure::{Is, Unit, When};

const fn children(head: &'static [&'static str], which: &'static [Is]) -> TableColumn {
    asked(head, count(CHILDREN.only(which), When::End), Unit::Person)
}

/// 儿童信息库汇总表.
pub(in crate::figure) static CHILDREN_FILES: Sheet = Sheet {
    title: "儿童信息库汇总表",
    units: "人",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        children(&["孤儿", "集中"], &[("main_cat", &["A"]), ("care_kind", &["1"])]),
        children(&["孤儿", "散居"], &[("main_cat", &["A"]), ("care_kind", &["2", "3", "4", "5"])]),
        children(&["事实无人抚养"], &[("main_cat", &["B"])]),
        children(&["困境", "贫困"], &[("main_cat", &["C1"])]),
        children(&["困境", "残疾重病"], &[("main_cat", &["C2"])]),
        children(&["困境", "监护"], &[("main_cat", &["C3"])]),
        children(&["留守"], &[("main_cat", &["D"])]),
        children(&["流动"], &[("main_cat", &["E"])]),
        children(&["其他重点"], &[("main_cat", &["F"])]),
        asked(&["合计"], count(CHILDREN.all(), When::End), Unit::Person),
        children(&["其中", "留守"], &[("left_behind", &["1"])]),
        children(&["其中", "监护差"], &[("weak_care", &["1"])]),
        children(&["其中", "无户籍"], UNREGISTERED),
        children(&["其中", "失辍学"], OUT_OF_SCHOOL),
    ],
    checks: &[equal("各类别之和与合计", &[0, 1, 2, 3, 4, 5, 6, 7, 8], &[9]), Check::Towns],
    says: &[],
    notes: &[
        "一人一类, 合计不重复计算; 其中各项按标签, 兼有的都计(如事实无人抚养又留守), 不再加入合计; 镇(街)按现居住地。",
    ],
};
