//! The row sets: every question that a figure can ask of the office. Each has one SQL behind it, in the store. No little query
//! language: a question that wants another join is another row set.

/// Which rows. Schemes are named as on the command line (`dibao-urban`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowSet {
    /// 低保 cases (households) on the roster of the month: the latest version up to it is not an end. Money: the version's
    /// monthly amount.
    Roster(&'static str, Paying),
    /// Persons whom those versions cover, of a group. Ages are those of the window's day. Money: share and extra.
    RosterPersons(&'static str, Paying, Group),
    /// Change rows of these kinds, by the month they take effect. Money: by how much the monthly amount changes.
    Changes(&'static str, &'static [&'static str], Effect),
    /// Persons who entered the roster through changes of these kinds: covered by the change's version, not by the one before.
    Entered(&'static str, &'static [&'static str]),
    /// Persons who left it: covered by the version before, not by the change's.
    Left(&'static str, &'static [&'static str]),
    /// Payment lines of these schemes and types with the bank's answer booked in the window. Money: the amount.
    Lines(&'static [&'static str], &'static [&'static str], Bank),
    /// 临时救助 cases approved in the window. Money: the amount approved.
    Relief(Relief),
    /// Divisions of a level in force on the day.
    Divisions(&'static str),
    /// The parameter in force on the first day of the window's last month. Money: its value in fen.
    Parameter(&'static str),
}

/// Which cases of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paying {
    /// All on the roster.
    All,
    /// Those in pay: the suspended left out.
    Only,
    /// The suspended alone.
    Suspended,
}

/// Which of the covered persons (assistance 1.1, 10.1, 13.6, 13.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Everyone.
    All,
    /// 女性.
    Women,
    /// 老年人: 60 and more on the day.
    Aged,
    /// 未成年人: under 18 on the day.
    Minors,
    /// 残疾人: with a grade of disability.
    Disabled,
    /// 重残: first and second grade.
    SeverelyDisabled,
    /// 劳动能力 of that code, 18 to 59 years old.
    Labour(&'static str),
    /// 无(18岁以下与60岁以上): by age, and those between whose code says minor or elderly (it was given on another day).
    NoLabour,
    /// 致贫原因: the case has one of these causes (several may hold).
    Cause(&'static [&'static str]),
}

/// What a change does to the number of households.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Whatever it does.
    Any,
    /// Its version is on the roster: the household comes in.
    In,
    /// Its version is an end: the household goes out.
    Out,
}

/// The bank's answer to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bank {
    /// 成功.
    Paid,
    /// 失败.
    Failed,
}

/// Which 临时救助 cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relief {
    /// All.
    All,
    /// 资金来源: P 备用金, D 区级专项.
    Fund(&'static str),
    /// 救助类型: J 急难型, Z 支出型.
    Aid(&'static str),
    /// 对象类别.
    Object(&'static [&'static str]),
}

/// 低保金: the line types of decisions, Money (分类施保 inside the amount; price subsidies and one-off lines are not).
pub const DIBAO_MONEY: &[&str] = &["01", "02", "03", "06", "09"];
/// 物价补贴.
pub const PRICE_SUBSIDY: &[&str] = &["04"];
/// Everything else that a 低保 batch can pay.
pub const OTHER_LINES: &[&str] = &["05", "07", "08"];
/// All types of lines.
pub const ALL_LINES: &[&str] = &["01", "02", "03", "04", "05", "06", "07", "08", "09"];

/// Kinds of change that bring a household in (2.8): 新增, 迁入, 分户, 城乡互转.
pub const HOUSEHOLD_IN: &[&str] = &["01", "09", "14", "16"];
/// Kinds of change that take a household out: 停发, 迁出, 并户, 城乡互转.
pub const HOUSEHOLD_OUT: &[&str] = &["06", "10", "15", "16"];
/// Kinds of change by which persons enter: 新增, 增员, 迁入, 城乡互转.
pub const PERSON_IN: &[&str] = &["01", "02", "09", "16"];
/// Kinds of change by which persons leave: 减员, 停发, 迁出, 城乡互转.
pub const PERSON_OUT: &[&str] = &["03", "06", "10", "16"];

impl RowSet {
    /// The scheme whose cases it is about, for rosters and their changes; none for lines, relief, divisions and standards.
    pub const fn scheme(&self) -> Option<&'static str> {
        match self {
            RowSet::Roster(scheme, _)
            | RowSet::RosterPersons(scheme, ..)
            | RowSet::Changes(scheme, ..)
            | RowSet::Entered(scheme, _)
            | RowSet::Left(scheme, _) => Some(scheme),
            RowSet::Lines(..) | RowSet::Relief(_) | RowSet::Divisions(_) | RowSet::Parameter(_) => None,
        }
    }
    /// Whether it is counted on the last day of a month, not over months.
    pub const fn is_stock(&self) -> bool {
        matches!(self, RowSet::Roster(..) | RowSet::RosterPersons(..) | RowSet::Divisions(_) | RowSet::Parameter(_))
    }
}
