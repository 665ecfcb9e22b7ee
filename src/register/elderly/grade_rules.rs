//! A grading of a home as entered, and its rules (等级评定, services 2.6): who may apply, for which grade and when, which steps follow each other and how soon, what the review
//! must have, and when a grade runs out.

use crate::domain::elderly::grade::{self, Least, NONE, PARTS};
use crate::domain::elderly::subsidy::GRADE;
use crate::domain::param::Param;
use crate::domain::param_key::Key;
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::core::slips::needed;
use crate::register::elderly::codes::GRADE_KIND;
use crate::register::{Facts, Value, Values};
use chrono::{Days, Months, NaiveDate};

/// 降级: what a review of a home with a grade gave.
pub const LOWERED: &str = "4";
/// 取消.
pub const TAKEN: &str = "end";
/// What a home applies for.
pub const APPLIED: &[&str] = &["1", "2", "3"];
/// States of a grading that goes no further.
pub const OVER: &[&str] = &["announced", "failed", "stopped"];

/// The columns of the scores of each part: 自评, 评审.
pub const SELF_SCORES: [&str; 4] = ["self_environment", "self_facilities", "self_management", "self_service"];
/// See [`SELF_SCORES`].
pub const SCORES: [&str; 4] = [PARTS[0].0, PARTS[1].0, PARTS[2].0, PARTS[3].0];

/// What others rest on in a grading that was announced.
const RESTED_ON: [&str; 7] = ["kind", SCORES[0], SCORES[1], SCORES[2], SCORES[3], "result_level", "announced_on"];

/// A grading as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeGrade {
    /// The home.
    pub home: i64,
    /// As entered.
    pub row: Values,
}

/// The place of a grade: 1 to 5.
fn place(code: &str) -> usize {
    code.parse().unwrap_or(0)
}

impl HomeGrade {
    /// The day of a column.
    pub fn day(&self, col: &str) -> Option<NaiveDate> {
        self.row.date(col)
    }
    /// 评定类型 code.
    pub fn kind(&self) -> &str {
        self.row.text("kind")
    }
    /// Whether the home has applied for it, or is about to.
    pub fn is_applied(&self) -> bool {
        APPLIED.contains(&self.kind())
    }
    /// The place of the grade applied for.
    pub fn applied(&self) -> usize {
        place(self.row.text("apply_level"))
    }
    /// The scores of the review; none until all four are known.
    pub fn scores(&self) -> Option<[i64; 4]> {
        let scores: Option<Vec<i64>> = SCORES.iter().map(|col| self.row.int(col)).collect();
        scores?.try_into().ok()
    }
    /// The other gradings of the home.
    pub fn others<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = &'f Values> {
        facts.rows_of("home_grade", "institution", self.home)
    }
    /// The other grading by which the home has a grade on a day.
    pub fn standing<'f>(&self, day: NaiveDate, facts: &'f Facts) -> Option<&'f Values> {
        in_force(self.others(facts), day)
    }
    /// What an application of a day is, by the grade that the home has then.
    pub fn due_kind(&self, day: NaiveDate, facts: &Facts) -> &'static str {
        match self.standing(day, facts) {
            None => "1",
            Some(stands) if self.applied() > level(stands) => "2",
            Some(_) => "3",
        }
    }
    /// The most that the review may give: what was applied for; of one that lowers a grade, that grade.
    pub fn cap(&self, facts: &Facts) -> Option<usize> {
        if self.kind() != LOWERED {
            return Some(self.applied()).filter(|applied| *applied > 0);
        }
        self.standing(self.day("announced_on")?, facts).map(level)
    }
    /// The grade that the review gives, by what is asked for on its day.
    pub fn result(&self, facts: &Facts) -> Option<String> {
        let (day, scores, cap) = (self.day("review_on")?, self.scores()?, self.cap(facts)?);
        if self.row.some_text("veto_items").is_some() {
            return Some(NONE.to_owned());
        }
        let least = Least::on(&facts.parameters, day)?;
        Some(grade::reached(scores, cap, &least).map_or(NONE.to_owned(), |place| place.to_string()))
    }
    /// The last day of the grade: years from its announcement; one that was lowered holds as long as it would have.
    pub fn last_day(&self, facts: &Facts) -> Value {
        let Some(day) = self.day("announced_on") else { return Value::Null };
        match self.kind() {
            TAKEN => Value::Null,
            LOWERED => self.standing(day, facts).map_or(Value::Null, |stands| stands.get("valid_until").clone()),
            _ => {
                let years = facts.parameters.on(Param::GradeValid, day).and_then(|(_, years)| years.parse().ok());
                years.and_then(|years| years_after(day, years)).into()
            }
        }
    }
}

