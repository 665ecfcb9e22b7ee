//! 告知书: what a merchant was told not to make, sell and burn, by whom, and who signed for it (services 4.7). One that is signed holds to
//! its last day; whoever is found with such goods after it did so knowingly (已告知再犯), also where the notice is entered late.

use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::core::order::{from, from_of, not_in_future, until_of, within};
use crate::register::funeral::findings::{AGAIN, FIRST, found};
use crate::register::funeral::officers::two;
use crate::register::{Facts, Field, Frees, Kind, ListColumn, Over, Record, Register, Serial, Values, Write};
use chrono::{Datelike, NaiveDate};

/// 告知书.
pub static MERCHANT_NOTICE: Register = Register {
    fields: &[
        Field::new("notice_no", "告知书编号", Kind::Text(24)).hint("空着自动编号: GZ、区划6位、年份、4位序号"),
        Field::new("merchant", "商户", Kind::Ref("merchant")).must().hint("商户名称"),
        Field::new("title", "标题", Kind::Text(60)).must().or("禁止制造、销售、焚烧冥纸冥币等封建丧葬用品告知书"),
        Field::new("served_on", "送达日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from_of("merchant", &["opened_on"]),
            until_of("merchant", &["closed_on"]),
        ]),
        Field::new("refused", "拒签", Kind::Flag).must().or("0"),
        Field::new("signed_by", "签收人", Kind::Name).when("refused", &["0"]),
        Field::new("served_by", "送达人", Kind::Name).must(),
        Field::new("served_with", "第二送达人", Kind::Name).must(),
        Field::new("valid_until", "有效期至", Kind::Date)
            .must()
            .completed()
            .hint("空着至当年最后一天")
            .ordered(&[from(&["served_on"]), within(12, &["served_on"]).doubt()]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("notice_no", "告知书编号", 19),
        ListColumn::new("merchant.name", "商户", 24),
        ListColumn::new("served_on", "送达日期", 10),
        ListColumn::new("refused", "拒签", 4),
        ListColumn::new("signed_by", "签收人", 8),
        ListColumn::new("valid_until", "有效期至", 10),
        ListColumn::new("merchant.division", "所在区划", 14),
        ListColumn::new("served_by", "送达人", 8),
        ListColumn::new("served_with", "第二送达人", 10),
    ],
    natural_key: &["notice_no"],
    order: &["served_on", "notice_no"],
    latest_first: true,
    filters: &["merchant", "refused"],
    frozen: &["merchant", "served_on", "refused", "valid_until"],
    since: Some("served_on"),
    until: Some("valid_until"),
    serial: Some(Serial { col: "notice_no", prefix: number, width: 4 }),
    over: &[Over::History],
    frees: Some(Frees { register: "market_check", by: "told_by", cols: &[("told_by", ""), ("repeated", FIRST)] }),
    ..Register::new("merchant_notice", "告知书", "份")
};

/// `GZ-430406-2021-`.
fn number(notice: &Values, facts: &Facts) -> Option<String> {
    parted_number("GZ", notice.date("served_on")?, facts)
}

/// Whether a notice was signed before a day and holds on it.
pub fn holds(notice: &Values, day: NaiveDate) -> bool {
    !notice.flag("refused") && notice.is_there(day) && notice.date("served_on") != Some(day)
}

/// A notice as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct MerchantNotice {
    /// To whom.
    pub merchant: i64,
    /// 送达日期.
    pub served_on: NaiveDate,
    /// The whole of it.
    pub notice: Values,
}

impl Record for MerchantNotice {
    const REGISTER: &'static Register = &MERCHANT_NOTICE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(MerchantNotice {
            merchant: values.need_int("merchant")?,
            served_on: values.need_date("served_on")?,
            notice: values.clone(),
        })
    }

    fn complete(values: &mut Values, _facts: &Facts) {
        if values.get("valid_until").is_null() {
            let last = values.date("served_on").and_then(|day| NaiveDate::from_ymd_opt(day.year(), 12, 31));
            values.set("valid_until", last);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let known = self.found_since(facts).count();
        let text = format!("送达以后的 {known} 次检查有收缴、处罚或移送, 一并记为已告知再犯");
        let knowing = (known > 0).then(|| Slip::warning("W-FN34", text).at("served_on"));
        [two(&self.notice, "served_by", "served_with"), self.second(facts), knowing].into_iter().flatten().collect()
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let knowing =
            |key| Write::Update("market_check", key, vec![("repeated", AGAIN.into()), ("told_by", Write::THIS.into())]);
        self.found_since(facts).map(knowing).collect()
    }
}

