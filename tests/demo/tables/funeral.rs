//! What spoils the checks of the tables of 殡葬改革.

/// Table, check, and the SQL that spoils it.
pub fn spoilt() -> Vec<(&'static str, &'static str, String)> {
    // A second one where there is no village.
    let another = |kind| {
        format!(
            "INSERT INTO publicity_fixture(kind, division, installed_on, act) VALUES ('{kind}', '430406001099', '2021-03-01', 1)"
        )
    };
    // Somebody of whom nothing is known, and a body without a day.
    let of_november = "WHERE key = (SELECT max(key) FROM death WHERE died_on LIKE '2021-11-%')";
    let nobody = format!("PRAGMA foreign_keys = OFF; UPDATE death SET person = 999999999 {of_november}");
    let some_day = format!(
        "UPDATE death SET died_on = '2021-11-1x', reported_on = '2021-12-31', disposal = '9', cremated_on = NULL, cremation_no = NULL {of_november}"
    );
    vec![
        ("funeral-deaths", "男+女与死亡人数", nobody),
        ("funeral-deaths", "应火化+待火化+豁免与死亡人数", some_day),
        ("funeral-publicity", "村(居)数与有时空信箱的", another("1")),
        ("funeral-publicity", "村(居)数与有文明祭祀墙的", another("2")),
    ]
}
