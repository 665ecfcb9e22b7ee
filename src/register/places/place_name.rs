//! 地名 (services 5.1; 国务院令第753号): the name of a place, what it is made of and how it is spelled, where the place lies, who approved it.

use crate::domain::places::{coordinate, generic, roman};
use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future};
use crate::register::core::slips::current;
use crate::register::places::codes::{self, state};
use crate::register::places::naming::Named;
use crate::register::{Facts, Field, Joins, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values};
use chrono::NaiveDate;

/// The kind of roads and streets.
pub const STREET: &str = "5";

/// 地名.
pub static PLACE_NAME: Register = Register {
    fields: &[
        Field::new("std_name", "标准名称", Kind::Text(40)).must().completed().hint("专名加通名, 如 岳屏路"),
        Field::new("specific", "专名", Kind::Text(30)).must().completed().hint("空着按标准名称分开"),
        Field::new("generic", "通名", Kind::Text(10))
            .must()
            .completed()
            .hint("路 街 巷 大道 小区 大厦 公园 桥 山 塘 …"),
        Field::new("roman", "罗马字母拼写", Kind::Text(80))
            .must()
            .completed()
            .hint("空着自动拼写; 专名、通名分写, 如 Yueping Lu"),
        Field::new("kind8", "类别", Kind::Code(&codes::PLACE_KIND)).must(),
        Field::new("cat_code", "类别代码", Kind::Code(&codes::PLACE_CATEGORY))
            .must()
            .completed()
            .hint("空着按类别和通名"),
        Field::new("pn_code", "地名代码", Kind::Text(15)).open().hint("空着自动编号: 区划6位、类别5位、4位序号"),
        Field::new("natl_code", "国家库代码", Kind::Text(40)).open(),
        Field::new("state", "状态", Kind::Code(&codes::PLACE_STATE)).must().or(state::STANDARD),
        Field::new("division", "所属政区", Kind::Division).must().hint("镇街或村居; 跨几个的在下面列出其余的"),
        Field::new("location", "位置描述", Kind::Text(200)),
        Field::new("from_pt", "起点", Kind::Text(60)).when("kind8", &[STREET]),
        Field::new("to_pt", "止点", Kind::Text(60)).when("kind8", &[STREET]),
        Field::new("length_m", "长度", Kind::Decimal(1))
            .above_zero()
            .at_most(2_000_000)
            .only_when("kind8", &[STREET])
            .hint("米"),
        Field::new("width_m", "红线宽度", Kind::Decimal(1))
            .above_zero()
            .at_most(10_000)
            .only_when("kind8", &[STREET])
            .hint("米"),
        Field::new("bearing", "走向", Kind::Code(&codes::BEARING)).only_when("kind8", &[STREET]),
        Field::new("open_m2", "空地面积", Kind::Decimal(1))
            .above_zero()
            .at_most(100_000_000)
            .hint("平方米; 通名为广场的须填"),
        Field::new("lon", "经度", Kind::Decimal(6)).hint("度, 如 112.612345"),
        Field::new("lat", "纬度", Kind::Decimal(6)).hint("度, 如 26.888000"),
        Field::new("meaning", "含义", Kind::Text(200)),
        Field::new("origin", "来历", Kind::Text(400)),
        Field::new("approved_by", "批准机关", Kind::Text(60)),
        Field::new("approval_no", "批准文号", Kind::Text(60)),
        Field::new("approved_on", "批准日期", Kind::Date).ordered(&[not_in_future()]),
        Field::new("valid_from", "启用日期", Kind::Date)
            .when("state", state::EVER)
            .ordered(&[not_in_future(), from(&["approved_on"])])
            .hint("空着按批准日期; 早年无从查考的填登记启用的日期"),
        Field::new("valid_to", "停用日期", Kind::Date)
            .when("state", state::OVER)
            .ordered(&[not_in_future(), from(&["valid_from"])])
            .hint("作为标准名称的最后一天"),
        Field::new("filed_on", "备案日期", Kind::Date).ordered(&[not_in_future(), from(&["approved_on"])]),
        Field::new("announced_on", "公告日期", Kind::Date).ordered(&[not_in_future(), from(&["approved_on"])]),
        Field::new("national_lib_on", "入库日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["approved_on"])])
            .hint("录入中国·国家地名信息库的日期"),
        Field::new("protect", "保护级别", Kind::Code(&codes::PROTECTION)).must().or("0"),
        Field::new("entry", "进入方式", Kind::Code(&codes::PLACE_ENTRY)).given().or("3"),
        Field::new("name_case", "来自案件", Kind::Ref("name_case")).given(),
        Field::new("ended_by", "停用案件", Kind::Ref("name_case")).given(),
        Field::new("renamed_from", "更名前", Kind::Ref("place_name")).given(),
        Field::new("renamed_to", "更名后", Kind::Ref("place_name")).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("std_name", "标准名称", 20),
        ListColumn::new("roman", "罗马字母拼写", 24),
        ListColumn::new("kind8", "类别", 14),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("division", "所属政区", 14),
        ListColumn::new("approved_on", "批准日期", 10),
        ListColumn::new("pn_code", "地名代码", 15),
        ListColumn::new("location", "位置描述", 24),
        ListColumn::new("from_pt", "起点", 12),
        ListColumn::new("to_pt", "止点", 12),
    ],
    natural_key: &["std_name", "pn_code"],
    order: &["division", "std_name"],
    filters: &["division", "kind8", "state", "protect"],
    since: Some("valid_from"),
    until: Some("valid_to"),
    tied: &[
        Tie { register: "former_name", on: &[("place_name", "key")] },
        Tie { register: "crossed_division", on: &[("place_name", "key")] },
    ],
    serial: Some(Serial { col: "pn_code", prefix: code, width: 4 }),
    over: &[Over::Is("state", state::OVER)],
    ..Register::new("place_name", "地名", "条")
};

/// 曾用名、别名. A child register of 地名.
pub static FORMER_NAME: Register = Register {
    fields: &[
        Field::new("place_name", "地名", Kind::Ref("place_name")).must(),
        Field::new("kind", "种类", Kind::Code(&codes::OTHER_NAME)).must().or("1"),
        Field::new("name", "名称", Kind::Text(40)).called().must(),
        Field::new("from_on", "起用日期", Kind::Date).ordered(&[not_in_future()]),
        Field::new("to_on", "停用日期", Kind::Date).ordered(&[not_in_future(), from(&["from_on"])]),
        Field::new("note", "备注", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("name", "名称", 20),
        ListColumn::new("kind", "种类", 6),
        ListColumn::new("place_name.std_name", "标准名称", 20),
        ListColumn::new("from_on", "起用日期", 10),
        ListColumn::new("to_on", "停用日期", 10),
    ],
    parent: Some("place_name"),
    order: &["place_name", "name"],
    filters: &["place_name"],
    ..Register::new("former_name", "曾用名、别名", "条")
};

/// 跨越政区: a further division in which the place lies. A child register of 地名.
pub static CROSSED_DIVISION: Register = Register {
    fields: &[
        Field::new("place_name", "地名", Kind::Ref("place_name")).must(),
        Field::new("division", "跨越的政区", Kind::Division).must(),
    ],
    list: &[ListColumn::new("division", "跨越的政区", 14), ListColumn::new("place_name.std_name", "标准名称", 20)],
    parent: Some("place_name"),
    order: &["place_name", "division"],
    filters: &["place_name"],
    joins: Some(Joins::One),
    ..Register::new("crossed_division", "跨越政区", "个")
};

/// `430406` and the category.
fn code(name: &Values, facts: &Facts) -> Option<String> {
    Some(format!("{}{}", facts.district.get(..6)?, name.some_text("cat_code")?))
}

/// That a name was given up before a day: what bears it has to be replaced.
pub fn given_up(name: &Values, day: NaiveDate) -> Option<String> {
    let gone = name.date("valid_to").filter(|last| *last < day && state::OVER.contains(&name.text("state")))?;
    let how = if name.text("state") == state::FORMER { "停用(更名)" } else { "销名" };
    Some(format!("地名{}已于 {gone} {how}", name.text("std_name")))
}

/// The category of a kind of places, where nothing else is said.
fn category(kind: &str, generic: &str) -> Option<&'static str> {
    const WATER: [&str; 9] = ["江", "河", "水", "湖", "塘", "溪", "港", "泉", "滩"];
    const SUPPLY: [&str; 9] = ["水库", "水闸", "大坝", "大堤", "渠", "变电站", "电站", "泵站", "水厂"];
    const DWELLINGS: [&str; 6] = ["小区", "家园", "花园", "花苑", "新村", "公寓"];
    Some(match kind {
        "1" if WATER.contains(&generic) => "11000",
        "1" => "13000",
        "2" => "21000",
        "3" => "22000",
        "4" => "26000",
        "5" => "23000",
        "6" if DWELLINGS.contains(&generic) => "22000",
        "6" => "27000",
        "7" if SUPPLY.contains(&generic) => "24000",
        "7" => "23000",
        "8" => match generic {
            "亭" => "26210",
            "台" => "26220",
            "碑" => "26230",
            "塔" => "26240",
            "医院" | "学校" | "小学" | "中学" | "市场" => "28000",
            _ => "26290",
        },
        _ => return None,
    })
}

/// Fills of a name what follows from the rest: its two parts, or the whole, and its spelling. The columns of the name and of its spelling.
pub fn fill_name(values: &mut Values, name: &'static str) {
    let text = |values: &Values, col: &str| values.some_text(col);
    match (text(values, name), text(values, "specific"), text(values, "generic")) {
        (Some(whole), None, None) => {
            if let Some((specific, generic)) = generic::split(&whole) {
                values.set("specific", specific);
                values.set("generic", generic);
            }
        }
        (None, Some(specific), Some(generic)) => values.set(name, format!("{specific}{generic}")),
        (Some(whole), None, Some(generic)) => values.set("specific", whole.strip_suffix(generic.as_str())),
        (Some(whole), Some(specific), None) => values.set("generic", whole.strip_prefix(specific.as_str())),
        _ => {}
    }
    if let (None, Some(specific), Some(generic)) =
        (text(values, "roman"), text(values, "specific"), text(values, "generic"))
    {
        values.set("roman", roman::spelling(&specific, &generic));
    }
    if values.get("cat_code").is_null() {
        values.set("cat_code", category(values.text("kind8"), values.text("generic")));
    }
}

/// `E-PN01` where the whole is not its two parts, `W-PN12` where the spelling is another than the official one.
pub fn whole_and_spelling(values: &Values, name: &'static str) -> Vec<Slip> {
    let (specific, generic) = (values.text("specific"), values.text("generic"));
    let mut slips = Vec::new();
    if specific.is_empty() || generic.is_empty() {
        return vec![Slip::error("E-PN01", "标准名称须由专名和通名组成").at(name)];
    }
    let whole = format!("{specific}{generic}");
    if values.text(name) != whole {
        let text = format!("标准名称须由专名和通名组成, “{specific}”加“{generic}”应为{whole}");
        slips.push(Slip::error("E-PN01", text).at(name));
    }
    let official = roman::spelling(specific, generic);
    if values.some_text("roman").is_some_and(|written| written != official) {
        let text = format!("罗马字母拼写一般为 {official}, 多音字等确有不同的请核对");
        slips.push(Slip::warning("W-PN12", text).at("roman"));
    }
    slips
}

/// `E-PN36`, `E-PN08`: a place lies in a town or village, and where its district is.
pub fn where_it_lies(values: &Values, facts: &Facts) -> Vec<Slip> {
    let too_wide = values.text("division").ends_with("000000");
    let text = "所属政区应填到镇街或村居; 跨几个的填主要的一个, 其余的列在跨越政区";
    let wide = too_wide.then(|| Slip::error("E-PN36", text).at("division"));
    let place = coordinate::fault(&facts.district, values.int("lon"), values.int("lat"));
    wide.into_iter().chain(place.map(|text| Slip::doubt("E-PN08", text).at("lon"))).collect()
}

/// A place name as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceName {
    row: Values,
}

