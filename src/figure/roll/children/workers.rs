//! T-CH7 儿童督导员主任名册 (services 3.7, 3.12): a line for each 镇街 and each 村居, whoever is in office there on the last day of the
//! month; a place without anybody keeps its line.

use crate::figure::column::count;
use crate::figure::roll::{Against, Check, Entry, Group, Roll, RollCell, counted, label};
use crate::figure::sets::{TOWNS, VILLAGES};
use crate::figure::{RowSet, When};
use crate::register::children::codes::WORKER_ROLE;
use crate::register::people::codes::SEX;

type RollColumn = crate::figure::roll::RollColumn<Post>;

/// A place and who is in office there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// Code of the 镇街 or 村居.
    pub division: String,
    /// 职务 code that the place has.
    pub role: &'static str,
    /// Who, where there is somebody.
    pub holder: Option<Holder>,
}

/// Who is in office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// 姓名.
    pub name: String,
    /// 性别 code.
    pub sex: String,
    /// 任职日期.
    pub appointed_on: String,
    /// 电话, unmasked.
    pub phone: String,
    /// 年度培训学时: hours from January to the month.
    pub hours: i64,
}

impl Entry for Post {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Post {
    fn said(&self, of: fn(&Holder) -> &str) -> &str {
        self.holder.as_ref().map_or("", of)
    }
}

/// As many in office as there are places.
fn staffed(entries: &[&Post], role: &str, said: &'static str, (places, set): (&'static str, RowSet)) -> Check {
    let held = entries.iter().filter(|e| e.role == role && e.holder.is_some()).count();
    Check { label: said, found: RollCell::count(held), against: Against::Figure(places, count(set, When::Month)) }
}

/// 名册: 小计 of each 镇街.
pub static ROLL: Roll<Post> = Roll {
    unit: "处",
    units: "人、学时",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::text(&["姓名"], |e| e.said(|h| &h.name).to_owned()).wrapping(),
        RollColumn::text(&["性别"], |e| label(&SEX, e.said(|h| &h.sex))).centred(),
        RollColumn::text(&["职务"], |e| label(&WORKER_ROLE, e.role)),
        RollColumn::text(&["任职日期"], |e| e.said(|h| &h.appointed_on).to_owned()),
        RollColumn::phone(&["电话"], |e| e.said(|h| &h.phone)),
        RollColumn::count(&["年度培训学时"], |e| e.holder.as_ref().map_or(0, |h| h.hours)).unsummed(),
        RollColumn::text(&["备注"], |e| if e.holder.is_none() { "空缺".to_owned() } else { String::new() }).wrapping(),
    ],
    groups: &[Group::Town],
    folded: false,
    tally: |entries| {
        let held = entries.iter().filter(|e| e.holder.is_some()).count();
        format!("{}处 在岗{}人", counted(entries.len()), counted(held))
    },
    checks: |entries, _| {
        vec![
            staffed(entries, "director", "在岗儿童主任", ("村(居)", VILLAGES)),
            staffed(entries, "supervisor", "在岗儿童督导员", ("镇(街)", TOWNS)),
        ]
    },
    notes: &["在岗为报告期最后一天在任的; 年度培训学时为本人1月至报告期参训各期学时之和; 空缺的请尽快任命(W-CH10)。"],
};
