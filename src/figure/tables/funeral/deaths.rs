//! T-FN1 死亡火化月报 (services 4.2, 4.9): the deaths of the month town by town and what became of the dead, the rate, and the year so far.

use crate::figure::check::Check;
use crate::figure::column::{Ask, TableColumn, column, count};
use crate::figure::table::{Rows, Say, Sheet};
use crate::figure::tables::{asked, equal};
use crate::figure::{Dead, Measure, RowSet, Unit, When};

const fn of(which: Dead, when: When) -> Ask {
    count(RowSet::Deaths(which), when)
}

const fn dead(head: &'static [&'static str], which: Dead, when: When) -> TableColumn {
    asked(head, of(which, when), Unit::Person)
}

const fn rate(head: &'static [&'static str], when: When) -> TableColumn {
    column(head, Measure::Share(RowSet::Deaths(Dead::Cremated), RowSet::Deaths(Dead::Rated)), when, Unit::Rate)
}

/// 死亡火化月报.
pub(in crate::figure) static DEATH_MONTH: Sheet = Sheet {
    title: "死亡火化月报表",
    units: "人、%",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        dead(&["死亡人数"], Dead::All, When::Month),
        dead(&["其中", "男"], Dead::Sex("1"), When::Month),
        dead(&["其中", "女"], Dead::Sex("2"), When::Month),
        dead(&["应火化"], Dead::Due, When::Month),
        dead(&["已火化", "本月死亡"], Dead::Cremated, When::Month),
        dead(&["已火化", "本月火化"], Dead::BurntIn, When::Month),
        dead(&["待火化"], Dead::Pending, When::Month),
        dead(&["豁免"], Dead::Exempt, When::Month),
        dead(&["违规土葬"], Dead::Illegal, When::Month),
        rate(&["火化率(%)"], When::Month),
        dead(&["生态葬"], Dead::Eco, When::Month),
        dead(&["1-{n}月", "死亡"], Dead::All, When::Year),
        dead(&["1-{n}月", "火化"], Dead::BurntIn, When::Year),
        rate(&["1-{n}月", "火化率(%)"], When::Year),
    ],
    checks: &[
        equal("男+女与死亡人数", &[1, 2], &[0]),
        equal("应火化+待火化+豁免与死亡人数", &[3, 6, 7], &[0]),
        Check::Towns,
    ],
    says: &[
        Say {
            text: "本月死亡 {} 人, 应火化 {} 人, 已火化 {} 人。",
            asks: &[of(Dead::All, When::Month), of(Dead::Due, When::Month), of(Dead::Cremated, When::Month)],
            unit: Unit::Person,
        },
        Say {
            text: "1月至报告期死亡 {} 人, 依法豁免 {} 人, 待火化 {} 人; 计入火化率的 {} 人中已火化 {} 人。",
            asks: &[
                of(Dead::All, When::Year),
                of(Dead::Exempt, When::Year),
                of(Dead::Pending, When::Year),
                of(Dead::Rated, When::Year),
                of(Dead::Cremated, When::Year),
            ],
            unit: Unit::Person,
        },
    ],
    notes: &[
        "本表的火化率为{funeral.rate_kind}, {funeral.scope}统计。",
        "火化率和已火化“本月死亡”按死亡日期所在月计, 打印前火化的都算; “本月火化”和累计火化按火化日期所在月计: 1月30日死亡、2月2日火化的, 计入1月的火化率和2月的火化数。",
        "待火化为打印时还没有火化、死亡还没有超过待火化期限(funeral.pending_days)的, 分子、分母都不计; 超过期限没有火化的计入应火化。外地火化有火化证号的算已火化。",
        "豁免为少数民族土葬、非火葬区土葬、捐献遗体。法定火化率的分母不含豁免, 毛火化率含(funeral.rate_kind); 按户籍地还是死亡地计, 由统计范围定(funeral.scope), 都按死亡当月的参数。",
        "合计的火化率按全区的人数重新计算, 不是各镇(街)的平均。",
    ],
};
