//! A summary table is headings × figures × rows. Its rows are the towns, each asked what the columns ask, and the total row is
//! asked of the district directly, so that "the towns add up to the district" is a check that can fail; or they are categories,
//! each with figures of its own. Paper is not known here.

use super::check::{Check, Finding, Flow};
use super::column::{Answers, Ask, Content, TableColumn};
use super::{Measure, Quantity, Unit, When};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::text::grouped;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::HashMap;

/// A declared table.
#[derive(Debug, PartialEq)]
pub struct Sheet {
    /// Its title without the district: 城市居民最低生活保障月报表.
    pub title: &'static str,
    /// 计量单位.
    pub units: &'static str,
    /// The head of the first column, over the names of the rows: 镇(街).
    pub of: &'static str,
    /// What its rows are.
    pub rows: Rows,
    /// The columns after the name.
    pub columns: &'static [TableColumn],
    /// The checks printed beneath.
    pub checks: &'static [Check],
    /// Numbers said beneath.
    pub says: &'static [Say],
    /// Notes printed beneath.
    pub notes: &'static [&'static str],
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rows {
    /// The towns, and 合计.
    Towns,
    /// The towns, 合计, and beneath it 其中 each institution, which is not added again. Columns that know no institution are
    /// blank there.
    TownsAndInstitutions,
    /// The 养老机构 there are on the last day, and 合计, which is asked of the district.
    Homes,
    /// Categories of the whole district; they overlap, so that nothing adds them up.
    Categories(&'static [Category]),
}

/// A row of a table by category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Category {
    /// 城市低保.
    pub label: &'static str,
    /// What stands under each column; blank where a category has no such thing.
    pub cells: &'static [Option<Ask>],
    /// What must balance in this row.
    pub flows: &'static [Flow],
}

/// Numbers that are said in a sentence: the first `{}` is the first ask's, and so on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Say {
    /// The sentence.
    pub text: &'static str,
    /// Its numbers and their unit.
    pub asks: &'static [Ask],
    /// Counts, or money in yuan.
    pub unit: Unit,
}

/// Places in their order, code and name, and what was answered for them.
#[derive(Debug, Default)]
pub struct Places {
    /// Code and name.
    pub names: Vec<(String, String)>,
    /// The answers to [`Sheet::asks`]; what a place does not know is absent.
    pub answers: Answers,
    /// What stands in columns of institutions: code and column.
    pub told: HashMap<(String, &'static str), String>,
}

/// A filled table.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Name and cells: the towns in the order of their codes, or the categories.
    pub rows: Vec<Line>,
    /// The district; nothing in a table by category.
    pub total: Option<Vec<SheetCell>>,
    /// 其中: what stands beneath the total and is not added again.
    pub beneath: Vec<Line>,
    /// The checks and what they found.
    pub checks: Vec<Finding>,
    /// Numbers that are only said beneath.
    pub says: Vec<String>,
}

/// The name of a row and its cells.
pub type Line = (String, Vec<SheetCell>);

/// What is printed in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetCell {
    /// A whole number.
    Count(i64),
    /// Whole fen, or hundredths; a mean is rounded half up to the fen.
    Money(i64),
    /// Parts of ten thousand: 96.61 % is 9661; rounded half up.
    Bp(i64),
    /// 平, or what is off.
    Text(String),
    /// There is no such thing.
    Blank,
}

impl Sheet {
    /// Everything it wants to know, each window once, in the order of the columns.
    pub fn asks(&self) -> Vec<(When, Vec<Measure>)> {
        let mut asks: Vec<(When, Vec<Measure>)> = Vec::new();
        let categories = self.categories().iter();
        let rows =
            categories.flat_map(|c| c.cells.iter().copied().flatten().chain(c.flows.iter().flat_map(Flow::asks)));
        let beneath = self.checks.iter().flat_map(Check::asks).chain(self.says.iter().flat_map(|s| s.asks).copied());
        for ask in self.columns.iter().filter_map(TableColumn::ask).chain(rows).chain(beneath) {
            match asks.iter_mut().find(|(when, _)| *when == ask.when) {
                Some((_, measures)) if measures.contains(&ask.measure) => {}
                Some((_, measures)) => measures.push(ask.measure),
                None => asks.push((ask.when, vec![ask.measure])),
            }
        }
        asks
    }

