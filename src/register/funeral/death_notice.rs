//! 死亡名单: who stands on one of the three lists of a month, that of the crematorium, of the police or of the villages, and what came of it
//! (services 4.1). Whom an entry means follows from its ID number; what the lists differ in is found where they are compared.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::core::seen::PersonFact;
use crate::register::funeral::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Serial, Values, Write};
use chrono::NaiveDate;

/// 死亡名单.
pub static DEATH_NOTICE: Register = Register {
    fields: &[
        Field::new("notice_no", "名单编号", Kind::Text(16)).hint("空着自动编号: MD、年份、6位序号"),
        Field::new("source", "名单", Kind::Code(&codes::NOTICE_SOURCE)).must(),
        Field::new("month", "名单月份", Kind::Month).must().ordered(&[not_in_future()]),
        Field::new("name", "姓名", Kind::Name).must(),
        Field::new("id_number", "身份证号", Kind::IdNumber).hint("名单上没有的空着, 只能按姓名人工核对"),
        Field::new("died_on", "死亡日期", Kind::Date).ordered(&[not_in_future(), since_birth("person")]),
        Field::new("cremated_on", "火化日期", Kind::Date).only_when("source", &["1"]).ordered(&[
            not_in_future(),
            from(&["died_on"]),
            since_birth("person"),
        ]),
        Field::new("hukou_cancelled_on", "注销日期", Kind::Date).only_when("source", &["2"]).ordered(&[
            not_in_future(),
            from(&["died_on"]),
            since_birth("person"),
        ]),
        Field::new("village", "村(居)", Kind::Text(60)).hint("照名单抄写"),
        Field::new("person", "人员", Kind::Ref("person")).given(),
        Field::new("opinion", "处理意见", Kind::Code(&codes::OPINION))
            .must()
            .or(PENDING)
            .hint("已经登记死亡的自动填; 核实过的选一项, 写明谁、哪天"),
        Field::new("handled_by", "处理人", Kind::Name).when("opinion", &SETTLED),
        Field::new("handled_on", "处理日期", Kind::Date)
            .when("opinion", &SETTLED)
            .completed()
            .ordered(&[not_in_future(), since_birth("person")])
            .hint("空着按今天"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("name", "姓名", 10),
        ListColumn::new("id_number", "身份证号", 18),
        ListColumn::new("source", "名单", 6),
        ListColumn::new("month", "月份", 7),
        ListColumn::new("opinion", "处理意见", 10),
        ListColumn::new("died_on", "死亡日期", 10),
        ListColumn::new("person.death_date", "登记的死亡日期", 14),
        ListColumn::new("village", "村(居)", 14),
        ListColumn::new("cremated_on", "火化日期", 10),
        ListColumn::new("hukou_cancelled_on", "注销日期", 10),
        ListColumn::new("handled_by", "处理人", 8),
        ListColumn::new("handled_on", "处理日期", 10),
        ListColumn::new("notice_no", "名单编号", 14),
    ],
    natural_key: &["notice_no"],
    order: &["month", "notice_no"],
    latest_first: true,
    filters: &["source", "opinion"],
    frozen: &["source", "month"],
    serial: Some(Serial { col: "notice_no", prefix: number, width: 6 }),
    ..Register::new("death_notice", "死亡名单", "人")
};

/// 处理意见 while nobody has looked into it, and where the death is registered.
const PENDING: &str = "1";
const REGISTERED: &str = "2";
/// Those that settle nothing.
pub const OPEN: [&str; 2] = [PENDING, REGISTERED];
/// Those by which somebody has settled it.
const SETTLED: [&str; 4] = ["3", "4", "5", "6"];

/// `MD-2021-`.
fn number(notice: &Values, _: &Facts) -> Option<String> {
    Some(format!("MD-{}-", notice.month("month")?.year()))
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct DeathNotice {
    /// The month of the list.
    pub month: Month,
    /// 身份证号, where the list has one.
    pub id_number: Option<String>,
    /// 死亡日期, where the list has one.
    pub died_on: Option<NaiveDate>,
    /// The whole of it.
    pub row: Values,
}

/// Somebody on a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The entry.
    pub key: i64,
    /// 姓名.
    pub name: String,
    /// 身份证号.
    pub id_number: Option<String>,
    /// 村(居).
    pub village: Option<String>,
}

impl Record for DeathNotice {
    const REGISTER: &'static Register = &DEATH_NOTICE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(DeathNotice {
            month: values.need_month("month")?,
            id_number: values.some_text("id_number"),
            died_on: values.date("died_on"),
            row: values.clone(),
        })
    }

    /// Whom it means, and whether that death is registered already.
    fn complete(values: &mut Values, facts: &Facts) {
        let meant = values.some_text("id_number").and_then(|id| meant(&id, facts));
        values.set("person", meant.map(|person| person.key));
        let is_registered = meant.is_some_and(|person| person.death_date.is_some());
        match values.text("opinion") {
            PENDING if is_registered => values.set("opinion", REGISTERED),
            opinion if SETTLED.contains(&opinion) && values.get("handled_on").is_null() => {
                values.set("handled_on", facts.day);
            }
            _ => {}
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let Some(id) = &self.id_number else {
            let text = "没有身份证号, 只能按姓名人工核对, 请补";
            let nobody = (self.row.text("opinion") == REGISTERED).then(unregistered);
            return [Some(Slip::warning("W-FN61", text).at("id_number")), nobody].into_iter().flatten().collect();
        };
        let person = meant(id, facts);
        [self.twice(id, facts), self.named_otherwise(person), self.of_the_living(person), self.other_day(person)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// What has to be looked into of somebody: the day of the death as registered, and of each list whether it came in, and whether it has that
/// person.
pub fn differs(died: Option<&str>, lists: [(bool, bool); 3]) -> String {
    let registered = died.map_or_else(|| "没有登记死亡".to_owned(), |day| format!("已登记 {day} 死亡"));
    let lacking = lists.iter().zip(codes::NOTICE_SOURCE.items).filter(|((came_in, has), _)| *came_in && !has);
    let lacking: Vec<&str> = lacking.map(|(_, (_, label))| *label).collect();
    match (lists.iter().any(|(_, has)| *has), lacking.is_empty()) {
        (false, _) => format!("{registered}, 三方名单上都没有"),
        (true, true) => registered,
        (true, false) => format!("{registered}, {}名单上没有", lacking.join("、")),
    }
}

/// What of somebody waited on the lists for the death to be registered: the entry, which is settled by it.
pub fn waiting<'f>(person: i64, facts: &'f Facts) -> impl Iterator<Item = (i64, &'f Values)> {
    let id = facts.row("person", person).and_then(|person| person.some_text("id_number"));
    let entries = id.into_iter().flat_map(|id| facts.referring("death_notice", "id_number", id));
    entries.filter(|(_, entry)| entry.text("opinion") == PENDING)
}

/// The death of a person is registered, for which an entry waited.
pub fn settle(entry: i64, person: i64) -> Write {
    Write::Update("death_notice", entry, vec![("person", person.into()), ("opinion", REGISTERED.into())])
}

fn meant<'f>(id: &str, facts: &'f Facts) -> Option<&'f PersonFact> {
    facts.people_with_id(id).first().copied()
}

