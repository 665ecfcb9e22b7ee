//! T-FN2 死亡人员名册 (services 4.9): who died in the month, what became of the body, and what the dead drew until when.

use crate::domain::funeral::cremation::{Fate, Tally};
use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::{Dead, RowSet, When};
use crate::register::funeral::codes::{ASHES, DISPOSAL};
use crate::register::people::codes::SEX;

type RollColumn = crate::figure::roll::RollColumn<Deceased>;

/// Somebody who has died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deceased {
    /// The division that the death counts for.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 性别 code.
    pub sex: String,
    /// 身份证号, unmasked.
    pub id_number: String,
    /// 年龄 on the day of the death; none where no birth date is known.
    pub age: Option<u16>,
    /// 户籍社区, its name.
    pub hukou: String,
    /// 死亡日期.
    pub died_on: String,
    /// 处理方式 code.
    pub disposal: String,
    /// What the death is for 火化率.
    pub fate: Fate,
    /// 火化日期.
    pub cremated_on: String,
    /// 火化证号.
    pub cremation_no: String,
    /// 骨灰去向 code.
    pub ashes: String,
    /// 曾享受待遇, by name, and from which month each is paid no more; none where it still runs.
    pub drew: Vec<(&'static str, Option<String>)>,
}

impl Entry for Deceased {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Deceased {
    fn way(&self) -> String {
        if self.fate == Fate::Pending { "待火化".to_owned() } else { label(&DISPOSAL, &self.disposal) }
    }

    /// The months in the order of the benefits; one where all are the same.
    fn stopped(&self) -> String {
        let mut months: Vec<&str> = self.drew.iter().map(|(_, month)| month.as_deref().unwrap_or("未停发")).collect();
        if months.iter().all(|month| Some(month) == months.first()) {
            months.truncate(1);
        }
        months.join("、")
    }
}

/// What each death is, told apart from the figures.
fn checks(entries: &[&Deceased], _: &[Deceased]) -> Vec<Check> {
    let tally = Tally::of(entries.iter().map(|entry| entry.fate));
    let same = |label, what, many, which| Check {
        label,
        found: RollCell::Count(many),
        against: Against::Figure(what, count(RowSet::Deaths(which), When::Month)),
    };
    let all = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    vec![
        same("表内死亡人数", "本月死亡", all, Dead::All),
        same("表内应火化", "本月应火化", tally.due(), Dead::Due),
        same("表内已火化", "本月已火化", tally.cremated, Dead::Cremated),
        same("表内待火化", "本月待火化", tally.pending, Dead::Pending),
    ]
}

/// 名册.
pub static ROLL: Roll<Deceased> = Roll {
    unit: "人",
    units: "人",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["性别"], |e| label(&SEX, &e.sex)).centred(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::text(&["年龄"], |e| e.age.map_or_else(String::new, |age| age.to_string())).centred().numeral(),
        RollColumn::text(&["户籍社区"], |e| e.hukou.clone()).wrapping(),
        RollColumn::text(&["死亡日期"], |e| e.died_on.clone()).centred(),
        RollColumn::text(&["处理方式"], Deceased::way).wrapping(),
        RollColumn::text(&["火化日期"], |e| e.cremated_on.clone()).centred(),
        RollColumn::text(&["火化证号"], |e| e.cremation_no.clone()).wrapping(),
        RollColumn::text(&["骨灰去向"], |e| label(&ASHES, &e.ashes)),
        RollColumn::text(&["曾享受待遇"], |e| e.drew.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("、"))
            .wrapping(),
        RollColumn::text(&["停发月份"], Deceased::stopped).wrapping(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let tally = Tally::of(entries.iter().map(|entry| entry.fate));
        format!("{}人 应火化{}人 已火化{}人", counted(entries.len()), tally.due(), tally.cremated)
    },
    checks,
    notes: &[
        "列报告期内死亡、计入本地统计的人员, 按死亡日期; 处理方式、火化日期为打印时的。",
        "曾享受待遇为死者在应发的最后一个月(死亡当月, 或按参数为上月)领取或者被低保等保障的待遇; 停发月份为不再发给死者的第一个月, 家庭待遇为不再计入死者的第一个月。",
    ],
};