    /// Whether it says of anything that it leads from the beginning of the month to its end.
    pub fn has_flows(&self) -> bool {
        self.checks.iter().any(|check| matches!(check, Check::Flow(_)))
            || self.categories().iter().any(|category| !category.flows.is_empty())
    }

    /// The table from the answers of the towns, and of the institutions where it has rows for them.
    pub fn fill(&self, towns: &Places, institutions: &Places) -> Filled {
        let answers = &towns.answers;
        let (rows, total) = match self.rows {
            Rows::Categories(categories) => (categories.iter().map(|c| self.category(c, answers)).collect(), None),
            Rows::Towns | Rows::TownsAndInstitutions | Rows::Homes => {
                let rows = towns.names.iter().map(|(code, name)| (name.clone(), self.row(towns, Some(code))));
                (rows.collect(), Some(self.row(towns, None)))
            }
        };
        let housed = institutions.names.iter();
        let nowhere = (self.places(), &[][..]);
        let flows = self.categories().iter().flat_map(|c| c.flows.iter().map(|f| f.find(c.label, nowhere, answers)));
        let sums = self.beneath(institutions);
        Filled {
            rows,
            total,
            beneath: housed.map(|(code, name)| (name.clone(), self.row(institutions, Some(code)))).collect(),
            checks: flows
                .chain(self.checks.iter().map(|c| c.find(self.columns, (self.places(), &towns.names), answers, &sums)))
                .collect(),
            says: self.says.iter().map(|say| say.text(answers)).collect(),
        }
    }

    /// The heads of a column in that month.
    pub fn head(&self, column: usize, month: Month) -> Vec<String> {
        let heads = self.columns.get(column).map_or(&[][..], |c| c.head);
        heads.iter().map(|h| h.replace("{n}", &month.month().to_string())).collect()
    }

    fn categories(&self) -> &'static [Category] {
        match self.rows {
            Rows::Categories(categories) => categories,
            Rows::Towns | Rows::TownsAndInstitutions | Rows::Homes => &[],
        }
    }

    /// The cells of a place, or of the district. A standard is the district's, whatever the place.
    fn row(&self, places: &Places, code: Option<&str>) -> Vec<SheetCell> {
        let value = |c: &TableColumn| {
            if let (Content::Told(column), Some(code)) = (c.content, code) {
                let told = places.told.get(&(code.to_owned(), column));
                return told.map_or(SheetCell::Blank, |text| SheetCell::Text(text.clone()));
            }
            let Some((ask, by)) = c.ask().and_then(|ask| Some((ask, places.answers.get(&ask)?))) else {
                return SheetCell::Blank;
            };
            let quantity = code.filter(|_| !ask.is_standard()).map_or(by.total, |code| by.town(code));
            match c.content {
                Content::Entered(_) if quantity.sum == 0 => SheetCell::Text("—".to_owned()),
                _ => cell(quantity, c.unit),
            }
        };
        self.columns.iter().map(value).collect()
    }

    /// What its rows are called in a check.
    fn places(&self) -> &'static str {
        if self.rows == Rows::Homes { "机构" } else { "镇(街)" }
    }

    fn category(&self, category: &Category, answers: &Answers) -> Line {
        let asks = category.cells.iter().copied().chain(std::iter::repeat(None));
        let cells = self.columns.iter().zip(asks).map(|(c, ask)| match (c.content, c.ask().or(ask)) {
            (Content::Balance, _) => balance(category.flows, answers),
            (_, Some(ask)) => cell(answers.get(&ask).map_or(Quantity::default(), |by| by.total), c.unit),
            (_, None) => SheetCell::Blank,
        });
        (category.label.to_owned(), cells.collect())
    }

    /// The institutions added up, column by column.
    fn beneath(&self, institutions: &Places) -> Vec<Quantity> {
        let codes = || institutions.names.iter().map(|(code, _)| code.as_str());
        let sum = |c: &TableColumn| c.ask().and_then(|ask| institutions.answers.get(&ask)).map(|by| by.sum_of(codes()));
        self.columns.iter().map(|c| sum(c).unwrap_or_default()).collect()
    }
}

