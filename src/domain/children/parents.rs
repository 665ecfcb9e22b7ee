//! 父母情形: whether a child is 孤儿 or 事实无人抚养 by the states of both parents (services 3.3; 国办发〔2010〕54号, 民发〔2019〕62号,
//! 民发〔2020〕125号). Must not know registers.

use crate::domain::people::disability::{Kind, Level};
use crate::domain::slip::Slip;
use chrono::{Months, NaiveDate};

/// 服刑、强制戒毒、限制人身自由 count from so many months on, and 失联 after so many.
const HALF_A_YEAR: Months = Months::new(6);

/// The states, with code and name.
macro_rules! states {
    ($($id:ident $code:literal $label:literal),+) => {
        /// 父母情形.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is described by its label")]
        pub enum State { $($id),+ }

        impl State {
            /// All of them, in the order of their codes.
            pub const ALL: &'static [State] = &[$(State::$id),+];
            /// Codes with names.
            pub const CODES: &'static [(&'static str, &'static str)] = &[$(($code, $label)),+];
            /// `01` to `12`.
            pub const fn code(self) -> &'static str {
                match self { $(State::$id => $code),+ }
            }
            /// 服刑在押.
            pub const fn label(self) -> &'static str {
                match self { $(State::$id => $label),+ }
            }
        }
    };
}

states!(
    Normal "01" "正常",
    Dead "02" "死亡",
    Missing "03" "宣告失踪",
    Disabled "04" "重残",
    Ill "05" "重病",
    Imprisoned "06" "服刑在押",
    InTreatment "07" "强制隔离戒毒",
    Confined "08" "被限制人身自由",
    Lost "09" "失联",
    Removed "10" "撤销监护资格",
    Deported "11" "被遣送出境",
    Unknown "12" "身份不明"
);

impl State {
    /// The state of a code.
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.iter().copied().find(|state| state.code() == code)
    }
    /// Whether a term belongs to it.
    const fn has_term(self) -> bool {
        matches!(self, State::Imprisoned | State::InTreatment | State::Confined)
    }
}

/// The state of a parent, with what its paper says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parent {
    /// 情形.
    pub state: State,
    /// 残疾类别 and 等级, of 重残.
    pub disability: Option<(Kind, Level)>,
    /// Since when: a death, the beginning of a term, the report to the police.
    pub from: NaiveDate,
    /// 届满日期: the end of a term, of a certificate.
    pub to: Option<NaiveDate>,
}

/// What a parent's state comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    /// 死亡.
    Dead,
    /// 宣告失踪.
    Missing,
    /// Never known (身份不明).
    Untraced,
    /// Lives, and cannot care for a child.
    Unable,
    /// Nothing that counts.
    Able,
}

impl Parent {
    /// `E-CH04`, `E-CH05`: what the paper says does not make the state.
    pub fn slip(&self) -> Option<Slip> {
        if self.state == State::Disabled && !self.is_severe() {
            let text = "重残须为一、二级或三、四级智力、精神残疾; 不符合的填其他情形";
            return Some(Slip::error("E-CH04", text).at("dis_level"));
        }
        if self.is_short() {
            let (what, state) = (if self.state == State::Imprisoned { "刑期" } else { "期限" }, self.state.label());
            return Some(Slip::error("E-CH05", format!("{what}不足6个月, 不符合{state}情形")).at("term_to"));
        }
        None
    }

    fn is_severe(&self) -> bool {
        self.disability.is_some_and(|(kind, level)| level.is_severe() || matches!(kind, Kind::Intellect | Kind::Mental))
    }

    fn is_short(&self) -> bool {
        let half = self.from.checked_add_months(HALF_A_YEAR);
        self.state.has_term() && self.to.zip(half).is_some_and(|(to, half)| to < half)
    }

    fn is_over(&self, day: NaiveDate) -> bool {
        self.to.is_some_and(|to| to < day)
    }

    /// Lost, and not for half a year yet.
    fn is_lost_lately(&self, day: NaiveDate) -> bool {
        let since = self.from.checked_add_months(HALF_A_YEAR);
        self.state == State::Lost && since.is_none_or(|since| since > day)
    }

