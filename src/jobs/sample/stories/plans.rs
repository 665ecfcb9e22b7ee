//! 区划调整方案 of 2021: the regulation was studied and the district's plan drafted in the first quarter; nothing went up, nothing was approved
//! (services 11.7). What it is about is invented.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::register::Draft;
use crate::register::places::division_plan::DIVISION_PLAN;

const DRAFTED: &str = "2021-03-26";

impl Telling<'_> {
    pub(super) fn plans(&mut self) -> Result<(), SampleFault> {
        let plan = Draft::new(&DIVISION_PLAN)
            .with("title", "雁峰区行政区划调整方案(草案)")
            .with("reason", "优化镇街规模布局")
            .with("studied_on", "2021-01-20")
            .with("drafted_on", DRAFTED)
            .with("note", "依据《行政区划管理条例》起草, 尚未上报");
        self.on(DRAFTED, &plan).map(drop)
    }
}
