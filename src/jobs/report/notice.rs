//! 公示表 on paper: each village is posted by itself, so its tables are one document: pages are numbered within it, place and
//! telephone stand above. What may be said of a person stands in `figure::roll::notice`.

use super::laid::plain;
use super::reading::Reading;
use crate::domain::scheme::Scheme;
use crate::figure::roll::notice::{NOTICE, Posted};
use crate::print::{Part, Table};
use crate::register::monthly_schemes;
use crate::store::{Answer, StoreFault};
use std::collections::BTreeMap;

/// Room to write it by hand.
const ROOM: &str = "____________";

/// The tables village by village: in each those of the schemes whose names are posted.
pub(super) fn tables(reading: &Reading<'_>) -> Answer<Vec<Table>> {
    let hotline = reading.letterhead.supervision_phone.as_deref().unwrap_or(ROOM);
    let mut villages: BTreeMap<String, Vec<Table>> = BTreeMap::new();
    for (scheme, _) in monthly_schemes().filter(|(_, monthly)| monthly.lines.posted) {
        let posted = match posted(reading, scheme) {
            Err(e) if e.is_nothing() => continue,
            other => other?,
        };
        for village in posted.chunk_by(|a, b| a.division == b.division) {
            if let (Some(first), Some(table)) = (village.first(), table(reading, scheme, village, hotline)) {
                villages.entry(first.division.clone()).or_default().push(table);
            }
        }
    }
    match villages.is_empty() {
        true => {
            Err(StoreFault::nothing(format!("{}还没有低保或特困的正常发放批次, 没有可公示的内容", reading.month.zh())))
        }
        false => Ok(villages.into_values().flatten().collect()),
    }
}

/// Ordered by village, as the rolls are.
fn posted(reading: &Reading<'_>, scheme: Scheme) -> Answer<Vec<Posted>> {
    Ok(reading.paid(scheme)?.entries.iter().map(Posted::of).collect())
}

fn table(reading: &Reading<'_>, scheme: Scheme, village: &[Posted], hotline: &str) -> Option<Table> {
    let words = reading.words();
    let laid = NOTICE.lay(village, &words);
    let place = words.town_and_village(&village.first()?.division);
    (laid.entries > 0).then(|| Table {
        title: format!("{}{}对象公示表", reading.district(), scheme.label()),
        unit_line: vec![
            format!("公示地点: {place}"),
            format!("发放月份: {}", reading.month.zh()),
            format!("监督电话: {hotline}"),
            format!("计量单位: {}", NOTICE.units),
        ],
        part: Some(Part { name: place, of: format!("{}救助对象公示表", reading.district()) }),
        headed: true,
        signatures: vec![
            "公示时间: ____年__月__日 至 ____年__月__日".to_owned(),
            format!("公示单位(盖章): {}", reading.office()),
        ],
        note: NOTICE.notes.iter().map(|n| format!("注: {n}")).collect(),
        ..plain(laid, reading)
    })
}