impl Record for PlaceName {
    const REGISTER: &'static Register = &PLACE_NAME;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(PlaceName { row: values.clone() })
    }

    fn fill(values: &mut Values) {
        fill_name(values, "std_name");
        if values.get("valid_from").is_null() && state::EVER.contains(&values.text("state")) {
            values.set("valid_from", values.date("approved_on"));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = whole_and_spelling(&self.row, "std_name");
        slips.extend(current(facts, self.row.text("division"), "division"));
        slips.extend(where_it_lies(&self.row, facts));
        if state::IN_USE.contains(&self.row.text("state")) {
            let is_new = self.row.text("state") == state::PROPOSED;
            let except = [self.row.int("renamed_from"), None];
            slips.extend(Named { row: &self.row, name: "std_name", is_new, except }.slips(facts));
        }
        slips.extend(self.past_the_papers(facts));
        slips
    }
}

impl PlaceName {
    /// `E-PN09`: a standard name becomes another, or ceases to be one, by its case; what was only mistyped is a correction.
    fn past_the_papers(&self, facts: &Facts) -> Option<Slip> {
        let before = facts.before.as_ref().filter(|before| before.text("state") == state::STANDARD)?;
        if before.text("std_name") != self.row.text("std_name") {
            let text = format!("{}是标准名称, 更名须登记更名案件; 只是录入有误的登记例外", before.text("std_name"));
            return Some(Slip::doubt("E-PN09", text).at("std_name"));
        }
        let text = "标准名称的更名、销名须登记案件, 由案件改状态; 只是录入有误的登记例外";
        (before.text("state") != self.row.text("state")).then(|| Slip::doubt("E-PN09", text).at("state"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::tests::{self, enter};
    use crate::register::{Draft, Value};

    /// What was typed, and what became of it: values and codes.
    fn entered(typed: &[(&'static str, &str)]) -> (Values, Vec<String>) {
        let draft = typed.iter().fold(Draft::new(&PLACE_NAME), |draft, (col, text)| draft.with(col, *text));
        let (values, slips) = enter(&draft, tests::facts());
        (values, slips.iter().map(|slip| format!("{} {}", slip.code, slip.text)).collect())
    }

    const STREET_OF_ITS_KIND: [(&str, &str); 5] = [
        ("kind8", "5"),
        ("division", "430406001001"),
        ("from_pt", "蒸阳路"),
        ("to_pt", "解放大道"),
        ("approved_on", "2001-06-01"),
    ];

    #[test]
    fn parts_spelling_category_and_first_day_follow() {
        let typed: Vec<_> = STREET_OF_ITS_KIND.iter().copied().chain([("std_name", "岳屏路")]).collect();
        let (name, slips) = entered(&typed);
        assert_eq!(slips, [""; 0]);
        for (col, text) in [
            ("specific", "岳屏"),
            ("generic", "路"),
            ("roman", "Yueping Lu"),
            ("cat_code", "23000"),
            ("valid_from", "2001-06-01"),
            ("entry", "3"),
            ("state", "2"),
        ] {
            assert_eq!(name.text(col), text, "{col}");
        }
        let typed: Vec<_> =
            STREET_OF_ITS_KIND.iter().copied().chain([("specific", "雁峰"), ("generic", "大道")]).collect();
        let (name, slips) = entered(&typed);
        assert_eq!((name.text("std_name"), name.text("roman"), slips.len()), ("雁峰大道", "Yanfeng Dadao", 0));
        assert_eq!(code(&name, &tests::facts()).as_deref(), Some("43040623000"));
    }

    #[test]
    fn what_is_said_of_a_name() {
        for (typed, said) in [
            (&[("std_name", "岳屏路")][..], &[][..]),
            (&[("std_name", "岳屏")], &["E-PN01 标准名称须由专名和通名组成"]),
            (
                &[("std_name", "岳屏街"), ("specific", "岳屏"), ("generic", "路")],
                &["E-PN01 标准名称须由专名和通名组成, “岳屏”加“路”应为岳屏路"],
            ),
            (
                &[("std_name", "长乐路"), ("roman", "Zhangle Lu")],
                &["W-PN12 罗马字母拼写一般为 Changle Lu, 多音字等确有不同的请核对"],
            ),
            (&[("std_name", "岳屏路"), ("from_pt", "")], &["E-RG06 类别为“街路巷”的, 须填起点"]),
            (&[("std_name", "岳屏路"), ("lon", "112.61")], &["E-PN08 经度、纬度须一起填"]),
            (
                &[("std_name", "岳屏路"), ("lon", "26.88"), ("lat", "112.61")],
                &["E-PN08 坐标不在本区一带, 应为东经112.4–112.8、北纬26.6–27.0, 请核对"],
            ),
            (&[("std_name", "岳屏路"), ("lon", "112.612345"), ("lat", "26.888")], &[]),
            (
                &[("std_name", "岳屏路"), ("division", "430406009000")],
                &["E-DV01 区划 430406009000 不在本区, 或已撤销, 请选现行的"],
            ),
            (&[("std_name", "岳屏路"), ("approved_on", "")], &["E-RG06 状态为“标准”“历史”“销名”的, 须填启用日期"]),
            (&[("std_name", "岳屏路"), ("state", "1"), ("approved_on", "")], &["E-PN31 须填含义"]),
            (&[("std_name", "岳屏路"), ("state", "4")], &["E-RG06 状态为“历史”“销名”的, 须填停用日期"]),
        ] {
            let all: Vec<_> = STREET_OF_ITS_KIND.iter().chain(typed).copied().collect();
            assert_eq!(entered(&all).1, said, "{typed:?}");
        }
    }

    #[test]
    fn a_standard_name_changes_by_its_case() {
        let mut before = Values::new(&PLACE_NAME);
        before.set("state", state::STANDARD);
        before.set("std_name", "岳屏路");
        let judged = |col: &'static str, text: &str| {
            let mut facts = tests::facts();
            facts.before = Some(before.clone());
            let mut row = before.clone();
            row.set(col, Value::from(text));
            let slip = PlaceName { row }.past_the_papers(&facts);
            slip.map(|slip| (slip.code, slip.field))
        };
        assert_eq!(judged("location", "岳屏公园东侧"), None);
        assert_eq!(judged("std_name", "岳平路"), Some(("E-PN09", Some("std_name"))));
        assert_eq!(judged("state", "4"), Some(("E-PN09", Some("state"))));
    }
}