    /// 服刑在押(刑期不足6个月): the state, and why it does not count on a day though it would.
    fn told(&self, day: NaiveDate) -> String {
        let label = self.state.label();
        match self.to {
            Some(to) if self.is_over(day) => format!("{label}(已于 {to} 届满)"),
            _ if self.is_short() => format!("{label}(不足6个月)"),
            _ if self.is_lost_lately(day) => format!("{label}(自 {} 起不满6个月)", self.from),
            _ if self.slip().is_some() => format!("{label}(残疾类别、等级不符)"),
            _ => label.to_owned(),
        }
    }

    /// What it comes to on a day. What has run out counts no more.
    fn care(&self, day: NaiveDate) -> Care {
        match self.state {
            State::Dead => Care::Dead,
            State::Missing => Care::Missing,
            State::Unknown => Care::Untraced,
            State::Normal => Care::Able,
            _ if self.is_over(day) || self.slip().is_some() || self.is_lost_lately(day) => Care::Able,
            _ => Care::Unable,
        }
    }
}

/// What a child is by its parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 孤儿.
    Orphan,
    /// 事实无人抚养.
    Unsupported,
    /// Neither.
    Neither,
}

/// What a child is by the states of both parents on a day. `missing` is whether one declared missing makes an orphan
/// (orphan.include_missing).
pub fn verdict(father: &Parent, mother: &Parent, day: NaiveDate, missing: bool) -> Verdict {
    use Care::{Able, Dead, Missing, Unable, Untraced};
    match (father.care(day), mother.care(day)) {
        (Able, _) | (_, Able) | (Untraced, Unable) | (Unable, Untraced) => Verdict::Neither,
        (Unable, _) | (_, Unable) => Verdict::Unsupported,
        (Missing, _) | (_, Missing) if !missing => Verdict::Unsupported,
        (Dead | Missing | Untraced, Dead | Missing | Untraced) => Verdict::Orphan,
    }
}

/// `E-CH02`: the states of both on a day do not make 事实无人抚养; why one that would count does not.
pub fn unfit(father: &Parent, mother: &Parent, day: NaiveDate) -> Slip {
    let text = format!(
        "父母情形组合不符合条件: 父亲{}, 母亲{}; 须双方均为04至11的情形, 或一方死亡、失踪而另一方为04至11",
        father.told(day),
        mother.told(day)
    );
    Slip::error("E-CH02", text).at("main_cat")
}

