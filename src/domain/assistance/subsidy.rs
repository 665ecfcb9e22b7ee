//! 残疾人两项补贴: who is in the range, from which month, how many months are due (handbook 5; 国发〔2015〕52号).
//!
//! Must not know registers or parameters. Certificates stand in `disability`, what excludes what in `conflict`.

use crate::domain::date;
use crate::domain::month::Month;
use crate::domain::param::{Param, Rate};
use crate::domain::people::disability::{Kind, Level};
use crate::domain::slip::Slip;
use chrono::NaiveDate;

/// 补贴种类.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subsidy {
    /// CL 困难残疾人生活补贴.
    Living,
    /// CN 重度残疾人护理补贴.
    Care,
}

impl Subsidy {
    /// Code `CL` or `CN`.
    pub const fn code(self) -> &'static str {
        match self {
            Subsidy::Living => "CL",
            Subsidy::Care => "CN",
        }
    }
    /// Subsidy of a code.
    pub fn from_code(code: &str) -> Option<Subsidy> {
        [Subsidy::Living, Subsidy::Care].into_iter().find(|s| s.code() == code)
    }
    /// The scheme's name: disability-living, disability-care.
    pub const fn scheme(self) -> &'static str {
        match self {
            Subsidy::Living => "disability-living",
            Subsidy::Care => "disability-care",
        }
    }
    /// The monthly amount of one with these: 生活补贴 by 经济状况依据 and 残疾等级, 护理补贴 by age and 残疾等级, where the district pays so.
    pub const fn rate<'k>(self, poverty: &'k str, age_group: &'k str, level: &'k str) -> Rate<'k> {
        match self {
            Subsidy::Living => Param::LivingRate.by(poverty, level),
            Subsidy::Care => Param::CareRate.by(age_group, level),
        }
    }
    /// The parameter that opens the wider range (扩围), `1` when open.
    pub const fn extends(self) -> Param {
        match self {
            Subsidy::Living => Param::LivingExtended,
            Subsidy::Care => Param::CareExtended,
        }
    }
}

/// Is this disability in the range of the care subsidy: level 1 and 2; where the district has widened it, 智力 and 精神 of level
/// 3 and 4 too. `parts` are the kinds behind 多重.
pub fn in_care_range(kind: Kind, level: Level, parts: &[Kind], extended: bool) -> bool {
    let of_the_mind = |k: &Kind| matches!(k, Kind::Intellect | Kind::Mental);
    level.is_severe() || (extended && (of_the_mind(&kind) || (kind == Kind::Multiple && parts.iter().any(of_the_mind))))
}

/// `E-CB-003` where it is not.
pub fn care_range_slip(kind: Kind, level: Level, parts: &[Kind], extended: bool) -> Option<Slip> {
    if in_care_range(kind, level, parts, extended) {
        return None;
    }
    let off = if extended { "" } else { "(扩围参数未开启)" };
    let text = format!("{}{}不在护理补贴范围{off}", level.label(), kind.label());
    Some(Slip::error("E-CB-003", text).at("dis_level"))
}

/// 年龄组 in a month, by the age on its first day as everything of a month; empty before birth.
pub fn age_group(birth: NaiveDate, month: Month) -> &'static str {
    match date::age_on(birth, month.first_day()) {
        Some(..18) => "minor",
        Some(_) => "adult",
        None => "",
    }
}

/// 起发年月: the month of application, not the next (国发〔2015〕52号).
pub fn start_month(applied: NaiveDate) -> Month {
    Month::of(applied)
}

/// Months due with the first batch: from the start through the batch's month; the last is the normal line, those before are
/// arrears (5.5). None when the start lies after it.
pub fn months_due(start: Month, batch: Month) -> u32 {
    u32::try_from(batch.months_since(start) + 1).unwrap_or(0)
}

/// `W-CB-010` for a certificate that has run out by the end of the month of `day`.
pub fn expiry_slip(valid_to: NaiveDate, day: NaiveDate) -> Option<Slip> {
    (valid_to <= Month::of(day).last_day())
        .then(|| Slip::warning("W-CB-010", format!("残疾证 {} 到期", date::zh(valid_to))).at("cert_valid_to"))
}

/// `W-CB-011` for those on the 低保 roster who could draw 护理补贴 and have not applied (应补未补, handbook 5.6).
pub fn unclaimed_slip(persons: i64) -> Option<Slip> {
    (persons > 0).then(|| {
        Slip::warning("W-CB-011", format!("{persons} 名一二级残疾低保对象未申请护理补贴(应补未补), 请核实后办理"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn range_of_the_care_subsidy() {
        for (kind, level, parts, closed, open) in [
            (Kind::Limb, Level::One, &[][..], true, true),
            (Kind::Hearing, Level::Two, &[], true, true),
            (Kind::Limb, Level::Three, &[], false, false),
            (Kind::Mental, Level::Three, &[], false, true),
            (Kind::Intellect, Level::Four, &[], false, true),
            (Kind::Multiple, Level::Three, &[Kind::Limb, Kind::Mental], false, true),
            (Kind::Multiple, Level::Three, &[Kind::Limb, Kind::Sight], false, false),
        ] {
            assert_eq!(in_care_range(kind, level, parts, false), closed, "{kind:?} {level:?}");
            assert_eq!(in_care_range(kind, level, parts, true), open, "{kind:?} {level:?}");
        }
        let slip = care_range_slip(Kind::Limb, Level::Three, &[], false).unwrap();
        assert_eq!((slip.code, slip.text.as_str()), ("E-CB-003", "三级肢体不在护理补贴范围(扩围参数未开启)"));
    }

    #[test]
    fn first_batch_of_the_handbook() {
        let start = start_month(day("2021-09-26"));
        assert_eq!(start.to_string(), "2021-09");
        let due = months_due(start, Month::new(2021, 11).unwrap());
        assert_eq!(Money::fen(7_000 * i64::from(due)), Money::fen(21_000));
        assert_eq!(months_due(Month::new(2021, 12).unwrap(), Month::new(2021, 11).unwrap()), 0);
    }

    #[test]
    fn somebody_is_grown_up_from_the_month_that_begins_at_18() {
        for (birth, month, group) in [
            ("2003-11-01", "2021-11", "adult"),
            ("2003-11-02", "2021-11", "minor"),
            ("2003-11-02", "2021-12", "adult"),
            ("2004-02-29", "2022-02", "minor"),
            ("2004-02-29", "2022-03", "adult"),
            ("2021-12-15", "2021-12", ""),
        ] {
            assert_eq!(age_group(day(birth), Month::parse(month).unwrap()), group, "{birth} {month}");
        }
    }

    #[test]
    fn a_certificate_that_runs_out() {
        assert_eq!(expiry_slip(day("2021-12-31"), day("2021-11-30")), None);
        let slip = expiry_slip(day("2021-11-30"), day("2021-11-02")).unwrap();
        assert_eq!(slip.code, "W-CB-010");
        assert!(slip.text.starts_with("残疾证 ") && slip.text.ends_with("到期"), "{}", slip.text);
    }
}
