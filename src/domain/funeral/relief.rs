//! 惠民殡葬减免: what of a funeral's five basic services is free (services 4.8). Pure: costs, caps in, what is granted out.

use crate::domain::money::Money;
use crate::domain::rounding::Rounding;

/// The five items (服务项目), by their codes: [`crate::domain::param_key::Key::ReliefItem`].
pub const ITEMS: [&str; 5] = ["transport", "storage", "cremation", "coffin", "urn"];
/// 存放, which is free for some days only.
pub const STORAGE: &str = "storage";

/// What the office pays of one item at most; none: as much as it cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cap {
    /// In money.
    pub most: Option<Money>,
    /// Of so many days, so many are free.
    pub days: Option<(i64, i64)>,
}

/// What is granted of what an item cost: no more than its cap, and of storage the free days' part, to the fen.
pub fn granted(cost: Money, cap: Cap) -> Money {
    let beyond = cap.days.filter(|(days, free)| days > free);
    let free = beyond.and_then(|(days, free)| cost.times_ratio(free.max(0), days, Rounding::Fen)).unwrap_or(cost);
    cap.most.map_or(free, |most| free.min(most))
}

/// What is granted of a whole case: the items together, no more than the total cap where the office has one. The notice [R] limits the
/// items (days of storage, 200 for the urn) and says that a case came to about 1,200 at the prices of 2012; it sets no total. So the worked
/// example of services 4.8 comes to 1,340, and to 1,200 only in an office whose own total cap [L relief.cap_total] says so: a new one has
/// none, since a limit that nobody has set would keep from a family what the notice gives it.
pub fn total(items: &[Money], most: Option<Money>) -> Money {
    let sum = Money::fen(items.iter().map(|item| item.as_fen()).sum());
    most.map_or(sum, |most| sum.min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(n: i64) -> Money {
        Money::fen(n * 100)
    }

    #[test]
    fn the_worked_example() {
        let capped = |most| Cap { most: Some(yuan(most)), days: None };
        let stored = Cap { most: Some(yuan(300)), days: Some((4, 3)) };
        let items = [
            granted(yuan(300), capped(300)),
            granted(yuan(400), stored),
            granted(yuan(480), capped(480)),
            granted(yuan(60), capped(60)),
            granted(yuan(260), capped(200)),
        ];
        assert_eq!(items, [yuan(300), yuan(300), yuan(480), yuan(60), yuan(200)]);
        // By the notice alone, and under the cap of an office.
        for (most, comes_to) in [(None, 1_340), (Some(1_200), 1_200), (Some(1_340), 1_340)] {
            assert_eq!(total(&items, most.map(yuan)), yuan(comes_to), "{most:?}");
        }
        assert_eq!(yuan(1_500).checked_sub(total(&items, None)), Some(yuan(160)));
    }

    #[test]
    fn storage_is_free_for_some_days_and_nothing_is_granted_beyond_its_cost() {
        for (cost, days, free, most, is) in [
            (400, 4, 3, None, 30_000),
            (400, 3, 3, None, 40_000),
            (400, 2, 3, None, 40_000),
            (400, 4, 0, None, 0),
            (100, 7, 3, None, 4_286),
            (400, 4, 3, Some(250), 25_000),
            (0, 4, 3, Some(250), 0),
        ] {
            let cap = Cap { most: most.map(yuan), days: Some((days, free)) };
            assert_eq!(granted(yuan(cost), cap), Money::fen(is), "{cost} {days} {free} {most:?}");
        }
        assert_eq!(granted(yuan(80), Cap::default()), yuan(80));
    }
}
