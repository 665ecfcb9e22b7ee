//! The rows of a 区划调整方案: the units before and after, and which code becomes which. What they name, they speak of: nothing of it moves
//! with a change. A code may be none of the district's: it is still to come, or comes from elsewhere.

use crate::domain::slip::Slip;
use crate::register::places::codes::DIVISION_KIND;
use crate::register::places::division::{AREA, MOST_AREA, POPULATION};
use crate::register::places::plan_codes as codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Values};

/// 涉及单位.
pub static UNIT: Register = Register {
    fields: &[
        Field::new("plan", "方案", Kind::Ref("division_plan")).must(),
        Field::new("side", "调整前后", Kind::Code(&codes::PLAN_SIDE)).must(),
        Field::new("code", "区划代码", Kind::Division).to_come().must().hint("调整后的写新代码; 代码不变的写原代码"),
        Field::new("name", "名称", Kind::Text(50)).called().must().completed().hint("调整前的空着按区划登记"),
        Field::new("kind", "类型", Kind::Code(&DIVISION_KIND)),
        Field::new("area_km2", "面积(平方公里)", AREA).at_most(MOST_AREA),
        Field::new("population", "户籍人口", POPULATION),
        Field::new("seat", "驻地", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("side", "调整前后", 8),
        ListColumn::new("code", "区划代码", 20),
        ListColumn::new("name", "名称", 20),
        ListColumn::new("area_km2", "面积", 12),
        ListColumn::new("population", "人口", 10),
        ListColumn::new("seat", "驻地", 20),
        ListColumn::new("kind", "类型", 10),
    ],
    parent: Some("plan"),
    order: &["plan", "side", "code"],
    filters: &["plan"],
    over: &[Over::History],
    ..Register::new("plan_unit", "涉及单位", "个")
};

/// 代码对应.
pub static LINE: Register = Register {
    fields: &[
        Field::new("plan", "方案", Kind::Ref("division_plan")).must(),
        Field::new("old_code", "原代码", Kind::Division)
            .must()
            .hint("整个镇街改代码的写镇街, 村(居)跟着; 分到别处的村(居)另写一行"),
        Field::new("rule", "范围", Kind::Code(&codes::PLAN_RULE))
            .must()
            .or("all")
            .hint("一个村(居)分到几处的, 先写按人、按地址的"),
        Field::new("address", "地址含有", Kind::Text(60))
            .when("rule", &["address"])
            .hint("地址里有这些字的, 如 蒸阳南路"),
        Field::new("person", "人员", Kind::Ref("person")).when("rule", &["person"]).hint("这个人的各项登记都跟着"),
        Field::new("new_code", "新代码", Kind::Division).to_come().must(),
        Field::new("new_name", "新名称", Kind::Text(50)).called().hint("新代码还没有登记的; 空着沿用原名称"),
    ],
    list: &[
        ListColumn::new("old_code", "原区划", 20),
        ListColumn::new("rule", "范围", 8),
        ListColumn::new("new_code", "新代码", 20),
        ListColumn::new("new_name", "新名称", 20),
        ListColumn::new("address", "地址含有", 16),
        ListColumn::new("person.name", "人员", 10),
    ],
    parent: Some("plan"),
    order: &["plan", "old_code"],
    filters: &["plan"],
    over: &[Over::History],
    ..Register::new("plan_line", "代码对应", "行")
};

/// The same of a row that is entered: one that says what it said may be entered again with its plan.
fn changed(row: &Values, facts: &Facts) -> Option<Slip> {
    if facts.before.as_ref() == Some(row) { None } else { carried(row, facts) }
}

/// `E-DV13`: what a change of divisions was carried out by stays as it was.
fn carried(row: &Values, facts: &Facts) -> Option<Slip> {
    let plan = facts.parent.as_ref().or_else(|| facts.row("division_plan", row.int("plan")?))?;
    let day = plan.date("carried_on")?;
    let text = format!("方案已于 {day} 办理变更, 涉及单位和代码对应是变更的依据, 不能再改; 办错了的, 先撤销那次变更");
    Some(Slip::error("E-DV13", text))
}

/// A unit as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    row: Values,
}

impl Record for Unit {
    const REGISTER: &'static Register = &UNIT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Unit { row: values.clone() })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        changed(&self.row, facts).into_iter().collect()
    }

    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        carried(values, facts).into_iter().collect()
    }

    /// Of what is there already the name is known.
    fn complete(values: &mut Values, facts: &Facts) {
        let known = facts.division(values.text("code")).map(|division| division.name.clone());
        if let (true, Some(name)) = (values.get("name").is_null() && values.text("side") == "from", known) {
            values.set("name", name);
        }
    }
}

/// A line as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// 原代码.
    pub old: String,
    /// 新代码.
    pub new: String,
    row: Values,
}

/// How many of twelve digits count: those before the zeros at the end.
fn significant(code: &str) -> usize {
    [6, 9]
        .into_iter()
        .find(|digits| code.get(*digits..).is_some_and(|rest| rest.bytes().all(|b| b == b'0')))
        .unwrap_or(12)
}

impl Record for Line {
    const REGISTER: &'static Register = &LINE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Line { old: values.need_text("old_code")?, new: values.need_text("new_code")?, row: values.clone() })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let wrong = if self.old == self.new {
            Some("新代码与原代码相同, 不必变更")
        } else if significant(&self.old) != significant(&self.new) {
            Some("新代码与原代码应是同一级: 镇街对镇街, 村(居)对村(居)")
        } else {
            None
        };
        let wrong = wrong.map(|text| Slip::error("E-DV08", text).at("new_code"));
        wrong.into_iter().chain(changed(&self.row, facts)).collect()
    }

    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        carried(values, facts).into_iter().collect()
    }
}
