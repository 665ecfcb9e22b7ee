//! 行政区划: a row is (code, valid_from); a new name is a new row (services 1.3). Knows no other register.

use crate::domain::division_code::{DivisionCode, Level};
use crate::domain::slip::Slip;
use crate::register::core::order::{ahead, not_in_future};
use crate::register::places::codes;
use crate::register::{Against, Dated, Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// Square kilometres have so many decimals.
pub const AREA: Kind = Kind::Decimal(2);
/// No county is larger than 300,000 km².
pub const MOST_AREA: i64 = 30_000_000;
/// People of a division.
pub const POPULATION: Kind = Kind::Int(0, 100_000_000);

/// 行政区划.
pub static DIVISION: Register = Register {
    fields: &[
        Field::new("code", "区划代码", Kind::Division).must().hint("6、9或12位; 下级以上级的代码开头"),
        Field::new("name", "名称", Kind::Text(50)).called().must().hint("标准名称, 如 先锋街道"),
        Field::new("short_name", "简称", Kind::Text(12)).called().hint("窄列里显示的名称"),
        Field::new("level", "级别", Kind::Code(&codes::LEVEL)).must().completed().hint("空着按代码判断"),
        Field::new("kind", "类型", Kind::Code(&codes::DIVISION_KIND)).hint("街道 镇 乡 工业园 社区 村"),
        Field::new("ur_code", "城乡分类", Kind::Text(3)).hint("3位, 如 111 主城区"),
        Field::new("valid_from", "生效日期", Kind::Date).must().hint("更名、撤销另起一行").ordered(&[ahead(24)]),
        Field::new("ended", "撤销", Kind::Flag).or("0").hint("是: 自生效日期起撤销"),
        Field::new("basis", "依据文号", Kind::Text(60)),
        Field::new("seat", "驻地", Kind::Text(100)),
        Field::new("area_km2", "面积(平方公里)", AREA).at_most(MOST_AREA),
        Field::new("population", "户籍人口", POPULATION).hint("最近一年的年末数"),
        Field::new("set_up_on", "设立日期", Kind::Date).ordered(&[not_in_future()]),
        Field::new("approval_no", "设立批准文号", Kind::Text(60)),
        Field::new("history", "沿革", Kind::Text(500)),
        Field::new("merged_into", "并入", Kind::Division).only_when("ended", &["1"]).hint("撤销后并入的区划"),
    ],
    list: &[
        ListColumn::new("code", "代码", 12),
        ListColumn::new("name", "名称", 20),
        ListColumn::new("level", "级别", 6),
        ListColumn::new("kind", "类型", 10),
        ListColumn::new("valid_from", "生效日期", 10),
        ListColumn::new("ended", "撤销", 4),
        ListColumn::new("basis", "依据", 20),
        ListColumn::new("area_km2", "面积", 10),
        ListColumn::new("population", "户籍人口", 10),
        ListColumn::new("seat", "驻地", 20),
        ListColumn::new("set_up_on", "设立", 10),
    ],
    natural_key: &["code"],
    order: &["code", "valid_from"],
    filters: &["code", "level", "kind", "ended"],
    frozen: &["code", "level", "valid_from", "ended"],
    carried: &[
        "short_name",
        "kind",
        "ur_code",
        "seat",
        "area_km2",
        "population",
        "set_up_on",
        "approval_no",
        "history",
    ],
    dated: Some(Dated { start: "valid_from", within: &["code"], until: "valid_to" }),
    against: &[Against::Inside],
    ..Register::new("division", "行政区划", "个")
};

/// A division from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Division {
    /// 区划代码.
    pub code: DivisionCode,
    /// 名称.
    pub name: String,
    /// 级别 code, once it is filled.
    pub level: Option<String>,
    /// 生效日期.
    pub valid_from: NaiveDate,
    /// Abolished from that day on.
    pub ended: bool,
}

/// The code of a level in the register.
pub fn level_code(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::City => "city",
        Level::County => "county",
        Level::Town => "township",
        Level::Village => "village",
    }
}

impl Division {
    /// `E-DV04`: whoever and whatever would go on living in a division that is abolished.
    fn left_inside(&self, facts: &Facts) -> Option<Slip> {
        if !self.ended {
            return None;
        }
        let left: Vec<String> = facts
            .inside(self.code.as_str())
            .iter()
            .map(|found| format!("{} {} {}", found.label, found.count, found.unit))
            .collect();
        let text =
            || format!("{}里还有: {}; 请先办理迁移或变更, 仍要撤销的登记例外并写明理由", self.name, left.join("、"));
        (!left.is_empty()).then(|| Slip::doubt("E-DV04", text()).at("ended"))
    }
}

impl Record for Division {
    const REGISTER: &'static Register = &DIVISION;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let code = values.need_text("code")?;
        Ok(Division {
            code: DivisionCode::parse(&code).map_err(|f| vec![Slip::error(f.code(), f.to_string()).at("code")])?,
            name: values.need_text("name")?,
            level: values.some_text("level"),
            valid_from: values.need_date("valid_from")?,
            ended: values.flag("ended"),
        })
    }

    fn fill(values: &mut Values) {
        if values.get("level").is_null()
            && let Ok(code) = DivisionCode::parse(values.text("code"))
        {
            values.set("level", level_code(code.level()));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let right = level_code(self.code.level());
        if self.level.as_deref().is_some_and(|l| l != right) {
            let label = codes::LEVEL.label(right).unwrap_or(right);
            slips.push(
                Slip::error("E-DV03", format!("代码 {} 是{label}代码, 级别应为{label}", self.code.as_str()))
                    .at("level"),
            );
        }
        // Province and city above the office need no parent row: an office may begin at its county.
        if matches!(self.code.level(), Level::Town | Level::Village)
            && let Some(parent) = self.code.parent()
            && facts.division(parent.as_str()).is_none()
        {
            let code = self.code.as_str();
            let text = format!("区划代码{code}与上级代码不一致: 上级 {} 不存在或已撤销, 请先登记上级", parent.as_str());
            slips.push(Slip::error("E-DV01", text).at("code"));
        }
        slips.extend(self.left_inside(facts));
        slips
    }
}
