//! The records that figures, panels, tables and rolls count in more than one place.

pub mod names;

use super::records::{Is, Records, records};
use super::{RowSet, Served, row_set};
use crate::domain::elderly::allowance::FROM_AGE;
use crate::register::benefits::codes::RECOVERY_OPEN;
use crate::register::funeral::seizure;
use crate::register::people::institution;
use crate::register::places::boundary_marker;

/// 临时救助 cases by the day of approval; their money is what was approved.
pub const APPROVED: Records =
    records("temporary").within("approve_date").adding("amount").by_town("division").kept("temporary");
/// Those of a fund: P 备用金, D 区级专项.
pub const PETTY_AID: &[Is] = &[("fund", &["P"])];

/// Entries of the towns' petty funds by their day. Kinds: 1 拨入, 2 支出, 3 核销补充, 4 退回, 5 年末收回.
pub const ENTRIES: Records = records("petty_txn")
    .within("date")
    .adding("amount")
    .by_town("petty_fund.town")
    .called(&["temporary.person.name", "date"])
    .kept("temporary");
/// What the petty funds hold: a town's funds of all years are one purse, and what goes out adds less than nothing.
pub const BALANCE: Records = ENTRIES.up_to("date").balancing("amount", &("kind", &["1", "3"]));

/// 追缴 that were found by a day and are open as they stand now: of one that came back in full no day is stored. They add what was missing
/// yet on that day.
pub const RECOVERING: Records = records("recovery").being(&[("state", RECOVERY_OPEN)]).adding("balance");
/// 追缴 by the day on which they were found.
pub const RECOVERIES: Records = records("recovery").within("found_on");
/// What came back of them.
pub const REPAID: Records =
    records("repayment").within("date").adding("amount").called(&["recovery.person.name", "recovery.recovery_no"]);

/// 特困 cases that went through the office's own procedure, by the day they were confirmed (a batch of 3.5).
pub const CONFIRMED: Records =
    records("tekun").within("district_date").being(&[("origin", &["applied"])]).by_town("division");

/// 老年人 on the roll, and those whose files were collected, by their day.
pub const ELDERS: RowSet = records("elder").by_town("person.home_division").all();
/// Those of them who are 80 or older.
pub const AGED: RowSet = records("elder").by_town("person.home_division").from_age(FROM_AGE).all();
/// See [`ELDERS`].
pub const COLLECTED: Records = records("elder").within("collected_on").by_town("person.home_division");
/// 高龄津贴: who draws it, without those who are suspended.
pub const PAID_ALLOWANCES: RowSet = RowSet::Persons("elderly", Served::Paid);

/// Visits that are accepted: of each case the first in the window (assistance 6.2).
const fn visits(are: &'static [Is]) -> Records {
    records("homecheck").within("visit_on").being(are).first_of_each("case_key").by_town("division").kept("homecheck")
}
const ACCEPTED: Is = ("state", &["accepted", "concluded"]);
/// Cases that the third party visited.
pub const VISITED: Records = visits(&[("visitor_org", &["third_party"]), ACCEPTED]);
/// Cases that 社工站 visited.
pub const CALLED_ON: Records = visits(&[("visitor_org", &["socialwork"]), ACCEPTED]);

/// 基层儿童队伍: 儿童主任 of the villages and 儿童督导员 of the towns who are in office.
pub const CHILD_WORKERS: Records = records("child_worker").by_town("division");
/// Those of the villages.
pub const DIRECTORS: &[Is] = &[("role", &["director"])];
/// Those of the towns.
pub const SUPERVISORS: &[Is] = &[("role", &["supervisor"])];
/// Places that had somebody in a training: each counts once.
pub const TRAINED: Records = records("trainee").within("attended_on").first_of_each("division").by_town("division");
/// 适老化改造任务 of the years, by how many households each is to have.
pub const PLANNED: Records = records("home_adapt_plan").within("year").adding("target");
/// 适老化改造 that were accepted: a household counts once.
pub const ADAPTED: Records = records("home_adapt").within("accepted_on").first_of_each("household").by_town("division");
/// 适老化改造 that were given up before: their slots are free again.
pub const WITHDRAWN: Records = records("home_adapt").within("withdrawn_on").by_town("division");
/// 老年人探访 by their day.
pub const ELDER_VISITS: Records =
    records("elder_visit").within("visit_on").by_town("person.home_division").kept(row_set::ELDER_VISITS);
/// Those that found something.
pub const TROUBLED: &[Is] = &[("result", &["2"])];
/// What was passed on, by the day.
pub const REFERRED: Records = ELDER_VISITS.within("referred_on");
/// What was solved, by the day.
pub const HELPED: Records = ELDER_VISITS.within("referral_done_on");