impl MerchantNotice {
    /// `E-FN33`: a merchant signs once a year.
    fn second(&self, facts: &Facts) -> Option<Slip> {
        let year = self.served_on.year();
        let of_year = |row: &&Values| row.date("served_on").is_some_and(|day| day.year() == year);
        let mut signed = facts.rows_of("merchant_notice", "merchant", self.merchant).filter(|row| !row.flag("refused"));
        let other = signed.find(of_year).filter(|_| !self.notice.flag("refused"))?;
        let text = format!("该商户 {year} 年已有签收的告知书 {}, 每年一份", other.text("notice_no"));
        Some(Slip::error("E-FN33", text).at("merchant"))
    }

    /// The checks that found something while it held, and do not know of a notice.
    fn found_since<'f>(&'f self, facts: &'f Facts) -> impl Iterator<Item = i64> + 'f {
        let checks = facts.referring("market_check", "merchant", self.merchant);
        let knowing = |row: &Values| found(row) && row.int("told_by").is_none();
        let after = |row: &Values| row.date("checked_on").is_some_and(|day| holds(&self.notice, day));
        checks.filter(move |(_, row)| knowing(row) && after(row)).map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::funeral::market_check::MARKET_CHECK;
    use crate::register::funeral::merchant::MERCHANT;
    use crate::register::tests::{enter, facts, row};
    use crate::register::{Ask, Draft, Fact};

    /// A merchant with a notice of the year, or without; and what was found there.
    fn office(notice: Option<&[(&str, &str)]>, checks: &[(&str, &str)]) -> Facts<'static> {
        let mut facts = facts();
        let merchant = row(&MERCHANT, &[("opened_on", "2018-03-01")]);
        facts.answers.push((Ask::Row("merchant", 3), Fact::Row(Some(merchant))));
        let notices = notice.into_iter().map(|cells| (9, row(&MERCHANT_NOTICE, cells))).collect();
        facts.answers.push((Ask::RowsOf("merchant_notice", "merchant", 3.into()), Fact::Rows(notices)));
        let check = |(nth, (day, result)): (usize, &(&str, &str))| {
            (nth as i64 + 1, row(&MARKET_CHECK, &[("checked_on", *day), ("result", *result)]))
        };
        let checks = checks.iter().enumerate().map(check).collect();
        facts.answers.push((Ask::RowsOf("market_check", "merchant", 3.into()), Fact::Rows(checks)));
        facts
    }

    fn notice(cells: &[(&'static str, &str)]) -> Draft {
        let base =
            [("served_on", "2021-03-18"), ("served_by", "陈雅琴"), ("served_with", "刘建华"), ("signed_by", "王五")];
        let draft = Draft::new(&MERCHANT_NOTICE).with_ref("merchant", 3);
        base.iter().chain(cells).fold(draft, |draft, (col, text)| draft.with(col, *text))
    }

    #[test]
    fn a_merchant_signs_once_a_year_before_two() {
        let signed: &[(&str, &str)] = &[("served_on", "2021-01-05"), ("notice_no", "GZ-430406-2021-0007")];
        let refused: &[(&str, &str)] = &[("served_on", "2021-01-05"), ("refused", "1")];
        for (other, cells, found) in [
            (None, &[][..], &[][..]),
            (None, &[("served_with", "陈雅琴")], &["E-FN32"]),
            (None, &[("signed_by", "")], &["E-RG06"]),
            (None, &[("signed_by", ""), ("refused", "1")], &[]),
            (None, &[("valid_until", "2022-06-30")], &["E-RG05"]),
            (None, &[("served_on", "2018-02-28")], &["E-RG05"]),
            (Some(signed), &[], &["E-FN33"]),
            (Some(signed), &[("served_on", "2020-12-05")], &[]),
            (Some(signed), &[("signed_by", ""), ("refused", "1")], &[]),
            (Some(refused), &[], &[]),
        ] {
            let (values, slips) = enter(&notice(cells), office(other, &[]));
            let codes: Vec<_> = slips.iter().map(|s| s.code).collect();
            assert_eq!(codes, found, "{cells:?} {values:?}");
        }
        let (values, _) = enter(&notice(&[]), office(None, &[]));
        assert_eq!(values.text("valid_until"), "2021-12-31");
    }

    #[test]
    fn what_was_found_before_the_notice_was_entered_is_known_by_it() {
        let found = [("2021-03-18", "2"), ("2021-05-11", "2"), ("2021-06-01", "1"), ("2021-09-09", "4")];
        let facts = office(None, &found);
        let (values, slips) = enter(&notice(&[]), facts.clone());
        assert_eq!(slips[0].text, "送达以后的 2 次检查有收缴、处罚或移送, 一并记为已告知再犯");
        let writes = MerchantNotice::read(&values).unwrap().follows(&facts);
        let keys: Vec<i64> = writes.iter().map(|w| if let Write::Update(_, key, _) = w { *key } else { 0 }).collect();
        assert_eq!(keys, [2, 4]);
        let (values, _) = enter(&notice(&[("signed_by", ""), ("refused", "1")]), facts.clone());
        assert_eq!(MerchantNotice::read(&values).unwrap().follows(&facts), []);
    }
}
