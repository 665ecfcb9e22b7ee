//! 入户核查项目: a contract with a third party, or a round of visits (assistance 6.2, 8.4).

use crate::domain::money::MOST_FEN;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::core::order::{ahead, from, not_in_future};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Values};

/// 入户核查项目.
pub static HOMECHECK_PROJECT: Register = Register {
    fields: &[
        Field::new("project_no", "项目编号", Kind::Text(24)).must(),
        Field::new("name", "项目名称", Kind::Text(60)).must(),
        Field::new("vendor", "承接机构", Kind::Text(50)),
        Field::new("contract_no", "合同号", Kind::Text(40)),
        Field::new("contract", "合同金额", Kind::Money).at_most(MOST_FEN),
        Field::new("unit_price", "每户单价", Kind::Money),
        Field::new("scope", "核查范围", Kind::Text(100)),
        Field::new("division", "区域", Kind::Division).hint("空着为全区"),
        Field::new("plan_households", "计划户数", Kind::Int(0, 1_000_000)),
        Field::new("from_date", "开始日期", Kind::Date).must().ordered(&[ahead(12)]),
        Field::new("to_date", "结束日期", Kind::Date).ordered(&[from(&["from_date"])]),
        Field::new("fund_source", "经费来源", Kind::Code(&codes::PROJECT_FUND)).must().hint("不得用救助补助资金"),
        Field::new("accept_date", "验收日期", Kind::Date).ordered(&[not_in_future(), from(&["from_date"])]),
        Field::new("sample_pct", "抽查比例(%)", Kind::Int(0, 100)),
    ],
    list: &[
        ListColumn::new("project_no", "项目编号", 16),
        ListColumn::new("name", "项目名称", 24),
        ListColumn::new("contract", "合同金额", 12),
        ListColumn::new("vendor", "承接机构", 20),
        ListColumn::new("plan_households", "计划户数", 8),
        ListColumn::new("from_date", "开始日期", 10),
        ListColumn::new("to_date", "结束日期", 10),
        ListColumn::new("fund_source", "经费来源", 16),
        ListColumn::new("accept_date", "验收日期", 10),
    ],
    natural_key: &["project_no"],
    since: Some("from_date"),
    order: &["project_no"],
    over: &[Over::Filled("accept_date")],
    ..Register::new("homecheck_project", "入户核查项目", "个")
};

/// A project.
#[derive(Clone, Debug, PartialEq)]
pub struct HomecheckProject {
    /// 经费来源 code.
    pub fund_source: String,
}

impl Record for HomecheckProject {
    const REGISTER: &'static Register = &HOMECHECK_PROJECT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(HomecheckProject { fund_source: values.need_text("fund_source")? })
    }

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if self.fund_source == "4" {
            let text = "救助补助资金不得列支 302 商品和服务支出(工作经费)";
            slips.push(Slip::error("E-FD-002", text).at("fund_source"));
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relief_money_pays_no_visits() {
        let facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let mut row = Values::new(&HOMECHECK_PROJECT);
        for (col, text) in [("from_date", "2021-03-01"), ("to_date", "2021-02-01"), ("fund_source", "4")] {
            row.set(col, text);
        }
        let entry = crate::register::Entry::of::<HomecheckProject>();
        let codes: Vec<_> = (entry.check)(&row, &facts).iter().map(|s| s.code).collect();
        assert_eq!(codes, ["E-RG05", "E-FD-002"]);
    }
}
