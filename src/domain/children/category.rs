//! 主类别 of a child's file: of several that fit, one is meant (services 3.1; 国发〔2016〕13号, 36号, 民发〔2019〕62号).

/// The categories in the order in which they come before each other: 孤儿, 事实无人抚养, 监护缺失或不当, 自身困境, 家庭贫困, 留守, 流动.
const BEFORE: [&str; 7] = ["A", "B", "C3", "C2", "C1", "D", "E"];

/// Of those that fit, the one that comes before the others.
pub fn first_of<'a>(fit: impl IntoIterator<Item = &'a str>) -> Option<&'static str> {
    let places = fit.into_iter().filter_map(|code| BEFORE.iter().position(|c| *c == code));
    BEFORE.get(places.min()?).copied()
}

/// Whether a category comes before another one; what stands in no order (其他重点) comes before none, and none before it.
pub fn comes_before(one: &str, other: &str) -> bool {
    one != other && BEFORE.contains(&other) && first_of([one, other]) == Some(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_handbook() {
        for (fit, first) in [
            (&["D", "B"][..], Some("B")),
            (&["C1", "C2", "C3"], Some("C3")),
            (&["C1", "C2"], Some("C2")),
            (&["E", "D"], Some("D")),
            (&["A", "B", "E"], Some("A")),
            (&["F"], None),
            (&[], None),
        ] {
            assert_eq!(first_of(fit.iter().copied()), first, "{fit:?}");
        }
        assert!(comes_before("C2", "C1") && !comes_before("C1", "C2") && !comes_before("D", "D"));
        assert!(!comes_before("A", "F") && !comes_before("F", "A"));
    }
}
