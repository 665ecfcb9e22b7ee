//! The summary panel of a screen: its figures for a month, each open to the rows behind it.

mod funeral;
mod line;
mod places;

pub use line::{PanelLine, Watch};

use super::declared::{CARE, CASE_IN, CASE_OUT, LIVING, OF_DIBAO, OF_RURAL, OF_URBAN, RURAL, URBAN, topup};
use super::row_set::{ALL_LINES, HOUSEHOLD_IN, HOUSEHOLD_OUT, PERSON_IN, PERSON_OUT};
use super::sets::{
    ACTIVITIES, ACTIVITY_COST, AID_GRANTS, CHILD_VISITS, CHILD_WORKERS, CHILDREN, CHILDREN_FILED, CHILDREN_GONE,
    DIRECTORS, DIVISION_POPULATION, DREAMERS, DREAMS, DREAMS_WAITING, FINDINGS, GRADES_ANNOUNCED, GRADES_APPLIED,
    HOMES, MONTHS_WITH_ACTIVITY, NOT_SEEN, OUT_OF_SCHOOL, PLANS_APPROVED, SOLVED, SUPERVISORS, TRAINED, UNREGISTERED,
};
use super::sets::{
    ADAPTED, AGED, APPROVED, ASSESSED, BALANCE, BEDS_NURSING, BEDS_OPEN, CALLED_ON, CARERS, COLLECTED, CONFIRMED,
    CONTESTANTS, DELEGATES, ELDER_VISITS, ELDERS, ENTRIES, HAZARDS, HELPED, HOME, INSPECTIONS, MOVED_INTO,
    MOVED_OUT_OF, NEWLY_ASSESSED, PAID_ALLOWANCES, PETTY_AID, PLANNED, PRIZES, RESIDENTS, SUBSIDIES,
    SUBSIDIES_APPROVED, SUBSIDIES_BACK, SUBSIDIES_PAID, TOWNS, TROUBLED, VILLAGES, VISITED, WITHDRAWN,
};
use super::sets::{ADOPTING, ADOPTIONS, IN_CARE, OPEN_REPORTS, RECOVERIES, RECOVERING, REPAID, REPORTS};
use super::{Bank, Called, Effect, Group, Is, Measure, Part, Paying, RowSet, Served, Support, Unit, When};
use line::{flow, line};

const fn households(label: &'static str, scheme: &'static str, paying: Paying) -> PanelLine {
    line(label, Measure::Count(RowSet::Roster(scheme, paying)), When::End, Unit::Household)
}