/// `W-CH06` from 30 days before a state runs out, and after it. `who`: 父亲.
pub fn runs_out(who: &str, parent: &Parent, day: NaiveDate) -> Option<Slip> {
    let to = parent.to.filter(|to| (*to - day).num_days() <= 30)?;
    let what = match parent.state {
        State::Imprisoned => "刑期",
        State::InTreatment => "戒毒期限",
        State::Disabled => "残疾证",
        _ => "情形",
    };
    Some(Slip::warning("W-CH06", format!("{who}{what}{to}届满, 请核查事实无人抚养资格")).at("term_to"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use State::{
        Confined, Dead, Deported, Disabled, Ill, Imprisoned, InTreatment, Lost, Missing, Normal, Removed, Unknown,
    };
    use Verdict::{Neither, Orphan, Unsupported};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// As its paper would be: severe, a term of three years, lost a year ago.
    fn parent(state: State) -> Parent {
        Parent {
            state,
            disability: (state == Disabled).then_some((Kind::Limb, Level::One)),
            from: day("2020-12-31"),
            to: state.has_term().then(|| day("2023-12-31")),
        }
    }

    fn found(father: State, mother: State) -> Verdict {
        verdict(&parent(father), &parent(mother), day("2021-12-31"), true)
    }

    #[test]
    fn each_state_beside_one_who_is_dead_unable_or_able() {
        for (state, beside_dead, beside_lost, beside_normal) in [
            (Normal, Neither, Neither, Neither),
            (Dead, Orphan, Unsupported, Neither),
            (Missing, Orphan, Unsupported, Neither),
            (Disabled, Unsupported, Unsupported, Neither),
            (Ill, Unsupported, Unsupported, Neither),
            (Imprisoned, Unsupported, Unsupported, Neither),
            (InTreatment, Unsupported, Unsupported, Neither),
            (Confined, Unsupported, Unsupported, Neither),
            (Lost, Unsupported, Unsupported, Neither),
            (Removed, Unsupported, Unsupported, Neither),
            (Deported, Unsupported, Unsupported, Neither),
            (Unknown, Orphan, Neither, Neither),
        ] {
            for (other, want) in [(Dead, beside_dead), (Lost, beside_lost), (Normal, beside_normal)] {
                assert_eq!(found(state, other), want, "{state:?} {other:?}");
                assert_eq!(found(other, state), want, "{other:?} {state:?}");
            }
        }
    }

    #[test]
    fn the_examples_of_the_handbook() {
        let unfit = |state, disability, to: Option<&str>| Parent { disability, to: to.map(day), ..parent(state) };
        let limb = unfit(Disabled, Some((Kind::Limb, Level::Three)), None);
        let short = unfit(Imprisoned, None, Some("2021-05-31"));
        for (father, mother, want) in [
            (parent(Imprisoned), parent(Lost), Unsupported),
            (parent(Dead), parent(Imprisoned), Unsupported),
            (parent(Missing), parent(Disabled), Unsupported),
            (parent(Dead), parent(Dead), Orphan),
            (parent(Dead), parent(Normal), Neither),
            (limb, parent(Lost), Neither),
            (short, parent(Lost), Neither),
        ] {
            assert_eq!(verdict(&father, &mother, day("2021-12-31"), true), want, "{father:?} {mother:?}");
        }
        assert_eq!(limb.slip().map(|s| s.code), Some("E-CH04"));
        assert_eq!(short.slip().map(|s| s.text).as_deref(), Some("刑期不足6个月, 不符合服刑在押情形"));
        let lately = verdict(&parent(Dead), &parent(Lost), day("2021-05-01"), true);
        assert_eq!(lately, Neither, "lost for less than half a year by then");
        let mind = unfit(Disabled, Some((Kind::Mental, Level::Four)), None);
        assert_eq!((mind.slip(), parent(Imprisoned).slip()), (None, None));
    }

    #[test]
    fn whether_the_missing_make_an_orphan_is_for_the_office_to_say() {
        let of = |father, mother| verdict(&parent(father), &parent(mother), day("2021-12-31"), false);
        assert_eq!(
            (of(Missing, Dead), of(Dead, Missing), of(Missing, Missing)),
            (Unsupported, Unsupported, Unsupported)
        );
        assert_eq!(of(Dead, Dead), Orphan);
    }

    #[test]
    fn a_state_that_runs_out() {
        let prison = parent(Imprisoned);
        let said = |on: &str| runs_out("父亲", &prison, day(on)).map(|s| s.text);
        assert_eq!(said("2023-11-30"), None);
        assert_eq!(said("2023-12-01").as_deref(), Some("父亲刑期2023-12-31届满, 请核查事实无人抚养资格"));
        assert!(said("2024-02-01").is_some(), "and as long as nobody looks");
        assert_eq!(verdict(&prison, &parent(Lost), day("2024-01-01"), true), Neither);
        let unfit = |father: &Parent, mother: &Parent, on: &str| unfit(father, mother, day(on));
        assert_eq!(unfit(&parent(Dead), &parent(Normal), "2024-01-01").code, "E-CH02");
        // Why a state that would count does not.
        let short = Parent { to: Some(day("2021-05-31")), ..parent(Imprisoned) };
        let mild = Parent { disability: Some((Kind::Limb, Level::Three)), ..parent(Disabled) };
        for (father, mother, on, said) in [
            (&prison, parent(Lost), "2024-01-01", "父亲服刑在押(已于 2023-12-31 届满), 母亲失联;"),
            (&short, parent(Normal), "2021-05-01", "父亲服刑在押(不足6个月), 母亲正常;"),
            (&parent(Dead), parent(Lost), "2021-05-01", "父亲死亡, 母亲失联(自 2020-12-31 起不满6个月);"),
            (&parent(Dead), mild, "2021-05-01", "父亲死亡, 母亲重残(残疾类别、等级不符);"),
        ] {
            let text = unfit(father, &mother, on).text;
            assert!(text.contains(said), "{text}");
        }
    }
}
