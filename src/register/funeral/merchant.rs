//! 商户 that sell what is needed at funerals (services 4.7): a unit by its 信用代码, a trader by the code or by the person who trades. What it
//! was told stands in `merchant_notice`, what it was found with in `market_check`.

use crate::domain::slip::Slip;
use crate::domain::uscc;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, not_in_future, since_birth, until_death};
use crate::register::core::slips::village;
use crate::register::funeral::codes;
use crate::register::funeral::findings::FIRST;
use crate::register::{Acting, Facts, Field, Held, Kind, ListColumn, Over, Record, Register, Values};

/// 商户.
pub static MERCHANT: Register = Register {
    fields: &[
        Field::new("name", "名称", Kind::Text(60)).called().must(),
        Field::new("business", "经营范围", Kind::Code(&codes::BUSINESS)).must(),
        Field::new("division", "所在区划", Kind::Division).must().hint("村(居)代码或名称"),
        Field::new("address", "地址", Kind::Text(100)).address(),
        Field::new("uscc", "信用代码", Kind::Text(18)).open().hint("18位统一社会信用代码; 没有的个体户填经营者"),
        Field::new("owner", "经营者", Kind::Ref("person")).hint("个体户填, 身份证号; 单位不填"),
        Field::new("licence_no", "执照编号", Kind::Text(40)),
        Field::new("phone", "联系电话", Kind::Phone),
        Field::new("opened_on", "开业日期", Kind::Date).must().hint("不清楚的填第一次检查的日期").ordered(&[
            not_in_future(),
            since_birth("owner"),
            until_death("owner").doubt(),
        ]),
        Field::new("state", "状态", Kind::Code(&codes::MERCHANT_STATE)).must().or(OPEN),
        Field::new("closed_on", "停业日期", Kind::Date)
            .when("state", &["2", STRUCK_OFF])
            .ordered(&[not_in_future(), from(&["opened_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("name", "名称", 24),
        ListColumn::new("business", "经营范围", 8),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("state", "状态", 4),
        ListColumn::new("repeated", "再犯", 10),
        ListColumn::new("owner.name", "经营者", 10),
        ListColumn::new("phone", "电话", 13),
        ListColumn::new("address", "地址", 24),
    ],
    natural_key: &["name"],
    order: &["division", "name"],
    filters: &["division", "business", "state"],
    since: Some("opened_on"),
    until: Some("closed_on"),
    acting: &[Acting::of("owner", "请核实是否继续经营")],
    over: &[Over::Is("state", &[STRUCK_OFF])],
    holds: &[Held::by(
        ("market_check", "merchant"),
        "repeated",
        Field::new("repeated", "已告知再犯", Kind::Code(&codes::REPEATED)),
    )
    .or(FIRST)],
    on_page: Some(OnPage {
        under: "殡葬商户",
        of: &["owner"],
        family: false,
        number: "licence_no",
        days: &["opened_on"],
        what: "name",
        outcome: Some("business"),
        state: Some("state"),
        open: None,
    }),
    ..Register::new("merchant", "商户", "家")
};

/// 状态 营业.
const OPEN: &str = "1";
/// 状态 注销.
const STRUCK_OFF: &str = "3";
/// How the codes of those begin who trade for themselves (个体工商户, GB 32100).
const TRADER: &str = "92";

/// A merchant as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Merchant {
    /// 信用代码.
    pub uscc: Option<String>,
    /// Who trades.
    pub owner: Option<i64>,
    /// Where.
    pub division: String,
    /// 状态 code.
    pub state: String,
}

impl Record for Merchant {
    const REGISTER: &'static Register = &MERCHANT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Merchant {
            uscc: values.some_text("uscc"),
            owner: values.int("owner"),
            division: values.need_text("division")?,
            state: values.need_text("state")?,
        })
    }

    fn fill(values: &mut Values) {
        if let Some(code) = values.some_text("uscc") {
            values.set("uscc", code.to_uppercase());
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let wrong = self.uscc.as_deref().and_then(uscc::slip);
        let place = village(facts, &self.division, "division", false);
        [wrong, self.nobody(), self.opens_again(facts), place].into_iter().flatten().collect()
    }
}

impl Merchant {
    /// `E-FN30`: a unit is known by its code, a trader by the code or the person.
    fn nobody(&self) -> Option<Slip> {
        let (text, field) = match (&self.uscc, self.owner) {
            (None, None) => ("须填信用代码; 没有信用代码的个体户, 填经营者", "uscc"),
            (Some(code), Some(_)) if !code.starts_with(TRADER) => {
                ("信用代码不是个体户的(个体户以92开头), 单位不填经营者, 请核对", "owner")
            }
            _ => return None,
        };
        Some(Slip::error("E-FN30", text).at(field))
    }

    /// `E-FN31`: who is struck off is registered anew.
    fn opens_again(&self, facts: &Facts) -> Option<Slip> {
        let off = facts.before.as_ref()?.text("state") == STRUCK_OFF && self.state != STRUCK_OFF;
        off.then(|| Slip::error("E-FN31", "已注销的商户不能恢复, 重新开业的请另行登记").at("state"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::tests::{facts, row};
    use crate::register::{Ask, Entry, Fact};

    const UNIT: &str = "91350100M000100Y43";
    const SHOP: &str = "92430406MA4L00003U";

    fn judged(cells: &[(&str, &str)], before: Option<&str>) -> Vec<&'static str> {
        let mut facts = facts();
        facts.answers.push((Ask::Row("person", 7), Fact::Row(None)));
        facts.before = before.map(|state| row(&MERCHANT, &[("state", state)]));
        let base = [("name", "福寿丧葬用品店"), ("business", "1"), ("division", "430406001001")];
        let opened = [("opened_on", "2018-03-01")];
        let mut values = row(&MERCHANT, &[&base[..], &opened, cells].concat());
        let entry = Entry::of::<Merchant>();
        (entry.fill)(&mut values);
        (entry.check)(&values, &facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn a_merchant_is_known_by_a_code_or_a_person() {
        for (cells, found) in [
            (&[("uscc", UNIT)][..], &[][..]),
            (&[("uscc", "91350100m000100y43")], &[]),
            (&[("owner", "7")], &[]),
            (&[("uscc", SHOP), ("owner", "7")], &[]),
            (&[], &["E-FN30"]),
            (&[("uscc", UNIT), ("owner", "7")], &["E-FN30"]),
            (&[("uscc", "911000001000000004")], &["E-SO01"]),
            (&[("uscc", UNIT), ("division", "430406001999")], &["E-DV01"]),
            (&[("uscc", UNIT), ("state", "2")], &["E-RG06"]),
            (&[("uscc", UNIT), ("state", "2"), ("closed_on", "2018-02-28")], &["E-RG05"]),
        ] {
            assert_eq!(judged(cells, None), found, "{cells:?}");
        }
        assert_eq!(uscc::check(SHOP), Ok(()));
    }

    #[test]
    fn who_is_struck_off_does_not_come_back() {
        for (before, now, found) in [("1", "2", &[][..]), ("2", "1", &[]), ("3", "1", &["E-FN31"]), ("3", "3", &[])] {
            let closed = [("uscc", UNIT), ("state", now), ("closed_on", if now == "1" { "" } else { "2021-05-01" })];
            let cells = if now == "1" { &closed[..2] } else { &closed[..] };
            assert_eq!(judged(cells, Some(before)), found, "{before} {now}");
        }
    }
}