/// The grading of a home by which it has a grade on a day: the one that was announced last by then, as long as it holds.
pub fn in_force<'f>(gradings: impl Iterator<Item = &'f Values>, day: NaiveDate) -> Option<&'f Values> {
    let announced = gradings.filter(|row| row.date("announced_on").is_some_and(|on| on <= day));
    let last = announced.max_by_key(|row| row.date("announced_on"))?;
    let holds = last.text("kind") != TAKEN && last.date("valid_until") >= Some(day);
    holds.then_some(last)
}

/// The place of the grade that a grading gave.
fn level(grading: &Values) -> usize {
    place(grading.text("result_level"))
}

/// The day so many years after another.
fn years_after(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(years.checked_mul(12)?))
}

/// A grading being judged, and what was found so far.
struct Rules<'a> {
    grading: &'a HomeGrade,
    facts: &'a Facts<'a>,
    slips: Vec<Slip>,
}

/// All slips of a grading.
pub fn check(grading: &HomeGrade, facts: &Facts) -> Vec<Slip> {
    let mut rules = Rules { grading, facts, slips: Vec::new() };
    rules.missing();
    rules.steps();
    rules.review();
    rules.limits();
    if grading.is_applied() {
        rules.home();
        rules.in_its_turn();
        rules.authority();
    } else {
        rules.loses();
    }
    rules.runs_out();
    rules.rested_on();
    rules.subsidy();
    rules.slips
}

/// What rests on a grading as it was announced: 其后 2021-05-06 公告的降级.
fn rests_on(grading: &HomeGrade, announced: Option<NaiveDate>, facts: &Facts) -> Option<String> {
    let rests = |row: &&Values| row.text("kind") != "1" && row.date("announced_on") > announced;
    let later = grading.others(facts).find(rests).filter(|_| announced.is_some())?;
    Some(format!("其后 {} 公告的{}", later.text("announced_on"), later.shown("kind")))
}

/// `E-HG20`: a grading on which a later one rests. `W-HG06`: one by which 等级评定补贴 was approved.
pub fn check_void(grading: &HomeGrade, facts: &Facts) -> Vec<Slip> {
    let later = rests_on(grading, grading.day("announced_on"), facts);
    let later = later.map(|later| Slip::error("E-HG20", format!("{later}以它为据, 请先作废那一件")));
    let subsidy = subsidised(grading.home, &grading.row, facts).map(|text| Slip::warning("W-HG06", text));
    later.into_iter().chain(subsidy).collect()
}

/// What was approved of 等级评定补贴 by the grade that a grading gave: 已按二级审定养老补贴 YB-….
fn subsidised(home: i64, gave: &Values, facts: &Facts) -> Option<String> {
    let (announced, until, grade) = (gave.date("announced_on")?, gave.date("valid_until")?, gave.text("result_level"));
    let by_it = |row: &&Values| {
        let applied = row.date("apply_date").is_some_and(|day| (announced..=until).contains(&day));
        row.text("kind") == GRADE && applied && row.text("grade_after") == grade && row.has("approved_on")
    };
    let subsidy = facts.rows_of("elder_subsidy", "institution", home).find(by_it)?;
    let (no, amount) = (subsidy.text("subsidy_no"), subsidy.money("amount").unwrap_or_default());
    Some(format!("已按{}审定养老补贴 {no}({amount} 元), 它不随等级改, 请核对应否追回", gave.shown("result_level")))
}

