//! The office's file while it is open: what another program does to it meanwhile is known before anything is saved.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use minzheng::register::Draft;
use minzheng::store::Store;
use support::{Office, id, register};

/// A trigger as another tool could leave it: whoever's phone is changed, it becomes another one, row and audit alike.
const FOREIGN: &str =
    "CREATE TRIGGER zz AFTER UPDATE OF phone ON person BEGIN UPDATE person SET phone = '1' WHERE key = NEW.key; END";

#[test]
fn an_office_with_foreign_objects_opens_for_reading_only_and_names_them() {
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    o.sql(&format!("{FOREIGN}; DROP INDEX operator_name;"));
    let store = Store::open(&o.path).unwrap();
    let warning = store.warning().unwrap();
    assert!(store.is_read_only() && warning.contains("多出触发器 zz、缺少索引 operator_name, 共 2 处"), "{warning}");
    assert_eq!(store.find("张三", 5, o.day).unwrap()[0].key, key);
    let acts = o.one::<i64>("SELECT count(*) FROM act");
    let draft = Draft { key: Some(key), ..Draft::new(register("person")).with("phone", "13812345678") };
    for e in [
        store.save(&draft, &o.who, o.day).unwrap_err(),
        store.void(register("person"), key, &o.who, o.day, "录错了").unwrap_err(),
        store.keep_unfinished(&draft, &o.who, o.day).unwrap_err(),
        store.forget_unfinished(1).unwrap_err(),
    ] {
        assert!(e.exit_code() == 65 && e.to_string().contains("多出触发器 zz"), "{e}");
    }
    assert_eq!(o.one::<i64>("SELECT count(*) FROM act"), acts);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM unfinished"), 0);
}