const fn money(label: &'static str, schemes: &'static [&'static str], when: When) -> PanelLine {
    line(label, Measure::Sum(RowSet::Lines(schemes, ALL_LINES, Bank::Paid)), when, Unit::Yuan)
}

const fn lines(label: &'static str, schemes: &'static [&'static str], bank: Bank) -> PanelLine {
    line(label, Measure::Count(RowSet::Lines(schemes, ALL_LINES, bank)), When::Month, Unit::Line)
}

const fn dibao(scheme: &'static str, schemes: &'static [&'static str]) -> [PanelLine; 12] {
    let persons = Measure::Count(RowSet::RosterPersons(scheme, Paying::All, Group::All));
    [
        households("在保户", scheme, Paying::All),
        line("在保人", persons, When::End, Unit::Person),
        households("  其中暂停", scheme, Paying::Suspended),
        line("人均补差", topup(scheme), When::End, Unit::YuanAPersonAMonth),
        money("本月发放", schemes, When::Month),
        lines("  成功", schemes, Bank::Paid),
        lines("  失败", schemes, Bank::Failed),
        flow("新增", RowSet::Changes(scheme, HOUSEHOLD_IN, Effect::In), Unit::Household),
        flow("  新增人", RowSet::Entered(scheme, PERSON_IN), Unit::Person),
        flow("核减", RowSet::Changes(scheme, HOUSEHOLD_OUT, Effect::Out), Unit::Household),
        flow("  核减人", RowSet::Left(scheme, PERSON_OUT), Unit::Person),
        money("累计发放", schemes, When::Year),
    ]
}

static URBAN_LINES: [PanelLine; 12] = dibao(URBAN, &[URBAN]);
static RURAL_LINES: [PanelLine; 12] = dibao(RURAL, &[RURAL]);

const RELIEF: RowSet = APPROVED.all();
const PETTY: RowSet = APPROVED.only(PETTY_AID);

static RELIEF_LINES: [PanelLine; 6] = [
    line("本月人次", Measure::Count(RELIEF), When::Month, Unit::PersonTime),
    line("本月金额", Measure::Sum(RELIEF), When::Month, Unit::Yuan),
    line("  其中备用金", Measure::Sum(PETTY), When::Month, Unit::Yuan),
    line("累计人次", Measure::Count(RELIEF), When::Year, Unit::PersonTime),
    line("累计金额", Measure::Sum(RELIEF), When::Year, Unit::Yuan),
    line("  其中备用金", Measure::Sum(PETTY), When::Year, Unit::Yuan),
];

const fn persons(label: &'static str, scheme: &'static str) -> PanelLine {
    line(label, Measure::Count(RowSet::Persons(scheme, Served::All)), When::End, Unit::Person)
}

const fn person_flow(label: &'static str, scheme: &'static str, kinds: &'static [&'static str]) -> PanelLine {
    flow(label, RowSet::PersonChanges(scheme, kinds, None), Unit::Person)
}

const fn months_paid(label: &'static str, set: RowSet) -> PanelLine {
    line(label, Measure::Sum(set), When::Month, Unit::PersonTime)
}

static TEKUN_LINES: [PanelLine; 11] = [
    persons("在保人", "tekun"),
    money("本月发放", &["tekun"], When::Month),
    months_paid("  分散人次", RowSet::SupportLines(Support::Dispersed, Part::Months)),
    months_paid("  集中人次", RowSet::SupportLines(Support::Concentrated, Part::Months)),
    lines("  成功", &["tekun"], Bank::Paid),
    lines("  失败", &["tekun"], Bank::Failed),
    person_flow("新增", "tekun", CASE_IN),
    person_flow("取消", "tekun", CASE_OUT),
    flow("本月确认", CONFIRMED.all(), Unit::Person),
    flow("  区级已入户", RowSet::Sampled, Unit::Person).watched(Watch::Sampled),
    money("累计发放", &["tekun"], When::Year),
];

static SUBSIDY_LINES: [PanelLine; 10] = [
    persons("生活补贴在享人", LIVING),
    persons("护理补贴在享人", CARE),
    line("  应补未补", Measure::Count(RowSet::Unclaimed), When::End, Unit::Person).watched(Watch::Unclaimed),
    money("本月发放", &[LIVING, CARE], When::Month).main(),
    months_paid("  生活补贴人次", RowSet::SubsidyMonths(LIVING)),
    months_paid("  护理补贴人次", RowSet::SubsidyMonths(CARE)),
    lines("  失败", &[LIVING, CARE], Bank::Failed),
    person_flow("新增生活补贴", LIVING, CASE_IN),
    person_flow("新增护理补贴", CARE, CASE_IN),
    money("累计发放", &[LIVING, CARE], When::Year),
];

const fn kept(scheme: &'static str, paid: &'static [&'static str]) -> [PanelLine; 7] {
    [
        persons("在享人", scheme),
        money("本月发放", paid, When::Month),
        lines("  成功", paid, Bank::Paid),
        lines("  失败", paid, Bank::Failed),
        person_flow("新增", scheme, CASE_IN),
        person_flow("停发", scheme, CASE_OUT),
        money("累计发放", paid, When::Year),
    ]
}

static ORPHAN_LINES: [PanelLine; 7] = kept("orphans", &["orphans"]);
static DEFACTO_LINES: [PanelLine; 7] = kept("de-facto", &["de-facto"]);

const fn children(label: &'static str, which: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(CHILDREN.only(which)), When::End, Unit::Person)
}

static CHILD_LINES: [PanelLine; 11] = [
    line("在册儿童", Measure::Count(CHILDREN.all()), When::End, Unit::Person),
    children("  孤儿", &[("main_cat", &["A"])]),
    children("  事实无人抚养", &[("main_cat", &["B"])]),
    children("  困境", &[("main_cat", &["C1", "C2", "C3"])]),
    children("  留守", &[("main_cat", &["D"])]),
    children("  流动", &[("main_cat", &["E"])]),
    children("监护差", &[("weak_care", &["1"])]),
    children("失辍学", OUT_OF_SCHOOL),
    children("无户籍", UNREGISTERED),
    flow("本月建档", CHILDREN_FILED.all(), Unit::Person),
    flow("  退出", CHILDREN_GONE.all(), Unit::Person),
];

const fn visited(label: &'static str, visits: RowSet) -> PanelLine {
    line(label, Measure::Count(visits), When::Year, Unit::Household)
}

static VISIT_LINES: [PanelLine; 4] = [
    visited("低保上户排查", VISITED.only(OF_DIBAO)),
    visited("  其中城市低保", VISITED.only(OF_URBAN)),
    visited("  其中农村低保", VISITED.only(OF_RURAL)),
    visited("社工站走访", CALLED_ON.only(&[("scheme", &[URBAN, RURAL, "tekun"])])),
];

const fn petty(label: &'static str, kinds: &'static [Is]) -> PanelLine {
    line(label, Measure::Sum(ENTRIES.only(kinds)), When::Month, Unit::Yuan)
}

static FUND_LINES: [PanelLine; 4] = [
    line("余额", Measure::Sum(BALANCE.all()), When::End, Unit::Yuan),
    petty("本月拨入", &[("kind", &["1"])]),
    petty("本月支出", &[("kind", &["2"])]),
    petty("核销补充", &[("kind", &["3"])]),
];

static RECOVERY_LINES: [PanelLine; 6] = [
    line("未结", Measure::Count(RECOVERING.all()), When::End, Unit::Case),
    line("  死亡未停", Measure::Count(RECOVERING.only(&[("reason", &["01"])])), When::End, Unit::Case),
    line("未追回", Measure::Sum(RECOVERING.all()), When::End, Unit::Yuan).main(),
    line("本月发现", Measure::Count(RECOVERIES.all()), When::Month, Unit::Case),
    line("本月追回", Measure::Sum(REPAID.all()), When::Month, Unit::Yuan),
    line("累计追回", Measure::Sum(REPAID.all()), When::Year, Unit::Yuan),
];

const fn in_office(label: &'static str, who: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(CHILD_WORKERS.only(who)), When::End, Unit::Person).watched(Watch::Staffed)
}

const fn trained(label: &'static str, who: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(TRAINED.only(who)), When::Year, Unit::Piece)
}

static WORKER_LINES: [PanelLine; 6] = [
    line("村居", Measure::Count(VILLAGES), When::End, Unit::Piece),
    in_office("  在岗儿童主任", DIRECTORS),
    trained("  本年参训", DIRECTORS),
    line("镇街", Measure::Count(TOWNS), When::End, Unit::Piece),
    in_office("  在岗儿童督导员", SUPERVISORS),
    trained("  本年参训", SUPERVISORS),
];

const fn called_on(label: &'static str, which: Called) -> PanelLine {
    line(label, Measure::Count(RowSet::CalledOn(which)), When::End, Unit::Person)
}

const CALLS_MADE: RowSet = RowSet::CalledOn(Called::Made);
const CALLS_DUE: RowSet = RowSet::CalledOn(Called::All);

static CALL_LINES: [PanelLine; 7] = [
    called_on("应探访", Called::All),
    called_on("本月已探访", Called::Made),
    called_on("  到期未访", Called::Due),
    line("探访率", Measure::Share(CALLS_MADE, CALLS_DUE), When::End, Unit::Rate).main(),
    line("本月探访次数", Measure::Count(ELDER_VISITS.all()), When::Month, Unit::PersonTime),
    line("  发现问题", Measure::Count(ELDER_VISITS.only(TROUBLED)), When::Month, Unit::PersonTime),
    line("  已解决", Measure::Count(HELPED.all()), When::Month, Unit::PersonTime),
];

static ADAPT_LINES: [PanelLine; 4] = [
    line("年度任务", Measure::Sum(PLANNED.all()), When::Year, Unit::Household),
    line("累计完成", Measure::Count(ADAPTED.all()), When::Year, Unit::Household),
    line("  本月验收", Measure::Count(ADAPTED.all()), When::Month, Unit::Household).main(),
    line("累计退出", Measure::Count(WITHDRAWN.all()), When::Year, Unit::Household),
];

const fn solved(label: &'static str, problem: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(SOLVED.only(problem)), When::Year, Unit::Piece)
}

static CHILD_VISIT_LINES: [PanelLine; 8] = [
    flow("应访", RowSet::ChildrenDue, Unit::Person),
    flow("实访", RowSet::ChildrenVisited, Unit::Person),
    line("走访率", Measure::Share(RowSet::ChildrenVisited, RowSet::ChildrenDue), When::Month, Unit::Rate).main(),
    flow("走访", CHILD_VISITS.all(), Unit::PersonTime),
    flow("  未见到儿童", CHILD_VISITS.only(NOT_SEEN), Unit::PersonTime),
    flow("发现问题", FINDINGS.all(), Unit::Piece),
    solved("本年落实户籍", &[("problem", &["3"])]),
    solved("本年返校复学", &[("problem", &["2"])]),
];

static REPORT_LINES: [PanelLine; 3] = [
    flow("本月强制报告", REPORTS.all(), Unit::Piece),
    line("本年强制报告", Measure::Count(REPORTS.all()), When::Year, Unit::Piece),
    line("没有结案", Measure::Count(OPEN_REPORTS.all()), When::End, Unit::Piece),
];

static ADOPTION_LINES: [PanelLine; 3] = [
    flow("本月登记收养", ADOPTIONS.all(), Unit::Piece),
    line("本年登记收养", Measure::Count(ADOPTIONS.all()), When::Year, Unit::Piece),
    line("办理中", Measure::Count(ADOPTING.all()), When::End, Unit::Piece),
];

static CARE_LINES: [PanelLine; 1] = [line("监护中", Measure::Count(IN_CARE.all()), When::End, Unit::Person)];

static ACTIVITY_LINES: [PanelLine; 6] = [
    line("本年有主题的月份", Measure::Count(MONTHS_WITH_ACTIVITY.all()), When::Year, Unit::Piece),
    line("  本年场次", Measure::Count(ACTIVITIES.all()), When::Year, Unit::Piece),
    line("  参加儿童", Measure::Sum(ACTIVITIES.all()), When::Year, Unit::PersonTime),
    line("  经费", Measure::Sum(ACTIVITY_COST.all()), When::Year, Unit::Yuan),
    line("本年助学帮扶", Measure::Count(AID_GRANTS.all()), When::Year, Unit::PersonTime),
    line("  金额", Measure::Sum(AID_GRANTS.all()), When::Year, Unit::Yuan),
];

static DREAM_LINES: [PanelLine; 6] = [
    flow("本月期数", DREAMS.all(), Unit::PersonTime),
    line("  金额", Measure::Sum(DREAMS.all()), When::Month, Unit::Yuan),
    line("本年学生", Measure::Count(DREAMERS.all()), When::Year, Unit::Person),
    line("  期数", Measure::Count(DREAMS.all()), When::Year, Unit::PersonTime),
    line("  金额", Measure::Sum(DREAMS.all()), When::Year, Unit::Yuan),
    line("本年休学暂停", Measure::Count(DREAMS_WAITING.all()), When::Year, Unit::PersonTime),
];

const fn assessed(label: &'static str, level: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(ASSESSED.only(level)), When::End, Unit::Person)
}

static ABILITY_LINES: [PanelLine; 8] = [
    line("有效评估", Measure::Count(ASSESSED.all()), When::End, Unit::Person),
    assessed("  能力完好", &[("level", &["0"])]),
    assessed("  轻度失能", &[("level", &["1"])]),
    assessed("  中度失能", &[("level", &["2"])]),
    assessed("  重度失能", &[("level", &["3"])]),
    assessed("  完全失能", &[("level", &["4"])]),
    flow("本月评估", NEWLY_ASSESSED.all(), Unit::PersonTime),
    line("累计评估", Measure::Count(NEWLY_ASSESSED.all()), When::Year, Unit::PersonTime),
];

const ELDERLY: &str = "elderly";

const fn of_band(label: &'static str, band: &'static str) -> PanelLine {
    line(label, Measure::Count(RowSet::Persons(ELDERLY, Served::Band(band))), When::End, Unit::Person)
}

static ALLOWANCE_LINES: [PanelLine; 12] = [
    line("在发人", Measure::Count(PAID_ALLOWANCES), When::End, Unit::Person),
    of_band("  80至89岁", "80"),
    of_band("  90至99岁", "90"),
    of_band("  100岁以上", "100"),
    line("暂停", Measure::Count(RowSet::Persons(ELDERLY, Served::Suspended)), When::End, Unit::Person),
    money("本月发放", &[ELDERLY], When::Month),
    lines("  成功", &[ELDERLY], Bank::Paid),
    lines("  失败", &[ELDERLY], Bank::Failed),
    person_flow("新增", ELDERLY, CASE_IN),
    person_flow("停发", ELDERLY, CASE_OUT),
    person_flow("调档", ELDERLY, &["12"]),
    money("累计发放", &[ELDERLY], When::Year),
];

static ELDER_LINES: [PanelLine; 5] = [
    line("在册老年人", Measure::Count(ELDERS), When::End, Unit::Person),
    line("  其中80周岁以上", Measure::Count(AGED), When::End, Unit::Person),
    line("本月采集", Measure::Count(COLLECTED.all()), When::Month, Unit::Person),
    line("累计采集", Measure::Count(COLLECTED.all()), When::Year, Unit::Person),
    line("  其中社工站", Measure::Count(COLLECTED.only(&[("source", &["1"])])), When::Year, Unit::Person),
];

static PLACE_LINES: [PanelLine; 4] = [
    line("镇街", Measure::Count(TOWNS), When::End, Unit::Piece),
    line("村居", Measure::Count(VILLAGES), When::End, Unit::Piece),
    line("户籍人口", Measure::Sum(DIVISION_POPULATION), When::End, Unit::Person),
    line("本年批准的方案", Measure::Count(PLANS_APPROVED.all()), When::Year, Unit::Piece),
];

static HOME_LINES: [PanelLine; 11] = [
    line("养老机构", Measure::Count(HOME), When::End, Unit::Home),
    line("实有床位", Measure::Sum(BEDS_OPEN.all()), When::End, Unit::Piece),
    line("  护理型床位", Measure::Sum(BEDS_NURSING.all()), When::End, Unit::Piece),
    line("在院老人", Measure::Count(RESIDENTS.all()), When::End, Unit::Person).main(),
    line("  入住率", Measure::Fill(RESIDENTS.all(), BEDS_OPEN.all()), When::End, Unit::Rate),
    line("  特困集中", Measure::Count(RESIDENTS.only(&[("pay_kind", &["2"])])), When::End, Unit::Person),
    line("本月入住", Measure::Count(MOVED_INTO.all()), When::Month, Unit::Person),
    line("  离院", Measure::Count(MOVED_OUT_OF.all()), When::Month, Unit::Person),
    line("护理员", Measure::Count(CARERS.all()), When::End, Unit::Person),
    line("本月检查", Measure::Count(INSPECTIONS.all()), When::Month, Unit::Piece),
    line("未销号隐患", Measure::Count(HAZARDS.all()), When::End, Unit::Piece),
];

const fn of_grade(label: &'static str, grade: &'static [Is]) -> PanelLine {
    line(label, Measure::Count(HOMES.only(grade)), When::End, Unit::Home)
}

static GRADE_LINES: [PanelLine; 9] = [
    line("养老机构", Measure::Count(HOME), When::End, Unit::Home),
    of_grade("  五级", &[("grade", &["5"])]),
    of_grade("  四级", &[("grade", &["4"])]),
    of_grade("  三级", &[("grade", &["3"])]),
    of_grade("  二级", &[("grade", &["2"])]),
    of_grade("  一级", &[("grade", &["1"])]),
    of_grade("  未评", &[("grade", &["0"])]),
    line("本年申报", Measure::Count(GRADES_APPLIED.all()), When::Year, Unit::Piece),
    line("本年公告", Measure::Count(GRADES_ANNOUNCED.all()), When::Year, Unit::Piece),
];

static CONTEST_LINES: [PanelLine; 3] = [
    line("本年参加区级竞赛", Measure::Count(CONTESTANTS.all()), When::Year, Unit::Person),
    line("选派省市竞赛", Measure::Count(DELEGATES.all()), When::Year, Unit::Person),
    line("  获奖", Measure::Count(PRIZES.all()), When::Year, Unit::PersonTime),
];

static ELDER_SUBSIDY_LINES: [PanelLine; 5] = [
    line("本年申报", Measure::Count(SUBSIDIES.all()), When::Year, Unit::Line),
    line("本年审定", Measure::Sum(SUBSIDIES_APPROVED.all()), When::Year, Unit::Yuan),
    line("本年拨付", Measure::Sum(SUBSIDIES_PAID.all()), When::Year, Unit::Yuan).main(),
    line("  本月拨付", Measure::Sum(SUBSIDIES_PAID.all()), When::Month, Unit::Yuan),
    line("本年追回", Measure::Sum(SUBSIDIES_BACK.all()), When::Year, Unit::Yuan),
];

/// The panels by their screens: of a scheme, of the two subsidies (`disability`), of visits (`homecheck`), of the towns' petty funds
/// (`petty-fund`), of what is recovered (`recovery`), of children's files (`child`), of assessments (`ability`), of contests of carers (`contest`), of the grades of homes (`home-grade`), of the divisions (`division`), of those who look after
/// children in towns and villages (`children-workers`), of visits to children (`children-visits`), of what is done for them (`activities`), of
/// what is restricted (`reports`, `adoptions`, `temp-care`), of the funeral market (`market`, `merchants`) and of what is told there
/// (`publicity`, `fixtures`), of deaths (`deaths`), of reports of tents and of facilities (`tent-reports`, `burials`).
pub static ALL: &[(&str, &[PanelLine])] = &[
    (URBAN, &URBAN_LINES),
    (RURAL, &RURAL_LINES),
    ("temporary", &RELIEF_LINES),
    ("tekun", &TEKUN_LINES),
    ("disability", &SUBSIDY_LINES),
    ("homecheck", &VISIT_LINES),
    ("petty-fund", &FUND_LINES),
    ("recovery", &RECOVERY_LINES),
    ("elder-visit", &CALL_LINES),
    ("home-adapt", &ADAPT_LINES),
    ("orphans", &ORPHAN_LINES),
    ("de-facto", &DEFACTO_LINES),
    ("child", &CHILD_LINES),
    ("ability", &ABILITY_LINES),
    ("contest", &CONTEST_LINES),
    ("division", &PLACE_LINES),
    ("elderly-homes", &HOME_LINES),
    ("home-grade", &GRADE_LINES),
    ("place-names", &places::NAME_LINES),
    ("boundary-lines", &places::LINE_LINES),
    ("signs", &places::SIGN_LINES),
    ("doorplates", &places::PLATE_LINES),
    ("elder", &ELDER_LINES),
    (ELDERLY, &ALLOWANCE_LINES),
    ("elder-subsidy", &ELDER_SUBSIDY_LINES),
    ("children-workers", &WORKER_LINES),
    ("children-visits", &CHILD_VISIT_LINES),
    ("activities", &ACTIVITY_LINES),
    ("dreams", &DREAM_LINES),
    ("reports", &REPORT_LINES),
    ("adoptions", &ADOPTION_LINES),
    ("temp-care", &CARE_LINES),
    ("deaths", &funeral::DEATH_LINES),
    ("death-lists", &funeral::LIST_LINES),
    ("tent-reports", &funeral::TENT_LINES),
    ("burials", &funeral::BURIAL_LINES),
    ("funeral-relief", &funeral::RELIEF_LINES),
    ("market", &funeral::MARKET_LINES),
    ("merchants", &funeral::MERCHANT_LINES),
    ("publicity", &funeral::PUBLICITY_LINES),
    ("fixtures", &funeral::FIXTURE_LINES),
];

/// The panel of a screen; nothing for one that has none.
pub fn panel(screen: &str) -> &'static [PanelLine] {
    ALL.iter().find(|(name, _)| *name == screen).map_or(&[], |(_, lines)| lines)
}

/// How many months the main figure of a panel is shown for.
pub const COURSE: i32 = 12;

/// What is shown month by month of a panel: its main figure; where that adds a year up, each month by itself.
pub fn course(lines: &[PanelLine]) -> Option<PanelLine> {
    let main = lines.iter().find(|line| line.main).or(lines.first())?;
    let when = if main.when == When::Year { When::Month } else { main.when };
    Some(PanelLine { when, ..*main })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_course_is_that_of_one_line_month_by_month() {
        for (screen, lines) in ALL {
            let marked = lines.iter().filter(|line| line.main).count();
            assert!(marked <= 1, "{screen} has {marked} main figures");
            assert_ne!(course(lines).map(|line| line.when), Some(When::Year), "{screen}");
        }
        let of = |screen: &str| course(panel(screen)).map(|line| (line.label, line.when));
        assert_eq!(of(URBAN), Some(("在保户", When::End)));
        assert_eq!(of("homecheck"), Some(("低保上户排查", When::Month)));
        assert_eq!(of("elder-visit"), Some(("探访率", When::End)));
        assert_eq!(of(""), None);
    }

    #[test]
    fn a_watched_number_says_what_is_wrong_with_it() {
        let of = |screen: &str, watch| *panel(screen).iter().find(|l| l.watch == watch).unwrap();
        let code = |line: PanelLine, number, above| line.slip(number, above).map(|s| s.code);
        let sampled = of("tekun", Watch::Sampled);
        assert_eq!(code(sampled, 2, 7), Some("E-TK-014"));
        assert_eq!(code(sampled, 3, 7), None);
        let unclaimed = of("disability", Watch::Unclaimed);
        assert_eq!(code(unclaimed, 5, 0), Some("W-CB-011"));
        assert_eq!(code(unclaimed, 0, 9), None);
        let staffed = of("children-workers", Watch::Staffed);
        assert_eq!((code(staffed, 53, 54), code(staffed, 54, 54)), (Some("W-CH10"), None));
    }
}
