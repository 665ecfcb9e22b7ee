//! The rules of naming cases: their limits, what the announcement says, what an approval does to the place names.

use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::places::basis;
use crate::domain::slip::Slip;
use crate::domain::workday::notice_last_day as later;
use crate::register::core::slips::current;
use crate::register::places::codes::{self, action, state};
use crate::register::places::naming::Named;
use crate::register::places::place_name::{self, PLACE_NAME, PlaceName};
use crate::register::{Facts, Record, Value, Values, Write};
use chrono::{Days, NaiveDate};

/// What a renamed place keeps of what it was, where nothing else is entered.
const KEPT: [&str; 12] = [
    "kind8", "division", "location", "from_pt", "to_pt", "length_m", "width_m", "bearing", "open_m2", "lon", "lat",
    "cat_code",
];
/// What a place name takes from its case.
const TAKEN: [&str; 17] = [
    "specific", "generic", "roman", "kind8", "cat_code", "division", "location", "from_pt", "to_pt", "length_m",
    "width_m", "bearing", "open_m2", "lon", "lat", "meaning", "origin",
];
/// What goes with a request that is sent up.
const PAPERS: [&str; 4] = ["doc_application", "doc_plan", "doc_map", "doc_assessment"];

/// Who approves, and where the place lies that is renamed.
pub(super) fn complete(case: &mut Values, facts: &Facts) {
    let renamed = (case.text("action") == action::RENAMING).then(|| case.int("old_name")).flatten();
    if let Some(old) = renamed.and_then(|key| facts.row("place_name", key)) {
        for col in KEPT.into_iter().filter(|col| case.get(col).is_null()).collect::<Vec<_>>() {
            case.set(col, old.get(col).clone());
        }
    }
    if case.get("approver").is_null() {
        let kind = kind(case, facts);
        case.set("approver", facts.parameters.text(Param::PlaceApprover.by(&kind, ""), Month::of(facts.day)));
    }
    if case.get("approved_by").is_null() && case.has("decision") {
        case.set("approved_by", case.some_text("approver"));
    }
}

/// The kind of the place: of a name that ceases, the one it has.
fn kind(case: &Values, facts: &Facts) -> String {
    let old = || facts.row("place_name", case.int("old_name")?)?.some_text("kind8");
    case.some_text("kind8").or_else(old).unwrap_or_default()
}

pub(super) fn check(row: &Values, facts: &Facts) -> Vec<Slip> {
    let case = Case { row };
    let mut slips: Vec<Slip> = Vec::new();
    let done = done(facts);
    if case.gives() && case.row.some_text("proposed_name").is_some() {
        slips.extend(place_name::whole_and_spelling(case.row, "proposed_name"));
        let except = [done.map(|(key, _)| key), case.row.int("old_name")];
        let is_new = case.row.text("action") != action::ENTERING;
        slips.extend(Named { row: case.row, name: "proposed_name", is_new, except }.slips(facts));
        slips.extend(place_name::where_it_lies(case.row, facts));
        slips.extend(case.proposed_twice(facts).filter(|_| is_new));
    }
    slips.extend(current(facts, case.row.text("division"), "division"));
    slips.extend(case.ends(facts));
    slips.extend(case.limits(facts));
    slips.extend(case.papers());
    slips.extend(case.announced());
    slips.extend(case.approver());
    slips.extend(case.settled(facts));
    slips
}

/// The place name that the case has entered, or has ended.
fn done<'f>(facts: &'f Facts) -> Option<(i64, &'f Values)> {
    let this = facts.this.filter(|_| facts.before.is_some())?;
    facts.referring("place_name", "name_case", this).next()
}

/// A case under the rules.
struct Case<'v> {
    row: &'v Values,
}