/// `E-FN62`.
fn unregistered() -> Slip {
    Slip::error("E-FN62", "死亡登记里没有此人, 请先登记死亡, 或者选别的处理意见").at("opinion")
}

impl DeathNotice {
    /// `E-FN60`: nobody stands twice on a list.
    fn twice(&self, id: &str, facts: &Facts) -> Option<Slip> {
        let same =
            |row: &&Values| row.month("month") == Some(self.month) && row.get("source") == self.row.get("source");
        let other = facts.rows_of("death_notice", "id_number", id).find(same)?;
        let text = format!(
            "{}{}名单上已有这个身份证号: {} {}",
            self.month.zh(),
            self.row.shown("source"),
            other.text("name"),
            other.text("notice_no")
        );
        Some(Slip::error("E-FN60", text).at("id_number"))
    }

    /// `E-FN61`: the number is that of somebody else, or the name is written wrong.
    fn named_otherwise(&self, person: Option<&PersonFact>) -> Option<Slip> {
        let registered = person.filter(|person| person.name != self.row.text("name"))?;
        let text = format!("这个身份证号登记的姓名是{}, 请核对姓名和号码", registered.name);
        Some(Slip::doubt("E-FN61", text).at("name"))
    }

    /// `W-FN62`: whose death is not registered; `E-FN62` where it is said to be.
    fn of_the_living(&self, person: Option<&PersonFact>) -> Option<Slip> {
        let text = match person {
            Some(person) if person.death_date.is_some() => return None,
            Some(_) => "此人没有登记死亡, 核实后请登记死亡",
            None => "人员里没有这个身份证号, 核实后请先登记人员, 再登记死亡",
        };
        match self.row.text("opinion") {
            REGISTERED => Some(unregistered()),
            PENDING => Some(Slip::warning("W-FN62", text).at("id_number")),
            _ => None,
        }
    }

