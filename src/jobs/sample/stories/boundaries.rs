//! 界线 of the district, once in an office: with its four neighbours (which are public), and between those of its seven units that are assumed to
//! touch; lengths, markers, papers and people are invented. What is due in 2021 is inspected in it.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::jobs::sample::days::day;
use crate::register::Draft;
use crate::register::places::boundary_dispute::{BOUNDARY_DISPUTE, DISPUTE_MEDIATION};
use crate::register::places::boundary_line::BOUNDARY_LINE;
use crate::register::places::boundary_marker::{BOUNDARY_MARKER, MARKER_PATROL, MARKER_REFERENCE};
use crate::register::places::joint_inspect::JOINT_INSPECT;
use crate::register::places::marker_change::MARKER_CHANGE;

/// A line: 名称, the neighbour or both towns, 公里, how many markers, and the year and day of the last round.
struct Told {
    name: &'static str,
    sides: [&'static str; 2],
    length: &'static str,
    markers: usize,
    last: (i32, u32, u32),
}

const fn line(
    name: &'static str,
    sides: [&'static str; 2],
    length: &'static str,
    markers: usize,
    last: (i32, u32, u32),
) -> Told {
    Told { name, sides, length, markers, last }
}

/// The district, and its neighbours 珠晖区, 蒸湘区, 石鼓区, 衡南县; of its own units 先锋, 雁峰, 天马山, 黄茶岭, 白沙洲 streets, 岳屏镇, 白沙洲工业园.
const OWN: &str = "430406";
const LINES: [Told; 11] = [
    line("雁珠线", ["430405", OWN], "14.620", 5, (2016, 10, 20)),
    line("雁石线", [OWN, "430407"], "6.385", 3, (2020, 10, 27)),
    line("雁蒸线", [OWN, "430408"], "11.274", 4, (2019, 11, 12)),
    line("雁南线", [OWN, "430422"], "23.518", 8, (2018, 10, 16)),
    line("先雁线", ["430406001", "430406002"], "2.148", 1, (2019, 9, 17)),
    line("先天线", ["430406001", "430406003"], "1.936", 1, (2019, 9, 18)),
    line("雁黄线", ["430406002", "430406004"], "2.705", 1, (2019, 9, 24)),
    line("天黄线", ["430406003", "430406004"], "2.312", 1, (2020, 9, 15)),
    line("黄白线", ["430406004", "430406005"], "3.467", 1, (2020, 9, 16)),
    line("黄岳线", ["430406004", "430406100"], "5.890", 2, (2020, 9, 22)),
    line("白岳线", ["430406005", "430406100"], "7.043", 2, (2020, 9, 23)),
];

/// What markers are found by again; where they stand.
const REFERENCES: [&str; 6] = ["电线杆", "水塔", "桥头", "古樟树", "房屋东南角", "涵洞口"];
const PLACES: [&str; 5] = ["水渠北侧", "村道旁", "山脊上", "河堤内侧", "林地边"];
const PATROLLERS: [&str; 3] = ["陈国庆", "罗小平", "谢建新"];
/// The rounds of patrols of the year: month and first day.
const ROUNDS: [(u32, usize); 2] = [(4, 12), (10, 18)];

impl Telling<'_> {
    pub(super) fn boundaries(&mut self) -> Result<(), SampleFault> {
        let mut keys = Vec::new();
        let mut all = Vec::new();
        for told in &LINES {
            let key = self.boundary(told)?;
            let markers = (1..=told.markers).map(|nth| self.marker(told, key, nth)).collect::<Result<Vec<_>, _>>()?;
            all.extend(markers.iter().copied());
            keys.push((key, markers));
        }
        self.patrols(&all)?;
        if let Some((line, markers)) = keys.first() {
            self.round_of_the_year(*line)?;
            self.restored(*line, markers)?;
        }
        if let Some((line, _)) = keys.get(3) {
            self.dispute(*line)?;
        }
        Ok(())
    }

    /// A line as it was taken over, with its last round.
    fn boundary(&mut self, told: &Told) -> Result<i64, SampleFault> {
        let at = self.acts.begin(taken_over_on());
        let is_county = told.sides[0].len() == OWN.len();
        let (signed, by) =
            if is_county { ("2001-06-18", "湖南省人民政府") } else { ("2003-04-22", "雁峰区人民政府") };
        let (year, month, of_month) = told.last;
        // Both sides lead in turns.
        let [a, b] = told.sides;
        let draft = Draft::new(&BOUNDARY_LINE)
            .with("name", told.name)
            .with("side_a", a)
            .with("side_b", b)
            .with("length", told.length)
            .with("agreement_no", format!("{}协{}", &signed[..4], told.name))
            .with("signed_on", signed)
            .with("approved_by", by)
            .with("lead_side", a);
        let key = self.player.enter(&draft, at)?;
        let of = |month: u32, of_month: u32| self.workdays.from(day(year, month, of_month)).to_string();
        let markers = told.markers.to_string();
        let round = Draft::new(&JOINT_INSPECT)
            .with_ref("boundary_line", key)
            .with("year", year.to_string())
            .with("round_no", if is_county { "4" } else { "3" })
            .with("lead_side", b)
            .with("plan_filed_on", of(5, 10))
            .with("meeting_on", of(6, 14))
            .with("field_from", of(8, 20))
            .with("field_to", of(8, 24))
            .with("km_checked", told.length)
            .with("markers_checked", markers.as_str())
            .with("markers_ok", markers.as_str())
            .with("report_no", format!("{}联检〔{year}〕", told.name))
            .with("signed_a_on", of(9, 6))
            .with("signed_b_on", of(9, 8))
            .with("submitted_on", of(month, of_month))
            .with("archived_on", of(11, 20));
        self.player.enter(&round, at)?;
        Ok(key)
    }

    /// A marker with what it is found by again.
    fn marker(&mut self, told: &Told, line: i64, nth: usize) -> Result<i64, SampleFault> {
        let at = self.acts.begin(taken_over_on());
        let [a, b] = told.sides;
        let shift = told.name.chars().map(|c| c as usize).sum::<usize>() + nth * 37;
        let one = |list: &[&'static str], more: usize| list[(shift + more) % list.len()];
        let draft = Draft::new(&BOUNDARY_MARKER)
            .with("marker_no", format!("{}-{}-{nth:02}", &a[2..], &b[2..]))
            .with_ref("boundary_line", line)
            .with("kind", if nth == 1 && told.markers > 2 { "3" } else { "2" })
            .with("lon", format!("112.{:06}", 580_000 + shift * 97 % 60_000))
            .with("lat", format!("26.{:06}", 840_000 + shift * 89 % 50_000))
            .with("elevation", format!("{}.{}", 58 + shift % 40, shift % 10))
            .with("place_text", format!("{}, 距{}约{}米", one(&PLACES, 0), one(&REFERENCES, 1), 20 + shift % 60))
            .with("manager_side", if a == OWN || nth % 2 == 1 { a } else { b })
            .with("set_on", if a.len() == OWN.len() { "2001-09-12" } else { "2003-07-08" });
        let referred = (0..3).map(|at| {
            Draft::new(&MARKER_REFERENCE)
                .with("name", one(&REFERENCES, at * 2))
                .with("bearing", ((shift * 13 + at * 120) % 360).to_string())
                .with("distance", format!("{}.{:02}", 12 + shift % 70, at * 31))
        });
        self.player.enter(&referred.fold(draft, Draft::with_row), at)
    }

    /// Each marker is looked at twice in the year; in autumn one lies aslant and one can hardly be read.
    fn patrols(&mut self, markers: &[i64]) -> Result<(), SampleFault> {
        for (round, (month, first)) in ROUNDS.into_iter().enumerate() {
            for (nth, marker) in markers.iter().enumerate() {
                let day = format!("2021-{month:02}-{:02}", first + nth % 5);
                let (condition, action) = match (round, nth) {
                    (1, 6) => ("2", Some("已报区民政局, 待与毗邻方共同扶正")),
                    (1, 14) => ("6", Some("待重新描红")),
                    (0, 2) => ("3", Some("桩体缺角, 已告知毗邻方, 拟恢复")),
                    _ => ("1", None),
                };
                let draft = Draft::new(&MARKER_PATROL)
                    .with_ref("boundary_marker", *marker)
                    .with("patrolled_on", &*day)
                    .with("patroller", PATROLLERS[nth % PATROLLERS.len()])
                    .with("condition", condition);
                let draft = action.into_iter().fold(draft, |draft, action| draft.with("action", action));
                self.on(&*day, &draft)?;
            }
        }
        Ok(())
    }

    /// The line that is due in 2021, paper by paper.
    fn round_of_the_year(&mut self, line: i64) -> Result<(), SampleFault> {
        let plan = Draft::new(&JOINT_INSPECT)
            .with_ref("boundary_line", line)
            .with("year", "2021")
            .with("round_no", "5")
            .with("plan_doc", "雁珠线第五轮联合检查实施方案")
            .with("plan_filed_on", "2021-05-11");
        let key = self.on("2021-05-11", &plan)?;
        let again = || Draft::of(&JOINT_INSPECT, key);
        let seen = again()
            .with("field_from", "2021-09-13")
            .with("field_to", "2021-09-17")
            .with("team_a", "彭立新、周海军")
            .with("team_b", "陈国庆、罗小平、谢建新")
            .with("km_checked", "14.620")
            .with("markers_checked", "5")
            .with("markers_ok", "4")
            .with("markers_repaired", "1")
            .with("terrain_changes", "沿江风光带改建, 界线走向未变");
        for (day, step) in [
            ("2021-06-18", again().with("meeting_on", "2021-06-18")),
            ("2021-09-17", seen),
            (
                "2021-11-12",
                again()
                    .with("signed_a_on", "2021-11-10")
                    .with("signed_b_on", "2021-11-12")
                    .with("report_no", "雁珠线联检〔2021〕1号"),
            ),
            ("2021-11-25", again().with("submitted_on", "2021-11-25")),
            ("2021-12-15", again().with("archived_on", "2021-12-15")),
        ] {
            self.on(day, &step)?;
        }
        Ok(())
    }

    /// The marker that was found broken in spring is set right by both sides in summer.
    fn restored(&mut self, line: i64, markers: &[i64]) -> Result<(), SampleFault> {
        let Some(marker) = markers.get(2) else { return Ok(()) };
        let draft = Draft::new(&MARKER_CHANGE)
            .with_ref("boundary_line", line)
            .with("kind", "3")
            .with_ref("boundary_marker", *marker)
            .with("applicant", "雁峰区民政局")
            .with("reason", "春季巡查发现桩体缺角")
            .with("applied_on", "2021-05-06");
        let key = self.on("2021-05-06", &draft)?;
        let again = || Draft::of(&MARKER_CHANGE, key);
        self.on("2021-05-20", &again().with("agreed_a", "2021-05-18").with("agreed_b", "2021-05-20"))?;
        self.on("2021-06-01", &again().with("approved_on", "2021-06-01").with("approval_no", "衡民地〔2021〕12号"))?;
        self.on("2021-07-08", &again().with("done_on", "2021-07-08"))?;
        Ok(())
    }

    /// One that was settled long ago.
    fn dispute(&mut self, line: i64) -> Result<(), SampleFault> {
        let at = self.acts.begin(taken_over_on());
        let talk = |day: &str, outcome: &str| {
            Draft::new(&DISPUTE_MEDIATION)
                .with("held_on", day)
                .with("host", "雁峰区民政局、衡南县民政局")
                .with("attended", "双方镇、村代表")
                .with("outcome", outcome)
        };
        let draft = Draft::new(&BOUNDARY_DISPUTE)
            .with("found_on", "2019-03-04")
            .with_ref("boundary_line", line)
            .with("section", "第6号与第7号界桩之间的水塘边")
            .with("kind", "2")
            .with("parties", "岳屏镇某村民小组、衡南县某村民小组")
            .with("cause", "2")
            .with("level", "1")
            .with("people", "12")
            .with("kept_on", "2019-03-05")
            .with("agreement_no", "雁南协调〔2019〕1号")
            .with("agreed_on", "2019-05-06")
            .with("filed_on", "2019-05-20")
            .with("closed_on", "2019-06-03")
            .with_row(talk("2019-03-20", "现场核对界桩和协议书附图"))
            .with_row(talk("2019-05-06", "按界线协议书维持原界, 双方签字"));
        self.player.enter(&draft, at)?;
        Ok(())
    }
}
