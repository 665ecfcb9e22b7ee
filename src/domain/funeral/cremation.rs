//! 火化率 (services 4.2): what of a death counts for it, and what it is a share of.

use chrono::NaiveDate;

/// Which rate is printed [L funeral.rate_kind].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateKind {
    /// 法定: without those who need not be cremated.
    Statutory,
    /// 毛: of all.
    Raw,
}

impl RateKind {
    /// Its values in the parameter.
    pub const CODES: &'static [(&'static str, &'static str)] =
        &[("statutory", "法定火化率(不计依法豁免的)"), ("raw", "毛火化率(计全部死亡)")];
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            RateKind::Statutory => RateKind::CODES[0].0,
            RateKind::Raw => RateKind::CODES[1].0,
        }
    }
}

/// Which deaths count [L funeral.scope].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of residents, wherever they died.
    Hukou,
    /// In the district, whoever died.
    Place,
}

impl Scope {
    /// Its values in the parameter.
    pub const CODES: &'static [(&'static str, &'static str)] = &[("hukou", "按户籍地"), ("place", "按死亡地")];
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Scope::Hukou => Scope::CODES[0].0,
            Scope::Place => Scope::CODES[1].0,
        }
    }
}

/// 处理方式 by fire: 火化, and 外地火化, which counts by the number of its certificate.
pub const BURNT: &str = "1";
/// See [`BURNT`].
pub const BURNT_ELSEWHERE: &str = "6";
/// 处理方式 that the law allows beside it: 土葬 of some peoples and outside the zone of cremation, 捐献遗体.
pub const EXEMPT: [&str; 3] = ["2", "3", "4"];
/// 违规土葬.
pub const ILLEGAL: &str = "5";

/// What a death is for the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// 已火化.
    Cremated,
    /// 待火化: not yet, and in time.
    Pending,
    /// 依法豁免.
    Exempt,
    /// Neither cremated nor in time any more, 违规土葬 among them.
    Unburnt,
}

/// A death as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    /// 处理方式 code.
    pub disposal: &'a str,
    /// 死亡日期.
    pub died_on: NaiveDate,
    /// Whether there is a day of the cremation.
    pub has_day: bool,
    /// Whether there is a number of it.
    pub has_number: bool,
}

/// Whether a body was cremated: here by the day of it, elsewhere by the number of the certificate, for which the day may be unknown.
pub fn is_burnt(disposal: &str, has_day: bool, has_number: bool) -> bool {
    match disposal {
        BURNT => has_day,
        BURNT_ELSEWHERE => has_number,
        _ => false,
    }
}

/// What a death is on a day, where a body may wait so many days.
pub fn fate(body: Body<'_>, today: NaiveDate, pending_days: i64) -> Fate {
    match body.disposal {
        way if EXEMPT.contains(&way) => Fate::Exempt,
        way if is_burnt(way, body.has_day, body.has_number) => Fate::Cremated,
        ILLEGAL => Fate::Unburnt,
        _ if (today - body.died_on).num_days() <= pending_days => Fate::Pending,
        _ => Fate::Unburnt,
    }
}

/// How many deaths became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 已火化.
    pub cremated: i64,
    /// 待火化.
    pub pending: i64,
    /// 豁免.
    pub exempt: i64,
    /// The rest.
    pub unburnt: i64,
}

impl Tally {
    /// Of deaths.
    pub fn of(fates: impl IntoIterator<Item = Fate>) -> Tally {
        let mut all = Tally::default();
        for fate in fates {
            match fate {
                Fate::Cremated => all.cremated += 1,
                Fate::Pending => all.pending += 1,
                Fate::Exempt => all.exempt += 1,
                Fate::Unburnt => all.unburnt += 1,
            }
        }
        all
    }
    /// 应火化: neither waiting nor exempt.
    pub const fn due(self) -> i64 {
        self.cremated + self.unburnt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_a_death_is() {
        for (disposal, has_day, has_number, died, is) in [
            ("1", true, false, "2021-12-01", Fate::Cremated),
            ("1", false, true, "2021-12-01", Fate::Unburnt),
            ("1", false, false, "2021-12-16", Fate::Pending),
            ("1", false, false, "2021-12-15", Fate::Unburnt),
            ("9", false, false, "2021-12-31", Fate::Pending),
            ("9", false, false, "2021-01-31", Fate::Unburnt),
            ("6", false, true, "2021-12-01", Fate::Cremated),
            ("6", false, false, "2021-12-30", Fate::Pending),
            ("2", false, false, "2021-12-30", Fate::Exempt),
            ("3", false, false, "2021-01-30", Fate::Exempt),
            ("4", false, false, "2021-12-30", Fate::Exempt),
            ("5", false, false, "2021-12-30", Fate::Unburnt),
        ] {
            let body = Body { disposal, died_on: day(died), has_day, has_number };
            assert_eq!(fate(body, day("2021-12-31"), 15), is, "{body:?}");
        }
    }

    /// The examples of services 4.2: what is cremated of what.
    #[test]
    fn what_the_rate_is_a_share_of() {
        let many = |fate: Fate, n: usize| std::iter::repeat_n(fate, n);
        let year = Tally::of(many(Fate::Cremated, 1_202).chain(many(Fate::Exempt, 3)));
        assert_eq!((year.cremated, year.due(), year.due() + year.exempt), (1_202, 1_202, 1_205));
        let buried = Tally::of(many(Fate::Cremated, 99).chain(many(Fate::Unburnt, 1)));
        assert_eq!((buried.cremated, buried.due(), buried.due() + buried.exempt), (99, 100, 100));
        let waiting = Tally::of(many(Fate::Cremated, 9).chain(many(Fate::Pending, 4)));
        assert_eq!((waiting.cremated, waiting.due(), waiting.due() + waiting.exempt), (9, 9, 9));
        assert_eq!(Tally::default().due(), 0);
    }
}