impl Case<'_> {
    /// Whether it gives a name.
    fn gives(&self) -> bool {
        action::GIVING.contains(&self.row.text("action"))
    }

    /// `E-PN37`: another case that is not decided wants to give the same name (5.3 N4).
    fn proposed_twice(&self, facts: &Facts) -> Option<Slip> {
        let name = self.row.text("proposed_name");
        let mut others = facts.rows_of("name_case", "kind8", self.row.some_text("kind8")?);
        let other = others.find(|row| row.text("proposed_name") == name && !row.has("decision"))?;
        let text = format!("在办的案件 {} 也拟用{name}, 一个名称只能用一次, 请核对", other.text("case_no"));
        self.row.get("decision").is_null().then(|| Slip::doubt("E-PN37", text).at("proposed_name"))
    }

    fn day(&self, col: &str) -> Option<NaiveDate> {
        self.row.date(col)
    }

    /// `E-PN34`: what ceases is a standard name, and becomes another one.
    fn ends(&self, facts: &Facts) -> Option<Slip> {
        let key = self.row.int("old_name").filter(|_| action::ENDING.contains(&self.row.text("action")))?;
        let old = facts.row("place_name", key)?;
        let own = facts.this.is_some() && old.int("ended_by") == facts.this;
        let name = old.text("std_name");
        if old.text("state") != state::STANDARD && !own {
            let stands = codes::PLACE_STATE.label(old.text("state")).unwrap_or_default();
            let text = format!("{name}的状态是{stands}, 更名、销名的应是标准名称");
            return Some(Slip::error("E-PN34", text).at("old_name"));
        }
        let same = self.gives() && self.row.text("proposed_name") == name;
        same.then(|| Slip::error("E-PN34", format!("拟用名称与原名{name}相同, 不是更名")).at("proposed_name"))
    }

    /// `W-PN14`, `E-PN15`, `E-PN06`, `W-PN13`, `W-PN16`, `W-PN17`: what takes longer, or is shorter, than it may.
    fn limits(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let limit =
            |param: Param| facts.parameters.int(param, Month::of(facts.day)).and_then(|n| u32::try_from(n).ok());
        if let (Some(received), Some(accepted)) =
            (self.day("corrected_on").or(self.day("received_on")), self.day("accepted_on"))
            && let Some(days) = limit(Param::NameAccept)
            && accepted > facts.calendar.add_workdays(received, days)
        {
            slips.push(Slip::warning("W-PN14", format!("受理已超过{days}个工作日, 请在备注里写明")).at("accepted_on"));
        }
        if let (Some(first), Some(last)) = (self.day("opinion_from"), self.day("opinion_to"))
            && let Some(days) = limit(Param::NameOpinion)
            && last < later(first, days)
        {
            let text = format!("征求意见应不少于{days}天, 应到 {} 以后", later(first, days));
            slips.push(Slip::doubt("E-PN15", text).at("opinion_to"));
        }
        let approved = self.day("decided_on").filter(|_| self.row.text("decision") == "1");
        // What the regulation of 2022 limits was not limited before.
        if let Some(approved) = approved.filter(|day| basis::limits_filing(*day)) {
            slips.extend(self.by_limit(facts, approved, ("filed_on", "备案"), limit(Param::NameFiling)));
            slips.extend(self.by_limit(facts, approved, ("announced_on", "公告"), limit(Param::NameAnnounce)));
        }
        if let (Some(accepted), Some(decided)) = (self.day("accepted_on"), self.day("decided_on"))
            && let Some(days) = limit(Param::NameTotal)
            && decided > later(accepted, days)
        {
            let took = (decided - accepted).num_days();
            let text = format!("受理到决定用了{took}天, 承诺{days}天, 请在备注里写明");
            slips.push(Slip::warning("W-PN17", text).at("decided_on"));
        }
        slips
    }

    /// What is due so many days after the approval.
    fn by_limit(
        &self,
        facts: &Facts,
        approved: NaiveDate,
        (col, what): (&'static str, &str),
        days: Option<u32>,
    ) -> Option<Slip> {
        let days = days?;
        let last = facts.calendar.limit_end(approved, days);
        let late = format!("{what}已超过{days}日");
        match (self.day(col), col) {
            (Some(day), "filed_on") if day > last => Some(Slip::doubt("E-PN06", late).at(col)),
            (Some(day), _) if day > last => Some(Slip::warning("W-PN16", late).at(col)),
            (None, _) if facts.day > last => {
                Some(Slip::warning("W-PN13", format!("应在 {last} 以前{what}, 还没有{what}")).at(col))
            }
            _ => None,
        }
    }

    /// `W-PN33`: what is sent up has its papers.
    fn papers(&self) -> Option<Slip> {
        let label = |col: &&str| self.row.register.label_of(col);
        let is_new = matches!(self.row.text("action"), action::NAMING | action::RENAMING);
        let missing: Vec<&str> = PAPERS.iter().filter(|col| !self.row.flag(col)).map(label).collect();
        let sent = self.day("submitted_on").is_some() && is_new;
        let text = || format!("报批的材料还缺{}", missing.join("、"));
        (sent && !missing.is_empty()).then(|| Slip::warning("W-PN33", text()).at("submitted_on"))
    }

    /// `E-PN05`: what the announcement has to say.
    fn announced(&self) -> Option<Slip> {
        self.day("announced_on")?;
        let of_a_name = ["proposed_name", "roman", "division", "location"].into_iter().filter(|_| self.gives());
        let needs = of_a_name.chain(["approved_by", "decided_on"]);
        let missing: Vec<&str> =
            needs.filter(|col| self.row.get(col).is_null()).map(|col| self.row.register.label_of(col)).collect();
        let text = || {
            format!(
                "公告须写明标准名称、罗马字母拼写、所属政区、位置描述、批准机关、批准时间, 现缺{}",
                missing.join("、")
            )
        };
        (!missing.is_empty()).then(|| Slip::error("E-PN05", text()).at("announced_on"))
    }

    /// `W-PN18`: somebody else approved than should.
    fn approver(&self) -> Option<Slip> {
        let (should, did) = (self.row.some_text("approver")?, self.row.some_text("approved_by")?);
        let text = || format!("应由{should}批准, 现为{did}, 请核对");
        (should != did).then(|| Slip::warning("W-PN18", text()).at("approved_by"))
    }

    /// `E-PN35`: what has been done is not decided otherwise.
    fn settled(&self, facts: &Facts) -> Option<Slip> {
        let before = facts.before.as_ref().filter(|before| before.text("decision") == "1")?;
        let cols = ["action", "decision", "decided_on", "old_name", "proposed_name", "kind8"];
        let changed = cols.into_iter().find(|col| before.get(col) != self.row.get(col))?;
        let text = "已经批准, 地名已随之登记; 要改变的请撤销批准的那次办理";
        Some(Slip::error("E-PN35", text).at(changed))
    }

    /// The columns of a place name as the case has them.
    fn dates(&self) -> Vec<(&'static str, Value)> {
        let taken = [("approved_by", "approved_by"), ("approval_no", "decision_no"), ("filed_on", "filed_on")];
        let more = [("announced_on", "announced_on"), ("national_lib_on", "entered_on")];
        taken.into_iter().chain(more).map(|(to, from)| (to, self.row.get(from).clone())).collect()
    }

    /// The place name that is entered.
    fn place(&self, decided: NaiveDate) -> Vec<(&'static str, Value)> {
        let mut name = Values::new(&PLACE_NAME);
        for col in TAKEN {
            name.set(col, self.row.get(col).clone());
        }
        name.set("std_name", self.row.some_text("proposed_name"));
        name.set("state", state::STANDARD);
        name.set("approved_on", decided);
        name.set("valid_from", decided);
        name.set("entry", codes::entry_of(self.row.text("action")));
        name.set("name_case", Write::THIS);
        name.set("renamed_from", self.row.int("old_name").filter(|_| self.row.text("action") == action::RENAMING));
        self.dates().into_iter().for_each(|(col, value)| name.set(col, value));
        PlaceName::fill(&mut name);
        let filled = name.iter().filter(|(_, value)| !value.is_null());
        filled.map(|(field, value)| (field.col, value.clone())).collect()
    }
}

