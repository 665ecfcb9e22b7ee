//! 发放花名册 (assistance 7.7): the lines of a batch, one row a case, with subtotals for each village and town. A list of what a
//! batch froze, not a figure.

/// A batch, as the head and foot of its roll name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The row.
    pub key: i64,
    /// 批次号.
    pub batch_no: String,
    /// 批次总额, fen.
    pub total_fen: i64,
    /// 制表, 复核, 审批: full names, where the step is done.
    pub made_by: Option<String>,
    /// 复核.
    pub checked_by: Option<String>,
    /// 审批.
    pub approved_by: Option<String>,
}

/// One case of a roll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The case.
    pub case_key: i64,
    /// 村居 code on the line.
    pub division: String,
    /// 低保证号, else the case number.
    pub case_no: String,
    /// 户主(申请人).
    pub applicant: String,
    /// 身份证号 or temporary number, unmasked.
    pub id_number: String,
    /// 家庭人口 in the last day of the month.
    pub family: i64,
    /// 保障人口.
    pub persons: i64,
    /// A, B or C.
    pub class_code: String,
    /// 家庭月收入, fen.
    pub income_fen: i64,
    /// 月保障金, fen: the normal line.
    pub award_fen: i64,
    /// 分类施保 inside it, fen.
    pub extra_fen: i64,
    /// 补发 (positive) and 抵扣 (negative) together, fen.
    pub adjust_fen: i64,
    /// 户名.
    pub account_name: String,
    /// 开户行 code.
    pub bank_code: String,
    /// 账号, unmasked.
    pub account_no: String,
    /// 失败原因 codes of failed lines of the case.
    pub failed: Vec<String>,
    /// Whether someone else is paid for it.
    pub proxy: bool,
}

/// What a group of entries comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// 户数.
    pub households: i64,
    /// 家庭人口.
    pub family: i64,
    /// 保障人口.
    pub persons: i64,
    /// 月保障金, fen.
    pub award_fen: i64,
    /// 分类施保, fen.
    pub extra_fen: i64,
    /// 补发/抵扣, fen.
    pub adjust_fen: i64,
}

impl Entry {
    /// 实发 = 月保障金 + 补发 − 抵扣, fen.
    pub fn paid_fen(&self) -> i64 {
        self.award_fen + self.adjust_fen
    }
}

impl Sum {
    /// With one more entry.
    pub fn plus(self, e: &Entry) -> Sum {
        Sum {
            households: self.households + 1,
            family: self.family + e.family,
            persons: self.persons + e.persons,
            award_fen: self.award_fen + e.award_fen,
            extra_fen: self.extra_fen + e.extra_fen,
            adjust_fen: self.adjust_fen + e.adjust_fen,
        }
    }
    /// 实发, fen.
    pub fn paid_fen(&self) -> i64 {
        self.award_fen + self.adjust_fen
    }
    /// Of all these entries.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Sum {
        entries.into_iter().fold(Sum::default(), Sum::plus)
    }
}

/// A row of the printed roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A case with its running number.
    Case(usize, &'a Entry),
    /// 小计 of a 村居, by its code.
    Village(&'a str, Sum),
    /// 小计 of a 镇街, by the code of one of its villages.
    Town(&'a str, Sum),
    /// 合计.
    All(Sum),
}

/// The 镇街 part of a village code.
fn town(division: &str) -> &str {
    division.get(..9).unwrap_or(division)
}

/// The rows of a roll in printed order; the entries come ordered by village.
pub fn lines(entries: &[Entry]) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(entries.len() + 64);
    let mut number = 0;
    for in_town in entries.chunk_by(|a, b| town(&a.division) == town(&b.division)) {
        for in_village in in_town.chunk_by(|a, b| a.division == b.division) {
            for entry in in_village {
                number += 1;
                lines.push(Line::Case(number, entry));
            }
            if let Some(first) = in_village.first() {
                lines.push(Line::Village(&first.division, Sum::of(in_village)));
            }
        }
        if let Some(first) = in_town.first() {
            lines.push(Line::Town(&first.division, Sum::of(in_town)));
        }
    }
    lines.push(Line::All(Sum::of(entries)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(division: &str, award_fen: i64, adjust_fen: i64) -> Entry {
        Entry { division: division.to_owned(), persons: 2, award_fen, adjust_fen, ..Entry::default() }
    }

    #[test]
    fn villages_towns_and_the_district_are_summed_apart() {
        let entries = [
            entry("430406001001", 100, 0),
            entry("430406001001", 200, -50),
            entry("430406001002", 300, 0),
            entry("430406002001", 400, 25),
        ];
        let kinds: Vec<String> = lines(&entries)
            .iter()
            .map(|l| match l {
                Line::Case(n, e) => format!("{n} {}", e.paid_fen()),
                Line::Village(code, s) => format!("村 {code} {} {}", s.households, s.paid_fen()),
                Line::Town(code, s) => format!("镇 {code} {} {}", s.households, s.paid_fen()),
                Line::All(s) => format!("合计 {} {} {}", s.households, s.persons, s.paid_fen()),
            })
            .collect();
        assert_eq!(
            kinds,
            [
                "1 100",
                "2 150",
                "村 430406001001 2 250",
                "3 300",
                "村 430406001002 1 300",
                "镇 430406001001 3 550",
                "4 425",
                "村 430406002001 1 425",
                "镇 430406002001 1 425",
                "合计 4 8 975"
            ]
        );
    }

    #[test]
    fn an_empty_roll_has_a_total_of_nothing() {
        assert_eq!(lines(&[]), [Line::All(Sum::default())]);
    }
}
