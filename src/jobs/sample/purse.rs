//! What the office aims at: money that is given, and incomes that move until it is met. Only incomes move; what is due follows by the
//! rules, and nothing that is aimed at is stored. Must not know cases or the file.

use super::SampleFault;

/// A household whose income is still open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// 家庭月收入, fen.
    pub income: i64,
    /// How many live of it.
    pub living: i64,
    /// How often what is due counts.
    pub times: i64,
}

/// Lowest and highest income a head, in fen: below every standard there has been, and never nothing.
const PER_HEAD: (i64, i64) = (1_000, 50_000);

/// Raises incomes until the surplus (fen, may be negative) is gone to the yuan: a yuan more is a yuan less due, each time.
pub(crate) fn meet(shares: &mut [Share], surplus: i64) -> Result<(), SampleFault> {
    let weight: i64 = shares.iter().map(|share| share.times).sum();
    let mut left = surplus / 100;
    let mut rounds = 0;
    while left != 0 {
        let (each, before) = (left / weight.max(1), left);
        for share in &mut *shares {
            let step = if each != 0 { each } else { (left / share.times).clamp(-8, 8) };
            let income = (share.income + step * 100).clamp(PER_HEAD.0 * share.living, PER_HEAD.1 * share.living);
            let moved = (income - share.income) / 100;
            share.income += moved * 100;
            left -= moved * share.times;
            if left == 0 {
                break;
            }
        }
        rounds += 1;
        if left == before || rounds > 40 {
            return Err(SampleFault::Rule(format!("收入调整后仍差 {left} 元")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surplus_goes_to_the_yuan() {
        let share = |income, living, times| Share { income, living, times };
        let mut shares = [share(20_000, 1, 1), share(100_050, 3, 7), share(1_000, 1, 3)];
        let before: i64 = shares.iter().map(|s| s.income * s.times).sum();
        meet(&mut shares, 123_400).unwrap();
        assert_eq!(shares.iter().map(|s| s.income * s.times).sum::<i64>() - before, 123_400);
        assert!(meet(&mut shares, 100_000_000).is_err(), "nobody has so much");
    }
}
