//! 养老设施 and 工作机制 of the district, once in an office: what its report of 2021 tells (services 11.6).

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::register::Draft;
use crate::register::elderly::elder_facility::{ELDER_FACILITY, FACILITY_MOVE};
use crate::register::elderly::elder_subsidy::ELDER_SUBSIDY;
use crate::register::elderly::mechanism::{MECHANISM, MECHANISM_MEETING, MECHANISM_MEMBER};

/// 名称, 形式, 建立日期, and the first meeting: its day, 议题, 议定事项.
type Mechanism = (&'static str, &'static str, &'static str, Option<[&'static str; 3]>);

const MECHANISMS: [Mechanism; 3] = [
    ("雁峰区养老服务真抓实干督查激励工作领导小组", "1", "2021-03-16", None),
    (
        "雁峰区养老服务联席会议",
        "2",
        "2021-04-13",
        Some(["2021-04-20", "研究2021年养老服务重点工作和责任分工", "各成员单位按分工抓好落实, 每季度通报一次"]),
    ),
    ("养老服务纳入绩效考核", "3", "2021-05-11", None),
];
const UNITS: [&str; 6] =
    ["区民政局", "区财政局", "区卫生健康局", "区住房和城乡建设局", "区人力资源和社会保障局", "区市场监督管理局"];

impl Telling<'_> {
    pub(super) fn facilities(&mut self) -> Result<(), SampleFault> {
        let mutual = Draft::new(&ELDER_FACILITY)
            .with("name", "岳屏镇山林村互助式养老院")
            .with("kind", "4")
            .with("division", "430406100213")
            .with("beds", "20")
            .with("project_state", "1")
            .with("decided_on", "2021-06-17");
        let key = self.on("2021-06-17", &mutual)?;
        let begun = Draft::of(&ELDER_FACILITY, key).with("project_state", "3").with("started_on", "2021-10-12");
        self.on("2021-10-12", &begun)?;
        let centre = Draft::new(&ELDER_FACILITY)
            .with("name", "雁峰区居家和社区养老服务信息平台指挥中心")
            .with("kind", "5")
            .with("division", "430406004000")
            .with("address", "区社会福利院内")
            .with("project_state", "5")
            .with("started_on", "2019-08-05")
            .with("done_on", "2019-11-20")
            .with("opened_on", "2019-12-10")
            .with_row(
                Draft::new(&FACILITY_MOVE)
                    .with("moved_on", "2021-09-14")
                    .with("from_place", "区民政局办公楼")
                    .with("to_place", "区社会福利院"),
            );
        let centre = self.on("2021-09-14", &centre)?;
        for (kind, facility, many, reviewed) in [("8", key, "20", Some("2021-12-17")), ("6", centre, "1", None)] {
            let aid = Draft::new(&ELDER_SUBSIDY)
                .with("kind", kind)
                .with("payee_kind", "3")
                .with_ref("elder_facility", facility)
                .with("quantity", many)
                .with("apply_date", "2021-12-10");
            let applied = self.on("2021-12-10", &aid)?;
            if let Some(day) = reviewed {
                self.on(day, &Draft::of(&ELDER_SUBSIDY, applied).with("reviewed_on", day))?;
            }
        }
        for (title, kind, set_up, meeting) in MECHANISMS {
            let draft = Draft::new(&MECHANISM).with("title", title).with("kind", kind).with("set_up_on", set_up);
            let member = |unit: &&str| Draft::new(&MECHANISM_MEMBER).with("unit", *unit);
            let of = UNITS.iter().filter(|_| kind != "3").map(member);
            let key = self.on(set_up, &of.fold(draft, Draft::with_row))?;
            if let Some([day, minutes, decisions]) = meeting {
                let held = Draft::new(&MECHANISM_MEETING)
                    .with_ref("mechanism", key)
                    .with("held_on", day)
                    .with("minutes", minutes)
                    .with("decisions", decisions);
                self.on(day, &held)?;
            }
        }
        Ok(())
    }
}