impl Rules<'_> {
    fn error(&mut self, wrong: bool, code: &'static str, col: &'static str, text: impl FnOnce() -> String) {
        self.slips.extend(wrong.then(|| Slip::error(code, text()).at(col)));
    }
    fn warning(&mut self, wrong: bool, code: &'static str, col: &'static str, text: impl FnOnce() -> String) {
        self.slips.extend(wrong.then(|| Slip::warning(code, text()).at(col)));
    }
    fn has(&self, col: &str) -> bool {
        self.grading.row.has(col)
    }
    /// What a parameter says on a day; nothing where an office that was made before has not entered it.
    fn number(&self, param: Param, day: NaiveDate) -> Option<u32> {
        self.facts.parameters.on(param, day)?.1.parse().ok()
    }
    /// Whether it is neither announced nor over.
    fn is_under_way(&self) -> bool {
        is_under_way(&self.grading.row)
    }

    /// `E-RG06`: what the steps that have a day call for.
    fn missing(&mut self) {
        let empty = |cols: [&'static str; 4]| cols.into_iter().find(|col| !self.has(col));
        let (own, given) = (empty(SELF_SCORES), empty(SCORES));
        let scored = SCORES.iter().any(|col| self.has(col));
        let wanted = [
            (self.has("apply_on"), own, "申报的须填齐四项自评得分"),
            (self.has("review_on"), given, "填了评审日期的须填齐四项评审得分"),
            (scored && !self.has("review_on"), Some("review_on"), "填了评审得分的须填评审日期"),
            (!self.grading.is_applied() && !self.has("announced_on"), Some("announced_on"), "降级、取消的须填公告日期"),
            (
                self.grading.kind() == LOWERED && !self.has("review_on"),
                Some("review_on"),
                "降级的须填复核的评审日期和得分",
            ),
        ];
        for (asked, col, text) in wanted {
            self.slips.extend(col.filter(|_| asked).and_then(|col| needed(None, col, text)));
        }
        let certified = self.has("announced_on") && self.grading.kind() != TAKEN;
        let lasts = !certified || self.has("valid_until") || !self.grading.is_applied();
        self.error(!lasts, "E-HG16", "announced_on", || {
            "公告日期没有养老机构等级有效期的参数, 请先在参数里登记".to_owned()
        });
        let without = certified && !self.has("cert_no");
        self.slips.extend(without.then(|| needed(None, "cert_no", "公告的须填证书编号")).flatten());
    }

    /// `E-HG20`: what a later grading rests on stays as it was announced.
    fn rested_on(&mut self) {
        let (grading, facts) = (self.grading, self.facts);
        let announced = facts.before.as_ref().and_then(|before| before.date("announced_on"));
        let Some(later) = rests_on(grading, announced, facts) else { return };
        let Some(col) = RESTED_ON.into_iter().find(|col| facts.changes(&grading.row, col)) else { return };
        let label = grading.row.register.label_of(col);
        self.error(true, "E-HG20", col, || format!("{later}以它为据, 不能改{label}; 请先作废那一件"));
    }

    /// `W-HG06`: 等级评定补贴 was approved by the grade that this one takes away, or that is corrected.
    fn subsidy(&mut self) {
        let (grading, facts) = (self.grading, self.facts);
        let lost = match &facts.before {
            Some(before) => Some(before).filter(|_| RESTED_ON.into_iter().any(|col| facts.changes(&grading.row, col))),
            None if grading.is_applied() => None,
            None => grading.day("announced_on").and_then(|day| grading.standing(day, facts)),
        };
        let text = lost.and_then(|lost| subsidised(grading.home, lost, facts));
        self.slips.extend(text.map(|text| Slip::warning("W-HG06", text).at("announced_on")));
    }

    /// `E-HG10`: no step without the one before. `E-HG11`: nothing is announced of who was given no grade.
    fn steps(&mut self) {
        if self.grading.is_applied() {
            for (step, before, text) in [
                ("checked_on", "apply_on", "填了区初审日期的, 须填申报日期"),
                ("sent_on", "checked_on", "填了上报日期的, 须填区初审日期"),
                ("review_on", "checked_on", "填了评审日期的, 须填区初审日期"),
                ("posted_on", "review_on", "填了公示日期的, 须填评审日期"),
                ("announced_on", "posted_on", "填了公告日期的, 须填公示日期"),
                ("stopped_on", "apply_on", "填了终止日期的, 须填申报日期"),
            ] {
                self.error(self.has(step) && !self.has(before), "E-HG10", step, || text.to_owned());
            }
            let both = self.has("stopped_on") && self.has("announced_on");
            self.error(both, "E-HG10", "stopped_on", || "已公告的不能终止; 没有公告的请清空公告日期".to_owned());
        }
        let none = self.grading.row.text("result_level") == NONE;
        for col in ["posted_on", "announced_on"] {
            let told = none && self.has(col);
            self.error(told, "E-HG11", col, || "没有评上等级, 不公示、不公告; 请清空这一日期".to_owned());
        }
    }

    /// `E-HG12`: some people review. `W-HG02`: the grade given is not that applied for. `E-HG16`: the office does not say what a grade asks for.
    fn review(&mut self) {
        let (Some(day), Some(scores)) = (self.grading.day("review_on"), self.grading.scores()) else { return };
        let people = text::names(self.grading.row.text("reviewers")).len();
        let least = self.number(Param::GradeReviewers, day).unwrap_or(0) as usize;
        self.error(people < least, "E-HG12", "reviewers", || {
            format!("评审人员不少于 {least} 人, 现有 {people} 人, 姓名之间用、隔开")
        });
        let veto = self.grading.row.text("veto_items").to_owned();
        if !veto.is_empty() {
            let text = || format!("有一票否决项({}), 评定结果为不予评定", text::safe(&veto));
            return self.warning(true, "W-HG02", "veto_items", text);
        }
        let Some(least) = Least::on(&self.facts.parameters, day) else {
            let text = || format!("{day} 没有等级评定最低总分、最低得分率的参数, 请先在参数里登记");
            return self.error(true, "E-HG16", "review_on", text);
        };
        let told = self.grading.cap(self.facts).and_then(|cap| grade::told(scores, cap, &least));
        self.slips.extend(told.map(|text| Slip::warning("W-HG02", text).at("review_on")));
    }

    /// `W-HG03`: the district checks within so many working days. `E-HG13`: the notice has been up for so many days.
    fn limits(&mut self) {
        let applied = self.grading.day("apply_on");
        if let Some((applied, days)) = applied.and_then(|day| Some((day, self.number(Param::GradeCheckDays, day)?))) {
            let due = self.facts.calendar.add_workdays(applied, days);
            let checked = self.grading.day("checked_on");
            let late = checked.or(self.is_under_way().then_some(self.facts.day)).is_some_and(|on| on > due);
            let text = || format!("{applied} 申报, 区初审应在 {days} 个工作日内({due} 以前)");
            self.warning(late, "W-HG03", "checked_on", text);
        }
        if let (Some(posted), Some(announced)) = (self.grading.day("posted_on"), self.grading.day("announced_on")) {
            let days = self.number(Param::GradePublicDays, posted).unwrap_or(0);
            let last = posted + Days::new(u64::from(days));
            let text = || format!("公示期至 {last} 止, 未满 {days} 天不能公告");
            self.error(announced >= posted && announced <= last, "E-HG13", "announced_on", text);
        }
    }

    /// `E-HG01` to `E-HG04`: a 养老机构 that is filed, has been open for some time, and still is.
    fn home(&mut self) {
        let facts = self.facts;
        let Some(home) = facts.row("institution", self.grading.home) else { return };
        if home.get("ownership").is_null() {
            let text = || "只是供养金的收款单位, 不是养老机构; 请先填机构性质".to_owned();
            return self.error(true, "E-HG01", "institution", text);
        }
        let closed = self.is_under_way() && home.text("state") != "4";
        self.error(closed, "E-HG04", "institution", || {
            format!("机构现为{}, 运营中的机构才能申报", home.shown("state"))
        });
        let Some(applied) = self.grading.day("apply_on") else { return };
        let filed = home.date("filed_on");
        let unfiled = filed.is_none_or(|filed| filed > applied);
        self.error(unfiled, "E-HG02", "apply_on", || match filed {
            None => "机构没有备案, 备案以后才能申报".to_owned(),
            Some(filed) => format!("机构 {filed} 备案, 备案以后才能申报"),
        });
        // It is filed soon after the first resident has come (民政部令第66号 art. 10).
        let first = facts.referring("resident", "institution", self.grading.home).filter_map(|(_, s)| s.date("in_on"));
        let Some(since) = first.chain(filed).min() else { return };
        let years = self.number(Param::GradeOperating, applied).unwrap_or(0);
        let from = years_after(since, years).unwrap_or(since);
        let text = || format!("机构自 {since} 起运营, 满 {years} 年({from})才能申报");
        self.error(!unfiled && applied < from, "E-HG03", "apply_on", text);
    }

    /// `E-HG05` to `E-HG09`, `W-HG01`, `W-HG04`: one application at a time, of the right kind, one grade up, not too soon and not too late.
    fn in_its_turn(&mut self) {
        let facts = self.facts;
        let other = self.grading.others(facts).find(|row| is_under_way(row)).filter(|_| self.is_under_way());
        self.error(other.is_some(), "E-HG05", "institution", || {
            let state = other.map_or_else(String::new, |row| row.shown("state"));
            format!("该机构已有在办的评定({state}), 请在那一件上填")
        });
        let Some(day) = self.grading.day("apply_on") else { return };
        self.barred(day);
        let due = self.grading.due_kind(day, facts);
        let stands = self.grading.standing(day, facts);
        let held = stands.map(|row| format!("申报时等级为{}", row.shown("result_level")));
        self.error(due != self.grading.kind(), "E-HG06", "kind", || {
            let held = held.unwrap_or_else(|| "申报时没有有效等级".to_owned());
            format!("{held}, 评定类型应为{}", GRADE_KIND.label(due).unwrap_or_default())
        });
        let Some((stands, announced, until)) =
            stands.and_then(|row| Some((row, row.date("announced_on")?, row.date("valid_until")?)))
        else {
            return;
        };
        if due == "2" {
            let next = Key::Grade.said(&(level(stands) + 1).to_string()).unwrap_or_default();
            let skips = self.grading.applied() > level(stands) + 1;
            self.error(skips, "E-HG07", "apply_level", || {
                format!("现为{}, 逐级申报, 应申报{next}", stands.shown("result_level"))
            });
            let years = self.number(Param::GradeUpgrade, day).unwrap_or(0);
            let from = years_after(announced, years).unwrap_or(announced);
            let text = || format!("现等级 {announced} 公告, 满 {years} 年({from})才能申报升级");
            self.error(day < from, "E-HG08", "apply_on", text);
            let again = stands.text("kind") == "2";
            let text = || "现等级是升级得来的, 一个有效期内一般只升级一次, 请核对".to_owned();
            self.warning(again, "W-HG01", "kind", text);
        } else {
            let by = self.renew_by(until);
            let text = || format!("现等级有效期至 {until}, 续评应在 {by} 以前申报");
            self.warning(day > by, "W-HG04", "apply_on", text);
        }
    }

    /// `E-HG09`: whoever has lost a grade waits.
    fn barred(&mut self, day: NaiveDate) {
        let lost = self.grading.others(self.facts).filter(|row| row.text("kind") == TAKEN);
        let Some(lost) = lost.filter_map(|row| row.date("announced_on")).filter(|on| *on <= day).max() else { return };
        let years = self.number(Param::GradeBan, day).unwrap_or(0);
        let until = years_after(lost, years).unwrap_or(lost);
        let text = || format!("{lost} 取消等级, {years} 年内({until} 以前)不受理申报");
        self.error(day < until, "E-HG09", "apply_on", text);
    }

    /// `E-HG14`: who decides on a grade.
    fn authority(&mut self) {
        let day = self.grading.day("apply_on").unwrap_or(self.facts.day);
        let asked = self.grading.row.text("apply_level");
        let rate = Param::GradeAuthority.by(asked, "");
        let Some((_, who)) = self.facts.parameters.on(rate, day).filter(|_| !asked.is_empty()) else { return };
        let (above, name) = (who == "above", Key::Grade.said(asked).unwrap_or_default());
        let text = || format!("{name}由区评定, 不上报; 请清空上报日期");
        self.error(!above && self.has("sent_on"), "E-HG14", "sent_on", text);
        let unsent = above && self.has("review_on") && !self.has("sent_on");
        self.error(unsent, "E-HG14", "review_on", || format!("{name}由上级评定, 请先填上报日期"));
    }

    /// `E-HG15`: only a grade that is held is lowered or taken away, and one that is lowered gets less.
    fn loses(&mut self) {
        let Some(day) = self.grading.day("announced_on") else { return };
        let Some(stands) = self.grading.standing(day, self.facts) else {
            let text = || format!("该机构 {day} 没有有效等级, 不能降级、取消");
            return self.error(true, "E-HG15", "announced_on", text);
        };
        let result = level(&self.grading.row);
        let kept = self.grading.kind() == LOWERED && result >= level(stands);
        self.error(kept, "E-HG15", "kind", || format!("复核得分仍达到{}, 不应降级", stands.shown("result_level")));
        let none = self.grading.kind() == LOWERED && self.grading.row.text("result_level") == NONE;
        self.error(none, "E-HG15", "kind", || "复核没有达到任何等级, 评定类型应为取消".to_owned());
    }

    /// Until when a grade that holds until a day is applied for again.
    fn renew_by(&self, until: NaiveDate) -> NaiveDate {
        until - Days::new(u64::from(self.number(Param::GradeRenewal, until).unwrap_or(0)))
    }

    /// `W-HG05`: a grade that runs out, or has, and nobody has applied again.
    fn runs_out(&mut self) {
        let Some(until) = self.grading.day("valid_until") else { return };
        let (announced, today) = (self.grading.day("announced_on"), self.facts.day);
        let mut others = self.grading.others(self.facts);
        let goes_on = others.any(|row| {
            let on = row.date("apply_on").or(row.date("announced_on"));
            on > announced && on <= Some(today) && !["failed", "stopped"].contains(&row.text("state"))
        });
        let by = self.renew_by(until);
        self.warning(!goes_on && today > by, "W-HG05", "valid_until", || match today > until {
            true => format!("等级已于 {until} 到期, 没有续评"),
            false => format!("等级有效期至 {until}, 续评应在 {by} 以前申报, 还没有申报"),
        });
    }
}

/// Whether a grading is neither announced nor over.
fn is_under_way(row: &Values) -> bool {
    !OVER.contains(&row.text("state"))
}