/// 走访 of children by their day.
pub const CHILD_VISITS: Records =
    records("child_visit").within("visited_on").by_town("division").kept(row_set::CHILDREN);
/// Those in which nobody saw the child.
pub const NOT_SEEN: &[Is] = &[("seen_child", &["0"])];
/// What visits found and what was done, by the day of the visit.
pub const FINDINGS: Records = found_of_children().within("child_visit.visited_on");
/// What was solved of it, by the day it was.
pub const SOLVED: Records = found_of_children().within("resolved_on");

const fn found_of_children() -> Records {
    records("visit_finding")
        .by_town("child_visit.division")
        .called(&["child_visit.visited_on", "resolved_on"])
        .kept(row_set::CHILDREN)
}
/// 强制报告 by the day of the report to the police.
pub const REPORTS: Records = records("mandatory_report").within("reported_on");
/// Those that are not closed on a day.
pub const OPEN_REPORTS: Records = records("mandatory_report");
/// Adoptions that were registered, by the day.
pub const ADOPTIONS: Records = records("adoption").within("decided_on").being(&[("state", &["decided", "dissolved"])]);
/// Those that are not decided yet.
pub const ADOPTING: Records = records("adoption").being(&[("state", &["applied"])]);
/// Children in the care of the bureau on a day.
pub const IN_CARE: Records = records("temp_care");

/// Children on the register of a day, as they stand then.
pub const CHILDREN: Records = records("child_status")
    .being(&[("state", &["on"])])
    .by_town("child.person.home_division")
    .called(&["child.person.name", "child.file_no"])
    .kept(row_set::CHILDREN);
/// Files that were begun in the window.
pub const CHILDREN_FILED: Records = records("child").within("registered_on").by_town("person.home_division");
/// Children who left the register in it.
pub const CHILDREN_GONE: Records = records("child_status")
    .within("valid_from")
    .being(&[("state", &["grown", "adopted", "moved", "died", "resolved"])])
    .by_town("child.person.home_division")
    .called(&["child.person.name", "child.file_no"]);
/// 失辍学.
pub const OUT_OF_SCHOOL: &[Is] = &[("school_state", &["09", "10"])];
/// 无户籍.
pub const UNREGISTERED: &[Is] = &[("unregistered", &["1"])];

/// 关爱活动 of a window; they add the children who came.
pub const ACTIVITIES: Records = records("activity").within("month").adding("children_count");
/// The months that had one.
pub const MONTHS_WITH_ACTIVITY: Records = records("activity").within("month").first_of_each("month");
/// What they cost.
pub const ACTIVITY_COST: Records = records("activity").within("month").adding("cost");
/// 助学帮扶 that was paid out.
pub const AID_GRANTS: Records =
    records("aid_grant").within("paid_on").adding("amount").called(&["child.person.name", "child.file_no"]);
/// 福彩圆梦 instalments that were paid.
pub const DREAMS: Records = records("dream_grant")
    .within("paid_on")
    .adding("amount")
    .by_town("person.home_division")
    .called(&["person.name", "paid_on"]);
/// Whom they were paid to.
pub const DREAMERS: Records = DREAMS.first_of_each("person");
/// Instalments that wait because the student has interrupted school, by the day of the application.
pub const DREAMS_WAITING: Records = DREAMS.within("applied_on").being(&[("leaving", &["1"])]);

/// 能力评估 that are confirmed and hold on the day: of each person at most one.
pub const ASSESSED: Records = records("ability").being(&[("state", &["3"])]).by_town("person.home_division");
/// Those made in the window.
pub const NEWLY_ASSESSED: Records = ASSESSED.within("assess_on");

/// Entries of the three lists of the dead, by the month of the list.
pub const LISTED: Records = records("death_notice").within("month").called(&["name", "notice_no"]);
/// Those of 殡仪馆, 公安, 村居.
pub const BY_CREMATORIUM: &[Is] = &[("source", &["1"])];
/// See [`BY_CREMATORIUM`].
pub const BY_POLICE: &[Is] = &[("source", &["2"])];
/// See [`BY_CREMATORIUM`].
pub const BY_VILLAGES: &[Is] = &[("source", &["3"])];
/// Those that nobody has looked into, and whose death is not registered.
pub const UNSETTLED: &[Is] = &[("opinion", &["1"])];

/// 私搭灵棚举报 that count, by the day they came in.
pub const TENTS: Records =
    records("tent_report").within("received_on").being(&[("is_counted", &["1"])]).by_town("division");
/// Those of 灵棚 and of 设施排查 that are closed.
pub const CLOSED: &[Is] = &[("state", &["closed"])];
/// Those that turned out untrue.
pub const UNTRUE: &[Is] = &[("action", &["9"])];
/// Those under way on a day.
pub const OPEN_TENTS: Records = records("tent_report").being(&[("is_counted", &["1"])]).by_town("division");

