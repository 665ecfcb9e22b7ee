//! The random numbers of the demonstration office: xoshiro256** seeded by splitmix64, whole numbers only, so that the same
//! arguments give the same office on every machine and with every version of every library.
//!
//! Must not know what is drawn.

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Rng([u64; 4]);

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Rng {
    /// The stream of a seed and a part of the office: parts do not disturb each other when one draws more.
    pub(crate) fn of(seed: u64, part: u64) -> Rng {
        let mut state = seed ^ part.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Rng([splitmix(&mut state), splitmix(&mut state), splitmix(&mut state), splitmix(&mut state)])
    }

    fn draw(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number from 0 to n − 1; 0 when n is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.draw()) * (n as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from..=to.
    pub(crate) fn within(&mut self, from: i64, to: i64) -> i64 {
        let span = usize::try_from(to - from + 1).unwrap_or(1);
        from + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub(crate) fn chance(&mut self, per_mille: usize) -> bool {
        self.below(1000) < per_mille
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of several codes or names.
    pub(crate) fn code(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    /// The place of one of several weights, as often as it weighs.
    pub(crate) fn weighed(&mut self, weights: &[u32]) -> usize {
        let sum: u32 = weights.iter().sum();
        let mut at = u32::try_from(self.below(sum as usize)).unwrap_or(0);
        for (place, weight) in weights.iter().enumerate() {
            if at < *weight {
                return place;
            }
            at -= weight;
        }
        0
    }

    /// One of several, as often as it weighs.
    pub(crate) fn likely<T: Copy>(&mut self, of: &[(T, u32)]) -> T {
        let weights: Vec<u32> = of.iter().map(|(_, weight)| *weight).collect();
        of[self.weighed(&weights)].0
    }

    /// So many numbers that add up to a total, none of them 0 where that is large enough, some twice as large as others.
    pub(crate) fn parts(&mut self, total: i64, many: usize) -> Vec<i64> {
        let weights: Vec<i64> = (0..many).map(|_| self.within(70, 140)).collect();
        let (all, mut weighed, mut given) = (weights.iter().sum::<i64>().max(1), 0, 0);
        let part = |weight: &i64| {
            weighed += weight;
            let part = total * weighed / all - given;
            given += part;
            part
        };
        weights.iter().map(part).collect()
    }

    /// Puts things into a random order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_never_changes() {
        let mut rng = Rng::of(1, 0);
        let drawn: Vec<usize> = (0..6).map(|_| rng.below(1000)).collect();
        assert_eq!(drawn, [702, 520, 574, 391, 697, 143]);
    }

    #[test]
    fn parts_add_up() {
        for (total, many) in [(5_125, 24), (936, 24), (54, 7), (3, 1)] {
            let parts = Rng::of(3, 1).parts(total, many);
            assert_eq!((parts.len(), parts.iter().sum::<i64>()), (many, total));
            assert!(parts.iter().all(|part| *part > 0), "{parts:?}");
        }
    }

    #[test]
    fn weights_are_kept() {
        let mut rng = Rng::of(7, 3);
        let mut hits = [0; 3];
        (0..6000).for_each(|_| hits[rng.weighed(&[1, 0, 2])] += 1);
        assert_eq!(hits[1], 0);
        assert!(hits[0] > 1800 && hits[0] < 2200, "{hits:?}");
    }
}
