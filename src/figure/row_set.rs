//! The row sets: every question that a figure can ask of the office. What only counts or adds up records of a register is data
//! ([`Records`]); each of the others has one SQL behind it, in the store. No little query language: a question that wants another
//! join is another row set.

use super::When;
use super::households::{Effect, Group, Paying};
use super::records::{Dates, Is, Records};
use crate::domain::param::Param;

/// Which rows. Schemes are named as on the command line (`dibao-urban`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowSet {
    /// Records of a register, and which of them.
    Records(&'static Records, &'static [Is]),
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
    /// Cases of a scheme that covers single persons (特困, 两补) on the roster of the month, some of them. Money: the version's
    /// monthly amount.
    Persons(&'static str, Served),
    /// Persons who draw the two subsidies in the month, one row each: the case of the living subsidy where there is one. Money:
    /// the version's monthly amount.
    Subsidised(Drawing),
    /// Change rows of such a scheme of these kinds, by the month they take effect; of cases from one 迁入来源 where it is named.
    /// Money: by how much the monthly amount changes.
    PersonChanges(&'static str, &'static [&'static str], Option<&'static str>),
    /// Those of them that move the number of those who are paid: an end of what was suspended does not. Money: as there.
    PayChanges(&'static str, &'static [&'static str]),
    /// Lines of a scheme of these types and one class that the bank paid, booked in the window. Money: the amount.
    ClassLines(&'static str, &'static [&'static str], &'static str),
    /// 特困 lines that the bank paid, booked in the window. Money: the amount; for [`Part::Months`] the months paid.
    SupportLines(Support, Part),
    /// Lines of one of the two subsidies that the bank paid, booked in the window. A row adds the months it pays.
    SubsidyMonths(&'static str),
    /// Cases of these schemes that a project running in the window has on its plan, not visited before it, each by its first
    /// task.
    OnPlan(&'static [&'static str]),
    /// Persons on the 低保 rosters of the month, first and second grade, for whom no 护理补贴 has been applied (应补未补).
    Unclaimed,
    /// 特困 cases confirmed in the window (a batch of 3.5) that the bureau itself had visited by the day of confirmation.
    Sampled,
    /// Children on file whom somebody must have visited by the window's end: whose latest visit before it, or registration where there is
    /// none, says so. Those in the care of an institution are in its hands (services 3.6).
    ChildrenDue,
    /// Those of them who were visited in the window.
    ChildrenVisited,
    /// Older people in special difficulty who are on the list at the end of the window, some of them (services 2.12).
    CalledOn(Called),
    /// 死亡登记 that count here by what parameters say of the month of the death (services 4.2).
    Deaths(Dead),
    /// The parameter in force on the first day of the window's last month, as it holds for all keys. Money: its value in fen.
    Parameter(Param),
}

/// Which of the older people in special difficulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Called {
    /// 应探访: all who are to be visited.
    All,
    /// 已探访: visited at least once in the month.
    Made,
    /// 到期未访: their next visit is due.
    Due,
}

/// Which of the deaths of the window, as they stand on the day the question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dead {
    /// All.
    All,
    /// Those of a sex (code).
    Sex(&'static str),
    /// 应火化: neither exempt nor waiting in time.
    Due,
    /// Of what the rate is a share: 应火化, or those with the exempt, as the office's parameter says.
    Rated,
    /// 已火化.
    Cremated,
    /// 待火化: not yet, and in time.
    Pending,
    /// 依法豁免.
    Exempt,
    /// 违规土葬.
    Illegal,
    /// 生态葬: of the cremated, whose ashes are beneath a tree, flowers, in the river.
    Eco,
    /// Whoever was cremated in the window, whenever the death was.
    BurntIn,
}

/// The bank's answer to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bank {
    /// 成功.
    Paid,
    /// 失败.
    Failed,
}

/// 供养方式 of a line: whose account is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Support {
    /// Both.
    Any,
    /// 分散: the person, or the carer.
    Dispersed,
    /// 集中: the institution.
    Concentrated,
}

/// Which of the persons on a roster of single persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Served {
    /// All.
    All,
    /// 特困: 供养方式, and 城乡类别 U or R.
    Supported(Support, &'static str),
    /// All who are not suspended.
    Paid,
    /// All who are.
    Suspended,
    /// 高龄津贴: those of them of a band of age.
    Band(&'static str),
    /// 特困: 自理能力 1 全自理, 2 半护理, 3 全护理.
    CareLevel(&'static str),
}

/// Which of the persons with a disability subsidy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Drawing {
    /// 去重: either of the two.
    Either,
    /// 双享: both.
    Both,
}

/// What a 特困 line pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// 基本生活费, arrears and offsets among it.
    Living,
    /// 照料护理费.
    Care,
    /// The person-months of the living money.
    Months,
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

impl Records {
    /// All of them.
    pub const fn all(&'static self) -> RowSet {
        RowSet::Records(self, &[])
    }
    /// Those of them that are so; where each value counts once, those whose first is.
    pub const fn only(&'static self, only: &'static [Is]) -> RowSet {
        RowSet::Records(self, only)
    }
}

/// The heading of what past months keep of 儿童档案 and 走访.
pub(super) const CHILDREN: &str = "children";
/// That of what they keep of 老年人探访.
pub(super) const ELDER_VISITS: &str = "elder-visit";

impl RowSet {
    /// Under which heading of [`super::headings`] the summaries of past months hold it; none for what is counted anew.
    pub const fn heading(&self) -> Option<&'static str> {
        match self {
            RowSet::Roster(scheme, _)
            | RowSet::RosterPersons(scheme, ..)
            | RowSet::Changes(scheme, ..)
            | RowSet::Entered(scheme, _)
            | RowSet::Left(scheme, _)
            | RowSet::Persons(scheme, _)
            | RowSet::PersonChanges(scheme, ..)
            | RowSet::PayChanges(scheme, _) => Some(scheme),
            // Both subsidies read the same tables, so that what changes one drops both.
            RowSet::Subsidised(_) => Some("disability-living"),
            RowSet::OnPlan(_) => Some("homecheck"),
            RowSet::ChildrenDue | RowSet::ChildrenVisited => Some(CHILDREN),
            RowSet::CalledOn(_) => Some(ELDER_VISITS),
            RowSet::Records(records, _) => records.kept,
            RowSet::Lines(..)
            | RowSet::ClassLines(..)
            | RowSet::SupportLines(..)
            | RowSet::SubsidyMonths(_)
            | RowSet::Unclaimed
            | RowSet::Sampled
            | RowSet::Deaths(_)
            | RowSet::Parameter(_) => None,
        }
    }
    /// How a kept month names it.
    pub fn name(&self) -> String {
        match self {
            RowSet::Records(records, only) => records.name(only),
            special => format!("{special:?}"),
        }
    }
    /// For which window, seen from a month, its summary stands. Households visited count once however often, so that their months
    /// do not add up to a year.
    pub const fn kept_for(&self) -> When {
        match self {
            RowSet::OnPlan(_) | RowSet::Records(Records { once: Some(_), .. }, _) => When::Year,
            _ if self.is_stock() => When::End,
            _ => When::Month,
        }
    }
    /// Whether what months keep of it adds up to what longer windows have.
    pub const fn adds_up(&self) -> bool {
        !matches!(self, RowSet::ChildrenDue | RowSet::ChildrenVisited)
    }
    /// Whether it is counted on the last day of a month, not over months.
    pub const fn is_stock(&self) -> bool {
        matches!(
            self,
            RowSet::Roster(..)
                | RowSet::RosterPersons(..)
                | RowSet::Persons(..)
                | RowSet::Subsidised(_)
                | RowSet::Records(Records { dates: Dates::OnDay | Dates::UpTo(_), .. }, _)
                | RowSet::Unclaimed
                | RowSet::CalledOn(_)
                | RowSet::Parameter(_)
        )
    }
}
