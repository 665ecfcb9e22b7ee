//! What is restricted: 强制报告, some of them found by a visit, one child in the care of the bureau for some weeks, two adoptions.

use super::Telling;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::days::day;
use crate::jobs::sample::families::Families;
use crate::jobs::sample::people::Person;
use crate::jobs::sample::{SampleFault, demo_day};
use crate::register::children::adoption::ADOPTION;
use crate::register::children::child::CHILD;
use crate::register::children::child_visit::CHILD_VISIT;
use crate::register::children::mandatory_report::MANDATORY_REPORT;
use crate::register::children::orphan::ORPHAN;
use crate::register::children::temp_care::TEMP_CARE;
use crate::register::children::visit_finding::VISIT_FINDING;
use crate::register::{Draft, Values};
use chrono::{Days, NaiveDate};

/// What was found, and what came of it.
struct Found {
    /// Not before this day: month and day.
    from: (u32, u32),
    /// Who found it; of nobody's visit somebody without a file.
    by: Result<(), (&'static str, &'static str)>,
    /// 情形, and in words.
    situation: (&'static str, &'static str),
    /// When it was found, and reported.
    times: [&'static str; 2],
    /// 立案情况.
    filing: &'static str,
    /// 保护措施.
    protection: &'static str,
    /// After how many days it was closed, and how.
    closed: (u32, &'static str),
}

/// Five of a year: three by visits, one by a school, one by a hospital, which was late.
const FOUND: [Found; 5] = [
    Found {
        from: (3, 15),
        by: Ok(()),
        situation: ("4", "手臂、背部多处淤青, 自述被同住亲属打"),
        times: ["10:40", "11:25"],
        filing: "1",
        protection: "4",
        closed: (58, "亲属受治安处罚, 监护人签订承诺书, 社工每周回访"),
    },
    Found {
        from: (5, 10),
        by: Err(("某小学班主任", "男童, 约9岁, 随父在本区务工, 没有档案")),
        situation: ("4", "面部、手臂有新旧伤痕"),
        times: ["09:10", "10:05"],
        filing: "2",
        protection: "4",
        closed: (35, "公安机关训诫家长, 学校和社工站跟进"),
    },
    Found {
        from: (8, 9),
        by: Ok(()),
        situation: ("6", "监护人外出多日, 独自在家无人照料"),
        times: ["15:30", "17:10"],
        filing: "2",
        protection: "2",
        closed: (66, "临时监护结束, 送回祖父母监护, 签订委托照护书"),
    },
    Found {
        from: (9, 13),
        by: Err(("某医院急诊科", "女童, 约4岁, 随母来本区探亲")),
        situation: ("5", "误服药物, 监护人说不清经过"),
        times: ["08:20", "15:45"],
        filing: "2",
        protection: "3",
        closed: (30, "救治出院, 认定为意外, 已对监护人进行家庭教育指导"),
    },
    Found {
        from: (11, 8),
        by: Ok(()),
        situation: ("4", "腿部有烫伤, 说法前后不一"),
        times: ["16:15", "17:30"],
        filing: "1",
        protection: "4",
        closed: (90, ""),
    },
];

impl Telling<'_> {
    pub(super) fn protection(&mut self) -> Result<(), SampleFault> {
        let planned = self.planned;
        let Some(families) = &planned.families else { return Ok(()) };
        let mut told: Vec<i64> = Vec::new();
        for found in &FOUND {
            let first = day(2021, found.from.0, found.from.1);
            match found.by {
                Ok(()) => {
                    let Some((visit, child, on)) = self.visit_of_concern(first, &told) else { continue };
                    told.push(child);
                    self.reported(found, on, Some((child, visit)))?;
                }
                Err(_) => self.reported(found, self.workdays.from(first), None)?,
            }
        }
        self.stepchild(&families.step)?;
        self.adopted_orphan(families)
    }

    /// The first visit from a day on to see a child whose care is weak, of whom nothing was reported yet: visit, child, day.
    fn visit_of_concern(&self, first: NaiveDate, told: &[i64]) -> Option<(i64, i64, NaiveDate)> {
        let weak =
            self.player.rows(&CHILD).into_iter().filter(|(key, file)| file.flag("weak_care") && !told.contains(key));
        let visits = weak.flat_map(|(key, _)| self.player.rows_with(&CHILD_VISIT, "child", key));
        let seen = visits.filter(|(_, visit)| visit.flag("seen_child") && visit.text("mode") == "1");
        let days = seen.filter_map(|(key, visit)| Some((visit.date("visited_on")?, key, visit.int("child")?)));
        days.filter(|(on, ..)| *on >= first).min().map(|(on, visit, child)| (visit, child, on))
    }

    /// A report and what came of it, step by step; with the child on file and the visit that found it.
    fn reported(&mut self, found: &Found, on: NaiveDate, of: Option<(i64, i64)>) -> Result<(), SampleFault> {
        let at = self.acts.of_day(on);
        let (by, unknown) = found.by.err().unwrap_or(("村(居)儿童主任", ""));
        let draft = Draft::new(&MANDATORY_REPORT)
            .with_some("child", of.map(|(child, _)| format!("#{child}")))
            .with("unknown", unknown)
            .with("found_on", on.to_string())
            .with("found_time", found.times[0])
            .with("found_by", by)
            .with("situation", found.situation.0)
            .with("detail", found.situation.1)
            .with("reported_on", on.to_string())
            .with("reported_time", found.times[1])
            .with("police_unit", "辖区派出所");
        let report = self.player.enter(&draft, at)?;
        let finding = match of {
            Some((_, visit)) => {
                let finding = Draft::new(&VISIT_FINDING).with_ref("child_visit", visit).with("problem", "7");
                Some(self.player.enter(&finding.with("measure", "4"), at)?)
            }
            None => None,
        };
        if let (Some((child, _)), "2") = (of, found.protection) {
            self.taken_into_care(child, on)?;
        }
        let accepted = self.workdays.after(on, 1);
        let filed = self.workdays.after(accepted, 2);
        let answered = self.workdays.until(filed + Days::new(3));
        let receipt = format!("{}{report:02}", accepted.format("%Y%m%d"));
        let steps = Draft::of(&MANDATORY_REPORT, report)
            .with("accepted_on", accepted.to_string())
            .with("receipt_no", receipt)
            .with("filed_on", filed.to_string())
            .with("filing", found.filing)
            .with("feedback_on", answered.to_string())
            .with("helped_on", on.to_string())
            .with("protection", found.protection);
        self.on(answered, &steps)?;
        let closed = self.workdays.from(on + Days::new(u64::from(found.closed.0)));
        if closed > demo_day() {
            return Ok(());
        }
        let end = Draft::of(&MANDATORY_REPORT, report).with("closed_on", closed.to_string());
        let at = self.acts.of_day(closed);
        self.player.enter(&end.with("outcome", found.closed.1), at)?;
        if let Some(finding) = finding {
            let solved = Draft::of(&VISIT_FINDING, finding).with("resolved_on", closed.to_string());
            self.player.enter(&solved, at)?;
        }
        Ok(())
    }

    /// Some weeks in the care of the bureau.
    fn taken_into_care(&mut self, child: i64, from: NaiveDate) -> Result<(), SampleFault> {
        let to = self.workdays.after(from, 30);
        let care = Draft::new(&TEMP_CARE)
            .with_ref("child", child)
            .with("reason", "14")
            .with("from_on", from.to_string())
            .with("place", "2");
        let key = self.on(from, &care)?;
        let end = Draft::of(&TEMP_CARE, key).with("to_on", to.to_string()).with("after", "送回祖父母监护");
        self.on(to, &end).map(drop)
    }

    /// An adoption on the day on which it is registered.
    fn adoption(
        &self,
        (child, kind, sender): (i64, &'static str, &'static str),
        (adopter, spouse): (i64, Option<i64>),
        (decided, cert): (NaiveDate, &'static str),
    ) -> Draft {
        let before = |days| self.workdays.before(decided, days).to_string();
        Draft::new(&ADOPTION)
            .with_ref("person", child)
            .with("kind", kind)
            .with_ref("adopter", adopter)
            .with_some("spouse", spouse.map(|key| format!("#{key}")))
            .with("children_before", "0")
            .with("is_able", "1")
            .with("is_ill", "0")
            .with("is_convicted", "0")
            .with("sender", sender)
            .with("applied_on", before(16))
            .with("consent_on", before(16))
            .with("decided_on", decided.to_string())
            .with("cert_no", cert)
    }

    fn two(&mut self, people: &[Person; 2], at: At) -> Result<[i64; 2], SampleFault> {
        Ok([self.person(&people[0], at)?, self.person(&people[1], at)?])
    }

    /// A child of eleven whom the husband of her mother adopts.
    fn stepchild(&mut self, people: &[Person; 2]) -> Result<(), SampleFault> {
        let decided = self.workdays.from(day(2021, 9, 16));
        let at = self.acts.of_day(decided);
        let [father, child] = self.two(people, at)?;
        let draft = self.adoption((child, "7", "生母"), (father, None), (decided, "雁收字2021第1号"));
        self.player.enter(&draft, at).map(drop)
    }

    fn is_at_primary_school(&self, file: i64) -> bool {
        let of = |col| self.player.text(&CHILD, file, col);
        of("school_state") == "02" && of("state") == "on" && of("care_kind") == "2"
    }

    /// An orphan who was paid all the year, and visited for the last time before the day: what is paid ends with the year.
    fn adopted_orphan(&mut self, families: &Families) -> Result<(), SampleFault> {
        let decided = self.workdays.from(day(2021, 12, 14));
        let at = self.acts.of_day(decided);
        let is_paid = |case: &Values| case.date("district_date") < Some(day(2020, 12, 1));
        let paid = self.player.rows(&ORPHAN).into_iter().filter(|(_, case)| is_paid(case));
        let mut children = paid.filter_map(|(_, case)| case.int("person").zip(case.int("child")));
        let last_visit = |file: i64| {
            let visits = self.player.rows_with(&CHILD_VISIT, "child", file);
            visits.iter().filter_map(|(_, visit)| visit.date("visited_on")).max()
        };
        let is_ready = |file| self.is_at_primary_school(file) && last_visit(file).is_some_and(|last| last < decided);
        let child = children.find(|(_, file)| is_ready(*file)).map(|(person, _)| person);
        let child = child.ok_or(SampleFault::Exhausted("被收养的孤儿"))?;
        let [husband, wife] = self.two(&families.couple, at)?;
        let assessed = [70, 22].map(|days| self.workdays.before(decided, days).to_string());
        let draft = self
            .adoption((child, "4", "监护人"), (husband, Some(wife)), (decided, "雁收字2021第2号"))
            .with("assess_from", &*assessed[0])
            .with("assess_to", &*assessed[1])
            .with("fusion_days", "35");
        self.player.enter(&draft, at).map(drop)
    }
}
