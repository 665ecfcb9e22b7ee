//! 门牌 (services 5.4): a number on a street that has a standard name, odd and even on either side, given once.

use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future};
use crate::register::core::slips::current;
use crate::register::places::codes::{self, state};
use crate::register::places::place_name::{STREET, given_up};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Value, Values};

/// 门牌.
pub static DOORPLATE: Register = Register {
    fields: &[
        Field::new("place_name", "街路巷", Kind::Ref("place_name")).must().hint("标准名称"),
        Field::new("side", "哪一侧", Kind::Code(&codes::PLATE_SIDE))
            .must()
            .completed()
            .hint("空着按门牌号的单双; 按距起点编号的须填"),
        Field::new("distance", "距起点", Kind::Decimal(1)).at_most(2_000_000).hint("米; 门牌号空着的, 按它编号"),
        Field::new("number", "门牌号", Kind::Int(1, 99_999)).must().completed().hint("空着按距起点和哪一侧编"),
        Field::new("sub", "附号", Kind::Text(10)),
        Field::new("building", "楼栋", Kind::Text(20)),
        Field::new("unit_no", "单元", Kind::Text(20)),
        Field::new("room", "户室", Kind::Text(20)),
        Field::new("plate_no", "门牌", Kind::Text(80)).given(),
        Field::new("division", "所在区划", Kind::Division).must().completed().hint("村居; 空着按街路巷的所属政区"),
        Field::new("owner_kind", "用途", Kind::Code(&codes::PLATE_OWNER)),
        Field::new("holder", "产权人或单位", Kind::Text(60)),
        Field::new("size", "规格", Kind::Text(20)),
        Field::new("reserved", "预留", Kind::Flag).or("0").hint("号码留着, 还没有房屋"),
        Field::new("issued_on", "编制日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("cert_no", "证明编号", Kind::Text(40)),
        Field::new("police_addr_code", "公安地址代码", Kind::Text(40)),
        Field::new("installed_on", "安装日期", Kind::Date).ordered(&[not_in_future(), from(&["issued_on"])]),
        Field::new("cancelled_on", "注销日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["installed_on", "issued_on"])]),
        Field::new("state", "状态", Kind::Code(&codes::PLATE_STATE)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("place_name.std_name", "街路巷", 16),
        ListColumn::new("plate_no", "门牌", 16),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("owner_kind", "用途", 4),
        ListColumn::new("holder", "产权人或单位", 20),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("installed_on", "安装日期", 10),
        ListColumn::new("reserved", "预留", 4),
        ListColumn::new("cert_no", "证明编号", 18),
        ListColumn::new("distance", "距起点", 8),
    ],
    natural_key: &["cert_no"],
    order: &["place_name", "number"],
    filters: &["place_name", "state", "owner_kind"],
    frozen: &["place_name", "number"],
    since: Some("issued_on"),
    until: Some("cancelled_on"),
    over: &[Over::Is("state", &[CANCELLED])],
    ..Register::new("doorplate", "门牌", "块")
};

/// 注销.
const CANCELLED: &str = "3";
/// What tells plates of one number apart.
const WITHIN: [&str; 4] = ["sub", "building", "unit_no", "room"];

/// A plate as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Doorplate {
    row: Values,
    street: i64,
    number: i64,
}

/// Whether odd and even numbers stand on either side, by the office's rule of the day.
fn by_sides(facts: &Facts) -> bool {
    facts.parameters.int(Param::PlateOddEven, Month::of(facts.day)) == Some(1)
}

/// The number at a distance (in decimetres), the next one of its side.
fn at(distance: i64, side: &str, metres: i64, by_sides: bool) -> Option<i64> {
    let number = (distance / (metres.checked_mul(10)?.max(1))).max(1);
    let wrong = by_sides && (number % 2 == 1) != (side == ODD);
    Some(if wrong && !side.is_empty() { number + 1 } else { number })
}

/// The side of the odd numbers.
const ODD: &str = "1";

impl Record for Doorplate {
    const REGISTER: &'static Register = &DOORPLATE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let (street, number) = (values.need_int("place_name")?, values.need_int("number")?);
        Ok(Doorplate { row: values.clone(), street, number })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let metres = facts.parameters.int(Param::PlateMetres, Month::of(facts.day));
        if let (Value::Null, Some(distance), Some(metres)) = (values.get("number"), values.int("distance"), metres) {
            // Which side a house stands on no distance says.
            if by_sides(facts) && values.get("side").is_null() {
                return;
            }
            let number = at(distance, values.text("side"), metres, by_sides(facts));
            values.set("number", number);
        }
        let Some(number) = values.int("number") else { return };
        if values.get("side").is_null() {
            values.set("side", if number % 2 == 1 { ODD } else { "2" });
        }
        let within: String = WITHIN.iter().skip(1).map(|col| values.text(col)).collect();
        let sub = values.some_text("sub").map_or_else(String::new, |sub| format!("-{sub}"));
        values.set("plate_no", format!("{number}{sub}号{within}"));
        let state = match (values.get("cancelled_on"), values.get("installed_on")) {
            (Value::Null, Value::Null) => "1",
            (Value::Null, _) => "2",
            _ => CANCELLED,
        };
        values.set("state", state);
        let street = values.int("place_name").and_then(|key| facts.row("place_name", key));
        if let Some(street) = street.filter(|_| values.get("division").is_null()) {
            values.set("division", street.some_text("division"));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = current(facts, self.row.text("division"), "division").into_iter().collect();
        slips.extend(self.street(facts));
        slips.extend(self.outlives(facts));
        slips.extend(self.others(facts));
        let wrong = by_sides(facts) && (self.number % 2 == 1) != (self.row.text("side") == ODD);
        let text = || format!("{}号应在{}", self.number, if self.number % 2 == 1 { "单号一侧" } else { "双号一侧" });
        slips.extend(wrong.then(|| Slip::error("E-PL02", text()).at("side")));
        let used = ["holder", "installed_on"].into_iter().find(|col| self.row.has(col));
        if let Some(col) = used.filter(|_| self.row.flag("reserved")) {
            let text = format!("预留的号码不填{}; 启用的请改预留为否", self.row.register.label_of(col));
            slips.push(Slip::error("E-PL04", text).at(col));
        }
        let (_, owner) = facts.parameters.on(Param::PlateOwner, facts.day).unzip();
        let police = owner.is_some_and(|owner| owner == "police");
        let text = "本地门牌由公安部门编制, 这里的登记只作核对";
        slips.extend(police.then(|| Slip::warning("W-PL02", text).at("number")));
        slips
    }
}

impl Doorplate {
    /// `E-PL03`: numbers are given on a street whose name is in use.
    fn street(&self, facts: &Facts) -> Option<Slip> {
        let street = facts.row("place_name", self.street).filter(|_| facts.before.is_none())?;
        let (name, stands) = (street.text("std_name"), street.text("state") == state::STANDARD);
        let text = match street.text("kind8") == STREET {
            false => format!("{name}不是街路巷, 不编门牌"),
            true if !stands => format!("{name}现为{}, 只有标准地名的街路巷才编门牌", street.shown("state")),
            true => return None,
        };
        Some(Slip::error("E-PL03", text).at("place_name"))
    }

    /// `W-PL03`: the name of its street was given up, and it is not cancelled.
    fn outlives(&self, facts: &Facts) -> Option<Slip> {
        let stands = self.row.date("cancelled_on").is_none_or(|on| on >= facts.day);
        let gone = given_up(facts.row("place_name", self.street).filter(|_| stands)?, facts.day)?;
        Some(Slip::warning("W-PL03", format!("{gone}, 门牌待换发")).at("place_name"))
    }

    /// `E-PL01`: no number twice. `W-PL01`: on one side numbers go up with the distance.
    fn others(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let living = || {
            let rows = facts.rows_of("doorplate", "place_name", self.street);
            rows.filter(|row| row.text("state") != CANCELLED)
        };
        let same = |row: &&Values| {
            row.int("number") == Some(self.number) && WITHIN.iter().all(|col| row.text(col) == self.row.text(col))
        };
        let cancelled = self.row.text("state") == CANCELLED;
        if let Some(other) = living().find(same).filter(|_| !cancelled) {
            let text = format!("这条街上的{}已编制, 不能再编", other.text("plate_no"));
            slips.push(Slip::error("E-PL01", text).at("number"));
        }
        let Some(distance) = self.row.int("distance").filter(|_| !cancelled) else { return slips };
        let crossed = |row: &&Values| {
            let beside = row.text("side") == self.row.text("side");
            let (number, other) = (row.int("number").unwrap_or(0), row.int("distance"));
            let turned = |other: i64| (number - self.number).signum() * (other - distance).signum() < 0;
            beside && other.is_some_and(turned)
        };
        if let Some(other) = living().find(crossed) {
            let text = format!("同侧{}距起点 {} 米, 号码应随距离递增", other.text("plate_no"), other.shown("distance"));
            slips.push(Slip::warning("W-PL01", text).at("distance"));
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::places::place_name::PLACE_NAME;
    use crate::register::{Ask, Entry, Fact, tests};

    fn judged(street: &[(&str, &str)], plate: &[(&str, &str)], others: &[Values]) -> (Values, Vec<String>) {
        let mut facts = tests::begun();
        let cells = [("std_name", "岳屏路"), ("state", "2"), ("kind8", "5"), ("division", "430406001001")];
        let mut row = tests::row(&PLACE_NAME, &cells);
        street.iter().for_each(|(col, text)| row.set(col, *text));
        facts.answers.push((Ask::Row("place_name", 3), Fact::Row(Some(row))));
        let rows = (1..).zip(others.iter().cloned()).collect();
        facts.answers.push((Ask::RowsOf("doorplate", "place_name", 3.into()), Fact::Rows(rows)));
        let cells = [&[("place_name", "3"), ("issued_on", "2021-03-01")][..], plate].concat();
        let mut row = tests::row(&DOORPLATE, &cells);
        Doorplate::complete(&mut row, &facts);
        let slips = (Entry::of::<Doorplate>().check)(&row, &facts);
        (row, slips.into_iter().map(|s| format!("{} {}", s.code, s.text)).collect())
    }

    #[test]
    fn a_number_follows_from_the_distance_and_the_side() {
        for (plate, number, side, no) in [
            (&[("number", "12"), ("sub", "1")][..], 12, "2", "12-1号"),
            (&[("number", "7"), ("building", "3栋"), ("room", "402室")], 7, "1", "7号3栋402室"),
            (&[("distance", "1000"), ("side", "2")], 50, "2", "50号"),
            (&[("distance", "1000"), ("side", "1")], 51, "1", "51号"),
            (&[("distance", "5"), ("side", "1")], 1, "1", "1号"),
        ] {
            let (row, slips) = judged(&[], plate, &[]);
            assert_eq!((row.int("number"), row.text("side"), row.text("plate_no")), (Some(number), side, no));
            assert_eq!(slips, Vec::<String>::new(), "{plate:?}");
        }
    }

    #[test]
    fn what_no_plate_may_say() {
        let other = judged(&[], &[("number", "12"), ("distance", "300")], &[]).0;
        for (street, plate, said) in [
            (&[][..], &[("number", "12")][..], "E-PL01 这条街上的12号已编制, 不能再编"),
            (&[], &[("number", "13"), ("side", "2")], "E-PL02 13号应在单号一侧"),
            (&[("state", "1")], &[("number", "13")], "E-PL03 岳屏路现为拟用, 只有标准地名的街路巷才编门牌"),
            (&[("kind8", "6")], &[("number", "13")], "E-PL03 岳屏路不是街路巷, 不编门牌"),
            (
                &[],
                &[("number", "13"), ("reserved", "1"), ("holder", "某")],
                "E-PL04 预留的号码不填产权人或单位; 启用的请改预留为否",
            ),
            (&[], &[("number", "14"), ("distance", "200")], "W-PL01 同侧12号距起点 30 米, 号码应随距离递增"),
        ] {
            assert_eq!(judged(street, plate, std::slice::from_ref(&other)).1, [said], "{plate:?}");
        }
        let cancelled = judged(&[], &[("number", "12"), ("cancelled_on", "2021-06-01")], &[]).0;
        assert_eq!(cancelled.text("state"), CANCELLED);
        assert_eq!(judged(&[], &[("number", "12")], &[cancelled]).1, Vec::<String>::new());
    }
}
