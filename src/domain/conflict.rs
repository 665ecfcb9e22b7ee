//! 互斥: which benefits one person may draw in the same month (handbook 9; 国发〔2015〕52号, 民发〔2021〕43号, 民发〔2019〕62号).
//!
//! Must not know registers: who draws what is handed in.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;

/// A benefit, as the matrix has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Benefit {
    /// 低保, urban or rural.
    Dibao,
    /// 特困供养.
    Tekun,
    /// 困难残疾人生活补贴.
    Living,
    /// 重度残疾人护理补贴.
    Care,
    /// 孤儿基本生活费.
    Orphan,
    /// 事实无人抚养儿童.
    Unsupported,
    /// 临时救助.
    Temporary,
    /// 高龄津贴, 老年护理补贴.
    OldAge,
    /// 工伤生活护理费.
    InjuryCare,
}

/// What the matrix says of two benefits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both may be drawn.
    Compatible,
    /// Never both in one month.
    Forbidden,
    /// The higher of the two.
    Higher,
    /// One tops the other up.
    TopUp,
    /// The office decides; a doubt for the clerk.
    Configurable,
}

impl Benefit {
    /// All, in the order of the matrix.
    pub const ALL: [Benefit; 9] = [
        Benefit::Dibao,
        Benefit::Tekun,
        Benefit::Living,
        Benefit::Care,
        Benefit::Orphan,
        Benefit::Unsupported,
        Benefit::Temporary,
        Benefit::OldAge,
        Benefit::InjuryCare,
    ];

    /// Chinese name as messages have it.
    pub const fn label(self) -> &'static str {
        match self {
            Benefit::Dibao => "低保",
            Benefit::Tekun => "特困供养",
            Benefit::Living => "困难残疾人生活补贴",
            Benefit::Care => "重度残疾人护理补贴",
            Benefit::Orphan => "孤儿基本生活费",
            Benefit::Unsupported => "事实无人抚养儿童基本生活费",
            Benefit::Temporary => "临时救助",
            Benefit::OldAge => "高龄津贴",
            Benefit::InjuryCare => "工伤生活护理费",
        }
    }

    /// The benefit that a scheme pays.
    pub const fn of(scheme: Scheme) -> Benefit {
        match scheme {
            Scheme::DibaoUrban | Scheme::DibaoRural => Benefit::Dibao,
            Scheme::Tekun => Benefit::Tekun,
            Scheme::DisabilityLiving => Benefit::Living,
            Scheme::DisabilityCare => Benefit::Care,
            Scheme::Temporary => Benefit::Temporary,
            Scheme::Elderly => Benefit::OldAge,
            Scheme::Orphans => Benefit::Orphan,
            Scheme::DeFacto => Benefit::Unsupported,
        }
    }
}

/// The matrix: the same whichever of the two comes first.
pub fn verdict(a: Benefit, b: Benefit) -> Verdict {
    use Benefit::{Care, Dibao, InjuryCare, Living, OldAge, Orphan, Tekun, Temporary, Unsupported};
    match if a <= b { (a, b) } else { (b, a) } {
        (Temporary, _) | (_, Temporary) => Verdict::Compatible,
        (Dibao, Living | Care) => Verdict::Compatible,
        (Dibao, Orphan) | (Living, OldAge) => Verdict::Configurable,
        (Dibao | Living, Unsupported) => Verdict::TopUp,
        (Tekun, OldAge | InjuryCare) | (Dibao, OldAge | InjuryCare) => Verdict::Compatible,
        (Dibao, Dibao | Tekun) | (Tekun, _) => Verdict::Forbidden,
        (Living, Care) => Verdict::Compatible,
        (Living, Living | Orphan | InjuryCare) | (Care, Care | InjuryCare) => Verdict::Forbidden,
        (Care, Orphan | Unsupported) => Verdict::Compatible,
        (Care, OldAge) => Verdict::Higher,
        (Orphan, Orphan | Unsupported) | (Unsupported, Unsupported) => Verdict::Forbidden,
        _ => Verdict::Compatible,
    }
}

/// The same where the office has said of a pair that the matrix leaves to it. `apart`: it keeps orphans out of 低保.
fn verdict_of(a: Benefit, b: Benefit, apart: bool) -> Verdict {
    if apart && is_left_to_office(a, b) { Verdict::Forbidden } else { verdict(a, b) }
}

