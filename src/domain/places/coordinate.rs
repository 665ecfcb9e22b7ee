//! Where on earth a place may lie: degrees in millionths (CGCS2000), against what the office's district can have.

use std::ops::RangeInclusive;

/// Millionths of a degree.
const DEGREE: i64 = 1_000_000;

/// A district, by the digits that its codes begin with, and what lies around it in tenths of a degree: longitude, latitude. The last one
/// is the whole country (services 5.1).
const BOXES: [(&str, RangeInclusive<i64>, RangeInclusive<i64>); 2] =
    [("430406", 1124..=1128, 266..=270), ("", 730..=1360, 30..=540)];

/// What is wrong with a place of a district, if anything.
pub fn fault(district: &str, lon: Option<i64>, lat: Option<i64>) -> Option<String> {
    let (_, east, north) = BOXES.iter().find(|(code, ..)| district.starts_with(code))?;
    let (lon, lat) = match (lon, lat) {
        (Some(lon), Some(lat)) => (lon, lat),
        (None, None) => return None,
        _ => return Some("经度、纬度须一起填".to_owned()),
    };
    let lies =
        |at: i64, range: &RangeInclusive<i64>| (range.start() * DEGREE / 10..=range.end() * DEGREE / 10).contains(&at);
    let said = |range: &RangeInclusive<i64>| {
        let degrees = |tenths: &i64| format!("{}.{}", tenths / 10, tenths % 10);
        format!("{}–{}", degrees(range.start()), degrees(range.end()))
    };
    let inside = lies(lon, east) && lies(lat, north);
    (!inside).then(|| format!("坐标不在本区一带, 应为东经{}、北纬{}, 请核对", said(east), said(north)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_where_its_district_is() {
        for (district, lon, lat, told) in [
            ("430406000000", None, None, None),
            ("430406000000", Some(112_612_345), Some(26_888_000), None),
            ("430406000000", Some(112_400_000), Some(27_000_000), None),
            ("430406000000", Some(112_612_345), None, Some("经度、纬度须一起填")),
            (
                "430406000000",
                Some(26_888_000),
                Some(112_612_345),
                Some("坐标不在本区一带, 应为东经112.4–112.8、北纬26.6–27.0, 请核对"),
            ),
            (
                "430406000000",
                Some(112_399_999),
                Some(26_888_000),
                Some("坐标不在本区一带, 应为东经112.4–112.8、北纬26.6–27.0, 请核对"),
            ),
            ("110101000000", Some(116_400_000), Some(39_900_000), None),
        ] {
            assert_eq!(fault(district, lon, lat).as_deref(), told, "{district} {lon:?} {lat:?}");
        }
    }
}
