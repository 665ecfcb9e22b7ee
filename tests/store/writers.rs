//! Several programs on one file: a save waits for the other, nothing is lost, audit rows stand in order.

use crate::support::{Office, VILLAGE, id, register};
use minzheng::register::Draft;
use minzheng::store::{Store, StoreFault};
use std::thread;
use std::time::Duration;

#[test]
fn eight_writers_lose_nothing() {
    eight_writers(25);
}

/// The whole of it: `cargo test --release --test store writers -- --ignored --nocapture`.
#[test]
#[ignore = "ten thousand changes, each on the disk before it is acknowledged"]
fn eight_writers_lose_none_of_ten_thousand() {
    let began = std::time::Instant::now();
    eight_writers(1250);
    println!("10,000 changes by eight writers: {:?}", began.elapsed());
}

fn eight_writers(each: u16) {
    let o = Office::new();
    let writers = 8_u16;
    let day = o.day;
    thread::scope(|scope| {
        for writer in 0..writers {
            let path = &o.path;
            scope.spawn(move || {
                let store = Store::open(path).unwrap();
                let who = store.who(None).unwrap();
                for nth in writer * each..(writer + 1) * each {
                    let born = format!("{}-01-01", 1950 + nth / 900);
                    let draft = Draft::new(register("person"))
                        .with("id_number", id(&born, nth % 900))
                        .with("name", "张三")
                        .with("hukou_division", VILLAGE)
                        .with("home_division", VILLAGE);
                    store.save(&draft, &who, day).unwrap();
                }
            });
        }
    });
    let all = i64::from(writers * each);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM person"), all);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM audit WHERE act > 1"), all);
    assert_eq!(o.one::<i64>("SELECT count(DISTINCT act) FROM audit WHERE act > 1"), all);
    let out_of_order = "SELECT count(*) FROM audit a JOIN audit b ON b.key = a.key + 1 WHERE b.act < a.act";
    assert_eq!(o.one::<i64>(out_of_order), 0);
}

#[test]
fn a_save_waits_for_another_and_tells_when_it_waited_too_long() {
    let o = Office::new();
    let hold = |millis: u64| {
        let db = rusqlite::Connection::open(&o.path).unwrap();
        db.execute_batch("BEGIN IMMEDIATE").unwrap();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(millis));
            db.execute_batch("COMMIT").unwrap();
        })
    };
    let short = hold(300);
    o.person("张三", &id("1965-03-12", 501));
    short.join().unwrap();
    let long = hold(5600);
    let draft = o.person_draft("李四", &id("1965-03-12", 503));
    let e = o.save(&draft).unwrap_err();
    assert!(matches!(e, StoreFault::Surroundings(_)) && e.exit_code() == 74, "{e}");
    assert!(e.to_string().contains("等了 5 秒"), "{e}");
    assert_eq!(o.store.find("张三", 5, o.day).unwrap().len(), 1, "reading goes on");
    long.join().unwrap();
    o.saved(&draft);
}

#[cfg(unix)]
#[test]
fn an_office_opened_for_reading_refuses_every_save() {
    use std::os::unix::fs::PermissionsExt;
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    let dir = o.path.with_file_name("copies");
    let copy = o.store.backup(&dir, (&o.who, o.day)).unwrap().path;
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o444)).unwrap();
    let store = Store::open(&copy).unwrap();
    assert!(store.is_read_only());
    assert_eq!(store.find("张三", 5, o.day).unwrap()[0].key, key);
    for e in [
        store.save(&o.person_draft("李四", &id("1965-03-12", 503)), &o.who, o.day).unwrap_err(),
        store.void(register("person"), key, &o.who, o.day, "录错了").unwrap_err(),
    ] {
        assert!(e.exit_code() == 74 && e.to_string().contains("只读"), "{e}");
    }
    assert!(store.verify().unwrap().iter().all(|f| f.ok));
}