/// Whether a parameter says of two benefits that they are not drawn at once (child.orphan_excl_dibao).
pub fn is_left_to_office(a: Benefit, b: Benefit) -> bool {
    matches!((a, b), (Benefit::Dibao, Benefit::Orphan) | (Benefit::Orphan, Benefit::Dibao))
}

/// What a person draws already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn<'a> {
    /// The benefit.
    pub benefit: Benefit,
    /// The case's number.
    pub case_no: &'a str,
    /// Since which month.
    pub since: Month,
}

/// The slip for taking `wanted` from `from` on beside what is drawn, with the code and the words of the wanted scheme's own
/// section where it has them (`E-DB-003`, `E-TK-005`, `E-TK-006`, `E-CB-005`, `E-CB-006`), else `E-CF-01`. None when both may be
/// drawn. What 低保 says of a second 低保 names the town and stands in its register. `apart`: see [`is_left_to_office`].
pub fn slip(name: &str, drawn: &Drawn<'_>, wanted: Benefit, from: Month, apart: bool) -> Option<Slip> {
    let has = drawn.benefit;
    match verdict_of(has, wanted, apart) {
        Verdict::Compatible | Verdict::TopUp => return None,
        Verdict::Higher => {
            let text = format!("{name} 可择高: {}、{}", has.label(), wanted.label());
            return Some(Slip::warning("W-CF-02", text));
        }
        Verdict::Configurable => {
            let text =
                format!("{name} {from} 已享受{}, 与{}是否同时享受按本地规定, 请核实", has.label(), wanted.label());
            return Some(Slip::doubt("E-CF-01", text));
        }
        Verdict::Forbidden => {}
    }
    Some(match (has, wanted) {
        (Benefit::Tekun, Benefit::Dibao) => Slip::error("E-DB-003", format!("{name} 为在保特困人员, 不能同时享受低保")),
        (Benefit::Dibao, Benefit::Tekun) => Slip::error(
            "E-TK-005",
            format!(
                "{name} 在低保户 {} 中, 请先在家庭里给此人另增一行填离开, 再在那户另增一行核定(起始月一致)",
                drawn.case_no
            ),
        ),
        (Benefit::Living | Benefit::Care, Benefit::Tekun) => {
            // The first award of 特困 ends it with it.
            Slip::warning("E-TK-006", format!("已领{}, 转入特困后自 {from} 停发, 核定供养金时随之停发", has.label()))
        }
        (Benefit::Tekun, Benefit::Living | Benefit::Care) => Slip::error("E-CB-005", "特困人员不享受两项补贴"),
        (Benefit::Orphan, Benefit::Unsupported) => {
            Slip::error("E-CH01", "该儿童已认定为孤儿, 不能同时认定为事实无人抚养儿童")
        }
        (Benefit::InjuryCare, Benefit::Living | Benefit::Care) => {
            Slip::error("E-CB-006", "领取工伤生活护理费, 不享受两项补贴")
        }
        _ => {
            let text = format!(
                "{name} {} 已享受{}({}), 与{}不得同时享受",
                drawn.since,
                has.label(),
                drawn.case_no,
                wanted.label()
            );
            Slip::error("E-CF-01", text)
        }
    })
}

