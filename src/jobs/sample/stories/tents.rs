//! 私搭灵棚举报 of 2021: five, one of them reported twice, one untrue. Everybody and everything in them is invented; an office has them once,
//! whatever its scale.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::register::Draft;
use crate::register::funeral::tent_report::TENT_REPORT;

/// A report and what was done: days and times as they are typed.
struct Tent {
    received: [&'static str; 2],
    channel: &'static str,
    /// Name and phone, where it was not anonymous.
    reporter: Option<[&'static str; 2]>,
    /// Village and place.
    at: [&'static str; 2],
    on_road: &'static str,
    deceased: &'static str,
    /// Who was sent, and when, on the day of the report.
    sent: [&'static str; 2],
    arrived: [&'static str; 2],
    action: &'static str,
    removed: [&'static str; 2],
    /// 反馈 and 满意度.
    reply: [&'static str; 2],
    closed: &'static str,
}

const TENTS: [Tent; 5] = [
    Tent {
        received: ["2021-02-23", "09:35"],
        channel: "1",
        reporter: Some(["曾庆云", "0734-8412206"]),
        at: ["430406002005", "雨花亭社区菱塘路口人行道"],
        on_road: "1",
        deceased: "龙某",
        sent: ["4", "10:20"],
        arrived: ["2021-02-23", "11:10"],
        action: "1",
        removed: ["2021-02-23", "16:40"],
        reply: ["2021-02-25", "1"],
        closed: "2021-02-25",
    },
    Tent {
        received: ["2021-04-13", "14:50"],
        channel: "2",
        reporter: None,
        at: ["430406004010", "丁家牌楼社区清泉路12号院内"],
        on_road: "0",
        deceased: "",
        sent: ["4", "15:30"],
        arrived: ["2021-04-13", "17:05"],
        action: "2",
        removed: ["2021-04-14", "08:30"],
        reply: ["", ""],
        closed: "2021-04-14",
    },
    Tent {
        received: ["2021-06-24", "20:15"],
        channel: "4",
        reporter: Some(["网格员段丽", "0734-8416630"]),
        at: ["430406005006", "纺织新村社区老井路菜市场旁"],
        on_road: "1",
        deceased: "贺某",
        sent: ["2", "21:00"],
        arrived: ["2021-06-25", "08:40"],
        action: "1",
        removed: ["2021-06-25", "11:20"],
        reply: ["2021-06-28", "1"],
        closed: "2021-06-28",
    },
    Tent {
        received: ["2021-09-07", "08:45"],
        channel: "5",
        reporter: None,
        at: ["430406001007", "爱民路社区永泰路3号前坪"],
        on_road: "0",
        deceased: "",
        sent: ["1", "09:30"],
        arrived: ["2021-09-07", "10:50"],
        action: "9",
        removed: ["", ""],
        reply: ["2021-09-09", ""],
        closed: "2021-09-09",
    },
    Tent {
        received: ["2021-11-16", "16:05"],
        channel: "1",
        reporter: Some(["凌志刚", "0734-8419917"]),
        at: ["430406003006", "肖家山社区槐荫路公交站后"],
        on_road: "1",
        deceased: "邹某",
        sent: ["4", "16:40"],
        arrived: ["2021-11-16", "17:30"],
        action: "1",
        removed: ["2021-11-17", "09:15"],
        reply: ["2021-11-19", "2"],
        closed: "2021-11-19",
    },
];

impl Telling<'_> {
    /// Told in the first part of an office.
    pub(super) fn tents(&mut self) -> Result<(), SampleFault> {
        if !self.planned.is_first {
            return Ok(());
        }
        for (nth, tent) in TENTS.iter().enumerate() {
            let first = self.tent(tent)?;
            if nth == 2 {
                self.told_again(tent, first)?;
            }
        }
        Ok(())
    }

    fn tent(&mut self, tent: &Tent) -> Result<i64, SampleFault> {
        let [name, phone] = tent.reporter.unwrap_or_default();
        let report = Draft::new(&TENT_REPORT)
            .with("received_on", tent.received[0])
            .with("received_time", tent.received[1])
            .with("channel", tent.channel)
            .with("reporter", name)
            .with("reporter_phone", phone)
            .with("division", tent.at[0])
            .with("address", tent.at[1])
            .with("is_on_road", tent.on_road)
            .with("deceased_name", tent.deceased)
            .with("dispatched_to", tent.sent[0])
            .with("dispatched_on", tent.received[0])
            .with("dispatched_time", tent.sent[1]);
        let key = self.on(tent.received[0], &report)?;
        let [removed_on, removed_time] = tent.removed;
        let handled = Draft::of(&TENT_REPORT, key)
            .with("arrived_on", tent.arrived[0])
            .with("arrived_time", tent.arrived[1])
            .with("action", tent.action)
            .with("removed_on", removed_on)
            .with("removed_time", removed_time)
            .with("feedback_on", tent.reply[0])
            .with("satisfaction", tent.reply[1])
            .with("closed_on", tent.closed);
        self.on(tent.closed, &handled)
    }

    /// The same tent by the hotline, the morning after.
    fn told_again(&mut self, tent: &Tent, first: i64) -> Result<(), SampleFault> {
        let again = Draft::new(&TENT_REPORT)
            .with("received_on", tent.arrived[0])
            .with("received_time", "08:10")
            .with("channel", "1")
            .with("division", tent.at[0])
            .with("address", "纺织新村菜市场门口")
            .with_ref("duplicate_of", first);
        self.on(tent.arrived[0], &again).map(drop)
    }
}