/// What an approval does: a place name is entered, another ceases to be one; later the dates that follow it.
pub(super) fn follows(row: &Values, facts: &Facts) -> Vec<Write> {
    let case = Case { row };
    let Some(decided) = case.day("decided_on").filter(|_| case.row.text("decision") == "1") else { return Vec::new() };
    let of = case.row.text("action");
    if let Some((key, _)) = done(facts) {
        return vec![Write::Update("place_name", key, case.dates())];
    }
    let old = case.row.int("old_name").filter(|_| action::ENDING.contains(&of));
    let old = old.and_then(|key| Some((key, facts.row("place_name", key)?)));
    let is_over = old.is_some_and(|(_, row)| row.int("ended_by").is_some());
    if is_over {
        return Vec::new();
    }
    let mut writes = Vec::new();
    if case.gives() {
        writes.push(Write::Insert("place_name", case.place(decided)));
    }
    if let Some((key, row)) = old {
        let last = decided.checked_sub_days(Days::new(1)).unwrap_or(decided);
        let last = row.date("valid_from").map_or(last, |first| last.max(first));
        let (ends, to) = if case.gives() { (state::FORMER, Some(Write::FIRST)) } else { (state::CANCELLED, None) };
        let mut end = vec![("state", ends.into()), ("valid_to", last.into()), ("ended_by", Write::THIS.into())];
        end.extend(to.map(|to| ("renamed_to", to.into())));
        writes.push(Write::Update("place_name", key, end));
        if case.gives() {
            writes.push(Write::Insert(
                "former_name",
                vec![
                    ("place_name", Write::FIRST.into()),
                    ("kind", "1".into()),
                    ("name", row.text("std_name").into()),
                    ("from_on", row.get("valid_from").clone()),
                    ("to_on", last.into()),
                ],
            ));
        }
    }
    writes
}