    /// `W-FN63`.
    fn other_day(&self, person: Option<&PersonFact>) -> Option<Slip> {
        let (died, registered) = self.died_on.zip(person?.death_date)?;
        let text = || format!("登记的死亡日期是 {registered}, 名单上是 {died}, 请核对");
        (died != registered).then(|| Slip::warning("W-FN63", text()).at("died_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::tests::{enter, facts, person, row};
    use crate::register::{Ask, Draft, Fact};

    const DEAD: &str = "430406194005010020";
    const ALIVE: &str = "430406195007120033";
    const NOBODY: &str = "430406196203040051";

    fn office() -> Facts<'static> {
        let mut facts = facts();
        for (id, key, name, died) in [(DEAD, 7, "张桂英", Some("2021-11-05")), (ALIVE, 8, "李建国", None)] {
            let mut known = person(key, name, "2", "1940-05-01");
            known.death_date = died.map(|day| day.parse().unwrap());
            facts.answers.push((Ask::PeopleWithId(id.to_owned()), Fact::People(vec![known.into()])));
        }
        facts.answers.push((Ask::PeopleWithId(NOBODY.to_owned()), Fact::People(Vec::new())));
        let other = row(
            &DEATH_NOTICE,
            &[("notice_no", "MD-2021-000009"), ("source", "2"), ("month", "2021-11"), ("name", "李建国")],
        );
        for (id, rows) in [(DEAD, Vec::new()), (ALIVE, vec![(9, other)]), (NOBODY, Vec::new())] {
            facts.answers.push((Ask::RowsOf("death_notice", "id_number", id.into()), Fact::Rows(rows)));
        }
        facts
    }

    fn notice(cells: &[(&'static str, &str)]) -> Draft {
        let draft = Draft::new(&DEATH_NOTICE).with("month", "2021-11");
        cells.iter().fold(draft, |draft, (col, text)| draft.with(col, *text))
    }

    #[test]
    fn it_is_said_in_what_the_lists_differ() {
        let (on, off, absent) = ((true, true), (true, false), (false, false));
        for (died, lists, said) in [
            (None, [on, on, on], "没有登记死亡"),
            (None, [on, off, off], "没有登记死亡, 公安、村居名单上没有"),
            (Some("2021-11-05"), [on, off, on], "已登记 2021-11-05 死亡, 公安名单上没有"),
            (Some("2021-11-05"), [on, absent, off], "已登记 2021-11-05 死亡, 村居名单上没有"),
            (Some("2021-11-05"), [off, absent, absent], "已登记 2021-11-05 死亡, 三方名单上都没有"),
        ] {
            assert_eq!(differs(died, lists), said);
        }
    }

    #[test]
    fn an_entry_is_put_against_whom_it_means() {
        for (cells, codes, opinion) in [
            (&[("source", "1"), ("name", "张桂英"), ("id_number", DEAD)][..], &[][..], "2"),
            (&[("source", "1"), ("name", "张桂香"), ("id_number", DEAD)], &["E-FN61"], "2"),
            (&[("source", "1"), ("name", "张桂英"), ("id_number", DEAD), ("died_on", "2021-11-06")], &["W-FN63"], "2"),
            (&[("source", "1"), ("name", "李建国"), ("id_number", ALIVE)], &["W-FN62"], "1"),
            (&[("source", "2"), ("name", "李建国"), ("id_number", ALIVE)], &["E-FN60", "W-FN62"], "1"),
            (&[("source", "1"), ("name", "李建国"), ("id_number", ALIVE), ("opinion", "2")], &["E-FN62"], "2"),
            (&[("source", "3"), ("name", "王五"), ("id_number", NOBODY)], &["W-FN62"], "1"),
            (&[("source", "3"), ("name", "王五"), ("id_number", NOBODY), ("opinion", "4")], &["E-RG06"], "4"),
            (
                &[("source", "3"), ("name", "王五"), ("id_number", NOBODY), ("opinion", "4"), ("handled_by", "陈雅琴")],
                &[],
                "4",
            ),
            (&[("source", "3"), ("name", "王五")], &["W-FN61"], "1"),
            (&[("source", "3"), ("name", "王五"), ("opinion", "2")], &["E-FN62", "W-FN61"], "2"),
        ] {
            let (values, slips) = enter(&notice(cells), office());
            let found: Vec<_> = slips.iter().map(|slip| slip.code).collect();
            assert_eq!((&*found, values.text("opinion")), (codes, opinion), "{cells:?} {slips:?}");
        }
        let (values, slips) = enter(&notice(&[("source", "2"), ("name", "李建国"), ("id_number", ALIVE)]), office());
        assert_eq!(values.int("person"), Some(8));
        assert_eq!(slips[0].text, "2021年11月公安名单上已有这个身份证号: 李建国 MD-2021-000009");
    }
}
