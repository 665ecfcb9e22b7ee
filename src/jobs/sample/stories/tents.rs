//! 私搭灵棚举报 of 2021: five, one of them reported twice, one untrue. Everybody and everything in them is invented.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::register::Draft;
use crate::register::funeral::tent_report::TENT_REPORT;

/// One a line: what is typed on the day of the report, and, behind a semicolon, on the day on which it is closed.
const LIST: &str = include_str!("../../../../sample-db/tents.csv");
const BROKEN: SampleFault = SampleFault::Lists("灵棚举报表");
/// Which of them somebody else reports the morning after.
const TOLD_AGAIN: usize = 2;

/// What is typed into the fields of a head.
fn typed(draft: Draft, (head, line): (&'static str, &'static str)) -> Draft {
    let filled = head.split(',').zip(line.split(',')).filter(|(_, text)| !text.is_empty());
    filled.fold(draft, |draft, (col, text)| draft.with(col, text))
}

impl Telling<'_> {
    pub(super) fn tents(&mut self) -> Result<(), SampleFault> {
        let mut lines = LIST.lines().map(|line| line.split_once(';').ok_or(BROKEN));
        let (asked, done) = lines.next().ok_or(BROKEN)??;
        for (nth, line) in lines.enumerate() {
            let (report, handled) = line?;
            let (day, closed) = (report.split(',').next(), handled.rsplit(',').next());
            let key = self.on(day.unwrap_or_default(), &typed(Draft::new(&TENT_REPORT), (asked, report)))?;
            self.on(closed.unwrap_or_default(), &typed(Draft::of(&TENT_REPORT, key), (done, handled)))?;
            if nth == TOLD_AGAIN {
                self.told_again(key)?;
            }
        }
        Ok(())
    }

    /// The same tent by the hotline.
    fn told_again(&mut self, first: i64) -> Result<(), SampleFault> {
        let again = Draft::new(&TENT_REPORT)
            .with("received_on", "2021-06-25")
            .with("received_time", "08:10")
            .with("channel", "1")
            .with("division", "430406005006")
            .with("address", "纺织新村菜市场门口")
            .with_ref("duplicate_of", first);
        self.on("2021-06-25", &again).map(drop)
    }
}
