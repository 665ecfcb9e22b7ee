//! 补差: what a child whom in fact nobody supports is paid beside what it draws already (services 3.4; 民发〔2019〕62号).

use crate::domain::money::Money;

/// What a child draws of others in a month. 重度残疾人护理补贴 and 康复救助 are not deducted, and no part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// 低保金, the child's own part.
    pub dibao: Money,
    /// 特困供养金.
    pub tekun: Money,
    /// 困难残疾人生活补贴.
    pub living: Money,
}

/// The standard less all of it, not below nothing.
pub fn topup(standard: Money, beside: &Beside) -> Money {
    let drawn = [beside.dibao, beside.tekun, beside.living].iter().map(|money| money.as_fen()).sum::<i64>();
    Money::fen((standard.as_fen() - drawn).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_handbook() {
        let yuan = |yuan: i64| Money::fen(yuan * 100);
        for (dibao, tekun, living, paid) in
            [(0, 0, 0, 950), (493, 0, 0, 457), (0, 0, 70, 880), (500, 0, 70, 380), (0, 1_034, 0, 0), (950, 0, 0, 0)]
        {
            let beside = Beside { dibao: yuan(dibao), tekun: yuan(tekun), living: yuan(living) };
            assert_eq!(topup(yuan(950), &beside), yuan(paid), "{beside:?}");
        }
        let year = 65 * topup(yuan(950), &Beside::default()).as_fen()
            + 350 * topup(yuan(950), &Beside { dibao: yuan(493), ..Beside::default() }).as_fen();
        assert_eq!(Money::fen(year), yuan(221_700));
        assert_eq!(12 * topup(yuan(950), &Beside::default()).as_fen(), 1_140_000, "11,400.00 a year");
    }
}
