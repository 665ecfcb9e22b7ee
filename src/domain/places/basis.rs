//! Which rules hold for place names on a day (services 5.0).

use chrono::NaiveDate;

/// Whether a name approved on a day must be filed and announced within limits: since 地名管理条例 (国务院令第753号) is in force, 2022-05-01.
pub fn limits_filing(approved: NaiveDate) -> bool {
    NaiveDate::from_ymd_opt(2022, 5, 1).is_some_and(|since| approved >= since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_begin_with_the_regulation() {
        let on = |text: &str| limits_filing(crate::domain::date::parse(text).unwrap());
        assert_eq!((on("2022-04-30"), on("2022-05-01")), (false, true));
    }
}