/// 安葬(放)设施 that are open on a day.
pub const BURIALS: Records = records("burial_facility").by_town("division");
/// 设施排查 that were made, by their day; what they add is the fine.
pub const BURIAL_CHECKS: Records = records("facility_check").within("checked_on").by_town("division").adding("fine");
/// What was looked at: a facility counts once, a place that is no registered facility by itself.
pub const FACILITIES_CHECKED: Records = BURIAL_CHECKS.first_of_each("burial_facility");
/// Those that found something: 查处. Whatever was found is filed.
pub const CASES: &[Is] = &[("found", &["1"])];
/// Those of them that are not closed.
pub const OPEN_CASES: &[Is] = &[("state", &["filed", "mending", "rechecked"])];

/// Divisions of the office's own district.
const DIVISIONS: Records = records("division").by_town("code").inside();
/// 镇街.
pub const TOWNS: RowSet = DIVISIONS.only(&[("level", &["township"])]);
/// Those of some kinds.
pub const fn divisions(which: &'static [Is]) -> RowSet {
    DIVISIONS.only(which)
}
/// 面积 of the towns, in hundredths of a square kilometre.
pub const DIVISION_AREA: RowSet = DIVISIONS.adding("area_km2").only(&[("level", &["township"])]);
/// 户籍人口 of the towns.
pub const DIVISION_POPULATION: RowSet = DIVISIONS.adding("population").only(&[("level", &["township"])]);
/// 区划调整方案 approved in the window.
pub const PLANS_APPROVED: Records = records("division_plan").within("approved_on");
/// 村居.
pub const VILLAGES: RowSet = DIVISIONS.only(&[("level", &["village"])]);

/// 养老机构 there are on a day; what they add is said with the question.
pub const HOMES: Records =
    records("institution").being(&[("ownership", OWNERSHIPS)]).by_institution("key").called(&["name", "code"]);
const OWNERSHIPS: &[&str] = institution::HOMES;
/// Those with a grade.
pub const GRADED: &[Is] = &[("grade", &["1", "2", "3", "4", "5"])];
/// Each of them once.
pub const HOME: RowSet = HOMES.all();
/// Their beds: 核定,
pub const BEDS_APPROVED: Records = HOMES.adding("beds_approved");
/// 实有床位.
pub const BEDS_OPEN: Records = HOMES.adding("beds_open");
/// 护理型床位.
pub const BEDS_NURSING: Records = HOMES.adding("beds_nursing");
/// Who lives in a home on a day.
pub const RESIDENTS: Records = records("resident").by_institution("institution");
/// Who came in the window, and who had the last day there in it.
pub const MOVED_INTO: Records = RESIDENTS.within("in_on");
/// See [`MOVED_INTO`].
pub const MOVED_OUT_OF: Records = RESIDENTS.ended("out_on");
/// Who cares for them on a day.
pub const CARERS: Records = records("carer").by_institution("institution");
/// 参赛 in contests of carers, by the day: each person once.
const CONTEST_ENTRIES: Records = records("contest_entry").within("held_on").by_institution("institution");
/// Contestants of the district's contests.
pub const CONTESTANTS: Records = CONTEST_ENTRIES.being(&[("level", &["1"])]).first_of_each("person");
/// Who was sent to contests of the city and the province.
pub const DELEGATES: Records = CONTEST_ENTRIES.being(&[("level", &["2", "3"])]).first_of_each("person");
/// What they won there: every prize counts.
pub const PRIZES: Records = CONTEST_ENTRIES.being(&[("level", &["2", "3"]), ("award", &["1", "2", "3"])]);
/// 养老补贴 by the day of the application; those that were approved and paid by that day, with their money; what came back.
pub const SUBSIDIES: Records = records("elder_subsidy").within("apply_date").by_institution("institution");
/// See [`SUBSIDIES`].
pub const SUBSIDIES_APPROVED: Records = SUBSIDIES.within("approved_on").adding("amount");
/// See [`SUBSIDIES`].
pub const SUBSIDIES_PAID: Records = SUBSIDIES.within("paid_on").adding("amount");
/// See [`SUBSIDIES`].
pub const SUBSIDIES_BACK: Records = SUBSIDIES.within("recovered_on").adding("recovered");
/// 等级评定 that homes applied for, by the day.
pub const GRADES_APPLIED: Records =
    records("home_grade").within("apply_on").by_institution("institution").called(&["institution.name", "apply_on"]);
/// Those that were announced, by the day.
pub const GRADES_ANNOUNCED: Records = records("home_grade")
    .within("announced_on")
    .being(&[("kind", &["1", "2", "3"])])
    .by_institution("institution")
    .called(&["institution.name", "announced_on"]);
