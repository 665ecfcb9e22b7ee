//! How long a bar is: a part of a whole as thousandths, and those as units of whatever draws it, so that bars on the screen and on
//! paper tell the same.

/// How many thousandths a part is of a whole; what is not there, or less than nothing, has no bar.
pub fn thousandths(part: i64, whole: i64) -> u16 {
    if part <= 0 || whole <= 0 {
        return 0;
    }
    let share = i128::from(part) * 1000 / i128::from(whole);
    u16::try_from(share.min(1000)).unwrap_or(1000)
}

/// A part of a whole as tenths of a hundredth part, to the nearest, as tables print it: 328 for 32.8 %.
pub fn tenths_of_percent(part: i64, whole: i64) -> i64 {
    if part <= 0 || whole <= 0 {
        return 0;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    i64::try_from((part * 2000 + whole) / (whole * 2)).unwrap_or(i64::MAX)
}

/// How many of so many units a bar fills. What there is at all is seen: one unit at least.
pub fn filled(thousandths: u16, units: u32) -> u32 {
    if thousandths == 0 {
        return 0;
    }
    (u32::from(thousandths.min(1000)) * units / 1000).max(1).min(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        for (part, whole, is) in
            [(0, 5, 0), (5, 5, 1000), (1, 3, 333), (-2, 5, 0), (1, 0, 0), (9, 5, 1000), (i64::MAX, i64::MAX, 1000)]
        {
            assert_eq!(thousandths(part, whole), is, "{part} of {whole}");
        }
        for (part, whole, is) in [
            (40, 122, 328),
            (30, 122, 246),
            (19, 122, 156),
            (118, 2_695, 44),
            (88, 2_695, 33),
            (1, 2_000, 1),
            (5, 5, 1000),
            (0, 5, 0),
            (1, 0, 0),
        ] {
            assert_eq!(tenths_of_percent(part, whole), is, "{part} of {whole}");
        }
        for (share, units, is) in
            [(0, 80, 0), (1000, 80, 80), (500, 80, 40), (1, 80, 1), (999, 80, 79), (1, 0, 0), (2000, 8, 8)]
        {
            assert_eq!(filled(share, units), is, "{share} in {units}");
        }
    }
}
