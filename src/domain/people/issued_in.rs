//! Names of the provinces, cities and counties of GB/T 2260, by their 6-digit code.
//!
//! Says where an ID number was issued and names the district of an office. Must not know towns,
//! villages or dated names: those are rows of the office.
use std::sync::LazyLock;

/// `code,name,level,parent`, sorted by code; the published list of county-level divisions.
const COUNTIES: &str = include_str!("../counties.csv");

static ROWS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = COUNTIES.lines().skip(1).filter_map(|line| {
        let (code, rest) = line.split_once(',')?;
        let (name, _) = rest.split_once(',')?;
        Some((code, name))
    });
    rows.collect()
});

/// The first two digits an ID number or division code may start with (handbook 13.1).
const PROVINCES: [[u8; 2]; 35] = [
    *b"11", *b"12", *b"13", *b"14", *b"15", *b"21", *b"22", *b"23", *b"31", *b"32", *b"33", *b"34", *b"35", *b"36",
    *b"37", *b"41", *b"42", *b"43", *b"44", *b"45", *b"46", *b"50", *b"51", *b"52", *b"53", *b"54", *b"61", *b"62",
    *b"63", *b"64", *b"65", *b"71", *b"81", *b"82", *b"83",
];

/// Whether the code of a division may begin so.
pub fn begins_with_province(code: &str) -> bool {
    code.as_bytes().first_chunk().is_some_and(|two| PROVINCES.contains(two))
}

/// Cities that have no counties: their towns lie right beneath them, and their own code stands in the numbers of their people.
pub const WITHOUT_COUNTIES: [&str; 4] = ["441900", "442000", "460400", "620200"];

/// Name of a 6-digit code: `430406` is 雁峰区, `430400` 衡阳市, `430000` 湖南省. `None` when the list does
/// not have it (abolished counties, other lengths).
pub fn name_of(code: &str) -> Option<&'static str> {
    let rows = &*ROWS;
    let at = rows.binary_search_by(|(row, _)| (*row).cmp(code)).ok()?;
    rows.get(at).map(|(_, name)| *name)
}

/// Name with everything above it, 湖南省衡阳市雁峰区: as far down as the list knows the code, so an
/// abolished county gives 湖南省衡阳市. Grouping rows that are no place (市辖区, 县) are left out.
pub fn path_of(code: &str) -> Option<String> {
    if code.len() != 6 || !code.is_ascii() {
        return None;
    }
    let mut path = String::new();
    for digits in [2, 4, 6] {
        let part = format!("{:0<6}", &code[..digits]);
        let Some(name) = name_of(&part) else { continue };
        let grouping = matches!(name, "市辖区" | "县") || name.ends_with("直辖县级行政区划");
        let repeated = digits > 2 && code[digits - 2..digits] == *"00";
        if !grouping && !repeated {
            path.push_str(name);
        }
    }
    (!path.is_empty()).then_some(path)
}

/// All rows `(code, name)` in the order of their codes.
pub fn all() -> &'static [(&'static str, &'static str)] {
    &ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_without_doubles() {
        assert!(all().windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(all().len() > 3_000);
    }

    #[test]
    fn names_and_paths() {
        assert_eq!(name_of("430406"), Some("雁峰区"));
        assert_eq!(name_of("430403"), None);
        for (code, path) in [
            ("430406", Some("湖南省衡阳市雁峰区")),
            ("430403", Some("湖南省衡阳市")),
            ("110101", Some("北京市东城区")),
            ("441900", Some("广东省东莞市")),
            ("430000", Some("湖南省")),
            ("500235", Some("重庆市云阳县")),
            ("429004", Some("湖北省仙桃市")),
            ("990101", None),
            ("43", None),
        ] {
            assert_eq!(path_of(code).as_deref(), path, "{code}");
        }
    }
}