/// Inspections by their day.
pub const INSPECTIONS: Records = records("inspection")
    .within("inspect_on")
    .by_institution("institution")
    .called(&["institution.name", "inspect_on"]);
/// What they found and is not mended on a day.
pub const HAZARDS: Records = records("hazard").by_institution("inspection.institution").called(&["item", "found_on"]);

/// 市场检查 by their day.
pub const MARKET_CHECKS: Records = records("market_check").within("checked_on").by_town("division");
/// 已告知再犯 among them.
pub const KNOWINGLY: &[Is] = &[("repeated", &["1"])];
/// What they took away, by the day of the check: kilograms and pieces are never added.
pub const SEIZED: Records = records("seizure")
    .within("market_check.checked_on")
    .adding("qty")
    .by_town("market_check.division")
    .called(&["market_check.merchant.name", "market_check.check_no"]);
/// What is weighed of it: 烧纸.
pub const PAPER: &[Is] = &[("unit", &[seizure::KILOS])];
/// What is counted of it: 祭祀用品.
pub const GOODS: &[Is] = &[("unit", &[seizure::PIECES])];
/// Merchants in business on a day.
pub const MERCHANTS: Records = records("merchant").by_town("division");
/// Merchants that signed a notice in the window: each once.
pub const TOLD: Records = records("merchant_notice")
    .within("served_on")
    .being(&[("refused", &["0"])])
    .first_of_each("merchant")
    .by_town("merchant.division")
    .called(&["merchant.name", "notice_no"]);
/// Notices that were served and not signed.
pub const REFUSED: Records = records("merchant_notice")
    .within("served_on")
    .being(&[("refused", &["1"])])
    .by_town("merchant.division")
    .called(&["merchant.name", "notice_no"]);
/// What was given out, hung up, told; each adds how many.
pub const GIVEN_OUT: Records =
    records("publicity").within("done_on").adding("qty").by_town("division").called(&["place", "done_on"]);
/// 宣传资料 of it, 横幅, 海报.
pub const LEAFLETS: &[Is] = &[("material", &["1"])];
/// See [`LEAFLETS`].
pub const BANNERS: &[Is] = &[("material", &["2"])];
/// See [`LEAFLETS`].
pub const POSTERS: &[Is] = &[("material", &["3"])];
/// What was printed in the window; a batch adds how many.
pub const PRINTED: Records =
    records("material_batch").within("printed_on").adding("printed_qty").called(&["title", "batch_no"]);
/// 宣传设施 there are on a day: of each kind one row a village.
pub const FIXTURES: Records = records("publicity_fixture").by_town("division").called(&["spot", "installed_on"]);
/// How many things they are.
pub const FIXTURE_PIECES: Records = FIXTURES.adding("qty");
/// 时空信箱, 文明祭祀墙.
pub const MAILBOXES: &[Is] = &[("kind", &["1"])];
/// See [`MAILBOXES`].
pub const WALLS: &[Is] = &[("kind", &["2"])];
/// 界桩 there are on a day; those that the latest patrol did not find whole.
pub const MARKERS: Records = records("boundary_marker");
/// See [`MARKERS`].
pub const ODD_MARKERS: &[Is] = &[("condition", boundary_marker::DAMAGED)];
/// 界线 there are on a day.
pub const BOUNDARIES: Records = records("boundary_line");
/// 界桩巡查 by their day.
pub const PATROLS: Records = records("marker_patrol").within("patrolled_on");
/// 定期联检 by the day from which they count.
pub const JOINTS: Records = records("joint_inspect").within("counted_on");
/// 协商调解 of disputes up to a day.
pub const MEDIATIONS: Records = records("dispute_mediation").up_to("held_on");
/// 地名标志 that are to stand on a day, by how many pieces; those that were set, by the day.
pub const SIGNS: Records = records("sign").adding("qty").by_town("division").called(&["text", "place"]);
/// See [`SIGNS`].
pub const SIGNS_SET: Records = SIGNS.within("installed_on");
/// 门牌 there are on a day, and those that were numbered, by the day.
pub const PLATES: Records = records("doorplate").by_town("division").called(&["place_name.std_name", "plate_no"]);
/// See [`PLATES`].
pub const PLATES_ISSUED: Records = PLATES.within("issued_on");
/// 惠民殡葬减免 by the day they were given; each adds what it comes to.
pub const FUNERAL_RELIEFS: Records = records("funeral_relief")
    .within("relieved_on")
    .adding("total")
    .by_town("death.hukou_division")
    .called(&["person.name", "relieved_on"]);
/// The same by the day they were applied for.
pub const FUNERAL_RELIEFS_APPLIED: Records = FUNERAL_RELIEFS.within("apply_on");