/// What is to be said of one who draws two benefits at once from a month on. `apart`: see [`is_left_to_office`].
pub fn both(name: &str, [one, other]: [&Drawn<'_>; 2], from: Month, apart: bool) -> Option<Slip> {
    let drawn = |d: &Drawn<'_>| format!("{}({})", d.benefit.label(), d.case_no);
    let (one_too, other_too) = (drawn(one), drawn(other));
    match verdict_of(one.benefit, other.benefit, apart) {
        Verdict::Forbidden => {
            Some(Slip::error("E-CF-01", format!("{name} 自 {from} 起同时享受{one_too}与{other_too}, 不得同时享受")))
        }
        Verdict::Configurable => {
            let text = format!("{name} 自 {from} 起同时享受{one_too}与{other_too}, 按本地规定, 请核实");
            Some(Slip::doubt("E-CF-01", text))
        }
        Verdict::Compatible | Verdict::Higher | Verdict::TopUp => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slip::Severity;

    /// Section 9 row by row: X forbidden, O compatible, U take the higher, T top-up, ? configurable, - nothing said.
    const MATRIX: [(&str, &str); 6] = [
        ("Dibao", "XXOO?TOOO"),
        ("Tekun", "XXXXXXOOO"),
        ("Living", "OXXOXTO?X"),
        ("Care", "OXOXOOOUX"),
        ("Orphan", "?XXOXXO--"),
        ("Unsupported", "TXTOXXO--"),
    ];

    #[test]
    fn the_matrix_of_the_handbook() {
        for (row, (name, cells)) in Benefit::ALL.iter().zip(MATRIX) {
            assert_eq!(format!("{row:?}"), name);
            for (col, cell) in Benefit::ALL.into_iter().zip(cells.chars()) {
                let want = match cell {
                    'X' => Verdict::Forbidden,
                    'U' => Verdict::Higher,
                    'T' => Verdict::TopUp,
                    '?' => Verdict::Configurable,
                    _ => Verdict::Compatible,
                };
                assert_eq!(verdict(*row, col), want, "{row:?} {col:?}");
                assert_eq!(verdict(col, *row), want, "{col:?} {row:?}");
            }
        }
    }

    #[test]
    fn each_pair_speaks_in_the_words_of_its_section() {
        let month = Month::new(2021, 11).unwrap();
        let said = |has, wanted| {
            slip("张三", &Drawn { benefit: has, case_no: "X1", since: month }, wanted, month.next(), false)
                .map(|s| (s.code, s.text))
        };
        for (has, wanted, code, words) in [
            (Benefit::Tekun, Benefit::Dibao, "E-DB-003", "张三 为在保特困人员"),
            (
                Benefit::Dibao,
                Benefit::Tekun,
                "E-TK-005",
                "张三 在低保户 X1 中, 请先在家庭里给此人另增一行填离开, 再在那户另增一行核定(起始月一致)",
            ),
            (Benefit::Living, Benefit::Tekun, "E-TK-006", "已领困难残疾人生活补贴, 转入特困后自 2021-12 停发"),
            (Benefit::Tekun, Benefit::Care, "E-CB-005", "特困人员不享受两项补贴"),
            (Benefit::InjuryCare, Benefit::Care, "E-CB-006", "领取工伤生活护理费"),
            (Benefit::Orphan, Benefit::Unsupported, "E-CH01", "该儿童已认定为孤儿"),
            (Benefit::Unsupported, Benefit::Orphan, "E-CF-01", "张三 2021-11 已享受事实无人抚养儿童基本生活费(X1)"),
            (Benefit::Care, Benefit::Care, "E-CF-01", "张三 2021-11 已享受重度残疾人护理补贴(X1)"),
            (Benefit::OldAge, Benefit::Care, "W-CF-02", "张三 可择高"),
        ] {
            let (found, text) = said(has, wanted).unwrap();
            assert_eq!(found, code, "{has:?} {wanted:?}");
            assert!(text.starts_with(words), "{text}");
        }
        assert_eq!(said(Benefit::Dibao, Benefit::Living), None);
        assert_eq!(said(Benefit::Living, Benefit::Care), None);
        let drawn = |benefit, case_no| Drawn { benefit, case_no, since: month };
        let at_once = |a, b| both("张三", [&drawn(a, "X1"), &drawn(b, "X2")], month, false).map(|s| s.text);
        let told = "张三 自 2021-11 起同时享受低保(X1)与特困供养(X2), 不得同时享受";
        assert_eq!(at_once(Benefit::Dibao, Benefit::Tekun).as_deref(), Some(told));
        assert_eq!(at_once(Benefit::Dibao, Benefit::Care), None);
    }

    #[test]
    fn the_office_keeps_orphans_out_of_dibao_or_asks() {
        let month = Month::new(2021, 11).unwrap();
        let drawn = |benefit, case_no| Drawn { benefit, case_no, since: month };
        for (has, wanted) in [(Benefit::Dibao, Benefit::Orphan), (Benefit::Orphan, Benefit::Dibao)] {
            for (apart, stops) in [(true, Severity::Error), (false, Severity::Doubt)] {
                let said = slip("张小", &drawn(has, "X1"), wanted, month, apart).unwrap();
                let at_once = both("张小", [&drawn(has, "X1"), &drawn(wanted, "X2")], month, apart).unwrap();
                assert_eq!([(said.code, said.severity), (at_once.code, at_once.severity)], [("E-CF-01", stops); 2]);
            }
        }
        let other = slip("张小", &drawn(Benefit::Living, "X1"), Benefit::OldAge, month, true).unwrap();
        assert_eq!(other.severity, Severity::Doubt, "of 生活补贴 and 高龄津贴 no parameter speaks");
    }
}
