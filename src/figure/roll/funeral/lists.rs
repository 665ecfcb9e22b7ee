//! T-FN7 三方比对差异表 (services 4.1, 4.9): who stands on one or two of the three lists of a month only, or on a list and is not registered
//! dead, or is registered dead and on no list; to be worked off.

use crate::figure::roll::{Entry, Roll, counted};

type RollColumn = crate::figure::roll::RollColumn<Difference>;

/// Somebody in whom the lists differ from each other or from 死亡登记.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Where that person lives; empty for somebody in no register.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 身份证号, unmasked; empty where a list has only a name.
    pub id_number: String,
    /// On the lists of 殡仪馆, 公安, 村居: since which day, as far as they say; empty where not.
    pub lists: [String; 3],
    /// What came of it, or what has to be looked into.
    pub opinion: String,
    /// Nobody has settled it.
    pub is_open: bool,
}

impl Entry for Difference {
    fn division(&self) -> &str {
        &self.division
    }
}

/// T-FN7.
pub static DIFFERENCES: Roll<Difference> = Roll {
    unit: "人",
    units: "人",
    holds: |_| true,
    columns: &[
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::id(&["身份证号"], |e| &e.id_number),
        RollColumn::text(&["殡仪馆"], |e| e.lists[0].clone()).centred(),
        RollColumn::text(&["公安"], |e| e.lists[1].clone()).centred(),
        RollColumn::text(&["村居"], |e| e.lists[2].clone()).centred(),
        RollColumn::text(&["处理意见"], |e| e.opinion.clone()).wrapping(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let open = entries.iter().filter(|entry| entry.is_open).count();
        format!("{}人 待核{}人", counted(entries.len()), counted(open))
    },
    checks: |_, _| Vec::new(),
    notes: &[
        "三方栏内是名单上的日期(火化、注销、死亡), 名单没有日期的填“有”; 空白为名单上没有, 以前月份的名单上有的算有; 当月没有收到的名单不作比对, 填“未收到”。",
        "按制表时的名单和死亡登记比对; 处理意见在死亡名单里填, 只在死亡登记里的人以登记状态“核对”为处理。",
    ],
};
