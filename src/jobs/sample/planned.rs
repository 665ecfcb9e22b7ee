//! What is planned for a part of the office before anything of it is told, and what of it the payroll has to know beside the rule.

use super::abilities::Assessed;
use super::adapt::Adaptation;
use super::bank::Failing;
use super::callers::Callers;
use super::cases::CaseVersion;
use super::children::Children;
use super::contest::Contests;
use super::deaths::Deceased;
use super::elders::Elder;
use super::families::Families;
use super::homes::Homes;
use super::market::Market;
use super::people::Person;
use super::plan::Population;
use super::relief::Relief;
use super::somebody::Somebody;
use super::students::Student;
use super::subsidies::Subsidies;
use super::support::Supported;
use super::visits::Visit;
use super::workers::Worker;
use crate::domain::assistance::dibao::Kind;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::payment::LineType;
use crate::domain::scheme::Scheme;
use crate::jobs::payroll::Addition;
use crate::register::Draft;

/// People, households and cases with their stories.
#[derive(Default)]
pub(crate) struct Planned {
    /// People, households, cases.
    pub population: Population,
    /// The versions of each case.
    pub versions: Vec<Vec<CaseVersion>>,
    /// What the bank refuses.
    pub failing: Vec<Failing>,
    /// 临时救助.
    pub relief: Vec<Relief>,
    /// 特困.
    pub supported: Vec<Supported>,
    /// 两补.
    pub subsidies: Subsidies,
    /// 老年人 and 高龄津贴.
    pub elders: Vec<Elder>,
    /// 探访: who goes, in the first part.
    pub callers: Option<Callers>,
    /// 入户核查.
    pub visits: Vec<Visit>,
    /// 能力评估.
    pub abilities: Vec<Assessed>,
    /// 基层儿童队伍.
    pub workers: Vec<Worker>,
    /// The first part tells what an office has once.
    pub is_first: bool,
    /// 适老化改造.
    pub adaptations: Vec<Adaptation>,
    /// 养老机构.
    pub homes: Homes,
    /// 护理员竞赛.
    pub contests: Contests,
    /// 儿童档案.
    pub children: Children,
    /// 福彩圆梦.
    pub students: Vec<Student>,
    /// 收养, in the first part.
    pub families: Option<Families>,
    /// 殡葬市场 and 宣传.
    pub market: Market,
    /// Deaths of those who were on no register.
    pub deaths: Vec<Deceased>,
}

impl Planned {
    /// The person that somebody is.
    pub(crate) fn person<'p>(&'p self, who: &'p Somebody) -> &'p Person {
        who.person(&self.population, &self.supported)
    }
}

/// What the bank and the clerks do beside the rule, by the keys of the cases.
#[derive(Clone, Debug, Default)]
pub(crate) struct PayPlan {
    /// The refusals of each kind.
    pub failing: Vec<(Kind, i64, Failing)>,
    /// 补发: the scheme, the batch, the line.
    pub late: Vec<(Scheme, Month, Addition)>,
    /// Deaths that are told when the batches are made.
    pub late_deaths: Vec<Draft>,
}

impl PayPlan {
    /// Adds those of a part of the office.
    pub(crate) fn add(&mut self, part: PayPlan) {
        self.failing.extend(part.failing);
        self.late.extend(part.late);
        self.late_deaths.extend(part.late_deaths);
    }

    /// What is added to the normal batch of a month.
    pub(crate) fn additions(&self, scheme: Scheme, of: Month) -> Vec<Addition> {
        let late = self.late.iter().filter(|(late, batch, _)| *late == scheme && *batch == of);
        late.map(|(_, _, line)| *line).collect()
    }
}

/// 补发 of the months from one on that a case was not paid, so much each, with the batch of a later month.
pub(crate) fn arrears(
    (scheme, case_key): (Scheme, i64),
    (from, batch): (Month, Month),
    month: Money,
) -> (Scheme, Month, Addition) {
    let amount = month.checked_mul(i64::from(batch.months_since(from))).unwrap_or_default();
    (scheme, batch, Addition { case_key, line_type: LineType::Arrears, range: (from, batch.prev()), amount })
}
