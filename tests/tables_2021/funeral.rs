//! What spoils the checks of the tables of 殡葬改革.

/// Table, check, and the SQL that spoils it.
pub fn spoilt() -> Vec<(&'static str, &'static str, String)> {
    // A second one where there is no village.
    let another = |kind| {
        format!(
            "INSERT INTO publicity_fixture(kind, division, installed_on, act) VALUES ('{kind}', '430406001099', '2021-03-01', 1)"
        )
    };
    vec![
        ("funeral-publicity", "村(居)数与有时空信箱的", another("1")),
        ("funeral-publicity", "村(居)数与有文明祭祀墙的", another("2")),
    ]
}
