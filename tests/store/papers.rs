//! 证件类型: people whose paper is no resident's card are entered, shown, masked and found like all others.

use crate::support::{Office, day, register};
use minzheng::domain::people::id_number::check_char;
use minzheng::register::Draft;

fn with_check(body: &str) -> String {
    format!("{body}{}", check_char(body))
}

fn slips(o: &Office, draft: &Draft) -> Vec<&'static str> {
    o.store.check(draft, o.day).unwrap().slips.iter().map(|s| s.code).collect()
}

#[test]
fn every_paper_is_taken_and_its_kind_follows_from_the_number() {
    let o = Office::new();
    for (number, kind) in [
        (with_check("43040619650312501"), "1"),
        (with_check("81000019650312502"), "2"),
        (with_check("82000019650312503"), "2"),
        (with_check("83000019650312504"), "2"),
        (with_check("94384019650312505"), "3"),
        ("USA430165031212".to_owned(), "3"),
        ("E12345678".to_owned(), "4"),
    ] {
        let mut draft = o.person_draft(&format!("张{}", ["甲", "乙", "丙", "丁"][number.len() % 4]), &number);
        let own = number.len() == 18;
        if own {
            assert_eq!(slips(&o, &draft).iter().filter(|c| c.starts_with("E-")).count(), 0, "{number}");
            assert!(!slips(&o, &draft).contains(&"W-ID-006"), "{number}: of no district");
        } else {
            assert!(slips(&o, &draft).contains(&"E-RG01"), "{number} does not tell birth and sex");
            draft = draft.with("birth_date", "1965-03-12").with("sex", "1");
        }
        let key = o.saved(&draft);
        let values = o.store.opened(register("person"), key, o.day).unwrap().values;
        assert_eq!((values.text("id_type"), values.text("id_number")), (kind, number.as_str()));
        assert_eq!(values.date("birth_date"), Some(day("1965-03-12")));
        // Found by all of it, in small letters, and by its ending; named on the command line; masked where it is listed.
        for query in [number.clone(), number.to_lowercase(), number[number.len() - 6..].to_owned()] {
            let hits = o.store.find(&query, 20, o.day).unwrap();
            let hit = hits.iter().find(|h| h.key == key).unwrap_or_else(|| panic!("{number} by {query}"));
            assert_eq!(hit.id_number.unwrap().as_str(), number);
        }
        assert_eq!(o.store.resolve(register("person"), &number.to_lowercase(), o.day).unwrap(), key);
        let called = o.store.called(register("person"), key).unwrap();
        assert!(called.contains('*') && !called.contains(&number), "{called}");
    }
    // A foreigner's old number tells the birth date without its century.
    let other = o.person_draft("李四", "USA430165031213").with("birth_date", "1965-03-13").with("sex", "1");
    assert!(slips(&o, &other).contains(&"E-ID02"));
    // The clerk knows which paper a number is of that begins with a letter.
    let permit =
        o.person_draft("王五", "H1234567890").with("birth_date", "1965-03-13").with("sex", "2").with("id_type", "5");
    let key = o.saved(&permit);
    assert_eq!(o.store.opened(register("person"), key, o.day).unwrap().values.text("id_type"), "5");
}

#[test]
fn who_has_no_paper_is_of_that_kind_until_one_is_entered() {
    let o = Office::new();
    let draft = Draft::new(register("person"))
        .with("name", "赵六")
        .with("id_status", "unknown")
        .with("sex", "1")
        .with("birth_date", "1950-01-01")
        .with("hukou_division", crate::support::VILLAGE)
        .with("home_division", crate::support::VILLAGE);
    let key = o.saved(&draft);
    let kind = || o.store.opened(register("person"), key, o.day).unwrap().values.text("id_type").to_owned();
    assert_eq!(kind(), "9");
    let found = Draft { key: Some(key), ..Draft::new(register("person")) };
    let found = Draft { why: Some("办了居住证".to_owned()), ..found };
    o.saved(&found.with("id_number", with_check("83000019500101001")).with("id_status", "normal"));
    assert_eq!(kind(), "2");
}