impl Say {
    fn text(&self, answers: &Answers) -> String {
        let value = |ask: &Ask| match cell(answers.get(ask).map_or(Quantity::default(), |by| by.total), self.unit) {
            SheetCell::Money(fen) => Money::fen(fen).to_string(),
            SheetCell::Count(n) | SheetCell::Bp(n) => grouped(n),
            SheetCell::Text(text) => text,
            SheetCell::Blank => String::new(),
        };
        self.asks.iter().fold(self.text.to_owned(), |text, ask| text.replacen("{}", &value(ask), 1))
    }
}

/// 平, or each flow that is not with its sign: 户数差+1. Blank where nothing flows.
fn balance(flows: &[Flow], answers: &Answers) -> SheetCell {
    let off = flows.iter().map(|f| (f.of, f.off(answers, |by| by.total.sum))).filter(|(_, off)| *off != 0);
    let off: Vec<String> = off.map(|(of, off)| format!("{of}差{off:+}")).collect();
    match (flows.is_empty(), off.is_empty()) {
        (true, _) => SheetCell::Blank,
        (_, true) => SheetCell::Text("平".to_owned()),
        _ => SheetCell::Text(off.join(" ")),
    }
}

/// A quantity as it is printed in a column of that unit; a share of nothing, and a count where nothing was looked at, is `—`
/// (services 1.5).
fn cell(quantity: Quantity, unit: Unit) -> SheetCell {
    let mean = |times: i64, over: i64| {
        let mean = Decimal::from(quantity.sum) * Decimal::from(times) / Decimal::from(over);
        mean.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64().unwrap_or(0)
    };
    match (unit, quantity.over) {
        (Unit::Rate, None) => SheetCell::Blank,
        (Unit::Rate, Some(0)) => SheetCell::Text("—".to_owned()),
        (Unit::Rate, Some(rows)) => SheetCell::Bp(mean(10_000, rows)),
        (_, Some(0)) if unit.is_money() => SheetCell::Money(0),
        (_, Some(rows)) if unit.is_money() => SheetCell::Money(mean(1, rows)),
        (_, None) if unit.is_money() || unit == Unit::SquareKm => SheetCell::Money(quantity.sum),
        (_, Some(0)) => SheetCell::Text("—".to_owned()),
        _ => SheetCell::Count(quantity.sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::param::Param;
    use crate::figure::check::{minus, plus};
    use crate::figure::{ByTown, Paying, RowSet};

    const HOUSEHOLDS: Ask =
        Ask { measure: Measure::Count(RowSet::Roster("dibao-urban", Paying::All)), when: When::End };
    const EARLIER: Ask = Ask { when: When::Start, ..HOUSEHOLDS };
    const IN: Ask = Ask { measure: Measure::Count(RowSet::Parameter(Param::UrbanStandard)), when: When::Month };
    const OUT: Ask = Ask { measure: Measure::Count(RowSet::Parameter(Param::RuralStandard)), when: When::Month };
    const FLOW: Flow = Flow {
        of: "户数",
        unit: Unit::Household,
        steps: &[plus("期初", EARLIER), plus("新增", IN), minus("核减", OUT)],
        end: plus("期末", HOUSEHOLDS),
    };
    const BY_TOWN: Sheet = Sheet {
        title: "表",
        units: "户",
        of: "镇(街)",
        rows: Rows::Towns,
        columns: &[
            TableColumn { head: &["户数"], content: Content::Ask(HOUSEHOLDS), unit: Unit::Household },
            TableColumn { head: &["期初"], content: Content::Ask(EARLIER), unit: Unit::Household },
        ],
        checks: &[Check::Flow(FLOW), Check::Towns, Check::Beneath { label: "机构与户数", column: 0, whole: &[0] }],
        says: &[],
        notes: &[],
    };

    fn named(names: &[(&str, &str)]) -> Vec<(String, String)> {
        names.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect()
    }

    fn by(a: i64, b: i64, total: i64) -> ByTown {
        let towns = [("a".to_owned(), Quantity::of(a)), ("b".to_owned(), Quantity::of(b))];
        ByTown { towns: towns.into(), total: Quantity::of(total) }
    }

    fn places(end: ByTown) -> Places {
        let answers =
            Answers::from([(HOUSEHOLDS, end), (EARLIER, by(10, 5, 15)), (IN, by(2, 0, 2)), (OUT, by(1, 1, 2))]);
        Places { names: named(&[("a", "甲街道"), ("b", "乙镇")]), answers, ..Places::default() }
    }

    fn sheet(end: ByTown) -> Filled {
        assert_eq!(BY_TOWN.asks().iter().map(|(_, m)| m.len()).sum::<usize>(), 4);
        BY_TOWN.fill(&places(end), &Places::default())
    }

    /// 114 of 120, and of 118 when two have died unvisited (services 2.12); nothing of nobody.
    #[test]
    fn a_rate_has_two_decimals() {
        for (over, rate) in
            [(120, SheetCell::Bp(9500)), (118, SheetCell::Bp(9661)), (0, SheetCell::Text("—".to_owned()))]
        {
            assert_eq!(cell(Quantity { sum: if over == 0 { 0 } else { 114 }, over: Some(over) }, Unit::Rate), rate);
        }
    }

    #[test]
    fn a_table_that_balances_says_so() {
        let filled = sheet(by(11, 4, 15));
        assert_eq!(filled.rows[0], ("甲街道".to_owned(), vec![SheetCell::Count(11), SheetCell::Count(10)]));
        assert_eq!(filled.total, Some(vec![SheetCell::Count(15), SheetCell::Count(15)]));
        assert!(filled.checks[..2].iter().all(|c| c.holds), "{:?}", filled.checks);
        assert_eq!(filled.checks[0].text, "户数关系: 期初15+新增2-核减2=期末15");
    }

    #[test]
    fn a_roster_that_does_not_balance_is_named() {
        let filled = sheet(by(11, 5, 16));
        assert_eq!(
            filled.checks[0],
            Finding {
                text: "E-DB-050 户数关系不平: 期初15+新增2-核减2≠期末16; 不平的镇(街): 乙镇".to_owned(),
                holds: false,
                is_flow: true,
            }
        );
    }

    #[test]
    fn towns_that_do_not_add_up_are_found() {
        let filled = sheet(by(11, 4, 16));
        assert_eq!(
            filled.checks[1],
            Finding { text: "各镇(街)之和≠全区合计: 户数".to_owned(), holds: false, is_flow: false }
        );
    }

    #[test]
    fn columns_that_do_not_add_up_name_their_towns() {
        const SUMS: Sheet = Sheet {
            checks: &[
                Check::Equal(crate::figure::check::Sums { label: "期末与期初", parts: &[0], whole: &[1] }),
                Check::AtLeast(crate::figure::check::Sums { label: "期末与期初", parts: &[0], whole: &[1] }),
            ],
            ..BY_TOWN
        };
        // Two wrongs that make the district right.
        let found = SUMS.fill(&places(by(9, 6, 15)), &Places::default()).checks;
        assert_eq!(found[0].text, "期末与期初: 15 = 15; 不符的镇(街): 甲街道、乙镇");
        assert_eq!(found[1].text, "期末与期初: 15 ≥ 15; 不符的镇(街): 甲街道");
        assert!(!found[0].holds && !found[1].holds);
        let found = SUMS.fill(&places(by(10, 4, 14)), &Places::default()).checks;
        assert_eq!(found[1].text, "期末与期初: 14 < 15; 不符的镇(街): 乙镇");
    }

    #[test]
    fn institutions_stand_beneath_the_total_and_know_what_they_know() {
        let houses = Places {
            names: named(&[("h", "敬老院")]),
            answers: Answers::from([(
                HOUSEHOLDS,
                ByTown { towns: [("h".to_owned(), Quantity::of(15))].into(), total: Quantity::default() },
            )]),
            ..Places::default()
        };
        let filled = BY_TOWN.fill(&places(by(11, 4, 15)), &houses);
        assert_eq!(filled.beneath, [("敬老院".to_owned(), vec![SheetCell::Count(15), SheetCell::Blank])]);
        assert_eq!(filled.checks[2], Finding { text: "机构与户数: 15 = 15".to_owned(), holds: true, is_flow: false });
        let filled = BY_TOWN.fill(&places(by(11, 5, 16)), &houses);
        assert_eq!(filled.checks[2], Finding { text: "机构与户数: 15 ≠ 16".to_owned(), holds: false, is_flow: false });
    }

    const BY_CATEGORY: Sheet = Sheet {
        of: "类别",
        rows: Rows::Categories(&[
            Category { label: "城市", cells: &[Some(HOUSEHOLDS)], flows: &[FLOW] },
            Category { label: "农村", cells: &[None], flows: &[] },
        ]),
        columns: &[
            TableColumn { head: &["户数"], content: Content::Category, unit: Unit::Household },
            TableColumn { head: &["平衡校验"], content: Content::Balance, unit: Unit::Piece },
        ],
        checks: &[],
        ..BY_TOWN
    };

    #[test]
    fn a_table_by_category_asks_and_balances_row_by_row() {
        assert_eq!(BY_CATEGORY.asks().iter().map(|(_, m)| m.len()).sum::<usize>(), 4);
        let filled = BY_CATEGORY.fill(&places(by(11, 4, 15)), &Places::default());
        let text = |t: &str| SheetCell::Text(t.to_owned());
        assert_eq!(filled.rows[0], ("城市".to_owned(), vec![SheetCell::Count(15), text("平")]));
        assert_eq!(filled.rows[1], ("农村".to_owned(), vec![SheetCell::Blank, SheetCell::Blank]));
        assert_eq!((filled.total, filled.beneath), (None, vec![]));
        assert_eq!(filled.checks[0].text, "城市户数关系: 期初15+新增2-核减2=期末15");
        let filled = BY_CATEGORY.fill(&places(by(11, 3, 14)), &Places::default());
        assert_eq!(filled.rows[0].1[1], text("户数差-1"));
        assert_eq!(filled.checks[0].text, "E-DB-050 城市户数关系不平: 期初15+新增2-核减2≠期末14");
        assert!(!filled.checks[0].holds);
    }

    #[test]
    fn only_flows_lead_from_the_beginning_to_the_end() {
        const SUMS: Sheet = Sheet { checks: &[Check::Towns], ..BY_TOWN };
        assert_eq!([&BY_TOWN, &BY_CATEGORY, &SUMS].map(Sheet::has_flows), [true, true, false]);
    }

    #[test]
    fn homes_are_rows_of_their_own_and_the_total_is_asked() {
        const BY_HOME: Sheet = Sheet {
            rows: Rows::Homes,
            columns: &[
                TableColumn { head: &["性质"], content: Content::Told("ownership"), unit: Unit::Piece },
                TableColumn { head: &["人数"], content: Content::Ask(HOUSEHOLDS), unit: Unit::Person },
            ],
            checks: &[Check::Towns],
            ..BY_TOWN
        };
        let mut homes = places(by(11, 4, 15));
        homes.told.insert(("a".to_owned(), "ownership"), "敬老院".to_owned());
        let filled = BY_HOME.fill(&homes, &Places::default());
        assert_eq!(filled.rows[0].1, [SheetCell::Text("敬老院".to_owned()), SheetCell::Count(11)]);
        assert_eq!(filled.rows[1].1, [SheetCell::Blank, SheetCell::Count(4)]);
        assert_eq!(filled.total, Some(vec![SheetCell::Blank, SheetCell::Count(15)]));
        assert_eq!(filled.checks[0], Finding { text: "各机构之和=全区合计".to_owned(), holds: true, is_flow: false });
        let off = BY_HOME.fill(&places(by(11, 4, 16)), &Places::default());
        assert_eq!(off.checks[0].text, "各机构之和≠全区合计: 人数");
    }

    #[test]
    fn means_and_shares_are_made_of_sums() {
        for (sum, over, unit, shown) in [
            (100, Some(3), Unit::Yuan, SheetCell::Money(33)),
            (200, Some(3), Unit::Yuan, SheetCell::Money(67)),
            (5, Some(0), Unit::Yuan, SheetCell::Money(0)),
            (4, Some(9), Unit::Rate, SheetCell::Bp(4444)),
            (0, Some(0), Unit::Rate, SheetCell::Text("—".to_owned())),
            (0, None, Unit::Rate, SheetCell::Blank),
            (7, None, Unit::Person, SheetCell::Count(7)),
            (0, Some(9), Unit::Case, SheetCell::Count(0)),
            (0, Some(0), Unit::Case, SheetCell::Text("—".to_owned())),
        ] {
            assert_eq!(cell(Quantity { sum, over }, unit), shown);
        }
    }
}
